"""N-Quads on their way into a store of quads, as pyoxigraph asks for them: never more than a batch is in hand."""

import io
from collections.abc import Iterable, Iterator
from typing import IO, cast

import pyoxigraph
from pyoxigraph import RdfFormat

from kadry.exporters.batches import batches


def load(quads: pyoxigraph.Store, lines: Iterable[bytes]) -> None:
    """Add the quads that lines of N-Quads tell."""
    quads.bulk_load(cast(IO[bytes], io.BufferedReader(_Lines(lines), 1 << 20)), RdfFormat.N_QUADS)


class _Lines(io.RawIOBase):
    """Reads lines as if they were a file."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._batches: Iterator[bytes] = batches(lines)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = memoryview(next(self._batches, b""))
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
