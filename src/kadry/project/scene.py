"""What is around the posts: relations of bodies, decisions and events, each put together from the claims that name it.

Claims of one topic may be of one thing; which are is told by their standing and, of decisions, by the year. Both halves
are pure functions: of one document's claims, and of one topic's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from kadry.bounds import first_day, last_day
from kadry.document import digest
from kadry.fold import fold
from kadry.graph import Decision, Event, Outcome, Participant, Standing, Structure
from kadry.mention import Mention, MentionType, Status
from kadry.project.days import first_stated
from kadry.project.entities import most_frequent
from kadry.project.sources import weigh
from kadry.scene import BodyClaim, DecisionClaim, EventClaim, SceneClaim

Record = Structure | Decision | Event
_STANDING: Mapping[Status, Standing] = {
    "current": "asserted",
    "former": "asserted",
    "future": "planned",
    "denied": "denied",
}


class Seen(Struct, frozen=True):
    """A claim with the entities of those whom it names, in the order of ``named``; None: what is no person or body."""

    claim: SceneClaim
    who: tuple[str | None, ...]


def named(claim: SceneClaim) -> Iterator[tuple[Mention, Mention]]:
    """The mentions of those whom a claim is on, each with the fullest of its chain."""
    match claim:
        case BodyClaim():
            yield claim.body, claim.body_entity
            yield claim.other, claim.other_entity
        case DecisionClaim():
            if claim.issuer is not None:
                yield claim.issuer, claim.issuer_entity or claim.issuer
            yield from ((effect.mention, effect.entity) for effect in claim.effects)
        case EventClaim():
            yield from ((part.mention, part.entity) for part in claim.parts)


def is_entity(claim: SceneClaim, mention: Mention) -> bool:
    """Whether the graph has a node for whom a claim names by a mention; a group without a name has none."""
    return isinstance(claim, BodyClaim) or mention.type in ("person", "body")


def topics(document: Sequence[Seen]) -> list[str]:
    """The topic of each claim of one document: a hash of what names the thing.

    A relation: both bodies. A decision: type, number and issuer, where it has a number and the document says whose it
    is; an event: type, date and title, or type, day and place; all else is of its document alone.
    """
    issuers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for seen in document:
        if isinstance(seen.claim, DecisionClaim) and (issuer := _issuer(seen)):
            issuers[_numbered(seen.claim)].add(issuer)
    return [digest(*_topic(seen, issuers)) for seen in document]


def _topic(seen: Seen, issuers: Mapping[tuple[str, str], set[str]]) -> Iterator[str | None]:
    claim = seen.claim
    yield str(claim.__struct_config__.tag)
    match claim:
        case BodyClaim():
            yield from (seen.who[0], claim.relation, seen.who[1])
        case DecisionClaim():
            own = _issuer(seen)
            among = {own} if own else issuers.get(_numbered(claim), set())
            if claim.number and len(among) == 1:
                yield from (*_numbered(claim), *among)
            else:
                yield from (claim.document, *_numbered(claim), own, fold(claim.title or claim.words.normal))
        case EventClaim():
            yield from _event(claim)


def _numbered(claim: DecisionClaim) -> tuple[str, str]:
    return fold(claim.type), fold(claim.number or "")


def _issuer(seen: Seen) -> str:
    claim = seen.claim
    if not isinstance(claim, DecisionClaim) or claim.issuer is None:
        return ""
    return seen.who[0] or fold((claim.issuer_entity or claim.issuer).normal)


def _event(claim: EventClaim) -> tuple[str | None, ...]:
    kind, day = fold(claim.type), claim.date
    if day and claim.title:
        return kind, day, fold(claim.title)
    if day and first_day(day) == last_day(day) == day and claim.place is not None:
        return kind, day, None, fold(claim.place.normal)
    return claim.document, kind, day, fold(claim.title or claim.words.normal)


def records(topic: Iterable[Seen], copies: Mapping[str, str]) -> list[Record]:
    """The things that the claims of one topic name. copies: document → the first of its copy group."""
    standing: dict[Standing, list[Seen]] = defaultdict(list)
    for seen in sorted(topic, key=lambda seen: seen.claim.id):
        standing[_standing(seen.claim)].append(seen)
    return [record for stands, own in standing.items() for record in _records(stands, own, copies)]


def _standing(claim: SceneClaim) -> Standing:
    return "reported" if claim.reported else _STANDING[claim.status]


def _records(standing: Standing, topic: Sequence[Seen], copies: Mapping[str, str]) -> Iterator[Record]:
    match topic[0].claim:
        case BodyClaim():
            yield _structure(standing, topic, copies)
        case DecisionClaim():
            yield from (_decision(standing, year, own, copies) for year, own in _by_year(topic))
        case EventClaim():
            yield _happened(standing, topic, copies)


def _by_year(topic: Sequence[Seen]) -> Iterator[tuple[str, Sequence[Seen]]]:
    """Numbers begin anew each year; a claim without a date is of the only year, or of none."""
    years: dict[str, list[Seen]] = defaultdict(list)
    for seen in topic:
        years[(seen.claim.date or "")[:4]].append(seen)
    undated = years.pop("", [])
    if len(years) == 1:
        year = next(iter(years))
        yield year, sorted((*years[year], *undated), key=lambda seen: seen.claim.id)
        return
    yield from years.items()
    if undated:
        yield "", undated


def _structure(standing: Standing, topic: Sequence[Seen], copies: Mapping[str, str]) -> Structure:
    claims = [seen.claim for seen in topic if isinstance(seen.claim, BodyClaim)]
    (body, other, *_), relation = topic[0].who, claims[0].relation
    sources, confidence = weigh(claims, copies)
    return Structure(
        id=digest("structure", body, relation, other, standing),
        body=body or "",
        relation=relation,
        other=other or "",
        standing=standing,
        claims=tuple(claim.id for claim in claims),
        date=first_stated(claim.date for claim in claims),
        over=any(claim.status == "former" for claim in claims),
        decision=_common(_normal(claim.decision) for claim in claims),
        sources=sources,
        confidence=confidence,
    )


def _decision(standing: Standing, year: str, topic: Sequence[Seen], copies: Mapping[str, str]) -> Decision:
    claims = [seen.claim for seen in topic if isinstance(seen.claim, DecisionClaim)]
    issued = next((seen for seen in topic if _issuer(seen)), None)
    issuer = "" if issued is None else _issuer(issued)
    shared = bool(claims[0].number and issuer)
    home = (issuer,) if shared else (claims[0].document, issuer, fold(claims[0].title or claims[0].words.normal))
    sources, confidence = weigh(claims, copies)
    return Decision(
        id=digest("decision", *_numbered(claims[0]), *home, year, standing),
        type=_common(claim.type for claim in claims) or "",
        number=_common(claim.number for claim in claims),
        date=first_stated(claim.date for claim in claims),
        title=_common(claim.title for claim in claims),
        issuer=issued.who[0] if issued else None,
        issuer_type=_issuer_type(issued),
        issuer_name=_common(_normal(claim.issuer_entity or claim.issuer) for claim in claims),
        standing=standing,
        names=tuple(sorted({claim.words.normal for claim in claims})),
        effects=_effects(topic),
        claims=tuple(claim.id for claim in claims),
        sources=sources,
        confidence=confidence,
    )


def _issuer_type(seen: Seen | None) -> MentionType | None:
    claim = seen and seen.claim
    if not isinstance(claim, DecisionClaim) or claim.issuer is None:
        return None
    return (claim.issuer_entity or claim.issuer).type


def _effects(topic: Iterable[Seen]) -> tuple[Outcome, ...]:
    found: dict[tuple[str, str], Outcome] = {}
    for seen in topic:
        if isinstance(seen.claim, DecisionClaim):
            first = 0 if seen.claim.issuer is None else 1
            for effect, who in zip(seen.claim.effects, seen.who[first:], strict=True):
                one = Outcome(effect.result, effect.entity.normal, effect.entity.type, who)
                key = effect.result, who or fold(one.name)
                found[key] = min(one, found.get(key, one), key=lambda outcome: outcome.name)
    return tuple(sorted(found.values(), key=lambda one: (one.result, one.name, one.entity or "")))


def _happened(standing: Standing, topic: Sequence[Seen], copies: Mapping[str, str]) -> Event:
    claims = [seen.claim for seen in topic if isinstance(seen.claim, EventClaim)]
    sources, confidence = weigh(claims, copies)
    return Event(
        id=digest("event", *_event(claims[0]), standing),
        type=_common(claim.type for claim in claims) or "",
        title=_common(claim.title for claim in claims),
        date=first_stated(claim.date for claim in claims),
        place=_common(_normal(claim.place) for claim in claims),
        standing=standing,
        names=tuple(sorted({claim.words.normal for claim in claims})),
        parts=_parts(topic),
        claims=tuple(claim.id for claim in claims),
        sources=sources,
        confidence=confidence,
    )


def _parts(topic: Iterable[Seen]) -> tuple[Participant, ...]:
    found: dict[tuple[str, str], Participant] = {}
    for seen in topic:
        if isinstance(seen.claim, EventClaim):
            for part, who in zip(seen.claim.parts, seen.who, strict=True):
                one = Participant(part.part, part.entity.normal, part.entity.type, who)
                key = part.part, who or fold(one.name)
                found[key] = min(one, found.get(key, one), key=lambda participant: participant.name)
    return tuple(sorted(found.values(), key=lambda one: (one.part, one.name, one.entity or "")))


def _normal(mention: Mention | None) -> str | None:
    return None if mention is None else mention.normal


def _common(words: Iterable[str | None]) -> str | None:
    """The most frequent of what is stated."""
    counted = Counter(word for word in words if word)
    return most_frequent(counted) if counted else None
