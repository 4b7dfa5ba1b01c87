"""Which documents reprint one another (`kadry.copies`), and the view of that beside the ledger.

Fingerprints, and the groups that are found by them, are derived from texts and may be dropped at any time. A pair of
texts is judged by nothing else, so that only what is new, and the group that a text has left, is compared anew. What
the view does not hold yet is worked out in passing.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from msgspec import Struct

from kadry.copies import FORMAT, copy_groups, fingerprint, version
from kadry.store import sketches
from kadry.store.noted import as_json
from kadry.store.transactions import hastily, transaction

_BATCH = 1_000  # texts whose fingerprints are written at once: a short wait for others, and little to do again
_PIECE = 20_000  # texts that come into the view at once: their keys lie all over it, and are written in one go
_MANY = 8  # where more than one text in so many is new, all are near


class Printed(Struct, frozen=True):
    """A live document: its row, its id, and the row of its text."""

    row: int
    id: bytes
    text: int


def fill(connection: sqlite3.Connection) -> None:
    """Give a fingerprint to every text that has none of today's format; outside a transaction, in short ones."""
    rows = iter(_without(connection))
    with hastily(connection):
        while some := list(islice(rows, _BATCH)):
            made = [(fingerprint(text), row, hash) for row, hash, text in _texts(connection, some)]
            with transaction(connection):
                connection.executemany("UPDATE text SET fingerprint = ? WHERE id = ? AND hash = ?", made)


def refresh(connection: sqlite3.Connection, live: Collection[int]) -> bool:
    """Bring the view up to date with these documents, by row; outside a transaction, in short ones.

    False where it could not be: another process writes, or has changed the view meanwhile.
    """
    with hastily(connection):
        return _viewed(connection, live) is not None or _refresh(connection, live)
    return False


def copies(connection: sqlite3.Connection, live: Collection[int]) -> dict[str, str]:
    """Those of these documents, by row, that reprint another: id → the least id of their group. Writes nothing."""
    firsts = _viewed(connection, live)
    if firsts is None:
        documents = _documents(connection, live)
        texts = {document.text for document in documents}
        firsts = _firsts(documents, _homes(connection, _known(connection), texts))
    others = {row: first for row, first in firsts.items() if row != first}
    query = "SELECT id, hash FROM document WHERE id IN (SELECT value FROM json_each(?))"
    ids = {row: id.hex() for row, id in connection.execute(query, (as_json(others.keys() | set(others.values())),))}
    return {ids[row]: ids[first] for row, first in others.items()}


def stamp(connection: sqlite3.Connection) -> int:
    """The generation of the view, for ``changed``."""
    return sketches.state(connection)[1]


def changed(connection: sqlite3.Connection, since: int) -> set[str]:
    """The documents in the view that have come, or have got another first of their group, after a generation."""
    query = "SELECT hash FROM view_copy JOIN document ON document.id = view_copy.document WHERE stamp > ?"
    return {id.hex() for (id,) in connection.execute(query, (since,))}


def _viewed(connection: sqlite3.Connection, live: Collection[int]) -> dict[int, int] | None:
    """Each document and the first of its group, by row, if the view is of just these documents.

    What a document says is in its id, so that the same documents have the same groups, whatever happened in between.
    """
    if sketches.state(connection)[0] != version():
        return None
    firsts: dict[int, int] = dict(connection.execute("SELECT document, first FROM view_copy"))
    return firsts if firsts.keys() == set(live) else None


def _refresh(connection: sqlite3.Connection, live: Collection[int]) -> bool:
    documents = _documents(connection, live)
    _admit(connection, {document.text for document in documents})
    return _write(connection, documents)


def _without(connection: sqlite3.Connection) -> list[int]:
    """The texts to be given a fingerprint; the formats of all are looked at only where the version is another."""
    query = "SELECT id FROM text WHERE fingerprint IS NULL"
    if sketches.state(connection)[0] != version():
        query += f" OR substr(fingerprint, 1, 1) <> x'{FORMAT.hex()}'"
    return [row for (row,) in connection.execute(query)]


def _texts(connection: sqlite3.Connection, rows: Collection[int]) -> Iterator[tuple[int, bytes, str]]:
    """Row, hash and text of each, one at a time: there are long ones."""
    query = "SELECT id, hash, text FROM text WHERE id IN (SELECT value FROM json_each(?))"
    yield from connection.execute(query, (as_json(rows),))


def _documents(connection: sqlite3.Connection, live: Collection[int]) -> list[Printed]:
    """These documents, by id."""
    query = "SELECT id, hash, text FROM document WHERE id IN (SELECT value FROM json_each(?)) ORDER BY hash"
    return [Printed(*row) for row in connection.execute(query, (as_json(live),))]


def _firsts(documents: Sequence[Printed], homes: Mapping[int, int]) -> dict[int, int]:
    """Each document and the first of its group, by row; the documents come by id."""
    first: dict[int, int] = {}
    return {document.row: first.setdefault(homes[document.text], document.row) for document in documents}


def _known(connection: sqlite3.Connection) -> dict[int, int]:
    """The homes in the view, if they may be believed."""
    return sketches.homes(connection) if sketches.state(connection)[0] == version() else {}


def _homes(connection: sqlite3.Connection, known: Mapping[int, int], texts: set[int]) -> dict[int, int]:
    """The home of each text, one for all that are one source among these; known: those in the view."""
    torn = {home for text, home in known.items() if text not in texts} | {0}
    held = {text: home for text, home in known.items() if home not in torn}
    fresh = texts - held.keys()
    return _joined(connection, fresh, held) if fresh else held


def _joined(connection: sqlite3.Connection, fresh: set[int], held: dict[int, int]) -> dict[int, int]:
    """The homes when fresh texts have come to those that are held."""
    prints = sketches.read(connection, fresh)
    close = held.keys() if len(fresh) * _MANY > len(held) else sketches.near(connection, prints) & held.keys()
    prints |= sketches.read(connection, close)
    found = {**held, **{text: text for text in fresh}}
    moved: dict[int, int] = {}
    for group in copy_groups(
        prints, lambda text: sketches.text_in(connection, text), {text: held[text] for text in close}
    ):
        home = min(found[text] for text in group)
        moved |= {found[text]: home for text in group}
    return {text: moved.get(home, home) for text, home in found.items()}


def _admit(connection: sqlite3.Connection, texts: set[int]) -> None:
    """Let go of what is in the view and not among these texts, and take in what is not there yet."""
    if sketches.state(connection)[0] != version():
        with transaction(connection):
            sketches.clear(connection, version())
    known = sketches.homes(connection).keys()
    if gone := known - texts:
        with transaction(connection):
            sketches.forget(connection, gone)
    fresh = iter(sorted(texts - known))
    while some := list(islice(fresh, _PIECE)):
        with transaction(connection):
            sketches.enter(connection, some)


def _write(connection: sqlite3.Connection, documents: Sequence[Printed]) -> bool:
    """Write the homes and firsts that have changed; False where another process has changed the view meanwhile."""
    old = sketches.state(connection)
    known = _known(connection)
    homes = _homes(connection, known, {document.text for document in documents})
    firsts = _firsts(documents, homes)
    before: dict[int, int] = dict(connection.execute("SELECT document, first FROM view_copy"))
    moved = [(home, text) for text, home in homes.items() if known.get(text) != home]
    new = [(row, first, old[1] + 1) for row, first in firsts.items() if before.get(row) != first]
    gone = [(row,) for row in before.keys() - firsts.keys()]
    if not (moved or new or gone):
        return True
    with transaction(connection):
        if sketches.state(connection) != old:
            return False
        connection.executemany("UPDATE view_copy_text SET home = ? WHERE text = ?", moved)
        connection.executemany("INSERT OR REPLACE INTO view_copy VALUES (?, ?, ?)", new)
        connection.executemany("DELETE FROM view_copy WHERE document = ?", gone)
        sketches.step(connection)
    return True
