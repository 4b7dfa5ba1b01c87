"""Answers of queries as plain values of Python."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryTriples, RdfFormat

from kadry.exporters.vocabulary import XSD, XSD_BOOLEAN, XSD_DATE, XSD_DECIMAL, XSD_NUMBER
from kadry.queries.asking import Answer

if TYPE_CHECKING:
    import rdflib

_TYPES: Mapping[str, Callable[[str], Any]] = {
    XSD + "integer": int,
    XSD_NUMBER: int,
    XSD_DECIMAL: Decimal,
    XSD + "double": float,
    XSD_BOOLEAN: lambda text: text in ("true", "1"),
    XSD_DATE: date.fromisoformat,
}


def value(answer: Answer) -> "list[dict[str, Any]] | bool | rdflib.Graph":
    """Rows, a truth value, or a graph (`kadry.Store.query`)."""
    if isinstance(answer, QueryBoolean):
        return bool(answer)
    if isinstance(answer, QueryTriples):
        import rdflib

        text = answer.serialize(format=RdfFormat.N_TRIPLES) or b""
        return rdflib.Graph().parse(data=text, format="nt")
    names = [variable.value for variable in answer.variables]
    return [{name: _plain(row[name]) for name in names} for row in answer]


def _plain(term: object) -> Any:
    if not isinstance(term, Literal):
        return term.value if isinstance(term, NamedNode) else term and str(term)
    try:
        return _TYPES.get(term.datatype.value, str)(term.value)
    except ValueError:  # a day that Python has none of
        return term.value
