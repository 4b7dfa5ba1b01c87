"""Relations of bodies, decisions and events in the view: what an edition's claims name, and what comes of each topic.

A topic is claims that may be of one thing (`kadry.project.scene`); it is due when one of them comes or goes, or one of
those whom they name gets another id. Every function that writes expects to run inside a transaction.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import msgspec

from kadry.document import Document
from kadry.mention import Mention
from kadry.project.scene import records, topics
from kadry.project.things import Record, Seen, is_entity, named
from kadry.store import scenes
from kadry.store.graph import marks
from kadry.store.noted import as_json

Row = tuple[int, str, tuple[int | None, ...]]  # claim, topic, rows of those whom it names
Find = Callable[[Mention, Mention], int]

_ENCODE = msgspec.msgpack.Encoder()
_CLAIMS = """SELECT claim, document.hash, text.text, published FROM graph_scene
    JOIN edition ON edition.id = graph_scene.edition JOIN graph_edition ON graph_edition.edition = graph_scene.edition
    JOIN document ON document.id = graph_edition.document JOIN text ON text.id = document.text WHERE topic = ?"""
_WHO = """SELECT position, lower(hex(hash)) FROM graph_scene_who JOIN graph_entity ON graph_entity.id = entity
    WHERE claim = ?"""


def has_scene(connection: sqlite3.Connection, edition: int) -> bool:
    """Whether anything of the kind is said in an edition."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM scene WHERE edition = ?)", (edition,)).fetchone()[0])


def rows(
    connection: sqlite3.Connection, edition: int, document: Document, rejected: Collection[bytes], find: Find
) -> list[Row]:
    """The claims of an edition that the graph takes. find: gives the row of whom a mention, or its fullest, names."""
    numbers = dict(connection.execute("SELECT lower(hex(hash)), id FROM scene WHERE edition = ?", (edition,)))
    claims = [claim for claim in scenes.read(connection, edition, document) if bytes.fromhex(claim.id) not in rejected]
    who = [tuple(find(*pair) if is_entity(claim, pair[1]) else None for pair in named(claim)) for claim in claims]
    seen = [Seen(claim, tuple(map(_marked, own))) for claim, own in zip(claims, who, strict=True)]
    return [(numbers[one.claim.id], topic, own) for one, topic, own in zip(seen, topics(seen), who, strict=True)]


def _marked(row: int | None) -> str | None:
    """A row as no name is written."""
    return None if row is None else f"\0{row}"


def replace(connection: sqlite3.Connection, edition: int, fresh: Sequence[Row]) -> bool:
    """Make these the claims of an edition; whether they were others."""
    if sorted(_held(connection, edition), key=_claim) == sorted(fresh, key=_claim):
        return False
    take_back(connection, edition)
    for claim, topic, who in fresh:
        found = connection.execute("SELECT id FROM graph_topic WHERE hash = ?", (bytes.fromhex(topic),)).fetchone()
        insert = "INSERT INTO graph_topic (hash, due) VALUES (?, 1)"
        row = found[0] if found else connection.execute(insert, (bytes.fromhex(topic),)).lastrowid
        connection.execute("UPDATE graph_topic SET due = 1 WHERE id = ?", (row,))
        connection.execute("INSERT INTO graph_scene (claim, edition, topic) VALUES (?, ?, ?)", (claim, edition, row))
        named = ((claim, position, one) for position, one in enumerate(who))
        connection.executemany("INSERT INTO graph_scene_who VALUES (?, ?, ?)", named)
    marks.mark(connection, marks.NAMES, {one for _, _, who in fresh for one in who if one is not None})
    return True


def _claim(row: Row) -> int:
    return row[0]


def _held(connection: sqlite3.Connection, edition: int) -> list[Row]:
    query = (
        "SELECT claim, lower(hex(hash)) FROM graph_scene JOIN graph_topic ON graph_topic.id = topic WHERE edition = ?"
    )
    who = "SELECT entity FROM graph_scene_who WHERE claim = ? ORDER BY position"
    found = connection.execute(query, (edition,)).fetchall()
    return [(claim, topic, tuple(one for (one,) in connection.execute(who, (claim,)))) for claim, topic in found]


def take_back(connection: sqlite3.Connection, edition: int) -> None:
    """Take out of the view what an edition's claims say."""
    own = "(SELECT claim FROM graph_scene WHERE edition = ?)"
    who = connection.execute(f"SELECT DISTINCT entity FROM graph_scene_who WHERE claim IN {own}", (edition,)).fetchall()
    connection.execute(
        "UPDATE graph_topic SET due = 1 WHERE id IN (SELECT topic FROM graph_scene WHERE edition = ?)", (edition,)
    )
    connection.execute(f"DELETE FROM graph_scene_who WHERE claim IN {own}", (edition,))
    connection.execute("DELETE FROM graph_scene WHERE edition = ?", (edition,))
    marks.mark(connection, marks.NAMES, {one for (one,) in who if one is not None})


def conceal(connection: sqlite3.Connection, edition: int) -> None:
    """Blank every record that may still repeat an edition's words."""
    topic = "topic IN (SELECT topic FROM graph_scene WHERE edition = ?)"
    connection.execute(f"UPDATE graph_record SET data = x'' WHERE {topic}", (edition,))


def settle(connection: sqlite3.Connection, topic: int, copies: Mapping[str, str], stamp: int) -> None:
    """Work out the things of a topic anew from all of its claims; one of which nothing is said goes."""
    claims = connection.execute(_CLAIMS, (topic,)).fetchall()
    seen = {claim: _seen(connection, claim, hash.hex(), text, day) for claim, hash, text, day in claims}
    made = records(seen.values(), copies)
    written = _write(connection, topic, made, stamp)
    about = {claim: written[record.id] for record in made for claim in record.claims}
    for row, one in seen.items():
        query = """UPDATE graph_scene SET record = ?1 WHERE claim = ?2 AND record IS NOT ?1 RETURNING edition"""
        for (edition,) in connection.execute(query, (about[one.claim.id], row)).fetchall():
            connection.execute("UPDATE graph_edition SET stamp = ? WHERE edition = ?", (stamp, edition))
    if made:
        connection.execute("UPDATE graph_topic SET due = 0 WHERE id = ?", (topic,))
    else:
        connection.execute("DELETE FROM graph_topic WHERE id = ?", (topic,))


def _seen(connection: sqlite3.Connection, claim: int, document: str, text: str, published: str | None) -> Seen:
    one = scenes.read_one(connection, claim, document, text)
    who = dict(connection.execute(_WHO, (claim,)).fetchall())
    return Seen(one, tuple(who.get(position) for position, _ in enumerate(named(one))), published)


def _write(connection: sqlite3.Connection, topic: int, made: Iterable[Record], stamp: int) -> dict[str, int]:
    """Make the records those of the topic; the row of each. What is as it was keeps its stamp."""
    query = "SELECT hash, kind, id, data FROM graph_record WHERE topic = ?"
    before = {hash: (kind, id, data) for hash, kind, id, data in connection.execute(query, (topic,))}
    found = {}
    for record in made:
        hash, data, kind = bytes.fromhex(record.id), _ENCODE.encode(record), type(record).__name__.lower()
        _, id, old = before.pop(hash, (None, None, None))
        if data != old:
            insert = "INSERT OR REPLACE INTO graph_record VALUES (?, ?, ?, ?, ?, ?)"
            id = connection.execute(insert, (id, hash, topic, kind, stamp, data)).lastrowid
        found[record.id] = int(id or 0)
    for hash, (kind, id, _) in before.items():
        connection.execute("DELETE FROM graph_record WHERE id = ?", (id,))
        marks.gone(connection, kind, [hash], stamp)
    return found


def due_of(connection: sqlite3.Connection, entities: Collection[int]) -> None:
    """The topics that name some entities are due: their ids have changed."""
    query = """UPDATE graph_topic SET due = 1 WHERE id IN (SELECT topic FROM graph_scene WHERE claim IN
        (SELECT claim FROM graph_scene_who WHERE entity IN (SELECT value FROM json_each(?))))"""
    connection.execute(query, (as_json(entities),))


def due_in(connection: sqlite3.Connection, document: str) -> None:
    """The topics of a document are due: it has become, or is no more, a reprint."""
    query = """UPDATE graph_topic SET due = 1 WHERE id IN (SELECT topic FROM graph_scene WHERE edition IN
        (SELECT edition FROM graph_edition WHERE document = (SELECT id FROM document WHERE hash = ?)))"""
    connection.execute(query, (bytes.fromhex(document),))
