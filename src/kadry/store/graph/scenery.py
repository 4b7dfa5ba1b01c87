"""Relations of bodies, decisions, events and successions in the view: what claims name, and what comes of them.

A topic is what claims share that may be of one thing (`kadry.project.scene`); it is due when one of them comes or goes,
or one of those whom they name gets another id. Claims that hang together by topics are worked out together. Every
function that writes expects to run inside a transaction.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import structs

from kadry.document import Document
from kadry.graph import Succession, Thing
from kadry.mention import Mention
from kadry.project.scene import records, topics
from kadry.project.things import Seen, is_entity, named
from kadry.scene import BodyClaim, DecisionClaim
from kadry.store import scenes
from kadry.store.graph import deeds, marks
from kadry.store.graph.posts import post_rows
from kadry.store.noted import as_json

Row = tuple[int, tuple[int | None, ...], frozenset[str]]  # claim, rows of those whom it names, topics
Find = Callable[[Mention, Mention], int]

_ENCODE = msgspec.msgpack.Encoder()
_CLAIMS = """SELECT claim, document.hash, text.text, published FROM graph_scene
    JOIN edition ON edition.id = graph_scene.edition JOIN graph_edition ON graph_edition.edition = graph_scene.edition
    JOIN document ON document.id = graph_edition.document JOIN text ON text.id = document.text
    WHERE claim IN (SELECT value FROM json_each(?))"""
_TOPICS = "SELECT topic FROM graph_topic_claim WHERE claim IN"
_BEFORE = """SELECT id, hash, kind, post FROM graph_record WHERE topic IN (SELECT value FROM json_each(?))
    UNION SELECT id, hash, kind, post FROM graph_record WHERE id IN
    (SELECT record FROM graph_scene WHERE claim IN (SELECT value FROM json_each(?)))"""
_WHO = """SELECT position, lower(hex(hash)) FROM graph_scene_who JOIN graph_entity ON graph_entity.id = entity
    WHERE claim = ?"""


def rows(
    connection: sqlite3.Connection, edition: int, document: Document, rejected: Collection[bytes], find: Find
) -> list[Row]:
    """The claims of an edition that the graph takes. find: gives the row of whom a mention, or its fullest, names."""
    numbers = dict(connection.execute("SELECT lower(hex(hash)), id FROM scene WHERE edition = ?", (edition,)))
    claims = [claim for claim in scenes.read(connection, edition, document) if bytes.fromhex(claim.id) not in rejected]
    who = [tuple(find(*pair) if is_entity(claim, pair[1]) else None for pair in named(claim)) for claim in claims]
    seen = [Seen(claim, tuple(map(_marked, own))) for claim, own in zip(claims, who, strict=True)]
    return [(numbers[one.claim.id], own, shared) for one, own, shared in zip(seen, who, topics(seen), strict=True)]


def _marked(row: int | None) -> str | None:
    """A row as no name is written."""
    return None if row is None else f"\0{row}"


def replace(connection: sqlite3.Connection, edition: int, fresh: Sequence[Row]) -> bool:
    """Make these the claims of an edition; whether they were others."""
    held = _held(connection, edition)
    if sorted(held, key=_claim) == sorted(fresh, key=_claim):
        return False
    before = dict(connection.execute("SELECT claim, record FROM graph_scene WHERE edition = ?", (edition,)))
    if held:
        take_back(connection, edition)
    for claim, who, shared in fresh:
        insert = "INSERT INTO graph_scene (claim, edition, record) VALUES (?, ?, ?)"
        connection.execute(insert, (claim, edition, before.get(claim)))
        named = ((claim, position, one) for position, one in enumerate(who))
        connection.executemany("INSERT INTO graph_scene_who VALUES (?, ?, ?)", named)
        hashes = [bytes.fromhex(topic) for topic in sorted(shared)]
        topics = [(_topic(connection, hash), claim) for hash in hashes]
        connection.executemany("INSERT INTO graph_topic_claim VALUES (?, ?)", topics)
    marks.mark(connection, marks.NAMES, {one for _, who, _ in fresh for one in who if one is not None})
    return True


def _topic(connection: sqlite3.Connection, hash: bytes) -> int:
    """The row of a topic, which is due."""
    insert = "INSERT INTO graph_topic (hash, due) VALUES (?, 1) ON CONFLICT (hash) DO UPDATE SET due = 1 RETURNING id"
    return int(connection.execute(insert, (hash,)).fetchone()[0])


def _claim(row: Row) -> int:
    return row[0]


def _held(connection: sqlite3.Connection, edition: int) -> list[Row]:
    who = "SELECT entity FROM graph_scene_who WHERE claim = ? ORDER BY position"
    query = """SELECT lower(hex(hash)) FROM graph_topic_claim JOIN graph_topic ON graph_topic.id = topic
        WHERE claim = ?"""

    def all_of(query: str, claim: int) -> Iterator[Any]:
        return (one for (one,) in connection.execute(query, (claim,)))

    found = connection.execute("SELECT claim FROM graph_scene WHERE edition = ?", (edition,)).fetchall()
    return [(claim, tuple(all_of(who, claim)), frozenset(all_of(query, claim))) for (claim,) in found]


def take_back(connection: sqlite3.Connection, edition: int) -> None:
    """Take out of the view what an edition's claims say."""
    own = "(SELECT claim FROM graph_scene WHERE edition = ?)"
    who = connection.execute(f"SELECT DISTINCT entity FROM graph_scene_who WHERE claim IN {own}", (edition,)).fetchall()
    connection.execute(f"UPDATE graph_topic SET due = 1 WHERE id IN ({_TOPICS} {own})", (edition,))
    for table in ("graph_scene_who", "graph_topic_claim", "graph_scene"):
        connection.execute(f"DELETE FROM {table} WHERE claim IN {own}", (edition,))
    marks.mark(connection, marks.NAMES, {one for (one,) in who if one is not None})


def conceal(connection: sqlite3.Connection, edition: int) -> None:
    """Blank every record and post that may still repeat an edition's words."""
    own = "SELECT record FROM graph_scene WHERE edition = ?"
    posts = f"SELECT post FROM graph_record WHERE id IN ({own})"
    connection.execute(f"UPDATE graph_post SET data = NULL WHERE id IN ({posts})", (edition,))
    connection.execute(f"UPDATE graph_record SET data = x'' WHERE id IN ({own})", (edition,))


def settle(connection: sqlite3.Connection, topic: int, copies: Mapping[str, str], stamp: int) -> None:
    """Work out anew what hangs together by a topic that is due; that of which nothing is said any more goes."""
    if connection.execute("SELECT 1 FROM graph_topic WHERE id = ? AND due <> 0", (topic,)).fetchone() is None:
        return  # done with another that hangs together with it
    shared, claims = map(as_json, _together(connection, topic))
    told = connection.execute(_CLAIMS, (claims,)).fetchall()
    seen = {claim: _seen(connection, claim, hash.hex(), text, day) for claim, hash, text, day in told}
    made = records(seen.values(), copies)
    before = connection.execute(_BEFORE, (shared, claims)).fetchall()
    written = {record.id: _write(connection, topic, record, stamp) for record in made}
    about = {claim: written[record.id] for record in made for claim in record.claims}
    _place(connection, {row: about[one.claim.id] for row, one in seen.items()}, stamp)
    _drop(connection, [row for row in before if row[0] not in written.values()], stamp)
    connection.execute("UPDATE graph_topic SET due = 0 WHERE id IN (SELECT value FROM json_each(?))", (shared,))
    if not seen:
        connection.execute("DELETE FROM graph_topic WHERE id = ?", (topic,))


def _together(connection: sqlite3.Connection, topic: int) -> tuple[set[int], set[int]]:
    """The topics and claims that hang together with one: those that share a topic with its claims, and so on."""
    topics, claims, ahead = {topic}, set[int](), {topic}
    while ahead:
        query = "SELECT claim FROM graph_topic_claim WHERE topic IN (SELECT value FROM json_each(?))"
        fresh = {claim for (claim,) in connection.execute(query, (as_json(ahead),))} - claims
        query = f"{_TOPICS} (SELECT value FROM json_each(?))"
        ahead = {topic for (topic,) in connection.execute(query, (as_json(fresh),))} - topics
        claims |= fresh
        topics |= ahead
    return topics, claims


def _seen(connection: sqlite3.Connection, claim: int, document: str, text: str, published: str | None) -> Seen:
    one = scenes.read_one(connection, claim, document, text)
    who = dict(connection.execute(_WHO, (claim,)).fetchall())
    seen = Seen(one, tuple(who.get(position) for position, _ in enumerate(named(one))), published)
    if isinstance(one, BodyClaim) and one.decision is not None:
        return structs.replace(seen, decided=deeds.decided(connection, claim))
    if isinstance(one, DecisionClaim) and one.effects:
        return structs.replace(seen, tenures=deeds.tenures(connection, claim, len(one.effects)))
    return seen


def _write(connection: sqlite3.Connection, topic: int, record: Thing, stamp: int) -> int:
    """The row of a record, which is of a topic now; its post is due. What is as it was keeps its stamp."""
    hash, data, kind = bytes.fromhex(record.id), _ENCODE.encode(record), type(record).__name__.lower()
    query = "SELECT id, data, stamp FROM graph_record WHERE hash = ?"
    id, old, since = connection.execute(query, (hash,)).fetchone() or (None, None, stamp)
    post = _post_of(connection, record)
    marks.posts_due(connection, () if post is None else (post,))
    values = (id, hash, topic, kind, post, since if data == old else stamp, data)
    insert = "INSERT OR REPLACE INTO graph_record VALUES (?, ?, ?, ?, ?, ?, ?)"
    return int(connection.execute(insert, values).lastrowid or 0)


def _post_of(connection: sqlite3.Connection, record: Thing) -> int | None:
    """The row of the post on which a record is."""
    if not isinstance(record, Succession) or record.post is None:
        return None
    query = "SELECT id FROM graph_entity WHERE hash = ?"
    home = bytes.fromhex(record.body or "")
    rows = post_rows(connection, {record.post: lambda: int(connection.execute(query, (home,)).fetchone()[0])})
    return rows[record.post]


def _place(connection: sqlite3.Connection, placed: Mapping[int, int], stamp: int) -> None:
    """Note of each claim its record, and what that changes."""
    query = "UPDATE graph_scene SET record = ? WHERE claim = ? AND record IS NOT ? RETURNING edition"
    changed = {
        edition
        for claim, record in placed.items()
        for (edition,) in connection.execute(query, (record, claim, record)).fetchall()
    }
    connection.executemany("UPDATE graph_edition SET stamp = ? WHERE edition = ?", ((stamp, one) for one in changed))
    deeds.due_relations(connection, changed)


def _drop(connection: sqlite3.Connection, gone: Iterable[tuple[int, bytes, str, int | None]], stamp: int) -> None:
    """Let go of the records of which no claim is any more; another topic that is due may still have some."""
    for id, hash, kind, post in gone:
        if connection.execute("SELECT 1 FROM graph_scene WHERE record = ?", (id,)).fetchone() is None:
            connection.execute("DELETE FROM graph_record WHERE id = ?", (id,))
            marks.gone(connection, kind, [hash], stamp)
        marks.posts_due(connection, () if post is None else (post,))


def due_of(connection: sqlite3.Connection, entities: Collection[int]) -> None:
    """The topics that name some entities are due: their ids have changed."""
    query = f"""UPDATE graph_topic SET due = 1 WHERE id IN ({_TOPICS}
        (SELECT claim FROM graph_scene_who WHERE entity IN (SELECT value FROM json_each(?))))"""
    connection.execute(query, (as_json(entities),))


def due_in(connection: sqlite3.Connection, document: str) -> None:
    """The topics of a document are due: it has become, or is no more, a reprint."""
    query = f"""UPDATE graph_topic SET due = 1 WHERE id IN ({_TOPICS} (SELECT claim FROM graph_scene WHERE edition IN
        (SELECT edition FROM graph_edition WHERE document = (SELECT id FROM document WHERE hash = ?))))"""
    connection.execute(query, (bytes.fromhex(document),))
