"""Whether merging keeps its laws: ``merge_laws.py [--cases 10000] [--seed 4]``.

Each case is a handful of documents that name made-up people and bodies (name_makers.py) in full, by initials or by
surname, with people's words on some of them. Looked at are:

order        documents, entities and words in another order give the same partition
pieces       added in pieces, some taken out and put back, the store's view is what merging from scratch gives
different    no two that the latest word on them holds apart are in one entity
back         a word that is taken back leaves the partition as it was
exports      and the bytes of every export (in one case of fifty)
workers      one worker process and two give the same store (in --builds cases, of articles in examples/)

Prints how often each was tried and broken, and the first cases that broke it; the same seed gives the same cases. Exits
with 1 where a law was broken.
"""

import argparse
import hashlib
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from random import Random

from msgspec import Struct
from msgspec.structs import replace

import merge_cases
from kadry import merging
from kadry.build import build, graph
from kadry.claim import Judgement, Partition, Verdict
from kadry.plugins import ExportOptions, load, names
from kadry.resolve import partition
from kadry.store import Store
from merge_cases import Case

EXAMPLES = Path(__file__).parents[1] / "examples"
SHOWN = 5  # broken cases that are named
EVERY = 50  # cases of which one is exported
ARTICLES = 6  # of a build

Law = Callable[[Case, Random], bool]


class Tally(Struct):
    """How often a law was tried, and the numbers of the cases that broke it."""

    tried: int = 0
    broken: list[int] = []


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--builds", type=int, default=2, help="how many builds by one and by two workers are compared")
    arguments = parser.parse_args()
    tallies = {name: Tally() for name in (*LAWS, "exports", "workers")}
    for number in range(arguments.cases):
        dice = Random(f"{arguments.seed} {number}")
        case = merge_cases.make(dice)
        laws = {**LAWS, "exports": exports} if number % EVERY == 0 else LAWS
        for name, law in laws.items():
            note(tallies[name], number, law(case, dice))
        if (number + 1) % 500 == 0:
            print(f"{number + 1:,} of {arguments.cases:,} cases", file=sys.stderr)
    for number in range(arguments.builds):
        note(tallies["workers"], number, workers(Random(f"{arguments.seed} build {number}")))
    show(tallies)
    return int(any(tally.broken for tally in tallies.values()))


def note(tally: Tally, number: int, kept: bool) -> None:
    tally.tried += 1
    if not kept:
        tally.broken.append(number)


def show(tallies: dict[str, Tally]) -> None:
    print(f"{'law':<10}  {'tried':>7}  {'broken':>7}")
    for name, tally in tallies.items():
        first = f"  first: {', '.join(map(str, tally.broken[:SHOWN]))}" if tally.broken else ""
        print(f"{name:<10}  {tally.tried:>7,}  {len(tally.broken):>7,}{first}")


# the laws


def order(case: Case, dice: Random) -> bool:
    chains, words = case.chains, list(case.judgements)
    before = merge(case)
    dice.shuffle(chains)
    dice.shuffle(words)
    return partition(iter(chains), iter(words), case.published) == before


def pieces(case: Case, dice: Random) -> bool:
    """Every act is followed by a look at the view, which is brought up to date after some of them."""
    with opened() as store:
        for act in merge_cases.acts(case, dice):
            act(store)
            if dice.random() < 0.5:
                merging.refresh(store)
            if merging.merged(store) != from_scratch(store):
                return False
        return merging.refresh(store) and merging.is_current(store.view()) and merging.merged(store) == merge(case)


def different(case: Case, dice: Random) -> bool:
    merged = merge(case)
    latest = {frozenset((word.left, word.right)): word.verdict for word in in_time(case.judgements)}
    homes = {chain.key: merged.find(chain.key) for chain in case.chains}
    together = (pair for pair in combinations(homes, 2) if homes[pair[0]] == homes[pair[1]])
    return all(latest.get(frozenset(pair)) != "different" for pair in together)


def back(case: Case, dice: Random) -> bool:
    before = merge(case)
    words = taken_back(case, dice)
    return all(partition(case.chains, [*case.judgements, *said], case.published) == before for said in words)


def exports(case: Case, dice: Random) -> bool:
    """Each word changes the view, and so does the next, which takes it back."""
    with opened() as store:
        merge_cases.fill(store, case)
        before = exported(store)
        for words in taken_back(case, dice):
            for word in words:
                store.judge(word)
                merging.refresh(store)
            if exported(store) != before:
                return False
    return True


def workers(dice: Random) -> bool:
    files = dice.sample(sorted(EXAMPLES.glob("*.txt")), ARTICLES)
    found = []
    for jobs in (1, 2):
        with opened() as store:
            build(files, store, jobs=jobs)
            found.append((exported(store), merging.merged(store)))
    return found[0] == found[1]


LAWS: dict[str, Law] = {"order": order, "pieces": pieces, "different": different, "back": back}


# their parts


def merge(case: Case) -> Partition:
    return partition(case.chains, case.judgements, case.published)


def from_scratch(store: Store) -> Partition:
    return partition(store.chains(), store.judgements(), {one.id: one.published for one in store.headers()})


def in_time(words: Sequence[Judgement]) -> list[Judgement]:
    return sorted(words, key=lambda word: (word.at, word.by, word.verdict))


def taken_back(case: Case, dice: Random) -> Iterator[list[Judgement]]:
    """A word of each kind on two entities of which nothing was said, with the one that takes it back."""
    said = {frozenset((word.left, word.right)) for word in case.judgements}
    pairs = [pair for pair in combinations(case.keys, 2) if frozenset(pair) not in said]
    if pairs:
        left, right = dice.choice(pairs)
        verdicts: Sequence[Verdict] = ("same", "different")
        for verdict in verdicts:
            word = Judgement(at="2030-01-01", left=left, right=right, verdict=verdict, by="Борис")
            yield [word, replace(word, at="2030-01-02", verdict="unsure")]


@contextmanager
def opened() -> Iterator[Store]:
    """A store in a folder of its own that goes with it; it need not outlive a failure of the machine."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "kadry.db")
        place.write_bytes(_empty())
        with Store(place) as store:
            store._connection.execute("PRAGMA synchronous = OFF")
            yield store


@cache
def _empty() -> bytes:
    """The file of a store that holds nothing, which takes long to make."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "kadry.db")
        Store(place).close()
        return place.read_bytes()


def exported(store: Store) -> dict[str, str]:
    """The hash of each export."""
    found = {}
    merged = graph(store)
    for name in names("exporters"):
        out = BytesIO()
        load("exporters", name)(merged, out, ExportOptions())
        found[name] = hashlib.sha256(out.getvalue()).hexdigest()
    return found


if __name__ == "__main__":
    sys.exit(main())
