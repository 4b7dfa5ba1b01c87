"""Networks: people and bodies as a networkx graph of two kinds of nodes, and what ties bodies together.

Bodies that a text does not name are left out: two of them need not be one, so that they tie nobody to anybody.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Literal

from msgspec import Struct

from kadry.analysis.overlaps import overlap
from kadry.graph import Body, Bounds, Certainty, Dossier, Graph, Holding, Person, Post, Structure, Tenure
from kadry.moments import held_at


class Interlock(Struct, frozen=True, kw_only=True):
    """Two bodies and the people who have held posts in both, sorted by name.

    at_once: those of them who did so at the same time for certain; perhaps_at_once: those of whom it is possible.
    """

    left_id: str
    left: str
    right_id: str
    right: str
    people: tuple[str, ...]
    at_once: tuple[str, ...]
    perhaps_at_once: tuple[str, ...]


class Central(Struct, frozen=True, kw_only=True):
    """A node's place in a network. links: its neighbours. between: the share of shortest paths that go through it."""

    id: str
    label: str
    kind: Literal["person", "body"]
    links: int
    between: float


def from_networkx(network: Any) -> Graph:
    """The graph that a GraphML export holds, read by ``networkx.read_graphml(path, force_multigraph=True)``.

    It comes without documents, statements, decisions and events: those stay with the network.
    """
    people, bodies = [], []
    for id, data in network.nodes(data=True):
        names, replaced, same_as = (_split(data.get(name)) for name in ("names", "replaced", "same_as"))
        if data["kind"] not in ("person", "body"):
            continue
        if data["kind"] == "person":
            people.append(Person(id, data["label"], names, replaced, same_as))
        else:
            unnamed = data["unspecified"]
            name, country = "" if unnamed else data["label"], data.get("country")
            bodies.append(Body(id, name, names, country, unnamed, replaced, same_as, _split(data.get("followed_by"))))
    posts: dict[str, Post] = {}
    tenures, structures = [], []
    known = {body.id for body in bodies}
    for person, body, id, data in network.edges(keys=True, data=True):
        if "relation" in data:
            if {person, body} <= known:
                structures.append(_structure(id, person, body, data))
            continue
        post = Post(data["post"], body, data.get("role"), _split(data.get("role_variants")))
        posts[post.id] = post
        bounds = Bounds(**{name: data.get(name) for name in Bounds.__struct_fields__})
        rest = {name: data.get(name) for name in ("confidence", "over", "as_of")}
        claims, sources = _split(data.get("claims")), data["source_count"]
        tenures.append(Tenure(id, person, post.id, data["acting"], bounds, claims, sources, **rest))
    structures.sort(key=lambda one: one.id)
    return Graph((), sorted(people), sorted(bodies), sorted(posts.values()), sorted(tenures), (), structures=structures)


def _structure(id: str, body: str, other: str, data: Mapping[str, Any]) -> Structure:
    rest = {name: data.get(name) for name in ("date", "decision", "decided_by", "confidence", "as_of")}
    said: dict[str, Any] = {"relation": data["relation"], "claims": _split(data.get("claims")), **rest}
    return Structure(
        id=id, body=body, other=other, standing="asserted", over=data["over"], sources=data["source_count"], **said
    )


def two_mode(graph: Graph) -> Any:
    """A networkx.Graph of people and named bodies, one edge for all of a person's tenures in a body.

    Nodes have kind ("person" or "body") and label, edges ``bounds``, those of their tenures. networkx knows it as a
    bipartite graph.
    """
    import networkx as nx

    network = nx.Graph()
    for dossier in graph.dossiers(evidence=False):
        for body, holdings in _by_body(dossier).items():
            network.add_node(dossier.person.id, kind="person", label=dossier.person.name, bipartite=0)
            network.add_node(body, kind="body", label=holdings[0].body.name, bipartite=1)
            network.add_edge(dossier.person.id, body, bounds=tuple(one.tenure.bounds for one in holdings))
    return network


def projection(network: Any, kind: Literal["person", "body"]) -> Any:
    """Nodes of one kind alone, tied where they share neighbours; an edge's weight is how many."""
    import networkx as nx

    if not network:
        return nx.Graph()
    return nx.bipartite.weighted_projected_graph(network, [node for node, k in network.nodes(data="kind") if k == kind])


def interlocks(graph: Graph) -> list[Interlock]:
    """Each pair of named bodies that share people, those that share most first; left's id is the lesser."""
    names: dict[str, str] = {}
    shared: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for dossier in graph.dossiers(evidence=False):
        bodies = _by_body(dossier)
        names |= {id: holdings[0].body.name for id, holdings in bodies.items() if len(bodies) > 1}
        for left, right in combinations(sorted(bodies), 2):
            shared[left, right].append((dossier.person.name, _at_once(bodies[left], bodies[right])))
    rows = (_interlock(pair, names, sorted(people)) for pair, people in shared.items())
    return sorted(rows, key=lambda row: (-len(row.people), row.left, row.right, row.left_id, row.right_id))


def centrality(network: Any, sample: int | None = None) -> list[Central]:
    """The nodes of a network, those through which most shortest paths go first (L. Freeman, A Set of Measures, 1977).

    sample: from how many nodes paths are followed, chosen with a fixed seed; None: from all, which takes time of the
    order of nodes times edges.
    """
    import networkx as nx

    between = nx.betweenness_centrality(network, k=sample, seed=0)
    rows = (
        Central(
            id=node, label=data["label"], kind=data["kind"], links=network.degree(node), between=round(between[node], 6)
        )
        for node, data in network.nodes(data=True)
    )
    return sorted(rows, key=lambda row: (-row.between, -row.links, row.label, row.id))


def communities(network: Any, seed: int = 0) -> list[tuple[str, ...]]:
    """Groups of nodes that are tied more to one another than to others, the largest first (V. Blondel et al., 2008).

    The same network and seed give the same groups; another seed may give somewhat other ones.
    """
    import networkx as nx

    # in an order of its own, since the result depends on it, and a subgraph's is that of a set
    nodes = sorted(network)
    places = {node: place for place, node in enumerate(nodes)}
    ordered = nx.Graph()
    ordered.add_nodes_from(range(len(nodes)))
    ordered.add_edges_from(sorted(tuple(sorted((places[one], places[other]))) for one, other in network.edges))
    found = nx.community.louvain_communities(ordered, seed=seed)
    groups = (tuple(nodes[place] for place in sorted(group)) for group in found)
    return sorted(groups, key=lambda group: (-len(group), group))


def held_in(network: Any, day: str) -> dict[tuple[str, str], Certainty]:
    """(person, body) → how surely a post was held there on some day of a partial ISO date, where it may have been.

    network: as `two_mode` makes it. Raises ValueError for what is no date.
    """
    found: dict[tuple[str, str], Certainty] = {}
    for one, other, every in network.edges(data="bounds"):
        pair = (one, other) if network.nodes[one]["kind"] == "person" else (other, one)
        words: list[Certainty] = [word for bounds in every if (word := held_at(bounds, day)) is not None]
        if words:
            found[pair] = min(words)  # "known" before "possible"
    return found


def _by_body(dossier: Dossier) -> dict[str, list[Holding]]:
    """A person's holdings in each named body."""
    bodies: dict[str, list[Holding]] = defaultdict(list)
    for holding in dossier.holdings:
        if not holding.body.unspecified:
            bodies[holding.body.id].append(holding)
    return bodies


def _at_once(left: list[Holding], right: list[Holding]) -> str:
    """The surest word on whether posts in two bodies were held at the same time."""
    said = {overlap(one.tenure.bounds, other.tenure.bounds) for one in left for other in right}
    return next(word for word in ("certain", "possible", "none") if word in said)


def _interlock(pair: tuple[str, str], names: dict[str, str], people: list[tuple[str, str]]) -> Interlock:
    def of(word: str) -> Iterator[str]:
        return (name for name, said in people if said == word)

    left, right = pair
    return Interlock(
        left_id=left,
        left=names[left],
        right_id=right,
        right=names[right],
        people=tuple(name for name, _ in people),
        at_once=tuple(of("certain")),
        perhaps_at_once=tuple(of("possible")),
    )


def _split(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(" | ")) if joined else ()
