"""What reprints cost a store that grows: ``reprints_growing.py [NUMBER…] [--added 100]`` (10,000).

A store is filled with texts of newsroom.py and its view of reprints is made; then more texts come, and as many reprints
are retracted. Beside each step the seconds, those of the processor, and the most memory so far; below, the same worked
out from the texts alone, with which the result is compared.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import newsroom
from kadry.claim import Extraction
from kadry.copies import copy_groups, fingerprint
from kadry.document import Reading, make_document
from kadry.store import Store
from name_forms import peak

Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", type=int, nargs="*", default=[10_000])
    parser.add_argument("--added", type=int, default=100)
    arguments = parser.parse_args()
    for number in arguments.numbers:
        print(f"{number:,} texts")
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
            measure(store, number, arguments.added)


def measure(store: Store, number: int, added: int) -> None:
    """The lines of one size."""
    items = readings(newsroom.texts(number + added))
    show("filled", lambda: fill(store, islice(items, number)))
    show("fingerprints and groups", store.fingerprint)
    show("nothing new", store.fingerprint)
    fill(store, items)
    show(f"{added} more", store.fingerprint)
    for id in list(islice(store.copies(), added)):
        store.retract(id)
    show(f"{added} reprints less", store.fingerprint)
    found = show("read off the view", store.copies)
    wanted = show("from the texts alone", lambda: from_scratch(store, newsroom.texts(number + added)))
    print(f"{'':>30}  {'the same' if found == wanted else 'DIFFERENT'}: {len(wanted):,} reprints")


def show(what: str, work: Callable[[], Result]) -> Result:
    """Do some work, and print a line of what it took."""
    start, used = time.perf_counter(), time.process_time()
    result = work()
    took, used = time.perf_counter() - start, time.process_time() - used
    print(f"{what:>30}  {took:8.2f} s  {used:8.2f} CPU s  {peak() / 1e6:5.0f} MB", flush=True)
    return result


def readings(texts: Iterable[newsroom.Text]) -> Iterator[tuple[Reading, Extraction]]:
    """Each text at an address of its own; nothing was found in it."""
    for place, text in enumerate(texts):
        document = make_document(text.text, source=f"https://press.example/{place}")
        reading = Reading(document=document, name="", location=document.source or "")
        yield reading, Extraction(document=document.id, claims=(), chains=(), version="made up")


def fill(store: Store, items: Iterable[tuple[Reading, Extraction]]) -> None:
    for _ in store.add_all(items):
        pass


def from_scratch(store: Store, texts: Iterable[newsroom.Text]) -> dict[str, str]:
    """The reprints among those of some texts that are live, as ``Store.copies`` has them."""
    live = {header.id for header in store.headers()}
    ids: dict[str, list[str]] = {}
    for reading, _ in readings(texts):
        if reading.document.id in live:
            ids.setdefault(reading.document.text, []).append(reading.document.id)
    grouped = copy_groups({text: fingerprint(text) for text in ids}, lambda text: text)
    alone = ids.keys() - {text for group in grouped for text in group}
    sources = [sorted(id for text in group for id in ids[text]) for group in (*grouped, *((text,) for text in alone))]
    return {id: source[0] for source in sources for id in source[1:]}


if __name__ == "__main__":
    main()
