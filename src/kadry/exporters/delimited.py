"""Tables as comma-separated files (RFC 4180): UTF-8, every text in quotes, what is unknown left empty without quotes.

Python's csv module writes "" for an unknown value too (before 3.12), which Neo4j takes for a text.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from msgspec import Struct

from kadry.exporters.batches import write_batches
from kadry.exporters.markup import carried
from kadry.exporters.tables import Table, Type, Value, batches
from kadry.graph import Graph


class Dialect(Struct, frozen=True):
    """What becomes of a column's name and type, of a text and of several, before they are quoted."""

    header: Callable[[str, Type], str]
    text: Callable[[str], str]
    texts: Callable[[Sequence[str]], str]


def write_tables(graph: Graph, found: Sequence[Table], folder: Path, dialect: Dialect) -> None:
    """Fill a folder with a file for each name; tables of one name and the same columns share a file."""
    with ExitStack() as stack:
        named = {table.name: table for table in found}
        files = {name: stack.enter_context((folder / f"{name}.csv").open("xb")) for name in named}
        for name, table in named.items():
            header = ",".join(dialect.header(column, type) for column, type in table.columns.items())
            files[name].write(f"{header}\n".encode())
        for table, rows in batches(graph, found):
            write_batches((",".join(_cell(value, dialect) for value in row) + "\n" for row in rows), files[table.name])


def _cell(value: Value, dialect: Dialect) -> str:
    if value is None or value == ():
        return ""
    if isinstance(value, str):
        return _quoted(dialect.text(carried(value)))
    if isinstance(value, tuple):
        return _quoted(dialect.texts([carried(text) for text in value]))
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else repr(value)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
