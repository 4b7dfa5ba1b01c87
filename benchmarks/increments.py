"""What adding documents costs: ``increments.py [--documents 20000] [--added 100]``.

A store is filled with documents that name made-up people and bodies (name_makers.py), a few of them very often and most
of them rarely, some with a post. Its view of who is who is made; then documents are added and the view is brought up to
date. Beside each the seconds, the chains that were read, and the groups of them that were worked out; below, merging
from scratch without a view. Each result is compared with that.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

from msgspec import Struct

import name_makers as makers
from kadry import merging
from kadry.claim import Chain, Extraction, Held, MentionType, Partition, cut
from kadry.document import Document, Reading, Span, make_document
from kadry.resolve import partition
from kadry.store import Store
from kadry.store.view import Change, View

SEED = 11
TOGETHER = 12  # entities in a document
OFTEN = 0.2  # exponent of how often the same come up again; the lower, the more names there are
ROLES = ("министр", "депутат", "губернатор", "глава", "президент", "судья")


class Spelt(Struct, frozen=True):
    """A made-up person or body: how it is written, how often so, and what it is."""

    type: MentionType
    gender: str | None
    names: tuple[str, ...]
    weights: tuple[float, ...]
    posts: tuple[Held, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--added", type=int, default=100)
    arguments = parser.parse_args()
    articles = documents()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder, "kadry.db")) as store:
        add(store, islice(articles, arguments.documents))
        print(f"{store.counts()['chains']:,} chains in {arguments.documents:,} documents")
        show("the view made", store)
        for number in (1, arguments.added):
            add(store, islice(articles, number))
            show(f"{number} added", store)
        seconds, wanted = timed(lambda: from_scratch(store))
        print(f"{'from scratch, without a view':>30}  {seconds:8.2f} s")
        seconds, found = timed(lambda: merging.merged(store))
        print(f"{'read from the view':>30}  {seconds:8.2f} s", "" if found == wanted else "  DIFFERENT")


def show(what: str, store: Store) -> None:
    """Bring a store's view up to date, and print a line of what that took."""
    view = _Counting(store)
    seconds, fresh = timed(lambda: merging.refresh(store, view))
    line = f"{what:>30}  {seconds:8.2f} s  {view.chains:9,} chains read  {view.worked:9,} groups worked out"
    print(line + ("" if fresh else "  NOT WRITTEN"), flush=True)


def timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def from_scratch(store: Store) -> Partition:
    return partition(store.chains(), store.judgements(), {one.id: one.published for one in store.headers()})


def add(store: Store, articles: Iterator[tuple[Document, Extraction]]) -> None:
    for document, extraction in articles:
        store.add(Reading(document=document, name="", location=document.source or ""), extraction)


def documents() -> Iterator[tuple[Document, Extraction]]:
    """Documents without end, and what is found in them."""
    dice = Random(SEED)
    pool: list[Spelt] = []
    for number in range(10**9):
        named = [_again(dice, pool) for _ in range(TOGETHER)]
        words = [dice.choices(one.names, one.weights)[0] for one in named]
        day = f"20{dice.randrange(10, 26)}-{dice.randrange(1, 13):02}-{dice.randrange(1, 29):02}"
        document = make_document("\n".join(words), source=f"https://press.example/{number}", published=day)
        chains, start = [], 0
        for one, word in zip(named, words, strict=True):
            head = cut(document.id, document.text, Span(start, start + len(word)), one.type, word)
            posts = one.posts if dice.random() < 0.5 else ()
            chains.append(Chain(head, (head,), gender=one.gender, posts=posts))
            start += len(word) + 1
        yield document, Extraction(document=document.id, claims=(), chains=tuple(chains), version="made up")


def _again(dice: Random, pool: list[Spelt]) -> Spelt:
    """Somebody who was named before, the first the most often, or somebody new."""
    place = int(dice.paretovariate(OFTEN)) - 1
    if place < len(pool):
        return pool[place]
    pool.append(_spelt(dice))
    return pool[-1]


def _spelt(dice: Random) -> Spelt:
    maker = dice.choices(tuple(makers.MAKERS), tuple(makers.MAKERS.values()))[0]
    being = maker(dice)
    weights, names = zip(*being.spellings, strict=True)
    person = maker in makers.PERSONS
    posts = (Held(dice.choice(ROLES), f"совет {dice.randrange(500)}"),) if person and dice.random() < 0.6 else ()
    return Spelt("person" if person else "body", being.gender or None, names, weights, posts)


class _Counting(View):
    """A view that counts what is read and worked out."""

    def __init__(self, store: Store) -> None:
        own = store.view()
        super().__init__(own._connection, own._path, own._live)
        self.chains = self.worked = 0

    def chains_in(self, edition: int) -> tuple[str | None, list[Chain]]:
        published, chains = super().chains_in(edition)
        self.chains += len(chains)
        return published, chains

    def apply(self, change: Change) -> bool:
        self.worked = change.worked
        return super().apply(change)


if __name__ == "__main__":
    main()
