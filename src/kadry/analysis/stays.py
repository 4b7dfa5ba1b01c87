"""Turnover: who came and went in which year, and how long they stayed, the known kept apart from the possible.

A year is known where both bounds of a start (or end) lie in it, possible where they only take it in. What has no bound
on one side has no year: it is counted by `undated` and guessed nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from kadry.analysis.rows import Spell
from kadry.graph import Bounds


class Turnover(Struct, frozen=True, kw_only=True):
    """How many tenures began and ended in a year; perhaps_…: may have, and then may be counted in other years too."""

    year: int
    appointed: int
    perhaps_appointed: int
    left: int
    perhaps_left: int


class Undated(Struct, frozen=True, kw_only=True):
    """Tenures that `turnover` cannot place: begun, or ended, in no year that is known; and those never said to end."""

    starts: int
    ends: int
    open: int


class Length(Struct, frozen=True, kw_only=True):
    """How many days a tenure lasted: at least, and at most (None: no limit is known). ended: it is known to be over."""

    spell: Spell
    least: int
    most: int | None
    ended: bool


class Survival(Struct, frozen=True, kw_only=True):
    """The share of tenures that lasted longer than so many days, estimated; both curves are steps at their days.

    shortest: if each was as short as its bounds allow; longest: if as long. tenures: how many are counted, and how many
    of them ended.
    """

    tenures: int
    ended: int
    shortest: tuple[tuple[float, float], ...]
    longest: tuple[tuple[float, float], ...]


def turnover(spells: Iterable[Spell]) -> list[Turnover]:
    """The years from the first to the last in which something began or ended, those without change in between too."""
    counts: Counter[tuple[str, int]] = Counter()
    for spell in spells:
        b = spell.bounds
        counts.update(
            ("perhaps_" * perhaps + "appointed", year) for year, perhaps in _years(b.start_earliest, b.start_latest)
        )
        counts.update(("perhaps_" * perhaps + "left", year) for year, perhaps in _years(b.end_earliest, b.end_latest))
    years = [year for _, year in counts]
    names = [name for name in Turnover.__struct_fields__ if name != "year"]
    return [
        Turnover(year=year, **{name: counts[name, year] for name in names})
        for year in (range(min(years), max(years) + 1) if years else ())
    ]


def undated(spells: Iterable[Spell]) -> Undated:
    """How many starts and ends `turnover` leaves out, and how many tenures nobody says have ended."""
    bounds = [spell.bounds for spell in spells]
    return Undated(
        starts=sum(b.start_earliest is None or b.start_latest is None for b in bounds),
        ends=sum(b.end_latest is not None and b.end_earliest is None for b in bounds),
        open=sum(b.end_latest is None for b in bounds),
    )


def lengths(spells: Iterable[Spell]) -> list[Length]:
    """The least and the most days of each tenure of which a least is known, the longest first.

    A tenure that nobody says has ended is at least as long as to the last day on which it was held.
    """
    found = [length for spell in spells if (length := _length(spell)) is not None]
    return sorted(found, key=lambda one: (-one.least, -(one.most or 0), one.spell.person, one.spell.tenure))


def survival(lengths: Sequence[Length]) -> Survival:
    """How long tenures last (E. Kaplan, P. Meier, Nonparametric Estimation from Incomplete Observations, 1958).

    Only tenures that began after a known day count; one that nobody says has ended counts up to its least length.
    Raises ValueError where none of them is known to be over.
    """
    open = [one.least for one in lengths if one.spell.bounds.start_earliest is not None and not one.ended]
    ended = [(one.least, one.most) for one in lengths if one.ended and one.most is not None]
    if not ended:
        raise ValueError("no tenure with a known start is known to be over: nothing tells how long they last")
    return Survival(
        tenures=len(open) + len(ended),
        ended=len(ended),
        shortest=_kaplan_meier([least for least, _ in ended], open),
        longest=_kaplan_meier([most for _, most in ended], open),
    )


def medians(survival: Survival) -> tuple[float | None, float | None]:
    """The days after which half of the tenures are over, by the shortest and the longest reading; None: more remain."""
    short, long = (
        next((days for days, share in curve if share <= 0.5), None) for curve in (survival.shortest, survival.longest)
    )
    return short, long


def _years(earliest: str | None, latest: str | None) -> Iterator[tuple[int, bool]]:
    """The years that two bounds take in, and whether each is only possible."""
    if earliest is not None and latest is not None:
        first, last = int(earliest[:4]), int(latest[:4])
        yield from ((year, first != last) for year in range(first, last + 1))


def _length(spell: Spell) -> Length | None:
    b = spell.bounds
    begun = min(filter(None, (b.start_latest, b.end_latest)), default=None)
    held = max(filter(None, (b.end_earliest, b.start_earliest)), default=None)
    if begun is None or held is None:
        return None
    return Length(spell=spell, least=max(0, _days(begun, held)), most=_most(b), ended=b.end_latest is not None)


def _most(bounds: Bounds) -> int | None:
    if bounds.start_earliest is None or bounds.end_latest is None:
        return None
    return _days(bounds.start_earliest, bounds.end_latest)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def _kaplan_meier(ended: Sequence[int], open: Sequence[int]) -> tuple[tuple[float, float], ...]:
    from scipy import stats

    curve: Any = stats.ecdf(stats.CensoredData(uncensored=ended, right=open)).sf
    steps = zip(curve.quantiles.tolist(), curve.probabilities.tolist(), strict=True)
    falls = [(days, round(share, 6)) for days, share in steps]
    return tuple(falls) if falls[0][0] == 0 else ((0.0, 1.0), *falls)
