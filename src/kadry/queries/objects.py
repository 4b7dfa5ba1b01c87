"""A graph as objects of the libraries that people know: networkx for drawings and measures, rdflib for RDF."""

from typing import TYPE_CHECKING, Any

from kadry.exporters.drawing import Drawing
from kadry.exporters.statements import quads
from kadry.exporters.terms import Literal, Term
from kadry.graph import Graph

if TYPE_CHECKING:
    import networkx
    import rdflib


def drawn(graph: Graph) -> "networkx.MultiDiGraph":
    """People and bodies as nodes, tenures as edges from a person to a body, with the attributes of GraphML.

    So are decisions and events, and relations of bodies. The key of an edge is its id in GraphML, the tenure's own id;
    what is unknown is left out.
    """
    import networkx

    found = networkx.MultiDiGraph()
    drawing = Drawing(graph)
    for id, values in drawing.nodes():
        found.add_node(id, **_known(values))
    for dossier in graph.dossiers():
        for holding in dossier.holdings:
            ends = dossier.person.id, holding.body.id
            found.add_edge(*ends, key=holding.tenure.id, **_known(drawing.edge(holding)))
    for id, source, target, values in drawing.scene.links():
        found.add_edge(source, target, key=id, **_known(values))
    return found


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def dataset(graph: Graph, base: str) -> "rdflib.Dataset":
    """The RDF of a graph, each document's claims in a named graph of its own. Raises UsageError for what is no base."""
    import rdflib

    from kadry.exporters.vocabulary import PREFIXES

    found = rdflib.Dataset()
    for prefix, namespace in PREFIXES.items():
        found.bind(prefix, namespace)
    default = found.default_graph
    for subject, predicate, value, name in quads(graph, base):
        triple = rdflib.URIRef(subject), rdflib.URIRef(predicate), _term(value)
        place = default if name is None else found.graph(rdflib.URIRef(name))
        place.add(triple)
    return found


def _term(value: Term) -> "rdflib.URIRef | rdflib.Literal":
    import rdflib

    if not isinstance(value, Literal):
        return rdflib.URIRef(value)
    datatype = None if value.datatype is None else rdflib.URIRef(value.datatype)
    return rdflib.Literal(value.value, lang=value.language, datatype=datatype, normalize=False)
