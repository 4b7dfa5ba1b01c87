"""The graph of a store: from the view that it keeps beside the ledger, brought up to date by what has changed.

Where the file may not be written, and for what was known at an earlier day, the view of a temporary copy is read.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec

from kadry.copies import version as copies_version
from kadry.graph import Body, Dossier, Graph
from kadry.lineage import Identity, followers, identities
from kadry.merging import refresh as refresh_partition
from kadry.resolve.incremental import version as merging_version
from kadry.store import Store
from kadry.store.graph.refresh import Rules, Tell
from kadry.versions import hashed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kadry.store.graph.reading import Reader, Stored

_IDENTITIES = msgspec.json.Decoder(list[Identity])
_ATTEMPTS = 3  # another process may write between the refreshing and the reading


@cache
def _rules() -> Rules:
    version = hashed("project", "graph.py", "bounds.py", "lineage.py", "spelling.py", "store/graph")
    return Rules(f"{version} {merging_version()}", _identify, _follow)


@cache
def _noted() -> str:
    """Names the rules of all views."""
    return f"{_rules().version} {copies_version()}"


def _identify(body: Body) -> str | None:
    meant = identities(body)
    return msgspec.json.encode(sorted(meant)).decode() if meant else None


def _follow(known: "Mapping[str, str]") -> "Mapping[str, Collection[str]]":
    return followers({id: frozenset(_IDENTITIES.decode(told)) for id, told in known.items()})


def refresh(store: Store, tell: Tell | None = None) -> bool:
    """Bring every view of a store up to date; whether they are.

    They stay as they are where the file is read-only or another process writes. tell: hears of each step that takes
    long: what is done, how many of it, of how many.
    """
    if store.has_views(_noted()):
        return True
    at = store.changes()
    printed = store.fingerprint()
    done = refresh_partition(store) and store.refresh_graph(_rules(), tell)
    if done and printed:
        store.note_views(_noted(), at)
    return done


def refresh_at(place: Path, tell: Tell | None = None) -> bool:
    """The same for the store of a file, by whoever has it not open."""
    with Store(place) as store:
        return refresh(store, tell)


@contextmanager
def opened(
    store: Store, *, as_of: str | None = None, known_at: str | None = None, tell: Tell | None = None
) -> "Iterator[Stored]":
    """The merged graph of a store's live documents, of one moment, read record by record while the context lasts.

    as_of: of what may have been held on a day (partial ISO date) only. known_at: of the documents that were published
    by a day only; those without a date are left out. Raises UsageError for what is no date.
    """
    with reading(store, as_of=as_of, known_at=known_at, tell=tell) as reader:
        yield msgspec.structs.replace(reader.graph(), known_at=known_at)


@contextmanager
def reading(
    store: Store, *, as_of: str | None = None, known_at: str | None = None, tell: Tell | None = None
) -> "Iterator[Reader]":
    """The same, for those who look up single people and bodies."""
    with ExitStack() as stack:
        if known_at is None:
            for _ in range(_ATTEMPTS):
                if refresh(store, tell):
                    reader = stack.enter_context(store.read_graph(_rules(), _noted(), as_of))
                    if reader is not None:
                        yield reader
                        return
        folder = stack.enter_context(TemporaryDirectory(prefix="kadry-"))
        copy = stack.enter_context(store.copied(Path(folder, "copy.db"), known_at=known_at))
        refresh(copy, tell)
        reader = stack.enter_context(copy.read_graph(_rules(), _noted(), as_of))
        if reader is None:
            raise RuntimeError("the graph of a copy that nobody else knows is not up to date")
        yield reader


def held(store: Store, *, as_of: str | None = None, known_at: str | None = None) -> Graph:
    """The same graph in memory, which needs the store no more."""
    with opened(store, as_of=as_of, known_at=known_at) as graph:
        return in_memory(graph)


def in_memory(graph: Graph) -> Graph:
    """A graph in lists, whatever it is read from."""
    return Graph(
        documents=list(graph.documents),
        persons=list(graph.persons),
        bodies=list(graph.bodies),
        posts=list(graph.posts),
        tenures=list(graph.tenures),
        statements=list(graph.statements),
        copies=graph.copies,
        rules=graph.rules,
        judgements=graph.judgements,
        as_of=graph.as_of,
        known_at=graph.known_at,
        structures=list(graph.structures),
        decisions=list(graph.decisions),
        events=list(graph.events),
        successions=list(graph.successions),
        tellings=list(graph.tellings),
    )


def dossier(store: Store, id: str) -> Dossier | None:
    """All that the graph holds of one person, read from the file; None where it holds nobody of that id."""
    with reading(store) as reader:
        return reader.dossier(id)
