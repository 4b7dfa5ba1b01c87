"""The index of what entities are called: for each the heads of its chains, and the words of these.

Every function that writes expects to run inside a transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from kadry.spelling import marks
from kadry.store.many import insert

NAME, GENERIC = 3, 4  # what graph_form counts: heads of chains that name somebody, and of those that name nobody
Called = tuple[int, str]  # the row of an entity, a name


def add(connection: sqlite3.Connection, called: Iterable[Called]) -> None:
    """Take names in."""
    rows = {(word, entity) for entity, name in called for word in marks([name])}
    insert(connection, "INSERT OR IGNORE INTO graph_word", sorted(rows))


def drop(connection: sqlite3.Connection, called: Iterable[Called]) -> None:
    """Let go of the words that only names had which are counted no more."""
    for entity, name in called:
        left = set(names(connection, entity))
        if name not in left:
            gone = marks([name]) - marks(left)
            connection.executemany(
                "DELETE FROM graph_word WHERE word = ? AND entity = ?", ((word, entity) for word in gone)
            )


def names(connection: sqlite3.Connection, entity: int) -> Iterator[str]:
    """The names of an entity's chains."""
    query = f"SELECT DISTINCT value FROM graph_form WHERE entity = ? AND what IN ({NAME}, {GENERIC}) ORDER BY value"
    return (name for (name,) in connection.execute(query, (entity,)))
