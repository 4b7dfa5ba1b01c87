"""Bodies as a tree: what belongs to what, as far as the texts say so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kadry.graph import Graph, Structure
from kadry.scene import Relation

# What puts a body under another, what says it plainest first.
ABOVE: Mapping[Relation, int] = {"part_of": 0, "subordinate_to": 1, "reports_to": 2}


class Branch(Struct, frozen=True, kw_only=True):
    """A body's place in the tree. depth: how many stand above it; relation: to the one above, None where nobody is.

    structure: the id of the relation, whose claims say so; sources: of how many documents, reprints counted once.
    """

    body_id: str
    body: str
    depth: int
    relation: Relation | None = None
    structure: str | None = None
    sources: int = 0


def hierarchy(graph: Graph) -> list[Branch]:
    """The bodies that belong to another, or to which one belongs, each under the one above it, by name.

    A body that texts put under several stands under the one that is said plainest and by most; a relation that would
    close a circle is left out, as is what has ended or is only planned, denied or reported.
    """
    names = {body.id: body.name for body in graph.bodies}
    above = _above(graph.structures)
    below: dict[str, list[str]] = defaultdict(list)
    for body, one in above.items():
        below[one.other].append(body)
    roots = sorted({*below} - {*above}, key=lambda body: (names[body], body))
    return [branch for root in roots for branch in _branches(root, above, below, names)]


def _above(structures: Sequence[Structure]) -> dict[str, Structure]:
    """The relation to the body above, for each that has one; no circles."""
    stated = [one for one in structures if one.relation in ABOVE and one.standing == "asserted" and not one.over]
    found: dict[str, Structure] = {}
    for one in sorted(stated, key=lambda one: (ABOVE[one.relation], -one.sources, -one.confidence, one.id)):
        if one.body not in found and one.body not in _line(one.other, found):
            found[one.body] = one
    return found


def _line(body: str, above: Mapping[str, Structure]) -> set[str]:
    """A body and all that stand above it."""
    line = {body}
    while body in above:
        body = above[body].other
        line.add(body)
    return line


def _branches(
    root: str, above: Mapping[str, Structure], below: Mapping[str, Sequence[str]], names: Mapping[str, str]
) -> Iterator[Branch]:
    waiting = [(root, 0)]
    while waiting:
        body, depth = waiting.pop()
        one = above.get(body)
        yield Branch(
            body_id=body,
            body=names[body],
            depth=depth,
            relation=one.relation if one else None,
            structure=one.id if one else None,
            sources=one.sources if one else 0,
        )
        inner = sorted(below.get(body, ()), key=lambda id: (names[id], id), reverse=True)
        waiting += [(id, depth + 1) for id in inner]
