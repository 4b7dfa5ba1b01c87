"""Days: what one claim says about when a post was held, and the bounds of a term that follow from several claims."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from kadry.bounds import first_day, last_day
from kadry.claim import Change, RoleClaim, Status
from kadry.graph import Bounds
from kadry.project.facts import Fact


class Word(Struct, frozen=True):
    """What one document says of when something lasted; observed: its own date. All are partial ISO dates."""

    since: str | None = None
    until: str | None = None
    observed: str | None = None
    status: Status = "current"
    change: Change | None = None


Dated = RoleClaim | Fact  # a term needs to know the same of both
Timed = Dated | Word


def held_by(claim: Timed) -> tuple[str, ...]:
    """The days on which the claim says that the post was held: at its start, and while a document calls it current."""
    observed = claim.observed if _observes(claim) else None
    return tuple(sorted(filter(None, (first_day(claim.since), first_day(observed)))))


def end_of(claim: Timed) -> str | None:
    """The last day on which the claim lets the term end: as stated, else the day of a document that calls it over."""
    return last_day(claim.until) or (last_day(claim.observed) if says_over(claim) else None)


def says_over(claim: Timed) -> bool:
    """Whether the claim calls the term over, on whatever day."""
    return claim.status == "former" or claim.change == "dismissed"


def begun_by(claim: Timed) -> str | None:
    """The day on which the term had begun, by a document that calls it current or reports an appointment."""
    if _observes(claim) or (claim.change == "appointed" and first_day(claim.since) is None):
        return last_day(claim.observed)
    return None


def bounds_of(claims: Sequence[Timed]) -> Bounds:
    """The bounds of the term of which all ``claims`` speak.

    A start that others contradict by holding the post earlier is left out, and so is an end that they contradict by
    holding it later, or that is before the start.
    """
    since, earliest, latest = _start(claims)
    until, end_earliest, end_latest = _end(claims)
    if earliest is not None and end_latest is not None and end_latest < earliest:
        until = end_earliest = end_latest = None
    return Bounds(since, until, earliest, latest, end_earliest, end_latest)


def _observes(claim: Timed) -> bool:
    """Whether the claim says that the post is held on the day of its document, not from a later or till an earlier."""
    first, last = first_day(claim.observed), last_day(claim.observed)
    if first is None or last is None or claim.status != "current" or claim.change is not None:
        return False
    return (first_day(claim.since) or "") <= last and first <= (last_day(claim.until) or first)


def _start(claims: Iterable[Timed]) -> tuple[str | None, str | None, str | None]:
    """The start as written, its earliest and its latest day."""
    limit = min(filter(None, map(begun_by, claims)), default=None)
    since = first_stated(claim.since for claim in claims)
    first, last = first_day(since), last_day(since)
    if first is None or last is None or (limit is not None and limit < first):
        return None, None, limit
    return since, first, min(last, limit or last)


def _end(claims: Iterable[Timed]) -> tuple[str | None, str | None, str | None]:
    """The end as written, its earliest and its latest day."""
    held = max((first_day(c.observed) or "" for c in claims if _observes(c)), default="")
    ends = (end_of(claim) for claim in claims if not last_day(claim.until))
    limit = min((end for end in ends if end is not None and end >= held), default=None)
    until = _last_stated(claim.until for claim in claims)
    first, last = first_day(until), last_day(until)
    if first is None or last is None or last < held:
        return None, held or None, limit
    earliest = max(first, held)
    return until, earliest, limit if limit is not None and earliest <= limit < last else last


def first_stated(dates: Iterable[str | None]) -> str | None:
    """The earliest of the stated dates; where others only say it more exactly, the most exact of them."""
    stated = sorted((first, last_day(date) or "", date) for date in dates if date and (first := first_day(date)))
    return min((d for d in stated if d[1] <= stated[0][1]), key=lambda d: (-len(d[2]), d), default=("", "", None))[2]


def _last_stated(dates: Iterable[str | None]) -> str | None:
    """The latest of the stated dates; where others only say it more exactly, the most exact of them."""
    stated = sorted((last, first_day(date) or "", date) for date in dates if date and (last := last_day(date)))
    return max((d for d in stated if d[1] >= stated[-1][1]), key=lambda d: (len(d[2]), d), default=("", "", None))[2]
