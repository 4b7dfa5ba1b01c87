"""Moments: whether a tenure was held on a day, as far as its bounds tell."""

from kadry.bounds import first_day, last_day
from kadry.graph import Bounds, Certainty


def held_at(bounds: Bounds, day: str) -> Certainty | None:
    """Whether a tenure was held on some day of a partial ISO date; None: it had ended before, or began after.

    "known": whatever its days are within the bounds, one is among those of ``day``; "possible": it may be so or not.
    An end without a day (`Tenure.over`) says nothing of any one day. Raises ValueError for what is no date.
    """
    first, last = first_day(day), last_day(day)
    if first is None or last is None:
        raise ValueError(f"{day!r} is no date: write 2025, 2025-03 or 2025-03-14")
    if (bounds.start_earliest or first) > last or (bounds.end_latest or last) < first:
        return None
    begun = min(filter(None, (bounds.start_latest, bounds.end_latest)), default=None)
    held = max(filter(None, (bounds.end_earliest, bounds.start_earliest)), default=None)
    return "known" if begun is not None and held is not None and begun <= last and held >= first else "possible"
