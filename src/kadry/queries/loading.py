"""N-Quads on their way into a store of quads, piece by piece: pyoxigraph holds in memory what it loads in one go."""

from collections.abc import Iterable, Iterator

import pyoxigraph
from pyoxigraph import RdfFormat

from kadry.exporters.batches import batches

_PIECE = 8_000_000  # bytes


def load(quads: pyoxigraph.Store, lines: Iterable[bytes]) -> None:
    """Add the quads that lines of N-Quads tell."""
    for piece in _pieces(lines):
        quads.bulk_load(piece, RdfFormat.N_QUADS)


def _pieces(lines: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for batch in batches(lines):
        held.append(batch)
        size += len(batch)
        if size >= _PIECE:
            yield b"".join(held)
            held.clear()
            size = 0
    if held:
        yield b"".join(held)
