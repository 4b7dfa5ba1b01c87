"""Careers, members of bodies, shared bodies: a Graph, or its GraphML export, in; flat rows out.

Nothing here adds a fact: a row is a tenure or a pair of tenures with the names spelt out. An unknown date stays
None, and two people overlap "certainly" only where the known bounds leave no other possibility.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, Literal, TypeVar

from msgspec import Struct

from kadry.errors import AmbiguousName, UnknownName
from kadry.fold import fold
from kadry.graph import Body, Bounds, Graph, Person, Post, Tenure

Overlap = Literal["certain", "possible", "none"]
_Entity = TypeVar("_Entity", Person, Body)
_RANK: dict[Overlap, int] = {"none": 0, "possible": 1, "certain": 2}
_UNKNOWN_DATE = "9999"  # sorts after every date that a text can state


class Spell(Struct, frozen=True, kw_only=True):
    """One tenure as a row. body is "" where the text names none; claims counts the claims behind it."""

    person_id: str
    person: str
    role: str | None
    body_id: str
    body: str
    acting: bool
    since: str | None
    until: str | None
    tenure: str
    claims: int
    bounds: Bounds


class Shared(Struct, frozen=True, kw_only=True):
    """Two people who have held posts in one body. overlap: whether they held them at the same time."""

    left_id: str
    left: str
    right_id: str
    right: str
    body_id: str
    body: str
    overlap: Overlap


class Size(Struct, frozen=True, kw_only=True):
    """A named body and the number of different people with a tenure in it."""

    body_id: str
    body: str
    members: int


def from_networkx(network: Any) -> Graph:
    """The graph that a GraphML export holds, read by ``networkx.read_graphml(path, force_multigraph=True)``.

    It comes without documents and statements: the quotes stay with the network's edges.
    """
    people, bodies = [], []
    for id, data in network.nodes(data=True):
        names, replaced, same_as = (_split(data.get(name)) for name in ("names", "replaced", "same_as"))
        if data["kind"] == "person":
            people.append(Person(id, data["label"], names, replaced, same_as))
        else:
            unnamed = data["unspecified"]
            name, country = "" if unnamed else data["label"], data.get("country")
            bodies.append(Body(id, name, names, country, unnamed, replaced, same_as, _split(data.get("followed_by"))))
    posts: dict[str, Post] = {}
    tenures = []
    for person, body, id, data in network.edges(keys=True, data=True):
        post = Post(data["post"], body, data.get("role"), _split(data.get("role_variants")))
        posts[post.id] = post
        bounds = Bounds(**{name: data.get(name) for name in Bounds.__struct_fields__})
        weight = data["source_count"], data["confidence"]
        claims = _split(data.get("claims"))
        tenures.append(Tenure(id, person, post.id, data["acting"], bounds, claims, *weight, over=data["over"]))
    return Graph((), sorted(people), sorted(bodies), sorted(posts.values()), sorted(tenures), ())


def find_person(graph: Graph, name: str) -> Person:
    """The only person who bears this name in any of the nominative forms, as ``fold`` compares them.

    Raises UnknownName or AmbiguousName.
    """
    return _only(name, [p for p in graph.persons if fold(name) in map(fold, p.names)])


def find_body(graph: Graph, name: str) -> Body:
    """The only body that bears this name in any of the nominative forms, as ``fold`` compares them.

    Raises UnknownName or AmbiguousName.
    """
    return _only(name, [b for b in graph.bodies if fold(name) in map(fold, b.names)])


def spells(graph: Graph) -> Iterator[Spell]:
    """Every tenure as a row, in the graph's order."""
    people = {p.id: p for p in graph.persons}
    bodies = {b.id: b for b in graph.bodies}
    posts = {p.id: p for p in graph.posts}
    for tenure in graph.tenures:
        post = posts[tenure.post]
        yield Spell(
            person_id=tenure.person,
            person=people[tenure.person].name,
            role=post.role,
            body_id=post.body,
            body=bodies[post.body].name,
            acting=tenure.acting,
            since=tenure.bounds.since,
            until=tenure.bounds.until,
            tenure=tenure.id,
            claims=len(tenure.claims),
            bounds=tenure.bounds,
        )


def career(graph: Graph, person_id: str) -> list[Spell]:
    """A person's tenures by the first day that is known of each; those without any date come last."""
    return sorted((s for s in spells(graph) if s.person_id == person_id), key=_chronology)


def members(graph: Graph, body_id: str) -> list[Spell]:
    """The tenures in a body, by name, then by time."""
    return sorted((s for s in spells(graph) if s.body_id == body_id), key=lambda s: (s.person, _chronology(s)))


def sizes(graph: Graph) -> list[Size]:
    """The named bodies with at least one tenure, the largest first."""
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for spell in _in_named_bodies(graph):
        people[spell.body_id, spell.body].add(spell.person_id)
    rows = [Size(body_id=key, body=name, members=len(ids)) for (key, name), ids in people.items()]
    return sorted(rows, key=lambda row: (-row.members, row.body, row.body_id))


def shared(graph: Graph) -> list[Shared]:
    """Each pair of people with tenures in one named body, once a body; left's id is the lesser.

    The number of rows is quadratic in the size of a body.
    """
    by_body: dict[str, list[Spell]] = defaultdict(list)
    for spell in _in_named_bodies(graph):
        by_body[spell.body_id].append(spell)
    best: dict[tuple[str, str, str], Shared] = {}
    for group in by_body.values():
        for row in _pairs(group):
            key = (row.left_id, row.right_id, row.body_id)
            if key not in best or _RANK[best[key].overlap] < _RANK[row.overlap]:
                best[key] = row
    return sorted(best.values(), key=lambda row: (row.left, row.right, row.body, row.left_id, row.right_id))


def overlap(left: Bounds, right: Bounds) -> Overlap:
    """Whether two stretches of time share a day, as far as their earliest and latest days tell."""
    if _before(left, right) or _before(right, left):
        return "none"
    if _surely_reaches(left, right) and _surely_reaches(right, left):
        return "certain"
    return "possible"


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(" | ")) if joined else ()


def _before(left: Bounds, right: Bounds) -> bool:
    return left.end_latest is not None and right.start_earliest is not None and left.end_latest < right.start_earliest


def _surely_reaches(left: Bounds, right: Bounds) -> bool:
    return left.start_latest is not None and right.end_earliest is not None and left.start_latest <= right.end_earliest


def _in_named_bodies(graph: Graph) -> Iterator[Spell]:
    unnamed = {b.id for b in graph.bodies if b.unspecified}
    return (spell for spell in spells(graph) if spell.body_id not in unnamed)


def _pairs(group: Iterable[Spell]) -> Iterator[Shared]:
    ordered = sorted(group, key=lambda spell: (spell.person_id, spell.tenure))
    for left, right in combinations(ordered, 2):
        if left.person_id != right.person_id:
            yield Shared(
                left_id=left.person_id,
                left=left.person,
                right_id=right.person_id,
                right=right.person,
                body_id=left.body_id,
                body=left.body,
                overlap=overlap(left.bounds, right.bounds),
            )


def _chronology(spell: Spell) -> tuple[str, str, str, str]:
    b = spell.bounds
    first = b.start_earliest or b.start_latest or b.end_earliest or b.end_latest or _UNKNOWN_DATE
    return (first, spell.role or "", spell.body, spell.tenure)


def _only(name: str, found: list[_Entity]) -> _Entity:
    if not found:
        raise UnknownName(f"{name}: nobody and nothing of that name in the graph")
    if len(found) > 1:
        raise AmbiguousName(f"{name}: several bear this name: {', '.join(entity.id for entity in found)}")
    return found[0]
