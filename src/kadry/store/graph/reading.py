"""The graph read from its view, record by record, in the order in which exports write it.

Every statement is put together from the ledger's own rows when it is asked for.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

import msgspec
from msgspec import structs

from kadry.authority import OUTSIDE
from kadry.claim import Judgement, Mention, Quote, RoleClaim, Support
from kadry.document import Header
from kadry.graph import (
    Body,
    Decision,
    Dossier,
    Event,
    Graph,
    Holding,
    Other,
    Person,
    Post,
    Statement,
    Structure,
    Succession,
    Telling,
    Tenure,
)
from kadry.graph import Thing as AnyThing
from kadry.project.sources import first_copies
from kadry.project.words import joining
from kadry.store import scenes
from kadry.store.graph import counter
from kadry.store.graph.ahead import Ahead
from kadry.store.graph.finding import Finder
from kadry.store.graph.records import Records, Several
from kadry.store.interchange import read_words
from kadry.store.noted import as_json

Thing = TypeVar("Thing", Structure, Decision, Event, Succession)
Row = Sequence[Any]

_PERSON, _POST = msgspec.msgpack.Decoder(Person), msgspec.msgpack.Decoder(Post)
_BODY, _TENURE = msgspec.msgpack.Decoder(Body), msgspec.msgpack.Decoder(Tenure)
_IDS = msgspec.json.Decoder(tuple[str, ...])
_KINDS: Mapping[str, Any] = {kind.__name__.lower(): kind for kind in (Structure, Decision, Event, Succession)}
THINGS: Mapping[str, msgspec.msgpack.Decoder[Any]] = {
    name: msgspec.msgpack.Decoder(kind) for name, kind in _KINDS.items()
}

_DOCUMENTS = """SELECT lower(hex(document.hash)), source, title, published, language FROM graph_edition
    JOIN edition ON edition.id = graph_edition.edition JOIN document ON document.id = graph_edition.document
    WHERE EXISTS (SELECT 1 FROM {facts} WHERE edition = graph_edition.edition)
    OR EXISTS (SELECT 1 FROM {scene} WHERE edition = graph_edition.edition) ORDER BY document.hash"""
_MENTION = "{0}.start, {0}.end, {0}.type, {0}.normal"
# 17 digits give a number back as it was
_SUPPORTS = "SELECT group_concat(rule || char(9) || printf('%!.17g', confidence), char(10)) FROM support"
_PLACES = ", ".join(map(_MENTION.format, ("p", "a", "r", "o")))
_STATEMENT = f"""SELECT lower(hex(document.hash)), document.text, {_PLACES}, evidence_start, evidence_end,
    ({_SUPPORTS} WHERE support.claim = claim.id), role_class, organization_inferred, status, change, acting, reported,
    since, until, term_until, observed, claim.post, lower(hex(claim.hash)), lower(hex(person.hash)),
    lower(hex(graph_post.hash)), effect, nullif(lower(hex(graph_tenure.hash)), '')
    FROM {{facts}} AS fact JOIN claim ON claim.id = fact.claim
    JOIN graph_edition ON graph_edition.edition = fact.edition JOIN document ON document.id = graph_edition.document
    JOIN mention AS p ON p.id = claim.person JOIN mention AS a ON a.id = claim.antecedent
    LEFT JOIN mention AS r ON r.id = claim.role LEFT JOIN mention AS o ON o.id = claim.organization
    JOIN graph_entity AS person ON person.id = fact.person JOIN graph_post ON graph_post.id = fact.post
    LEFT JOIN graph_tenure ON graph_tenure.id = fact.tenure"""
_TELLING = f"""SELECT lower(hex(document.hash)), document.text, lower(hex(graph_record.hash)), {scenes.ROW}
    FROM {{told}} AS told JOIN scene ON scene.id = told.claim
    JOIN graph_edition ON graph_edition.edition = told.edition JOIN document ON document.id = graph_edition.document
    JOIN graph_record ON graph_record.id = told.record"""
_AT_HAND = 16  # texts
_PERSONS = 32  # of which all is read at once, when one after another is asked for


class Stored(Graph, frozen=True, kw_only=True):
    """A graph whose sequences are read from its view, over a connection that keeps to one moment."""

    reader: "Reader"

    def dossiers(self, *, evidence: bool = True) -> Iterator[Dossier]:
        """What is known of each person, by id (`Graph.dossiers`), a person at a time."""
        return self.reader.dossiers(evidence=evidence)

    def told(self) -> Callable[[str], Sequence[Telling]]:
        """What tells of one thing (`Graph.told`), read when it is asked for."""
        return Ahead(self.reader.tellings_from)


class Reader:
    """Reads the graph of a connection, which stays at one moment meanwhile. as_of: the day that it is of (days.py)."""

    as_of: str | None = None

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._text = lru_cache(_AT_HAND)(self._read_text)
        self._facts, self._tenures = "graph_fact", "graph_tenure"
        self._posts, self._entities = "graph_post", "graph_entity"
        self._scene, self._records = "graph_scene", "graph_record"

    def _read_text(self, row: int) -> str:
        return str(self.connection.execute("SELECT text FROM text WHERE id = ?", (row,)).fetchone()[0])

    def changes(self) -> int:
        """How often the ledger had been changed at this moment."""
        return counter.changes(self.connection)

    def graph(self) -> Stored:
        """The graph, which is read as it is gone through."""
        documents = self.documents()
        return Stored(
            reader=self,
            documents=documents,
            persons=self.persons(),
            bodies=self.bodies(),
            posts=self.posts(),
            tenures=self.tenures(),
            statements=self.statements(),
            copies=first_copies(self.copies(), [header.id for header in documents]),
            rules=self.rules(),
            judgements=self.judgements(),
            as_of=self.as_of,
            structures=self.things(Structure),
            decisions=self.things(Decision),
            events=self.things(Event),
            successions=self.things(Succession),
            tellings=self.tellings(),
        )

    # the parts of the graph

    def documents(self) -> Records[Header]:
        """The documents that state something."""
        return Records(self.connection, _DOCUMENTS.format(facts=self._facts, scene=self._scene), _header)

    def persons(self) -> Records[Person]:
        """The persons."""
        query = f"SELECT data FROM {self._entities} WHERE kind = 'person' AND data IS NOT NULL ORDER BY hash"
        return Records(self.connection, query, lambda row: _PERSON.decode(row[0]))

    def bodies(self) -> Records[Body]:
        """The bodies, those too that no text names."""
        query = f"SELECT data, followed FROM {self._entities} WHERE kind <> 'person' AND data IS NOT NULL ORDER BY hash"
        return Records(self.connection, query, lambda row: _body(*row))

    def posts(self) -> Records[Post]:
        """The posts."""
        query = f"SELECT data FROM {self._posts} ORDER BY hash"
        return Records(self.connection, query, lambda row: _POST.decode(row[0]))

    def tenures(self) -> Records[Tenure]:
        """The tenures."""
        query = f"SELECT data FROM {self._tenures} ORDER BY hash"
        return Records(self.connection, query, lambda row: self._tenure(row[0]))

    def statements(self) -> Records[Statement]:
        """The statements, by document and claim."""
        query = f"{_STATEMENT.format(facts=self._facts)} ORDER BY document.hash, claim.hash"
        return Records(self.connection, query, self._statement, f"SELECT count(*) FROM {self._facts}")

    def things(self, kind: type[Thing]) -> Records[Thing]:
        """The structures, decisions, events or successions."""
        query = f"SELECT data FROM {self._records} WHERE kind = '{kind.__name__.lower()}' ORDER BY hash"
        return Records(self.connection, query, lambda row: self._thing(kind, row[0]))

    def decision(self, id: str) -> Decision | None:
        """One decision; None where the graph holds none of that id."""
        query = f"SELECT data FROM {self._records} WHERE hash = ? AND kind = 'decision'"
        found = self.connection.execute(query, (bytes.fromhex(id),)).fetchone()
        return None if found is None else self._thing(Decision, found[0])

    def things_of(self, kind: type[Thing], entity: bytes) -> list[Thing]:
        """Those of whose claims one names a person or body, by the hash."""
        query = f"""SELECT data FROM {self._records} WHERE kind = ? AND id IN (SELECT record FROM graph_scene
            WHERE claim IN (SELECT claim FROM graph_scene_who
            WHERE entity = (SELECT id FROM graph_entity WHERE hash = ?))) ORDER BY hash"""
        found = self.connection.execute(query, (kind.__name__.lower(), entity)).fetchall()
        return [self._thing(kind, data) for (data,) in found]

    def things_in(self, editions: str, *values: Any) -> Iterator[AnyThing]:
        """Those of which some editions tell, which a query gives, by kind and id."""
        query = f"""SELECT kind, data FROM {self._records} WHERE id IN
            (SELECT record FROM graph_scene WHERE edition IN ({editions})) ORDER BY kind, hash"""
        for kind, data in self.connection.execute(query, values):
            yield self._thing(_KINDS[kind], data)

    def tellings_of(self, thing: str) -> Sequence[Telling]:
        """What is told of one structure, decision, event or succession, by document and claim."""
        return self.tellings_from(thing, 1).get(thing, ())

    def tellings_from(self, thing: str, number: int) -> Mapping[str, Sequence[Telling]]:
        """The same of it and of those of its kind that come next by id, so many in all, by id."""
        query = f"""{_TELLING.format(told=self._scene)} WHERE graph_record.id IN (SELECT id FROM graph_record
            WHERE kind = (SELECT kind FROM graph_record WHERE hash = :thing) AND hash >= :thing
            ORDER BY hash LIMIT :number) ORDER BY document.hash, scene.hash"""
        found = self.connection.execute(query, {"thing": bytes.fromhex(thing), "number": number}).fetchall()
        told: dict[str, list[Telling]] = defaultdict(list)
        for telling in self._tellings(found):
            told[telling.about].append(telling)
        return told

    def tellings(self) -> Records[Telling]:
        """What is told of these, by document and claim."""
        query = f"{_TELLING.format(told=self._scene)} ORDER BY document.hash, scene.hash"
        return Several(self.connection, query, self._tellings, f"SELECT count(*) FROM {self._scene}")

    def _tellings(self, rows: Sequence[Row]) -> Iterator[Telling]:
        beside = scenes.Beside(self.connection, [row[3:] for row in rows])
        for document, text, about, *said in rows:
            yield Telling(beside.claim(said, document, self._text(text)), about)

    def rules(self) -> list[str]:
        """The names of the rules, sorted."""
        query = f"""SELECT rule FROM {self._facts} AS fact JOIN support ON support.claim = fact.claim
            UNION SELECT rule FROM {self._scene} AS told JOIN scene_support ON scene_support.claim = told.claim
            ORDER BY rule"""
        return [rule for (rule,) in self.connection.execute(query)]

    def _statement(self, row: Row) -> Statement:
        document, text = row[0], self._text(row[1])
        who, antecedent, role, body = (_mention(document, text, row[i : i + 4]) for i in range(2, 18, 4))
        if who is None or antecedent is None:
            raise ValueError(f"a claim of document {document} is of nobody")
        start, end, supports, role_class, inferred, status, change, acting, reported, *dates, post = row[18:32]
        since, until, term_until, observed = dates
        claim = RoleClaim(
            document=document,
            person=who,
            antecedent=antecedent,
            role=role,
            organization=body,
            evidence=Quote(start, end, text[start:end]),
            supports=_supports(supports),
            role_class=role_class,
            organization_inferred=bool(inferred),
            status=status,
            change=change,
            acting=bool(acting),
            reported=bool(reported),
            since=since,
            until=until,
            term_until=term_until,
            observed=observed,
            post=post,
        )
        claim.__dict__["id"] = row[32]  # the ledger knows it: to hash it again takes longer than all else
        return Statement(claim, *row[33:])

    def judgements(self) -> list[Judgement]:
        """The words by which names of the graph's documents are one."""
        words = joining(read_words(self.connection, Judgement))
        return [word for word in words if self._is_live(word.left) and self._is_live(word.right)]

    def _is_live(self, key: str) -> bool:
        """Whether the document of a mention, or the authority file, is there."""
        document = key.partition(":")[0]
        if document.startswith(OUTSIDE):
            return True
        query = """SELECT EXISTS (SELECT 1 FROM graph_edition WHERE document =
            (SELECT id FROM document WHERE hash = ?))"""
        return bool(self.connection.execute(query, (bytes.fromhex(document),)).fetchone()[0])

    def copies(self) -> dict[str, str]:
        """The documents that reprint another, with the first of their group."""
        query = """SELECT lower(hex(one.hash)), lower(hex(other.hash)) FROM view_copy
            JOIN document AS one ON one.id = view_copy.document JOIN document AS other ON other.id = first
            WHERE view_copy.document <> first"""
        return dict(self.connection.execute(query))

    def _thing(self, kind: type[Thing], data: bytes) -> Thing:
        found: Thing = THINGS[kind.__name__.lower()].decode(data)
        return found

    def _tenure(self, data: bytes) -> Tenure:
        return _TENURE.decode(data)

    def finder(self) -> Finder:
        """Looks up people and bodies by what they are called."""
        return Finder(self.connection)

    # joined

    def dossiers(self, *, evidence: bool) -> Iterator[Dossier]:
        """Each person with all that is known, by id."""
        query = f"SELECT id, data FROM {self._entities} WHERE kind = 'person' AND data IS NOT NULL ORDER BY hash"
        yield from self._dossiers(self.connection.execute(query), evidence)

    def dossier(self, id: str) -> Dossier | None:
        """The dossier of one person; None where the graph holds nobody of that id."""
        query = f"SELECT id, data FROM {self._entities} WHERE hash = ? AND kind = 'person' AND data IS NOT NULL"
        found = self.connection.execute(query, (bytes.fromhex(id),)).fetchone()
        return None if found is None else next(self._dossiers((found,), True))

    def dossiers_of(self, rows: Collection[int]) -> Iterator[Dossier]:
        """The dossiers of the persons with these rows, by id."""
        query = f"""SELECT id, data FROM {self._entities} WHERE kind = 'person' AND data IS NOT NULL
            AND id IN (SELECT value FROM json_each(?)) ORDER BY hash"""
        yield from self._dossiers(self.connection.execute(query, (as_json(rows),)), True)

    def body(self, id: str) -> Body | None:
        """One body; None where the graph holds none of that id."""
        query = f"SELECT data, followed FROM {self._entities} WHERE hash = ? AND kind <> 'person' AND data IS NOT NULL"
        found = self.connection.execute(query, (bytes.fromhex(id),)).fetchone()
        return None if found is None else _body(*found)

    def person(self, id: str) -> Person | None:
        """One person, without all that is known; None where the graph holds nobody of that id."""
        query = f"SELECT data FROM {self._entities} WHERE hash = ? AND kind = 'person' AND data IS NOT NULL"
        found = self.connection.execute(query, (bytes.fromhex(id),)).fetchone()
        return None if found is None else _PERSON.decode(found[0])

    def _dossiers(self, persons: Iterable[tuple[int, bytes]], evidence: bool) -> Iterator[Dossier]:
        """The dossiers of persons, given by their rows, in that order; what is known of some is read at once."""
        ahead = iter(persons)
        while some := dict(islice(ahead, _PERSONS)):
            rows = as_json(some)
            told = self._told(rows) if evidence else {}
            held = self._held(rows)
            posts, bodies = cache(self._post), cache(self._body_at)  # one may be that of thousands of posts
            for row, data in some.items():
                person = _PERSON.decode(data)
                said = told.get(person.id, {})
                holdings = tuple(
                    Holding(tenure, post, bodies(body), tuple(said.get(tenure.id, ())))
                    for tenure, post, body in held.get(row, ())
                )
                unsaid = said.get(None, ())
                others = tuple(Other(one, post, bodies(body)) for one in unsaid for post, body in (posts(one.post),))
                yield Dossier(person, holdings, others)

    def _told(self, persons: str) -> Mapping[str, Mapping[str | None, Sequence[Statement]]]:
        """What is said of some persons, by person and tenure, sorted by claim."""
        query = f"{_STATEMENT.format(facts=self._facts)} WHERE fact.person IN (SELECT value FROM json_each(?))"
        rows = self.connection.execute(query, (persons,)).fetchall()
        told: dict[str, dict[str | None, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        rows.sort(key=itemgetter(1))  # by text, so that each is read once
        for statement in map(self._statement, rows):
            told[statement.person][statement.tenure].append(statement)
        for own in told.values():
            for statements in own.values():
                statements.sort(key=attrgetter("claim.id"))
        return told

    def _held(self, persons: str) -> Mapping[int, Sequence[tuple[Tenure, Post, int]]]:
        """The tenures of some persons, by person, each with its post and the row of the body."""
        query = f"""SELECT tenure.person, tenure.data, post.data, post.body FROM {self._tenures} AS tenure
            JOIN graph_post AS post ON post.id = tenure.post
            WHERE tenure.person IN (SELECT value FROM json_each(?)) ORDER BY tenure.person, tenure.hash"""
        held: dict[int, list[tuple[Tenure, Post, int]]] = defaultdict(list)
        for person, tenure, post, body in self.connection.execute(query, (persons,)).fetchall():
            held[person].append((self._tenure(tenure), _POST.decode(post), body))
        return held

    def _post(self, id: str) -> tuple[Post, int]:
        query = "SELECT data, body FROM graph_post WHERE hash = ?"
        data, body = self.connection.execute(query, (bytes.fromhex(id),)).fetchone()
        return _POST.decode(data), body

    def _body_at(self, row: int) -> Body:
        query = "SELECT data, followed FROM graph_entity WHERE id = ?"
        return _body(*self.connection.execute(query, (row,)).fetchone())


def _header(row: Row) -> Header:
    id, source, title, published, language = row
    return Header(id=id, source=source, title=title, published=published, language=language)


def _body(data: bytes, followed: str) -> Body:
    body = _BODY.decode(data)
    return body if followed == "[]" else structs.replace(body, followed_by=_IDS.decode(followed))


def _mention(document: str, text: str, place: Row) -> Mention | None:
    start, end, type, normal = place
    return None if start is None else Mention(document, start, end, type, text[start:end], normal)


@lru_cache(4096)
def _supports(told: str) -> tuple[Support, ...]:
    pairs = (line.rsplit("\t", 1) for line in told.split("\n"))
    return tuple(sorted(Support(rule, float(confidence)) for rule, confidence in pairs))
