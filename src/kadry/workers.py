"""Documents to extractions over worker processes, in input order, with a bounded number in hand.

A worker that dies (killed, out of memory) is replaced and its documents are given out again; a document on which two
workers died is reported instead. Workers end by themselves when their parent is gone.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from threading import Thread
from typing import Any

from msgspec import Struct

from kadry.claim import Extraction
from kadry.document import Document, Failure, Reading

Work = Callable[[Document], Extraction]
Mined = tuple[Reading, Extraction] | Failure

# Loading the models takes a worker longer than a few short articles take one process.
FEW_DOCUMENTS = 16
FEW_CHARACTERS = 100_000
_HELD = 2  # one at work, one waiting, so that no worker stands idle while the parent writes
_WINDOW = 32  # documents per worker that may wait for an earlier one to finish
_WINDOW_CHARACTERS = 40_000_000
_DEATHS = 2


def extract_all(
    items: Iterable[Reading | Failure], jobs: int, work: Work, tell: Callable[[str], None] = lambda message: None
) -> Iterator[Mined]:
    """Each reading with what ``work`` finds in it, failures passed on, all in input order.

    ``work`` is a module-level function. A few short documents are done in this process. ``tell`` hears of workers that
    died. Closing the iterator ends the workers.
    """
    rest = iter(items)
    if jobs > 1:
        first = list(islice(rest, FEW_DOCUMENTS + 1))
        few = len(first) <= FEW_DOCUMENTS and sum(_size(item) for item in first) <= FEW_CHARACTERS
        rest = chain(first, rest)
        if not few:
            crew = Crew(jobs, work, tell)
            try:
                yield from crew.run(rest)
            finally:
                crew.close()
            return
    for item in rest:
        yield item if isinstance(item, Failure) else mine(item, work)


def mine(reading: Reading, work: Work) -> Mined:
    """The extraction of one document; an error in the rules is a failure of this document and no other."""
    try:
        return reading, work(reading.document)
    except Exception as error:
        kind = f"{type(error).__name__}: {error}"
        return Failure(reading.location, f"its extraction failed ({kind}); report it together with the text")


def _size(item: Reading | Failure) -> int:
    return 0 if isinstance(item, Failure) else len(item.document.text)


class Task(Struct):
    """A document that is given out; ``deaths`` counts the workers that died on it."""

    number: int
    reading: Reading
    deaths: int = 0


class Worker:
    """One process and the tasks that it holds, the one at work first."""

    def __init__(self, work: Work) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.held: deque[Task] = deque()
        with _interrupts_blocked():
            self.process.start()
        theirs.close()

    def close(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.connection.close()


class Crew:
    """Some workers. Every task is held by exactly one worker, waits in ``_again``, or has its result in ``_done``.

    ``_next`` is the number of the item that is yielded next; items between it and ``_taken`` are in hand.
    """

    def __init__(self, jobs: int, work: Work, tell: Callable[[str], None]) -> None:
        self._work = work
        self._tell = tell
        self._workers = [Worker(work) for _ in range(jobs)]
        self._again: deque[Task] = deque()
        self._done: dict[int, Mined] = {}
        self._taken = self._next = self._characters = 0

    def run(self, items: Iterator[Reading | Failure]) -> Iterator[Mined]:
        """The result of every item, in order."""
        while True:
            exhausted = not self._hand_out(items)
            while self._next in self._done:
                yield self._take_next()
            if exhausted and self._next == self._taken:
                return
            busy = [worker for worker in self._workers if worker.held]
            ready = wait([worker.connection for worker in busy]) if busy else ()
            for worker in busy:
                if worker.connection in ready:
                    self._collect(worker)

    def close(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.close()

    def _hand_out(self, items: Iterator[Reading | Failure]) -> bool:
        """Fill the workers; False where the items are exhausted."""
        while (worker := min(self._workers, key=lambda w: len(w.held))) and len(worker.held) < _HELD:
            if self._again:
                self._send(worker, self._again.popleft())
                continue
            if self._full():
                return True
            item = next(items, None)
            if item is None:
                return False
            self._taken += 1
            if isinstance(item, Failure):
                self._done[self._taken - 1] = item
            else:
                self._send(worker, Task(self._taken - 1, item))
            self._characters += _size(item)
        return True

    def _take_next(self) -> Mined:
        mined = self._done.pop(self._next)
        self._next += 1
        self._characters -= 0 if isinstance(mined, Failure) else _size(mined[0])
        return mined

    def _full(self) -> bool:
        in_hand = self._taken - self._next
        return in_hand >= _WINDOW * len(self._workers) or self._characters >= _WINDOW_CHARACTERS

    def _send(self, worker: Worker, task: Task) -> None:
        worker.held.append(task)
        try:
            worker.connection.send(task.reading)
        except OSError:
            self._replace(worker)

    def _collect(self, worker: Worker) -> None:
        try:
            result: Extraction | Failure = worker.connection.recv()
        except (EOFError, OSError):
            self._replace(worker)
            return
        self._finish(worker.held.popleft(), result)

    def _finish(self, task: Task, result: Extraction | Failure) -> None:
        if isinstance(result, Failure):
            self._characters -= _size(task.reading)
        self._done[task.number] = result if isinstance(result, Failure) else (task.reading, result)

    def _replace(self, worker: Worker) -> None:
        """Bury a dead worker: the task at work when it died is suspect, the one that waited is not."""
        worker.close()
        self._workers[self._workers.index(worker)] = Worker(self._work)
        suspect = worker.held[0]
        suspect.deaths += 1
        self._tell(f"a worker process died ({_cause(worker.process.exitcode)}); its documents are done again")
        if suspect.deaths >= _DEATHS:
            reason = f"{_DEATHS} worker processes died on it, perhaps for want of memory; split it, or use fewer --jobs"
            self._finish(worker.held.popleft(), Failure(suspect.reading.location, reason))
        self._again.extend(worker.held)
        worker.held.clear()


def _cause(exitcode: int | None) -> str:
    return f"signal {-exitcode}" if exitcode is not None and exitcode < 0 else f"exit status {exitcode}"


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """A process started inside never sees Ctrl-C, which a terminal sends to all; its parent ends it instead."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which the first process would start, and that lifts the block
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: "Connection[Any, Any]", work: Work) -> None:
    """A worker's life: documents in, results out, until the parent closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks: SimpleQueue[Reading] = SimpleQueue()
    Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    while True:
        mined = mine(tasks.get(), work)
        try:
            connection.send(mined if isinstance(mined, Failure) else mined[1])
        except OSError:
            os._exit(0)


def _receive(connection: "Connection[Any, Any]", tasks: "SimpleQueue[Reading]") -> None:
    """Take documents off the connection at once, so that the parent never waits for a busy worker."""
    while True:
        try:
            tasks.put(connection.recv())
        except (EOFError, OSError):
            os._exit(0)
