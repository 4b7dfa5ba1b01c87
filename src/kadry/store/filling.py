"""Documents that are added many at a time: which are in hand together, and what becomes of each."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

from kadry.claim import Extraction
from kadry.document import Document, Reading
from kadry.errors import InputError
from kadry.store import entries
from kadry.store.schema import FILLING
from kadry.store.sheet import Sheet
from kadry.store.transactions import begin_at_once, transaction

Outcome = Literal["added", "replaced", "unchanged", "retracted"]
Item = tuple[Reading, Extraction]
Known = tuple[Outcome, int, int | None]  # with the rows of its document and edition
Done = tuple[Reading, Outcome | InputError]

_SECONDS = 0.25  # that a document waits for others while they come
_PATIENCE = 5.0  # seconds that it waits for another process that is writing, while others come
_DOCUMENTS = 2000
_CHARACTERS = 8_000_000  # of text, as much as it may hold in memory


def gather(items: Iterable[Item], begin: Callable[[], bool]) -> Iterator[list[Item]]:
    """Items in lists, in order: all that came in a quarter of a second, unless they grow too many or too long.

    begin: begins to write them, if that is possible at once; else more are taken, for some seconds at most, so that
    whoever brings them is not kept waiting. Where ``items`` fails, what had come is given out before the error.
    """
    hand: list[Item] = []
    characters, end = 0, time.monotonic() + _SECONDS
    try:
        for item in items:
            hand.append(item)
            characters += len(item[0].document.text)
            over = time.monotonic() - end
            if len(hand) >= _DOCUMENTS or characters >= _CHARACTERS or over >= _PATIENCE or (over >= 0 and begin()):
                yield hand
                hand = []
                characters, end = 0, time.monotonic() + _SECONDS
    except GeneratorExit:
        raise
    except BaseException:
        yield hand
        raise
    yield hand


def begin(connection: sqlite3.Connection) -> bool:
    """Begin what ``unchecked`` does, unless another process is writing just now; whether it is begun."""
    connection.execute("PRAGMA foreign_keys = OFF")
    begun = begin_at_once(connection)
    if not begun:
        connection.execute("PRAGMA foreign_keys = ON")
    return begun


@contextmanager
def unchecked(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction in which references are not looked up: what is added refers to rows written or read just before."""
    begun = connection.in_transaction
    if not begun:
        connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(connection, begun=begun):
            yield
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def make_room(connection: sqlite3.Connection) -> None:
    """Let the pages that many documents change together stay in memory, until the connection is closed."""
    connection.execute(f"PRAGMA cache_size = -{FILLING}")


def add(connection: sqlite3.Connection, items: Iterable[Item]) -> list[Outcome]:
    """Add documents with what was found in them, inside a transaction; what became of each.

    Raises ValueError for an extraction that is not of its document, UnicodeEncodeError for what is not valid Unicode.
    """
    sheet = Sheet(connection)
    outcomes = [_add(connection, sheet, reading, extraction) for reading, extraction in items]
    sheet.write()
    return outcomes


def _add(connection: sqlite3.Connection, sheet: Sheet, reading: Reading, extraction: Extraction) -> Outcome:
    if sheet.names(reading.document.id, reading.location):
        sheet.write()
    before = entries.last_read(connection, reading.location)
    row = entries.find_document(connection, reading.document.id)
    seen = None if row is None else _known(connection, row, reading.document, extraction.version)
    outcome, row, edition = seen or _write(connection, sheet, row, reading.document, extraction)
    if before != (row, edition):
        sheet.add_read(reading.location, row, edition)
    return "replaced" if outcome == "added" and before is not None else outcome


def _write(
    connection: sqlite3.Connection, sheet: Sheet, row: int | None, document: Document, extraction: Extraction
) -> Known:
    """Take in a document that is to be extracted (again); row: what it has, if any."""
    hash = entries.edition_id(document)
    known = None if row is None else entries.find_edition(connection, hash)
    if row is None:
        printed = extraction.ahead.fingerprint if extraction.ahead else None
        row = sheet.add_document(document, entries.keep_text(connection, document.text, printed))
    else:
        entries.fill_document(connection, document, row)
    if known is None:
        edition = sheet.add_edition(row, document, hash, extraction.version)
    else:
        edition = known[0]
        entries.renew_edition(connection, edition, extraction.version)
    sheet.add(edition, document, extraction)
    return "added" if known is None else "replaced", row, edition


def known(connection: sqlite3.Connection, document: Document, version: str | None) -> Known | None:
    """What becomes of a document that needs no extraction; None where it must be extracted (again) and added.

    version: of the rules that would extract it; None: what any version found will do.
    """
    row = entries.find_document(connection, document.id)
    return None if row is None else _known(connection, row, document, version)


def _known(connection: sqlite3.Connection, row: int, document: Document, version: str | None) -> Known | None:
    if entries.is_away(connection, row):
        return "retracted", row, entries.any_edition(connection, row, document)
    edition = entries.find_edition(connection, entries.edition_id(document))
    outdated = edition is not None and version not in (None, edition[1])
    return None if edition is None or outdated else ("unchanged", row, edition[0])
