"""The ledger's counter: a quick and sure sign that the views are of the ledger as it is.

Triggers count every change of the rows from which views are made (schema.py); whoever has brought all views up to date
notes the number that it began with, unless another has changed the ledger meanwhile.
"""

import sqlite3

from kadry.store.transactions import hastily, transaction


def changes(connection: sqlite3.Connection) -> int:
    """How often the ledger was changed."""
    return int(connection.execute("SELECT changes FROM ledger_state").fetchone()[0])


def note(connection: sqlite3.Connection, version: str, at: int) -> None:
    """Note that the views are of the ledger after ``at`` changes, by a version of all rules; outside a transaction."""
    if not is_noted(connection, version):
        with hastily(connection), transaction(connection):
            query = "UPDATE ledger_state SET viewed = changes, version = ? WHERE changes = ?"
            connection.execute(query, (version, at))


def is_noted(connection: sqlite3.Connection, version: str) -> bool:
    """Whether all views are known to be of the ledger as it is now, and nobody is at work on the graph."""
    query = """SELECT viewed = changes AND ledger_state.version = ? AND graph_state.version <> ''
        AND NOT EXISTS (SELECT 1 FROM graph_edition WHERE stale <> 0)
        AND NOT EXISTS (SELECT 1 FROM graph_entity WHERE due <> 0)
        AND NOT EXISTS (SELECT 1 FROM graph_post WHERE due <> 0)
        AND NOT EXISTS (SELECT 1 FROM graph_topic WHERE due <> 0)
        AND NOT EXISTS (SELECT 1 FROM text WHERE fingerprint IS NULL) FROM ledger_state, graph_state"""
    return bool(connection.execute(query, (version,)).fetchone()[0])
