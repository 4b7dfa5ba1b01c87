"""Overlaps: whether two tenures were at the same time, as far as their bounds tell."""

from typing import Literal

from kadry.graph import Bounds

Overlap = Literal["certain", "possible", "none"]


def overlap(left: Bounds, right: Bounds) -> Overlap:
    """Whether two stretches of time share a day, as far as their earliest and latest days tell."""
    if _before(left, right) or _before(right, left):
        return "none"
    if _surely_reaches(left, right) and _surely_reaches(right, left):
        return "certain"
    return "possible"


def _before(left: Bounds, right: Bounds) -> bool:
    return left.end_latest is not None and right.start_earliest is not None and left.end_latest < right.start_earliest


def _surely_reaches(left: Bounds, right: Bounds) -> bool:
    return left.start_latest is not None and right.end_earliest is not None and left.start_latest <= right.end_earliest
