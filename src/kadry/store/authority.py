"""Entries of authority files in the ledger: each stated row once. Removing one deletes it: nothing else rests on it.

Every function that writes expects to run inside a transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from kadry.authority import Entry

_COLUMNS = ("identity", "kind", "names", "country", "born", "died")
_NAMES = msgspec.json.Decoder(tuple[str, ...])


def keep(connection: sqlite3.Connection, entries: Iterable[Entry]) -> int:
    """Keep entries; how many of them are new."""
    marks = ", ".join("?" * len(_COLUMNS))
    query = f"INSERT INTO authority ({', '.join(_COLUMNS)}) VALUES ({marks}) ON CONFLICT DO NOTHING"
    return sum(connection.execute(query, _values(entry)).rowcount for entry in entries)


def remove(connection: sqlite3.Connection, entries: Iterable[Entry]) -> int:
    """Remove these very entries; how many of them were here."""
    query = f"DELETE FROM authority WHERE {' AND '.join(f'{name} = ?' for name in _COLUMNS)}"
    return sum(connection.execute(query, _values(entry)).rowcount for entry in entries)


def read(connection: sqlite3.Connection) -> Iterator[Entry]:
    """Every entry, sorted by id, then type, then the rest."""
    names = ", ".join(_COLUMNS)
    for identity, type, forms, country, born, died in connection.execute(
        f"SELECT {names} FROM authority ORDER BY {names}"
    ):
        yield Entry(identity=identity, type=type, names=_NAMES.decode(forms), country=country, born=born, died=died)


def _values(entry: Entry) -> tuple[str, ...]:
    names = msgspec.json.encode(entry.names).decode()
    return entry.identity, entry.type, names, entry.country, entry.born, entry.died
