"""Shapes: what Kadry writes has them; whatever is taken out, altered or misspelt is found and said in plain words."""

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
from commands import good, make_store, nonsense, run
from graphs import CARRIED, graphs
from hypothesis import HealthCheck, Phase, given, settings
from msgspec import structs
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat
from rdflib.namespace import SH
from whole import BASE, examples, kinds, node, whole, with_object, written

from kadry.bounds import first_day, last_day
from kadry.errors import ExportError, UsageError
from kadry.exporters import validation
from kadry.exporters import vocabulary as v
from kadry.exporters.faults import WORDS, Fault
from kadry.exporters.validation import SYNTAXES, validate
from kadry.graph import Bounds, Graph

NOWHERE = NamedNode(BASE + "nowhere")
# class → properties that a node may well lack
OPTIONAL = {
    v.PERSON: {v.ALTERNATIVE, v.HOLDS, v.FORMERLY_HELD, v.SAME_AS},
    v.ORGANIZATION: {v.ALTERNATIVE, v.PART_OF, v.COUNTRY, v.FOLLOWED_BY, v.SAME_AS},
    v.CONCEPT: {v.ALTERNATIVE},
    v.MEMBERSHIP: {v.HELD_AS_OF, v.MEMBER_DURING, v.DERIVED_FROM},
    v.INTERVAL: {v.SINCE, v.UNTIL, v.START_EARLIEST, v.START_LATEST, v.END_EARLIEST, v.END_LATEST},
    v.DOCUMENT: {v.TITLE, v.SOURCE, v.ISSUED, v.COPY_OF},
    v.CLAIM: {
        *(v.CHANGE, v.SINCE, v.UNTIL, v.TERM_UNTIL, v.OBSERVED),
        *(v.ROLE_AS_WRITTEN, v.ORGANIZATION_AS_WRITTEN),
    },
    v.RELATION: {v.DATE, v.DECIDED_BY, v.BY_DECISION},
    v.DECISION: {v.TITLE, v.DATE, v.INVOLVES, v.IDENTIFIER, v.ISSUER, v.ISSUER_AS_CALLED, v.ALTERNATIVE},
    v.EVENT: {v.TITLE, v.DATE, v.INVOLVES, v.PLACE, v.ALTERNATIVE},
    v.INVOLVEMENT: {v.INVOLVED, v.ON_TENURE},
    v.SUCCESSION: {v.DATE, v.ABOUT_POST, v.AT_BODY, v.ROLE_AS_CALLED},
    v.SCENE_CLAIM: {v.DATE},
    v.JUDGEMENT: {v.REASON, v.CREATOR},
    v.DATASET: {v.TEMPORAL, v.KNOWN_AT},
}


def found(path: Path, format: str = "nquads") -> list[Fault]:
    return [fault for _, faults in validate(path, format) for fault in faults]


def damaged(quads: list[Quad], path: Path, changes: Mapping[Quad, Quad | None]) -> dict[str, str]:
    """The problems of each node of the graph in which some statements are taken out (None) or replaced, a line each."""
    changed = [new for quad in quads if (new := changes.get(quad, quad)) is not None]
    pyoxigraph.serialize(changed, path, RdfFormat.N_QUADS)
    return {fault.node: "\n".join(fault.problems) for fault in found(path)}


def about(predicate: str) -> str:
    """How a problem of that property begins."""
    namespace, prefix = max((full, short) for short, full in v.PREFIXES.items() if predicate.startswith(full))
    return f"{prefix}:{predicate.removeprefix(namespace)} "


@pytest.fixture(scope="module")
def quads(tmp_path_factory: pytest.TempPathFactory) -> list[Quad]:
    path = written(whole(), tmp_path_factory.mktemp("whole") / "whole.nq")
    return list(pyoxigraph.parse(path=path, format=RdfFormat.N_QUADS))


def test_the_shapes_are_shacl() -> None:
    conforms, _, text = pyshacl.validate(rdflib.Graph(), shacl_graph=validation.shapes(), meta_shacl=True)
    assert conforms, text


def test_each_demand_has_words_or_a_message_of_its_own() -> None:
    shapes = validation.shapes()
    judged = {shape for owner, shape in shapes.subject_objects(SH.property) if isinstance(owner, rdflib.URIRef)}
    demands = {
        str(demand).removeprefix(str(SH))
        for shape in judged
        for demand in shapes.predicates(shape)
        if (shape, SH.message, None) not in shapes
    } - {"path"}
    assert len(demands) > 10
    assert {rdflib.URIRef(f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent") for name in demands} <= set(WORDS)


@pytest.mark.parametrize("format", SYNTAXES)
def test_what_is_written_has_its_shape(format: str, tmp_path: Path) -> None:
    path = written(whole(), tmp_path / "whole", format)
    assert found(path, format) == []
    nodes = {quad.subject for quad in pyoxigraph.parse(path=path, format=SYNTAXES[format])}
    assert sum(count for count, _ in validate(path, format)) == len(nodes)


def test_whatever_is_taken_out_is_missed(quads: list[Quad], tmp_path: Path) -> None:
    taken = [
        quad
        for (kind, predicate), quad in examples(quads).items()
        if kind and predicate != v.TYPE and predicate not in OPTIONAL.get(kind, ())
    ]
    together = damaged(quads, tmp_path / "x.nq", dict.fromkeys(taken))
    for quad in taken:
        if about(quad.predicate.value) not in together.get(node(quad), ""):
            assert damaged(quads, tmp_path / "x.nq", {quad: None}), quad


@pytest.mark.parametrize("other", [None, NOWHERE, Literal("Person")])
def test_a_node_without_its_class_is_found(
    other: NamedNode | Literal | None, quads: list[Quad], tmp_path: Path
) -> None:
    types = [quad for (_, predicate), quad in examples(quads).items() if predicate == v.TYPE]
    problems = damaged(quads, tmp_path / "x.nq", {quad: other and with_object(quad, other) for quad in types})
    assert {node(quad) for quad in types} <= problems.keys()


def test_whatever_is_altered_is_found(quads: list[Quad], tmp_path: Path) -> None:
    changes = {
        quad: with_object(quad, NamedNode(f"{BASE}{n}") if isinstance(quad.object, Literal) else Literal("слово"))
        for n, ((_, predicate), quad) in enumerate(examples(quads).items())
        if predicate not in (v.TYPE, v.SOURCE)  # a source may be an address or a text
    }
    problems = damaged(quads, tmp_path / "x.nq", changes)
    assert [q for q in changes if about(q.predicate.value) not in problems.get(node(q), "")] == []


@pytest.mark.parametrize("described", [True, False])
def test_a_node_of_another_class_or_of_none_is_found(described: bool, quads: list[Quad], tmp_path: Path) -> None:
    anywhere, known = {v.SAME_AS, v.SOURCE, v.JUDGES, v.TYPE}, kinds(quads)
    changes = {}
    for quad in examples(quads).values():
        if isinstance(quad.object, NamedNode) and quad.predicate.value not in anywhere:
            other = next(node for node in known if known[node] != known[quad.object])
            changes[quad] = with_object(quad, other if described else NOWHERE)
    problems = damaged(quads, tmp_path / "x.nq", changes)
    assert [q for q in changes if about(q.predicate.value) not in problems.get(node(q), "")] == []


def test_whatever_is_misspelt_is_found(quads: list[Quad], tmp_path: Path) -> None:
    changes = {
        quad: Quad(quad.subject, NamedNode(quad.predicate.value + "s"), quad.object, quad.graph_name)
        for (kind, predicate), quad in examples(quads).items()
        if kind and predicate != v.TYPE
    }
    problems = damaged(quads, tmp_path / "x.nq", changes)
    assert [q for q in changes if about(q.predicate.value + "s") not in problems.get(node(q), "")] == []


def test_a_node_that_no_shape_is_for_is_found(quads: list[Quad], tmp_path: Path) -> None:
    old = next(quad for quad in quads if quad.predicate.value == v.REPLACED_BY)
    new = Quad(old.subject, NamedNode(v.REPLACED_BY + "s"), old.object, old.graph_name)
    assert damaged(quads, tmp_path / "x.nq", {old: new}) == {node(old): "no class and no property of an export"}


def plausible(graph: Graph) -> Graph:
    """The random graph with dates, countries and merged ids such as Kadry gives them."""
    return structs.replace(
        graph,
        persons=[graph.persons[0], *(structs.replace(person, replaced=()) for person in graph.persons[1:])],
        bodies=[structs.replace(body, country="VN" if body.country else None) for body in graph.bodies],
        tenures=[structs.replace(tenure, bounds=_days(tenure.bounds)) for tenure in graph.tenures],
    )


def _days(bounds: Bounds) -> Bounds:
    since = bounds.since if first_day(bounds.since) else None
    return Bounds(since, None, first_day(since), last_day(since), last_day(since), None)


@given(graph=graphs(CARRIED.filter(bool)))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.generate],
)
def test_random_graphs_have_their_shape(graph: Graph, tmp_path: Path) -> None:
    assert found(written(plausible(graph), tmp_path / "random.nq")) == []


@pytest.mark.parametrize("size", [1, 7])
def test_nodes_are_judged_alike_in_pieces_of_any_size(
    size: int, quads: list[Quad], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(validation, "_NODES", size)
    path = written(whole(), tmp_path / "whole.nq")
    assert found(path) == []
    changes = dict.fromkeys(quad for quad in quads if quad.predicate.value in (v.POST_IN, v.NAME, v.EXACT))
    pieces = damaged(quads, path, changes)
    monkeypatch.undo()
    assert pieces == damaged(quads, path, changes)


def test_problems_are_plain_words_with_the_label_of_the_node(quads: list[Quad], tmp_path: Path) -> None:
    first = {quad.predicate.value: quad for quad in reversed(quads)}
    changes: dict[Quad, Quad | None] = {
        first[predicate]: with_object(first[predicate], new)
        for predicate, new in (
            (v.STATUS, Literal("gone")),
            (v.COUNTRY, Literal("Вьетнам")),
            (v.SOURCE_COUNT, Literal("0", datatype=NamedNode(v.XSD_NUMBER))),
            (v.MEMBER_DURING, NOWHERE),
            (v.OBSERVED, Literal("завтра", datatype=NamedNode(v.XSD_DATE))),
            (v.END, Literal("-1", datatype=NamedNode(v.XSD_NUMBER))),
        )
    }
    changes[first[v.NAME]] = None
    problems = damaged(quads, tmp_path / "x.nq", changes)
    for predicate, expected in {
        v.NAME: "foaf:name is there fewer than 1 times",
        v.STATUS: "kadry:status «gone» is not current or former or future or denied",
        v.COUNTRY: "kadry:country «Вьетнам» is not of the form ^[A-Z]{2}$",
        v.SOURCE_COUNT: "kadry:sourceCount «0» (xsd:nonNegativeInteger) is less than 1",
        v.MEMBER_DURING: f"org:memberDuring <{NOWHERE.value}> is no time:Interval of this graph",
        v.OBSERVED: "kadry:observed «завтра» (xsd:date) is not a date as written: "
        "a year, a month or a day, or else a plain text",
        v.END: "oa:end «-1» (xsd:nonNegativeInteger) is no xsd:nonNegativeInteger",
    }.items():
        assert expected in problems[node(first[predicate])].split("\n")
    faults = {fault.node: fault for fault in found(tmp_path / "x.nq")}
    fault = faults[node(first[v.NAME])]
    assert (fault.label, fault.classes) == (first[v.NAME].object.value, ("foaf:Person",))  # type: ignore[union-attr]


def test_only_rdf_can_be_validated(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="graphml cannot be validated"):
        found(tmp_path / "x", "graphml")


def test_a_file_that_is_no_rdf_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.nq").write_text("нет")
    with pytest.raises(ExportError, match=r"x\.nq: cannot be read back"):
        found(tmp_path / "x.nq")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_store(tmp_path, monkeypatch, {"a.txt": "Министр Финляндии Иван Петров выступил с речью."})


def test_the_command_writes_and_says_that_all_is_well(store: Path, tmp_path: Path) -> None:
    plain = good("export", "--format", "turtle")
    checked = good("export", "--format", "turtle", "--validate")
    assert checked.stdout_bytes == plain.stdout_bytes
    assert "nodes: all conform" in checked.stderr
    good("export", "--format", "turtle", "--validate", "-o", tmp_path / "x.ttl")
    assert (tmp_path / "x.ttl").read_bytes() == plain.stdout_bytes


def test_the_command_names_what_has_not_its_shape(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (
        f'<{BASE}person/1> <{v.TYPE}> <{v.PERSON}> .\n<{BASE}person/1> <{v.LABEL}> "\\u001B[31m{"Имя"}\\u202E"@ru .\n'
    )
    monkeypatch.setattr(
        "kadry.exporters.files.load", lambda kind, name: lambda graph, out, how: out.write(lines.encode())
    )
    result = run("export", "--format", "nquads", "--validate", "-o", tmp_path / "x.nq")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{BASE}person/1 «[31mИмя» foaf:Person",
        "  foaf:name is there fewer than 1 times",
        "  rdfs:label «[31mИмя»@ru is not in both, this and foaf:name",
        "validated 1 nodes: 1 do not conform to the shapes",
    ]
    many = "".join(f"<{BASE}person/{n}> <{v.TYPE}> <{v.PERSON}> .\n" for n in range(250))
    monkeypatch.setattr(
        "kadry.exporters.files.load", lambda kind, name: lambda graph, out, how: out.write(many.encode())
    )
    result = run("export", "--format", "ntriples", "--validate")
    assert result.stdout == many
    assert len(result.stderr.splitlines()) == 100 * 3 + 2
    assert "… and 150 more nodes" in result.stderr


def test_the_command_refuses_what_is_no_rdf(store: Path, tmp_path: Path) -> None:
    assert "graphml cannot be validated" in nonsense(
        "export", "--format", "graphml", "--validate", "-o", tmp_path / "x"
    )
    assert not (tmp_path / "x").exists()
