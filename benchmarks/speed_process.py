"""An engine in a process of its own: ``speed_process.py ENGINE`` takes batches of texts, one JSON list a line.

For each it writes a JSON object: the seconds that the batch took, by CPU, by the clock and by stage, all the process's
CPU seconds, and its peak memory. So no engine warms another's caches, and each one's memory is its own.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from itertools import chain
from multiprocessing import active_children
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct

from kadry.cycles import look_seldom
from kadry.document import Reading, make_document
from kadry.workers.batches import Supply
from kadry.workers.crew import Crew
from kadry.workers.process import Work
from speed_engines import ENGINES, Watch


class Cost(Struct, frozen=True):
    """What a batch took: seconds of CPU, of the clock, of CPU by stage.

    life, peak: the seconds of CPU and the most bytes that the process has taken so far.
    """

    cpu: float
    wall: float
    stages: dict[str, float] = {}
    life: float = 0.0
    peak: int = 0


def main() -> None:
    engine = ENGINES[sys.argv[1]]
    if sys.argv[1] in ("analysis", "extraction", "roles"):
        look_seldom()  # as every process of Kadry's does
    for line in sys.stdin:
        batch = json.loads(line)
        watch, wall, cpu = Watch(), time.perf_counter(), time.process_time()
        engine(batch, watch)
        spent = time.process_time() - cpu
        cost = Cost(spent, time.perf_counter() - wall, watch.stages, time.process_time(), peak("self"))
        print(msgspec.json.encode(cost).decode(), flush=True)


def peak(process: int | str) -> int:
    """The most bytes that a process has had in memory; 0 where the system or the process cannot say any more."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


class Alone:
    """One process of one engine."""

    def __init__(self, engine: str) -> None:
        self.started = time.perf_counter()
        words = [sys.executable, __file__, engine]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def spend(self, batch: Sequence[str]) -> Cost:
        """What the engine spends on a batch. Raises RuntimeError where its process has failed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(list(batch)) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the process of an engine ended with status {self._process.wait()}")
        return msgspec.json.decode(line, type=Cost)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()


class Together:
    """Kadry's worker processes; their CPU time is not known before they end, and is left out."""

    def __init__(self, work: Work, jobs: int) -> None:
        others = active_children()
        self._jobs = jobs
        self._crew = Crew(jobs, work, lambda message: None)
        self._processes = [process for process in active_children() if process not in others]

    def spend(self, batch: Sequence[str]) -> Cost:
        """What they spend on a batch together."""
        readings = (Reading(document=make_document(text), name="", location="") for text in batch)
        wall = time.perf_counter()
        for _ in self._crew.run(Supply(readings, self._jobs)):
            pass
        return Cost(0.0, time.perf_counter() - wall, peak=max(peak(process.pid or 0) for process in self._processes))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._crew.close()


Runner = Alone | Together


def race(batches: Sequence[Sequence[str]], runners: Sequence[Runner]) -> list[tuple[Cost, ...]]:
    """Each batch's cost per runner, one after the other; who goes first changes from batch to batch."""
    costs = []
    for number, batch in enumerate(batches):
        order = list(range(len(runners)))
        first = number % len(order)
        spent = {i: runners[i].spend(batch) for i in chain(order[first:], order[:first])}
        costs.append(tuple(spent[i] for i in order))
    return costs


def deal(items: Sequence[str], hands: int) -> list[list[str]]:
    """Batches of nearly equal length in characters: the longest text first, each to the shortest batch."""
    batches: list[list[str]] = [[] for _ in range(max(1, min(hands, len(items))))]
    for text in sorted(items, key=len, reverse=True):
        min(batches, key=lambda batch: sum(map(len, batch))).append(text)
    return batches


if __name__ == "__main__":
    main()
