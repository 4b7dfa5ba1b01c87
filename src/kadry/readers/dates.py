"""Publication dates as readers meet them: partial ISO dates, day.month.year, and dates in file names."""

import re
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ].*)?)?)?", re.DOTALL)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ,].*)?", re.DOTALL)
_IN_NAME = re.compile(r"(?<!\d)(\d{4})([-_.]?)(\d{2})(?:\2(\d{2}))?(?!\d)")
_FIRST_YEAR, _LAST_YEAR = 1700, 2200


def partial(text: str) -> str | None:
    """A date as partial ISO (2025, 2025-03, 2025-03-14) from ISO (a time is dropped) or 14.03.2025; None if neither."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _checked(found[1], found[2], found[3])
    if found := _DOTTED.fullmatch(text):
        return _checked(found[3], found[2], found[1])
    return None


def in_name(name: str) -> str | None:
    """The one date that a file name states (2025-03-14, 2025_03_14, 20250314, 2025-03); None where none or several.

    A bare year is no publication date, and six digits without a mark between may be anything.
    """
    found = {_checked(year, month, day) for year, mark, month, day in _IN_NAME.findall(name) if mark or day} - {None}
    return found.pop() if len(found) == 1 else None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    if not _FIRST_YEAR <= int(year) <= _LAST_YEAR:
        return None
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
