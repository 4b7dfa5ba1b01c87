"""Are two spellings of a name told to be one? Precision, recall and F1 of the transcription tables on name pairs.

    benchmarks/translit.py [PAIRS.tsv] [--errors]

PAIRS has the columns same (1 or 0), lang, name_a, name_b; without it, names/translit_pairs.tsv in KADRY_DATA is taken.
A pair is answered with yes where the verdict is "same" or "variant". ``--errors`` shows the pairs that are wrong.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from kadry.fold import fold
from kadry.russian.onomastics.transcription import Relation, relation
from texts import data


class Pair(Struct, frozen=True):
    """Two spellings, whether they are one name, and what the rules say of them."""

    language: str
    left: str
    right: str
    same: bool
    said: Relation

    @property
    def yes(self) -> bool:
        """Whether the rules take the two for one name."""
        return self.said.verdict in ("same", "variant")


class Counts(Struct, frozen=True):
    """Pairs rightly and wrongly taken for one, and those missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of yeses that are right; 1 where there is no yes."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs of one name that are found; 1 where there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0


def judged(rows: Iterable[Mapping[str, str]]) -> list[Pair]:
    """The pairs of a table with the verdict on each."""
    return [
        Pair(row["lang"], row["name_a"], row["name_b"], row["same"] == "1", _relation(row["name_a"], row["name_b"]))
        for row in rows
    ]


def _relation(left: str, right: str) -> Relation:
    return relation(tuple(fold(left).split()), tuple(fold(right).split()))


def count(pairs: Iterable[Pair]) -> Counts:
    """The counts that scores are made of."""
    seen = [(pair.same, pair.yes) for pair in pairs]
    return Counts(seen.count((True, True)), seen.count((False, True)), seen.count((True, False)))


def table(pairs: Iterable[Pair]) -> str:
    """One line for each language and one for all."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.language].append(pair)
    every = [pair for group in groups.values() for pair in group]
    lines = [f"{'language':9}{'pairs':>6}{'same':>6}{'right':>6}{'wrong':>6}{'missed':>7}{'P':>7}{'R':>7}{'F1':>7}"]
    for name, group in (*sorted(groups.items()), ("all", every)):
        n = count(group)
        scores = f"{n.precision:7.3f}{n.recall:7.3f}{n.f1:7.3f}"
        lines.append(f"{name:9}{len(group):6}{sum(p.same for p in group):6}{n.right:6}{n.wrong:6}{n.missed:7}{scores}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="?", type=Path, help="a table of pairs")
    parser.add_argument("--errors", action="store_true", help="show the pairs that are wrong")
    options = parser.parse_args(arguments)
    file = options.pairs or data() / "names" / "translit_pairs.tsv"
    with file.open(encoding="utf-8", newline="") as stream:
        pairs = judged(csv.DictReader(stream, delimiter="\t"))
    if options.errors:
        for pair in pairs:
            if pair.yes != pair.same:
                kind = "missed" if pair.same else "wrong"
                print(f"{kind:7}{pair.language:4}{pair.left} / {pair.right}: {pair.said.verdict}, {pair.said.reason}")
    print(table(pairs))


if __name__ == "__main__":
    main(sys.argv[1:])
