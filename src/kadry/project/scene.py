"""What is around the posts: relations of bodies, decisions and events, each put together from the claims that name it.

Claims of one topic may be of one thing; which are is told by their standing and, of decisions, by the year. Both halves
are pure functions: of one document's claims, and of one topic's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kadry.bounds import first_day, last_day
from kadry.document import digest
from kadry.fold import fold
from kadry.graph import Standing
from kadry.mention import Status
from kadry.project.things import Record, Seen, decision, event, issuer_of, structure
from kadry.scene import BodyClaim, DecisionClaim, EventClaim, SceneClaim

_STANDING: Mapping[Status, Standing] = {
    "current": "asserted",
    "former": "asserted",
    "future": "planned",
    "denied": "denied",
}


def topics(document: Sequence[Seen]) -> list[str]:
    """The topic of each claim of one document: a hash of what names the thing.

    A relation: both bodies. A decision: type, number and issuer, where it has a number and the document says whose it
    is; an event: type, date and title, or type, day and place; all else is of its document alone.
    """
    issuers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for seen in document:
        if isinstance(seen.claim, DecisionClaim) and (issuer := issuer_of(seen)):
            issuers[_numbered(seen.claim)].add(issuer)
    return [digest(*_topic(seen, issuers)) for seen in document]


def _topic(seen: Seen, issuers: Mapping[tuple[str, str], set[str]]) -> Iterator[str | None]:
    claim = seen.claim
    yield str(claim.__struct_config__.tag)
    match claim:
        case BodyClaim():
            yield from (seen.who[0], claim.relation, seen.who[1])
        case DecisionClaim():
            own = issuer_of(seen)
            among = {own} if own else issuers.get(_numbered(claim), set())
            if claim.number and len(among) == 1:
                yield from (*_numbered(claim), *among)
            else:
                yield from (claim.document, *_numbered(claim), own, fold(claim.title or claim.words.normal))
        case EventClaim():
            yield from _event(claim)


def _numbered(claim: DecisionClaim) -> tuple[str, str]:
    return fold(claim.type), fold(claim.number or "")


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
            yield structure(standing, topic, copies)
        case DecisionClaim():
            for year, own in _by_year(topic):
                yield decision(digest("decision", *_decision(own), year, standing), standing, own, copies)
        case EventClaim() as first:
            yield event(digest("event", *_event(first), standing), standing, topic, copies)


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


def _decision(topic: Sequence[Seen]) -> tuple[str, ...]:
    """What tells a decision from the others of its year."""
    claim = topic[0].claim
    assert isinstance(claim, DecisionClaim)
    issuer = next(filter(None, map(issuer_of, topic)), "")
    if claim.number and issuer:
        return (*_numbered(claim), issuer)
    return (*_numbered(claim), claim.document, issuer, fold(claim.title or claim.words.normal))
