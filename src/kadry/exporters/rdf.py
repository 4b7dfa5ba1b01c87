"""RDF 1.1 in six syntaxes, all written from one stream of nodes (docs/rdf.md); no syntax holds the graph in memory."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kadry.exporters import jsonld, rdfxml
from kadry.exporters.batches import batches, write_batches, write_pieces
from kadry.exporters.statements import KINDS, check, named_graphs
from kadry.exporters.syntax import Lines, Turtle
from kadry.exporters.vocabulary import PREFIXES
from kadry.graph import Graph
from kadry.plugins import ExportOptions


def write_nquads(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """N-Quads: each document's claims in one named graph.

    Raises UsageError where ``options.base`` cannot be the base of IRIs; so does every writer below.
    """
    check(options.base)
    write_pieces(lines(graph, Lines(options.base), named=True), out)


def write_ntriples(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """N-Triples: the same statements without graph names."""
    check(options.base)
    write_pieces(lines(graph, Lines(options.base)), out)


def write_jsonld(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """JSON-LD 1.1, one line per node; each document's claims in one named graph."""
    check(options.base)
    write_batches(jsonld.lines(graph, options.base), out)


def write_trig(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """TriG: each document's claims in one named graph."""
    check(options.base)
    write_pieces(_paragraphs(graph, Turtle(options.base), named=True), out)


def write_turtle(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Turtle."""
    check(options.base)
    write_pieces(_paragraphs(graph, Turtle(options.base)), out)


def write_rdfxml(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """RDF/XML, without the control characters that XML 1.0 cannot carry."""
    check(options.base)
    write_pieces(rdfxml.pieces(graph, options.base), out)


def write_lines(graph: Graph, outs: Sequence[BinaryIO], options: ExportOptions) -> None:
    """N-Quads and N-Triples at once."""
    check(options.base)
    quads, triples = outs
    pen = Lines(options.base)
    for name, text in _texts(graph, pen):
        quads.write(_in_graph(text, name))
        triples.write(text)


def write_paragraphs(graph: Graph, outs: Sequence[BinaryIO], options: ExportOptions) -> None:
    """TriG and Turtle at once."""
    check(options.base)
    trig, turtle = outs
    pen = Turtle(options.base)
    for out in outs:
        out.write(_prefixes(pen))
    for name, text in _texts(graph, pen):
        trig.write(_in_braces(text, name))
        turtle.write(text)


def lines(graph: Graph, pen: Lines, *, named: bool = False) -> Iterator[bytes]:
    """The lines of N-Triples or N-Quads (``named``), many at a time."""
    for name, text in _texts(graph, pen):
        yield _in_graph(text, name) if named else text


def _in_graph(triples: bytes, name: bytes | None) -> bytes:
    """Lines of N-Triples as those of a named graph; a full stop ends a line there and nowhere else."""
    return triples if name is None else triples.replace(b" .\n", b" " + name + b" .\n")


def _paragraphs(graph: Graph, pen: Turtle, *, named: bool = False) -> Iterator[bytes]:
    yield _prefixes(pen)
    for name, text in _texts(graph, pen):
        yield _in_braces(text, name) if named else text


def _prefixes(pen: Turtle) -> bytes:
    prefixes = {kind: f"{pen.base}{kind}/" for kind in KINDS} | PREFIXES
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items())).encode()


def _in_braces(turtle: bytes, name: bytes | None) -> bytes:
    return turtle if name is None else name + b" {\n" + turtle + b"}\n"


def _texts(graph: Graph, pen: Lines) -> Iterator[tuple[bytes | None, bytes]]:
    """What nodes are written as, a named graph at a time with its name; the rest, without one, in pieces."""
    for name, nodes in named_graphs(graph, pen):
        for text in batches(nodes) if name is None else (b"".join(nodes),):
            yield name, text
