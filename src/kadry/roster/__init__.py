"""A known roster as documents: each person of a FollowTheMoney file becomes a text and the claims that quote it.

The file says who is who: each of its people and bodies is pinned to an outside identity of its own by an authority
entry and a "same", so that two namesakes of one file stay two. Judgements of people, which are later, overrule it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from kadry import build
from kadry.authority import Entry
from kadry.claim import Judgement
from kadry.document import Failure
from kadry.errors import InputError
from kadry.fold import fold
from kadry.readers.ftm import Record, Roster
from kadry.roster.claims import Pin, Told, identity_of, source_of, told_of

if TYPE_CHECKING:
    from kadry.store import Store

__all__ = ["Taken", "take"]

_AT = "0001-01-01"  # before any word of a person, which overrules it
_BY = "kadry import"
_BATCH = 1000  # people whose texts and identities are in hand at once


class Taken(Struct, frozen=True):
    """What of a file was taken: people, what they held, bodies; how much was left, by reason; what failed.

    namesakes: how many of the people have the name of another, and no year of birth that tells the two apart.
    """

    people: int
    held: int
    bodies: int
    namesakes: int
    left: dict[str, int]
    failures: tuple[Failure, ...]


def take(path: Path, store: "Store", dataset: str, published: str | None, tell: build.Tell) -> Taken:
    """Read a file into a store; ``tell`` hears of each person as the person's record is safe there.

    dataset: whose ids these are. published: partial ISO date of the file. Whoever was in the dataset when it was read
    before, and no longer is, is told as vanished. Raises InputError where the file cannot be read, StoreError where the
    store cannot be written.
    """
    run = _Run(store, dataset, published, tell)
    roster = Roster(path)
    records = roster.records()
    while batch := list(islice(records, _BATCH)):
        run.take(batch)
    run.tell_vanished()
    left = dict(sorted(roster.left.items()))
    return Taken(run.people, run.held, len(run.bodies), run.namesakes(), left, tuple(run.failures))


class _Run:
    """What one reading of a file has taken so far."""

    def __init__(self, store: "Store", dataset: str, published: str | None, tell: build.Tell) -> None:
        self._store, self._dataset, self._published, self._tell = store, dataset, published, tell
        self._known = _by_identity(store.authority(), f"ftm-{dataset}:")
        self._seen: set[str] = set()
        self.people = self.held = 0
        self.bodies: set[str] = set()
        self._births: dict[str, list[str]] = defaultdict(list)  # of those with a name: the years, "" where unknown
        self.failures: list[Failure] = []

    def take(self, items: Iterable[Record | Failure]) -> None:
        """Add records to the store, and the identities that they give."""
        hand = [told for item in items if (told := self._told(item)) is not None]
        added = self._store.add_all((told.reading, told.extraction) for told in hand)
        live = []
        for told, (reading, outcome) in zip(hand, added, strict=True):
            if isinstance(outcome, InputError):
                self._fail(Failure(told.record.place, outcome.reason))
                continue
            self._tell(build.Event(outcome, reading.location))
            if outcome != "retracted":
                live.append(told)
        self._count(told.record for told in live)
        self._pin([pin for told in live for pin in told.pins])

    def namesakes(self) -> int:
        """How many have the name of another, and no year of birth that tells the two apart."""
        groups = (years for years in self._births.values() if len(years) > 1)
        return sum(len(years) for years in groups if "" in years or len(set(years)) < len(years))

    def _told(self, item: Record | Failure) -> Told | None:
        """What a record says; None where that cannot be said, which is a failure."""
        if isinstance(item, Failure):
            self._fail(item)
            return None
        self._seen.add(source_of(self._dataset, item.id))
        try:
            return told_of(item, self._dataset, self._published)
        except ValueError as error:
            self._fail(Failure(item.place, str(error)))
            return None

    def _count(self, records: Iterable[Record]) -> None:
        for record in records:
            self.people += 1
            self.held += len(record.held)
            self._births[" ".join(sorted(fold(record.names[0]).split()))].append((record.born or "")[:4])
            self.bodies |= {identity_of(self._dataset, held.body.id) for held in record.held if held.body is not None}

    def _pin(self, pins: Sequence[Pin]) -> None:
        """Keep identities, and take out what an earlier reading of the dataset said of them otherwise."""
        entries = list(dict.fromkeys(pin.entry for pin in pins))
        old = [entry for new in entries for entry in self._known.get(new.identity, ()) if entry != new]
        self._store.remove_authority(old)
        self._store.add_authority(entries)
        self._known.update({entry.identity: (entry,) for entry in entries if entry.identity in self._known})
        self._store.keep(
            Judgement(at=_AT, left=pin.key, right=pin.place, verdict="same", by=_BY, reason=pin.entry.identity)
            for pin in pins
        )

    def tell_vanished(self) -> None:
        """Name those who were here when the dataset was read before."""
        for place in self._store.locations():
            if place.startswith(source_of(self._dataset)) and place not in self._seen:
                self._tell(build.Event("vanished", place))

    def _fail(self, failure: Failure) -> None:
        self.failures.append(failure)
        self._tell(build.Event("failed", failure.location, failure.reason))


def _by_identity(entries: Iterable[Entry], start: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        if entry.identity.startswith(start):
            found[entry.identity] = (*found.get(entry.identity, ()), entry)
    return found
