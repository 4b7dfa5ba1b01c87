"""GraphML as igraph sees it, which has a parser of its own; it is GPL, hence in the tests only."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import igraph
from graphs import CARRIED, graphs, small
from hypothesis import given, settings

from kadry.exporters import files
from kadry.graph import Graph
from kadry.plugins import ExportOptions


def check(graph: Graph) -> igraph.Graph:
    """What igraph reads, after every node is found, and every edge between its ends.

    Edges are told by their claims: igraph 1.0 gives them ids of vertices in place of their own.
    """
    with TemporaryDirectory() as folder:
        files.write(graph, Path(folder, "kadry.graphml"), "graphml", ExportOptions())
        read = igraph.Graph.Read_GraphML(str(Path(folder, "kadry.graphml")))
    assert read.is_directed()
    assert Counter(read.vs["id"]) == Counter([one.id for one in graph.persons] + [one.id for one in graph.bodies])
    bodies = {post.id: post.body for post in graph.posts}
    edges = Counter(
        (read.vs[edge.source]["id"], read.vs[edge.target]["id"], edge["claims"], edge["confidence"]) for edge in read.es
    )
    assert edges == Counter(
        (tenure.person, bodies[tenure.post], " | ".join(sorted(tenure.claims)), tenure.confidence)
        for tenure in graph.tenures
    )
    return read


def test_labels_types_and_truth_values_are_read() -> None:
    graph = small()
    read = check(graph)
    ended = next(edge for edge in read.es if edge["until"])
    assert (ended["label"], ended["acting"], ended["over"], ended["source_count"]) == ("министр", True, True, 1)
    assert (ended["since"], ended["end_latest"]) == ("2019", "2024-05-31")
    names = {one.id: one.name or "(unnamed body)" for one in graph.bodies}
    assert {node["id"]: node["label"] for node in read.vs if node["kind"] == "body"} == names


@settings(max_examples=20)
@given(graph=graphs(CARRIED))
def test_any_graph_is_read(graph: Graph) -> None:
    check(graph)
