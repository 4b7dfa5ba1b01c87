import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.readers.dates import in_name, partial


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2025-03-14", "2025-03-14"),
        ("2025-3-4", "2025-03-04"),
        ("2025-03", "2025-03"),
        ("2025", "2025"),
        ("2025-03-14T10:00:00Z", "2025-03-14"),
        ("14.03.2025", "2025-03-14"),
        ("4.3.2025, 10:15", "2025-03-04"),
        ("2025-02-30", None),
        ("2025-13", None),
        ("вчера", None),
        ("", None),
        ("0001-01-01", None),
    ],
)
def test_partial(text: str, date: str | None) -> None:
    assert partial(text) == date


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2025-03-14-konferentsiya.txt", "2025-03-14"),
        ("news_20250314.txt", "2025-03-14"),
        ("2025_03_14.txt", "2025-03-14"),
        ("itogi-2025-03.txt", "2025-03"),
        ("itogi-2025.txt", None),
        ("202503.txt", None),
        ("delegatsiya-1907-99.txt", None),
        ("20251399.txt", None),
        ("123456789012.txt", None),
        ("2025-03-14-2025-03-15.txt", None),
        ("biografiya.txt", None),
    ],
)
def test_in_name(name: str, date: str | None) -> None:
    assert in_name(name) == date


@given(st.dates())
def test_every_day_in_range_is_itself(day: object) -> None:
    text = str(day)
    assert partial(text) == (text if 1700 <= int(text[:4]) <= 2200 else None)
