"""Moments: whether a tenure was held on a day, and which relations, decisions, events and successions there were."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import structs

from kadry.bounds import first_day, last_day
from kadry.graph import Bounds, Certainty, Decision, Event, Structure, Succession
from kadry.graph import Thing as AnyThing
from kadry.scene import ONCE

Thing = TypeVar("Thing", Structure, Decision, Event, Succession)
_ALWAYS = Bounds()


def held_at(bounds: Bounds, day: str) -> Certainty | None:
    """Whether a tenure was held on some day of a partial ISO date; None: it had ended before, or began after.

    "known": whatever its days are within the bounds, one is among those of ``day``; "possible": it may be so or not.
    An end without a day (`Tenure.over`) says nothing of any one day. Raises ValueError for what is no date.
    """
    first, last = _days(day)
    if (bounds.start_earliest or first) > last or (bounds.end_latest or last) < first:
        return None
    begun = min(filter(None, (bounds.start_latest, bounds.end_latest)), default=None)
    held = max(filter(None, (bounds.end_earliest, bounds.start_earliest)), default=None)
    return "known" if begun is not None and held is not None and begun <= last and held >= first else "possible"


def lasts(one: AnyThing) -> bool:
    """Whether it is so for some time, as a relation or a vacancy is, and does not only come about."""
    return (isinstance(one, Structure) and one.relation not in ONCE) or (
        isinstance(one, Succession) and one.person is None
    )


def was_so(one: AnyThing, day: str, lives: Mapping[str, Bounds]) -> Certainty | None:
    """Whether a relation or vacancy held on a day, or a decision, event or change had come about by it.

    None: it did not, or is not asserted. lives: as `lives` gives them, of the bodies of relation or post: none lasts
    longer than they do. What is over stays decided and done. Raises ValueError for what is no date.
    """
    if one.standing != "asserted":
        return None
    if lasts(one):
        return held_at(_within(one.bounds, *(lives.get(body, _ALWAYS) for body in _bodies(one))), day)
    first, last = _days(day)
    if (one.bounds.start_earliest or first) > last:
        return None
    return "known" if one.bounds.start_latest is not None and one.bounds.start_latest <= last else "possible"


def _bodies(one: AnyThing) -> tuple[str, ...]:
    """The bodies without which it is not."""
    if isinstance(one, Structure):
        return one.body, one.other
    return (one.body,) if isinstance(one, Succession) and one.body is not None else ()


def marked(things: Iterable[Thing], day: str, lives: Mapping[str, Bounds]) -> Iterator[Thing]:
    """Those that were so on a day, each with how surely."""
    for one in things:
        if (certainty := was_so(one, day, lives)) is not None:
            yield structs.replace(one, as_of=certainty)


def lives(structures: Iterable[Structure]) -> dict[str, Bounds]:
    """When bodies came into being and went, by id, as far as dated relations tell: created, renamed, merged, abolished.

    Of several the earliest beginning and the latest end count; a body that went before it came has neither.
    """
    begun: dict[str, tuple[str, str]] = {}
    ended: dict[str, tuple[str, str]] = {}
    for one in structures:
        latest = one.bounds.start_latest
        if one.standing != "asserted" or one.relation not in ONCE or latest is None:
            continue
        days = (one.bounds.start_earliest or "", latest)
        if one.relation in ("created_by", "renamed_from"):
            begun[one.body] = min(days, begun.get(one.body, days))
        if one.relation != "created_by":
            gone = one.other if one.relation == "renamed_from" else one.body
            ended[gone] = max(days, ended.get(gone, days))
    found = {body: _life(begun.get(body), ended.get(body)) for body in begun.keys() | ended.keys()}
    return {body: life for body, life in found.items() if life != _ALWAYS}


def _life(begun: tuple[str, str] | None, ended: tuple[str, str] | None) -> Bounds:
    if begun is not None and ended is not None and ended[1] < begun[0]:
        return _ALWAYS
    start, end = begun or ("", ""), ended or ("", "")
    return Bounds(None, None, *(day or None for day in (*start, *end)))


def _within(own: Bounds, *lives: Bounds) -> Bounds:
    """The bounds of a relation, as far as its bodies were there."""
    begins = [life.start_earliest for life in lives]
    ends = [life.end_latest for life in lives]
    start = max(filter(None, (own.start_earliest, *begins)), default=None)
    end = min(filter(None, (own.end_latest, *ends)), default=None)
    latest = own.start_latest and max(own.start_latest, start or "")
    earliest = own.end_earliest and min(own.end_earliest, end or own.end_earliest)
    return structs.replace(own, start_earliest=start, start_latest=latest, end_earliest=earliest, end_latest=end)


def _days(day: str) -> tuple[str, str]:
    first, last = first_day(day), last_day(day)
    if first is None or last is None:
        raise ValueError(f"{day!r} is no date: write 2025, 2025-03 or 2025-03-14")
    return first, last
