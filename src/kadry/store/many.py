"""Rows by the hundred: in a statement for many rows each of them costs far less than in one of its own."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, islice

_AT_ONCE = 128  # rows in a statement


def insert(connection: sqlite3.Connection, into: str, rows: Iterable[Sequence[object]], after: str = "") -> None:
    """Insert rows, all of one width. into: the statement up to VALUES; after: what stands behind the values.

    What sqlite3 has to adapt, bool, bytes and None among it, takes longer than int, str and bytearray.
    """
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        if len(some) == _AT_ONCE:
            connection.execute(_statement(into, len(some[0]), _AT_ONCE, after), list(chain.from_iterable(some)))
        else:
            connection.executemany(_statement(into, len(some[0]), 1, after), some)


@cache
def _statement(into: str, width: int, rows: int, after: str) -> str:
    row = f"({', '.join('?' * width)})"
    return f"{into} VALUES {', '.join([row] * rows)} {after}"
