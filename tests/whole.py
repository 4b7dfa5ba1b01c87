"""A graph in which every class and property that an RDF export can have occurs, and what is needed to damage it."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from graphs import small
from msgspec import structs
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from scenes import with_scene

from kadry.exporters import vocabulary as v
from kadry.graph import Graph
from kadry.plugins import ExportOptions, load

BASE = "https://base.example/"


def whole() -> Graph:
    """The small graph with a scene, as of a day and as known by one, with an appointment for a term besides."""
    graph = with_scene(small())
    old = next(s for s in graph.statements if s.effect == "supports" and s.claim.organization)
    claim = structs.replace(old.claim, change="appointed", since="2023", until="2024-05", term_until="2028")
    new = structs.replace(old, claim=claim, effect="starts")
    statements = [new if statement is old else statement for statement in graph.statements]
    tenures = [
        structs.replace(
            tenure,
            claims=tuple(sorted(claim.id if id == old.claim.id else id for id in tenure.claims)),
            as_of="known" if tenure.acting else "possible",
        )
        for tenure in graph.tenures
    ]
    return structs.replace(
        graph,
        tenures=tenures,
        statements=sorted(statements, key=lambda s: (s.claim.document, s.claim.id)),
        as_of="2024-05-07",
        known_at="2025-03",
    )


def written(graph: Graph, path: Path, format: str = "nquads") -> Path:
    out = BytesIO()
    load("exporters", format)(graph, out, ExportOptions(base=BASE))
    path.write_bytes(out.getvalue())
    return path


def kinds(quads: list[Quad]) -> Mapping[NamedNode | BlankNode | Triple, str]:
    """A class of each node."""
    types = (quad for quad in quads if quad.predicate.value == v.TYPE)
    return {quad.subject: quad.object.value for quad in types if isinstance(quad.object, NamedNode)}


def examples(quads: list[Quad]) -> dict[tuple[str, str], Quad]:
    """Class and property → the first statement of it."""
    known = kinds(quads)
    first: dict[tuple[str, str], Quad] = {}
    for quad in quads:
        first.setdefault((known.get(quad.subject, ""), quad.predicate.value), quad)
    return first


def node(quad: Quad) -> str:
    """The node that a statement is about."""
    assert isinstance(quad.subject, NamedNode)
    return quad.subject.value


def with_object(quad: Quad, object: NamedNode | BlankNode | Literal | Triple) -> Quad:
    return Quad(quad.subject, quad.predicate, object, quad.graph_name)
