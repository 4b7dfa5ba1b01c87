"""What is due: rows of the graph that something has happened to. Every function expects to run inside a transaction."""

import sqlite3
from collections.abc import Collection, Iterable

import msgspec
from msgspec import Struct

from kadry.claim import entity_id
from kadry.store.graph import index
from kadry.store.noted import as_json

NAMES, CAREER = 1, 2  # bits of graph_entity.due: how it is shown; what tenures come of its facts
FORM, COUNTRY, SETTING = range(3)  # what is counted of an entity, besides what its chains are called (index.py)
TABLES = (
    "graph_edition",
    "graph_entity",
    "graph_form",
    "graph_word",
    "graph_post",
    "graph_fact",
    "graph_tenure",
    "graph_scene",
    "graph_scene_who",
    "graph_topic",
    "graph_topic_claim",
    "graph_record",
    "graph_gone",
)


class Part(Struct, frozen=True, array_like=True):
    """What an edition says of one entity: its row, the forms of its name, its country, and that of the text.

    name: what the chain is called by its head, None where there is no chain. generic: whether that names nobody.
    """

    entity: int
    forms: tuple[str, ...]
    country: str | None
    setting: str | None
    name: str | None = None
    generic: bool = False

    def counted(self) -> list[tuple[int, int, str]]:
        """The keys of the numbers that it adds one to."""
        found = [(self.entity, FORM, form) for form in self.forms]
        if self.country is not None:
            found.append((self.entity, COUNTRY, self.country))
        if self.setting is not None:
            found.append((self.entity, SETTING, self.setting))
        if self.name is not None:
            found.append((self.entity, index.GENERIC if self.generic else index.NAME, self.name))
        return found


PARTS = msgspec.msgpack.Decoder(tuple[Part, ...])


def withdraw(connection: sqlite3.Connection, edition: int) -> None:
    """Take out of the graph what an edition has added to it."""
    row = connection.execute("SELECT told, document FROM graph_edition WHERE edition = ?", (edition,)).fetchone()
    if row is None:
        return
    query = "SELECT claim, person, post FROM graph_fact WHERE edition = ?"
    take_back(connection, PARTS.decode(row[0]), connection.execute(query, (edition,)).fetchall())
    connection.execute("DELETE FROM graph_edition WHERE edition = ?", (edition,))
    hash = connection.execute("SELECT hash FROM document WHERE id = ?", (row[1],)).fetchone()[0]
    gone(connection, "document", [hash], connection.execute("SELECT stamp FROM graph_state").fetchone()[0] + 1)


def take_back(
    connection: sqlite3.Connection, parts: Collection[Part], facts: Collection[tuple[int, int, int | None]]
) -> None:
    """Take out of the graph some of what an edition has added; facts: claim, person and post of each."""
    counted = [key for part in parts for key in part.counted()]
    where = "WHERE entity = ? AND what = ? AND value = ?"
    connection.executemany(f"UPDATE graph_form SET number = number - 1 {where}", counted)
    connection.executemany(f"DELETE FROM graph_form {where} AND number <= 0", counted)
    index.drop(connection, [(part.entity, part.name) for part in parts if part.name is not None])
    mark(connection, NAMES, {part.entity for part in parts})
    mark(connection, CAREER, {person for _, person, _ in facts})
    posts_due(connection, {post for _, _, post in facts if post is not None})
    connection.executemany("DELETE FROM graph_fact WHERE claim = ?", ((claim,) for claim, _, _ in facts))


def conceal(connection: sqlite3.Connection, edition: int) -> None:
    """Take out what an edition has added, and with it every record that may still repeat its words."""
    row = connection.execute("SELECT told FROM graph_edition WHERE edition = ?", (edition,)).fetchone()
    if row is None:
        return
    shown = "data = NULL, known = NULL WHERE id IN (SELECT value FROM json_each(?))"
    connection.execute(f"UPDATE graph_entity SET {shown}", (as_json({part.entity for part in PARTS.decode(row[0])}),))
    connection.execute(
        "UPDATE graph_post SET data = NULL WHERE id IN (SELECT post FROM graph_fact WHERE edition = ?)", (edition,)
    )
    withdraw(connection, edition)


def mark(connection: sqlite3.Connection, what: int, entities: Collection[int]) -> None:
    """Entities that are due."""
    query = "UPDATE graph_entity SET due = due | ? WHERE id IN (SELECT value FROM json_each(?)) AND due & ? = 0"
    if entities:
        connection.execute(query, (what, as_json(entities), what))


def posts_due(connection: sqlite3.Connection, posts: Collection[int]) -> None:
    """Posts that are due."""
    query = "UPDATE graph_post SET due = 1 WHERE id IN (SELECT value FROM json_each(?)) AND due = 0"
    if posts:
        connection.execute(query, (as_json(posts),))


def moved(
    connection: sqlite3.Connection, notes: Collection[int], editions: Collection[int], founders: Iterable[str]
) -> None:
    """Notes have another founder, or editions other notes: they are to be read again, and who had them is due."""
    query = "SELECT DISTINCT edition FROM view_chain WHERE note IN (SELECT value FROM json_each(?))"
    read_again(connection, {*editions, *(edition for (edition,) in connection.execute(query, (as_json(notes),)))})
    hashes = ((NAMES, bytes.fromhex(entity_id(founder))) for founder in founders if founder)
    connection.executemany("UPDATE graph_entity SET due = due | ? WHERE hash = ?", hashes)


def read_again(connection: sqlite3.Connection, editions: Collection[int]) -> None:
    """Editions that are to be read again."""
    query = "UPDATE graph_edition SET stale = 1 WHERE edition IN (SELECT value FROM json_each(?))"
    connection.execute(query, (as_json(editions),))


def stamped(connection: sqlite3.Connection, editions: Collection[int], stamp: int) -> None:
    """Editions of which the graph tells something else now."""
    query = "UPDATE graph_edition SET stamp = ? WHERE edition IN (SELECT value FROM json_each(?)) AND stamp <> ?"
    if editions:
        connection.execute(query, (stamp, as_json(editions), stamp))


def gone(connection: sqlite3.Connection, kind: str, hashes: Iterable[bytes], stamp: int) -> None:
    """Things that were in the graph and are no more."""
    rows = ((kind, hash, stamp) for hash in hashes)
    connection.executemany("INSERT OR REPLACE INTO graph_gone VALUES (?, ?, ?)", rows)


def clear(connection: sqlite3.Connection) -> None:
    """Throw the graph away."""
    for table in TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE graph_state SET version = '', age = age + 1")


def as_list(ids: Iterable[str]) -> str:
    """Ids as text, sorted."""
    return msgspec.json.encode(sorted(ids)).decode()
