"""The quads of a store's graph, on which queries are run: in a folder beside the ledger, renewed by what has changed.

A mark in the folder says of which refreshing of the graph it is. It is emptied before anything is changed and written
when all is done, so that a folder that was left half written is known for it, and filled anew. Where the folder cannot
be used (a read-only place, another process at work, somebody else's files), and for another day, a temporary one is.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import msgspec
import pyoxigraph
from msgspec import Struct

from kadry import graphing
from kadry.exporters.rdf import lines
from kadry.exporters.statements import check
from kadry.exporters.syntax import Lines
from kadry.graph import Graph
from kadry.queries.loading import load
from kadry.queries.renewing import Renewal
from kadry.store.beside import MARK, folder
from kadry.store.graph import changes
from kadry.store.graph.changes import Moment
from kadry.store.graph.reading import Stored
from kadry.store.graph.refresh import Tell
from kadry.versions import hashed, installed

if TYPE_CHECKING:
    from kadry.store import Store

BASE = "https://kadry.example/"
_QUADS = "quads"
_LARGE = 0.5  # share of the documents; where more have changed, all is loaded anew


class Mark(Struct, frozen=True):
    """Of what the quads of a folder are: a refreshing of the graph, the base of IRIs, the version of the writers."""

    moment: Moment
    base: str
    version: str


@contextmanager
def opened(
    store: "Store",
    base: str = BASE,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
    tell: Tell | None = None,
) -> Iterator[pyoxigraph.Store]:
    """The quads of a store's graph as it is now, for reading only, while the context lasts.

    base: of the IRIs. as_of, known_at: as `kadry.graphing.opened` has them. Raises UsageError for what is no base or
    date.
    """
    check(base)
    with ExitStack() as stack:
        with graphing.opened(store, as_of=as_of, known_at=known_at, tell=tell) as graph:
            quads = _kept(store, graph, base) if as_of is None and known_at is None else None
            if quads is None:
                place = stack.enter_context(TemporaryDirectory(prefix="kadry-", ignore_cleanup_errors=True))
                quads = pyoxigraph.Store(place)
                load(quads, lines(graph, Lines(base), named=True))
        yield quads


@cache
def _version() -> str:
    return f"{hashed('exporters', 'queries', 'graph.py')} {installed('pyoxigraph')}"


def _kept(store: "Store", graph: Graph, base: str) -> pyoxigraph.Store | None:
    """The quads in the folder beside the ledger, renewed; None where they cannot be used."""
    if not isinstance(graph, Stored) or not changes.lies_at(graph, store.path):
        return None
    place = folder(store.path)
    try:
        quads = _open(place)
    except OSError:
        return None
    if quads is not None:
        _renew(place, quads, graph, Mark(changes.moment(graph), base, _version()))
    return quads


def _open(place: Path) -> pyoxigraph.Store | None:
    """The quads in a folder of ours, made where there is none; None where the folder is somebody else's.

    Raises OSError where the place cannot be written, or another process has it open.
    """
    place.mkdir(exist_ok=True)
    mark, quads = place / MARK, place / _QUADS
    if not mark.exists():
        if any(place.iterdir()):
            return None
        mark.touch()
    try:
        return pyoxigraph.Store(quads)
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise OSError(str(error)) from error
    mark.write_bytes(b"")  # damaged: filled anew
    shutil.rmtree(quads, ignore_errors=True)
    return pyoxigraph.Store(quads)


def _renew(place: Path, quads: pyoxigraph.Store, graph: Stored, due: Mark) -> None:
    mark = place / MARK
    had = _read(mark)
    if had == due:
        return
    mark.write_bytes(b"")
    if had is None or not _follows(graph, had, due) or not _change(quads, graph, had, due):
        quads.clear()
        load(quads, lines(graph, Lines(due.base), named=True))
    quads.flush()
    with suppress(OSError):  # the folder was discarded meanwhile: what is open is still good for this once
        mark.write_bytes(msgspec.json.encode(due))


def _read(mark: Path) -> Mark | None:
    try:
        return msgspec.json.decode(mark.read_bytes(), type=Mark)
    except msgspec.DecodeError:
        return None


def _follows(graph: Stored, had: Mark, due: Mark) -> bool:
    """Whether the graph has gone through the refreshing that the quads are of, which were written in the same way."""
    return (had.base, had.version) == (due.base, due.version) and changes.is_past(graph, had.moment)


def _change(quads: pyoxigraph.Store, graph: Stored, had: Mark, due: Mark) -> bool:
    """Take over what has changed; False where that is so much that a load of all is quicker."""
    changed = changes.changes(graph, had.moment)
    if len(changed.documents) > _LARGE * len(graph.documents):
        return False
    Renewal(quads, graph, due.base, changed).run()
    return True
