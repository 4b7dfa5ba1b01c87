"""Novelties: relations of bodies, decisions, events and successions that documents since a day first tell, or end.

Only what is asserted counts: a plan, a denial or a rumour is none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from kadry.bounds import first_day
from kadry.document import Header
from kadry.fold import fold
from kadry.graph import Decision, Event, Structure, Succession, Telling, Thing
from kadry.store.graph.looking import knows, sources, things_at, things_since

if TYPE_CHECKING:
    from kadry.store.graph.reading import Reader


class Novelty(Struct, frozen=True):
    """What is new, or is over now; told: the claims of documents since the day that say so, by date of publication.

    headers: of their documents, and of others.
    """

    thing: Thing
    over: bool
    told: tuple[Telling, ...]
    headers: Mapping[str, Header]


def novelties(before: "Reader", now: "Reader", first: str) -> Iterator[Novelty]:
    """What documents that were surely published since a day tell for the first time, and what they first call over."""
    for thing in things_since(now, first):
        if thing.standing != "asserted":
            continue
        every = now.tellings_of(thing.id)
        headers = sources(now, [telling.claim.document for telling in every]).headers
        told = _fresh(every, headers, first)
        over = [telling for telling in told if telling.claim.status == "former"]
        if not _is_known(before, now, thing, every, {headers[telling.claim.document].source for telling in told}):
            yield Novelty(thing, False, tuple(told), headers)
        elif over and len(over) == sum(telling.claim.status == "former" for telling in every):
            yield Novelty(thing, True, tuple(over), headers)


def _fresh(tellings: Iterable[Telling], headers: Mapping[str, Header], first: str) -> list[Telling]:
    """Those from documents since the day, by date of publication."""

    def day(telling: Telling) -> str:
        return first_day(headers[telling.claim.document].published) or ""

    fresh = (telling for telling in tellings if day(telling) >= first)
    return sorted(fresh, key=lambda one: (day(one), one.claim.document, one.claim.id))


def _is_known(
    before: "Reader", now: "Reader", thing: Thing, told: Iterable[Telling], addresses: Collection[str | None]
) -> bool:
    """Whether it was known, also in texts that newer ones at the same addresses have replaced since."""
    if knows(before, thing, told):
        return True
    alike = (type(thing), *_described(now, thing))
    old = (other for address in addresses if address is not None for other in things_at(before, address))
    return any((type(other), *_described(before, other)) == alike for other in old)


def _described(reader: "Reader", thing: Thing) -> tuple[str, ...]:
    """What tells a thing from others of one document, by names: ids are others' once a text is replaced."""
    names = [fold(name) for name in named(reader, thing)]
    match thing:
        case Structure():
            return (thing.relation, *names)
        case Decision():
            return (fold(thing.type), fold(thing.number or ""), fold(thing.title or thing.names[0]))
        case Event():
            return (fold(thing.type), fold(thing.title or thing.names[0]), thing.date or "")
    return (fold(thing.role or ""), *names)


def named(reader: "Reader", thing: Thing) -> tuple[str, ...]:
    """The names of the persons and bodies of ``involved``, as the graph has them."""
    found = (reader.person(id) or reader.body(id) for id in involved(thing))
    return tuple(one.name for one in found if one is not None)


def involved(thing: Thing) -> tuple[str, ...]:
    """Ids of the persons and bodies that a thing is on, each once: of a succession the two persons."""
    match thing:
        case Structure():
            ids: tuple[str | None, ...] = (thing.body, thing.other)
        case Decision():
            ids = (thing.issuer, *(effect.entity for effect in thing.effects))
        case Event():
            ids = tuple(part.entity for part in thing.parts)
        case Succession():
            ids = (thing.person, thing.predecessor)
    return tuple(dict.fromkeys(id for id in ids if id is not None))
