"""Rows of the view of who is who (view.py) that go: with an edition, with their last chain, or all together.

Every function expects to run inside a transaction.
"""

import sqlite3
from collections.abc import Collection

import msgspec

TABLES = ("view_edition", "view_note", "view_key", "view_chain")


def forget(connection: sqlite3.Connection, edition: int) -> None:
    """Take out of the view what an edition said, as it is taken out of the ledger."""
    chains = [id for (id,) in connection.execute("SELECT id FROM view_chain WHERE edition = ?", (edition,))]
    held = notes_of(connection, chains)
    connection.execute(
        """UPDATE view_note SET component = 0 WHERE component <> 0 AND component IN
        (SELECT component FROM view_note WHERE id IN (SELECT value FROM json_each(?)))""",
        (as_json(held),),
    )
    connection.execute("DELETE FROM view_chain WHERE edition = ?", (edition,))
    for table in ("view_edition", "view_ahead"):
        connection.execute(f"DELETE FROM {table} WHERE edition = ?", (edition,))
    drop_unheld(connection, held)
    connection.execute("UPDATE view_state SET generation = generation + 1")


def clear(connection: sqlite3.Connection) -> None:
    """Throw the view away; what was worked out ahead for the next one stays."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE view_state SET version = '', generation = generation + 1")


def notes_of(connection: sqlite3.Connection, chains: Collection[int]) -> list[int]:
    """The notes of some chains."""
    query = "SELECT DISTINCT note FROM view_chain WHERE id IN (SELECT value FROM json_each(?))"
    return [note for (note,) in connection.execute(query, (as_json(chains),))]


def drop_unheld(connection: sqlite3.Connection, notes: Collection[int]) -> None:
    """Delete those of some notes that no chain has any more."""
    query = """SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM view_chain WHERE note = value)"""
    for (note,) in connection.execute(query, (as_json(notes),)).fetchall():
        connection.execute("DELETE FROM view_key WHERE note = ?", (note,))
        connection.execute("DELETE FROM view_note WHERE id = ?", (note,))


def as_json(numbers: Collection[int]) -> str:
    """Numbers as one value for json_each."""
    return msgspec.json.encode(sorted(numbers)).decode()
