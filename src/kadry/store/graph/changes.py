"""What has changed in the graph since one of its refreshings, and the part of it that this is.

A refreshing is known by its number and by its name, which no other has: the same number in a ledger that was copied,
or put back from a backup, is another refreshing.
"""

import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path

from msgspec import Struct, structs

from kadry.graph import Decision, Event, Structure, Succession
from kadry.store.graph.reading import Reader, Stored

_OF_GRAPH = {
    "person": "SELECT hash FROM graph_entity WHERE kind = 'person' AND stamp > ?",
    "body": "SELECT hash FROM graph_entity WHERE kind <> 'person' AND stamp > ?",
    "post": "SELECT hash FROM graph_post WHERE stamp > ?",
    **{
        kind: f"SELECT hash FROM graph_record WHERE kind = '{kind}' AND stamp > ?"
        for kind in ("structure", "decision", "event", "succession")
    },
    "document": "SELECT hash FROM document WHERE id IN (SELECT document FROM graph_edition WHERE stamp > ?)",
}
_HOLDERS = "SELECT hash FROM graph_entity WHERE id IN (SELECT person FROM graph_tenure WHERE stamp > ?)"
_THINGS = ("structures", "decisions", "events", "successions")
_ASKED = "hash IN (SELECT hash FROM asked WHERE kind = '{}')"


class Moment(Struct, frozen=True):
    """A refreshing of the graph: its number, and its name."""

    stamp: int
    name: str


class Changes(Struct, frozen=True):
    """Ids of what is not, or may not be, as it was: changed, new or gone. tenures: those that are gone.

    persons: those too of whose tenures one is new or changed. structures, decisions, events, successions: as
    the graph has them.
    """

    documents: frozenset[str]
    persons: frozenset[str]
    bodies: frozenset[str]
    posts: frozenset[str]
    tenures: frozenset[str]
    structures: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    successions: frozenset[str] = frozenset()


def moment(graph: Stored) -> Moment:
    """The refreshing that a graph is of."""
    query = """SELECT graph_state.stamp, hex(hash) FROM graph_state
        JOIN graph_gone ON graph_gone.stamp = graph_state.stamp AND graph_gone.kind = 'refresh'"""
    return Moment(*graph.reader.connection.execute(query).fetchone())


def lies_at(graph: Stored, path: Path) -> bool:
    """Whether a graph is read from the ledger at a place, and not from a copy."""
    file = graph.reader.connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    return Path(file).samefile(path)


def is_past(graph: Stored, moment: Moment) -> bool:
    """Whether the graph has gone through a refreshing, and its rows tell what has changed since."""
    query = "SELECT EXISTS (SELECT 1 FROM graph_gone WHERE kind = 'refresh' AND stamp = ? AND hex(hash) = ?)"
    return bool(graph.reader.connection.execute(query, (moment.stamp, moment.name)).fetchone()[0])


def changes(graph: Stored, since: Moment) -> Changes:
    """What has changed since a refreshing that the graph has gone through."""
    run = graph.reader.connection.execute

    def found(query: str) -> set[str]:
        return {hash.hex() for (hash,) in run(query, (since.stamp,))}

    def touched(kind: str) -> frozenset[str]:
        return frozenset(
            found(_OF_GRAPH[kind]) | found(f"SELECT hash FROM graph_gone WHERE kind = '{kind}' AND stamp > ?")
        )

    return Changes(
        documents=touched("document"),
        persons=touched("person") | found(_HOLDERS),
        bodies=touched("body"),
        posts=touched("post"),
        structures=touched("structure"),
        decisions=touched("decision"),
        events=touched("event"),
        successions=touched("succession"),
        tenures=frozenset(found("SELECT hash FROM graph_gone WHERE kind = 'tenure' AND stamp > ?")),
    )


def part(graph: Stored, chosen: Changes) -> Stored:
    """Of a graph only what was chosen and is in it, with the bodies of its posts.

    rules, judgements and copies are those of the whole. tenures are not narrowed; dossiers are those of the persons.
    """
    reader = _Part(graph.reader.connection, chosen)
    return structs.replace(
        graph,
        reader=reader,
        documents=reader.documents(),
        persons=reader.persons(),
        bodies=reader.bodies(),
        posts=reader.posts(),
        statements=reader.statements(),
        structures=reader.things(Structure),
        decisions=reader.things(Decision),
        events=reader.things(Event),
        successions=reader.things(Succession),
        tellings=reader.tellings(),
    )


class _Part(Reader):
    """Reads what was chosen; its ids stand in a temporary table."""

    def __init__(self, connection: sqlite3.Connection, chosen: Changes) -> None:
        super().__init__(connection)
        connection.execute("DROP TABLE IF EXISTS temp.asked")
        connection.execute("CREATE TEMP TABLE asked (kind TEXT, hash BLOB, PRIMARY KEY (kind, hash)) WITHOUT ROWID")
        for kind in ("documents", "persons", "bodies", "posts", *_THINGS):
            _ask(connection, kind, getattr(chosen, kind))
        connection.execute(
            """INSERT OR IGNORE INTO asked SELECT 'bodies', hash FROM graph_entity
            WHERE id IN (SELECT body FROM graph_post WHERE hash IN (SELECT hash FROM asked WHERE kind = 'posts'))"""
        )
        documents = f"SELECT id FROM document WHERE {_ASKED.format('documents')}"
        editions = f"SELECT edition FROM graph_edition WHERE document IN ({documents})"
        self._facts = f"(SELECT * FROM graph_fact WHERE edition IN ({editions}))"
        self._scene = f"(SELECT * FROM graph_scene WHERE edition IN ({editions}))"
        self._records = f"(SELECT * FROM graph_record WHERE {' OR '.join(map(_ASKED.format, _THINGS))})"
        self._posts = f"(SELECT * FROM graph_post WHERE {_ASKED.format('posts')})"
        entities = " OR ".join(map(_ASKED.format, ("persons", "bodies")))
        self._entities = f"(SELECT * FROM graph_entity WHERE {entities})"


def _ask(connection: sqlite3.Connection, kind: str, ids: Collection[str]) -> None:
    rows: Iterable[tuple[str, bytes]] = ((kind, bytes.fromhex(id)) for id in ids)
    connection.executemany("INSERT INTO asked VALUES (?, ?)", rows)
