"""What one edition adds to the graph: the names that its chains give to entities, and its claims as facts.

Every function expects to run inside a transaction.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

from kadry.claim import MentionType, entity_id
from kadry.mention import Mention
from kadry.project.entities import names_among
from kadry.store import documents, scenes
from kadry.store.graph import deeds, index, marks, scenery
from kadry.store.graph.marks import Part
from kadry.store.many import insert
from kadry.store.noted import as_json

Place = tuple[int, int, MentionType]
Fact = tuple[int, int, int, int | None, str | None]  # claim, edition, person, body, the name of the post
Kind = Literal["person", "body", "unspecified"]

_ENCODE = msgspec.msgpack.Encoder()
_AMONG = "IN (SELECT value FROM json_each(?))"
_DOCUMENTS = f"""SELECT edition.id, document.id, document.hash FROM edition JOIN document ON document.id = document
    WHERE edition.id {_AMONG}"""
_CHAINS = f"""SELECT chain.edition, chain.id, head.start, head.end, head.type, head.normal, chain.country, setting,
    generic FROM chain JOIN mention AS head ON head.id = head WHERE chain.edition {_AMONG}"""
_MEMBERS = f"""SELECT chain, start, end, type, normal FROM chain_mention JOIN mention ON mention.id = mention
    WHERE chain IN (SELECT id FROM chain WHERE edition {_AMONG})"""
_FOUNDERS = f"SELECT edition, key, founder FROM view_chain JOIN view_note ON view_note.id = note WHERE edition {_AMONG}"
_CLAIMS = f"""SELECT claim.edition, claim.id, claim.hash, claim.post, role.normal,
    person.start, person.end, person.type, antecedent.start, antecedent.end, antecedent.type, antecedent.normal,
    body.start, body.end, body.type, body.normal
    FROM claim JOIN mention AS person ON person.id = person JOIN mention AS antecedent ON antecedent.id = antecedent
    LEFT JOIN mention AS role ON role.id = role LEFT JOIN mention AS body ON body.id = organization
    WHERE claim.edition {_AMONG} AND (role_class = 'post' OR role IS NULL)"""
_TOLD = f"SELECT edition, told, stamp FROM graph_edition WHERE edition {_AMONG}"
_HELD = f"SELECT edition, claim, edition, person, body, written, post FROM graph_fact WHERE edition {_AMONG}"
_SCENES = f"SELECT DISTINCT edition FROM graph_scene WHERE edition {_AMONG}"
_INTO = "INSERT INTO graph_entity (hash, founder, kind, due, stamp)"
_MAKE = f"{_INTO} VALUES (?, ?, ?, 0, 0) ON CONFLICT DO NOTHING"


class Entities:
    """Rows of entities by the key of their founder; those that were asked for lately are at hand."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[str, int] = {}

    def row(self, founder: str) -> int:
        """The row of an entity, made where there is none."""
        known = self._rows.get(founder)
        if known is None:
            known = entity_row(self._connection, bytes.fromhex(entity_id(founder)), founder, _kind(founder))
            self._rows[founder] = known
        return known

    def prepare(self, founders: Iterable[str]) -> None:
        """Make the rows of many entities, where there are none, in one go; ``row`` knows them then."""
        if len(self._rows) > 100_000:
            self._rows.clear()
        fresh = [founder for founder in dict.fromkeys(founders) if founder not in self._rows]
        last = self._connection.execute("SELECT coalesce(max(id), 0) FROM graph_entity").fetchone()[0]
        rows = ((bytearray.fromhex(entity_id(founder)), founder, _kind(founder), 0, 0) for founder in fresh)
        insert(self._connection, _INTO, rows, "ON CONFLICT DO NOTHING")
        query = "SELECT founder, id FROM graph_entity WHERE id > ?"
        self._rows.update(self._connection.execute(query, (last,)))
        for founder in fresh:
            if founder not in self._rows:
                self._rows[founder] = _held_row(self._connection, bytes.fromhex(entity_id(founder)))


def _kind(founder: str) -> Kind:
    return "person" if founder.endswith(":person") else "body"


def entity_row(connection: sqlite3.Connection, hash: bytes, founder: str, kind: Kind) -> int:
    """The row of an entity, made where there is none. founder: "" for an unspecified body."""
    made = connection.execute(_MAKE, (hash, founder, kind))
    if made.rowcount:
        return int(made.lastrowid or 0)
    return _held_row(connection, hash)


def _held_row(connection: sqlite3.Connection, hash: bytes) -> int:
    return int(connection.execute("SELECT id FROM graph_entity WHERE hash = ?", (hash,)).fetchone()[0])


class Given(Struct):
    """What some editions add to the graph."""

    parts: list[Part] = []
    facts: list[Fact] = []
    scenes: dict[int, list[scenery.Row]] = {}  # by edition
    editions: list[tuple[int, int, int, bytes]] = []  # edition, document, stamp, its parts


class _Rows:
    """What the ledger and the views hold of some editions, by edition; of members, by chain."""

    def __init__(self, connection: sqlite3.Connection, editions: Collection[int]) -> None:
        asked = as_json(editions)

        def told(query: str) -> dict[int, list[Any]]:
            found = defaultdict(list)
            for row in connection.execute(query, (asked,)):
                found[row[0]].append(row[1:])
            return found

        self.documents = told(_DOCUMENTS)
        self.chains = told(_CHAINS)
        self.members = told(_MEMBERS)
        self.founders = told(_FOUNDERS)
        self.claims = told(_CLAIMS)
        self.before = told(_TOLD)
        self.held = told(_HELD)
        self.scenes, self.beside = scenes.claims_in(connection, editions)
        self.scenes_before = {edition for (edition,) in connection.execute(_SCENES, (asked,))}


def enter(
    connection: sqlite3.Connection,
    editions: Collection[int],
    entities: Entities,
    rejected: Collection[bytes],
    stamp: int,
) -> None:
    """Add to the graph what some editions say, in the place of what they added before; what they still say stays.

    One that another process has erased meanwhile is passed over.
    """
    rows = _Rows(connection, editions)
    told = [_Edition(connection, rows, edition) for edition in editions if edition in rows.documents]
    entities.prepare(founder for one in told for founder in one.own)
    given = Given()
    for one in told:
        _enter(connection, one, rows, entities, rejected, stamp, given)
    _give(connection, given)


def _enter(
    connection: sqlite3.Connection,
    one: "_Edition",
    rows: _Rows,
    entities: Entities,
    rejected: Collection[bytes],
    stamp: int,
    to: Given,
) -> None:
    """Take back what an edition no longer says, and note in ``to`` what it says newly."""
    edition = one.edition
    facts = list(one.facts(entities, rejected))
    told = one.scene(rows, entities, rejected)
    parts = list(one.parts(entities))
    ((encoded, since),) = rows.before.get(edition) or ((b"", None),)
    held = {fact[:-1]: fact[-1] for fact in rows.held.get(edition, ())}
    lost = [(fact[0], fact[2], held[fact]) for fact in held.keys() - set(facts)]
    fresh = [fact for fact in facts if fact not in held]
    taken, given = _apart(marks.PARTS.decode(encoded) if encoded else (), parts)
    if taken or lost:
        marks.take_back(connection, taken, lost)
        deeds.due_decisions(connection, [edition])
    to.parts += given
    to.facts += fresh
    if edition in rows.scenes_before:
        replaced = scenery.replace(connection, edition, told)
    else:
        replaced = bool(told)
        to.scenes[edition] = told
    if since is None or replaced or taken or given or lost or fresh:
        since = stamp
    to.editions.append((edition, one.row, since, _ENCODE.encode(parts)))


def _apart(before: Sequence[Part], after: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """What was and is no more, and what is and was not, each as often as that; most editions are new."""
    if not before:
        return (), after
    old, new = Counter(before), Counter(after)
    return list((old - new).elements()), list((new - old).elements())


def _give(connection: sqlite3.Connection, given: Given) -> None:
    counted = Counter([key for part in given.parts for key in part.counted()])
    index.add(connection, {(part.entity, part.name) for part in given.parts if part.name is not None})
    insert(
        connection,
        "INSERT INTO graph_form",
        sorted([(*key, number) for key, number in counted.items()]),
        "ON CONFLICT (entity, what, value) DO UPDATE SET number = number + excluded.number",
    )
    insert(connection, "INSERT INTO graph_fact (claim, edition, person, body, written)", given.facts)
    scenery.add(connection, given.scenes, {})
    connection.executemany("INSERT OR REPLACE INTO graph_edition VALUES (?, ?, 0, ?, ?)", given.editions)
    marks.mark(connection, marks.NAMES, {part.entity for part in given.parts if part.forms})
    marks.mark(connection, marks.CAREER, {fact[2] for fact in given.facts})


class _Edition:
    """The chains of an edition: who founded the entity of each, and which of them hold a mention.

    row: the document's. own: the founder of each chain.
    """

    def __init__(self, connection: sqlite3.Connection, rows: _Rows, edition: int) -> None:
        self._connection = connection
        self.edition = edition
        ((self.row, hash),) = rows.documents[edition]
        self._document = hash.hex()
        self._heads = rows.chains.get(edition, ())
        self._founders: Mapping[str, str] = dict(rows.founders.get(edition, ()))
        self._members = rows.members  # a chain that has none has but its head
        self._claims = rows.claims.get(edition, ())
        self._keys = [self._key(head[1:4]) for head in self._heads]
        self.own = [self._founders.get(key, key) for key in self._keys]
        self._owners = self._owned()
        self._alone: dict[str, str] = {}
        self._named: set[str] = set()

    def _owned(self) -> dict[Place, str]:
        """The founder of whoever holds each mention; of several the one with the least id."""
        owners: dict[Place, str] = {}
        for head, founder in zip(self._heads, self.own, strict=True):
            for place in (head[1:4], *(member[:3] for member in self._members.get(head[0], ()))):
                other = owners.get(place)
                owners[place] = founder if other in (None, founder) else min(founder, other, key=entity_id)
        return owners

    def _key(self, place: Place) -> str:
        return f"{self._document}:{place[0]}:{place[1]}:{place[2]}"

    def facts(self, entities: Entities, rejected: Collection[bytes]) -> Iterator[Fact]:
        """The rows of the claims that the graph takes: claim, edition, person, body, the name of the post."""
        for id, hash, post, role, *places in self._claims:
            if hash in rejected:
                continue
            person, antecedent = tuple(places[:3]), tuple(places[3:6])
            holder = self._find(antecedent, places[6], person)
            body = None if places[7] is None else entities.row(self._find(tuple(places[7:10]), places[10]))
            yield id, self.edition, entities.row(holder), body, None if role is None else post or role

    def scene(self, rows: _Rows, entities: Entities, rejected: Collection[bytes]) -> list[scenery.Row]:
        """The rows of the claims on bodies, decisions, events and successions."""

        def find(mention: Mention, entity: Mention) -> int:
            return entities.row(self._find(_place(entity), entity.normal, _place(mention)))

        taken = [row for row in rows.scenes.get(self.edition, ()) if row[1] not in rejected]
        if not taken:
            return []
        text = documents.read(self._connection, self.edition).text
        return scenery.rows([(row[0], rows.beside.claim(row, self._document, text)) for row in taken], find)

    def _find(self, place: Place, normal: str, before: Place | None = None) -> str:
        """The founder of whoever a mention names; one outside all chains is an entity of its own."""
        owner = (self._owners.get(before) if before else None) or self._owners.get(place)
        if owner is None:
            key = self._key(place)
            owner = self._founders.get(key, key)
            self._alone[owner] = normal
        self._named.add(owner)
        return owner

    def parts(self, entities: Entities) -> Iterator[Part]:
        """What the chains say of their entities, once ``facts`` has asked for those that it needs.

        A chain that merging passes over, and of which no fact is, names nobody that the graph shows; it can be found.
        """
        for told, key, founder in zip(self._heads, self._keys, self.own, strict=True):
            id, _, _, type, head, country, setting, generic = told
            row = entities.row(founder)
            if key in self._founders or key in self._named:
                others = {member[3] for member in self._members.get(id, ())} - {head}
                forms = names_among((head, *others), head, type) if others else (head,)
                yield Part(row, tuple(sorted(forms)), country, setting, head, bool(generic))
            else:
                yield Part(row, (), None, None, head, bool(generic))
        for founder, normal in self._alone.items():
            yield Part(entities.row(founder), (normal,), None, None)


def _place(mention: Mention) -> Place:
    return mention.start, mention.end, mention.type
