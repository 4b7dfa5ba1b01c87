"""Kill a build at random moments, start it again, and compare its exports with those of an undisturbed run.

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


def command(inputs: list[str], store: Path, out: Path, jobs: int) -> list[str]:
    words = ["build", *inputs, "--store", str(store), "--out", str(out), "--jobs", str(jobs)]
    return [sys.executable, "-m", "kadry", *words]


def undisturbed(inputs: list[str], folder: Path, jobs: int) -> float:
    start = time.monotonic()
    subprocess.run(command(inputs, folder / "calm.db", folder / "calm", jobs), check=True, stderr=subprocess.DEVNULL)
    return time.monotonic() - start


def killed_run(words: list[str], moment: float) -> bool:
    """Start a build and kill it after so many seconds; whether it was still running then."""
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as run:
        try:
            run.wait(moment)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            return True
        return False


def main() -> int:
    options = argparse.ArgumentParser(description="Kill a build at random moments and compare its exports.")
    options.add_argument("inputs", nargs="+")
    options.add_argument("--kills", type=int, default=10)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    moments = random.Random(given.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        length = undisturbed(given.inputs, folder, given.jobs)
        words = command(given.inputs, folder / "killed.db", folder / "killed", given.jobs)
        print(f"undisturbed {length:.1f} s\n\nkill  second  running  store bytes")
        for number in range(1, given.kills + 1):
            moment = moments.uniform(0, length)
            running = killed_run(words, moment)
            held = sum(file.stat().st_size for file in folder.glob("killed.db*"))
            print(f"{number:4}  {moment:6.2f}  {'yes' if running else 'no':7}  {held:11,}")
        subprocess.run(words, check=True, stderr=subprocess.DEVNULL)
        calm = {file.name: file.read_bytes() for file in (folder / "calm").iterdir()}
        killed = {file.name: file.read_bytes() for file in (folder / "killed").iterdir()}
    different = sorted(name for name in calm.keys() | killed.keys() if calm.get(name) != killed.get(name))
    print(f"\n{len(calm)} exports: {'different: ' + ', '.join(different) if different else 'the same to the byte'}")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
