"""Datings: claims of one person to one post that put a start, or an end, on days that exclude each other.

A person may come back to a post, so that two starts clash only where a claim that gives the earlier one also says that
the post was held without a break until after the later one; for two ends likewise.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import permutations, product

from msgspec import Struct

from kadry.analysis.stretches import seen
from kadry.bounds import first_day, last_day
from kadry.claim import Claim
from kadry.graph import Certainty
from kadry.project.days import says_over

NEAR = 31  # days: between a decree and the day from which it holds, or the report of it


class Clash(Struct, frozen=True):
    """Dates that exclude each other, as written and sorted, and the ids of the claims that give them."""

    dates: tuple[str, ...]
    claims: frozenset[str]
    certainty: Certainty


class _Day(Struct, frozen=True, order=True):
    """The first and the last day that a date may mean, and the date as written."""

    first: str
    last: str
    written: str


class _Told(Struct, frozen=True):
    """What some claims say alike of the time of a tenure.

    over: a day by which it had ended, where that is all; still: one on which it was held. again: the start may be that
    of another appointment.
    """

    start: _Day | None
    end: _Day | None
    over: _Day | None
    still: _Day | None
    again: bool
    claims: tuple[str, ...]
    sources: frozenset[str]

    @property
    def last(self) -> _Day | None:
        """Where the tenure had not ended before."""
        return self.end or self.still


class _Pair(Struct, frozen=True):
    """Two dates, the earlier first, and those who give them. again: the later may be of another appointment."""

    early: _Day
    late: _Day
    again: bool
    claims: tuple[str, ...]


def clashing_dates(claims: Iterable[Claim], copies: Mapping[str, str]) -> Iterator[Clash]:
    """What clashes of the start, then of the end, of different sources; then ends before starts of one claim.

    Dates at most ``NEAR`` days apart, and a start that may be a second appointment, clash possibly; years between which
    another claim puts the turn of two terms of office do not. copies: as in the graph.
    """
    told = _told(claims, copies)
    for pairs in (list(_starts(told)), list(_ends(told)), list(_backwards(told))):
        if pairs:
            yield _clash(pairs)


def _told(claims: Iterable[Claim], copies: Mapping[str, str]) -> list[_Told]:
    """The claims that date a start or an end, those of one kind joined, since thousands may say the same."""
    alike: dict[tuple[str | None, str | None, str | None, str | None, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        over = claim.observed if claim.until is None and says_over(claim) else None
        still = claim.observed if seen(claim) else None
        if claim.since or claim.until or over:
            alike[claim.since, claim.until, over, still, claim.change == "appointed"].append(claim)
    found = (
        _Told(
            *(_day(since), _day(until), _day(over), _day(still), again),
            claims=tuple(sorted(claim.id for claim in group)),
            sources=frozenset(copies.get(claim.document, claim.document) for claim in group),
        )
        for (since, until, over, still, again), group in alike.items()
    )
    return sorted(found, key=lambda told: told.claims)


def _starts(told: Sequence[_Told]) -> Iterator[_Pair]:
    """Starts of which the later falls within what another claim calls one unbroken tenure."""
    for one, other in permutations([one for one in told if one.start], 2):
        early, late = one.start, other.start
        apart = early and late and early.last < late.first and one.last and one.last.first >= late.last
        if (
            early
            and late
            and apart
            and _differ(one, other)
            and not _turn(late, (it.end for it in told if it is not other))
        ):
            yield _Pair(early, late, other.again, one.claims + other.claims)


def _ends(told: Sequence[_Told]) -> Iterator[_Pair]:
    """Ends of which the earlier falls within what another claim calls one unbroken tenure."""
    unbroken = [one for one in told if one.start and one.last]
    for one, other in product(told, unbroken):
        early, late = one.end or one.over, other.last
        apart = early and late and other.start and early.last < late.first and other.start.last <= early.first
        if (
            early
            and late
            and apart
            and _differ(one, other)
            and not _turn(early, (it.start for it in told if it is not one))
        ):
            yield _Pair(early, late, False, one.claims + other.claims)


def _backwards(told: Sequence[_Told]) -> Iterator[_Pair]:
    """The end and the start of claims by which a tenure ended before it began."""
    for one in told:
        if one.start and one.end and one.end.last < one.start.first:
            yield _Pair(one.end, one.start, False, one.claims)


def _differ(one: _Told, other: _Told) -> bool:
    return len(one.sources | other.sources) > 1


def _turn(day: _Day, others: Iterable[_Day | None]) -> bool:
    """Whether another claim ends (or begins) a term then, or on the day before or after: one term followed another."""
    return any(
        other is not None and _shifted(other.first, -1) <= day.last and day.first <= _shifted(other.last, 1)
        for other in others
    )


def _clash(pairs: Sequence[_Pair]) -> Clash:
    dates = {day.written for pair in pairs for day in (pair.early, pair.late)}
    sure = any(not pair.again and _shifted(pair.early.last, NEAR) < pair.late.first for pair in pairs)
    claims = frozenset(claim for pair in pairs for claim in pair.claims)
    return Clash(tuple(sorted(dates)), claims, "known" if sure else "possible")


def _day(written: str | None) -> _Day | None:
    first, last = first_day(written), last_day(written)
    return None if written is None or first is None or last is None else _Day(first, last, written)


def _shifted(day: str, days: int) -> str:
    """A day some days later; the day itself at the calendar's ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except OverflowError:
        return day
