"""Tables of relations between bodies, decisions, events, who came after whom, and their claims (docs/tables.md)."""

from collections.abc import Iterator, Mapping

from kadry.exporters.tables import Row, Table, Type
from kadry.graph import Decision, Event, Outcome, Structure, Succession, Telling, Thing
from kadry.mention import Mention
from kadry.scene import BodyClaim, SceneClaim

_WEIGHED: Mapping[str, Type] = {"standing": "text", "as_of": "text", "sources": "whole", "confidence": "number"}
_RELATIONS: Mapping[str, Type] = {
    **dict.fromkeys(("id", "body", "relation", "other", "date", "decision", "decided_by"), "text"),
    "over": "truth",
    **_WEIGHED,
}
_DECISIONS: Mapping[str, Type] = {
    **dict.fromkeys(("id", "type", "number", "date", "title", "issuer", "issuer_name"), "text"),
    **_WEIGHED,
}
_EVENTS: Mapping[str, Type] = {**dict.fromkeys(("id", "type", "title", "date", "place"), "text"), **_WEIGHED}
_SUCCESSIONS: Mapping[str, Type] = {
    **dict.fromkeys(("id", "person", "predecessor", "post", "body", "role", "date"), "text"),
    "over": "truth",
    **_WEIGHED,
}
_INVOLVED: Mapping[str, Type] = dict.fromkeys(("about", "involved_as", "name", "kind", "entity"), "text")
# What a claim says besides what it is about; as_written: the words that name that.
SAID: Mapping[str, Type] = {
    "status": "text",
    "date": "text",
    "reported": "truth",
    "confidence": "number",
    "quote": "text",
    "quote_start": "whole",
    "quote_end": "whole",
    "as_written": "text",
}
_CLAIMS: Mapping[str, Type] = {
    **dict.fromkeys(("id", "document", "kind", "about"), "text"),
    **SAID,
    "start": "whole",
    "end": "whole",
}


def _relation(one: Structure) -> Iterator[Row]:
    yield (one.id, one.body, one.relation, one.other, one.date, one.decision, one.decided_by, one.over, *_weighed(one))


def _decision(one: Decision) -> Iterator[Row]:
    named = (one.type, one.number, one.date, one.title, one.issuer, one.issuer_name)
    yield (one.id, *named, *_weighed(one))


def _event(one: Event) -> Iterator[Row]:
    yield (one.id, one.type, one.title, one.date, one.place, *_weighed(one))


def _succession(one: Succession) -> Iterator[Row]:
    yield (one.id, one.person, one.predecessor, one.post, one.body, one.role, one.date, one.over, *_weighed(one))


def _weighed(one: Thing) -> Row:
    return (one.standing, one.as_of, one.sources, one.confidence)


def _names(one: Decision | Event) -> Iterator[Row]:
    return ((one.id, name) for name in one.names)


def _involved(one: Decision | Event) -> Iterator[Row]:
    for part in one.effects if isinstance(one, Decision) else one.parts:
        how = part.result if isinstance(part, Outcome) else part.part
        yield (one.id, how, part.name, part.type, part.entity)


def _tenures(one: Decision) -> Iterator[Row]:
    return ((one.id, effect.result, tenure) for effect in one.effects for tenure in effect.tenures)


def said(claim: SceneClaim) -> Row:
    """The values of SAID."""
    quote = claim.evidence
    stated = (claim.status, claim.date, claim.reported, claim.confidence)
    return (*stated, quote.text, quote.start, quote.end, _words(claim).text)


def _words(claim: SceneClaim) -> Mention:
    return claim.body if isinstance(claim, BodyClaim) else claim.words


def _claim(telling: Telling) -> Iterator[Row]:
    claim, words = telling.claim, _words(telling.claim)
    kind = str(claim.__struct_config__.tag)
    yield (claim.id, claim.document, kind, telling.about, *said(claim), words.start, words.end)


def _supports(telling: Telling) -> Iterator[Row]:
    return ((telling.claim.id, support.rule, support.confidence) for support in telling.claim.supports)


TABLES = (
    Table("relations", _RELATIONS, "structures", _relation),
    Table("decisions", _DECISIONS, "decisions", _decision),
    Table("decision_names", {"decision": "text", "name": "text"}, "decisions", _names),
    Table("decision_effects", _INVOLVED, "decisions", _involved),
    Table("decision_tenures", dict.fromkeys(("decision", "involved_as", "tenure"), "text"), "decisions", _tenures),
    Table("events", _EVENTS, "events", _event),
    Table("event_names", {"event": "text", "name": "text"}, "events", _names),
    Table("event_parts", _INVOLVED, "events", _involved),
    Table("post_successions", _SUCCESSIONS, "successions", _succession),
    Table("scene_claims", _CLAIMS, "tellings", _claim),
    Table("scene_supports", {"claim": "text", "rule": "text", "confidence": "number"}, "tellings", _supports),
)
