"""The graph brought up to date: what has come, gone or changed in the ledger and in the view of who is who."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_bytes
from typing import TypeVar

from msgspec import Struct

from kadry.store import reprints
from kadry.store.graph import marks, scenery
from kadry.store.graph.careers import settle
from kadry.store.graph.editions import Entities, enter
from kadry.store.graph.shown import Identify, show_entities, show_post
from kadry.store.live import Live
from kadry.store.transactions import hastily, transaction, translated

_EDITIONS, _ROWS = 500, 2_000  # of which a transaction takes so many: a short wait for others who write

Tell = Callable[[str, int, int], None]  # what is done, how many of it are done, how many there are
Row = TypeVar("Row", int, bytes)
Follow = Callable[[Mapping[str, str]], Mapping[str, Collection[str]]]


class State(Struct, frozen=True):
    """Out of what the graph was made: version of the rules, generation of the reprints, last word on a claim."""

    version: str
    age: int
    stamp: int
    copies: int
    rejections: int


class Rules(Struct, frozen=True):
    """What the graph needs from other parts: their version; the known body that a body is; who follows whom of them."""

    version: str
    identify: Identify
    follow: Follow


def state(connection: sqlite3.Connection) -> State:
    """The state of the graph."""
    return State(*connection.execute("SELECT * FROM graph_state").fetchone())


def is_current(connection: sqlite3.Connection, live: Live, version: str) -> bool:
    """Whether the graph is of the ledger as it is now."""
    now = state(connection)
    made = (now.version, now.copies, now.rejections) == (version, reprints.stamp(connection), _last_word(connection))
    return made and not _due(connection) and _held(connection) == live.editions().keys()


def _last_word(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM rejection").fetchone()[0])


def _held(connection: sqlite3.Connection) -> set[int]:
    """The editions in the graph that are not to be read again: the index of those that are leaves out wide rows."""
    stale = connection.execute("SELECT edition FROM graph_edition WHERE stale <> 0")
    return _in_graph(connection).difference(edition for (edition,) in stale)


def _due(connection: sqlite3.Connection) -> bool:
    query = """SELECT EXISTS (SELECT 1 FROM graph_entity WHERE due <> 0)
        OR EXISTS (SELECT 1 FROM graph_post WHERE due <> 0) OR EXISTS (SELECT 1 FROM graph_topic WHERE due <> 0)"""
    return bool(connection.execute(query).fetchone()[0])


class Refresh:
    """One refreshing of the graph. Every step may be interrupted: what is due stays due.

    rejected: hashes of the claims that are rejected now. copies: documents that reprint another, with the first of
    their group. identities: outside ids by the key of their chain.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: Path,
        live: Live,
        rules: Rules,
        rejected: Collection[str],
        copies: Mapping[str, str],
        identities: Mapping[str, str],
        tell: Tell | None = None,
    ) -> None:
        self._connection = connection
        self._path = path
        self._live = live
        self._rules = rules
        self._rejected = {bytes.fromhex(claim) for claim in rejected}
        self._copies = copies
        self._identities = identities
        self._tell = tell or (lambda what, done, all: None)
        self._stamp = 0

    def run(self) -> bool:
        """Do all that is due; False where another process writes, or has written meanwhile."""
        done = False
        with translated(self._path), hastily(self._connection):
            if is_current(self._connection, self._live, self._rules.version):
                return True
            self._begin()
            self._editions()
            self._each("careers", f"due & {marks.CAREER} AND due <> 0", self._settle)
            for _ in ("decisions", "relations that name them"):
                self._through("scenes", "SELECT id FROM graph_topic WHERE due <> 0", self._settle_topics)
            self._each_post()
            self._each("names", "due <> 0", self._show)
            self._finish()
            done = is_current(self._connection, self._live, self._rules.version)
        return done

    def _begin(self) -> None:
        """Throw away what another version made; mark what words on claims and new reprints touch."""
        with transaction(self._connection):
            before = state(self._connection)
            if before.version != self._rules.version:
                marks.clear(self._connection)
            else:
                self._reject(before.rejections)
                self._reprint(before.copies)
            new = self._rules.version, reprints.stamp(self._connection), _last_word(self._connection)
            self._connection.execute("UPDATE graph_state SET version = ?, copies = ?, rejections = ?", new)
            self._number()

    def _number(self) -> None:
        """Take the next stamp for what is written from now on."""
        self._connection.execute("UPDATE graph_state SET stamp = stamp + 1")
        self._stamp = state(self._connection).stamp
        marks.gone(self._connection, "refresh", [token_bytes(16)], self._stamp)  # its name (changes.py)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction; with a new stamp where another process has taken one, whose changes may be read by now."""
        with transaction(self._connection):
            if state(self._connection).stamp != self._stamp:
                self._number()
            yield

    def _reject(self, last: int) -> None:
        query = "SELECT DISTINCT claim FROM rejection WHERE id > ?"
        hashes = [bytes.fromhex(claim) for (claim,) in self._connection.execute(query, (last,)) if _is_hash(claim)]
        for some in _in_pieces(hashes, _EDITIONS):
            places = ", ".join("?" * len(some))
            for table in ("claim", "scene"):
                query = f"""UPDATE graph_edition SET stale = 1 WHERE edition IN
                    (SELECT edition FROM {table} WHERE hash IN ({places}))"""
                self._connection.execute(query, some)

    def _reprint(self, since: int) -> None:
        if since == reprints.stamp(self._connection):
            return
        for document in reprints.changed(self._connection, since):
            query = """SELECT person FROM graph_fact WHERE edition IN (SELECT edition FROM graph_edition
                WHERE document = (SELECT id FROM document WHERE hash = ?))"""
            persons = {person for (person,) in self._connection.execute(query, (bytes.fromhex(document),))}
            marks.mark(self._connection, marks.CAREER, persons)
            scenery.due_in(self._connection, document)

    def _editions(self) -> None:
        """Take out what is gone, read what is new or has to be read again, once it is known who is who in it."""
        live = self._live.editions().keys()
        gone = sorted(_in_graph(self._connection) - live)
        told = {edition for (edition,) in self._connection.execute("SELECT edition FROM view_edition")}
        fresh = sorted((live & told) - _held(self._connection))
        entities = Entities(self._connection)
        done = 0
        for some in _in_pieces(gone, _EDITIONS):
            with self._writing():
                for edition in some:
                    scenery.take_back(self._connection, edition)
                    marks.withdraw(self._connection, edition)
        for some in _in_pieces(fresh, _EDITIONS):
            with self._writing():
                enter(self._connection, some, entities, self._rejected, self._stamp)
            done += len(some)
            self._tell("documents", done, len(fresh))

    def _settle(self, rows: Sequence[int]) -> None:
        settle(self._connection, rows, self._copies, self._stamp)

    def _settle_topics(self, rows: Sequence[int]) -> None:
        scenery.settle(self._connection, rows, self._copies, self._stamp)

    def _show(self, rows: Sequence[int]) -> None:
        show_entities(self._connection, rows, self._identities, self._rules.identify, self._stamp)

    def _show_posts(self, rows: Sequence[int]) -> None:
        for row in rows:
            show_post(self._connection, row, self._stamp)

    def _each_post(self) -> None:
        self._through("posts", "SELECT id FROM graph_post WHERE due <> 0", self._show_posts)

    def _each(self, what: str, condition: str, act: Callable[[Sequence[int]], None]) -> None:
        self._through(what, f"SELECT id FROM graph_entity WHERE {condition}", act)

    def _through(self, what: str, query: str, act: Callable[[Sequence[int]], None]) -> None:
        rows = [row for (row,) in self._connection.execute(query)]
        done = 0
        for some in _in_pieces(rows, _ROWS):
            with self._writing():
                act(some)
            done += len(some)
            self._tell(what, done, len(rows))

    def _finish(self) -> None:
        """Say who follows whom, among all bodies: the table of known bodies knows them by name."""
        query = "SELECT lower(hex(hash)), known, followed, id FROM graph_entity WHERE known IS NOT NULL"
        with self._writing():
            rows = self._connection.execute(query).fetchall()
            followed = self._rules.follow({hash: known for hash, known, _, _ in rows})
            for hash, _, before, row in rows:
                after = marks.as_list(followed.get(hash, ()))
                if after != before:
                    values = (after, self._stamp, row)
                    self._connection.execute("UPDATE graph_entity SET followed = ?, stamp = ? WHERE id = ?", values)


def _in_pieces(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))


def _in_graph(connection: sqlite3.Connection) -> set[int]:
    return {edition for (edition,) in connection.execute("SELECT edition FROM graph_edition")}


def _is_hash(claim: str) -> bool:
    try:
        return bool(bytes.fromhex(claim))
    except ValueError:
        return False
