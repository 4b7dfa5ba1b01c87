from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.analysis import Length, Spell, Turnover, Undated, lengths, survival, turnover, undated
from kadry.graph import Bounds


def spell(bounds: Bounds, tenure: str = "t") -> Spell:
    return Spell(
        person_id="p",
        person="Артём Дроздецкий",
        role="губернатор",
        body_id="b",
        body="Заречная область",
        acting=False,
        since=bounds.since,
        until=bounds.until,
        tenure=tenure,
        claims=1,
        bounds=bounds,
    )


def bounds(*days: str | None) -> Bounds:
    return Bounds(None, None, *days)


YEAR = bounds("2019-01-01", "2019-12-31", "2021-05-01", "2021-05-31")
TURN = bounds("2019-12-01", "2020-01-31", None, "2021-05-31")
OPEN = bounds("2020-03-01", "2020-03-01", "2021-03-01", None)


def test_known_and_possible_years_are_counted_apart() -> None:
    assert turnover(map(spell, [YEAR, TURN, OPEN, Bounds()])) == [
        Turnover(year=2019, appointed=1, perhaps_appointed=1, left=0, perhaps_left=0),
        Turnover(year=2020, appointed=1, perhaps_appointed=1, left=0, perhaps_left=0),
        Turnover(year=2021, appointed=0, perhaps_appointed=0, left=1, perhaps_left=0),
    ]
    assert turnover([spell(Bounds())]) == []


def test_what_has_no_year_is_counted() -> None:
    assert undated(map(spell, [YEAR, TURN, OPEN, Bounds()])) == Undated(starts=1, ends=1, open=2)


@st.composite
def any_bounds(draw: st.DrawFn) -> Bounds:
    base = draw(st.dates(min_value=date(2015, 1, 1), max_value=date(2019, 1, 1)))
    cuts = sorted(draw(st.lists(st.integers(0, 1500), min_size=4, max_size=4)))
    days = [(base + timedelta(n)).isoformat() for n in cuts]
    return bounds(*(day if draw(st.booleans()) else None for day in days))


@given(st.lists(any_bounds(), max_size=6))
def test_every_start_and_end_is_counted_once_for_certain_or_is_perhaps_in_several_years_or_undated(
    found: list[Bounds],
) -> None:
    rows, rest = turnover(map(spell, found)), undated(map(spell, found))
    for known, perhaps, unplaced, sides in (
        ("appointed", "perhaps_appointed", rest.starts, [(b.start_earliest, b.start_latest) for b in found]),
        ("left", "perhaps_left", rest.ends + rest.open, [(b.end_earliest, b.end_latest) for b in found]),
    ):
        both = [(a, z) for a, z in sides if a and z]
        spread = [(a, z) for a, z in both if a[:4] != z[:4]]
        assert sum(getattr(row, known) for row in rows) == len(both) - len(spread)
        assert sum(getattr(row, perhaps) for row in rows) == sum(int(z[:4]) - int(a[:4]) + 1 for a, z in spread)
        assert unplaced == len(found) - len(both)
    assert [row.year for row in rows] == sorted({row.year for row in rows})


def test_lengths_are_the_least_and_the_most_that_the_bounds_allow() -> None:
    (one,) = lengths([spell(YEAR)])
    assert (one.least, one.most, one.ended) == (487, 881, True)
    (one,) = lengths([spell(OPEN)])
    assert (one.least, one.most, one.ended) == (365, None, False)
    assert lengths([spell(Bounds()), spell(bounds(None, None, None, "2021-01-01"))]) == []


@given(any_bounds())
def test_the_least_is_no_more_than_the_most(found: Bounds) -> None:
    for one in lengths([spell(found)]):
        assert one.least >= 0
        assert one.most is None or one.least <= one.most


def at_risk(lengths: list[Length], days: float, least: bool) -> float:
    """The estimate at a day by its definition: the product of 1 − ended ÷ still at risk over the days before."""
    times = [((one.least if least or not one.ended else one.most) or 0, one.ended) for one in lengths]
    share = 1.0
    for day in sorted({time for time, ended in times if ended and time <= days}):
        share *= 1 - sum(t == day and ended for t, ended in times) / sum(t >= day for t, _ in times)
    return share


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 90), st.booleans()), min_size=1, max_size=12))
def test_survival_is_the_product_of_kaplan_and_meier(spans: list[tuple[int, int, bool]]) -> None:
    start = spell(bounds("2015-01-01"))
    given = [Length(spell=start, least=n, most=n + more if ended else None, ended=ended) for n, more, ended in spans]
    if not any(one.ended for one in given):
        with pytest.raises(ValueError, match="nothing tells how long"):
            survival(given)
        return
    found = survival(given)
    assert (found.tenures, found.ended) == (len(given), sum(one.ended for one in given))
    for curve, least in ((found.shortest, True), (found.longest, False)):
        assert [share for _, share in curve] == pytest.approx(
            [at_risk(given, day, least) for day, _ in curve], abs=1e-5
        )


def test_tenures_without_a_known_start_tell_nothing_of_how_long_they_last() -> None:
    late = spell(bounds(None, "2019-01-01", "2020-01-01", "2020-01-01"))
    assert survival(lengths([spell(YEAR), late])).tenures == 1
