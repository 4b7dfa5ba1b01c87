"""What the page knows: a graph as plain records that name one another by their place."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from kadry.address import is_address
from kadry.document import Header
from kadry.exporters.page.scene import Change, Named, PageScene, Related
from kadry.exporters.page.sentences import Sentence, sentence
from kadry.graph import Body, Bounds, Certainty, Dossier, Graph, Person
from kadry.scene import Relation
from kadry.scenery import READS


class Source(Struct, frozen=True):
    """A document. link: whether its address may be followed; copy: whether it reprints another."""

    id: str
    title: str | None
    date: str | None
    address: str | None
    link: bool
    language: str
    copy: bool


class Node(Struct, frozen=True):
    """A person or body; identities: addresses elsewhere that may be followed; later: places of the bodies after it."""

    id: str
    kind: str
    name: str
    names: tuple[str, ...]
    identities: tuple[str, ...]
    country: str | None = None
    later: tuple[int, ...] = ()


class Edge(Struct, frozen=True):
    """A tenure: the places of its person and body, and its sentences."""

    id: str
    person: int
    body: int
    role: str | None
    variants: tuple[str, ...]
    acting: bool
    over: bool
    bounds: Bounds
    held: Certainty | None
    sources: int
    confidence: float
    sentences: tuple[Sentence, ...]


class Said(Struct, frozen=True):
    """What makes no tenure: denied, planned or only reported."""

    person: int
    body: int
    role: str | None
    sentence: Sentence


class Page(Struct, frozen=True, kw_only=True):
    """All that the page is made of. reads: how a relation reads from the body and from the other one."""

    day: str | None
    known: str | None
    documents: tuple[Source, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    said: tuple[Said, ...]
    relations: tuple[Related, ...]
    things: tuple[Named, ...]
    changes: tuple[Change, ...]
    reads: Mapping[Relation, tuple[str, str]]


def records(graph: Graph) -> Page:
    """A graph's records, people before bodies and each by id; all of it is held, so it must be small."""
    places = {id: place for place, id in enumerate(_ids(graph))}
    documents = {header.id: place for place, header in enumerate(graph.documents)}
    edges: list[Edge] = []
    said: list[Said] = []
    for dossier in graph.dossiers():
        edges += _edges(dossier, places, documents)
        said += _said(dossier, places, documents)
    persons, bodies = map(_person, graph.persons), (_body(body, places) for body in graph.bodies)
    sources = (_source(header, header.id in graph.copies) for header in graph.documents)
    scene = PageScene(graph, places, {edge.id: place for place, edge in enumerate(edges)}, documents)
    return Page(
        day=graph.as_of,
        known=graph.known_at,
        documents=tuple(sources),
        nodes=(*persons, *bodies),
        edges=tuple(edges),
        said=tuple(said),
        relations=tuple(scene.relations()),
        things=tuple(scene.things()),
        changes=tuple(scene.changes()),
        reads=READS,
    )


def _ids(graph: Graph) -> Iterable[str]:
    yield from (person.id for person in graph.persons)
    yield from (body.id for body in graph.bodies)


def _edges(dossier: Dossier, places: Mapping[str, int], documents: Mapping[str, int]) -> Iterable[Edge]:
    for holding in dossier.holdings:
        tenure = holding.tenure
        yield Edge(
            id=tenure.id,
            person=places[tenure.person],
            body=places[holding.body.id],
            role=holding.post.role,
            variants=holding.post.variants,
            acting=tenure.acting,
            over=tenure.over,
            bounds=tenure.bounds,
            held=tenure.as_of,
            sources=tenure.sources,
            confidence=tenure.confidence,
            sentences=tuple(sentence(one.claim, one.effect, documents) for one in holding.statements),
        )


def _said(dossier: Dossier, places: Mapping[str, int], documents: Mapping[str, int]) -> Iterable[Said]:
    for other in dossier.others:
        claimed = sentence(other.statement.claim, other.statement.effect, documents)
        yield Said(places[dossier.person.id], places[other.body.id], other.post.role, claimed)


def _source(header: Header, copy: bool) -> Source:
    link = header.source is not None and is_address(header.source)
    return Source(header.id, header.title, header.published, header.source, link, header.language, copy)


def _person(person: Person) -> Node:
    return Node(person.id, "person", person.name, person.names, _followable(person.same_as))


def _body(body: Body, places: Mapping[str, int]) -> Node:
    later = tuple(places[id] for id in body.followed_by)
    name = "" if body.unspecified else body.name
    return Node(body.id, "body", name, body.names, _followable(body.same_as), body.country, later)


def _followable(addresses: Iterable[str]) -> tuple[str, ...]:
    return tuple(address for address in addresses if is_address(address))
