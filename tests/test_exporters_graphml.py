"""GraphML: read by networkx, and checked by a plain XML parser for declared keys, types, unique ids and both ends."""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import networkx
import pytest
from graphs import ANY_TEXT, CONTROL, HOSTILE, UNCARRIED, graphs, identities, named, small
from hypothesis import given, settings
from msgspec import structs

from kadry.exporters import graphml
from kadry.exporters.drawing import Drawing
from kadry.exporters.markup import attribute, carried, content, encoded, quoted
from kadry.exporters.textlists import Value
from kadry.graph import Graph
from kadry.plugins import ExportOptions

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
PARSED: dict[str, Callable[[str], object]] = {
    "string": str,
    "double": float,
    "int": int,
    "boolean": {"true": True, "false": False}.__getitem__,
}


def written(graph: Graph) -> bytes:
    out = io.BytesIO()
    graphml.write(graph, out, ExportOptions())
    return out.getvalue()


def records(root: ElementTree.Element, domain: str) -> Iterator[tuple[ElementTree.Element, dict[str, object]]]:
    """Each node or edge with its attributes by name; fails on a key that is not declared for it, or declared twice."""
    keys = [key for key in root.findall(f"{NAMESPACE}key") if key.get("for") == domain]
    names = {key.get("id"): (str(key.get("attr.name")), str(key.get("attr.type"))) for key in keys}
    assert len(names) == len(keys) == len({name for name, _ in names.values()})
    for element in root.iter(f"{NAMESPACE}{domain}"):
        values: dict[str, object] = {}
        for data in element:
            name, kind = names[data.get("key")]
            assert name not in values
            values[name] = PARSED[kind](data.text or "")
        yield element, values


def check(graph: Graph) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
    """Nodes and edges by id, after a look at everything that a reader of GraphML relies on."""
    root = ElementTree.fromstring(written(graph))
    identifiers = [element.get("id") for element in root.iter() if element.get("id") is not None]
    assert len(identifiers) == len(set(identifiers))
    nodes = {str(element.get("id")): values for element, values in records(root, "node")}
    edges = {str(element.get("id")): values for element, values in records(root, "edge")}
    for edge in root.iter(f"{NAMESPACE}edge"):
        assert {edge.get("source"), edge.get("target")} <= set(nodes)
    assert set(nodes) == {person.id for person in graph.persons} | {body.id for body in graph.bodies}
    assert set(edges) == {tenure.id for tenure in graph.tenures}
    assert all(values["label"] or carried(values["label"]) == "" for values in (*nodes.values(), *edges.values()))  # type: ignore[arg-type]
    return nodes, edges


def test_people_and_bodies_are_nodes_and_tenures_edges() -> None:
    graph = small()
    read = networkx.read_graphml(io.BytesIO(written(graph)), force_multigraph=True)
    posts = {post.id: post for post in graph.posts}
    assert Counter(kind for _, kind in read.nodes(data="kind")) == {"person": 2, "body": 3}
    assert {(source, target, key) for source, target, key in read.edges(keys=True)} == {
        (tenure.person, posts[tenure.post].body, tenure.id) for tenure in graph.tenures
    }
    assert all(
        isinstance(value, str | bool | float) for _, values in read.nodes(data=True) for value in values.values()
    )


@settings(deadline=None, max_examples=40)
@given(graph=graphs(ANY_TEXT))
def test_nodes_and_edges_say_what_a_drawing_does(graph: Graph) -> None:
    drawing = Drawing(graph)
    edges = {one.tenure.id: drawing.edge(one) for dossier in graph.dossiers() for one in dossier.holdings}
    assert check(graph) == (given_of(dict(drawing.nodes())), given_of(edges))


def given_of(records: dict[str, dict[str, Value]]) -> dict[str, dict[str, Value]]:
    """What is known of each, as XML carries it."""
    return {
        id: {
            name: carried(value) if isinstance(value, str) else value
            for name, value in values.items()
            if value is not None
        }
        for id, values in records.items()
    }


@pytest.mark.parametrize(
    "text", [*HOSTILE, CONTROL, UNCARRIED, "простой текст", "a\u00a0b", "\x85\u2028", "\ud7a3\ue000\uf8ff＆", "0af9"]
)
def test_text_is_read_back_from_content_and_attribute(text: str) -> None:
    for line in (f"<a b={attribute(text)}>{content(text)}</a>", b"<a b=%b>%b</a>" % (quoted(text), encoded(text))):
        read = ElementTree.fromstring(line)
        assert (read.text or "", read.get("b")) == (carried(text), carried(text))


@given(text=ANY_TEXT)
def test_bytes_are_those_of_the_text(text: str) -> None:
    assert (encoded(text), quoted(text)) == (content(text).encode(), attribute(text).encode())


def test_a_graph_of_one_day_says_so() -> None:
    graph = small()
    tenures = [structs.replace(one, as_of="known") for one in graph.tenures]
    graph = structs.replace(graph, tenures=tenures, as_of="2024", known_at="2025-01-31")
    assert ElementTree.fromstring(written(graph)).findtext(f".//{NAMESPACE}desc") == "as of 2024, known by 2025-01-31"
    assert {values["as_of"] for values in check(graph)[1].values()} == {"known"}
    assert len(networkx.read_graphml(io.BytesIO(written(graph))).edges) == 3


def test_no_edge_comes_before_its_ends() -> None:
    seen: set[str | None] = set()
    for element in ElementTree.fromstring(written(small())).iter():
        if element.tag == f"{NAMESPACE}node":
            seen.add(element.get("id"))
        if element.tag == f"{NAMESPACE}edge":
            assert {element.get("source"), element.get("target")} <= seen
    assert len(seen) == 5


def test_parallel_terms_stay_apart() -> None:
    graph = small()
    one = graph.tenures[0]
    twice = Graph(
        graph.documents,
        graph.persons,
        graph.bodies,
        graph.posts,
        [one, type(one)("f" * 32, one.person, one.post, False, one.bounds, ())],
        [],
    )
    read = networkx.read_graphml(io.BytesIO(written(twice)))
    assert read.is_multigraph()
    assert read.number_of_edges() == 2


def test_an_edge_carries_its_evidence() -> None:
    graph = small()
    _, edges = check(graph)
    headers = {header.id: header for header in graph.documents}
    for tenure in graph.tenures:
        own = [statement for statement in graph.statements if statement.tenure == tenure.id]
        claims, values = [statement.claim for statement in own], edges[tenure.id]
        assert values["claims"] == " | ".join(tenure.claims)
        assert values["quotes"] == " | ".join(claim.evidence.text for claim in claims)
        assert values["documents"] == " | ".join(claim.document for claim in claims)
        assert values["sources"] == " | ".join(headers[claim.document].source or "" for claim in claims)
        assert values["offsets"] == " | ".join(f"{claim.evidence.start}-{claim.evidence.end}" for claim in claims)
        assert values["copy_of"] == " | ".join(graph.copies.get(claim.document, "") for claim in claims)
        assert (values["source_count"], values["confidence"]) == (tenure.sources, tenure.confidence)
        assert values["acting"] is tenure.acting


def test_sources_are_counted_and_reprints_named() -> None:
    graph = small()
    _, edges = check(graph)
    ((copy, first),) = graph.copies.items()
    counted = {values["source_count"]: values for values in edges.values() if copy in str(values["documents"])}
    assert set(counted) == {1}
    assert {str(counted[1]["documents"]).count(id) for id in (copy, first)} == {1}
    assert str(counted[1]["copy_of"]).strip(" |") == first


def test_dates_stand_as_written_and_unknown_ones_are_absent() -> None:
    graph = small()
    _, edges = check(graph)
    ended = next(tenure for tenure in graph.tenures if tenure.bounds.until)
    open_ended = next(tenure for tenure in graph.tenures if tenure.bounds.start_latest and not tenure.bounds.until)
    names = ("since", "until", "start_earliest", "start_latest", "end_earliest", "end_latest")
    assert tuple(edges[ended.id][name] for name in names) == (
        "2019",
        "2024-05",
        "2019-01-01",
        "2019-12-31",
        "2024-05-01",
        "2024-05-31",
    )
    assert not {"since", "until", "end_latest"} & set(edges[open_ended.id])


def test_what_is_denied_planned_or_rumoured_stands_at_its_person_and_is_no_edge() -> None:
    graph = small()
    nodes, edges = check(graph)
    shown = {claim for values in edges.values() for claim in str(values["claims"]).split(" | ")}
    for person in graph.persons:
        own = [s for s in graph.statements if s.tenure is None and s.person == person.id]
        assert own
        assert nodes[person.id]["unasserted_claims"] == " | ".join(s.claim.id for s in own)
        assert nodes[person.id]["unasserted_effects"] == " | ".join(s.effect for s in own)
        assert nodes[person.id]["unasserted_quotes"] == " | ".join(s.claim.evidence.text for s in own)
        assert not shown & {s.claim.id for s in own}
    assert nodes[next(p.id for p in graph.persons if p.replaced)]["unasserted"] == "министр, Министерство"


def test_outside_identities_stand_at_their_nodes() -> None:
    nodes, _ = check(small())
    stated = {id: values["same_as"] for id, values in nodes.items() if "same_as" in values}
    assert stated == {id: " | ".join(same_as) for id, same_as in identities(small()).items()}
    assert len(stated) == 2


def test_a_body_names_those_that_followed_it_and_no_edge_does() -> None:
    nodes, edges = check(small())
    stated = {id: values["followed_by"] for id, values in nodes.items() if "followed_by" in values}
    assert stated == {body.id: " | ".join(body.followed_by) for body in small().bodies if body.followed_by}
    assert len(stated) == 1
    assert len(edges) == 3


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED])
def test_a_hostile_text_stays_a_text(text: str) -> None:
    nodes, edges = check(named(text))
    assert [values["label"] for values in (*nodes.values(), *edges.values())] == [carried(text)] * 3
    assert str(next(iter(edges.values()))["quotes"]) == carried(text).replace("|", "¦")
    networkx.read_graphml(io.BytesIO(written(named(text))))


def test_a_bar_in_a_text_makes_no_second_item() -> None:
    _, edges = check(named("один | два"))
    assert next(iter(edges.values()))["quotes"] == "один ¦ два"


@settings(deadline=None, max_examples=40)
@given(graph=graphs(ANY_TEXT))
def test_any_graph_is_read_back(graph: Graph) -> None:
    check(graph)
    read = networkx.read_graphml(io.BytesIO(written(graph)), force_multigraph=True)
    assert (read.number_of_nodes(), read.number_of_edges()) == (
        len(graph.persons) + len(graph.bodies),
        len(graph.tenures),
    )
    assert written(graph) == written(graph)


def test_an_empty_graph_is_a_valid_file() -> None:
    assert check(Graph([], [], [], [], [], [])) == ({}, {})
