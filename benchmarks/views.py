"""What the views of a large store take: ``views.py [--claims 1000000] [--store FILE] [--rounds 3]`` (Linux only).

A store is filled with a made-up chronicle (chronicle.py), in FILE if one is named, which stays, and is used as it is
where it holds the chronicle already. Prints the first making of the views, what nothing new takes, a person's dossier
from disk (a store opened anew each time; median and the slowest of a hundred), and, as often as asked for, a thousand
further claims with the refreshing of every view, one after the other; seconds by the clock and of CPU, and the most
memory until then.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import TypeVar

import chronicle
from kadry import graphing, merging
from kadry.store import Store
from name_forms import MEGABYTE, peak

FURTHER = 1_000
DOSSIERS = 100

Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, metavar="FILE")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        show(arguments.store or Path(folder, "kadry.db"), arguments.claims, arguments.rounds)


def show(place: Path, claims: int, rounds: int) -> None:
    """Measure one thing after the other."""
    with Store(place) as store:
        further = filled(store, claims)
        timed("first making of the views", lambda: graphing.refresh(store, tell))
        timed("nothing new", lambda: graphing.refresh(store))
    dossiers(place)
    for _ in range(rounds):
        refreshed(place, list(chronicle.until(further, FURTHER)))


def refreshed(place: Path, pairs: list[chronicle.Pair]) -> None:
    """Add documents and bring each view up to date; the last step looks at all of them once more, and notes that."""
    with Store(place) as store:
        timed(f"{len(pairs)} further documents", lambda: sum(1 for _ in store.add_all(pairs)))
        start = time.process_time()
        timed("  reprints", store.fingerprint)
        timed("  who is who", lambda: merging.refresh(store))
        timed("  the graph", lambda: graphing.refresh(store))
        print(f"  every view: {time.process_time() - start:.2f} s of CPU", flush=True)


def filled(store: Store, claims: int) -> Iterator[chronicle.Pair]:
    """Fill a store that is empty; the documents of the chronicle that it does not hold."""
    pairs = chronicle.articles(chronicle.make_world(claims))
    held = store.counts()["documents"]
    if held:
        return islice(pairs, held, None)
    timed(
        "filling, with the making of documents", lambda: sum(1 for _ in store.add_all(chronicle.until(pairs, claims)))
    )
    return pairs


def dossiers(place: Path) -> None:
    """The time that a person's dossier takes, the opening of the store with it."""
    with Store(place) as store, graphing.opened(store) as graph:
        persons = [person.id for person in graph.persons]
    seconds = []
    for person in Random(5).sample(persons, min(DOSSIERS, len(persons))):
        start = time.perf_counter()
        with Store(place) as store:
            found = graphing.dossier(store, person)
        seconds.append(time.perf_counter() - start)
        if found is None or found.person.id != person:
            raise ValueError(f"no dossier of {person}")
    line = f"median {statistics.median(seconds) * 1000:.1f} ms, slowest {max(seconds) * 1000:.1f} ms"
    print(f"dossier of one of {len(persons):,} persons: {line}", flush=True)


def timed(what: str, work: Callable[[], Result]) -> Result:
    """Do something and say what it took."""
    start, worked = time.perf_counter(), time.process_time()
    result = work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    print(f"{what}: {seconds:.2f} s, {cpu:.2f} s of CPU; peak {peak() / MEGABYTE:,.0f} MB", flush=True)
    return result


def tell(what: str, done: int, total: int) -> None:
    """Show how far it is."""
    print(f"\r{what}: {done:,} of {total:,}  ", end="\n" if done == total else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
