"""RDF 1.1 in six syntaxes, all written from one stream of nodes (docs/rdf.md); no syntax holds the graph in memory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import tee
from typing import BinaryIO

from kadry.exporters import jsonld, rdfxml
from kadry.exporters.batches import batches
from kadry.exporters.pens import Written
from kadry.exporters.statements import KINDS, Stating, by_document, check, named_graphs
from kadry.exporters.syntax import Lines, Turtle
from kadry.exporters.vocabulary import PREFIXES
from kadry.graph import Graph
from kadry.plugins import ExportOptions

# writes a graph, given the base of IRIs and what documents state; a step for each named graph, and for what is in none
Syntax = Callable[[Graph, str, Iterable[Stating]], Iterator[None]]


def write_nquads(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """N-Quads: each document's claims in one named graph.

    Raises UsageError where ``options.base`` cannot be the base of IRIs; so does every writer below.
    """
    _write(graph, options, partial(_lines, out, None))


def write_ntriples(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """N-Triples: the same statements without graph names."""
    _write(graph, options, partial(_lines, None, out))


def write_jsonld(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """JSON-LD 1.1, one line per node; each document's claims in one named graph."""
    _write(graph, options, partial(jsonld.steps, out))


def write_trig(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """TriG: each document's claims in one named graph."""
    _write(graph, options, partial(_paragraphs, out, None))


def write_turtle(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Turtle."""
    _write(graph, options, partial(_paragraphs, None, out))


def write_rdfxml(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """RDF/XML, without the control characters that XML 1.0 cannot carry."""
    _write(graph, options, partial(rdfxml.steps, out))


def write_lines(graph: Graph, outs: Sequence[BinaryIO], options: ExportOptions) -> None:
    """N-Quads and N-Triples at once."""
    quads, triples = outs
    _write(graph, options, partial(_lines, quads, triples))


def write_paragraphs(graph: Graph, outs: Sequence[BinaryIO], options: ExportOptions) -> None:
    """TriG and Turtle at once."""
    trig, turtle = outs
    _write(graph, options, partial(_paragraphs, trig, turtle))


def write_all(graph: Graph, outs: Sequence[BinaryIO], options: ExportOptions) -> None:
    """N-Quads, N-Triples, TriG, Turtle, JSON-LD and RDF/XML at once: what documents state is read once for all."""
    quads, triples, trig, turtle, json, xml = outs
    own = partial(_lines, quads, triples), partial(_paragraphs, trig, turtle)
    _write(graph, options, *own, partial(jsonld.steps, json), partial(rdfxml.steps, xml))


def lines(graph: Graph, pen: Lines, *, named: bool = False) -> Iterator[bytes]:
    """The lines of N-Triples or N-Quads (``named``), many at a time."""
    for name, nodes in named_graphs(graph, pen):
        for text in _texts(name, nodes):
            yield _in_graph(text, name) if named else text


def _write(graph: Graph, options: ExportOptions, *syntaxes: Syntax) -> None:
    """Write a graph in some syntaxes, which go on together, a named graph at a time."""
    check(options.base)
    stated = tee(by_document(graph), len(syntaxes))
    for _ in zip(*(write(graph, options.base, own) for write, own in zip(syntaxes, stated, strict=True)), strict=True):
        pass


def _lines(
    quads: BinaryIO | None, triples: BinaryIO | None, graph: Graph, base: str, stated: Iterable[Stating]
) -> Iterator[None]:
    graphs = named_graphs(graph, Lines(base), stated)
    return _both(quads, triples, _in_graph, graphs)


def _paragraphs(
    trig: BinaryIO | None, turtle: BinaryIO | None, graph: Graph, base: str, stated: Iterable[Stating]
) -> Iterator[None]:
    for out in (trig, turtle):
        if out is not None:
            out.write(_prefixes(base))
    graphs = named_graphs(graph, Turtle(base), stated)
    yield from _both(trig, turtle, _in_braces, graphs)


def _both(
    named: BinaryIO | None,
    plain: BinaryIO | None,
    within: Callable[[bytes, bytes | None], bytes],
    graphs: Iterable[tuple[bytes | None, Iterable[bytes]]],
) -> Iterator[None]:
    """Write named graphs, with their names and without. within: a text as it stands in the graph of a name."""
    for name, nodes in graphs:
        for text in _texts(name, nodes):
            if named is not None:
                named.write(within(text, name))
            if plain is not None:
                plain.write(text)
        yield


def _prefixes(base: str) -> bytes:
    prefixes = {kind: f"{base}{kind}/" for kind in KINDS} | PREFIXES
    return "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(prefixes.items())).encode()


def _texts(name: Written | None, nodes: Iterable[bytes]) -> Iterable[bytes]:
    """What the nodes of a named graph are written as, in one piece; what is in none, in several."""
    return batches(nodes) if name is None else (b"".join(nodes),)


def _in_graph(triples: bytes, name: bytes | None) -> bytes:
    """Lines of N-Triples as those of a named graph; a full stop ends a line there and nowhere else."""
    return triples if name is None else triples.replace(b" .\n", b" " + name + b" .\n")


def _in_braces(turtle: bytes, name: bytes | None) -> bytes:
    return turtle if name is None else name + b" {\n" + turtle + b"}\n"
