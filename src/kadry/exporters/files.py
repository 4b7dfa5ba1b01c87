"""Exports and dumps as files and folders: complete or not there at all."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from kadry.errors import ExportError
from kadry.graph import Graph
from kadry.plugins import ExportOptions, is_folder, load, load_together


def write(graph: Graph, path: Path, format: str, options: ExportOptions) -> None:
    """Write a graph to ``path`` in the format of that name (`kadry.plugins`), a file or a folder of files.

    Raises ExportError where it cannot be written, PluginError where the format is unknown, UsageError where the
    exporter cannot use the options.
    """
    if is_folder(format):
        fill = load("folders", format)
        with replacing_folder(path) as folder:
            fill(graph, folder, options)
        return
    exporter = load("exporters", format)
    with replacing(path) as out:
        exporter(graph, out, options)


def write_together(graph: Graph, files: Mapping[str, Path], options: ExportOptions) -> None:
    """The same in one format, or in those of ``TOGETHER`` or ``READ_ONCE``, to a path each."""
    if len(files) == 1:
        ((name, path),) = files.items()
        write(graph, path, name, options)
        return
    with ExitStack() as stack:
        outs = [stack.enter_context(replacing(path)) for path in files.values()]
        load_together(tuple(files))(graph, outs, options)


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
def replacing_folder(path: Path) -> Iterator[Path]:
    """An empty folder that takes the place of ``path`` once it is filled.

    What is there is replaced only where it holds nothing but plain files that the new folder has too: no other file is
    ever deleted. Whatever fails, an older folder stays as it was. A link is followed. Raises ExportError where the
    folder cannot be written, or holds something else.
    """
    place = Path(os.path.realpath(path))
    try:
        _check_replaceable(path, place, None)
        with _scratch(place) as part:
            yield part
            _check_replaceable(path, place, {file.name for file in part.iterdir()})
            for file in part.iterdir():
                _sync(file, os.O_RDWR)
            _sync_folder(part)
            _swap(part, place)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror or error}") from error


def _check_replaceable(path: Path, place: Path, names: set[str] | None) -> None:
    """Raise ExportError where a folder holds what an export would not write; names: what it writes, None: any file."""
    if not os.path.lexists(place):
        return
    if not place.is_dir():
        raise ExportError(f"{path}: is not a folder; name another place")
    for entry in sorted(os.scandir(place), key=lambda entry: entry.name):
        plain = entry.is_file(follow_symlinks=False)
        if not plain or (names is not None and entry.name not in names):
            raise ExportError(f"{path}: holds {entry.name!r}, which is no part of this export; name another folder")


@contextmanager
def _scratch(place: Path) -> Iterator[Path]:
    """A new folder beside a place, gone at the end unless it was renamed."""
    part = place.with_name(f".kadry-{token_hex(8)}.part")
    part.mkdir()
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _swap(part: Path, place: Path) -> None:
    """Put a filled folder in its place; an older one steps aside first, and back if that fails."""
    old = place.with_name(f".kadry-{token_hex(8)}.old")
    had = place.exists()
    if had:
        place.rename(old)
    try:
        part.rename(place)
    except BaseException:
        if had:
            old.rename(place)
        raise
    _sync_folder(place.parent)
    shutil.rmtree(old, ignore_errors=True)


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
    _sync_folder(place.parent)


def _sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk, where the system lets a folder be synced."""
    if hasattr(os, "O_DIRECTORY"):
        _sync(folder, os.O_RDONLY | os.O_DIRECTORY)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
