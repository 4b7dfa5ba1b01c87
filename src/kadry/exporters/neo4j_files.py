"""How a file of nodes or of relations for ``neo4j-admin database import`` is headed: one id space for each label."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kadry.exporters.tables import Row, Stream, Table, Type
from kadry.graph import Thing

_TYPES: Mapping[Type, str] = {
    "text": "string",
    "texts": "string[]",
    "whole": "int",
    "number": "double",
    "truth": "boolean",
    "day": "date",
}
# How surely it was so on the day of the graph, and how well founded it is.
WEIGHED: Mapping[str, Type] = {"as_of": "text", "sources": "whole", "confidence": "number"}


def weighed(one: Thing) -> Row:
    """The values of WEIGHED."""
    return (one.as_of, one.sources, one.confidence)


def header(name: str, type: Type) -> str:
    """A column's head: ids, labels and types of relations bring their own, a property has that of its type."""
    return name if ":" in name else f"{name}:{_TYPES[type]}"


def nodes(name: str, label: str, columns: Mapping[str, Type], stream: Stream, rows: Callable[[Any], Row]) -> Table:
    """A file of nodes; rows: the id and the values of a record."""

    def labelled(record: Any) -> Iterator[Row]:
        id, *values = rows(record)
        yield (id, label, *values)

    return Table(name, {f"id:ID({label})": "text", ":LABEL": "text", **columns}, stream, labelled)


def relations(
    name: str,
    start: str,
    end: str,
    stream: Stream,
    rows: Callable[[Any], Iterable[Row]],
    columns: Mapping[str, Type] | None = None,
) -> Table:
    """A file of relations between nodes of two labels; rows: both ids, the type and the values, for each relation."""
    ends: dict[str, Type] = {f":START_ID({start})": "text", f":END_ID({end})": "text", ":TYPE": "text"}
    return Table(name, {**ends, **(columns or {})}, stream, rows)
