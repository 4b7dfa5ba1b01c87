"""One worker process: batches of documents in, what was found in them out."""

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from types import ModuleType
from typing import Any

from kadry.claim import Extraction
from kadry.cycles import look_seldom
from kadry.document import Document
from kadry.workers.batches import Batch, Found

Work = Callable[[Sequence[Document]], Sequence[Extraction]]
Act = Callable[[Callable[..., None]], bool]  # what a worker can do besides, and tell of meanwhile; whether it is done


def mine(documents: Sequence[Document], work: Work) -> list[Found]:
    """What is found in each of some documents; an error in the rules is a failure of its document and no other."""
    try:
        return list(work(documents)) if documents else []
    except Exception as error:
        if len(documents) > 1:
            return [found for document in documents for found in mine([document], work)]
        return [f"its extraction failed ({type(error).__name__}: {error}); report it together with the text"]


def no_work(documents: Sequence[Document]) -> list[Extraction]:
    """The work of a worker that mines nothing and only does other things."""
    return []


class Worker:
    """One process and the batches that it holds, the one at work first."""

    def __init__(self, work: Work) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.held: deque[Batch] = deque()
        with interrupts_blocked(), _script_left_alone(work):
            self.process.start()
        theirs.close()

    def close(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.connection.close()

    def abandon(self) -> None:
        """The same without waiting for it; it is buried when another process is started or this one ends."""
        self.process.kill()
        self.connection.close()

    def terminate(self, patience: float) -> None:
        """End the process, which has some seconds to clear up where an act has asked for that (``clear_up``)."""
        self.process.terminate()
        self.process.join(patience)
        self.close()

    def cause(self) -> str:
        """What a process that is closed died of."""
        code = self.process.exitcode
        return f"signal {-code}" if code is not None and code < 0 else f"exit status {code}"


@contextmanager
def interrupts_blocked() -> Iterator[None]:
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


@contextmanager
def _script_left_alone(work: Work) -> Iterator[None]:
    """A process started inside does not run the script that this one runs, unless its work is of that.

    It would otherwise take the time to, and start processes of its own where the script does not ask whether it is the
    first (``if __name__ == "__main__"``).
    """
    script = sys.modules["__main__"]
    if b"__main__" not in pickle.dumps(work):
        sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = script


def clear_up() -> None:
    """From now on the process, when it is told to end or its parent is gone, leaves what it is at by an exception."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def _serve(connection: "Connection[Any, Any]", work: Work) -> None:
    """A worker's life: documents or an act in, results out, until the parent closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    look_seldom()
    tasks: SimpleQueue[list[Document] | Act] = SimpleQueue()
    Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    while True:
        task = tasks.get()
        answer = _is_done(task, connection) if callable(task) else mine(task, work)
        try:
            connection.send(answer)
        except OSError:
            os._exit(0)


def _is_done(act: Act, connection: "Connection[Any, Any]") -> bool:
    """Do something else, and tell of it; where that fails, whoever asked does it again and hears why."""
    try:
        return act(lambda *told: connection.send(told))
    except Exception:
        return False


def _receive(connection: "Connection[Any, Any]", tasks: "SimpleQueue[list[Document] | Act]") -> None:
    """Take what comes off the connection at once, so that the parent never waits for a busy worker."""
    while True:
        try:
            tasks.put(connection.recv())
        except (EOFError, OSError):
            os.kill(os.getpid(), signal.SIGTERM)
            return
