"""How fast a store fills: ``store_speed.py [--claims 1000000] [--sample 20000]`` (Linux only).

A made-up chronicle (chronicle.py), which another process makes, is added many documents at a time. Prints claims a
second of wall time inside the store, bytes on disk and the peak of memory; then what a thousand further claims take.
Last, a sample is added to new stores in turn: many documents in one transaction, and each in its own; medians.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from msgspec import Struct

import chronicle
import name_forms
from kadry.store import Store

FURTHER = 1000
BLOCK = 2000  # documents that are in memory at once
ROUNDS = 5
MEGABYTE = 1_000_000

Add = Callable[[Store, Sequence[chronicle.Pair]], object]


class Filled(Struct, frozen=True):
    """What was added, and the seconds inside the store that it took, by the clock and of CPU."""

    documents: int
    claims: int
    seconds: float
    cpu: float

    def __str__(self) -> str:
        what = f"{self.claims:,} claims in {self.documents:,} documents, {self.seconds:.1f} s"
        return f"{what}, {self.claims / self.seconds:,.0f} claims a second, {self.claims / self.cpu:,.0f} of CPU"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--sample", type=int, default=20_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, made(arguments.claims) as pairs:
        show_filling(Path(name, "kadry.db"), pairs, arguments.claims)
    with made(arguments.sample) as pairs:
        show_ways(list(pairs))


def show_filling(place: Path, pairs: Iterator[chronicle.Pair], claims: int) -> None:
    """Fill a store and say what that took."""
    with Store(place) as store:
        filled = fill(store, chronicle.until(pairs, claims))
    size = place.stat().st_size
    print(f"filled: {filled}")
    print(f"on disk: {size / MEGABYTE:,.0f} MB, {size / filled.claims:,.0f} bytes a claim")
    print(f"peak memory: {name_forms.peak() / MEGABYTE:,.0f} MB", flush=True)
    with Store(place) as store:
        print(f"further: {fill(store, pairs)}", flush=True)


def show_ways(pairs: Sequence[chronicle.Pair]) -> None:
    """Fill new stores in turn, together and one by one, and compare the medians."""
    ways: dict[str, Add] = {"together": together, "one by one": one_by_one}
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
                seconds[name].append(fill(store, pairs, way).seconds)
    claims = sum(len(extraction.claims) for _, extraction in pairs)
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    for name, median in medians.items():
        print(f"{name}: {claims / median:,.0f} claims a second")
    print(f"ratio: {medians['one by one'] / medians['together']:.1f}")


def together(store: Store, pairs: Sequence[chronicle.Pair]) -> object:
    return sum(outcome == "added" for _, outcome in store.add_all(pairs))


def one_by_one(store: Store, pairs: Sequence[chronicle.Pair]) -> object:
    return sum(store.add(*pair) == "added" for pair in pairs)


def fill(store: Store, pairs: Iterable[chronicle.Pair], add: Add = together) -> Filled:
    """Add pairs, read from where they come in blocks that do not count. Raises ValueError where one is not added."""
    documents = claims = 0
    seconds, cpu, rest = 0.0, 0.0, iter(pairs)
    while block := list(islice(rest, BLOCK)):
        start, worked = time.perf_counter(), time.process_time()
        added = add(store, block)
        seconds, cpu = seconds + time.perf_counter() - start, cpu + time.process_time() - worked
        if added != len(block):
            raise ValueError(f"{added} of {len(block)} documents were added")
        documents += len(block)
        claims += sum(len(extraction.claims) for _, extraction in block)
    return Filled(documents, claims, seconds, cpu)


@contextmanager
def made(claims: int) -> Iterator[Iterator[chronicle.Pair]]:
    """The pairs of a world of so many claims, and FURTHER more of it, made by a process of their own."""
    command = [sys.executable, chronicle.__file__, str(claims + FURTHER), "-", "--world", str(claims)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield chronicle.read(process.stdout)


if __name__ == "__main__":
    main()
