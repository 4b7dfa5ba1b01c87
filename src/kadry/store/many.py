"""Rows by the hundred: in a statement for many rows each of them costs far less than in one of its own."""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain, islice

_AT_ONCE = 128  # rows in a statement
_IN_HAND = 8 * _AT_ONCE  # rows that are laid out at once


def insert(connection: sqlite3.Connection, into: str, rows: Iterable[Sequence[object]], after: str = "") -> None:
    """Insert rows, all of one width. into: the statement up to VALUES; after: what stands behind the values.

    What sqlite3 has to adapt, bool, bytes and None among it, takes longer than int, str and bytearray.
    """
    rest = iter(rows)
    while some := list(islice(rest, _IN_HAND)):
        row = f"({', '.join('?' * len(some[0]))})"
        insert_laid(connection, into, row, list(chain.from_iterable(some)), after)


def insert_laid(connection: sqlite3.Connection, into: str, row: str, values: Sequence[object], after: str = "") -> None:
    """Insert rows whose values are laid out one after another. row: the statement's part for one, a mark a value."""
    width = row.count("?")
    many = width * _AT_ONCE
    rest = len(values) - len(values) % many
    whole, single = _statement(into, row, _AT_ONCE, after), _statement(into, row, 1, after)
    connection.executemany(whole, (values[at : at + many] for at in range(0, rest, many)))
    connection.executemany(single, (values[at : at + width] for at in range(rest, len(values), width)))


@cache
def _statement(into: str, row: str, rows: int, after: str) -> str:
    return f"{into} VALUES {', '.join([row] * rows)} {after}"
