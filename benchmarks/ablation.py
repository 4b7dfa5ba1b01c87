"""What each part of extraction adds to F1: ``ablation.py [SET…]``.

The same texts are read with all parts, then with each left out in turn: every extractor by its name, and every setting
of ``kadry.build.link`` that is on by default. A number is the F1 with all parts less the F1 without this one, so that a
part with negative numbers does harm. Texts are parsed once. Reads $KADRY_DATA, as quality.py does.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from inspect import signature
from pathlib import Path
from typing import Any

import quality_sets
import texts
from kadry.build import link
from kadry.document import make_document
from kadry.plugins import names
from kadry.russian.parse import parse
from quality_sets import Claims
from quality_table import Row

ALL = "all"
Part = Mapping[str, Any]  # what is passed to link
Score = Callable[[Path, Claims, Path], Iterable[Row]]  # of the texts' folder or file, what was found, a scratch folder


def _occupations(source: Path, claims: Claims, folder: Path) -> Iterable[Row]:
    return quality_sets.factrueval_rows(source, claims)


def _nerel(source: Path, claims: Claims, folder: Path) -> Iterable[Row]:
    return quality_sets.nerel_rows(source.parent, source.stem, claims, folder)


SETS: Mapping[str, tuple[str, Score]] = {
    "factrueval": ("factrueval/devset", _occupations),
    "nerel-dev": ("nerel/dev.jsonl", _nerel),
    "nerel-train": ("nerel/train.jsonl", _nerel),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    usual = ("factrueval", "nerel-dev")
    parser.add_argument(
        "sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; {' and '.join(usual)} by default"
    )
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.sets if name not in SETS]:
        parser.error(f"no set named {', '.join(unknown)}; there are: {', '.join(SETS)}")
    data = texts.data()
    print(heading(parts()))
    for name in arguments.sets or usual:
        for line in measure(name, data):
            print(line, flush=True)


def parts() -> dict[str, Part]:
    """For each part what leaves it out; nothing for all of them."""
    every = names("extractors")
    extractors = {name: {"extractors": tuple(other for other in every if other != name)} for name in every}
    settings = {name: {name: False} for name, given in signature(link).parameters.items() if given.default is True}
    return {ALL: {}, **extractors, **settings}


def mine(source: Path, chosen: Mapping[str, Part]) -> Mapping[str, Claims]:
    """What is found in each text with each of these choices."""
    found: dict[str, dict[str, Any]] = {name: {} for name in chosen}
    for document, text in texts.read(source):
        parsed = parse(make_document(text))
        for name, options in chosen.items():
            found[name][document] = texts.spelled_out(link(parsed, **options))
    return found


def measure(name: str, data: Path) -> Iterator[str]:
    """The lines of one data set."""
    place, score = SETS[name]
    with tempfile.TemporaryDirectory() as folder:
        found = mine(data / place, parts())
        scores = {part: dict(score(data / place, claims, Path(folder))) for part, claims in found.items()}
    for row in scores[ALL]:
        yield line(row, {part: rows[row]["F1"] for part, rows in scores.items()})


def heading(chosen: Iterable[str]) -> str:
    """The names of the parts over their columns."""
    return f"{'F1':36}" + "".join(f"{name:>14}" for name in chosen)


def line(row: str, scores: Mapping[str, float]) -> str:
    """A row: the F1 with all parts, then what each one adds."""
    whole = scores[ALL]
    added = (f"{whole - value:+14.3f}" for part, value in scores.items() if part != ALL)
    return f"{row:36}{whole:14.3f}" + "".join(added)


if __name__ == "__main__":
    main()
