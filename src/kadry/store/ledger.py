"""The ledger: documents, claims and judgements, added whole or not at all."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PurePath
from types import TracebackType
from typing import BinaryIO, Self

from kadry.authority import Entry, entry_chains
from kadry.bounds import first_day, last_day
from kadry.claim import Chain, Claim, Extraction, Judgement, Rejection
from kadry.document import Document, Header, Reading
from kadry.errors import AmbiguousName, InputError, StoreError, UnknownName, UsageError
from kadry.scene import SceneClaim
from kadry.store import authority, documents, entries, filling, interchange, reprints, rows, scenes
from kadry.store.beside import discard
from kadry.store.filling import Outcome
from kadry.store.graph import counter
from kadry.store.graph.days import Day
from kadry.store.graph.reading import Reader
from kadry.store.graph.refresh import Refresh, Rules, Tell, is_current
from kadry.store.live import AWAY, FORGET_LATER, PREFERENCE, Live
from kadry.store.noted import as_json
from kadry.store.schema import STEPS, Step, connect
from kadry.store.transactions import transaction, translated
from kadry.store.view import View

_SHORTEST = 4  # characters of a document's id that may stand for it
_LISTED = "SELECT value FROM json_each(?)"
_SHOWN = 5  # candidates that an error names
# what claims on what is around the posts are counted as → their kind
_SCENE = {"body relations": "body", "decisions": "decision", "events": "event", "successions": "succession"}


class Store:
    """Documents, claims and judgements in one file, append-only but for claims that a newer version's replace.

    The tables are the truth; which documents are live is derived from them. A document is added in one transaction or
    not at all. The order in which rows came shows in nothing but what lies at one location: what was read there last.
    Every method raises StoreError where the file cannot be used.
    """

    def __init__(self, path: str | Path, *, steps: Sequence[Step] = STEPS) -> None:
        self.path = Path(path)
        self._connection = connect(self.path, steps)
        self._live = Live(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with translated(self.path):
            self._connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever other processes write; writing inside is refused."""
        with translated(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with translated(self.path):
                self._connection.rollback()

    # adding

    def touch(self, reading: Reading, version: str | None) -> Outcome | None:
        """Note where a document lies that is held already; None where it must be extracted (again) and added.

        version: of the rules that would extract it; None: what any version found will do. The outcome is "unchanged",
        or "retracted" for what was taken out.
        """
        with self._guarded(reading.location):
            seen = filling.known(self._connection, reading.document, version)
            if seen is not None and entries.last_read(self._connection, reading.location) != seen[1:]:
                with transaction(self._connection):
                    seen = filling.known(self._connection, reading.document, version)
                    if seen is not None and entries.last_read(self._connection, reading.location) != seen[1:]:
                        entries.add_read(self._connection, reading.location, *seen[1:])
        return None if seen is None else seen[0]

    def add(self, reading: Reading, extraction: Extraction) -> Outcome:
        """Add a document with what was found in it, in one transaction; done again, it changes nothing.

        What was retracted stays out. Raises ValueError for an extraction that is not of this document, and InputError
        for what is not valid Unicode.
        """
        with self._guarded(reading.location), transaction(self._connection):
            return filling.add(self._connection, [(reading, extraction)])[0]

    def add_all(self, items: Iterable[tuple[Reading, Extraction]]) -> Iterator[tuple[Reading, Outcome | InputError]]:
        """Add documents as ``add`` does, all that come within a quarter of a second together, which is much faster.

        Each is told, in order, when it is safe in the file: with its outcome, or the InputError for which it was left
        out. Where ``items`` fails, what had come is added and told before the error. A killed process loses what it had
        not told: what came in a quarter of a second, or in some seconds while another process writes.
        """
        with translated(self.path):
            filling.make_room(self._connection)
        for hand in filling.gather(items, partial(filling.begin, self._connection)):
            yield from self._add_together(hand)

    def _add_together(self, hand: Sequence[filling.Item]) -> Iterator[filling.Done]:
        try:
            with translated(self.path), filling.unchecked(self._connection):
                outcomes = filling.add(self._connection, hand)
        except ValueError:
            yield from map(self._add_alone, hand)  # only what is at fault stays out
        else:
            yield from zip((reading for reading, _ in hand), outcomes, strict=True)

    def _add_alone(self, item: filling.Item) -> filling.Done:
        try:
            return item[0], self.add(*item)
        except InputError as error:
            return item[0], error

    def judge(self, judgement: Judgement) -> None:
        """Keep somebody's word on two in-document entities."""
        self.keep([judgement])

    def reject(self, rejection: Rejection) -> None:
        """Keep somebody's word that a claim is wrong, or right after all."""
        self.keep([rejection])

    def keep(self, words: Iterable[Judgement | Rejection]) -> None:
        """Keep people's words, all or nothing; one that is kept already is kept once."""
        with self._guarded("a judgement"), transaction(self._connection):
            for word in words:
                interchange.keep_word(self._connection, word)

    def add_authority(self, known: Iterable[Entry]) -> int:
        """Keep entries of authority files, all or none; how many of them are new."""
        with self._guarded("authority"), transaction(self._connection):
            return authority.keep(self._connection, known)

    def fingerprint(self) -> bool:
        """Give a fingerprint to every text without one, and bring the view of reprints up to date; whether it is.

        A file that is read-only, or that another process writes, stays as it is: ``copies`` answers without.
        """
        if os.access(self.path, os.W_OK):
            with translated(self.path):
                reprints.fill(self._connection)
                return reprints.refresh(self._connection, self._live.documents())
        return False

    # taking out

    def remove_authority(self, known: Iterable[Entry]) -> int:
        """Take these very entries out again, all or none; how many of them were here."""
        with self._guarded("authority"), transaction(self._connection):
            return authority.remove(self._connection, known)

    def retract(self, id: str) -> None:
        """Take a document out of everything that is read from the store, until it is restored.

        Raises UnknownName for a document that was never here.
        """
        self._act(id, "retracted", unless=("retracted", "erased"))

    def restore(self, id: str) -> None:
        """Bring a retracted document back; one that was erased may be added again.

        Raises UnknownName for a document that was never here.
        """
        self._act(id, "restored", unless=("restored", None))

    def erase(self, id: str) -> None:
        """Delete a document's text, quotes and names for good, from the file's free pages too; its id stays.

        The folder on which queries are run goes as a whole.

        Raises UnknownName for a document that was never here, and StoreError where another process reads just now: the
        document is erased then, but old pages stay beside the file until ``erase`` is called again.
        """
        discard(self.path)
        self._act(id, "erased", unless=("erased",))
        discard(self.path)  # another process may have made it anew meanwhile
        with translated(self.path):
            busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise StoreError(f"{self.path}: another process reads old pages; erase {id} again when it is done")

    def _act(self, id: str, act: entries.Act, unless: tuple[entries.Act | None, ...]) -> None:
        with self._guarded(id), transaction(self._connection):
            row = entries.find_document(self._connection, id)
            if row is None:
                raise UnknownName(f"{id}: the store holds no such document")
            acts = entries.acts_on(self._connection, row)
            if (acts[-1] if acts else None) not in unless:
                entries.note_act(self._connection, row, act)
            if act == "erased":
                entries.erase(self._connection, row)

    @contextmanager
    def _guarded(self, what: str) -> Iterator[None]:
        """Errors of the database and of text that no file can hold, in words about ``what`` came."""
        try:
            with translated(self.path):
                yield
        except UnicodeEncodeError as error:
            reason = f"holds half a character (code point {ord(error.object[error.start]):#x}); repair its encoding"
            raise InputError(what, reason) from error

    # reading

    def headers(self) -> Iterator[Header]:
        """The live documents without their text, sorted by id."""
        query = """SELECT document.hash, source, title, published, language FROM edition
            JOIN document ON document.id = edition.document WHERE edition.id = ?"""
        with translated(self.path):
            for edition in self._live.editions():
                id, source, title, published, language = self._connection.execute(query, (edition,)).fetchone()
                yield Header(id=id.hex(), source=source, title=title, published=published, language=language)

    def claims(self) -> Iterator[Claim]:
        """The claims of live documents, sorted by document and position; rejected ones too."""
        with translated(self.path):
            for edition in self._live.editions():
                document = documents.read(self._connection, edition)
                yield from rows.read_claims(self._connection, edition, document.id, document.text)

    def scene(self) -> Iterator[SceneClaim]:
        """The same of the claims on bodies, decisions, events and successions."""
        with translated(self.path):
            for edition in self._live.editions():
                yield from scenes.read(self._connection, edition, documents.read(self._connection, edition))

    def find_claims(self, start: str) -> list[str]:
        """The ids of the live documents' claims, of every kind, that begin so, sorted; none for what begins no id."""
        start = start.lower()
        if not 0 < len(start) <= 32 or not set(start) <= set("0123456789abcdef"):
            return []
        query = f"SELECT DISTINCT hash FROM {{}} WHERE hash BETWEEN ? AND ? AND edition IN ({_LISTED})"
        bounds = (bytes.fromhex(start.ljust(32, "0")), bytes.fromhex(start.ljust(32, "f")))
        with translated(self.path):
            live = as_json(self._live.editions())
            found = (self._connection.execute(query.format(table), (*bounds, live)) for table in ("claim", "scene"))
            return sorted({hash.hex() for hashes in found for (hash,) in hashes})

    def chains(self) -> Iterator[Chain]:
        """The in-document entities of live documents, sorted by key, then the entities of authority files, by id."""
        with translated(self.path):
            for edition in self._live.editions():
                document = documents.read(self._connection, edition)
                yield from rows.read_chains(self._connection, edition, document.id, document.text)
            yield from entry_chains(authority.read(self._connection))

    def view(self) -> View:
        """The view of who is who that is kept beside the ledger; `kadry.merging` reads it and brings it up to date."""
        return View(self._connection, self.path, self._live)

    def refresh_graph(self, rules: Rules, tell: Tell | None = None) -> bool:
        """Bring the view of the merged graph up to date with the ledger and with the view of who is who.

        False where the file is read-only or another process writes. `kadry.graphing` calls it.
        """
        if not os.access(self.path, os.W_OK):
            with translated(self.path):
                return is_current(self._connection, self._live, rules.version)
        identities = {chain.key: chain.authority or "" for chain in entry_chains(self.authority())}
        words = self.rejected(), self.copies(), identities
        return Refresh(self._connection, self.path, self._live, rules, *words, tell).run()

    def changes(self) -> int:
        """How often the ledger was changed, for ``note_views``."""
        with translated(self.path):
            return counter.changes(self._connection)

    def note_views(self, version: str, at: int) -> None:
        """Note that all views are of the ledger after ``at`` changes, by a version of all rules."""
        if os.access(self.path, os.W_OK):
            with translated(self.path):
                counter.note(self._connection, version, at)

    def has_views(self, version: str) -> bool:
        """Whether all views are noted to be of the ledger as it is now, by a version of all rules."""
        with translated(self.path):
            return counter.is_noted(self._connection, version)

    @contextmanager
    def read_graph(self, rules: Rules, noted: str, as_of: str | None = None) -> Iterator[Reader | None]:
        """Reads the merged graph as its view has it, of one moment while the context lasts; None where it is not of it.

        noted: the version of all rules, by which the view is known at once to be of the ledger as it is.
        as_of: of what may have been held on a day (partial ISO date) only. Raises UsageError for what is no date.
        """
        if as_of is not None and first_day(as_of) is None:
            raise UsageError(f"{as_of!r} is no date; write 2025, 2025-03 or 2025-03-14")
        connection = connect(self.path)
        try:
            with translated(self.path):
                connection.execute("BEGIN")
                current = counter.is_noted(connection, noted) or is_current(connection, Live(connection), rules.version)
                if not current:
                    yield None
                else:
                    yield Reader(connection) if as_of is None else Day(connection, as_of)
        finally:
            connection.close()

    @contextmanager
    def copied(self, path: Path, *, known_at: str | None = None) -> Iterator["Store"]:
        """A copy of the store; known_at: with what was published by a day (partial ISO date) only.

        Of a text that was read again later, it has the earlier one. Raises UsageError for what is no date.
        """
        if known_at is not None and last_day(known_at) is None:
            raise UsageError(f"{known_at!r} is no date; write 2025, 2025-03 or 2025-03-14")
        with Store(path) as copy, translated(self.path):
            self._connection.backup(copy._connection)
            if known_at is not None:
                copy._connection.execute(FORGET_LATER, (last_day(known_at),))
            yield copy

    def authority(self) -> Iterator[Entry]:
        """Every entry of an authority file, sorted by id."""
        with translated(self.path):
            yield from authority.read(self._connection)

    def copies(self) -> dict[str, str]:
        """The live documents that reprint another: id → the least id of the group (`kadry.copies`).

        Which of a group that is says nothing of who wrote it first.
        """
        with translated(self.path):
            return reprints.copies(self._connection, self._live.documents())

    def document(self, id: str) -> Document:
        """A document with its text, whether or not it is live.

        Raises UnknownName where it was never here or was erased.
        """
        query = f"SELECT id FROM edition WHERE document = ? ORDER BY {PREFERENCE}"
        with translated(self.path):
            row = entries.find_document(self._connection, id)
            found = [edition for (edition,) in self._connection.execute(query, (row,))]
            if not found:
                raise UnknownName(f"{id}: the store holds no text of such a document")
            live = self._live.editions() if len(found) > 1 else ()
            chosen = next((edition for edition in found if edition in live), found[0])
            return documents.read(self._connection, chosen)

    def judgements(self) -> list[Judgement]:
        """Every judgement that was ever made, sorted."""
        with translated(self.path):
            return interchange.read_words(self._connection, Judgement)

    def rejections(self) -> list[Rejection]:
        """Every rejection and every withdrawal of one, sorted."""
        with translated(self.path):
            return interchange.read_words(self._connection, Rejection)

    def rejected(self) -> set[str]:
        """The ids of the claims that are rejected now: the latest word on each counts."""
        latest = {rejection.claim: rejection for rejection in self.rejections()}
        return {claim for claim, rejection in latest.items() if not rejection.withdrawn}

    def locations(self) -> dict[str, str]:
        """Every location with the id of the document that was read there last, sorted."""
        query = """SELECT location, hash, max(location.id) FROM location
            JOIN document ON document.id = location.document GROUP BY location ORDER BY location"""
        with translated(self.path):
            return {location: hash.hex() for location, hash, _ in self._connection.execute(query)}

    def outdated(self, version: str) -> int:
        """How many live documents hold what another version of the rules found."""
        with translated(self.path):
            live = as_json(self._live.editions())
            query = "SELECT count(*) FROM edition WHERE version <> ? AND id IN (SELECT value FROM json_each(?))"
            return self._count(query, version, live)

    def size(self) -> int:
        """How many documents there are, be they live or not."""
        with translated(self.path):
            return self._count("SELECT count(*) FROM document")

    def counts(self) -> dict[str, int]:
        """How much the store holds: live documents with their chains and claims, what is set aside, people's words."""
        with translated(self.path):
            live = as_json(self._live.editions())
            among = f"edition IN ({_LISTED})"
            return {
                "documents": self._count("SELECT count(*) FROM json_each(?)", live),
                "claims": self._count(f"SELECT count(*) FROM claim WHERE {among}", live),
                **{
                    told: self._count(f"SELECT count(*) FROM scene WHERE kind = ? AND {among}", kind, live)
                    for told, kind in _SCENE.items()
                },
                "chains": self._count(f"SELECT count(*) FROM chain WHERE {among}", live),
                "superseded": self._count(
                    f"""SELECT count(*) FROM document WHERE text IS NOT NULL AND id NOT IN ({AWAY})
                    AND id NOT IN (SELECT document FROM edition WHERE id IN (SELECT value FROM json_each(?)))""",
                    live,
                ),
                "retracted": self._count(f"SELECT count(*) FROM document WHERE id IN ({AWAY}) AND text IS NOT NULL"),
                "erased": self._count("SELECT count(*) FROM document WHERE text IS NULL"),
                "judgements": self._count("SELECT count(*) FROM judgement"),
                "rejections": len(self.rejected()),
                "authority entries": self._count("SELECT count(*) FROM authority"),
            }

    def find_document(self, text: str) -> str:
        """The id of the document that a user means: by id or its beginning, address, location or file name or stem.

        Raises UnknownName, or AmbiguousName where several fit.
        """
        text = text.strip()
        searches: tuple[Callable[[str], set[str]], ...] = (
            self._by_id,
            self._by_source,
            lambda wanted: {id for place, id in self.locations().items() if place == wanted},
            lambda wanted: {id for place, id in self.locations().items() if wanted in _names(place)},
        )
        for search in searches:
            found = sorted(search(text))
            if len(found) == 1:
                return found[0]
            if found:
                shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
                raise AmbiguousName(f"{text}: {len(found)} documents are meant: {shown}; give an id")
        raise UnknownName(f"{text}: the store holds no such document; give an id, an address or a file name")

    def _by_id(self, start: str) -> set[str]:
        start = start.lower()
        if not _SHORTEST <= len(start) <= 32 or not set(start) <= set("0123456789abcdef"):
            return set()
        query = "SELECT hash FROM document WHERE hash BETWEEN ? AND ?"
        bounds = (bytes.fromhex(start.ljust(32, "0")), bytes.fromhex(start.ljust(32, "f")))
        with translated(self.path):
            return {hash.hex() for (hash,) in self._connection.execute(query, bounds)}

    def _by_source(self, source: str) -> set[str]:
        with translated(self.path):
            found = self._connection.execute("SELECT hash FROM document WHERE source = ?", (source,))
            return {hash.hex() for (hash,) in found}

    # interchange

    def dump(self, out: BinaryIO) -> None:
        """Write the whole ledger as JSON lines, sorted: ``load`` makes the same store of it."""
        with self.snapshot(), translated(self.path):
            interchange.dump(self._connection, out)

    def load(self, lines: BinaryIO) -> None:
        """Add what a dump holds to what is here, all or nothing.

        Raises StoreError for a line that is no part of a dump.
        """
        with translated(self.path), transaction(self._connection):
            interchange.load(self._connection, lines)

    def _count(self, query: str, *values: object) -> int:
        return int(self._connection.execute(query, values).fetchone()[0])


def _names(location: str) -> set[str]:
    """File name and stem of a location, and the record's name in a dump."""
    path = PurePath(location)
    return {path.name, path.stem, path.name.rpartition("#")[2]}
