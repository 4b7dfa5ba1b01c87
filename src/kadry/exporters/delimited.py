"""Tables as comma-separated files in UTF-8, quoted as in RFC 4180: every text, and nothing where a value is unknown.

Python's csv module writes "" for an unknown value too (before 3.12), which Neo4j takes for a text.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from kadry.exporters.batches import write_batches
from kadry.exporters.markup import carried
from kadry.exporters.tables import Row, Table, Type, batches
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
            write_batches(_lines(table, rows, dialect), files[table.name])


def _lines(table: Table, rows: Sequence[Row], dialect: Dialect) -> Iterator[str]:
    """A line for each row; how to write a value is found once for each column."""

    def text(value: Any) -> str:
        return _quoted(dialect.text(_carried(value)))

    def texts(value: Any) -> str:
        return _quoted(dialect.texts([_carried(item) for item in value])) if value else ""

    written: Mapping[Type, Callable[[Any], str]] = {
        "text": text,
        "texts": texts,
        "truth": {True: "true", False: "false"}.__getitem__,
        "whole": str,
        "number": repr,
        "day": date.isoformat,
    }
    columns = [written[type] for type in table.columns.values()]
    for row in rows:
        cells = ["" if value is None else write(value) for write, value in zip(columns, row, strict=True)]
        yield ",".join(cells) + "\n"


def _carried(text: str) -> str:
    """The text without control characters; what is printable, as most of it, has none."""
    return text if text.isprintable() else carried(text)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
