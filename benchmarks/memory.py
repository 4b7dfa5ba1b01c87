"""How much memory building a graph from a large dump takes: ``memory.py [--megabytes 100] [--jobs 2]`` (Linux only).

The dump is made of the sentences of examples/, shuffled anew for each document. Prints the peak of the resident memory
of the largest process, and of the sum over all processes with shared pages counted once (sampled).
"""

import argparse
import contextlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from razdel import sentenize

import texts

EXAMPLES = Path(__file__).parents[1] / "examples"
SENTENCES = 30  # a document's; about a newspaper column
INTERVAL = 0.25  # seconds between samples
MEGABYTE = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=100.0)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(folder, "dump.jsonl")
        documents = write_dump(dump, round(arguments.megabytes * MEGABYTE))
        store, out = Path(folder, "kadry.db"), Path(folder, "out")
        options = ["--store", str(store), "--out", str(out), "--jobs", str(arguments.jobs)]
        show(documents, dump.stat().st_size, *peak([sys.executable, "-m", "kadry", "build", str(dump), *options]))


def write_dump(dump: Path, size: int) -> int:
    """Fill a dump with documents up to a size in bytes; returns how many."""
    shuffle = random.Random(size)
    sentences = sorted({s.text for text in example_texts() for s in sentenize(text)})
    written = documents = 0
    with dump.open("wb") as out:
        while written < size:
            text = " ".join(shuffle.sample(sentences, min(SENTENCES, len(sentences))))
            line = json.dumps({"id": f"d{documents}", "text": text}, ensure_ascii=False) + "\n"
            written += out.write(line.encode())
            documents += 1
    return documents


def example_texts() -> Iterator[str]:
    """The examples that are UTF-8; the others are there to try the readers."""
    for file in sorted(EXAMPLES.glob("*.txt")):
        with contextlib.suppress(UnicodeDecodeError):
            yield texts.decode(file)


def peak(command: list[str]) -> tuple[int, int, float]:
    """Run a command; the peak bytes of its largest process and of all together, and the seconds that it took.

    Raises CalledProcessError where the command fails.
    """
    start, together = time.perf_counter(), 0
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            together = max(together, sum(map(proportional, family(process.pid))))
            time.sleep(INTERVAL)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return largest, together, time.perf_counter() - start


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
