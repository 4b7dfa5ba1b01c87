"""Kill builds at random moments, start each again, and compare its exports with those of an undisturbed run.

    python benchmarks/kill.py examples --kills 10

Prints a table of the kills, then whether every export is the same to the byte. The exit status is 1 where one is not.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kadry.store import Store


def command(inputs: list[str], store: Path, out: Path, jobs: int) -> list[str]:
    words = ["build", *inputs, "--store", str(store), "--out", str(out), "--jobs", str(jobs)]
    return [sys.executable, "-m", "kadry", *words]


def exports(folder: Path) -> dict[str, bytes]:
    """The files by name; a killed build may leave the hidden part of a file that it had not finished."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.startswith(".")}


def run_and_kill(words: list[str], moment: float) -> bool:
    """Start a build and kill it after so many seconds; whether it was still running then."""
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as run:
        try:
            run.wait(moment)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            return True
        return False


def held(store: Path) -> int:
    """How many documents the killed build left behind."""
    with Store(store) as opened:
        return sum(1 for _ in opened.headers())


def main() -> int:
    options = argparse.ArgumentParser(description="Kill builds at random moments and compare their exports.")
    options.add_argument("inputs", nargs="+")
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    moments = random.Random(given.seed)
    same = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.monotonic()
        subprocess.run(command(given.inputs, folder / "calm.db", folder / "calm", given.jobs), check=True)
        length = time.monotonic() - start
        print(f"\nundisturbed: {length:.1f} s, {held(folder / 'calm.db')} documents\n")
        print("kill  second  running  held  exports")
        for number in range(1, given.kills + 1):
            store, out = folder / f"{number}.db", folder / str(number)
            words = command(given.inputs, store, out, given.jobs)
            moment = moments.uniform(0, length)
            running = run_and_kill(words, moment)
            left = held(store) if store.exists() else 0
            subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
            verdict = exports(out) == exports(folder / "calm")
            same += verdict
            row = (f"{number:4}", f"{moment:6.2f}", f"{'yes' if running else 'no':7}", f"{left:4}")
            print("  ".join((*row, "same" if verdict else "DIFFERENT")))
    print(f"\n{same} of {given.kills} the same to the byte")
    return int(same != given.kills)


if __name__ == "__main__":
    sys.exit(main())
