"""Several exports of one store's graph, written by several processes at once."""

import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kadry.cycles import look_seldom
from kadry.errors import PluginError
from kadry.exporters.files import write_together
from kadry.graph import Graph
from kadry.graphing import in_memory, opened
from kadry.plugins import TOGETHER, ExportOptions, load
from kadry.workers.process import interrupts_blocked

if TYPE_CHECKING:
    from kadry.store.graph.reading import Stored

Files = Mapping[str, Path]  # by their formats

MANY = 500  # documents of a store from which the exports take longer than it takes to start a process
FEW = 20_000  # claims of a graph that is held while several formats are written: some 4 KB each
# Begun first, in this order, so that all processes end together.
_LONGEST = {name: place for place, name in enumerate(("html", "rdfxml", "jsonld", "ftm", "gexf"))}
_HELD = 2  # one at work, one waiting, so that no scribe stands idle while a format is written here
_PATIENCE = 10.0  # seconds in which a process that is told to end removes what it has begun


class Scribe:
    """A process that opens a store and writes its graph in one format after another.

    ``held`` are the files that it was given and has not answered for, in order: some formats, written at once.
    """

    def __init__(self, place: Path, formats: Sequence[str]) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, place, tuple(formats)), daemon=True)
        self.held: deque[Files] = deque()
        with interrupts_blocked():
            self.process.start()
        theirs.close()

    def take(self, files: Files, changes: int, how: ExportOptions) -> None:
        """Write some files next, if the ledger has been changed so often and no oftener."""
        self.held.append(files)
        try:
            self.connection.send((files, changes, how))
        except OSError:
            return  # its process has died, which whoever asks for the answer hears

    def answer(self) -> bool:
        """Whether the first of what it was given is written; waits for it."""
        self.held.popleft()
        try:
            return bool(self.connection.recv())
        except (EOFError, OSError):
            return False

    def close(self) -> None:
        """End the process; what it has begun to write is gone."""
        if self.held:
            self.process.terminate()
            self.process.join(_PATIENCE)
        self.process.kill()
        self.process.join()
        self.connection.close()


@contextmanager
def scribes(place: Path, number: int, formats: Sequence[str] = ()) -> Iterator[list[Scribe]]:
    """Some processes that get ready to write the graph of a store in some formats, while the context lasts."""
    made = [Scribe(place, formats) for _ in range(number)]
    try:
        yield made
    finally:
        for scribe in made:
            scribe.close()


def load_all(formats: Iterable[str]) -> None:
    """Load the exporters of some formats, while there is nothing to write yet; one that fails does so again later.

    A module that has a function ``prepare`` reads what else it needs.
    """
    for name in formats:
        with suppress(PluginError):
            module = sys.modules[load("exporters", name).__module__]
            getattr(module, "prepare", lambda: None)()


def write_all(graph: "Stored", files: Files, how: ExportOptions, helpers: Sequence[Scribe]) -> Iterator[Path]:
    """Write a graph in several formats, to a path each; each path, in order, as soon as it is there.

    What a scribe cannot write, or writes of another moment's ledger, is written here. Errors are those of
    ``kadry.exporters.files.write``.
    """
    desk = _Desk(graph, files, how, helpers)
    for name, path in files.items():
        while name not in desk.done:
            desk.go_on()
        yield path


class _Desk:
    """The formats of one graph: each one is left, held by one scribe, or done."""

    def __init__(self, graph: "Stored", files: Files, how: ExportOptions, helpers: Sequence[Scribe]) -> None:
        self.done: set[str] = set()
        self._graph = _at_hand(graph, len(files))
        self._how = how
        self._left = deque(sorted(_together(files), key=lambda some: _LONGEST.get(next(iter(some)), len(_LONGEST))))
        self._helpers = list(helpers)
        self._changes = graph.reader.changes()

    def go_on(self) -> None:
        """Give out what can be given, write one format here, or else wait for a scribe."""
        for holding in range(_HELD):
            for scribe in self._helpers:
                if len(self._left) > bool(holding) and len(scribe.held) <= holding:  # one that would wait is done here
                    scribe.take(self._left.popleft(), self._changes, self._how)
        if self._left:
            files = self._left.popleft()
            write_together(self._graph, files, self._how)
            self.done.update(files)
        self._collect(0 if self._left else None)

    def _collect(self, patience: float | None) -> None:
        busy = [scribe for scribe in self._helpers if scribe.held]
        ready = wait([scribe.connection for scribe in busy], patience) if busy else ()
        for scribe in busy:
            if scribe.connection not in ready:
                continue
            held = tuple(scribe.held)
            if scribe.answer():
                self.done.update(held[0])
            else:
                scribe.close()
                self._helpers.remove(scribe)
                self._left.extend(held)


def _together(files: Files) -> Iterator[Files]:
    """The files that are written at once, of as many formats as there are files."""
    left = dict(files)
    for names in TOGETHER:
        if left.keys() >= set(names):
            yield {name: left.pop(name) for name in names}
    yield from ({name: path} for name, path in left.items())


def _at_hand(graph: "Stored", formats: int) -> Graph:
    """A graph for some formats: where it is small, in memory, as reading it takes as long as writing it."""
    few = len(graph.statements) + len(graph.tellings) <= FEW
    return in_memory(graph) if few and formats > 1 else graph


def _serve(connection: "Connection[Any, Any]", place: Path, formats: Sequence[str]) -> None:
    """A scribe's life: formats in, whether they are written out, until the parent closes the connection.

    The exporters of ``formats`` are loaded while it waits.
    """
    from kadry.store import Store

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # which takes away what is half written
    look_seldom()
    load_all(formats)
    try:
        task = connection.recv()
        with Store(place) as store, opened(store) as stored:
            graph, changes = _at_hand(stored, len(formats)), stored.reader.changes()
            while True:
                connection.send(_written(graph, changes, *task))
                task = connection.recv()
    except (EOFError, OSError):
        return


def _written(graph: Graph, held: int, files: Files, changes: int, how: ExportOptions) -> bool:
    """Whether some files are written, of the ledger after so many changes; the parent tries again and says why not.

    held: the changes that the graph is of.
    """
    if held != changes:
        return False
    try:
        write_together(graph, files, how)
    except Exception:
        return False
    return True
