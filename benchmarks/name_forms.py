"""In-document entities with N distinct names: ``name_forms.py N > CHAINS.jsonl``; how merging them grows: ``--sizes``.

People and bodies are made up from public statistics of names (name_lists.py) and written in the ways in which the news
write them (name_makers.py): most of them once or twice, a few very often. Each entity has a name that no other one of
its type has. The dice are the same for each N, so that a smaller set is the beginning of a larger one.

``name_forms.py --sizes 10000,100000,1000000`` merges each in a process of its own and prints the seconds of CPU (the
reading of the entities is part of them), the peak of its memory, how many persons and bodies it found, the exponent of
growth from one size to the next (1 is linear), and how many of the merged pairs are right and of the right ones merged.
The latter two cannot be 1: a name that several bear, «И. Петров», is here the first one's who was made. Linux only.
"""

import argparse
import math
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import count, islice
from pathlib import Path
from random import Random

import msgspec
from msgspec import Struct

import name_makers as makers
from kadry.claim import Chain, Mention, MentionType

SEED = 4
TOGETHER = 5  # entities in a document
MISSPELT = 0.01
LIMIT = 1800  # seconds that one size may take
MEGABYTE = 1_000_000


class Growth(Struct, frozen=True):
    """What merging ``forms`` names took; entities: how many persons and bodies they turned out to be.

    precision, recall: of pairs of names that are one person or body.
    """

    forms: int
    seconds: float
    megabytes: float
    entities: int
    precision: float
    recall: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("number", nargs="?", type=int, metavar="N")
    what.add_argument("--sizes", metavar="N,N,…", help="measure merging sets of these sizes")
    what.add_argument("--merge", type=Path, metavar="CHAINS", help="merge such a file and print a line of figures")
    arguments = parser.parse_args()
    if arguments.sizes:
        show(measure(int(size)) for size in arguments.sizes.split(","))
    elif arguments.merge:
        print(msgspec.json.encode(merge(arguments.merge)).decode())
    else:
        for chain in islice(chains(), arguments.number):
            sys.stdout.buffer.write(msgspec.json.encode(chain) + b"\n")


def chains() -> Iterator[Chain]:
    """Entities without end, each with a name of its own."""
    for number, (_, gender, name, type) in enumerate(forms()):
        document, start = f"d{number // TOGETHER:08}", number % TOGETHER * 100
        head = Mention(document, start, start + len(name), type, name, name)
        yield Chain(head, (head,), gender=gender or None)


def forms() -> Iterator[tuple[int, str, str, MentionType]]:
    """Who is named (a number), of which gender, how, and whether it is a person; no name of a type twice."""
    dice = Random(SEED)
    kinds, shares = tuple(makers.MAKERS), tuple(makers.MAKERS.values())
    seen: set[tuple[str, MentionType]] = set()
    for number in count():
        maker = dice.choices(kinds, shares)[0]
        being = maker(dice)
        type: MentionType = "person" if maker in makers.PERSONS else "body"
        weights, spellings = zip(*being.spellings, strict=True)
        for name in dice.choices(spellings, weights, k=min(int(dice.paretovariate(1)), 50)):
            if dice.random() < MISSPELT:
                name = makers.misspelt(dice, name)
            if (name, type) not in seen:
                seen.add((name, type))
                yield number, being.gender, name, type


def measure(number: int) -> Growth | None:
    """Make a set and merge it, in two processes of their own; None where that takes longer than LIMIT."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "chains.jsonl")
        with file.open("wb") as out:
            subprocess.run([sys.executable, __file__, str(number)], stdout=out, check=True)
        command = [sys.executable, __file__, "--merge", str(file)]
        try:
            done = subprocess.run(command, capture_output=True, check=True, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return None
    return msgspec.json.decode(done.stdout, type=Growth)


def merge(file: Path) -> Growth:
    """Merge the entities of a file in this process, which should have done nothing else."""
    import time

    from kadry.resolve import partition

    def read() -> Iterator[Chain]:
        decoder = msgspec.json.Decoder(Chain)
        with file.open("rb") as lines:
            yield from map(decoder.decode, lines)

    start = time.process_time()
    found = partition(read(), (), {})
    seconds, most = time.process_time() - start, peak() / MEGABYTE
    entities = [found.find(chain.key) for chain in read()]
    precision, recall = right_pairs(entities)
    return Growth(len(entities), round(seconds, 4), round(most), len(set(entities)), precision, recall)


def right_pairs(entities: Sequence[str]) -> tuple[float, float]:
    """Precision and recall of the pairs that are in one entity, given that of each made-up name in turn."""
    beings = [being for being, *_ in islice(forms(), len(entities))]
    right = _pairs(zip(entities, beings, strict=True))
    return round(right / max(1, _pairs(entities)), 4), round(right / max(1, _pairs(beings)), 4)


def _pairs(groups: Iterable[Hashable]) -> int:
    """Pairs of equal ones."""
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def peak() -> int:
    """The most bytes that this process has held in memory.

    Read from /proc, since what getrusage says begins with the memory of the process that started this one.
    """
    lines = (line.split() for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    return next(int(words[1]) * 1024 for words in lines if words[0] == "VmHWM:")


def show(rows: Iterable[Growth | None]) -> None:
    """A line for each size, up to the first that took too long."""
    print(f"{'forms':>10}  {'CPU s':>8}  {'peak MB':>8}  {'entities':>9}  {'P':>5}  {'R':>5}  growth")
    last: Growth | None = None
    for row in rows:
        if row is None:
            print(f"more than {LIMIT} s")
            return
        line = f"{row.forms:>10,}  {row.seconds:>8.1f}  {row.megabytes:>8.0f}  {row.entities:>9,}"
        line += f"  {row.precision:.3f}  {row.recall:.3f}"
        print(line + (f"  {exponent(last, row):.2f}" if last else ""), flush=True)
        last = row


def exponent(small: Growth, large: Growth) -> float:
    """b of seconds ~ forms ** b."""
    return math.log(large.seconds / small.seconds) / math.log(large.forms / small.forms)


if __name__ == "__main__":
    main()
