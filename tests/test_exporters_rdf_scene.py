"""Relations of bodies, decisions and events in RDF: the same in every syntax, whatever they are called."""

import pyoxigraph
import pytest
from graphs import CONTROL, HOSTILE, UNCARRIED, small
from msgspec import structs
from scenes import with_scene
from test_exporters_rdf import DATASETS, OXIGRAPH, WRITERS, flat_oxigraph, written
from whole import BASE

from kadry.exporters import vocabulary as v
from kadry.graph import Graph, Outcome, Participant


def called(text: str) -> Graph:
    """The small graph with a scene of which every word is ``text``."""
    graph = with_scene(small())
    effects, parts = (Outcome("creates", text, "group"),), (Participant("chair", text, "group"),)
    said = {"type": text, "title": text, "date": text, "names": (text,)}
    decision = structs.replace(graph.decisions[0], number=text, issuer_name=text, effects=effects, **said)
    event = structs.replace(graph.events[0], place=text, parts=parts, **said)
    relations = [structs.replace(one, decision=text, date=text) for one in graph.structures]
    changes = [structs.replace(one, role=text, date=text) for one in graph.successions]
    return structs.replace(graph, structures=relations, decisions=[decision], events=[event], successions=changes)


@pytest.mark.parametrize("syntax", WRITERS)
def test_every_syntax_says_the_same(syntax: str) -> None:
    found = flat_oxigraph(written(with_scene(small()), syntax), syntax)
    assert len(found) == len(set(found))
    assert set(found) == set(flat_oxigraph(written(with_scene(small()), "ntriples"), "ntriples"))


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED])
def test_a_hostile_text_stays_a_text(text: str) -> None:
    found = flat_oxigraph(written(called(text), "turtle"), "turtle")
    assert set(found) == set(flat_oxigraph(written(called(text), "nquads"), "nquads"))
    plain = {subject for subject, _, _, _ in flat_oxigraph(written(with_scene(small()), "turtle"), "turtle")}
    assert {subject for subject, _, _, _ in found} <= plain
    places = [object for _, predicate, object, _ in found if predicate == v.PLACE]
    assert len(places) == 1


def test_claims_lie_with_their_document_and_only_what_is_asserted_makes_a_tree() -> None:
    graph = with_scene(small())
    for syntax in DATASETS:
        quads = list(pyoxigraph.parse(written(graph, syntax), format=OXIGRAPH[syntax]))
        homes = {quad.graph_name for quad in quads if str(quad.object) == f"<{v.SCENE_CLAIM}>"}
        assert [str(home) for home in homes] == [f"<{BASE}document/{graph.documents[0].id}>"]
        tree = [quad for quad in quads if quad.predicate.value == v.PART_OF]
        assert [str(quad.object) for quad in tree] == [f"<{BASE}body/{graph.bodies[1].id}>"]
    over = structs.replace(graph, structures=[structs.replace(one, over=True) for one in graph.structures])
    itself = structs.replace(graph, structures=[structs.replace(one, other=one.body) for one in graph.structures])
    for other in (over, itself):
        assert v.PART_OF not in {predicate for _, predicate, _, _ in flat_oxigraph(written(other, "turtle"), "turtle")}
