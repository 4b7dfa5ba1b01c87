"""Entries of the ledger, row by row: documents and their editions, where they lie, what was taken out.

Every function that writes expects to run inside a transaction.
"""

import sqlite3
from typing import Literal

import msgspec

from kadry.document import Document, digest
from kadry.store import noted, rows, sketches
from kadry.store.graph import marks, scenery
from kadry.store.live import PREFERENCE

_HASH = 16  # bytes

Act = Literal["retracted", "restored", "erased"]


def find_document(connection: sqlite3.Connection, id: str) -> int | None:
    """The row of a document by its id; what is no id is found nowhere."""
    try:
        return _one(connection, "SELECT id FROM document WHERE hash = ?", bytearray.fromhex(id))
    except ValueError:
        return None


def fill_document(connection: sqlite3.Connection, document: Document, row: int) -> None:
    """Give a document's row its text again where it has none."""
    query = "UPDATE document SET source = ?, text = ? WHERE id = ? AND text IS NULL"
    connection.execute(query, (document.source, keep_text(connection, document.text), row))


def keep_text(connection: sqlite3.Connection, text: str, fingerprint: bytes | None = None) -> int:
    """The row of a text, made where there is none. A fingerprint that is not given is made when one is asked for."""
    hash = bytearray.fromhex(digest("text", text))
    query = "INSERT INTO text (hash, text, fingerprint) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
    made = connection.execute(query, (hash, text, fingerprint))
    return _sure(made.lastrowid if made.rowcount else _one(connection, "SELECT id FROM text WHERE hash = ?", hash))


def keep_hash(connection: sqlite3.Connection, id: str) -> int:
    """The row of a document of which nothing but the id may be known. Raises ValueError for what is no id."""
    if len(bytes.fromhex(id)) != _HASH:
        raise ValueError(f"{id!r} is no id of a document")
    connection.execute("INSERT INTO document (hash) VALUES (?) ON CONFLICT DO NOTHING", (bytes.fromhex(id),))
    return _sure(find_document(connection, id))


def edition_id(document: Document) -> str:
    """The hash of what one reading says about a document: the same text may come with another title or date."""
    masked = msgspec.json.encode(document.masked).decode()
    return digest("edition", document.id, document.title, document.published, document.language, masked)


def find_edition(connection: sqlite3.Connection, hash: str) -> tuple[int, str] | None:
    """The row and the version of an edition by its hash."""
    row = connection.execute("SELECT id, version FROM edition WHERE hash = ?", (bytearray.fromhex(hash),)).fetchone()
    return None if row is None else (row[0], row[1])


def renew_edition(connection: sqlite3.Connection, edition: int, version: str) -> None:
    """Wipe what an earlier version found in an edition, which is mined by ``version`` from now on."""
    _forget(connection, edition)
    connection.execute("UPDATE edition SET version = ? WHERE id = ?", (version, edition))


def _forget(connection: sqlite3.Connection, edition: int) -> None:
    """Delete what was found in an edition, in the ledger and in the views."""
    scenery.conceal(connection, edition)
    scenery.take_back(connection, edition)
    marks.conceal(connection, edition)
    noted.forget(connection, edition)
    rows.wipe(connection, edition)


def any_edition(connection: sqlite3.Connection, row: int, document: Document) -> int | None:
    """The edition of a document that this reading makes, else the preferred of those that are kept."""
    known = find_edition(connection, edition_id(document))
    if known is not None:
        return known[0]
    return _one(connection, f"SELECT id FROM edition WHERE document = ? ORDER BY {PREFERENCE} LIMIT 1", row)


def last_read(connection: sqlite3.Connection, location: str) -> tuple[int, int | None] | None:
    """The document and edition that were read last at a location."""
    query = "SELECT document, edition FROM location WHERE location = ? ORDER BY id DESC LIMIT 1"
    row = connection.execute(query, (location,)).fetchone()
    return None if row is None else (row[0], row[1])


def add_read(connection: sqlite3.Connection, location: str, document: int, edition: int | None) -> None:
    """Append to what was read at a location."""
    values = (location, document, edition)
    connection.execute("INSERT INTO location (location, document, edition) VALUES (?, ?, ?)", values)


def acts_on(connection: sqlite3.Connection, document: int) -> list[Act]:
    """What was done to a document, in order."""
    query = "SELECT act FROM retraction WHERE document = ? ORDER BY id"
    return [act for (act,) in connection.execute(query, (document,))]


def is_away(connection: sqlite3.Connection, document: int) -> bool:
    """Whether a document was retracted or erased and not restored."""
    return acts_on(connection, document)[-1:] not in ([], ["restored"])


def note_act(connection: sqlite3.Connection, document: int, act: Act) -> None:
    """Note that a document was retracted, restored or erased."""
    connection.execute("INSERT INTO retraction (document, act) VALUES (?, ?)", (document, act))


def erase(connection: sqlite3.Connection, document: int) -> None:
    """Delete what a document said: text, names, title, address, all that was found in it. Its id and places stay."""
    for (edition,) in connection.execute("SELECT id FROM edition WHERE document = ?", (document,)).fetchall():
        _forget(connection, edition)
        connection.execute("UPDATE location SET edition = NULL WHERE edition = ?", (edition,))
        connection.execute("DELETE FROM edition WHERE id = ?", (edition,))
    text = _one(connection, "SELECT text FROM document WHERE text IS NOT NULL AND id = ?", document)
    connection.execute("UPDATE document SET source = NULL, text = NULL WHERE id = ?", (document,))
    if text is not None and _one(connection, "SELECT id FROM document WHERE text = ? LIMIT 1", text) is None:
        sketches.forget(connection, {text})
        connection.execute("DELETE FROM text WHERE id = ?", (text,))


def _one(connection: sqlite3.Connection, query: str, value: object) -> int | None:
    row = connection.execute(query, (value,)).fetchone()
    return None if row is None else int(row[0])


def _sure(id: int | None) -> int:
    """A row that was written a line ago."""
    assert id is not None
    return id
