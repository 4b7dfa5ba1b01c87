"""GEXF: read by networkx, and checked by a plain XML parser for declared attributes, types, time, ids and both ends."""

import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import networkx
import pytest
from graphs import ANY_TEXT, CONTROL, HOSTILE, UNCARRIED, graphs, identities, named, small
from hypothesis import given, settings
from msgspec import structs

from kadry.exporters import gexf
from kadry.exporters.markup import carried
from kadry.graph import Bounds, Graph
from kadry.moments import held_at
from kadry.plugins import ExportOptions

SPACE = "{http://gexf.net/1.3}"
PARSED: dict[str, Callable[[str], object]] = {
    "string": str,
    "double": float,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
}
Values = dict[str, object]


def written(graph: Graph) -> bytes:
    out = io.BytesIO()
    gexf.write(graph, out, ExportOptions())
    return out.getvalue()


def records(root: ElementTree.Element, domain: str) -> dict[str, Values]:
    """Each node or edge by id, with what stands at it; fails on an attribute that is not declared, or stands twice."""
    (declared,) = root.findall(f"{SPACE}graph/{SPACE}attributes[@class='{domain}']")
    kinds = {str(one.get("id")): PARSED[str(one.get("type"))] for one in declared}
    assert len(kinds) == len(declared)
    found = {}
    for element in root.iter(f"{SPACE}{domain}"):
        given = [(str(one.get("for")), str(one.get("value"))) for one in element.iter(f"{SPACE}attvalue")]
        values: Values = {name: kinds[name](value) for name, value in given}
        assert len(values) == len(given)
        assert not set(values) & {"source", "target", "label", "start", "end"}
        found[str(element.get("id"))] = {**values, **{f"@{name}": value for name, value in element.items()}}
        assert element.get("label")
    assert len(found) == len(list(root.iter(f"{SPACE}{domain}")))
    return found


def check(graph: Graph) -> tuple[dict[str, Values], dict[str, Values]]:
    """Nodes and edges by id, after a look at everything that a reader of GEXF relies on."""
    root = ElementTree.fromstring(written(graph))
    assert root.get("version") == "1.3"
    nodes, edges = records(root, "node"), records(root, "edge")
    assert not set(nodes) & set(edges)
    assert set(nodes) == {person.id for person in graph.persons} | {body.id for body in graph.bodies}
    assert set(edges) == {tenure.id for tenure in graph.tenures}
    assert all({values["@source"], values["@target"]} <= set(nodes) for values in edges.values())
    ends = Counter((values["@source"], values["@target"], values["@kind"]) for values in edges.values())
    assert set(ends.values()) <= {1}, "Gephi would make two edges one"
    for values in edges.values():
        days = [date.fromisoformat(str(values[end])) for end in ("@start", "@end") if end in values]
        assert all(first <= last for first, last in pairwise(days))
    return nodes, edges


def test_networkx_reads_the_same_graph() -> None:
    graph = small()
    nodes, edges = check(graph)
    read = networkx.read_gexf(io.BytesIO(written(graph)))
    assert {id: read.nodes[id]["label"] for id in read} == {id: values["@label"] for id, values in nodes.items()}
    assert {values["id"]: values["label"] for _, _, values in read.edges(data=True)} == {
        id: values["@label"] for id, values in edges.items()
    }
    assert read.is_directed()


def test_two_terms_in_one_body_stay_two_edges_of_two_kinds() -> None:
    graph = small()
    first, second, *rest = graph.tenures
    again = structs.replace(second, person=first.person, post=first.post)
    twice = structs.replace(graph, tenures=[first, again, *rest])
    _, edges = check(twice)
    assert sorted(str(edges[id]["@kind"]) for id in (first.id, second.id)) == ["tenure", "tenure 2"]
    ends = edges[first.id]["@source"], edges[first.id]["@target"]
    assert networkx.read_gexf(io.BytesIO(written(twice))).number_of_edges(*ends) == 2


def timed(bounds: Bounds) -> tuple[object, object]:
    """Start and end of the edge that a tenure with these bounds makes."""
    graph = small()
    dated = structs.replace(graph, tenures=[structs.replace(graph.tenures[0], bounds=bounds), *graph.tenures[1:]])
    values = check(dated)[1][graph.tenures[0].id]
    return values.get("@start"), values.get("@end")


@pytest.mark.parametrize(
    ("bounds", "start", "end"),
    [
        (Bounds("2019", "2024-05", "2019-01-01", "2019-12-31", "2024-05-01", "2024-05-31"), "2019-01-01", "2024-05-31"),
        (Bounds(start_latest="2024-05-07", end_earliest="2024-05-07"), None, None),
        (Bounds("2019", None, "2019-01-01", "2019-12-31", "2024-05-07"), "2019-01-01", None),
        (Bounds(end_latest="2024-05-07"), None, "2024-05-07"),
        (Bounds(start_earliest="2024-05-08", end_latest="2024-05-07"), None, None),
        (Bounds(start_earliest="2024-05-07", end_latest="2024-05-07"), "2024-05-07", "2024-05-07"),
        (Bounds("вчера", None, "вчера", None, None, "2019-13"), None, None),
        (Bounds(), None, None),
    ],
)
def test_an_edge_lasts_as_long_as_is_known_and_an_unknown_end_stays_open(
    bounds: Bounds, start: str | None, end: str | None
) -> None:
    assert timed(bounds) == (start, end)


@pytest.mark.parametrize("day", ["2018-12-31", "2019-01-01", "2021-01-01", "2024-05-31", "2024-06-01"])
def test_an_edge_shows_on_the_days_on_which_a_graph_of_that_day_has_it(day: str) -> None:
    for tenure in small().tenures:
        start, end = timed(tenure.bounds)
        shown = (start is None or str(start) <= day) and (end is None or day <= str(end))
        assert shown == (held_at(tenure.bounds, day) is not None)


def test_an_edge_carries_its_evidence_and_its_dates_as_written() -> None:
    graph = small()
    _, edges = check(graph)
    for tenure in graph.tenures:
        claims = [statement.claim for statement in graph.statements if statement.tenure == tenure.id]
        values = edges[tenure.id]
        assert str(values["claims"]).split(" | ") == list(tenure.claims)
        assert str(values["quotes"]).split(" | ") == [claim.evidence.text for claim in claims]
        assert str(values["offsets"]).split(" | ") == [f"{c.evidence.start}-{c.evidence.end}" for c in claims]
        assert (values["source_count"], values["confidence"]) == (tenure.sources, tenure.confidence)
        assert (values["acting"], values["over"]) == (tenure.acting, tenure.over)
        assert values.get("since") == tenure.bounds.since
        assert values.get("end_latest") == tenure.bounds.end_latest


def test_what_is_denied_planned_or_rumoured_stands_at_its_person_and_is_no_edge() -> None:
    graph = small()
    nodes, edges = check(graph)
    shown = {claim for values in edges.values() for claim in str(values["claims"]).split(" | ")}
    for person in graph.persons:
        own = [s for s in graph.statements if s.tenure is None and s.person == person.id]
        assert own
        assert str(nodes[person.id]["unasserted_effects"]).split(" | ") == [s.effect for s in own]
        assert str(nodes[person.id]["unasserted_claims"]).split(" | ") == [s.claim.id for s in own]
        assert not shown & {s.claim.id for s in own}


def test_nodes_carry_identities_names_and_what_followed() -> None:
    graph = small()
    nodes, _ = check(graph)
    stated = {id: tuple(str(values["same_as"]).split(" | ")) for id, values in nodes.items() if "same_as" in values}
    assert stated == identities(graph)
    followed = {id: values["followed_by"] for id, values in nodes.items() if "followed_by" in values}
    assert followed == {body.id: " | ".join(body.followed_by) for body in graph.bodies if body.followed_by}
    for person in graph.persons:
        assert nodes[person.id]["names"] == " | ".join(person.names)


def test_a_graph_of_one_day_says_so() -> None:
    graph = structs.replace(small(), as_of="2024-05-07", known_at="2025")
    graph = structs.replace(graph, tenures=[structs.replace(tenure, as_of="possible") for tenure in graph.tenures])
    assert {values["as_of"] for values in check(graph)[1].values()} == {"possible"}
    root = ElementTree.fromstring(written(graph))
    assert root.findtext(f"{SPACE}meta/{SPACE}description") == "Officials and bodies, as of 2024-05-07, known by 2025"
    assert not any("as_of" in values for values in check(small())[1].values())


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED])
def test_a_hostile_text_stays_a_text(text: str) -> None:
    nodes, edges = check(named(text))
    assert [values["@label"] for values in (*nodes.values(), *edges.values())] == [carried(text)] * 3
    assert next(iter(edges.values()))["quotes"] == carried(text).replace("|", "¦")
    networkx.read_gexf(io.BytesIO(written(named(text))))


@settings(max_examples=40)
@given(graph=graphs(ANY_TEXT))
def test_any_graph_is_read_back(graph: Graph) -> None:
    check(graph)
    read = networkx.read_gexf(io.BytesIO(written(graph)))
    assert read.number_of_nodes() == len(graph.persons) + len(graph.bodies)
    assert read.number_of_edges() == len(graph.tenures)
    assert written(graph) == written(graph)


def test_an_empty_graph_is_a_valid_file() -> None:
    assert check(Graph([], [], [], [], [], [])) == ({}, {})
