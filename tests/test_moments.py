from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.bounds import first_day, last_day
from kadry.graph import Bounds
from kadry.moments import held_at

FIRST = date(2024, 12, 25)
DAYS = [FIRST + timedelta(n) for n in range(14)]  # around the turn of a year, so that months and years differ
LIMIT = st.none() | st.sampled_from(DAYS).map(date.isoformat)


@pytest.mark.parametrize(
    ("bounds", "day", "said"),
    [
        (Bounds(), "2025", "possible"),
        (Bounds("2025", None, "2025-01-01", "2025-12-31"), "2025", "known"),
        (Bounds("2025", None, "2025-01-01", "2025-12-31"), "2025-05", "possible"),
        (Bounds("2025", None, "2025-01-01", "2025-12-31"), "2024", None),
        (Bounds("2025", None, "2025-01-01", "2025-12-31"), "2026", "possible"),
        (Bounds(start_latest="2025-03-14", end_earliest="2025-03-14"), "2025-03-14", "known"),
        (Bounds(start_latest="2025-03-14", end_earliest="2025-03-14"), "2025-03-13", "possible"),
        (Bounds(start_latest="2025-03-14", end_earliest="2025-03-14"), "2025-03-15", "possible"),
        (Bounds(end_latest="2025-03-14"), "2025-03-14", "possible"),
        (Bounds(end_latest="2025-03-14"), "2025-03-15", None),
        (Bounds(end_latest="2025-03-14"), "2025-03", "possible"),
        (
            Bounds("2025-03-14", "2025-03", "2025-03-14", "2025-03-14", "2025-03-01", "2025-03-31"),
            "2025-03-14",
            "known",
        ),
    ],
)
def test_examples(bounds: Bounds, day: str, said: str | None) -> None:
    assert held_at(bounds, day) == said


@pytest.mark.parametrize("day", ["", "вчера", "2025-13", "2025-02-30", "14.03.2025"])
def test_what_is_no_date_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        held_at(Bounds(), day)


@given(LIMIT, LIMIT, LIMIT, LIMIT, st.sampled_from(["2024", "2025", "2024-12", "2025-01", *map(str, DAYS)]))
def test_it_says_what_every_way_to_fill_the_bounds_says(
    start_earliest: str | None, start_latest: str | None, end_earliest: str | None, end_latest: str | None, day: str
) -> None:
    """Known where all of the stretches that the bounds allow share a day with it, None where none of them does."""
    wide = [FIRST + timedelta(n) for n in range(-400, 800, 40)] + DAYS
    first, last = first_day(day) or "", last_day(day) or ""
    meets = {
        start <= last and end >= first
        for start in map(str, wide)
        for end in map(str, wide)
        if start <= end
        and (start_earliest or start) <= start <= (start_latest or start)
        and (end_earliest or end) <= end <= (end_latest or end)
    }
    if meets:  # else the bounds contradict one another
        bounds = Bounds(None, None, start_earliest, start_latest, end_earliest, end_latest)
        assert held_at(bounds, day) == ("possible" if len(meets) == 2 else "known" if meets == {True} else None)
