"""Documents to extractions over worker processes, in batches, in input order, with a bounded number in hand.

A worker that dies (killed, out of memory) is replaced and its documents are given out again, one at a time; a document
on which two workers died is reported instead. Workers end by themselves when their parent is gone.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain

from kadry.document import Failure, Reading
from kadry.workers.batches import Mined, Supply, size
from kadry.workers.crew import Crew
from kadry.workers.process import Act, Work, Worker, mine

__all__ = ["FEW_CHARACTERS", "FEW_DOCUMENTS", "Mined", "Work", "Workforce", "extract_all"]

# Loading the models takes two workers longer than a few short articles take one process.
FEW_DOCUMENTS = 64
FEW_CHARACTERS = 150_000


class Workforce:
    """The workers of one run: none before there is much to mine, and then until it is closed.

    other: what one of them does besides, first while the others mine the last. It can be pickled, and whoever hears no
    answer can do it by himself.
    """

    def __init__(self, jobs: int, other: Act | None = None) -> None:
        self.jobs = jobs
        self._other = other
        self._crew: Crew | None = None

    def mine(
        self, items: Iterable[Reading | Failure], work: Work, tell: Callable[[str], None] = lambda message: None
    ) -> Iterator[Mined]:
        """Each reading with what ``work`` finds in it, failures passed on, all in input order; once.

        ``work`` is a module-level function of a batch of documents. A few short documents are done in this process.
        ``tell`` hears of workers that died.
        """
        rest = iter(items)
        if self.jobs > 1:
            first, few = _first(rest)
            rest = chain(first, rest)
            if not few:
                self._crew = Crew(self.jobs, work, tell, self._other)
                yield from self._crew.run(Supply(rest, self.jobs))
                return
        yield from _here(Supply(rest, 1), work)

    def ask(self) -> None:
        """Have one of the workers, if there are any, do the other thing, now that all is mined."""
        if self._crew is not None:
            self._crew.ask()

    def spare(self) -> list[Worker]:
        """Those that have nothing to do then, to somebody else's use, who ends them."""
        return self._crew.spare() if self._crew is not None else []

    def answer(self, tell: Callable[..., None]) -> bool:
        """Wait until that is done, which ends the worker; whether it is. tell: hears what the act tells meanwhile."""
        return self._crew is not None and self._crew.answer(tell)

    def close(self) -> None:
        """End the workers."""
        if self._crew is not None:
            self._crew.close()
            self._crew = None


def extract_all(
    items: Iterable[Reading | Failure], jobs: int, work: Work, tell: Callable[[str], None] = lambda message: None
) -> Iterator[Mined]:
    """What a workforce of some jobs mines, which ends with the iterator (`Workforce.mine`)."""
    with closing(Workforce(jobs)) as workforce:
        yield from workforce.mine(items, work, tell)


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
