"""How well mentions of our own news are merged: ``merge_own.py [--groups abcdef] [--errors] [--held-out]``.

tests/merging holds short invented articles with every mention of a person or body annotated (docs/merging-gold.md). All
of them are merged in one universe by benchmarks/merge.py, and scored by group and in all: B-cubed, pairs, pairs of two
documents, and B-cubed over other documents' mentions; F1 in per cent. Groups d to f are for measuring only, so that
``--errors`` lists those of a to c unless ``--held-out`` is given too.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import merge
import texts

FOLDER = Path(__file__).parents[1] / "tests" / "merging"
DEVELOPED = "abc"
AROUND = 30  # characters of context on either side of a mention
FIGURES = ("B3", "pair", "xpair", "xB3")


class Linked(NamedTuple):
    """A mention whose entity is known, beside the cluster that it was put into."""

    id: str
    type: str
    document: str
    entity: str
    cluster: str


class Figure(NamedTuple):
    """Precision and recall, each 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class Wrong(NamedTuple):
    """Two mentions that are one cluster but not one entity ("false"), or the other way round ("missed")."""

    kind: str
    left: Linked
    right: Linked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--groups", default="abcdef", help="the groups that are shown, by default all")
    parser.add_argument("--errors", action="store_true", help="list wrong pairs with their contexts")
    parser.add_argument("--held-out", action="store_true", help="with --errors: those of groups d to f too")
    arguments = parser.parse_args()
    records = read(FOLDER)
    found = linked(records, merge.clusters(records))
    print("\n".join(table(found, arguments.groups)))
    if arguments.errors:
        shown = [g for g in arguments.groups if g in DEVELOPED or arguments.held_out]
        print("\n".join(listed(records, (one for one in found if one.document[0] in shown))))


def read(folder: Path) -> list[dict[str, Any]]:
    """The annotated articles, each with its text, by name. The first letter of a name is the group."""
    return [
        {**json.loads(file.read_text(encoding="utf-8")), "text": texts.decode(file.with_suffix(".txt"))}
        for file in sorted(folder.glob("*.json"))
    ]


def linked(records: Iterable[Mapping[str, Any]], clusters: Mapping[str, str]) -> list[Linked]:
    """Every mention that names an entity of its own, which a class («министерства») does not."""
    gold = {id: entry for record in records for id, entry in record["gold"].items() if not entry["x"]}
    return [Linked(id, e["t"], e["d"], e["e"], clusters.get(id, id)) for id, e in gold.items()]


def score(found: Iterable[Linked]) -> dict[str, Figure]:
    """All figures of some mentions, which should be of one type.

    B3 (Bagga and Baldwin, 1998): for a mention, the share of right ones in its cluster and the share of its entity that
    is there, each averaged over mentions. xB3: the same among mentions of other documents only, where there are such.
    """
    mentions = list(found)
    return {
        "B3": cubed(mentions, lambda _, other: True),
        "pair": paired(mentions, lambda _, other: True),
        "xpair": paired(mentions, apart),
        "xB3": cubed(mentions, apart),
    }


def apart(one: Linked, other: Linked) -> bool:
    """Whether two mentions stand in different documents."""
    return one.document != other.document


def cubed(mentions: Collection[Linked], counts: Callable[[Linked, Linked], bool]) -> Figure:
    """B-cubed, for each mention over those others (and itself, where it is let) that count."""
    among = Groups(mentions)
    precisions, recalls = [], []
    for one in mentions:
        together = [o for o in among.clusters[one.cluster] if counts(one, o)]
        own = [o for o in among.entities[one.entity] if counts(one, o)]
        right = sum(o.entity == one.entity for o in together)
        precisions += [right / len(together)] if together else []
        recalls += [right / len(own)] if own else []
    return Figure(mean(precisions, not recalls), mean(recalls, True))


def mean(values: Collection[float], empty: bool) -> float:
    """The mean; of no values 1 or 0, as told."""
    return sum(values) / len(values) if values else float(empty)


class Groups:
    """Mentions by their clusters and by their entities."""

    def __init__(self, mentions: Iterable[Linked]) -> None:
        self.clusters: dict[str, list[Linked]] = {}
        self.entities: dict[str, list[Linked]] = {}
        for one in mentions:
            self.clusters.setdefault(one.cluster, []).append(one)
            self.entities.setdefault(one.entity, []).append(one)


def paired(mentions: Collection[Linked], counts: Callable[[Linked, Linked], bool]) -> Figure:
    """Precision and recall over pairs of mentions that count."""
    among = Groups(mentions)
    together = [p for group in among.clusters.values() for p in combinations(group, 2) if counts(*p)]
    own = sum(counts(*p) for group in among.entities.values() for p in combinations(group, 2))
    right = sum(a.entity == b.entity for a, b in together)
    return Figure(right / len(together) if together else float(not own), right / own if own else 1.0)


def table(found: Collection[Linked], groups: Iterable[str]) -> Iterator[str]:
    """A row for each type and group, and one for all of them together."""
    for type in sorted({one.type for one in found}, reverse=True):
        yield f"{type:14}{'mentions':>9}" + "".join(f"{name:>8}" for name in FIGURES) + "   (F1)"
        rows = {g: [o for o in found if o.type == type and o.document.startswith(g)] for g in groups}
        for name, mentions in {**rows, "all": [o for own in rows.values() for o in own]}.items():
            figures = score(mentions)
            cells = "".join(f"{100 * figures[f].f1:8.1f}" for f in FIGURES)
            yield f"  {name:12}{len(mentions):9}{cells}"
        yield ""


def wrong(found: Iterable[Linked]) -> Iterator[Wrong]:
    """Every pair that is merged and should not be, or the other way round."""
    for left, right in combinations(sorted(found), 2):
        same = left.entity == right.entity
        if left.type == right.type and same != (left.cluster == right.cluster):
            yield Wrong("missed" if same else "false", left, right)


def listed(records: Iterable[Mapping[str, Any]], found: Iterable[Linked]) -> Iterator[str]:
    """The wrong pairs, those of the same two names once, with a context each; most frequent first."""
    contexts = {m["id"]: context(record["text"], m) for record in records for m in record["mentions"]}
    names = {m["id"]: m["text"] for record in records for m in record["mentions"]}
    kinds: Counter[tuple[str, ...]] = Counter()
    examples: dict[tuple[str, ...], Wrong] = {}
    for pair in wrong(found):
        left, right = sorted((pair.left, pair.right), key=lambda one: names[one.id])
        kind = (pair.kind, left.type, left.entity, right.entity, names[left.id], names[right.id])
        kinds[kind] += 1
        examples.setdefault(kind, Wrong(pair.kind, left, right))
    for key, times in sorted(kinds.items(), key=lambda item: (item[0][:4], -item[1], item[0])):
        _, left, right = examples[key]
        yield f"{times:3} × {' '.join(key[:2])} {left.entity} | {right.entity}"
        yield from (f"        {one.document}: {contexts[one.id]}" for one in (left, right))


def context(text: str, mention: Mapping[str, Any]) -> str:
    """A mention in square brackets with what stands around it, on one line."""
    start, end = mention["start"], mention["end"]
    around = f"{text[max(0, start - AROUND) : start]}[{mention['text']}]{text[end : end + AROUND]}"
    return around.replace("\n", " ")


if __name__ == "__main__":
    main()
