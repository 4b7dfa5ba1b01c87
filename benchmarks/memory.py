"""How much memory building a graph from a large dump takes: ``memory.py [--megabytes 100] [--jobs 2]`` (Linux only).

The dump is made of the sentences of examples/, shuffled anew for each document. Prints the peak of the resident memory
of the largest process, and of the sum over all processes with shared pages counted once (sampled).

``memory.py --merging 25000`` leaves the reading and mining out: stores of a quarter of that many documents and of all
are filled with what was found in examples/ under other names (filling.py), then merged and written in all formats.
"""

import argparse
import contextlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from razdel import sentenize

import filling
import texts
from kadry.store import Store

SENTENCES = 30  # a document's; about a newspaper column
INTERVAL = 0.25  # seconds between samples
MEGABYTE = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=100.0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--merging", type=int, metavar="DOCUMENTS", help="measure merging and exports alone")
    arguments = parser.parse_args()
    if arguments.merging:
        show_merging([measure_merging(number) for number in (arguments.merging // 4, arguments.merging)])
        return
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder, "dump.jsonl")
        documents = write_dump(dump, round(arguments.megabytes * MEGABYTE))
        store, out = Path(folder, "kadry.db"), Path(folder, "out")
        options = ["--store", str(store), "--out", str(out), "--jobs", str(arguments.jobs)]
        show(documents, dump.stat().st_size, *peak([sys.executable, "-m", "kadry", "build", str(dump), *options]))


def measure_merging(number: int) -> tuple[dict[str, int], int, float]:
    """What a filled store holds, the peak bytes of merging it and writing all exports, and the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        store, nothing = Path(folder, "kadry.db"), Path(folder, "nothing")
        nothing.mkdir()
        # by another process, whose models would count as this one's memory
        subprocess.run([sys.executable, filling.__file__, str(store), str(number)], check=True)
        with Store(store) as filled:
            counts = filled.counts()
        options = ["--store", str(store), "--out", str(Path(folder, "out")), "--jobs", "1"]
        largest, _, seconds = peak([sys.executable, "-m", "kadry", "build", str(nothing), *options])
    return counts, largest, seconds


def show_merging(rows: list[tuple[dict[str, int], int, float]]) -> None:
    print(f"{'documents':>9}  {'claims':>9}  {'chains':>9}  {'seconds':>7}  {'peak MB':>7}")
    for counts, largest, seconds in rows:
        held = "  ".join(f"{counts[name]:>9,}" for name in ("documents", "claims", "chains"))
        print(f"{held}  {seconds:>7.0f}  {largest / MEGABYTE:>7.0f}")


def write_dump(dump: Path, size: int) -> int:
    """Fill a dump with documents up to a size in bytes; returns how many."""
    written = documents = 0
    endless = shuffled(size)
    with dump.open("wb") as out:
        while written < size:
            text = next(endless)
            line = json.dumps({"id": f"d{documents}", "text": text}, ensure_ascii=False) + "\n"
            written += out.write(line.encode())
            documents += 1
    return documents


def shuffled(seed: int) -> Iterator[str]:
    """Documents without end, each of some sentences of examples/; one seed gives the same ones."""
    shuffle = random.Random(seed)
    sentences = sorted({s.text for text in example_texts() for s in sentenize(text)})
    while True:
        yield " ".join(shuffle.sample(sentences, min(SENTENCES, len(sentences))))


def example_texts() -> Iterator[str]:
    """The examples that are UTF-8; the others are there to try the readers."""
    for file in sorted(filling.EXAMPLES.glob("*.txt")):
        with contextlib.suppress(UnicodeDecodeError):
            yield texts.decode(file)


def peak(command: list[str]) -> tuple[int, int, float]:
    """Run a command; the peak bytes of its largest process and of all together, and the seconds that it took.

    The system counts this process's own memory as the command's until that is loaded, so this one should be small.
    Raises CalledProcessError where the command fails.
    """
    start, together, ended = time.perf_counter(), 0, 0
    process = subprocess.Popen(command)
    while not ended:
        together = max(together, sum(map(proportional, family(process.pid))))
        time.sleep(INTERVAL)
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)  # of this command, not of those before it
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_maxrss * 1024, together, time.perf_counter() - start


def family(pid: int) -> Iterator[int]:
    """A process and its descendants that live now."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _text(children).split():
            yield from family(int(child))


def proportional(pid: int) -> int:
    """A process's resident bytes, each shared page divided by the number of processes that share it."""
    lines = (line.split() for line in _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines())
    return next((int(words[1]) * 1024 for words in lines if words[0] == "Pss:"), 0)


def _text(file: Path) -> str:
    """A file of /proc; "" where its process has just ended."""
    try:
        return file.read_text()
    except OSError:
        return ""


def show(documents: int, size: int, largest: int, together: int, seconds: float) -> None:
    print(f"{size / MEGABYTE:.0f} MB in {documents:,} documents, {seconds:.0f} s")
    print(f"peak: largest process {largest / MEGABYTE:.0f} MB, all together {together / MEGABYTE:.0f} MB")


if __name__ == "__main__":
    main()
