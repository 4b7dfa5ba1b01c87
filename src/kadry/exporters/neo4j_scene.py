"""Relations of bodies, decisions and events for Neo4j's import, with the claims that they rest on (docs/tables.md).

Only what is asserted makes a relation between people, bodies, decisions and events. A claim names a relation of bodies
by its property ``about``, and leads to both bodies itself, so that what is denied, planned or reported has no other.
"""

from collections.abc import Callable, Iterator, Mapping

from kadry.exporters.neo4j_files import WEIGHED, nodes, relations, weighed
from kadry.exporters.scene_tables import SAID, said
from kadry.exporters.tables import Row, Table, Type
from kadry.graph import Decision, Event, Outcome, Structure, Telling, Thing
from kadry.mention import MentionType
from kadry.scene import BodyClaim
from kadry.scenery import EFFECTS

_NAMED: Mapping[str, Type] = {"type": "text", "title": "text", "date": "text"}
_TOLD: Mapping[str, Type] = {"names": "texts", "involved": "texts", "standing": "text", **WEIGHED}
_CLAIM: Mapping[str, Type] = {**dict.fromkeys(("about", "kind", "relation"), "text"), **SAID, "rules": "texts"}
_RELATION: Mapping[str, Type] = {
    "about": "text",
    "date": "text",
    "decision": "text",
    "decided_by": "text",
    "over": "truth",
    **WEIGHED,
}


def _decision(one: Decision) -> Row:
    involved = tuple(f"{effect.result}: {effect.name}" for effect in one.effects)
    named = (one.type, one.title, one.date, one.number, one.issuer_name)
    return (one.id, *named, one.names, involved, one.standing, *weighed(one))


def _event(one: Event) -> Row:
    involved = tuple(f"{part.part}: {part.name}" for part in one.parts)
    named = (one.type, one.title, one.date, one.place)
    return (one.id, *named, one.names, involved, one.standing, *weighed(one))


def _claim(telling: Telling) -> Row:
    claim = telling.claim
    relation = claim.relation if isinstance(claim, BodyClaim) else None
    rules = tuple(support.rule for support in claim.supports)
    return (claim.id, telling.about, str(claim.__struct_config__.tag), relation, *said(claim), rules)


def _related(one: Structure) -> Iterator[Row]:
    if one.standing == "asserted":
        by = (one.decision, one.decided_by)
        yield (one.body, one.other, one.relation.upper(), one.id, one.date, *by, one.over, *weighed(one))


def _issued(label: str) -> Callable[[Decision], Iterator[Row]]:
    def rows(one: Decision) -> Iterator[Row]:
        if one.standing == "asserted" and one.issuer is not None and _label(one.issuer_type) == label:
            yield (one.issuer, one.id, "ISSUED", one.issuer_name)

    return rows


def _involved(label: str) -> Callable[[Decision | Event], Iterator[Row]]:
    """From a decision to those whom it is on; from those who took part to an event."""

    def rows(one: Decision | Event) -> Iterator[Row]:
        for part in one.effects if isinstance(one, Decision) else one.parts:
            if one.standing != "asserted" or part.entity is None or _label(part.type) != label:
                continue
            if isinstance(part, Outcome):
                yield (one.id, part.entity, part.result.upper(), part.name, part.tenures)
            else:
                yield (part.entity, one.id, "TOOK_PART", part.part, part.name)

    return rows


def _label(type: MentionType | None) -> str:
    return "Person" if type == "person" else "Body"


def effects(one: Thing) -> Iterator[Row]:
    """From claims to what they tell of; to the other body, where that is a relation."""
    end = one.other if isinstance(one, Structure) else one.id
    return ((claim, end, EFFECTS[one.standing].upper()) for claim in one.claims)


def _stated(telling: Telling) -> Iterator[Row]:
    yield (telling.claim.id, telling.claim.document, "STATED_IN")


def _of(label: str, name: str) -> tuple[Table, ...]:
    """What people, or bodies, issued, are decided on and took part in: a file has one label at each end."""
    involved = _involved(label)
    return (
        relations(f"{name}_issued", label, "Decision", "decisions", _issued(label), {"name": "text"}),
        relations(f"{name}_decided_on", "Decision", label, "decisions", involved, {"name": "text", "tenures": "texts"}),
        relations(f"{name}_took_part", label, "Event", "events", involved, {"part": "text", "name": "text"}),
    )


TABLES = (
    nodes("decisions", "Decision", {**_NAMED, "number": "text", "issuer": "text", **_TOLD}, "decisions", _decision),
    nodes("events", "Event", {**_NAMED, "place": "text", **_TOLD}, "events", _event),
    nodes("scene_claims", "SceneClaim", _CLAIM, "tellings", _claim),
    relations("relations", "Body", "Body", "structures", _related, _RELATION),
    *_of("Person", "persons"),
    *_of("Body", "bodies"),
    relations(
        "scene_about", "SceneClaim", "Body", "structures", lambda one: [(id, one.body, "ABOUT") for id in one.claims]
    ),
    relations("relation_effects", "SceneClaim", "Body", "structures", effects),
    relations("decision_effects", "SceneClaim", "Decision", "decisions", effects),
    relations("event_effects", "SceneClaim", "Event", "events", effects),
    relations("scene_stated_in", "SceneClaim", "Document", "tellings", _stated),
)
