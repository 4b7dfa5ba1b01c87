"""Readers turn files, folders, dumps and standard input into documents; what cannot be read becomes a Failure."""

import gzip
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from kadry.document import Failure, Reading
from kadry.plugins import Reader, ReadOptions, load, names
from kadry.readers import jsonl, prepare, text

# Documents that people keep beside texts: failures even in a folder, where other foreign files are passed over.
_OFFICE = {".pdf", ".doc", ".docx", ".rtf", ".odt", ".epub", ".mht", ".mhtml", ".pages", ".djvu"}


def read(
    inputs: Iterable[str | Path], options: ReadOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[Reading | Failure]:
    """Read every input: files, folders (recursively, in sorted order), ``-`` for standard input.

    A file that is named twice, or named and in a named folder, is read once. Nothing is raised for a bad input: it
    is yielded as a Failure, and the rest goes on.
    """
    options = options or ReadOptions()
    done: set[str] = set()
    for given in inputs:
        if str(given) == "-":
            yield from _standard_input(stdin or sys.stdin.buffer, options)
        else:
            yield from _read_path(Path(given), options, done)


def _read_path(given: Path, options: ReadOptions, done: set[str]) -> Iterator[Reading | Failure]:
    for found in walk(given) if os.path.isdir(given) else (given,):
        if isinstance(found, Failure):
            yield found
            continue
        path = os.path.abspath(found)
        if path in done:
            continue
        done.add(path)
        reader = reader_for(found)
        if reader is not None:
            yield from _guarded(reader, found, options)
        elif not os.path.lexists(found):
            yield Failure(prepare.shown(found), "there is no such file or folder; check the path")
        elif found is given or found.suffix.lower() in _OFFICE:
            known = ", ".join(names("readers"))
            yield Failure(prepare.shown(found), f"no reader for this kind of file (there are {known}); save it as .txt")


def walk(folder: Path) -> Iterator[Path | Failure]:
    """Every file under a folder in sorted order, hidden ones left out; a folder that cannot be opened is a Failure."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Failure(prepare.shown(folder), prepare.unreadable(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        # of an entry that may not be looked at, os.path says no, where Path raises and would end the whole run
        if not os.path.isdir(entry):
            yield entry
        elif not os.path.islink(entry):
            yield from walk(entry)


def reader_for(path: Path) -> Reader | None:
    """The reader for a file's suffix, the longest suffix first (``.jsonl.gz`` before ``.gz``); None where none is."""
    name = path.name.lower()
    known = [suffix for suffix in names("readers") if name.endswith(suffix)]
    if not known:
        return None
    reader: Reader = load("readers", max(known, key=len))
    return reader


def _guarded(reader: Reader, path: Path, options: ReadOptions) -> Iterator[Reading | Failure]:
    """A reader's documents; whatever a damaged file makes a library raise is this file's failure and no other's."""
    try:
        yield from reader(path, options)
    except Exception as error:
        yield Failure(prepare.shown(path), f"its reader failed ({type(error).__name__}: {error})")


def _standard_input(stream: BinaryIO, options: ReadOptions) -> Iterator[Reading | Failure]:
    """Standard input is a dump where it begins with gzip's mark or with ``{``, and one plain text otherwise."""
    with io.BufferedReader(cast(io.RawIOBase, stream)) as opened:
        start = opened.peek(64)[:64]
        if start.startswith(b"\x1f\x8b"):
            with gzip.open(opened, "rb") as lines:
                yield from jsonl.read_lines(lines, "-", None, options)
        elif start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            yield from jsonl.read_lines(opened, "-", None, options)
        else:
            yield from text.read_bytes(opened.read(4 * options.max_chars + 1), options)
