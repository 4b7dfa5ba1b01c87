"""Documents to extractions over worker processes, in batches, in input order, with a bounded number in hand.

A worker that dies (killed, out of memory) is replaced and its documents are given out again, one at a time; a document
on which two workers died is reported instead. Workers end by themselves when their parent is gone.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from kadry.document import Failure, Reading
from kadry.workers.batches import Mined, Supply, size
from kadry.workers.crew import Crew
from kadry.workers.process import Work, mine

__all__ = ["FEW_CHARACTERS", "FEW_DOCUMENTS", "Mined", "Work", "extract_all"]

# Loading the models takes two workers longer than a few short articles take one process.
FEW_DOCUMENTS = 64
FEW_CHARACTERS = 150_000


def extract_all(
    items: Iterable[Reading | Failure], jobs: int, work: Work, tell: Callable[[str], None] = lambda message: None
) -> Iterator[Mined]:
    """Each reading with what ``work`` finds in it, failures passed on, all in input order.

    ``work`` is a module-level function of a batch of documents. A few short documents are done in this process.
    ``tell`` hears of workers that died. Closing the iterator ends the workers.
    """
    rest = iter(items)
    if jobs > 1:
        first, few = _first(rest)
        rest = chain(first, rest)
        if not few:
            crew = Crew(jobs, work, tell)
            try:
                yield from crew.run(Supply(rest, jobs))
            finally:
                crew.close()
            return
    yield from _here(Supply(rest, 1), work)


def _first(items: Iterator[Reading | Failure]) -> tuple[list[Reading | Failure], bool]:
    """The first items, as many as it takes to tell whether they are few and short, and whether these are all and so."""
    first: list[Reading | Failure] = []
    characters = 0
    for item in items:
        first.append(item)
        characters += size(item)
        if len(first) > FEW_DOCUMENTS or characters > FEW_CHARACTERS:
            return first, False
    return first, True


def _here(supply: Supply, work: Work) -> Iterator[Mined]:
    while batch := supply.take():
        yield from supply.release(batch.answered(mine(batch.documents, work)))
