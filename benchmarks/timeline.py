"""Where the time of a build goes, by the clock: ``timeline.py TEXTS [--jobs N] [--step SECONDS]``. Needs Linux.

A line for each step: how busy each process is, in per cent of a processor, the first one first, and what was said
meanwhile. Below, the seconds of CPU of each.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

from memory import family

SAMPLE = 0.02  # seconds

Sample = dict[int, float]  # seconds of CPU so far by process


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts")
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--step", type=float, default=0.25)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        words = ["build", given.texts, "--store", str(place / "kadry.db"), "--out", str(place), "--jobs", given.jobs]
        show(watched([sys.executable, "-m", "kadry", *words]), given.step)


def watched(command: list[str]) -> Iterator[tuple[float, Sample, list[str]]]:
    """While a command runs: the time since its start, the CPU of its processes, what it has said since the last."""
    start = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        said: list[str] = []
        assert process.stderr is not None
        Thread(target=said.extend, args=(process.stderr,), daemon=True).start()
        while process.poll() is None:
            lines, said[:] = said[:], []
            yield time.monotonic() - start, dict(spent(process.pid)), lines
            time.sleep(SAMPLE)


def spent(process: int) -> Iterator[tuple[int, float]]:
    """The seconds of CPU of a process and of all that it has started, but of those that have just ended."""
    for one in family(process):
        with suppress(OSError):
            threads = Path(f"/proc/{one}/task").iterdir()
            yield one, sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


def show(samples: Iterator[tuple[float, Sample, list[str]]], step: float) -> None:
    """Print a line for each step, and the sums."""
    total: Sample = {}
    before, last, said = dict(total), 0.0, list[str]()
    for now, sample, lines in samples:
        total |= sample
        said += [line.strip().rpartition("/")[2] for line in lines]
        if now - last >= step:
            busy = (100 * (total[one] - before.get(one, 0.0)) / (now - last) for one in total)
            print(f"{now:6.2f} {' '.join(f'{part:4.0f}' for part in busy)}  {', '.join(said)}", flush=True)
            before, last, said = dict(total), now, []
    print(f"{'CPU s':>6} {' '.join(f'{used:4.1f}' for used in total.values())}")


if __name__ == "__main__":
    main()
