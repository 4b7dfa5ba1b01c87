"""Pieces of text in batches: fewer calls than a write for each line, and never more than a bounded text in hand."""

from collections.abc import Iterable, Iterator
from typing import AnyStr, BinaryIO

_SIZE = 1 << 18


def batches(pieces: Iterable[AnyStr], between: AnyStr | None = None) -> Iterator[AnyStr]:
    """The pieces joined to texts of about a quarter of a million characters (or bytes), or of one longer piece.

    between: what stands between the pieces of a batch.
    """
    held: list[AnyStr] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _SIZE:
            yield (between or piece[:0]).join(held)
            held.clear()
            size = 0
    if held:
        yield (between or held[0][:0]).join(held)


def write_batches(pieces: Iterable[str], out: BinaryIO) -> None:
    """Write the pieces as UTF-8."""
    for batch in batches(pieces):
        out.write(batch.encode())


def write_pieces(pieces: Iterable[bytes], out: BinaryIO) -> None:
    """Write the pieces as they are."""
    for batch in batches(pieces):
        out.write(batch)
