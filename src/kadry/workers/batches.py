"""Inputs cut into batches that are mined together."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from kadry.claim import Extraction
from kadry.document import Document, Failure, Reading

Item = Reading | Failure
Mined = tuple[Reading, Extraction] | Failure
Found = Extraction | str  # why there is none

MOST = 32_000  # characters of a batch; the analysis gains little from more, and each worker waits for its last one
LEAST = 2_000
DOCUMENTS = 64
AHEAD = 5  # of such batches per worker: enough to see the end while a worker can still be spared
WINDOW = 256  # documents per worker that may be in hand
WINDOW_CHARACTERS = 40_000_000
SPARED = 0.17  # of what was mined: what another worker mines while one brings the views of it up to date


def size(item: Item) -> int:
    """The characters that are to be mined."""
    return 0 if isinstance(item, Failure) else len(item.document.text)


class Batch(Struct, frozen=True):
    """Consecutive inputs, failures among them; ``number`` is the first one's, ``deaths`` what workers died on them."""

    number: int
    items: tuple[Item, ...]
    deaths: int = 0

    @property
    def documents(self) -> list[Document]:
        """What is to be mined."""
        return [item.document for item in self.items if isinstance(item, Reading)]

    def answered(self, found: Sequence[Found]) -> list[Mined]:
        """Each input with what was found in its document."""
        answers = iter(found)
        return [item if isinstance(item, Failure) else _answered(item, next(answers)) for item in self.items]

    def parted(self) -> "list[Batch]":
        """A batch of each input."""
        return [Batch(number, (item,), self.deaths) for number, item in enumerate(self.items, self.number)]


def _answered(reading: Reading, found: Found) -> Mined:
    return Failure(reading.location, found) if isinstance(found, str) else (reading, found)


class Supply:
    """Inputs in batches, in order. What was taken and not released is in hand, with what is read ahead of that.

    Reading stops while a window's worth is in hand. Batches begin small, so that the first result comes soon, and end
    small, so that all workers end together.
    """

    def __init__(self, items: Iterable[Item], jobs: int) -> None:
        self._items = iter(items)
        self._jobs = jobs
        self._ended = False
        self._waiting: deque[Item] = deque()
        self._sizes: deque[int] = deque()  # of all in hand
        self._ahead = self._held = self._taken = self._number = 0

    @property
    def done(self) -> bool:
        """Whether all inputs were read and released."""
        return self._ended and not self._sizes

    @property
    def nearly_done(self) -> bool:
        """Whether all inputs were read, and so little of them waits that a worker can be spared."""
        return self._ended and self._ahead <= self._taken * SPARED * (self._jobs - 1)

    def spare(self) -> None:
        """One worker less takes batches."""
        self._jobs -= 1

    def take(self) -> Batch | None:
        """The next batch; None where nothing is left, or nothing may be read before something is released."""
        self._read()
        if not self._waiting:
            return None
        batch = Batch(self._number, tuple(self._cut(self._limit())))
        self._number += len(batch.items)
        return batch

    def release(self, mined: Sequence[Mined]) -> Iterator[Mined]:
        """Give the first of those in hand away, one by one."""
        for one in mined:
            self._held -= self._sizes.popleft()
            yield one

    def _read(self) -> None:
        enough = AHEAD * self._jobs * MOST
        while self._ahead < enough and not self._ended and not self._full():
            item = next(self._items, None)
            if item is None:
                self._ended = True
                return
            self._waiting.append(item)
            self._sizes.append(size(item))
            self._ahead += size(item)
            self._held += size(item)

    def _full(self) -> bool:
        return len(self._sizes) >= WINDOW * self._jobs or self._held >= WINDOW_CHARACTERS

    def _limit(self) -> int:
        """The characters of the next batch: a worker's share of half of what was taken, or of all that is left."""
        known = min(self._taken, self._ahead) if self._ended else self._taken
        return max(LEAST, min(MOST, known // (2 * self._jobs)))

    def _cut(self, limit: int) -> Iterator[Item]:
        """The first that wait: one at least, and more while they are few and short."""
        characters = number = 0
        while self._waiting and number < DOCUMENTS:
            length = size(self._waiting[0])
            if number and characters + length > limit:
                return
            characters, number = characters + length, number + 1
            self._ahead -= length
            self._taken += length
            yield self._waiting.popleft()
