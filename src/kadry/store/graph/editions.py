"""What one edition adds to the graph: the names that its chains give to entities, and its claims as facts.

Every function expects to run inside a transaction.
"""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from kadry.claim import MentionType, entity_id
from kadry.mention import Mention
from kadry.project.entities import names_among
from kadry.store import documents
from kadry.store.graph import deeds, index, marks, scenery
from kadry.store.graph.marks import Part

Place = tuple[int, int, MentionType]
Fact = tuple[int, int, int, int | None, str | None]  # claim, edition, person, body, the name of the post
Kind = Literal["person", "body", "unspecified"]

_ENCODE = msgspec.msgpack.Encoder()
_CHAINS = """SELECT chain.id, head.start, head.end, head.type, head.normal, chain.country, setting, generic FROM chain
    JOIN mention AS head ON head.id = head WHERE chain.edition = ?"""
_MEMBERS = """SELECT chain, start, end, type, normal FROM chain_mention JOIN mention ON mention.id = mention
    WHERE chain IN (SELECT id FROM chain WHERE edition = ?)"""
_FOUNDERS = "SELECT key, founder FROM view_chain JOIN view_note ON view_note.id = note WHERE edition = ?"
_CLAIMS = """SELECT claim.id, claim.hash, claim.post, role.normal,
    person.start, person.end, person.type, antecedent.start, antecedent.end, antecedent.type, antecedent.normal,
    body.start, body.end, body.type, body.normal
    FROM claim JOIN mention AS person ON person.id = person JOIN mention AS antecedent ON antecedent.id = antecedent
    LEFT JOIN mention AS role ON role.id = role LEFT JOIN mention AS body ON body.id = organization
    WHERE claim.edition = ? AND (role_class = 'post' OR role IS NULL)"""


class Entities:
    """Rows of entities by the key of their founder; those that were asked for lately are at hand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, int] = {}

    def row(self, founder: str) -> int:
        """The row of an entity, made where there is none."""
        known = self._rows.get(founder)
        if known is None:
            kind: Kind = "person" if founder.endswith(":person") else "body"
            known = entity_row(self._connection, bytes.fromhex(entity_id(founder)), founder, kind)
            if len(self._rows) > 100_000:
                self._rows.clear()
            self._rows[founder] = known
        return known


def entity_row(connection: sqlite3.Connection, hash: bytes, founder: str, kind: Kind) -> int:
    """The row of an entity, made where there is none. founder: "" for an unspecified body."""
    insert = "INSERT INTO graph_entity (hash, founder, kind, due, stamp) VALUES (?, ?, ?, 0, 0) ON CONFLICT DO NOTHING"
    made = connection.execute(insert, (hash, founder, kind))
    if made.rowcount:
        return int(made.lastrowid or 0)
    return int(connection.execute("SELECT id FROM graph_entity WHERE hash = ?", (hash,)).fetchone()[0])


class Given(Struct):
    """What some editions add to the graph."""

    parts: list[Part] = []
    facts: list[Fact] = []


def enter(
    connection: sqlite3.Connection,
    editions: Iterable[int],
    entities: Entities,
    rejected: Collection[bytes],
    stamp: int,
) -> None:
    """Add to the graph what some editions say, in the place of what they added before; what they still say stays."""
    given = Given()
    for edition in editions:
        _enter(connection, edition, entities, rejected, stamp, given)
    _give(connection, given)


def _enter(
    connection: sqlite3.Connection,
    edition: int,
    entities: Entities,
    rejected: Collection[bytes],
    stamp: int,
    to: Given,
) -> None:
    """Take back what an edition no longer says, and note in ``to`` what it says newly."""
    query = (
        "SELECT document.id, document.hash FROM edition JOIN document ON document.id = document WHERE edition.id = ?"
    )
    known = connection.execute(query, (edition,)).fetchone()
    if known is None:
        return  # another process has erased it meanwhile
    one = _Edition(connection, edition, known[1].hex())
    facts = list(one.facts(entities, rejected))
    told = one.scene(entities, rejected) if scenery.has_scene(connection, edition) else []
    parts = list(one.parts(entities))
    row = connection.execute("SELECT told, stamp FROM graph_edition WHERE edition = ?", (edition,)).fetchone()
    before = marks.PARTS.decode(row[0]) if row else ()
    query = "SELECT claim, edition, person, body, written, post FROM graph_fact WHERE edition = ?"
    held = {tuple(fact): post for *fact, post in connection.execute(query, (edition,))}
    lost = [(fact[0], fact[2], held[fact]) for fact in held.keys() - set(facts)]
    fresh = [fact for fact in facts if fact not in held]
    taken, given = _apart(before, parts)
    if taken or lost:
        marks.take_back(connection, taken, lost)
        deeds.due_decisions(connection, [edition])
    to.parts += given
    to.facts += fresh
    changed = scenery.replace(connection, edition, told) or row is None or taken or given or lost or fresh
    values = (edition, known[0], stamp if changed else row[1], _ENCODE.encode(parts))
    connection.execute("INSERT OR REPLACE INTO graph_edition VALUES (?, ?, 0, ?, ?)", values)


def _apart(before: Sequence[Part], after: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """What was and is no more, and what is and was not, each as often as that; most editions are new."""
    if not before:
        return (), after
    old, new = Counter(before), Counter(after)
    return list((old - new).elements()), list((new - old).elements())


def _give(connection: sqlite3.Connection, given: Given) -> None:
    counted = Counter(key for part in given.parts for key in part.counted())
    index.add(connection, {(part.entity, part.name) for part in given.parts if part.name is not None})
    connection.executemany(
        """INSERT INTO graph_form VALUES (?, ?, ?, ?)
        ON CONFLICT (entity, what, value) DO UPDATE SET number = number + excluded.number""",
        sorted((*key, number) for key, number in counted.items()),
    )
    connection.executemany(
        "INSERT INTO graph_fact (claim, edition, person, body, written) VALUES (?, ?, ?, ?, ?)", given.facts
    )
    marks.mark(connection, marks.NAMES, {part.entity for part in given.parts if part.forms})
    marks.mark(connection, marks.CAREER, {fact[2] for fact in given.facts})


class _Edition:
    """The chains of an edition: who founded the entity of each, and which of them hold a mention."""

    def __init__(self, connection: sqlite3.Connection, edition: int, document: str) -> None:
        self._connection = connection
        self._edition = edition
        self._document = document
        self._heads = connection.execute(_CHAINS, (edition,)).fetchall()
        self._founders: Mapping[str, str] = dict(connection.execute(_FOUNDERS, (edition,)))
        self._members: dict[int, list[tuple[Place, str]]] = {}
        for chain, start, end, type, normal in connection.execute(_MEMBERS, (edition,)):
            self._members.setdefault(chain, []).append(((start, end, type), normal))
        for chain, start, end, type, normal, *_ in self._heads:  # those that have no row have but their head
            self._members.setdefault(chain, [((start, end, type), normal)])
        self._owners = self._owned()
        self._alone: dict[str, str] = {}
        self._named: set[str] = set()

    def _owned(self) -> dict[Place, str]:
        """The founder of whoever holds each mention; of several the one with the least id."""
        owners: dict[Place, str] = {}
        for id, start, end, type, *_ in self._heads:
            founder = self._founder((start, end, type))
            for place in ((start, end, type), *(place for place, _ in self._members.get(id, ()))):
                other = owners.get(place)
                owners[place] = founder if other in (None, founder) else min(founder, other, key=entity_id)
        return owners

    def _key(self, place: Place) -> str:
        return f"{self._document}:{place[0]}:{place[1]}:{place[2]}"

    def _founder(self, place: Place) -> str:
        key = self._key(place)
        return self._founders.get(key, key)

    def facts(self, entities: Entities, rejected: Collection[bytes]) -> Iterator[Fact]:
        """The rows of the claims that the graph takes: claim, edition, person, body, the name of the post."""
        for id, hash, post, role, *places in self._connection.execute(_CLAIMS, (self._edition,)).fetchall():
            if hash in rejected:
                continue
            person, antecedent = tuple(places[:3]), tuple(places[3:6])
            holder = self._find(antecedent, places[6], person)
            body = None if places[7] is None else entities.row(self._find(tuple(places[7:10]), places[10]))
            yield id, self._edition, entities.row(holder), body, None if role is None else post or role

    def scene(self, entities: Entities, rejected: Collection[bytes]) -> list[scenery.Row]:
        """The rows of the claims on bodies, decisions and events."""

        def find(mention: Mention, entity: Mention) -> int:
            return entities.row(self._find(_place(entity), entity.normal, _place(mention)))

        document = documents.read(self._connection, self._edition)
        return scenery.rows(self._connection, self._edition, document, rejected, find)

    def _find(self, place: Place, normal: str, before: Place | None = None) -> str:
        """The founder of whoever a mention names; one outside all chains is an entity of its own."""
        owner = (self._owners.get(before) if before else None) or self._owners.get(place)
        if owner is None:
            owner = self._founder(place)
            self._alone[owner] = normal
        self._named.add(owner)
        return owner

    def parts(self, entities: Entities) -> Iterator[Part]:
        """What the chains say of their entities, once ``facts`` has asked for those that it needs.

        A chain that merging passes over, and of which no fact is, names nobody that the graph shows; it can be found.
        """
        for id, start, end, type, head, country, setting, generic in self._heads:
            key = self._key((start, end, type))
            founder = self._founders.get(key, key)
            if key in self._founders or key in self._named:
                others = {normal for _, normal in self._members[id]} - {head}
                forms = names_among((head, *others), head, type) if others else (head,)
                yield Part(entities.row(founder), tuple(sorted(forms)), country, setting, head, bool(generic))
            else:
                yield Part(entities.row(founder), (), None, None, head, bool(generic))
        for founder, normal in self._alone.items():
            yield Part(entities.row(founder), (normal,), None, None)


def _place(mention: Mention) -> Place:
    return mention.start, mention.end, mention.type
