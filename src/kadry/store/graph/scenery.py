"""Relations of bodies, decisions, events and successions in the view: what claims name, and what comes of them.

A topic is what claims share that may be of one thing (`kadry.project.scene`); it is due when one of them comes or goes,
or one of those whom they name gets another id. Claims that hang together by topics are worked out together. Every
function that writes expects to run inside a transaction.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import structs

from kadry.graph import Succession, Thing
from kadry.mention import Mention
from kadry.project.scene import records, topics
from kadry.project.things import Seen, is_entity, named
from kadry.scene import BodyClaim, DecisionClaim, SceneClaim
from kadry.store import scenes
from kadry.store.graph import deeds, marks
from kadry.store.graph.posts import post_rows
from kadry.store.many import insert
from kadry.store.noted import as_json

Row = tuple[int, tuple[int | None, ...], frozenset[str]]  # claim, rows of those whom it names, topics
Find = Callable[[Mention, Mention], int]

_ENCODE = msgspec.msgpack.Encoder()
_DOCUMENTS = """SELECT edition.id, document.hash, text.text, published FROM graph_edition
    JOIN edition ON edition.id = graph_edition.edition JOIN document ON document.id = graph_edition.document
    JOIN text ON text.id = document.text WHERE graph_edition.edition IN
    (SELECT edition FROM graph_scene WHERE claim IN (SELECT value FROM json_each(?)))"""
_HOMES = "SELECT claim, edition FROM graph_scene WHERE claim IN (SELECT value FROM json_each(?))"
_SHARED = "SELECT topic, claim FROM graph_topic_claim WHERE {} IN (SELECT value FROM json_each(?))"
_TOPICS = "SELECT topic FROM graph_topic_claim WHERE claim IN"
_BEFORE = """SELECT id, hash, kind, post FROM graph_record WHERE topic IN (SELECT value FROM json_each(?))
    UNION SELECT id, hash, kind, post FROM graph_record WHERE id IN
    (SELECT record FROM graph_scene WHERE claim IN (SELECT value FROM json_each(?)))"""
_WHO = """SELECT claim, position, hash FROM graph_scene_who JOIN graph_entity ON graph_entity.id = entity
    WHERE claim IN (SELECT value FROM json_each(?))"""
_IS_DUE = "SELECT 1 FROM graph_topic WHERE id = ? AND due <> 0"
_AT_ONCE = 200  # topics that are in hand together, with all that hangs together with them


def rows(claims: Sequence[tuple[int, SceneClaim]], find: Find) -> list[Row]:
    """The rows of the claims of an edition, each of which comes with its number.

    find: gives the row of whom a mention, or its fullest, names.
    """
    who = [tuple(find(*pair) if is_entity(one, pair[1]) else None for pair in named(one)) for _, one in claims]
    seen = [Seen(one, tuple(map(_marked, own))) for (_, one), own in zip(claims, who, strict=True)]
    return [(number, own, shared) for (number, _), own, shared in zip(claims, who, topics(seen), strict=True)]


def _marked(row: int | None) -> str | None:
    """A row as no name is written."""
    return None if row is None else f"\0{row}"


def replace(connection: sqlite3.Connection, edition: int, fresh: Sequence[Row]) -> bool:
    """Make these the claims of an edition that holds some; whether they were others."""
    held = _held(connection, edition)
    if sorted(held, key=_claim) == sorted(fresh, key=_claim):
        return False
    before = dict(connection.execute("SELECT claim, record FROM graph_scene WHERE edition = ?", (edition,)))
    take_back(connection, edition)
    add(connection, {edition: fresh}, before)
    return True


def add(connection: sqlite3.Connection, fresh: Mapping[int, Sequence[Row]], before: Mapping[int, int]) -> None:
    """Take the claims of editions in. before: the records that some of the claims had."""
    told = [(row[0], edition, before.get(row[0])) for edition, own in fresh.items() for row in own]
    insert(connection, "INSERT INTO graph_scene (claim, edition, record)", told)
    who = [(claim, place, one) for own in fresh.values() for claim, named, _ in own for place, one in enumerate(named)]
    insert(connection, "INSERT INTO graph_scene_who", who)
    shared = [(claim, bytes.fromhex(topic)) for own in fresh.values() for claim, _, topics in own for topic in topics]
    rows = ((bytearray(topic), 1) for topic in sorted({topic for _, topic in shared}))
    insert(connection, "INSERT INTO graph_topic (hash, due)", rows, "ON CONFLICT (hash) DO UPDATE SET due = 1")
    connection.executemany("INSERT INTO graph_topic_claim SELECT id, ? FROM graph_topic WHERE hash = ?", shared)
    marks.mark(connection, marks.NAMES, {one for _, _, one in who if one is not None})


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


def settle(connection: sqlite3.Connection, topics: Sequence[int], copies: Mapping[str, str], stamp: int) -> None:
    """Work out anew what hangs together by topics that are due; those of which nothing is said any more go."""
    for start in range(0, len(topics), _AT_ONCE):
        some = _due(connection, topics[start : start + _AT_ONCE])
        told = _Told(connection, some)
        for topic in some:
            if connection.execute(_IS_DUE, (topic,)).fetchone():  # else done with another that hangs together with it
                _settle(connection, topic, told, copies, stamp)


def _due(connection: sqlite3.Connection, topics: Collection[int]) -> list[int]:
    """Those of some topics that are due."""
    query = "SELECT id FROM graph_topic WHERE id IN (SELECT value FROM json_each(?)) AND due <> 0"
    return [topic for (topic,) in connection.execute(query, (as_json(topics),))]


def _settle(connection: sqlite3.Connection, topic: int, told: "_Told", copies: Mapping[str, str], stamp: int) -> None:
    together, claims = told.together(topic)
    shared = as_json(together)
    seen = {claim: told.seen(claim) for claim in claims if claim in told.claims}
    made = records(seen.values(), copies)
    before = connection.execute(_BEFORE, (shared, as_json(claims))).fetchall()
    written = {record.id: _write(connection, topic, record, stamp) for record in made}
    about = {claim: written[record.id] for record in made for claim in record.claims}
    _place(connection, {row: about[one.claim.id] for row, one in seen.items()}, stamp)
    _drop(connection, [row for row in before if row[0] not in written.values()], stamp)
    connection.execute("UPDATE graph_topic SET due = 0 WHERE id IN (SELECT value FROM json_each(?))", (shared,))
    if not seen:
        connection.execute("DELETE FROM graph_topic WHERE id = ?", (topic,))


class _Told:
    """Some topics, all that hang together with them, and the claims of these: what settling does not change.

    claims: each that is in a document which the graph holds, with the date of that.
    """

    def __init__(self, connection: sqlite3.Connection, topics: Collection[int]) -> None:
        self._connection = connection
        self._claims_of: dict[int, set[int]] = {}
        self._topics_of: dict[int, set[int]] = {}
        self._follow(topics)
        asked = as_json(self._topics_of)
        self._who: dict[int, dict[int, str]] = defaultdict(dict)
        for claim, position, hash in connection.execute(_WHO, (asked,)):
            self._who[claim][position] = hash.hex()
        self.claims: dict[int, tuple[SceneClaim, str | None]] = {}
        homes = dict(connection.execute(_HOMES, (asked,)))
        rows, beside = scenes.claims_of(connection, homes)
        told: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            told[homes[row[0]]].append(row)
        for edition, document, text, published in connection.execute(_DOCUMENTS, (asked,)):  # one text at a time
            for row in told[edition]:
                self.claims[row[0]] = beside.claim(row, document.hex(), text), published

    def _follow(self, topics: Collection[int]) -> None:
        """Find what hangs together: the claims of the topics, the topics of these, and so on."""
        ahead = set(topics)
        while ahead:
            self._claims_of.update((topic, set()) for topic in ahead)
            fresh = set()
            for topic, claim in self._connection.execute(_SHARED.format("topic"), (as_json(ahead),)):
                self._claims_of[topic].add(claim)
                fresh.add(claim)
            fresh -= self._topics_of.keys()
            self._topics_of.update((claim, set()) for claim in fresh)
            ahead = set()
            for topic, claim in self._connection.execute(_SHARED.format("claim"), (as_json(fresh),)):
                self._topics_of[claim].add(topic)
                ahead.add(topic)
            ahead -= self._claims_of.keys()

    def together(self, topic: int) -> tuple[set[int], set[int]]:
        """The topics and claims that hang together with one: those that share a topic with its claims, and so on."""
        topics, claims, ahead = {topic}, set[int](), {topic}
        while ahead:
            fresh = {claim for one in ahead for claim in self._claims_of[one]} - claims
            ahead = {one for claim in fresh for one in self._topics_of[claim]} - topics
            claims |= fresh
            topics |= ahead
        return topics, claims

    def seen(self, number: int) -> Seen:
        """A claim with what the graph has of it now."""
        claim, published = self.claims[number]
        who = self._who.get(number, {})
        seen = Seen(claim, tuple(who.get(position) for position, _ in enumerate(named(claim))), published)
        if isinstance(claim, BodyClaim) and claim.decision is not None:
            return structs.replace(seen, decided=deeds.decided(self._connection, number))
        if isinstance(claim, DecisionClaim) and claim.effects:
            return structs.replace(seen, tenures=deeds.tenures(self._connection, number, len(claim.effects)))
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
    marks.stamped(connection, changed, stamp)
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
