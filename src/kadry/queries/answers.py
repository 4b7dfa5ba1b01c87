"""Answers of queries: written out in the formats of SPARQL and RDF by pyoxigraph, or as texts for a table."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat

from kadry.errors import UsageError
from kadry.exporters.vocabulary import PREFIXES
from kadry.queries.asking import Answer, prefixes

ROWS: Mapping[str, QueryResultsFormat] = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
GRAPHS: Mapping[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
TABLE = "table"


def usual(answer: Answer) -> str:
    """The format for an answer that a program reads."""
    if isinstance(answer, QueryTriples):
        return "turtle"
    return "json" if isinstance(answer, QueryBoolean) else "tsv"


def check(answer: Answer, name: str) -> None:
    """Raises UsageError for a format that an answer of its kind cannot have."""
    if isinstance(answer, QueryTriples) and name not in GRAPHS:
        raise UsageError(f"CONSTRUCT and DESCRIBE answer with a graph: choose one of {', '.join(GRAPHS)}")
    if isinstance(answer, QueryBoolean) and name not in (TABLE, "json", "xml"):
        raise UsageError("ASK answers with yes or no: choose table, json or xml")
    if not isinstance(answer, QueryTriples) and name in GRAPHS:
        raise UsageError(f"SELECT answers with rows: choose table or one of {', '.join(ROWS)}")


def serialize(answer: Answer, out: BinaryIO, name: str) -> None:
    """Write an answer as it comes; name: of a format, which must have gone through ``check``."""
    if isinstance(answer, QueryTriples):
        pyoxigraph.serialize(answer, out, GRAPHS[name], prefixes=PREFIXES)
    else:
        answer.serialize(out, ROWS[name])
    out.flush()


def rows(answer: Answer, base: str) -> Iterator[list[str]]:
    """The names of the variables, then each row as people read it; yes or no where the question was that.

    An IRI stands with its prefix where it has one, a literal as its text alone; what is unbound is "".
    """
    if isinstance(answer, QueryBoolean):
        yield ["answer"]
        yield ["yes" if answer else "no"]
    elif not isinstance(answer, QueryTriples):
        short, names = prefixes(base), [variable.value for variable in answer.variables]
        yield names
        for row in answer:
            yield [_shown(row[name], short) for name in names]


def _shown(term: object, short: Mapping[str, str]) -> str:
    if isinstance(term, NamedNode):
        known = (item for item in short.items() if term.value.startswith(item[1]))
        prefix, namespace = next(known, ("", ""))
        return f"{prefix}:{term.value[len(namespace) :]}" if prefix else term.value
    return term.value if isinstance(term, Literal) else "" if term is None else str(term)
