"""Commands as a person runs them: their time, and the memory of each of their processes."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from memory import family
from speed_process import peak

INTERVAL = 0.1  # seconds between samples
KADRY = (sys.executable, "-m", "kadry")


class Run(Struct, frozen=True):
    """A command's seconds of the clock and of CPU, all its processes together; peak bytes of its own and of the others.

    others: the largest of the processes that it started; 0 where it started none.
    """

    wall: float
    cpu: float
    own: int
    others: int


def run(command: Sequence[str]) -> Run:
    """Run a command; its output is dropped. Raises CalledProcessError where it fails."""
    start, peaks, ended = time.perf_counter(), dict[int, int](), 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not ended:
        for pid in family(process.pid):
            peaks[pid] = max(peak(pid), peaks.get(pid, 0))
        time.sleep(INTERVAL)
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    own = peaks.pop(process.pid, 0)
    return Run(wall, usage.ru_utime + usage.ru_stime, own, max(peaks.values(), default=0))


def timed(command: Sequence[str]) -> float:
    """The seconds of the clock that a short command takes. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def build(dump: Path, folder: Path, jobs: int) -> list[str]:
    """The command that builds a graph from a dump in a new folder, with all exports."""
    places = ["--store", str(folder / "kadry.db"), "--out", str(folder / "out")]
    return [*KADRY, "build", str(dump), *places, "--jobs", str(jobs)]
