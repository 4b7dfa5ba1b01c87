"""Rows of posts: made for a tenure or a succession, and gone when nothing is on them any more (shown.py)."""

import sqlite3
from collections.abc import Callable, Mapping

from kadry.store.graph import marks


def post_rows(connection: sqlite3.Connection, homes: Mapping[str, Callable[[], int]]) -> dict[str, int]:
    """The rows of posts by their ids, made where there are none. homes: what gives the row of each one's body."""
    rows, touched = dict[str, int](), set[int]()
    for post, home in homes.items():
        hash = bytes.fromhex(post)
        found = connection.execute("SELECT id FROM graph_post WHERE hash = ?", (hash,)).fetchone()
        if found is None:
            body = home()
            touched.add(body)
            query = "INSERT INTO graph_post (hash, body, due, stamp) VALUES (?, ?, 1, 0)"
            rows[post] = int(connection.execute(query, (hash, body)).lastrowid or 0)
        else:
            rows[post] = int(found[0])
    marks.mark(connection, marks.NAMES, touched)
    return rows
