"""The view of who is who: derived from the ledger, part of no dump, and good to be thrown away at any time.

A note stands for chains that merging takes for alike; it has keys, a component and the founder of its entity now. What
is deleted from the ledger leaves the view in the same transaction; component 0 marks what must be worked out anew. Each
change of the view counts its generation up, so that nothing is written that was worked out of an older one.
"""

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from pathlib import Path

import msgspec
from msgspec import Struct

from kadry.authority import entry_chains
from kadry.claim import Chain
from kadry.store import authority, documents, entries, rows
from kadry.store.graph import marks
from kadry.store.graph.renaming import rename
from kadry.store.live import Live
from kadry.store.many import insert
from kadry.store.noted import as_json, clear, drop_unheld, notes_of
from kadry.store.transactions import hastily, transaction, translated

AUTHORITY = 0  # the edition of what authority files say
_PIECE = 20_000  # notes that are written at once


class State(Struct, frozen=True):
    """What the view was made of; ``generation`` is of the view itself."""

    version: str
    generation: int
    words: int
    last_word: int
    authority: bytes


class NoteRow(Struct, frozen=True):
    """A note that the view does not hold yet."""

    hash: bytes
    told: bytes
    seeks: Collection[int]
    answers: Collection[int]
    sounds: Collection[int]


class ChainRow(Struct, frozen=True):
    """A chain that comes into the view: its edition, its key, where it stands among all, and its note."""

    edition: int
    key: str
    place: str
    note: bytes


class GroupRow(Struct, frozen=True):
    """The chains of a note: the first place, the least key, their number; and where the note stands now."""

    hash: bytes
    told: bytes
    component: int
    founder: str
    place: str
    key: str
    number: int


class Change(Struct, frozen=True):
    """What brings the view from one state of the ledger to the next.

    whole: whether nothing of the view stays. notes: those that it does not hold yet. leaving: rows of chains.
    homes: component and founder of notes by hash. worked: how many notes were worked out.
    """

    old: State
    new: State
    whole: bool
    gone: Collection[int]
    fresh: Collection[int]
    leaving: Collection[int]
    notes: Collection[NoteRow]
    chains: Iterable[ChainRow]
    homes: Iterable[tuple[bytes, int, str]]
    worked: int


class View:
    """The view of one store's connection. Every method raises StoreError where the file cannot be used."""

    def __init__(self, connection: sqlite3.Connection, path: Path, live: Live) -> None:
        self._connection = connection
        self._path = path
        self._live = live

    # the ledger, as far as the view is made of it

    def live(self) -> set[int]:
        """The editions that count now."""
        with translated(self._path):
            return set(self._live.editions())

    def ledger(self, version: str, generation: int) -> State:
        """The state that a view has which is made of the ledger as it is now."""
        with translated(self._path):
            words, last = self._connection.execute("SELECT count(*), coalesce(max(id), 0) FROM judgement").fetchone()
            state = blake2b(digest_size=16)
            for entry in authority.read(self._connection):
                state.update(msgspec.json.encode(entry) + b"\n")
        return State(version, generation, words, last, state.digest())

    def words_before(self, last: int) -> int:
        """How many judgements there are up to a row."""
        return int(self._one("SELECT count(*) FROM judgement WHERE id <= ?", last))

    def new_words(self, last: int) -> set[str]:
        """The mentions that judgements after a row are on."""
        query = "SELECT left, right FROM judgement WHERE id > ?"
        with translated(self._path):
            return {key for pair in self._connection.execute(query, (last,)) for key in pair}

    def chains_in(self, edition: int) -> tuple[str | None, list[Chain]]:
        """The date and the chains of an edition; of all authority files for ``AUTHORITY``."""
        with translated(self._path):
            if edition == AUTHORITY:
                return None, list(entry_chains(authority.read(self._connection)))
            document = documents.read(self._connection, edition)
            return document.published, rows.read_chains(self._connection, edition, document.id, document.text)

    def ahead(self, editions: Collection[int], rules: str) -> Iterator[tuple[int, str, str | None, bytes]]:
        """Those of some editions whose notes were worked out ahead by such rules: document, date and notes of each."""
        query = """SELECT edition.id, lower(hex(document.hash)), published, notes FROM view_ahead
            JOIN edition ON edition.id = view_ahead.edition JOIN document ON document.id = edition.document
            WHERE rules = ? AND edition.id IN (SELECT value FROM json_each(?))"""
        with translated(self._path):
            yield from self._connection.execute(query, (rules, as_json(editions)))

    def editions_of(self, document: str) -> set[int]:
        """The editions of a document; none for what is no id."""
        with translated(self._path):
            row = entries.find_document(self._connection, document)
            return {id for (id,) in self._connection.execute("SELECT id FROM edition WHERE document = ?", (row,))}

    # the view

    def state(self) -> State:
        """What the view was made of."""
        with translated(self._path):
            return State(*self._connection.execute("SELECT * FROM view_state").fetchone())

    def editions(self) -> set[int]:
        """The editions whose chains are in the view."""
        with translated(self._path):
            return {edition for (edition,) in self._connection.execute("SELECT edition FROM view_edition")}

    def is_whole(self) -> bool:
        """Whether nothing waits to be worked out anew."""
        return not self._one("SELECT EXISTS (SELECT 1 FROM view_note WHERE component = 0)")

    def chains_of(self, editions: Collection[int]) -> set[int]:
        """The rows of the chains of some editions."""
        with translated(self._path):
            query = "SELECT id FROM view_chain WHERE edition IN (SELECT value FROM json_each(?))"
            return {id for (id,) in self._connection.execute(query, (as_json(editions),))}

    def chains_by_key(self, edition: int) -> Iterator[tuple[str, int, bytes]]:
        """Key, row and note of each chain of an edition."""
        with translated(self._path):
            yield from self._connection.execute(
                """SELECT key, view_chain.id, hash FROM view_chain JOIN view_note ON view_note.id = note
                WHERE edition = ?""",
                (edition,),
            )

    def known(self, notes: Iterable[bytes]) -> dict[bytes, int]:
        """Those of some notes, by hash, that the view holds, with their components."""
        query = "SELECT hash, component FROM view_note WHERE hash = ?"
        with translated(self._path):
            found = (self._connection.execute(query, (hash,)).fetchone() for hash in notes)
            return dict(row for row in found if row is not None)

    def components(self, leaving: Collection[int], notes: Iterable[NoteRow]) -> set[int]:
        """The components that some chains leave, and those that notes come into by their keys, sounds aside.

        notes: those that the view does not hold. Who shares a key with one that it holds is in that one's component.
        """
        with translated(self._path):
            query = """SELECT DISTINCT component FROM view_chain JOIN view_note ON view_note.id = note
                WHERE view_chain.id IN (SELECT value FROM json_each(?))"""
            found = {component for (component,) in self._connection.execute(query, (as_json(leaving),))}
            rest = iter(notes)
            while some := list(islice(rest, _PIECE)):
                found.update(self._meeting({key for note in some for key in note.seeks}))
                found.update(self._meeting({key for note in some for key in note.answers}, " AND use = 'seeks'"))
        return found

    def _meeting(self, keys: Collection[int], condition: str = "") -> Iterator[int]:
        query = """SELECT DISTINCT component FROM view_key JOIN view_note ON view_note.id = note
            WHERE key IN (SELECT value FROM json_each(?))"""
        return (found for (found,) in self._connection.execute(query + condition, (as_json(keys),)))

    def heard(self, sound: int) -> list[tuple[bytes, int]]:
        """The notes that have a sound, each with its component."""
        query = "SELECT told, component FROM view_key JOIN view_note ON view_note.id = note WHERE key = ?"
        with translated(self._path):
            return self._connection.execute(query, (sound,)).fetchall()

    def groups(self, components: Collection[int], leaving: Collection[int]) -> Iterator[GroupRow]:
        """The groups of some components without the chains that leave."""
        query = """SELECT hash, told, component, founder, min(place), min(key), count(*) FROM view_note
            JOIN view_chain ON note = view_note.id WHERE component IN (SELECT value FROM json_each(?))
            AND view_chain.id NOT IN (SELECT value FROM json_each(?)) GROUP BY view_note.id"""
        with translated(self._path):
            for row in self._connection.execute(query, (as_json(components), as_json(leaving))):
                yield GroupRow(*row)

    def last_component(self) -> int:
        """The greatest number of a component."""
        return int(self._one("SELECT coalesce(max(component), 0) FROM view_note"))

    def founders(self) -> Iterator[tuple[str, str]]:
        """Each chain that was merged into another's entity, and the chain that founded that."""
        query = """SELECT key, founder FROM view_chain JOIN view_note ON view_note.id = note WHERE key <> founder"""
        with translated(self._path):
            yield from self._connection.execute(query)

    # writing

    def apply(self, change: Change) -> bool:
        """Write a change, in one transaction; False where that may not be: another process writes, or has written."""
        if not os.access(self._path, os.W_OK):
            return False
        with translated(self._path), hastily(self._connection):
            with transaction(self._connection):
                fits = self.state() == change.old
                if fits:
                    self._write(change)
            return fits
        return False

    def _write(self, change: Change) -> None:
        run, many = self._connection.execute, self._connection.executemany
        if change.whole:
            clear(self._connection)
            marks.clear(self._connection)
        else:
            self._mark(change)
        many("DELETE FROM view_edition WHERE edition = ?", ((edition,) for edition in change.gone))
        many("INSERT INTO view_edition VALUES (?)", ((edition,) for edition in change.fresh))
        held = notes_of(self._connection, change.leaving)
        many("DELETE FROM view_chain WHERE id = ?", ((id,) for id in change.leaving))
        homes = {hash: (component, founder) for hash, component, founder in change.homes}
        ids = self._write_notes(change.notes, homes)

        def note(hash: bytes) -> int:
            if hash not in ids:
                ids[hash] = self._one("SELECT id FROM view_note WHERE hash = ?", hash)
            return ids[hash]

        chains = ((chain.edition, chain.key, chain.place, note(chain.note)) for chain in change.chains)
        insert(self._connection, "INSERT INTO view_chain (edition, key, place, note)", chains)
        moved = ((component, founder, hash) for hash, (component, founder) in homes.items())
        many("UPDATE view_note SET component = ?, founder = ? WHERE hash = ?", moved)
        drop_unheld(self._connection, held)
        new = change.new
        # what came meanwhile keeps what was worked out ahead
        used = "DELETE FROM view_ahead WHERE rules <> ? OR edition IN (SELECT edition FROM view_edition)"
        run(used, (new.version,))
        state = (new.version, change.old.generation + 1, new.words, new.last_word, new.authority)
        run("UPDATE view_state SET version = ?, generation = ?, words = ?, last_word = ?, authority = ?", state)

    def _mark(self, change: Change) -> None:
        """Say to the graph which editions and founders a change touches, besides what comes and goes whole."""
        query = """SELECT view_chain.edition, founder FROM view_chain JOIN view_note ON view_note.id = note
            WHERE view_chain.id IN (SELECT value FROM json_each(?))"""
        left = self._connection.execute(query, (as_json(change.leaving),)).fetchall()
        editions = {edition for edition, _ in left} | {chain.edition for chain in change.chains}
        founders = {founder for _, founder in left}
        moves = {}
        fresh = {note.hash for note in change.notes}
        for hash, _, founder in change.homes:
            founders.add(founder)
            if hash in fresh:
                continue
            row = self._connection.execute("SELECT id, founder FROM view_note WHERE hash = ?", (hash,)).fetchone()
            if row[1] != founder:
                moves[row[0]] = row[1], founder
                founders.add(row[1])
        notes = moves.keys() - rename(self._connection, moves)
        marks.moved(self._connection, notes, editions, founders)

    def _write_notes(self, notes: Iterable[NoteRow], homes: dict[bytes, tuple[int, str]]) -> dict[bytes, int]:
        """Write notes with their homes, which are taken out of ``homes``, and their keys; their rows by hash."""
        ids: dict[bytes, int] = {}
        free = self._one("SELECT coalesce(max(id), 0) + 1 FROM view_note")
        numbered = enumerate(notes, free)
        while some := list(islice(numbered, _PIECE)):
            ids.update((note.hash, id) for id, note in some)
            rows = (
                (id, bytearray(note.hash), bytearray(note.told), *homes.pop(note.hash, (0, ""))) for id, note in some
            )
            insert(self._connection, "INSERT INTO view_note", rows)
            keys = sorted(_keys(some), key=itemgetter(0))  # they lie all over the table; a key's first use counts
            insert(self._connection, "INSERT INTO view_key", keys, "ON CONFLICT DO NOTHING")
        return ids

    def _one(self, query: str, *values: object) -> int:
        with translated(self._path):
            return int(self._connection.execute(query, values).fetchone()[0])


def _keys(notes: Iterable[tuple[int, NoteRow]]) -> Iterator[tuple[int, int, str]]:
    """The keys of numbered notes, each with the note and how it uses it."""
    for id, note in notes:
        for use, own in (("seeks", note.seeks), ("answers", note.answers), ("sounds", note.sounds)):
            yield from ((key, id, use) for key in own)
