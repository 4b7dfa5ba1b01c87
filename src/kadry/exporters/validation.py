"""Whether an RDF export has its shape: the file is read back, and pyshacl judges it (docs/validation.md).

pyshacl holds a graph in memory and slows down as it grows. So nodes are checked a few hundred at a time, each with all
that the file says of it in one run, and with the little that the shapes ask about the nodes that it points to. A shape
that asked who points to a node could not be checked so; none does.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph
import pyshacl
import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

from kadry.errors import ExportError, UsageError
from kadry.exporters.faults import Fault, faults, unknown
from kadry.exporters.vocabulary import XSD

SYNTAXES: Mapping[str, RdfFormat] = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "rdfxml": RdfFormat.RDF_XML,
}
_NODES = 1000  # at a time
_QUADS = 50_000  # put into the store at a time; all at once would be held in memory
Term = rdflib.URIRef | rdflib.BNode | rdflib.Literal


@cache
def shapes() -> rdflib.Graph:
    """The SHACL shapes of what Kadry exports; always the same graph, to be read only."""
    text = (files("kadry.exporters") / "shapes.ttl").read_text(encoding="utf-8")
    return rdflib.Graph().parse(data=text, format="turtle")


def check_format(format: str) -> None:
    """Raises UsageError where exports of that format cannot be validated."""
    if format not in SYNTAXES:
        raise UsageError(f"{format} cannot be validated, only RDF can: {', '.join(SYNTAXES)}")


def validate(path: Path, format: str) -> Iterator[tuple[int, list[Fault]]]:
    """What is wrong in an RDF file of that format: piece by piece, how many nodes were checked, and the faulty ones.

    Raises UsageError where the format is no RDF, ExportError where the file cannot be read as such.
    """
    check_format(format)
    wanted = shapes()
    asked = _asked(wanted)
    with TemporaryDirectory(prefix="kadry-") as folder:
        store = Store(folder)
        told = (quad for quad in _quads(path, format) if quad.predicate in asked)
        while part := list(islice(told, _QUADS)):
            store.bulk_extend(part)
        for nodes in _pieces(_quads(path, format)):
            with _as_written():
                found = _judge(nodes, store, asked, wanted)
            yield len(nodes), found


def _asked(wanted: rdflib.Graph) -> frozenset[NamedNode]:
    """What the shapes ask of a node that another points to: its class, and the properties on which a path goes on."""
    paths = (path for path in wanted.objects(None, SH.path) if (path, RDF.first, None) in wanted)
    further = (step for path in paths for step in list(Collection(wanted, path))[1:])
    return frozenset(NamedNode(str(step)) for step in (RDF.type, *further))


def _quads(path: Path, format: str) -> Iterator[Quad]:
    try:
        yield from pyoxigraph.parse(path=path, format=SYNTAXES[format])
    except (SyntaxError, OSError) as error:
        raise ExportError(f"{path}: cannot be read back: {error}") from error


def _pieces(quads: Iterator[Quad]) -> Iterator[list[list[Quad]]]:
    """The statements of each node that a file describes, some nodes at a time."""
    nodes = (list(statements) for _, statements in groupby(quads, key=lambda quad: quad.subject))
    while piece := list(islice(nodes, _NODES)):
        yield piece


def _judge(
    nodes: Sequence[Sequence[Quad]], store: Store, asked: frozenset[NamedNode], wanted: rdflib.Graph
) -> list[Fault]:
    data = rdflib.Graph()
    for quad in (quad for statements in nodes for quad in statements):
        data.add(_triple(quad))
    aimed = _aimed(wanted, data)
    for quad in _pointed(nodes, store, asked):
        data.add(_triple(quad))
    _, report, _ = pyshacl.validate(data, shacl_graph=aimed)
    assert isinstance(report, rdflib.Graph)
    missed = {_term(statements[0].subject) for statements in nodes}.difference(aimed.objects(None, SH.targetNode))
    return [*map(unknown, sorted(missed)), *faults(report, data, wanted)]


def _aimed(wanted: rdflib.Graph, data: rdflib.Graph) -> rdflib.Graph:
    """The shapes with the nodes of ``data`` at which they aim as their only targets.

    Then nodes that will be added are not judged. The option of pyshacl for this, focus_nodes, has values judged by no
    shape at all.
    """
    aimed = rdflib.Graph() + wanted
    for kind in (SH.targetClass, SH.targetSubjectsOf):
        for shape, aim in wanted.subject_objects(kind):
            aimed.remove((shape, kind, aim))
            for node in data.subjects(RDF.type, aim) if kind == SH.targetClass else data.subjects(aim):
                aimed.add((shape, SH.targetNode, node))
    return aimed


def _pointed(nodes: Sequence[Sequence[Quad]], store: Store, asked: frozenset[NamedNode]) -> Iterator[Quad]:
    """What is asked of the nodes that these point to."""
    described = {statements[0].subject for statements in nodes}
    pointed = {quad.object for statements in nodes for quad in statements if isinstance(quad.object, NamedNode)}
    for node in pointed - described:
        for predicate in asked:
            yield from store.quads_for_pattern(node, predicate, None)


def _triple(quad: Quad) -> tuple[Term, rdflib.URIRef, Term]:
    return _term(quad.subject), rdflib.URIRef(quad.predicate.value), _term(quad.object)


def _term(term: NamedNode | BlankNode | pyoxigraph.Literal | pyoxigraph.Triple) -> Term:
    """A term as rdflib has it; a blank node, which no export has, as an IRI that is of no class."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        return rdflib.URIRef(f"urn:blank:{term.value if isinstance(term, BlankNode) else ''}")
    plain = term.language or term.datatype.value == XSD + "string"
    return rdflib.Literal(term.value, term.language, None if plain else term.datatype.value)


@contextmanager
def _as_written() -> Iterator[None]:
    """Makes rdflib keep literals as they were read, and say nothing of those that it cannot read: pyshacl will."""
    kept, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    log = logging.getLogger("rdflib.term")
    silent, log.disabled = log.disabled, True
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS, log.disabled = kept, silent
