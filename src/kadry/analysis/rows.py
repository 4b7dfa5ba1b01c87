"""Rows: careers, members of bodies, shared bodies. Each is a tenure or a pair of tenures with the names spelt out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from msgspec import Struct

from kadry.analysis.overlaps import Overlap, overlap
from kadry.errors import AmbiguousName, UnknownName
from kadry.fold import fold
from kadry.graph import Body, Bounds, Certainty, Graph, Holding, Person
from kadry.moments import held_at

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
    """Every tenure as a row, by person, then by tenure (ids)."""
    for dossier in graph.dossiers(evidence=False):
        for holding in dossier.holdings:
            yield _spell(dossier.person, holding)


def career(graph: Graph, person_id: str) -> list[Spell]:
    """A person's tenures by the first day that is known of each; those without any date come last."""
    found = (dossier for dossier in graph.dossiers(evidence=False) if dossier.person.id == person_id)
    return sorted((_spell(one.person, holding) for one in found for holding in one.holdings), key=chronology)


def members(graph: Graph, body_id: str) -> list[Spell]:
    """The tenures in a body, by name, then by time."""
    return sorted((s for s in spells(graph) if s.body_id == body_id), key=lambda s: (s.person, chronology(s)))


def chronology(spell: Spell) -> tuple[str, str, str, str]:
    """A key that sorts by the first day that is known of a tenure, those without any date last."""
    b = spell.bounds
    first = b.start_earliest or b.start_latest or b.end_earliest or b.end_latest or _UNKNOWN_DATE
    return (first, spell.role or "", spell.body, spell.tenure)


def held_on(spells: Iterable[Spell], day: str) -> list[tuple[Certainty, Spell]]:
    """The tenures that were held on some day of a partial ISO date, and how surely; the known first, then by name.

    Raises ValueError for what is no date.
    """
    found = [(word, spell) for spell in spells if (word := held_at(spell.bounds, day)) is not None]
    return sorted(found, key=lambda pair: (pair[0], pair[1].person, chronology(pair[1])))


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


def _spell(person: Person, holding: Holding) -> Spell:
    tenure, post, body = holding.tenure, holding.post, holding.body
    return Spell(
        person_id=person.id,
        person=person.name,
        role=post.role,
        body_id=body.id,
        body=body.name,
        acting=tenure.acting,
        since=tenure.bounds.since,
        until=tenure.bounds.until,
        tenure=tenure.id,
        claims=len(tenure.claims),
        bounds=tenure.bounds,
    )


def _in_named_bodies(graph: Graph) -> Iterator[Spell]:
    return (spell for spell in spells(graph) if spell.body)


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


def _only(name: str, found: list[_Entity]) -> _Entity:
    if not found:
        raise UnknownName(f"{name}: nobody and nothing of that name in the graph")
    if len(found) > 1:
        raise AmbiguousName(f"{name}: several bear this name: {', '.join(entity.id for entity in found)}")
    return found[0]
