"""Who is who by the means of others: ``merge_peers.py METHOD MENTIONS.jsonl… [--peers PYTHON] > PRED.jsonl``.

Takes and gives what merge.py takes and gives. METHOD is one of

surface       mentions of one type with the same letters are one
natasha       … with the same normal form by natasha (inflected by its tags, dictionary and, for bodies, its syntax)
nomenklatura  logic-v2 on in-document entities with natasha's normal forms
splink        Splink's probabilistic model on the same entities

The last two are run by the Python of an environment of their own (docs/benchmarks-merging.md says how it is made),
which knows nothing of Kadry: it gets a file of in-document entities and gives scored pairs of them (merge_link.py).
"""

import argparse
import itertools
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from kadry.fold import fold
from plain_natasha import segmenter, taggers

LINK = Path(__file__).with_name("merge_link.py")
OWN, PEERS = ("surface", "natasha"), ("nomenklatura", "splink")
NATASHA_TYPES = {"PERSON": "PER", "ORGANIZATION": "ORG"}

Record = Mapping[str, Any]
Clusters = Mapping[str, str]  # mention id → cluster
Link = tuple[int, int, float]  # two places in a list of entities, and how sure a peer is that they are one

# Those of merge_table.py --tune, which looks at NEREL train only: the best sum of the three figures.
THRESHOLDS = {
    "nomenklatura": {"PERSON": 0.84, "ORGANIZATION": 0.84},
    "splink": {"PERSON": 0.48, "ORGANIZATION": 0.12},
}


class Entity(Struct, frozen=True):
    """An in-document entity as a peer gets it: its longest name, and the ids of its mentions."""

    type: str
    name: str
    ids: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("method", choices=(*OWN, *PEERS))
    parser.add_argument("mentions", type=Path, nargs="+")
    parser.add_argument("--peers", metavar="PYTHON", help="the interpreter of the peers' environment")
    arguments = parser.parse_args()
    if arguments.method in PEERS and not arguments.peers:
        parser.error(f"{arguments.method} needs --peers PYTHON; docs/benchmarks-merging.md says how it is made")
    records = read(arguments.mentions)
    forms = {} if arguments.method == "surface" else natasha_forms(records)
    write(clusters(arguments.method, records, forms, arguments.peers), sys.stdout.write)


def read(files: Iterable[Path]) -> list[Record]:
    """The documents of all files, with their mentions."""
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").split("\n") if line]


def write(found: Clusters, out: Callable[[str], object]) -> None:
    """A line for each mention."""
    for mention, cluster in found.items():
        out(json.dumps({"id": mention, "cluster": cluster}, ensure_ascii=False) + "\n")


def clusters(method: str, records: Sequence[Record], forms: Mapping[str, str], python: str | None) -> Clusters:
    """What a method makes of the mentions. forms: mention id → normal form, not looked at by ``surface``.

    Raises CalledProcessError where a peer's process fails.
    """
    if method == "surface":
        return {m["id"]: f"{m['type']} {m['text']}" for record in records for m in record["mentions"]}
    if method == "natasha":
        return {m["id"]: f"{m['type']} {fold(forms[m['id']])}" for record in records for m in record["mentions"]}
    assert python is not None, "a peer needs an interpreter"
    found = list(entities(records, forms))
    return closure(found, linked(python, method, found), THRESHOLDS[method])


def linked(python: str, method: str, found: Sequence[Entity]) -> list[Link]:
    """What a peer thinks of in-document entities, by its own interpreter: pairs of places with a score."""
    with tempfile.TemporaryDirectory() as folder:
        given, taken = Path(folder, "entities.jsonl"), Path(folder, "links.jsonl")
        lines = (json.dumps([one.type, one.name], ensure_ascii=False) for one in found)
        given.write_text("\n".join(lines), encoding="utf-8")
        subprocess.run([python, str(LINK), method, str(given), str(taken)], check=True)
        return [tuple(json.loads(line)) for line in taken.read_text(encoding="utf-8").splitlines()]


def closure(found: Sequence[Entity], links: Iterable[Link], thresholds: Mapping[str, float]) -> Clusters:
    """Mention id → cluster: equal names of one type, and what links at or above its type's threshold lead to."""
    parents = list(range(len(found)))
    first: dict[tuple[str, str], int] = {}
    equal = ((first.setdefault((one.type, fold(one.name)), i), i, 1.0) for i, one in enumerate(found))
    for left, right, sure in itertools.chain(equal, links):
        if sure >= min(1.0, thresholds[found[left].type]):
            one, other = sorted((root(parents, left), root(parents, right)))
            parents[other] = one
    return {id: str(root(parents, i)) for i, one in enumerate(found) for id in one.ids}


def root(parents: list[int], i: int) -> int:
    """The place that stands for the set of place i."""
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


def natasha_forms(records: Iterable[Record]) -> dict[str, str]:
    """Mention id → its normal form by natasha's tags, syntax and dictionary.

    A mention that does not begin and end where natasha's tokens do keeps its letters.
    """
    from natasha import Doc

    forms = {}
    for record in records:
        doc, models = Doc(record["text"]), taggers()
        doc.segment(segmenter())
        doc.tag_morph(models.morphology)
        doc.parse_syntax(models.syntax)
        forms.update({m["id"]: natasha_form(m, doc.tokens) for m in record["mentions"]})
    return forms


def natasha_form(mention: Record, tokens: Sequence[Any]) -> str:
    """The normal form of one mention, given its document's tokens."""
    from natasha.doc import DocSpan

    start, end = mention["start"], mention["end"]
    inside = [token for token in tokens if start <= token.start and token.stop <= end]
    if not inside or inside[0].start != start or inside[-1].stop != end:
        return str(mention["text"])
    span = DocSpan(start, end, NATASHA_TYPES[mention["type"]], mention["text"], inside)
    span.normalize(vocabulary())
    return str(span.normal)


@cache
def vocabulary() -> Any:
    """A dictionary of natasha's own, so that Kadry's caches do not help."""
    from natasha import MorphVocab

    return MorphVocab()


def entities(records: Iterable[Record], forms: Mapping[str, str]) -> Iterator[Entity]:
    """The in-document entities: a person's mention goes to the longest name of its document that has all its words.

    A body's mention goes to its like only, since part of a body's name is as often another body's.
    """
    for record in records:
        groups: dict[tuple[str, str], list[str]] = {}
        names = {m["id"]: (m["type"], fold(forms[m["id"]])) for m in record["mentions"]}
        known = sorted(set(names.values()), key=lambda one: (-len(one[1].split()), -len(one[1]), one))
        for id, (type, name) in names.items():
            groups.setdefault((type, _longest(name, known) if type == "PERSON" else name), []).append(id)
        for (type, name), ids in groups.items():
            yield Entity(type, next(forms[id] for id in ids if fold(forms[id]) == name), tuple(ids))


def _longest(name: str, known: Iterable[tuple[str, str]]) -> str:
    """The first of the known persons' names, longest first, that has all words of a name."""
    words = set(name.split())
    return next(other for type, other in known if type == "PERSON" and words <= set(other.split()))


if __name__ == "__main__":
    main()
