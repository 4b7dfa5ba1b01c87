"""RDF 1.1 in six syntaxes, all written from one stream of statements (docs/rdf.md).

N-Triples and N-Quads are strings; Turtle, TriG and RDF/XML go through pyoxigraph's streaming parser and serializer,
whose parser checks every IRI on the way. No syntax holds the graph in memory.
"""

import re
from collections.abc import Iterable, Iterator
from typing import IO, BinaryIO, cast

import pyoxigraph
from pyoxigraph import RdfFormat

from kadry.exporters import jsonld
from kadry.exporters.batches import batches, write_batches
from kadry.exporters.markup import carried
from kadry.exporters.statements import KINDS, Quad, quads
from kadry.exporters.terms import Literal, Term
from kadry.exporters.vocabulary import PREFIXES
from kadry.graph import Graph
from kadry.plugins import ExportOptions

_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f]')
_ESCAPES = {"\t": r"\t", "\n": r"\n", "\r": r"\r", '"': r"\"", "\\": r"\\", "\b": r"\b", "\f": r"\f"}


def write_nquads(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """N-Quads: each document's claims in one named graph.

    Raises UsageError where ``options.base`` cannot be the base of IRIs; so does every writer below.
    """
    write_batches(map(_line, quads(graph, options.base)), out)


def write_ntriples(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """N-Triples: the same statements without graph names."""
    write_batches(map(_line, _triples(graph, options)), out)


def write_jsonld(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """JSON-LD 1.1, one line per node; each document's claims in one named graph."""
    write_batches(jsonld.lines(quads(graph, options.base)), out)


def write_trig(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """TriG: each document's claims in one named graph."""
    parsed = _parsed(quads(graph, options.base))
    pyoxigraph.serialize(parsed, out, RdfFormat.TRIG, prefixes=_prefixes(options))


def write_turtle(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Turtle."""
    parsed = (quad.triple for quad in _parsed(_triples(graph, options)))
    pyoxigraph.serialize(parsed, out, RdfFormat.TURTLE, prefixes=_prefixes(options))


def write_rdfxml(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """RDF/XML, without the control characters that XML 1.0 cannot carry."""
    parsed = (quad.triple for quad in _parsed(map(_carried, _triples(graph, options))))
    pyoxigraph.serialize(parsed, cast(IO[bytes], _Returns(out)), RdfFormat.RDF_XML, prefixes=PREFIXES)


class _Returns:
    """Writes on, each carriage return as a reference: pyoxigraph leaves them raw, and XML would read a line feed."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out

    def write(self, data: bytes) -> int:
        self.out.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self.out.flush()


def _triples(graph: Graph, options: ExportOptions) -> Iterator[Quad]:
    return ((subject, predicate, object, None) for subject, predicate, object, _ in quads(graph, options.base))


def _prefixes(options: ExportOptions) -> dict[str, str]:
    return {kind: f"{options.base}{kind}/" for kind in KINDS} | PREFIXES


def _carried(quad: Quad) -> Quad:
    subject, predicate, object, name = quad
    if isinstance(object, Literal):
        object = object._replace(value=carried(object.value))
    return subject, predicate, object, name


def _parsed(statements: Iterable[Quad]) -> Iterator[pyoxigraph.Quad]:
    for batch in batches(map(_line, statements)):
        yield from pyoxigraph.parse(batch, format=RdfFormat.N_QUADS)


def _line(quad: Quad) -> str:
    subject, predicate, object, name = quad
    if name is None:
        return f"<{subject}> <{predicate}> {_term(object)} .\n"
    return f"<{subject}> <{predicate}> {_term(object)} <{name}> .\n"


def _term(term: Term) -> str:
    if not isinstance(term, Literal):
        return f"<{term}>"
    quoted = f'"{_SPECIAL.sub(_escape, term.value)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    return f"{quoted}^^<{term.datatype}>" if term.datatype else quoted


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
