"""Formats in the middle of which stand the people: who is read once is written in all that are written at once."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO, Protocol

from kadry.exporters.batches import write_pieces
from kadry.graph import Dossier, Graph


class Writer(Protocol):
    """A graph in one format; asked for what comes before the people, for each of them by id, for what comes after."""

    def before(self) -> Iterator[bytes]:
        """What comes before the people, in pieces."""

    def person(self, dossier: Dossier) -> bytes:
        """What stands of a person among the people."""

    def after(self) -> Iterator[bytes]:
        """What comes after the people, in pieces."""


def write_people(graph: Graph, writers: Sequence[tuple[Writer, BinaryIO]]) -> None:
    """Write a graph in some formats, to a file each."""
    for writer, out in writers:
        write_pieces(writer.before(), out)
    for dossier in graph.dossiers():
        for writer, out in writers:
            out.write(writer.person(dossier))
    for writer, out in writers:
        write_pieces(writer.after(), out)
