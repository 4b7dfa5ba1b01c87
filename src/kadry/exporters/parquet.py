"""Parquet: a folder with a file for each table (docs/tables.md); and the same tables in memory, as Arrow's."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kadry.errors import UsageError
from kadry.exporters import scene_tables
from kadry.exporters.tables import Row, Table, Type, Value, batches, tables
from kadry.graph import Graph
from kadry.plugins import ExportOptions

if TYPE_CHECKING:
    import pyarrow

_ROW_GROUP = 50_000
_BYTES = 64_000_000
_TYPES: Mapping[Type, str] = {
    "text": "string",
    "whole": "int32",
    "number": "float64",
    "truth": "bool_",
    "day": "date32",
}


def write(graph: Graph, folder: Path, options: ExportOptions) -> None:
    """Fill a folder with ``persons.parquet`` and so on; ``options`` change nothing, since ids need no base here.

    Raises UsageError where pyarrow is not installed.
    """
    arrow = _arrow()
    from pyarrow.parquet import ParquetWriter

    found = every_table(graph)
    with ExitStack() as stack:
        writers = {
            table.name: stack.enter_context(
                ParquetWriter(folder / f"{table.name}.parquet", _schema(arrow, table, graph), compression="zstd")
            )
            for table in found
        }
        for table, batch in _grouped(arrow, graph, found):
            writers[table.name].write_table(batch)


def frame(graph: Graph) -> dict[str, "pyarrow.Table"]:
    """The tables as Arrow's, by name, for pandas, polars and duckdb; they are held in memory.

    Raises UsageError where pyarrow is not installed.
    """
    arrow = _arrow()
    found = every_table(graph)
    held: dict[str, list[Any]] = {table.name: [] for table in found}
    for table, rows in batches(graph, found):
        held[table.name].append(_batch(arrow, table, rows))
    return {table.name: _table(arrow, table, held[table.name], graph) for table in found}


def every_table(graph: Graph) -> tuple[Table, ...]:
    """The tables that are written."""
    return (*tables(graph), *scene_tables.TABLES)


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise UsageError("Parquet and Arrow tables need pyarrow: pip install 'kadry[tables]'") from error
    return pyarrow


def _schema(arrow: Any, table: Table, graph: Graph) -> Any:
    """Names and types of the columns; as metadata the day that the graph is of, and by which it was known, if any."""
    fields = [(name, getattr(arrow, _TYPES[type])()) for name, type in table.columns.items()]
    days = {"kadry.as_of": graph.as_of, "kadry.known_at": graph.known_at}
    return arrow.schema(fields, metadata={name: value for name, value in days.items() if value is not None} or None)


def _grouped(arrow: Any, graph: Graph, found: Sequence[Table]) -> Iterator[tuple[Table, Any]]:
    """The rows as Arrow tables of a row group each, so that a reader may skip what it does not look for."""
    held: dict[str, list[Any]] = {table.name: [] for table in found}
    for table, rows in batches(graph, found):
        group = held[table.name]
        group.append(_batch(arrow, table, rows))
        if sum(one.num_rows for one in group) >= _ROW_GROUP or sum(one.nbytes for one in group) >= _BYTES:
            yield table, _table(arrow, table, group, graph)
            group.clear()
    yield from ((table, _table(arrow, table, held[table.name], graph)) for table in found if held[table.name])


def _table(arrow: Any, table: Table, group: Sequence[Any], graph: Graph) -> Any:
    schema = _schema(arrow, table, graph)
    return arrow.Table.from_batches(group, schema.remove_metadata()).replace_schema_metadata(schema.metadata)


def _batch(arrow: Any, table: Table, rows: Sequence[Row]) -> Any:
    types = [getattr(arrow, _TYPES[type])() for type in table.columns.values()]
    arrays = [_array(arrow, column, type) for column, type in zip(zip(*rows, strict=True), types, strict=True)]
    return arrow.RecordBatch.from_arrays(arrays, names=list(table.columns))


def _array(arrow: Any, column: Sequence[Value], type: Any) -> Any:
    try:
        return arrow.array(column, type)
    except UnicodeEncodeError:  # half of a surrogate pair, which UTF-8 cannot carry
        whole = (text.encode("utf-8", "replace").decode() if isinstance(text, str) else None for text in column)
        return arrow.array(list(whole), type)
