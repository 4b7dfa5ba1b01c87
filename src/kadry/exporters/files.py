"""Exports and dumps as files: complete or not there at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from kadry.errors import ExportError
from kadry.graph import Graph
from kadry.plugins import ExportOptions, load


def write(graph: Graph, path: Path, format: str, options: ExportOptions) -> None:
    """Write a graph to ``path`` in the format of that name (`kadry.plugins`).

    Raises ExportError where the file cannot be written, PluginError where the format is unknown, UsageError where the
    exporter cannot use the options.
    """
    exporter = load("exporters", format)
    with replacing(path) as out:
        exporter(graph, out, options)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A new file that takes the place of ``path`` once all is written.

    It is written beside its place, brought to disk and renamed; whatever fails, an older file stays as it was and no
    part of a new one is left. A link is followed; a device or pipe is never replaced. Raises ExportError where the
    file cannot be written.
    """
    place = Path(os.path.realpath(path))
    if os.path.exists(place) and not os.path.isfile(place):
        raise ExportError(f"{path}: is not a plain file; name another place")
    try:
        with _replacing(place) as out:
            yield out
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextmanager
def _replacing(place: Path) -> Iterator[BinaryIO]:
    part = place.with_name(f".kadry-{token_hex(8)}.part")
    with part.open("xb") as out:
        try:
            yield out
            out.flush()
            os.fsync(out.fileno())
            part.replace(place)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    _settle(place.parent)


def _settle(folder: Path) -> None:
    """Bring a rename to disk, where the system lets a folder be synced."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
