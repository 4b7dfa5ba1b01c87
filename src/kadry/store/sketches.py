"""Rows of the view of reprints (reprints.py): which texts are in it, the keys of their sketches, and how texts go.

A text is in the view with all its keys or with none. Home 0 marks what must be grouped anew. Every function that writes
expects to run inside a transaction, and each change counts the generation up.
"""

import sqlite3
from collections.abc import Collection, Iterator
from itertools import islice

from kadry.copies import FORMAT, fingerprint, index, version
from kadry.store.many import insert
from kadry.store.noted import as_json

TABLES = ("view_copy", "view_copy_text", "view_copy_key")
_AT_ONCE = 10_000  # keys of a query


def state(connection: sqlite3.Connection) -> tuple[str, int]:
    """The version that the view was made by, and its generation."""
    made, generation = connection.execute("SELECT version, generation FROM view_copy_state").fetchone()
    return made, generation


def step(connection: sqlite3.Connection) -> None:
    """Count the generation up."""
    connection.execute("UPDATE view_copy_state SET generation = generation + 1")


def clear(connection: sqlite3.Connection, made: str = "") -> None:
    """Throw the view away; made: the version that will make what comes next."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE view_copy_state SET version = ?", (made,))
    step(connection)


def homes(connection: sqlite3.Connection) -> dict[int, int]:
    """The home of each text in the view."""
    return dict(connection.execute("SELECT text, home FROM view_copy_text"))


def near(connection: sqlite3.Connection, fingerprints: dict[int, bytes]) -> set[int]:
    """The texts in the view that share a key with some fingerprints."""
    keys = (key for key, _ in index(fingerprints))
    query = "SELECT DISTINCT text FROM view_copy_key WHERE key IN (SELECT value FROM json_each(?))"
    found: set[int] = set()
    while some := list(islice(keys, _AT_ONCE)):
        found.update(text for (text,) in connection.execute(query, (as_json(some),)))
    return found


def enter(connection: sqlite3.Connection, texts: Collection[int]) -> None:
    """Take texts into the view, with a home yet to be found."""
    found = read(connection, texts)
    connection.executemany(
        "INSERT INTO view_copy_text VALUES (?, 0) ON CONFLICT DO NOTHING", ((text,) for text in found)
    )
    insert(connection, "INSERT INTO view_copy_key", index(found), "ON CONFLICT DO NOTHING")
    step(connection)


def forget(connection: sqlite3.Connection, texts: Collection[int]) -> None:
    """Take texts out of the view, before they go themselves; their groups are to be found anew."""
    if state(connection)[0] != version():  # keys of another version cannot be told
        clear(connection)
    known = homes(connection)
    gone = known.keys() & texts
    if not gone:
        return
    connection.executemany("DELETE FROM view_copy_key WHERE key = ? AND text = ?", index(read(connection, gone)))
    connection.executemany("DELETE FROM view_copy_text WHERE text = ?", ((text,) for text in gone))
    torn = as_json({known[text] for text in gone})
    connection.execute("UPDATE view_copy_text SET home = 0 WHERE home IN (SELECT value FROM json_each(?))", (torn,))
    step(connection)


def read(connection: sqlite3.Connection, texts: Collection[int]) -> dict[int, bytes]:
    """The fingerprints of texts; of those that are in the ledger."""
    return dict(_read(connection, texts))


def _read(connection: sqlite3.Connection, texts: Collection[int]) -> Iterator[tuple[int, bytes]]:
    query = "SELECT id, fingerprint FROM text WHERE id IN (SELECT value FROM json_each(?))"
    for text, stored in connection.execute(query, (as_json(texts),)):
        if stored is not None and stored[:1] == FORMAT:
            yield text, stored
        else:
            yield text, fingerprint(text_in(connection, text))


def text_in(connection: sqlite3.Connection, row: int) -> str:
    """The text in a row; "" where another process has erased it meanwhile."""
    found = connection.execute("SELECT text FROM text WHERE id = ?", (row,)).fetchone()
    return str(found[0]) if found else ""
