"""Fingerprints of texts, kept beside them, and the documents that reprint one another by them (`kadry.copies`).

A fingerprint is derived from its text and may be dropped at any time: what is missing, or of another format, is made
anew where it is needed.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from kadry.copies import FORMAT, copy_groups, fingerprint
from kadry.store.schema import transaction

_BATCH = 200  # texts whose fingerprints are written at once: a short wait for others, and little to do again


def fill(connection: sqlite3.Connection) -> None:
    """Give a fingerprint to every text that has none of today's format; outside a transaction, in short ones."""
    rows = _without(connection)
    for start in range(0, len(rows), _BATCH):
        made = [(fingerprint(_text(connection, row)), row) for row in rows[start : start + _BATCH]]
        with transaction(connection):
            connection.executemany("UPDATE text SET fingerprint = ? WHERE id = ?", made)


def copies(connection: sqlite3.Connection, editions: Sequence[int]) -> dict[str, str]:
    """The documents of these editions that reprint another: id → the least id of their group."""
    documents: dict[str, list[str]] = defaultdict(list)
    sketches: dict[str, bytes] = {}
    for document, text, kept in _fingerprints(connection, editions):
        documents[text.hex()].append(document.hex())
        sketches[text.hex()] = kept or fingerprint(_text_of(connection, text))
    groups = copy_groups(sketches, lambda text: _text_of(connection, bytes.fromhex(text)))
    grouped = {text for group in groups for text in group}
    alone = ((text,) for text in documents if text not in grouped)
    found = {}
    for group in (*groups, *alone):
        first, *others = sorted(document for text in group for document in documents[text])
        found.update(dict.fromkeys(others, first))
    return found


def _without(connection: sqlite3.Connection) -> list[int]:
    query = "SELECT id FROM text WHERE substr(fingerprint, 1, 1) IS NOT ? ORDER BY id"
    return [row for (row,) in connection.execute(query, (FORMAT,))]


def _fingerprints(connection: sqlite3.Connection, editions: Sequence[int]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Document and text hash of each edition, and the text's fingerprint if it is of today's format."""
    query = """SELECT document.hash, text.hash, CASE substr(fingerprint, 1, 1) WHEN ? THEN fingerprint END
        FROM edition JOIN document ON document.id = edition.document JOIN text ON text.id = document.text
        WHERE edition.id IN (SELECT value FROM json_each(?)) ORDER BY document.hash"""
    yield from connection.execute(query, (FORMAT, msgspec.json.encode(editions).decode()))


def _text(connection: sqlite3.Connection, row: int) -> str:
    """The text in a row; "" where another process has erased it meanwhile."""
    found = connection.execute("SELECT text FROM text WHERE id = ?", (row,)).fetchone()
    return str(found[0]) if found else ""


def _text_of(connection: sqlite3.Connection, hash: bytes) -> str:
    return str(connection.execute("SELECT text FROM text WHERE hash = ?", (hash,)).fetchone()[0])
