"""Dumps: one JSON object a line, plain or gzip, read line by line, so that a dump of any size takes little memory."""

import gzip
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from kadry.document import Failure, Reading, digest
from kadry.errors import InputError
from kadry.plugins import ReadOptions
from kadry.readers import dates, prepare
from kadry.readers.leftovers import address

_GZIP = b"\x1f\x8b"
_BYTES_PER_CHARACTER = 6  # a Cyrillic letter as \u0430


class Lines(Protocol):
    """An open file of bytes, as far as a dump needs one."""

    def readline(self, size: int, /) -> bytes:
        """The next line, or as much of it as ``size`` allows; nothing at the end."""


def read(path: Path, options: ReadOptions) -> Iterator[Reading | Failure]:
    """Every record of a dump; a bad line is a failure of its own, and the rest goes on."""
    place = prepare.shown(path)
    packed = path.name.lower().endswith(".gz")
    try:
        prepare.check_file(path)
        with path.open("rb") as file:
            _check_packing(file.read(2), packed, place)
        with gzip.open(path, "rb") if packed else path.open("rb") as lines:
            yield from read_lines(lines, place, prepare.location(path), options)
    except InputError as error:
        yield Failure(error.location, error.reason)
    except OSError as error:
        yield Failure(place, prepare.unreadable(error))


def read_lines(lines: Lines, place: str, base: str | None, options: ReadOptions) -> Iterator[Reading | Failure]:
    """The records of an open dump. ``base`` is its location; None for standard input, which has none."""
    seen: set[str] = set()
    number = 0
    for number, line in _numbered(lines, place, options):
        here = f"{place}:{number}"
        try:
            if isinstance(line, str):
                raise InputError(here, line)
            if line.strip():
                yield _reading(line, number, here, base, options, seen)
        except InputError as error:
            yield Failure(error.location, error.reason)
    if not number:
        yield Failure(place, "is empty; there is nothing to read")


def _numbered(lines: Lines, place: str, options: ReadOptions) -> Iterator[tuple[int, bytes | str]]:
    """Each line with its number, from one; a line that cannot be had comes as the reason why."""
    limit = _BYTES_PER_CHARACTER * options.max_chars + 10_000
    number = 1
    try:
        while line := lines.readline(limit):
            whole = len(line) < limit or line.endswith(b"\n")
            yield number, line if whole else prepare.too_long(options)
            while not whole and (rest := lines.readline(limit)):
                whole = rest.endswith(b"\n")
            number += 1
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield number, "the gzip file is damaged or cut short here; the records before this were read"


def _check_packing(start: bytes, packed: bool, place: str) -> None:
    if packed and start != _GZIP:
        raise InputError(place, "is named .gz and is not gzip; name it .jsonl")
    if not packed and start == _GZIP:
        raise InputError(place, "is gzip; name it .jsonl.gz")


def _reading(line: bytes, number: int, here: str, base: str | None, options: ReadOptions, seen: set[str]) -> Reading:
    record = _record(line, here)
    text = _field(record, "text", options)
    if not isinstance(text, str):
        name = options.fields.get("text", "text")
        raise InputError(here, f"has no text in the field {name!r}; name the right one with --field text=NAME")
    source = _field(record, "source", options)
    published = _field(record, "published", options)
    date = dates.partial(published) if isinstance(published, str) else None
    notes = [] if date or published in (None, "") else [f"the date in line {number} is not understood and was left out"]
    if address(source) is None and source not in (None, ""):
        notes.append(f"the source in line {number} is no http address and was left out")
    title = _field(record, "title", options)
    reading = prepare.make_reading(
        text,
        place=here,
        found=_location(base, _field(record, "id", options), number, seen),
        name=_name(_field(record, "id", options), here),
        options=options,
        source=address(source),
        title=title if isinstance(title, str) else None,
        published=date,
        notes=tuple(notes),
    )
    return reading if base else prepare.unplaced(reading)


def _record(line: bytes, here: str) -> Mapping[str, object]:
    try:
        record = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf").strip())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(here, f"is not JSON ({error}); a dump has one object a line") from error
    if not isinstance(record, dict):
        raise InputError(here, "is not a JSON object; a dump has one object a line")
    return record


def _field(record: Mapping[str, object], name: str, options: ReadOptions) -> object:
    return record.get(options.fields.get(name, name))


def _name(identity: object, here: str) -> str:
    usable = isinstance(identity, str | int) and not isinstance(identity, bool) and str(identity).strip()
    return str(identity) if usable else Path(here).name


def _location(base: str | None, identity: object, number: int, seen: set[str]) -> str:
    """Where the record is found again: by its id where it has one of its own, else by its line."""
    if not isinstance(identity, str | int) or isinstance(identity, bool) or not str(identity).strip():
        return f"{base}:{number}"
    key = digest(str(identity))[:16]
    mark = f":{number}" if key in seen else ""
    seen.add(key)
    return f"{base}#{identity!s}{mark}"
