"""Dump and load: the whole ledger as JSON lines, lossless and sorted, so that equal stores give equal bytes.

A dump that is loaded into a store with something in it is merged: what both hold stays as it is here, a retraction on
either side counts on both, and what lies at a location is decided here unless the dump has read on from it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, TypeVar

import msgspec
from msgspec import Struct

from kadry.authority import Entry, make_entry
from kadry.claim import Extraction, Judgement, Rejection
from kadry.document import Document, document_id
from kadry.errors import StoreError
from kadry.store import authority, documents, entries, rows, scenes
from kadry.store.entries import Act
from kadry.store.sheet import Sheet, check

FORMAT = 1
_AT_ONCE = 100_000  # values that wait to be written together
_WEIGHT: dict[Act, int] = {"restored": 0, "retracted": 1, "erased": 2}
_Word = TypeVar("_Word", Judgement, Rejection)


class _Ledger(Struct, tag="ledger", tag_field="kind"):
    """The first line of a dump."""

    format: int


class _Entry(Struct, tag="document", tag_field="kind"):
    """One edition of a document with what was found in it."""

    document: Document
    extraction: Extraction


class _Location(Struct, tag="location", tag_field="kind"):
    """A location and what was read there, in order: document id, edition hash or None."""

    location: str
    history: list[tuple[str, str | None]]


class _Retraction(Struct, tag="retraction", tag_field="kind"):
    """What was done to a document, in order."""

    document: str
    acts: list[Act]


_Line = _Ledger | _Entry | _Location | _Retraction | Judgement | Rejection | Entry


def dump(connection: sqlite3.Connection, out: BinaryIO) -> None:
    """Write every line of a dump."""
    encoder = msgspec.json.Encoder()
    for line in _lines(connection):
        out.write(encoder.encode(line) + b"\n")


def load(connection: sqlite3.Connection, lines: Iterable[bytes]) -> None:
    """Merge a dump into the ledger, inside a transaction.

    Raises StoreError for a line that is no part of a dump.
    """
    decoder = msgspec.json.Decoder(_Line)
    name = getattr(lines, "name", "the dump")
    sheet, number = Sheet(connection), 0
    for number, line in enumerate(lines, 1):
        try:
            record = decoder.decode(line)
            if (number == 1) != isinstance(record, _Ledger):
                raise ValueError("a dump begins with one line of kind ledger, and has no other")
            _merge(connection, record, sheet)
        except (msgspec.MsgspecError, ValueError) as error:
            raise StoreError(f"{name}: line {number} is no part of a dump: {error}; nothing was loaded") from error
    sheet.write()
    if not number:
        raise StoreError(f"{name}: is empty; nothing was loaded")


def keep_word(connection: sqlite3.Connection, word: Judgement | Rejection) -> None:
    """Keep a judgement or rejection; the same one twice is kept once."""
    names = word.__struct_fields__
    marks = ", ".join("?" * len(names))
    table = type(word).__struct_config__.tag
    values = [getattr(word, name) for name in names]
    connection.execute(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks}) ON CONFLICT DO NOTHING", values)


def read_words(connection: sqlite3.Connection, type: type[_Word]) -> list[_Word]:
    """Every judgement or every rejection, sorted."""
    names = type.__struct_fields__
    found = connection.execute(f"SELECT {', '.join(names)} FROM {type.__struct_config__.tag}")
    return sorted(msgspec.convert(dict(zip(names, row, strict=True)), type, strict=False) for row in found)


def _lines(connection: sqlite3.Connection) -> Iterator[_Line]:
    yield _Ledger(FORMAT)
    yield from _entries(connection)
    yield from _locations(connection)
    yield from _retractions(connection)
    yield from read_words(connection, Judgement)
    yield from read_words(connection, Rejection)
    yield from authority.read(connection)


def _entries(connection: sqlite3.Connection) -> Iterator[_Entry]:
    query = """SELECT edition.id, version FROM edition JOIN document ON document.id = edition.document
        ORDER BY document.hash, edition.hash"""
    for edition, version in connection.execute(query):
        document = documents.read(connection, edition)
        claims = rows.read_claims(connection, edition, document.id, document.text)
        chains = tuple(rows.read_chains(connection, edition, document.id, document.text))
        scene = scenes.read(connection, edition, document)
        found = Extraction(document=document.id, claims=claims, chains=chains, version=version, scene=scene)
        yield _Entry(document, found)


def _locations(connection: sqlite3.Connection) -> Iterator[_Location]:
    query = """SELECT location, document.hash, edition.hash FROM location
        JOIN document ON document.id = location.document LEFT JOIN edition ON edition.id = location.edition
        ORDER BY location, location.id"""
    current: _Location | None = None
    for location, document, edition in connection.execute(query):
        if current is None or current.location != location:
            if current is not None:
                yield current
            current = _Location(location, [])
        current.history.append((document.hex(), edition and edition.hex()))
    if current is not None:
        yield current


def _retractions(connection: sqlite3.Connection) -> Iterator[_Retraction]:
    query = "SELECT id, hash FROM document WHERE id IN (SELECT document FROM retraction) ORDER BY hash"
    for document, hash in connection.execute(query):
        yield _Retraction(hash.hex(), entries.acts_on(connection, document))


def _merge(connection: sqlite3.Connection, line: _Line, sheet: Sheet) -> None:
    if not isinstance(line, _Entry) or sheet.size > _AT_ONCE:
        sheet.write()
    match line:
        case _Ledger():
            if line.format != FORMAT:
                raise ValueError(f"format {line.format} is not known to this version of Kadry; upgrade Kadry")
        case _Entry():
            _merge_entry(connection, sheet, line.document, line.extraction)
        case _Location():
            _merge_location(connection, line)
        case _Retraction():
            _merge_retraction(connection, line)
        case Entry():
            _merge_authority(connection, line)
        case _:
            keep_word(connection, line)


def _merge_entry(connection: sqlite3.Connection, sheet: Sheet, document: Document, extraction: Extraction) -> None:
    if document.id != document_id(document.source, document.text):
        raise ValueError(f"document {document.id} is not the hash of its address and text")
    if sheet.names(document.id):
        sheet.write()
    check(document, extraction)
    known = entries.find_document(connection, document.id)
    erased = known is not None and entries.acts_on(connection, known)[-1:] == ["erased"]
    hash = entries.edition_id(document)
    if not erased and entries.find_edition(connection, hash) is None:
        if known is None:
            known = sheet.add_document(document, entries.keep_text(connection, document.text))
        else:
            entries.fill_document(connection, document, known)
        sheet.add(sheet.add_edition(known, document, hash, extraction.version), document, extraction)


def _merge_location(connection: sqlite3.Connection, line: _Location) -> None:
    """Read on where the dump read on: if its last document was never read at this location here."""
    query = "SELECT hash FROM location JOIN document ON document.id = location.document WHERE location = ?"
    here = {hash.hex() for (hash,) in connection.execute(query, (line.location,))}
    if line.history and line.history[-1][0] not in here:
        for document, edition in line.history if not here else line.history[-1:]:
            known = entries.find_edition(connection, edition) if edition else None
            row = entries.keep_hash(connection, document)
            entries.add_read(connection, line.location, row, known and known[0])


def _merge_authority(connection: sqlite3.Connection, entry: Entry) -> None:
    checked = make_entry(entry.identity, entry.type, entry.names, entry.country, entry.born, entry.died)
    if checked != entry:
        raise ValueError(f"the authority entry {entry.identity!r} is not in its one form")
    authority.keep(connection, [entry])


def _merge_retraction(connection: sqlite3.Connection, line: _Retraction) -> None:
    row = entries.keep_hash(connection, line.document)
    for act in _acts_to_add(entries.acts_on(connection, row), line.acts):
        entries.note_act(connection, row, act)
    if entries.acts_on(connection, row)[-1:] == ["erased"]:
        entries.erase(connection, row)


def _acts_to_add(here: Sequence[Act], there: Sequence[Act]) -> Sequence[Act]:
    """What the dump knows beyond what is known here; where the two contradict, the weightier last act counts."""
    if here == there[: len(here)]:
        return there[len(here) :]
    if there == here[: len(there)] or _WEIGHT[there[-1]] <= _WEIGHT[here[-1]]:
        return ()
    return there[-1:]
