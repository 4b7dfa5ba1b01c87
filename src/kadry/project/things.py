"""Things: a relation of bodies, a decision or an event, as all claims that are of the one tell it together.

Successions are in successions.py.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct, structs

from kadry.document import digest
from kadry.fold import fold
from kadry.graph import Bounds, Decision, Event, Outcome, Participant, Standing, Structure
from kadry.mention import Mention, MentionType
from kadry.project.days import Word, bounds_of, first_stated
from kadry.project.entities import most_frequent
from kadry.project.sources import weigh
from kadry.scene import ONCE, BodyClaim, DecisionClaim, EventClaim, SceneClaim, SuccessionClaim

Involved = TypeVar("Involved", Outcome, Participant)


class Seen(Struct, frozen=True):
    """A claim with the entities of those whom it names, in the order of ``named``; None: what is no person or body.

    published: the date of its document (partial ISO). decided: the decision behind a relation, as its document has it.
    tenures: of each effect of a decision those that its sentence says to begin or end; () for none at all.
    """

    claim: SceneClaim
    who: tuple[str | None, ...]
    published: str | None = None
    decided: str | None = None
    tenures: tuple[tuple[str, ...], ...] = ()


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
        case SuccessionClaim():
            pairs = (
                (claim.person, claim.person_entity),
                (claim.predecessor, claim.predecessor_entity),
                (claim.organization, claim.organization_entity),
            )
            yield from ((mention, entity or mention) for mention, entity in pairs if mention is not None)


def is_entity(claim: SceneClaim, mention: Mention) -> bool:
    """Whether the graph has a node for whom a claim names by a mention; a group without a name has none."""
    return isinstance(claim, BodyClaim) or mention.type in ("person", "body")


def issuer_of(seen: Seen) -> str:
    """The entity that issued a decision, else what its folded name is; "" where that is not told."""
    claim = seen.claim
    if not isinstance(claim, DecisionClaim) or claim.issuer is None:
        return ""
    return seen.who[0] or fold((claim.issuer_entity or claim.issuer).normal)


def structure(standing: Standing, topic: Sequence[Seen], copies: Mapping[str, str]) -> Structure:
    """The relation that claims on the same two bodies tell. copies: document → the first of its copy group."""
    claims = [seen.claim for seen in topic if isinstance(seen.claim, BodyClaim)]
    (body, other, *_), relation = topic[0].who, claims[0].relation
    return Structure(
        id=digest("structure", body, relation, other, standing),
        body=body or "",
        relation=relation,
        other=other or "",
        over=any(claim.status == "former" for claim in claims),
        decision=common(normal(claim.decision) for claim in claims),
        decided_by=common(seen.decided for seen in topic),
        bounds=happened(topic) if relation in ONCE else lasted(topic),
        **shared(standing, topic, copies),
    )


def decision(id: str, standing: Standing, topic: Sequence[Seen], copies: Mapping[str, str]) -> Decision:
    """The decision that claims name."""
    claims = [seen.claim for seen in topic if isinstance(seen.claim, DecisionClaim)]
    issued = next((seen for seen in topic if issuer_of(seen)), None)
    return Decision(
        id=id,
        number=common(claim.number for claim in claims),
        issuer=issued.who[0] if issued else None,
        issuer_type=_issuer_type(issued),
        issuer_name=common(normal(claim.issuer_entity or claim.issuer) for claim in claims),
        effects=_results(topic),
        **_called(claims),
        **shared(standing, topic, copies),
        bounds=happened(topic),
    )


def event(id: str, standing: Standing, topic: Sequence[Seen], copies: Mapping[str, str]) -> Event:
    """The event that claims tell of."""
    claims = [seen.claim for seen in topic if isinstance(seen.claim, EventClaim)]
    return Event(
        id=id,
        place=common(normal(claim.place) for claim in claims),
        parts=tuple(_once(_parts(topic), lambda one: one.part)),
        **_called(claims),
        **shared(standing, topic, copies),
        bounds=happened(topic),
    )


def shared(standing: Standing, topic: Sequence[Seen], copies: Mapping[str, str]) -> dict[str, Any]:
    """What all things have alike."""
    claims = [seen.claim for seen in topic]
    sources, confidence = weigh(claims, copies)
    return {
        "standing": standing,
        "claims": tuple(claim.id for claim in claims),
        "date": first_stated(claim.date for claim in claims),
        "sources": sources,
        "confidence": confidence,
    }


def _called(claims: Sequence[DecisionClaim] | Sequence[EventClaim]) -> dict[str, Any]:
    """What decisions and events have alike."""
    return {
        "type": common(claim.type for claim in claims) or "",
        "title": common(claim.title for claim in claims),
        "names": tuple(sorted({claim.words.normal for claim in claims})),
    }


def happened(topic: Iterable[Seen]) -> Bounds:
    """When something came about: on its date, and by that of any document that tells of it."""
    bounds = bounds_of([Word(since=seen.claim.date, observed=seen.published) for seen in topic])
    return Bounds(bounds.since, None, bounds.start_earliest, bounds.start_latest)


def lasted(topic: Iterable[Seen]) -> Bounds:
    """When a relation was so: while documents say that it is, and until one calls it former."""
    return bounds_of([_word(seen) for seen in topic])


def _word(seen: Seen) -> Word:
    date, status = seen.claim.date, seen.claim.status
    since, until = (None, date) if status == "former" else (date, None)
    return Word(since, until, seen.published, status)


def _issuer_type(seen: Seen | None) -> MentionType | None:
    claim = seen and seen.claim
    if not isinstance(claim, DecisionClaim) or claim.issuer is None:
        return None
    return (claim.issuer_entity or claim.issuer).type


def _effects(topic: Iterable[Seen]) -> Iterator[Outcome]:
    for seen in topic:
        if isinstance(seen.claim, DecisionClaim):
            first = 0 if seen.claim.issuer is None else 1
            held = seen.tenures or ((),) * len(seen.claim.effects)
            for effect, who, tenures in zip(seen.claim.effects, seen.who[first:], held, strict=True):
                yield Outcome(effect.result, effect.entity.normal, effect.entity.type, who, tenures)


def _results(topic: Sequence[Seen]) -> tuple[Outcome, ...]:
    """What a decision does, each with the tenures of all claims that say so."""
    held: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for one in _effects(topic):
        held[one.result, one.entity].update(one.tenures)
    found = _once(_effects(topic), lambda one: one.result)
    return tuple(structs.replace(one, tenures=tuple(sorted(held[one.result, one.entity]))) for one in found)


def _parts(topic: Iterable[Seen]) -> Iterator[Participant]:
    for seen in topic:
        if isinstance(seen.claim, EventClaim):
            for part, who in zip(seen.claim.parts, seen.who, strict=True):
                yield Participant(part.part, part.entity.normal, part.entity.type, who)


def _once(involved: Iterable[Involved], how: Callable[[Involved], str]) -> list[Involved]:
    """Each of those involved once in each way, by that and by name; of several names the first by alphabet."""
    found: dict[tuple[str, str], Involved] = {}
    for one in involved:
        key = how(one), one.entity or fold(one.name)
        found[key] = min(one, found.get(key, one), key=lambda other: other.name)
    return sorted(found.values(), key=lambda one: (how(one), one.name, one.entity or ""))


def normal(mention: Mention | None) -> str | None:
    """The nominative of a mention."""
    return None if mention is None else mention.normal


def common(words: Iterable[str | None]) -> str | None:
    """The most frequent of what is stated."""
    counted = Counter(word for word in words if word)
    return most_frequent(counted) if counted else None
