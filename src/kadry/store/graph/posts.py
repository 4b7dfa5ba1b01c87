"""Rows of posts: made for a tenure or a succession, and gone when nothing is on them any more (shown.py)."""

import sqlite3
from collections.abc import Callable

from kadry.store.graph import marks


def post_row(connection: sqlite3.Connection, post: str, home: Callable[[], int]) -> int:
    """The row of a post by its id, made where there is none. home: gives the row of its body."""
    hash = bytes.fromhex(post)
    found = connection.execute("SELECT id FROM graph_post WHERE hash = ?", (hash,)).fetchone()
    if found is not None:
        return int(found[0])
    body = home()
    marks.mark(connection, marks.NAMES, {body})
    query = "INSERT INTO graph_post (hash, body, due, stamp) VALUES (?, ?, 1, 0)"
    return int(connection.execute(query, (hash, body)).lastrowid or 0)
