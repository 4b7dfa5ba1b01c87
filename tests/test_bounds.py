"""Partial dates: the days that they may mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.bounds import first_day, last_day
from kadry.fold import fold


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-03-14", "2025-03-14", "2025-03-14"),
        ("2025-03-14T10:00:00Z", "2025-03-14", "2025-03-14"),
    ],
)
def test_a_partial_date_spans_days(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


@pytest.mark.parametrize(
    "date", [None, "", "0000", "2025-13", "2025-02-30", "2025-00-10", "вчера", "25", "２０２５", "2025-1"]
)
def test_what_is_no_date_has_no_days(date: str | None) -> None:
    assert first_day(date) is None
    assert last_day(date) is None


@given(st.dates(), st.sampled_from((4, 7, 10)))
def test_a_day_lies_within_each_of_its_shortenings(day: object, length: int) -> None:
    date = str(day)
    first, last = first_day(date[:length]), last_day(date[:length])
    assert first is not None
    assert last is not None
    assert first <= date <= last
    assert first[:length] == last[:length] == date[:length]


def test_folding_takes_off_what_is_only_writing() -> None:
    assert fold("  Партком\n«Пётр‑1» ") == fold('партком "петр-1"')
    assert fold("Министр") != fold("Министры")
    assert fold("Санкт-Петербургский\xa0 горсуд") == fold("санкт‑петербургский  горсуд") == "санкт-петербургский горсуд"
