"""How the ledger file is written beside other processes: transactions, how long is waited, errors in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kadry.errors import StoreError

PATIENCE = 60.0  # seconds to wait for another process that is writing
HASTE = 1.0  # the same where a view is brought up to date, which can be left as it is


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the database's errors into StoreError: the only place that knows them."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_words(error)}") from error


@contextmanager
def transaction(connection: sqlite3.Connection, *, begun: bool = False) -> Iterator[None]:
    """All or nothing, with the right to write from the start, so that what was read stays true until the end.

    begun: whether ``begin_at_once`` has begun it.
    """
    if not begun:
        connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def begin_at_once(connection: sqlite3.Connection) -> bool:
    """Begin a transaction, unless another process is writing just now; whether it is begun."""
    try:
        with _waiting(connection, 0):
            connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise
        return False
    return True


@contextmanager
def hastily(connection: sqlite3.Connection) -> Iterator[None]:
    """What is written inside is given up in silence where the file may not be written, or another process writes.

    It can be made again, so that no commit waits for the disk: a loss of power may take the last ones back, in order.
    """
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        with _waiting(connection, HASTE):
            yield
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) and "readonly" not in str(error):
            raise
    finally:
        connection.execute("PRAGMA synchronous = FULL")


@contextmanager
def _waiting(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Inside, so long is waited for another process that is writing."""
    connection.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")


def _words(error: sqlite3.Error) -> str:
    """What went wrong and what to do."""
    text = str(error)
    if "not a database" in text:
        return "is no Kadry store; name another file with --store"
    if "locked" in text:
        return "another process has kept it locked; try again when it is done"
    if "malformed" in text:
        return f"is damaged ({text}); load a dump into a new file"
    if "unable to open" in text:
        return "cannot be opened; look at its folder and permissions"
    return f"cannot be used ({text}); look at its permissions and the free space beside it"
