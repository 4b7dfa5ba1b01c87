"""Authority files: CSV or JSON lines of known people and bodies with their outside ids (docs/authority.md).

A file is taken whole or not at all: the first row that is wrong is named, and nothing is read from the file.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from kadry.authority import Entry, make_entry
from kadry.errors import InputError
from kadry.readers import dates, prepare

COLUMNS = ("id", "kind", "names", "country", "born", "died")
_NEEDED = COLUMNS[:3]
_DELIMITERS = ",;\t"
_JSON = {".jsonl", ".ndjson", ".json"}
_LONGEST_LINE = 1_000_000  # bytes
_MARK = b"\xef\xbb\xbf"


class _Row(Struct, kw_only=True):
    """One row as it is written; other keys and columns are nobody's business here."""

    id: str
    kind: str
    names: list[str]
    country: str | None = None
    born: str | None = None
    died: str | None = None


_DECODER = msgspec.json.Decoder(_Row)


def read(path: Path) -> list[Entry]:
    """The entries of an authority file, each once, in the file's order.

    JSON lines by the suffix (.jsonl, .ndjson, .json) or by a first line that begins with a brace; CSV otherwise. Raises
    InputError, which names the line, where the file or anything in it cannot be used.
    """
    place = prepare.shown(path)
    prepare.check_file(path)
    try:
        with path.open("rb") as file:
            entries = list(dict.fromkeys(_entries(file, path.suffix.lower() in _JSON, place)))
    except OSError as error:
        raise InputError(place, prepare.unreadable(error)) from error
    if not entries:
        raise InputError(place, f"holds no entry; give a header line ({','.join(COLUMNS)}) and rows, or JSON lines")
    return entries


def _entries(file: BinaryIO, json: bool, place: str) -> Iterator[Entry]:
    lines = _lines(file, place)
    if not json:
        json = file.read(64).removeprefix(_MARK).lstrip()[:1] == b"{"
        file.seek(0)
    kinds: dict[str, str] = {}
    for number, row in _from_json(lines, place) if json else _from_csv(lines, place):
        try:
            entry = _entry(row)
            if kinds.setdefault(entry.identity, entry.type) != entry.type:
                raise ValueError(f"{entry.identity} is a person and a body in this file; one id is one of them")
        except ValueError as error:
            raise InputError(f"{place}:{number}", f"{error}; nothing of the file was taken") from error
        yield entry


def _lines(file: BinaryIO, place: str) -> Iterator[str]:
    """The lines as text, without a byte-order mark."""
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) == _LONGEST_LINE:
            raise InputError(f"{place}:{number}", f"the line is longer than {_LONGEST_LINE:,} bytes; check the file")
        try:
            yield (line.removeprefix(_MARK) if number == 1 else line).decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"{place}:{number}", "is not UTF-8; save the file as UTF-8") from error


def _from_json(lines: Iterable[str], place: str) -> Iterator[tuple[int, _Row]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, _DECODER.decode(line)
        except (msgspec.MsgspecError, RecursionError) as error:
            raise InputError(
                f"{place}:{number}", f"{error}; write one object a line, with id, kind and a list of names"
            ) from error


def _from_csv(lines: Iterator[str], place: str) -> Iterator[tuple[int, _Row]]:
    header = next(lines, "")
    delimiter = max(_DELIMITERS, key=header.count)
    columns = _columns(next(csv.reader([header], delimiter=delimiter), []), place)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 2
    try:
        for cells in rows:
            if any(map(str.strip, cells)):
                yield number, _row(cells, columns, f"{place}:{number}")
            number = rows.line_num + 2  # where the next one begins: a cell may hold ends of lines
    except csv.Error as error:
        raise InputError(f"{place}:{number}", f"is no row of CSV ({error}); check the quotation marks") from error


def _columns(header: Sequence[str], place: str) -> Sequence[str]:
    columns = [cell.strip().lower() for cell in header]
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise InputError(
            f"{place}:1", f"the header has no column {', '.join(missing)}; begin the file with {','.join(COLUMNS)}"
        )
    twice = [name for name in COLUMNS if columns.count(name) > 1]
    if twice:
        raise InputError(f"{place}:1", f"the header has two columns {', '.join(twice)}; rename one")
    return columns


def _row(cells: Sequence[str], columns: Sequence[str], here: str) -> _Row:
    if len(cells) != len(columns):
        raise InputError(
            here, f"has {len(cells)} cells and the header {len(columns)}; put cells that hold a delimiter in quotes"
        )
    values = dict(zip(columns, cells, strict=True))
    optional = {name: values.get(name) for name in COLUMNS[3:]}
    return _Row(id=values["id"], kind=values["kind"], names=values["names"].split(";"), **optional)


def _entry(row: _Row) -> Entry:
    return make_entry(row.id, row.kind.strip().lower(), row.names, row.country or "", _date(row.born), _date(row.died))


def _date(text: str | None) -> str:
    """A date as partial ISO; what is none stays as it is, to be refused."""
    return dates.partial(text or "") or (text or "").strip()
