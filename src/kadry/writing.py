"""Several exports of one store's graph, written by several processes at once."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property, lru_cache, partial
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING

from kadry.ahead import let_go
from kadry.errors import PluginError
from kadry.exporters.files import write_together
from kadry.graph import Graph
from kadry.graphing import in_memory, opened
from kadry.plugins import READ_ONCE, TOGETHER, ExportOptions, load
from kadry.store import Store
from kadry.workers.process import Act, Worker, clear_up, no_work

if TYPE_CHECKING:
    from kadry.store.graph.reading import Stored

Files = Mapping[str, Path]  # by their formats

MANY = 500  # documents of a store from which the exports take longer than it takes to start a process
FEW = 20_000  # claims of a graph that is held while several formats are written: some 4 KB each
# Begun first, in this order, so that all processes end together. FollowTheMoney's is for a scribe, who is given the
# first: it asks for forms of words, which one that has mined knows and this process does not.
_LONGEST = {name: place for place, name in enumerate(("html", "ftm", "jsonld", "nquads", "rdfxml", "trig", "gexf"))}
_HELD = 2  # one at work, one waiting, so that no scribe stands idle while a format is written here
_PATIENCE = 10.0  # seconds in which a process that is told to end removes what it has begun


class Scribe:
    """A worker that opens a store and writes its graph in one format after another.

    ``held`` are the files that it was given and has not answered for, in order: some formats, written at once. None of
    them are the first, while it gets ready.
    """

    def __init__(self, worker: Worker, place: Path, formats: Sequence[str]) -> None:
        self.worker = worker
        self.held: deque[Files] = deque()
        self._place = place
        self._several = len(formats) != 1
        self._give({}, partial(_get_ready, tuple(formats)))

    def take(self, files: Files, changes: int, how: ExportOptions) -> None:
        """Write some files next, if the ledger has been changed so often and no oftener."""
        self._give(files, partial(_written, self._place, self._several, files, changes, how))

    def _give(self, files: Files, act: Act) -> None:
        self.held.append(files)
        with suppress(OSError):  # its process has died, which whoever asks for the answer hears
            self.worker.connection.send(act)

    def answer(self) -> bool:
        """Whether the first of what it was given is written; waits for it."""
        self.held.popleft()
        try:
            return bool(self.worker.connection.recv())
        except (EOFError, OSError):
            return False

    def close(self) -> None:
        """End the process; what it has begun to write is gone.

        Where it has nothing at hand, it lets go of the store and is left to die: its memory takes it a while.
        """
        if self.held:
            self.worker.terminate(_PATIENCE)
        else:
            self._give({}, partial(_close, self._place, self._several))
            self.answer()
            self.worker.abandon()


@contextmanager
def scribes(
    place: Path, number: int, formats: Sequence[str] = (), workers: Sequence[Worker] = ()
) -> Iterator[list[Scribe]]:
    """Some processes that get ready to write the graph of a store in some formats, while the context lasts.

    workers: those that have nothing else to do, of which some become scribes before new ones are made, and all end.
    """
    for worker in workers[number:]:
        worker.close()
    fit = [*workers[:number], *(Worker(no_work) for _ in range(number - len(workers)))]
    made = [Scribe(worker, place, formats) for worker in fit]
    try:
        yield made
    finally:
        for scribe in made:
            scribe.close()


def load_all(formats: Iterable[str], *, prepare: bool) -> None:
    """Load the exporters of some formats, while there is nothing to write yet; one that fails does so again later.

    prepare: whether a module that has a function of that name reads what else it needs.
    """
    for name in formats:
        with suppress(PluginError):
            module = sys.modules[load("exporters", name).__module__]
            if prepare:
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
        self._stored = graph
        self._several = len(files) > 1
        self._how = how
        once = not _is_small(graph) and len(helpers) < len(READ_ONCE)
        parts = _together(files, (*READ_ONCE, *TOGETHER) if once else TOGETHER)
        self._left = deque(sorted(parts, key=lambda some: _LONGEST.get(next(iter(some)), len(_LONGEST))))
        self._helpers = list(helpers)
        self._changes = graph.reader.changes()

    @cached_property
    def _graph(self) -> Graph:
        """The graph, read when there is something to write here: scribes read it beside."""
        return _at_hand(self._stored, several=self._several)

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
        ready = wait([scribe.worker.connection for scribe in busy], patience) if busy else ()
        for scribe in busy:
            if scribe.worker.connection not in ready:
                continue
            held = tuple(scribe.held)
            if scribe.answer():
                self.done.update(held[0])
            else:
                scribe.close()
                self._helpers.remove(scribe)
                self._left.extend(files for files in held if files)


def _together(files: Files, at_once: Iterable[Sequence[str]] = TOGETHER) -> Iterator[Files]:
    """The files that are written at once, of as many formats as there are files."""
    left = dict(files)
    for names in at_once:
        if left.keys() >= set(names):
            yield {name: left.pop(name) for name in names}
    yield from ({name: path} for name, path in left.items())


def _at_hand(graph: "Stored", *, several: bool) -> Graph:
    """A graph for several formats: where it is small, in memory, as reading it takes as long as writing it."""
    return in_memory(graph) if several and _is_small(graph) else graph


def _is_small(graph: "Stored") -> bool:
    return len(graph.statements) + len(graph.tellings) <= FEW


def _get_ready(formats: Sequence[str], tell: object) -> bool:
    """Load the exporters of some formats, in a worker that may have mined; what it is at when it ends is taken away."""
    clear_up()
    let_go()
    load_all(formats, prepare=True)
    return True


@lru_cache(1)
def _read(place: Path, several: bool) -> tuple[ExitStack, Graph, int]:
    """A store's graph for as long as this process lives, and how often its ledger has been changed by then."""
    stack = ExitStack()
    stored = stack.enter_context(opened(stack.enter_context(Store(place))))
    return stack, _at_hand(stored, several=several), stored.reader.changes()


def _close(place: Path, several: bool, tell: object) -> bool:
    """Close the store, where it was opened to be read: whoever has it open last tidies up its file."""
    if _read.cache_info().currsize:
        stack, *_ = _read(place, several)
        stack.close()
    return True


def _written(place: Path, several: bool, files: Files, changes: int, how: ExportOptions, tell: object) -> bool:
    """Whether some files are written, of the ledger after so many changes; where not the parent does, and says why."""
    _, graph, held = _read(place, several)
    if held == changes:
        write_together(graph, files, how)
    return held == changes
