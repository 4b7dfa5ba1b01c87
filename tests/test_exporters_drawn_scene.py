"""Relations, decisions, events and successions in GraphML and GEXF: nodes and edges with their evidence, read back."""

import io
from collections.abc import Callable
from typing import Any

import networkx
import pytest
import test_exporters_gexf as gexf_tests
import test_exporters_graphml as graphml_tests
from graphs import CONTROL, HOSTILE, UNCARRIED, small
from msgspec import structs
from scenes import with_scene

from kadry.analysis import from_networkx
from kadry.exporters.markup import carried
from kadry.graph import Graph

GRAPH = with_scene(small())


def graphml(graph: Graph) -> Any:
    return networkx.read_graphml(io.BytesIO(graphml_tests.written(graph)), force_multigraph=True)


def gexf(graph: Graph) -> Any:
    return networkx.read_gexf(io.BytesIO(gexf_tests.written(graph)))


BOTH = pytest.mark.parametrize("read", [graphml, gexf])


def links(network: Any) -> set[tuple[str, str, str]]:
    """The edges that are no tenures."""
    return {(left, right, data["relation"]) for left, right, data in network.edges(data=True) if "relation" in data}


@BOTH
def test_what_is_asserted_is_a_node_or_an_edge_with_its_evidence(read: Callable[[Graph], Any]) -> None:
    network, (relation, _) = read(GRAPH), sorted(GRAPH.structures, key=lambda one: one.standing)
    decision, event = GRAPH.decisions[0], GRAPH.events[0]
    after, vacancy, planned = sorted(GRAPH.successions, key=lambda one: (one.standing, one.person is None))
    assert links(network) == {
        (after.predecessor, after.person, "succeeded_by"),
        (vacancy.predecessor, vacancy.id, "vacates"),
        (vacancy.id, vacancy.body, "vacant_in"),
        (relation.body, relation.other, "part_of"),
        (decision.issuer, decision.id, "issues"),
        (decision.id, decision.effects[0].entity, "appoints"),
    }
    node = network.nodes[decision.id]
    assert (node["kind"], node["number"], node["quotes"], node["standing"]) == (
        "decision",
        "5",
        "Так решено.",
        "asserted",
    )
    assert node["involved"] == "appoints: Иван Петров | creates: группа"
    assert network.nodes[event.id]["involved"].endswith("participant: делегаты")
    assert network.nodes[event.id]["effects"] == "plans"
    (edge,) = (data for _, _, data in network.edges(data=True) if data.get("relation") == "part_of")
    assert (edge["quotes"], edge["claims"], edge["source_count"]) == ("Так решено.", relation.claims[0], 1)
    (edge,) = (data for _, _, data in network.edges(data=True) if data.get("relation") == "succeeded_by")
    assert (edge["post"], edge["role"], edge["quotes"]) == (after.post, after.role, "Его сменил Иванов.")
    names = {one.id: one.name for one in GRAPH.persons}
    node = network.nodes[vacancy.id]
    assert (node["label"], node["type"], node["quotes"]) == (vacancy.role, "vacancy", "Пост вакантен.")
    assert vacancy.predecessor is not None
    assert node["involved"].startswith(f"predecessor: {names[vacancy.predecessor]}")
    node = network.nodes[planned.id]
    assert (node["label"], node["type"], node["effects"]) == ("глава", "succession", "plans")
    body = network.nodes[relation.body]
    assert (body["unasserted_effects"], body["unasserted_quotes"]) == ("denies", "Так решено.")


@BOTH
def test_an_event_that_took_place_has_edges_from_those_who_took_part(read: Callable[[Graph], Any]) -> None:
    event = structs.replace(GRAPH.events[0], standing="asserted")
    found = links(read(structs.replace(GRAPH, events=[event])))
    assert {link for link in found if link[1] == event.id} == {
        (event.parts[0].entity, event.id, "chair"),
        (event.parts[1].entity, event.id, "host"),
    }


@BOTH
@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED])
def test_a_hostile_text_stays_a_text(read: Callable[[Graph], Any], text: str) -> None:
    decision = structs.replace(GRAPH.decisions[0], type=text, number=None, title=None, names=(text,))
    event = structs.replace(GRAPH.events[0], title=text, place=text)
    changes = [structs.replace(one, role=text) for one in GRAPH.successions]
    network = read(structs.replace(GRAPH, decisions=[decision], events=[event], successions=changes))
    vacancy = next(one for one in changes if one.person is None)
    assert network.nodes[vacancy.id]["label"].strip() == carried(text).strip()
    assert network.nodes[decision.id]["label"].strip() == carried(text).strip()
    assert network.nodes[event.id]["place"].split() == carried(text).split()
    assert len(network) == 2 + 3 + 2 + 2


def test_the_tenures_and_relations_of_the_export_are_those_of_the_graph() -> None:
    found = from_networkx(graphml(GRAPH))
    assert structs.replace(found, structures=[]) == from_networkx(graphml(small()))
    assert found.structures == [one for one in GRAPH.structures if one.standing == "asserted"]
