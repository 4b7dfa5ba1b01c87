"""Workers that share the batches of a supply among them."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import wait

from msgspec.structs import replace

from kadry.workers.batches import Batch, Found, Mined, Supply
from kadry.workers.process import Act, Work, Worker

_AGAIN = 0.05  # of all inputs so far: so many new ones are worth to do the other thing again
_HELD = 2  # one at work, one waiting, so that no worker stands idle while the parent writes
_DEATHS = 2
_DIED = f"{_DEATHS} worker processes died on it, perhaps for want of memory; split it, or use fewer --jobs"


class Crew:
    """Some workers. Every batch is held by exactly one worker, waits in ``_again``, or has its results in ``_done``.

    ``_next`` is the number of the input that is yielded next. ``_done`` is keyed by a batch's first input. ``_aside``
    mines no more but does ``_other``, as often as ``_asked``, last when ``_before`` inputs had been yielded. Once all
    is mined, the ``_spare`` ones have nothing to do.
    """

    def __init__(self, jobs: int, work: Work, tell: Callable[[str], None], other: Act | None = None) -> None:
        self._work = work
        self._tell = tell
        self._other = other
        self._aside: Worker | None = None
        self._asked = 0
        self._before = 0
        self._spare: list[Worker] = []
        self._workers = [Worker(work) for _ in range(jobs)]
        self._again: deque[Batch] = deque()
        self._done: dict[int, list[Mined]] = {}
        self._next = 0

    def run(self, supply: Supply) -> Iterator[Mined]:
        """The result of every input, in order; the workers are there for another supply afterwards."""
        self._next = 0
        while True:
            self._hand_out(supply)
            while mined := self._done.pop(self._next, None):
                self._next += len(mined)
                yield from supply.release(mined)
            if supply.done:
                return
            busy = [worker for worker in self._workers if worker.held or (worker is self._aside and self._asked)]
            ready = wait([worker.connection for worker in busy]) if busy else ()
            for worker in busy:
                if worker.connection in ready:
                    self._collect(worker)

    def ask(self) -> None:
        """Have one worker do the other thing, now that nothing is left to mine."""
        last = self._aside or self._workers[0]
        self._ask(last)
        self._spare = [worker for worker in self._workers if worker is not last]
        self._workers = [last]

    def spare(self) -> list[Worker]:
        """The workers that have nothing more to do here; whoever takes them ends them."""
        spare, self._spare = self._spare, []
        return spare

    def _ask(self, worker: Worker) -> None:
        self._aside = worker
        self._asked += 1
        self._before = self._next
        with suppress(OSError):  # it has died, as the answer will tell
            worker.connection.send(self._other)

    def answer(self, tell: Callable[..., None]) -> bool:
        """Wait until that is done, which is the worker's last; whether it is. tell: hears what it tells meanwhile."""
        (last,) = self._workers
        answer = False
        try:
            while self._asked:
                said = last.connection.recv()
                if isinstance(said, bool):
                    answer = said
                    self._asked -= 1
                else:
                    tell(*said)
        except (EOFError, OSError):
            return False
        finally:
            last.process.kill()
        return answer

    def close(self) -> None:
        """End all workers."""
        _end(self._workers + self._spare)

    def _hand_out(self, supply: Supply) -> None:
        """Fill the workers. One goes aside while the others mine the last, so that little is left for it to do then."""
        if self._aside is not None:
            if not self._asked and self._next - self._before > self._next * _AGAIN:
                self._ask(self._aside)
        elif self._other is not None and len(self._workers) > 1 and supply.nearly_done:
            self._ask(self._idlest())
            supply.spare()
        while (worker := self._idlest()) and len(worker.held) < _HELD:
            batch = self._again.popleft() if self._again else supply.take()
            if batch is None:
                return
            if batch.documents:
                self._send(worker, batch)
            else:
                self._finish(batch, [])

    def _idlest(self) -> Worker:
        """Of those who mine the one with the least at hand."""
        mining = (worker for worker in self._workers if worker is not self._aside)
        return min(mining, key=lambda worker: len(worker.held))

    def _send(self, worker: Worker, batch: Batch) -> None:
        worker.held.append(batch)
        try:
            worker.connection.send(batch.documents)
        except OSError:
            self._replace(worker)

    def _collect(self, worker: Worker) -> None:
        """Take what a worker has found, or told of the other thing: how far it is nobody asks while others mine."""
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            if worker.held:
                self._replace(worker)
            else:  # the one aside; that nothing is done the answer will tell
                self._asked = 0
            return
        if worker.held:
            self._finish(worker.held.popleft(), said)
        elif isinstance(said, bool):
            self._asked -= 1

    def _finish(self, batch: Batch, found: list[Found]) -> None:
        self._done[batch.number] = batch.answered(found)

    def _replace(self, worker: Worker) -> None:
        """Bury a dead worker: the batch at work when it died is suspect, the one that waited is not."""
        worker.close()
        self._workers[self._workers.index(worker)] = Worker(self._work)
        if worker is self._aside:
            self._aside, self._asked = None, 0
        self._tell(f"a worker process died ({worker.cause()}); its documents are done again")
        suspect = replace(worker.held[0], deaths=worker.held[0].deaths + 1)
        if suspect.deaths < _DEATHS:
            self._again.extend(suspect.parted())
        else:
            self._finish(suspect, [_DIED] * len(suspect.documents))
        self._again.extend(list(worker.held)[1:])
        worker.held.clear()


def _end(workers: Sequence[Worker]) -> None:
    """End some workers, which give up their memory side by side."""
    for worker in workers:
        worker.process.kill()
    for worker in workers:
        worker.close()
