"""Partial dates: «2025», «2025-03», «2025-03-14», and the first and last day that each may mean.

A date is compared by its days, never as a string: «2025» is neither before nor after «2025-03».
"""

import re
from calendar import monthrange
from functools import lru_cache

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?", re.ASCII | re.DOTALL)
_AT_HAND = 10_000  # dates: few days come back in very many claims


@lru_cache(_AT_HAND)
def first_day(date: str | None) -> str | None:
    """The first day that a partial ISO date may mean; None for what is no date."""
    parts = _split(date)
    if parts is None:
        return None
    year, month, day = parts
    return f"{year:04}-{month or 1:02}-{day or 1:02}"


@lru_cache(_AT_HAND)
def last_day(date: str | None) -> str | None:
    """The last day that a partial ISO date may mean; None for what is no date."""
    parts = _split(date)
    if parts is None:
        return None
    year, month, day = parts
    month = month or 12
    return f"{year:04}-{month:02}-{day or monthrange(year, month)[1]:02}"


def _split(date: str | None) -> tuple[int, int, int] | None:
    """Year, month, day; 0 for what is not given."""
    match = _PARTIAL.fullmatch(date or "")
    if match is None:
        return None
    year, month, day = (int(group or 0) for group in match.groups())
    if not year or (match[2] and not 1 <= month <= 12):
        return None
    if match[3] and not 1 <= day <= monthrange(year, month)[1]:
        return None
    return year, month, day
