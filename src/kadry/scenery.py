"""The scene around one person or body: its relations, and the decisions, events and successions that name it."""

from collections.abc import Collection, Container, Mapping, Set

from msgspec import Struct, structs

from kadry.graph import Decision, Effect, Event, Graph, Standing, Structure, Succession, Telling
from kadry.scene import Relation

# What a claim does to the relation, decision, event or succession that it tells of, by that one's standing.
EFFECTS: Mapping[Standing, Effect] = {
    "asserted": "supports",
    "planned": "plans",
    "denied": "denies",
    "reported": "reports",
}
# how a relation reads from the body and from the other one
READS: Mapping[Relation, tuple[str, str]] = {
    "part_of": ("part of", "has part"),
    "created_by": ("created by", "created"),
    "subordinate_to": ("subordinate to", "has under it"),
    "reports_to": ("reports to", "is reported to by"),
    "advises": ("advises", "is advised by"),
    "inspects": ("inspects", "is inspected by"),
    "renamed_from": ("renamed from", "renamed to"),
    "merged_into": ("merged into", "took in"),
    "abolished_by": ("abolished by", "abolished"),
}


class Scene(Struct, frozen=True):
    """A part of a graph's scene. entities: whom it is about; whoever else is named in it is so by name alone."""

    structures: list[Structure]
    decisions: list[Decision]
    events: list[Event]
    successions: list[Succession]
    tellings: list[Telling]
    entities: frozenset[str]


def scene_around(graph: Graph, id: str, near: Set[str], tenures: Collection[str]) -> Scene:
    """The relations and successions of ``id`` and those among who is near, the decisions and events that name ``id``.

    Of those involved in them, only who is near or in a relation keeps the id. tenures: those of which decisions tell.
    """
    structures = [
        one for one in graph.structures if id in (one.body, one.other) or (one.body in near and one.other in near)
    ]
    successions = [one for one in graph.successions if id in _named(one) or near >= _named(one)]
    related = {body for one in structures for body in (one.body, one.other)}.union(*map(_named, successions))
    decisions = [one for one in graph.decisions if id == one.issuer or any(id == own.entity for own in one.effects)]
    events = [one for one in graph.events if any(id == own.entity for own in one.parts)]
    kept = {*near, *related, id}
    things = {one.id for found in (structures, decisions, events, successions) for one in found}
    return Scene(
        [by_decision(one, things) for one in structures],
        [on_tenures(_decision(one, kept), tenures) for one in decisions],
        [_event(one, kept) for one in events],
        successions,
        [telling for telling in graph.tellings if telling.about in things] if things else [],
        frozenset({*related, id} if things else related),
    )


def _named(one: Succession) -> set[str]:
    return {id for id in (one.person, one.predecessor, one.body) if id is not None}


def by_decision(one: Structure, decisions: Container[str]) -> Structure:
    """A relation in a graph of which the decisions are these."""
    return one if one.decided_by is None or one.decided_by in decisions else structs.replace(one, decided_by=None)


def on_tenures(one: Decision, tenures: Container[str]) -> Decision:
    """A decision in a graph of which the tenures are these."""
    effects = (structs.replace(own, tenures=tuple(id for id in own.tenures if id in tenures)) for own in one.effects)
    return structs.replace(one, effects=tuple(effects)) if any(own.tenures for own in one.effects) else one


def _decision(one: Decision, kept: Collection[str]) -> Decision:
    effects = tuple(own if own.entity in kept else structs.replace(own, entity=None) for own in one.effects)
    return structs.replace(one, issuer=one.issuer if one.issuer in kept else None, effects=effects)


def _event(one: Event, kept: Collection[str]) -> Event:
    parts = tuple(own if own.entity in kept else structs.replace(own, entity=None) for own in one.parts)
    return structs.replace(one, parts=parts)
