"""Rows by the hundred: all of them, in order, with what stands behind the values."""

import sqlite3

import pytest

from kadry.store.many import insert


@pytest.mark.parametrize("number", [0, 1, 127, 128, 129, 300])
def test_every_row_is_inserted_once(number: int) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE told (id INTEGER PRIMARY KEY, word TEXT, hash BLOB)")
    rows = [(id, f"слово {id}" if id % 2 else None, bytearray([id % 256])) for id in range(number)]
    insert(connection, "INSERT INTO told", iter(rows))
    assert connection.execute("SELECT * FROM told ORDER BY id").fetchall() == [
        (*row[:2], bytes(row[2])) for row in rows
    ]


def test_what_stands_behind_the_values_counts_for_every_row() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE counted (word TEXT PRIMARY KEY, number INTEGER)")
    insert(
        connection,
        "INSERT INTO counted",
        [(f"слово {place % 3}", 1) for place in range(400)],
        "ON CONFLICT (word) DO UPDATE SET number = number + excluded.number",
    )
    assert [n for (n,) in connection.execute("SELECT number FROM counted ORDER BY word")] == [134, 133, 133]
