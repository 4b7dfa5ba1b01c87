"""What pyshacl reports, in plain words and by node."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from msgspec import Struct
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, RDF, RDFS, SH
from rdflib.term import Node

from kadry.exporters.vocabulary import PREFIXES

_LONGEST = 80


class Fault(Struct, frozen=True):
    """A node that has not its shape. label: what the graph calls it, None: nothing; problems: a sentence each, sorted.

    Labels and problems quote the graph: what is shown of them must be made harmless first.
    """

    node: str
    label: str | None
    classes: tuple[str, ...]
    problems: tuple[str, ...]


def faults(report: Graph, data: Graph, shapes: Graph) -> list[Fault]:
    """The faulty nodes of one validation report by IRI. data: what was validated; shapes: by which."""
    problems: dict[Node, set[str]] = defaultdict(set)
    for result in report.objects(None, SH.result):
        focus = report.value(result, SH.focusNode)
        assert focus is not None
        problems[focus].add(_problem(report, result, shapes))
    return [_fault(node, data, problems[node]) for node in sorted(problems, key=str)]


def unknown(node: Node) -> Fault:
    """A node that is described by nothing but properties that no shape knows."""
    return Fault(str(node), None, (), ("no class and no property of an export",))


def _fault(node: Node, data: Graph, problems: set[str]) -> Fault:
    label = data.value(node, RDFS.label, any=True) or data.value(node, DCTERMS.title, any=True)
    classes = sorted(_short(kind) for kind in data.objects(node, RDF.type))
    return Fault(str(node), None if label is None else str(label), tuple(classes), tuple(sorted(problems)))


def _problem(report: Graph, result: Node, shapes: Graph) -> str:
    """One result: the property, where one is at fault, its value, and what is wrong with it."""
    shape, component = (_given(report, result, term) for term in (SH.sourceShape, SH.sourceConstraintComponent))
    path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
    words = shapes.value(shape, SH.message) or WORDS[component](shapes, shape)
    parts = [] if path is None else [_path(report, path)] + ([] if value is None else [_show(value)])
    return " ".join((*parts, str(words)))


def _given(graph: Graph, subject: Node, term: URIRef) -> Node:
    value = graph.value(subject, term)
    assert value is not None
    return value


def _path(graph: Graph, path: Node) -> str:
    """A property path as SPARQL writes it: one property, one after the other (/), or one of several (|)."""
    alternatives = graph.value(path, SH.alternativePath)
    if alternatives is not None:
        return "|".join(_path(graph, step) for step in Collection(graph, alternatives))
    if isinstance(path, BNode):
        return "/".join(_path(graph, step) for step in Collection(graph, path))
    return _short(path)


def _short(iri: Node) -> str:
    """An IRI with its prefix, where it has one."""
    for prefix, namespace in PREFIXES.items():
        if str(iri).startswith(namespace):
            return f"{prefix}:{str(iri).removeprefix(namespace)}"
    return f"<{iri}>"


def _show(value: Node) -> str:
    if not isinstance(value, Literal):
        return _short(value)
    text = str(value)
    quoted = f"«{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}»"
    if value.language:
        return f"{quoted}@{value.language}"
    return f"{quoted} ({_short(value.datatype)})" if value.datatype else quoted


def _parameter(words: str, term: URIRef) -> Callable[[Graph, Node], str]:
    """Words with what the shape demands; a list is written out, a shape by its label."""

    def fill(shapes: Graph, shape: Node) -> str:
        demanded = [shapes.value(value, RDFS.label) or value for value in _values(shapes, shape, term)]
        return words.format(" or ".join(str(v) if isinstance(v, Literal) else _short(v) for v in demanded))

    return fill


def _values(shapes: Graph, shape: Node, term: URIRef) -> Iterator[Node]:
    for value in shapes.objects(shape, term):
        yield from Collection(shapes, value) if (value, RDF.first, None) in shapes else (value,)


# a kind of demand → what to say where it is not met; a shape that asks for any other has a message of its own
WORDS: dict[Node, Callable[[Graph, Node], str]] = {
    SH.ClassConstraintComponent: _parameter("is no {} of this graph", SH["class"]),
    SH.ClosedConstraintComponent: lambda shapes, shape: "is no property of such a node",
    SH.DatatypeConstraintComponent: _parameter("is no {}", SH.datatype),
    SH.DisjointConstraintComponent: _parameter("is the same as {}", SH.disjoint),
    SH.EqualsConstraintComponent: _parameter("is not in both, this and {}", SH.equals),
    SH.InConstraintComponent: _parameter("is not {}", SH["in"]),
    SH.LessThanOrEqualsConstraintComponent: _parameter("is later than {}", SH.lessThanOrEquals),
    SH.MaxCountConstraintComponent: _parameter("is there more than {} times", SH.maxCount),
    SH.MaxInclusiveConstraintComponent: _parameter("is more than {}", SH.maxInclusive),
    SH.MinCountConstraintComponent: _parameter("is there fewer than {} times", SH.minCount),
    SH.MinInclusiveConstraintComponent: _parameter("is less than {}", SH.minInclusive),
    SH.MinLengthConstraintComponent: _parameter("is shorter than {}", SH.minLength),
    SH.NodeConstraintComponent: _parameter("is not {}", SH.node),
    SH.NodeKindConstraintComponent: _parameter("is no {}", SH.nodeKind),
    SH.PatternConstraintComponent: _parameter("is not of the form {}", SH.pattern),
}
