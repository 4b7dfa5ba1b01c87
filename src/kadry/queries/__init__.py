"""A store that can be asked: SPARQL, and its graph as objects of the libraries that people know."""

from typing import TYPE_CHECKING, Any

from kadry import graphing
from kadry.plugins import ExportOptions
from kadry.store import Store as Ledger

if TYPE_CHECKING:
    import networkx
    import pyarrow
    import rdflib

_BASE = ExportOptions().base


class Store(Ledger):
    """The ledger in one file, with its graph for other libraries.

    as_of: of what may have been held on a day (partial ISO date) only. known_at: of the documents that were published
    by a day only. base: of IRIs. What the four methods return is in memory and needs the store no more; each raises
    UsageError for what is no date or base.
    """

    def graph(self, *, as_of: str | None = None, known_at: str | None = None) -> "networkx.MultiDiGraph":
        """People and bodies as nodes, tenures as edges, with the attributes that the GraphML export has."""
        from kadry.queries.objects import drawn

        with graphing.opened(self, as_of=as_of, known_at=known_at) as graph:
            return drawn(graph)

    def rdf(self, *, base: str = _BASE, as_of: str | None = None, known_at: str | None = None) -> "rdflib.Dataset":
        """The RDF that the N-Quads export has."""
        from kadry.queries.objects import dataset

        with graphing.opened(self, as_of=as_of, known_at=known_at) as graph:
            return dataset(graph, base)

    def frame(self, *, as_of: str | None = None, known_at: str | None = None) -> "dict[str, pyarrow.Table]":
        """The tables of the Parquet export by name, for pandas, polars and duckdb; needs the extra ``tables``."""
        from kadry.exporters.parquet import frame

        with graphing.opened(self, as_of=as_of, known_at=known_at) as graph:
            return frame(graph)

    def query(self, sparql: str, *, base: str = _BASE, as_of: str | None = None, known_at: str | None = None) -> Any:
        """The answer to SPARQL: of SELECT the rows, of ASK whether it is so, of CONSTRUCT and DESCRIBE an rdflib.Graph.

        A row has a value for each variable: numbers, truth values and days as Python has them, IRIs and all else as
        strings, None for what is unbound. Raises UsageError for what is no such query.
        """
        from kadry.queries.asking import ask
        from kadry.queries.values import value
        from kadry.queries.view import opened

        with opened(self, base, as_of=as_of, known_at=known_at) as quads:
            return value(ask(quads, sparql, base))
