"""Datings: claims of one person to one post that put a start, or an end, on days that exclude each other.

A person may come back to a post, so that two starts clash only where a claim that gives the earlier one also says that
the post was held without a break until after the later one; for two ends likewise.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations

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
    """The first and the last day that a date may mean, the date as written, and the claim that gives it."""

    first: str
    last: str
    written: str
    claim: str


class _Told(Struct, frozen=True):
    """What a claim says of the time of a tenure.

    over: a day by which it had ended, where that is all; still: one on which it was held. again: the start may be that
    of another appointment.
    """

    start: _Day | None
    end: _Day | None
    over: _Day | None
    still: _Day | None
    again: bool

    @property
    def last(self) -> _Day | None:
        """Where the tenure had not ended before."""
        return self.end or self.still


_Pair = tuple[_Day, _Day, bool]  # the earlier, the later, and whether the later may be another appointment


def clashing_dates(claims: Iterable[Claim]) -> Iterator[Clash]:
    """What clashes of the start, then of the end, then ends before starts.

    Dates at most ``NEAR`` days apart, and a start that may be a second appointment, clash possibly; years between which
    another claim puts the turn of two terms of office do not.
    """
    told = [_told(claim) for claim in sorted(claims, key=lambda claim: claim.id)]
    backwards = [
        (one.end, one.start, False) for one in told if one.start and one.end and one.end.last < one.start.first
    ]
    for pairs in (list(_starts(told)), list(_ends(told)), backwards):
        if pairs:
            yield _clash(pairs)


def _told(claim: Claim) -> _Told:
    over = claim.observed if says_over(claim) else None
    return _Told(
        start=_day(claim.since, claim),
        end=_day(claim.until, claim),
        over=_day(over, claim),
        still=_day(claim.observed if seen(claim) else None, claim),
        again=claim.change == "appointed",
    )


def _starts(told: Sequence[_Told]) -> Iterator[_Pair]:
    """Starts of which the later falls within what another claim calls one unbroken tenure."""
    turns = [one.end for one in told if one.end is not None]
    for one, other in permutations(told, 2):
        early, late = one.start, other.start
        apart = early and late and early.last < late.first and one.last and one.last.first >= late.last
        if early and late and apart and not _touched(late, turns):
            yield early, late, other.again


def _ends(told: Sequence[_Told]) -> Iterator[_Pair]:
    """Ends of which the earlier falls within what another claim calls one unbroken tenure."""
    turns = [one.start for one in told if one.start is not None]
    for one, other in permutations(told, 2):
        early, late = one.end or one.over, other.last
        apart = early and late and other.start and early.last < late.first and other.start.last <= early.first
        if early and late and apart and not _touched(early, turns):
            yield early, late, False


def _touched(day: _Day, turns: Iterable[_Day]) -> bool:
    """Whether another claim ends (or begins) a term then, or on the day before or after: one term followed another."""
    return any(
        turn.claim != day.claim and _shifted(turn.first, -1) <= day.last and day.first <= _shifted(turn.last, 1)
        for turn in turns
    )


def _clash(pairs: Sequence[_Pair]) -> Clash:
    days = {day for early, late, _ in pairs for day in (early, late)}
    sure = any(not again and _shifted(early.last, NEAR) < late.first for early, late, again in pairs)
    dates = tuple(sorted({day.written for day in days}))
    return Clash(dates, frozenset(day.claim for day in days), "known" if sure else "possible")


def _day(written: str | None, claim: Claim) -> _Day | None:
    first, last = first_day(written), last_day(written)
    return None if written is None or first is None or last is None else _Day(first, last, written, claim.id)


def _shifted(day: str, days: int) -> str:
    """A day some days later; the day itself at the calendar's ends."""
    try:
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    except OverflowError:
        return day
