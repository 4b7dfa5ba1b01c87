"""Pieces of text in batches: fewer calls than a write for each line, and never more than a bounded text in hand."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

_CHARACTERS = 1 << 18


def batches(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces joined to texts of about a quarter of a million characters, or of one longer piece."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _CHARACTERS:
            yield "".join(held)
            held.clear()
            size = 0
    if held:
        yield "".join(held)


def write_batches(pieces: Iterable[str], out: BinaryIO) -> None:
    """Write the pieces as UTF-8."""
    for batch in batches(pieces):
        out.write(batch.encode())
