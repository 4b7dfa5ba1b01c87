"""Terms: which of one person's claims to one post speak of the same term, and when that term was.

A claim asserts days on which the post was held, and ends. What is held after a known end is another term: «министр
(2001–2005)» and «министр с 2010 года» are two. Sources that disagree about a day only make one term, and so does a
second appointment with no end between. Nothing in a term is held after the term's last end.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from kadry.bounds import last_day
from kadry.graph import Bounds
from kadry.project.days import Dated, begun_by, bounds_of, end_of, held_by

_HELD, _END = range(2)
_NEVER = "9999-12-31"


class _Event(Struct, frozen=True, order=True):
    """The day by which a claim finds its place in time, and what happened on it."""

    day: str
    rank: int


class _Placed(Struct, frozen=True):
    """A claim with the days on which it calls the post held, and the end that it states."""

    claim: Dated
    days: tuple[str, ...]
    end: str | None

    @property
    def event(self) -> _Event | None:
        """The first day on which it calls the post held, else its end."""
        if self.days:
            return _Event(self.days[0], _HELD)
        return None if self.end is None else _Event(self.end, _END)


class Term(Struct, frozen=True):
    """Claims that may speak of one term, sorted by id, with the bounds that follow from them.

    held: the latest day on which the post was held; end: the last of the ends that were stated.
    """

    claims: tuple[Dated, ...]
    bounds: Bounds
    held: str | None
    end: str | None

    def fits(self, claim: Dated) -> bool:
        """Whether one more claim may speak of this term."""
        begun = begun_by(claim)
        early = begun is not None and begun < (self.bounds.start_earliest or "")
        return not early and _agree(self.held, self.end, _placed(claim))


class _Draft:
    """A term that is still being put together."""

    def __init__(self) -> None:
        self.claims: list[Dated] = []
        self.held: str | None = None
        self.end: str | None = None

    def add(self, one: _Placed) -> None:
        self.claims.append(one.claim)
        self.held = max(filter(None, (self.held, *one.days)), default=None)
        self.end = max(filter(None, (self.end, one.end)), default=None)

    def finish(self) -> Term:
        ordered = tuple(sorted(self.claims, key=lambda claim: claim.id))
        return Term(ordered, bounds_of(ordered), self.held, self.end)


def find_terms(claims: Iterable[Dated]) -> list[Term]:
    """One person's asserted claims to one post as terms; the order of ``claims`` is worth nothing."""
    ordered = map(_placed, sorted(claims, key=lambda claim: claim.id))
    placed = [(one.event, one) for one in ordered]
    dated = [(event, one) for event, one in placed if event is not None]
    dated.sort(key=lambda pair: pair[0])
    drafts: list[_Draft] = []
    while dated:
        found, dated = _sweep(dated)
        drafts += found
    for event, one in placed:
        if event is None:
            drafts = drafts or [_Draft()]
            _home(drafts, one.claim).add(one)
    return [draft.finish() for draft in drafts]


def _placed(claim: Dated) -> _Placed:
    return _Placed(claim, held_by(claim), end_of(claim))


def _sweep(dated: Sequence[tuple[_Event, _Placed]]) -> tuple[list[_Draft], list[tuple[_Event, _Placed]]]:
    """Go through time once: the terms met, and the claims that contradict them and so speak of others."""
    drafts: list[_Draft] = []
    astray = []
    for event, one in dated:
        if not drafts or (event.rank != _END and drafts[-1].end is not None and event.day > drafts[-1].end):
            drafts.append(_Draft())
        elif not _agree(drafts[-1].held, drafts[-1].end, one):
            astray.append((event, one))
            continue
        drafts[-1].add(one)
    return drafts, astray


def _home(drafts: Sequence[_Draft], claim: Dated) -> _Draft:
    """The term that a claim without a day of its own joins: the first not over before its document, else the last."""
    observed = last_day(claim.observed) or _NEVER
    return next((draft for draft in drafts if draft.end is None or draft.end >= observed), drafts[-1])


def _agree(held: str | None, end: str | None, one: _Placed) -> bool:
    """Whether the claim calls nothing held after the term's end, and the term nothing after the claim's."""
    too_late = end is not None and one.days and one.days[-1] > end
    too_early = one.end is not None and held is not None and one.end < held
    return not too_late and not too_early
