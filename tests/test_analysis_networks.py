import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kadry.analysis import centrality, communities, interlocks, projection, two_mode
from kadry.graph import Body, Bounds, Graph, Person, Post, Tenure

SIDES = st.integers(0, 6)


def graph_of(links: list[tuple[int, int]], bounds: Bounds = Bounds()) -> Graph:  # noqa: B008 - frozen
    """People and bodies by number, one post and tenure for each link; body 0 is one that no text names."""
    people, bodies = sorted({p for p, _ in links}), sorted({b for _, b in links})
    return Graph(
        (),
        [Person(f"p{n}", f"Человек {n}", ()) for n in people],
        [Body(f"b{n}", f"Тело {n}" if n else "", (), unspecified=not n) for n in bodies],
        [Post(f"o{n}", f"b{n}", "член") for n in bodies],
        sorted(Tenure(f"t{p}-{b}", f"p{p}", f"o{b}", False, bounds, ()) for p, b in set(links)),
        (),
    )


@given(st.lists(st.tuples(SIDES, SIDES), max_size=20))
def test_interlocks_are_the_ties_of_the_projection(links: list[tuple[int, int]]) -> None:
    graph = graph_of(links)
    bodies = projection(two_mode(graph), "body")
    rows = {(row.left_id, row.right_id): len(row.people) for row in interlocks(graph)}
    assert rows == {tuple(sorted(pair)): weight for *pair, weight in bodies.edges(data="weight")}


@given(st.lists(st.tuples(SIDES, SIDES), min_size=1, max_size=20))
def test_a_network_has_two_sides_and_no_unnamed_body(links: list[tuple[int, int]]) -> None:
    network = two_mode(graph_of(links))
    assert {frozenset(edge) for edge in network.edges} == {frozenset((f"p{p}", f"b{b}")) for p, b in links if b}
    assert nx.is_bipartite(network)
    groups = communities(network)
    assert sorted(node for group in groups for node in group) == sorted(network)
    backwards = nx.Graph()
    backwards.add_nodes_from(reversed(list(network)))
    backwards.add_edges_from(reversed([(other, one) for one, other in network.edges]))
    assert groups == communities(backwards)


def test_who_was_in_both_at_once() -> None:
    sure = interlocks(graph_of([(1, 1), (1, 2), (2, 2)], Bounds(None, None, "2019-01-01", "2019-01-01", "2020-01-01")))
    assert [(r.left, r.right, r.people, r.at_once, r.perhaps_at_once) for r in sure] == [
        ("Тело 1", "Тело 2", ("Человек 1",), ("Человек 1",), ())
    ]
    (perhaps,) = interlocks(graph_of([(1, 1), (1, 2)]))
    assert (perhaps.at_once, perhaps.perhaps_at_once) == ((), ("Человек 1",))


def test_the_node_that_ties_others_is_the_most_central() -> None:
    network = two_mode(graph_of([(1, 1), (1, 2), (1, 3), (2, 3)]))
    first, *_ = centrality(network)
    assert (first.id, first.kind, first.label, first.links) == ("p1", "person", "Человек 1", 3)
    assert first.between == round(5 / 6, 6)  # of the six pairs of others, all but b3 and p2
