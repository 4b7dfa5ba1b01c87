"""The flow wired together on one machine: inputs are read, mined over worker processes, stored, merged, projected."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from msgspec import Struct

from kadry import __version__
from kadry.ahead import with_ahead
from kadry.claim import Extraction, RoleClaim
from kadry.document import Document, Failure, Reading
from kadry.errors import InputError
from kadry.graph import Graph
from kadry.plugins import ReadOptions, load, names, offered
from kadry.readers import prepare, read
from kadry.scene import SceneClaim, join_scene
from kadry.versions import hashed, installed
from kadry.workers import Mined, Workforce

if TYPE_CHECKING:
    from kadry.russian.parse import Parse
    from kadry.store import Outcome, Store

Kind = Literal["added", "replaced", "unchanged", "retracted", "failed", "vanished", "note"]


class Event(Struct, frozen=True):
    """Something that happened during a build: to which input, what, in words, and how many characters were mined."""

    kind: Kind
    location: str
    text: str = ""
    characters: int = 0


class Summary(Struct, frozen=True):
    """What a build did: how many documents came out how, which inputs failed, which locations are no longer there."""

    counts: dict[str, int]
    failures: tuple[Failure, ...]
    vanished: tuple[str, ...]


Tell = Callable[[Event], None]


@cache
def version() -> str:
    """Names rules and forests by a hash of their files, so that a changed one is never taken for the old one."""
    libraries = installed("natasha", "slovnet", "razdel", "pymorphy3-dicts-ru")
    others = sorted(
        f"{point.name}={point.dist.name}-{point.dist.version}" if point.dist else point.name
        for point in offered("extractors")
    )
    return " ".join((f"kadry-{__version__}", f"rules-{hashed('russian', 'extractors')}", libraries, *others))


def extract(document: Document, extractors: Sequence[str] | None = None, *, learned: bool = True) -> Extraction:
    """All that rules and forests find in one document: a pure function of the document.

    extractors: the names of those that may speak, None: all. learned: whether the forests review what the rules have
    found; without them each rule keeps its own confidence. Raises PluginError where an extractor is unknown.
    """
    from kadry.russian.parse import parse

    return link(parse(document), extractors, learned=learned)


def extract_batch(documents: Sequence[Document]) -> list[Extraction]:
    """What is found in each of several documents; what is beside a document does not change it."""
    from kadry.russian.parse import parse_all

    return link_all(list(parse_all(documents)))


def link(parsed: "Parse", extractors: Sequence[str] | None = None, *, learned: bool = True) -> Extraction:
    """What the extractors make of a parsed document, settled; arguments and errors are those of ``extract``."""
    return link_all([parsed], extractors, learned=learned)[0]


def link_all(
    parses: Sequence["Parse"], extractors: Sequence[str] | None = None, *, learned: bool = True
) -> list[Extraction]:
    """What ``link`` makes of each of several documents, about which the forests are asked together."""
    chosen = names("extractors") if extractors is None else extractors
    told: list[list[RoleClaim | SceneClaim]] = [[] for _ in parses]
    for tell in [load("extractors", name) for name in chosen]:  # each is a lot of code, which all documents share
        for found, parsed in zip(told, parses, strict=True):
            found += tell(parsed)
    claims = [[claim for claim in found if isinstance(claim, RoleClaim)] for found in told]
    if learned:
        from kadry.extractors.learned.review import review_all

        claims = review_all(list(zip(parses, claims, strict=True)))
    scenes = [join_scene(claim for claim in found if not isinstance(claim, RoleClaim)) for found in told]
    return [_settled(*of_one) for of_one in zip(parses, claims, scenes, strict=True)]


def _settled(parsed: "Parse", claims: Sequence[RoleClaim], scene: tuple[SceneClaim, ...]) -> Extraction:
    """What was found in one document, with bare titles and posts in its chains."""
    from kadry.extractors.holdings import with_posts
    from kadry.extractors.settle import settle
    from kadry.extractors.succession import placed
    from kadry.russian.traits import with_traits

    settled, chains = settle(parsed, claims)
    told = with_posts(with_traits(parsed, chains), settled)
    ordered = sorted(told, key=lambda chain: (chain.head.start, chain.head.end, chain.head.type))
    return Extraction(
        document=parsed.document.id,
        claims=settled,
        chains=tuple(ordered),
        version=version(),
        scene=join_scene(placed(parsed, scene, settled)),
    )


def graph(store: "Store", *, as_of: str | None = None, known_at: str | None = None) -> Graph:
    """The merged graph of a store's live documents, of one moment, in memory; it needs the store no more.

    as_of: of what may have been held on a day (partial ISO date) only. known_at: of the documents that were published
    by a day only. `kadry.graphing.opened` reads a large graph record by record. Raises UsageError for what is no date.
    """
    from kadry.graphing import held

    return held(store, as_of=as_of, known_at=known_at)


def available_jobs() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def build(
    inputs: Sequence[str | Path],
    store: "Store",
    *,
    jobs: int | None = None,
    options: ReadOptions | None = None,
    tell: Tell = lambda event: None,
    stdin: BinaryIO | None = None,
    refresh: bool = False,
    workforce: Workforce | None = None,
) -> Summary:
    """Read inputs and add to the store what is new or changed, each document whole or not at all.

    What is held already is skipped before it is parsed, unless ``refresh`` is set and another version of the rules
    found what is held. Bad inputs become failures in the summary, and ``tell`` hears
    of every document as it is done. Interrupted at any moment, the store is good, and the next run goes on.
    workforce: mines and lives on; without one, ``jobs`` workers do and end, as many as there are processors by default.
    Raises StoreError where the store cannot be written.
    """
    if workforce is None:
        with closing(Workforce(jobs or available_jobs())) as own:
            return build(inputs, store, options=options, tell=tell, stdin=stdin, refresh=refresh, workforce=own)
    run = _Run(store, tell, version() if refresh else None)
    missing = _known_under(inputs, store.locations())
    fresh = run.unknown(read(inputs, options, stdin))
    work = partial(with_ahead, extract_batch)
    mined = run.mined(workforce.mine(fresh, work, run.note))
    for reading, outcome in store.add_all(mined):
        run.stored(reading, outcome)
    vanished = tuple(sorted(place for place in missing - run.seen if not os.path.exists(place)))
    for place in vanished:
        tell(Event("vanished", place))
    if outdated := store.outdated(version()):
        run.note(f"{outdated} documents hold what another version of the rules found; --refresh reads them again")
    return Summary(dict(sorted(run.counts.items())), tuple(run.failures), vanished)


class _Run:
    """What one build has seen so far. ``seen`` are the locations that hold a document.

    version: the one that what is held must be of; None: any.
    """

    def __init__(self, store: "Store", tell: Tell, version: str | None) -> None:
        self.store = store
        self.version = version
        self.tell = tell
        self.seen: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.failures: list[Failure] = []

    def unknown(self, items: Iterable[Reading | Failure]) -> Iterator[Reading | Failure]:
        """The readings that need extraction, failures passed on; the rest is done here."""
        for item in items:
            if isinstance(item, Reading):
                self.seen.add(item.location)
                for note in item.notes:
                    self.tell(Event("note", item.location, note))
                outcome = self.store.touch(item, self.version)
                if outcome is not None:
                    self.done(item, outcome)
                    continue
            yield item

    def mined(self, items: Iterable[Mined]) -> Iterator[tuple[Reading, Extraction]]:
        """What was found in documents; failures are told here."""
        for item in items:
            if isinstance(item, Failure):
                self.fail(item)
            else:
                yield item

    def stored(self, reading: Reading, outcome: "Outcome | InputError") -> None:
        """A document is safe in the store, or was left out of it."""
        if isinstance(outcome, InputError):
            self.fail(Failure(outcome.location, outcome.reason))
        else:
            self.done(reading, outcome, mined=True)

    def done(self, reading: Reading, outcome: Kind, *, mined: bool = False) -> None:
        """A document came out of the store's door so."""
        self.counts[outcome] += 1
        self.tell(Event(outcome, reading.location, characters=len(reading.document.text) if mined else 0))

    def fail(self, failure: Failure) -> None:
        """An input that could not be read or mined."""
        self.counts["failed"] += 1
        self.failures.append(failure)
        self.tell(Event("failed", failure.location, failure.reason))

    def note(self, message: str) -> None:
        """Something that befell no input in particular."""
        self.tell(Event("note", "", message))


def _known_under(inputs: Iterable[str | Path], known: Iterable[str]) -> set[str]:
    """The known locations that are one of the inputs, a file in one of them, or a record of one."""
    bases = {prepare.location(Path(given)) for given in inputs if str(given) != "-"}
    starts = tuple(start for base in bases for start in (base.rstrip(os.sep) + os.sep, f"{base}#", f"{base}:"))
    return {place for place in known if place in bases or place.startswith(starts)}
