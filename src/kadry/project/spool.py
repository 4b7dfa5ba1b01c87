"""Claims set down in a temporary file, so that a graph of any size holds no sentence in memory."""

from array import array
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from weakref import finalize

from msgspec import msgpack

from kadry.claim import Claim

_IN_MEMORY = 4_000_000  # bytes: what a few articles state never reaches the disk


class Spool:
    """Claims by number, in order of arrival; the file has no name and is gone with the spool."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it lives as long as the spool
        finalize(self, self._file.close)
        self._ends = array("Q", [0])
        self._decoder = msgpack.Decoder(Claim)
        for claim in claims:
            self._ends.append(self._ends[-1] + self._file.write(msgpack.encode(claim)))

    def __getitem__(self, number: int) -> Claim:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return self._decoder.decode(self._file.read(end - start))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __iter__(self) -> Iterator[Claim]:
        return (self[number] for number in range(len(self)))
