"""Claims on what is around the posts: how bodies hang together, decisions, events, and who came after whom.

As with roles, a claim is what one document states; its id hashes what was said and where, never the normal forms.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from msgspec import Struct, structs

from kadry.document import digest
from kadry.mention import Mention, Quote, Status, Support, place, united

Relation = Literal[
    "part_of",
    "created_by",
    "subordinate_to",
    "reports_to",
    "advises",
    "inspects",
    "renamed_from",
    "merged_into",
    "abolished_by",
]
ONCE: frozenset[Relation] = frozenset(("created_by", "renamed_from", "merged_into", "abolished_by"))  # on some day
Share = Literal["chair", "co_chair", "host", "presenter", "speaker", "participant", "delegation_head"]
Result = Literal["appoints", "dismisses", "creates", "renames", "abolishes"]


class Told(Struct, frozen=True, kw_only=True, dict=True):
    """What all of these claims share."""

    document: str
    evidence: Quote
    supports: tuple[Support, ...]
    status: Status = "current"
    reported: bool = False

    @property
    def confidence(self) -> float:
        """That of the surest rule."""
        return max(s.confidence for s in self.supports)


class BodyClaim(Told, frozen=True, kw_only=True, tag="body", tag_field="kind"):
    """One document's word that a body is to another what ``relation`` says («отдел» part_of «канцелярия»).

    body and other: the mentions as they stand; body_entity and other_entity: the fullest mentions of their chains, the
    same where they are the fullest. date: partial ISO, of what happened. decision: the one that did it.
    """

    body: Mention
    body_entity: Mention
    relation: Relation
    other: Mention
    other_entity: Mention
    date: str | None = None
    decision: Mention | None = None

    @cached_property
    def id(self) -> str:
        """Hash of document, kind, spans, relation, status and date."""
        said = (self.relation, self.status, str(self.reported), self.date)
        return digest("body", self.document, place(self.body), place(self.other), *said)

    @property
    def position(self) -> tuple[int, int, str]:
        """Where the claim stands among its document's."""
        return self.body.start, self.other.start, self.id


class Effect(Struct, frozen=True, order=True):
    """What a decision does, and to whom or what."""

    result: Result
    mention: Mention
    entity: Mention


class DecisionClaim(Told, frozen=True, kw_only=True, tag="decision", tag_field="kind"):
    """A decision that one document names.

    words: those that name it, number and date included; type: the nominative noun (решение, указ); number: as written,
    without «№»; date: partial ISO; title: the quoted one or «о …»; issuer: the body or office.
    """

    words: Mention
    type: str
    number: str | None = None
    date: str | None = None
    title: str | None = None
    issuer: Mention | None = None
    issuer_entity: Mention | None = None
    effects: tuple[Effect, ...] = ()

    @cached_property
    def id(self) -> str:
        """Hash of document, kind, spans, number, status and date."""
        effects = (f"{effect.result}:{place(effect.mention)}" for effect in self.effects)
        said = (self.number, self.date, self.status, str(self.reported), *effects)
        return digest("decision", self.document, place(self.words), place(self.issuer), *said)

    @property
    def position(self) -> tuple[int, int, str]:
        """Where the claim stands among its document's."""
        return self.words.start, self.words.end, self.id


class Part(Struct, frozen=True, order=True):
    """Who took which part in an event: a person, a body, or a group without a name of its own."""

    mention: Mention
    entity: Mention
    part: Share


class EventClaim(Told, frozen=True, kw_only=True, tag="event", tag_field="kind"):
    """An event that one document tells of.

    words: those that name it first; type: the nominative noun (съезд, with its number in the title); date: partial ISO.
    """

    words: Mention
    type: str
    title: str | None = None
    date: str | None = None
    place: Mention | None = None
    parts: tuple[Part, ...] = ()

    @cached_property
    def id(self) -> str:
        """Hash of document, kind, spans, parts, status and date."""
        parts = (f"{part.part}:{place(part.mention)}" for part in self.parts)
        said = (self.date, self.status, str(self.reported), *parts)
        return digest("event", self.document, place(self.words), place(self.place), *said)

    @property
    def position(self) -> tuple[int, int, str]:
        """Where the claim stands among its document's."""
        return self.words.start, self.words.end, self.id


class SuccessionClaim(Told, frozen=True, kw_only=True, tag="succession", tag_field="kind"):
    """One document's word that at a post ``person`` came after ``predecessor``; without a person, that it is vacant.

    words: the word that says so; its normal form is the word's own. Where there is a person there is a predecessor.
    role, organization: the post, where the text says which. date: partial ISO, of the change, or since when it is
    vacant.
    """

    words: Mention
    person: Mention | None = None
    person_entity: Mention | None = None
    predecessor: Mention | None = None
    predecessor_entity: Mention | None = None
    role: Mention | None = None
    organization: Mention | None = None
    organization_entity: Mention | None = None
    date: str | None = None

    @cached_property
    def id(self) -> str:
        """Hash of document, kind, spans, status and date."""
        spans = (self.words, self.person, self.predecessor, self.role, self.organization)
        said = (self.status, str(self.reported), self.date)
        return digest("succession", self.document, *map(place, spans), *said)

    @property
    def position(self) -> tuple[int, int, str]:
        """Where the claim stands among its document's."""
        return self.words.start, self.words.end, self.id


SceneClaim = BodyClaim | DecisionClaim | EventClaim | SuccessionClaim


def identified(claim: SceneClaim, id: str) -> SceneClaim:
    """A claim whose id is known and need not be worked out; id: what that would give."""
    vars(claim)["id"] = id  # where a cached property looks first
    return claim


def join_scene(claims: Iterable[SceneClaim]) -> tuple[SceneClaim, ...]:
    """Claims sorted by position, those with one id made one with the union of their supports."""
    by_id: dict[str, SceneClaim] = {}
    for claim in claims:
        known = by_id.get(claim.id)
        if known is not None:
            claim = structs.replace(known, supports=united((*known.supports, *claim.supports)))
        by_id[claim.id] = claim
    return tuple(sorted(by_id.values(), key=lambda claim: claim.position))


def scene_line(claim: SceneClaim, name: str) -> dict[str, object]:
    """A claim as the flat record of ``kadry extract`` (docs/records.md); ``name`` is the document's."""
    match claim:
        case BodyClaim():
            said = _relation(claim)
        case SuccessionClaim():
            said = _succession(claim)
        case _:
            said = _told(claim)
    return {
        "kind": claim.__struct_config__.tag,
        "id": claim.id,
        "document": name,
        **said,
        "status": claim.status,
        "reported": claim.reported,
        "evidence": claim.evidence.text,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "extractor": [s.rule for s in claim.supports],
        "confidence": claim.confidence,
    }


def _relation(claim: BodyClaim) -> dict[str, object]:
    return {
        **_mention("body", claim.body, claim.body_entity),
        "relation": claim.relation,
        **_mention("other", claim.other, claim.other_entity),
        "date": claim.date,
        "decision": claim.decision and claim.decision.normal,
    }


def _succession(claim: SuccessionClaim) -> dict[str, object]:
    return {
        "start": claim.words.start,
        "end": claim.words.end,
        **_mention("person", claim.person, claim.person_entity),
        **_mention("predecessor", claim.predecessor, claim.predecessor_entity),
        **_mention("role", claim.role, claim.role),
        **_mention("organization", claim.organization, claim.organization_entity),
        "date": claim.date,
    }


def _told(claim: DecisionClaim | EventClaim) -> dict[str, object]:
    told = {"type": claim.type, "start": claim.words.start, "end": claim.words.end, "title": claim.title}
    if isinstance(claim, DecisionClaim):
        effects = [{"effect": e.result, **_mention(e.entity.type, e.mention, e.entity)} for e in claim.effects]
        issuer = _mention("issuer", claim.issuer, claim.issuer_entity)
        return {**told, "number": claim.number, "date": claim.date, **issuer, "effects": effects}
    parts = [{**_mention(_who(p.entity), p.mention, p.entity), "part": p.part} for p in claim.parts]
    return {**told, "date": claim.date, **_mention("place", claim.place, claim.place), "parts": parts}


def _who(entity: Mention) -> str:
    """The field of an event's part: a body takes part as a group."""
    return "person" if entity.type == "person" else "group"


def _mention(field: str, mention: Mention | None, entity: Mention | None) -> dict[str, object]:
    return {
        field: entity and entity.normal,
        f"{field}_start": mention and mention.start,
        f"{field}_end": mention and mention.end,
    }
