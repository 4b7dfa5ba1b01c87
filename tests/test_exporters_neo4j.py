"""CSV for Neo4j, held against the rules of ``neo4j-admin database import`` by a checker that knows nothing of ours."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from graphs import ANY_TEXT, CONTROL, HOSTILE, UNCARRIED, named, small
from hypothesis import given, settings
from msgspec import Struct, structs
from scenes import with_scene
from scenic import scenic

from kadry.exporters import neo4j
from kadry.exporters.markup import carried
from kadry.graph import Decision, Event, Graph, Outcome, Structure, Succession, Thing
from kadry.plugins import ExportOptions

PARSED: dict[str, Callable[[str], object]] = {
    "string": str,
    "string[]": lambda text: text.split("\x1f"),
    "int": int,
    "double": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}
Properties = dict[str, object]


class Import(Struct, frozen=True):
    """What an import would make: nodes by id space and id, and relations by type, each with both ends."""

    nodes: dict[str, dict[str, Properties]]
    relations: dict[str, list[tuple[str, str, Properties]]]


def imported(graph: Graph) -> Import:
    """Reads the files of a graph as the import does; fails where that would fail or drop something."""
    nodes: dict[str, dict[str, Properties]] = defaultdict(dict)
    relations: dict[str, list[tuple[str, str, Properties]]] = defaultdict(list)
    spaces: dict[str, set[tuple[str, str]]] = defaultdict(set)
    with TemporaryDirectory() as folder:
        neo4j.write(graph, Path(folder), ExportOptions())
        for file in sorted(Path(folder).iterdir()):
            with file.open(encoding="utf-8", newline="") as lines:
                header, *rows = csv.reader(lines, strict=True)
            fields = [field.rpartition(":")[::2] for field in header]
            assert len(set(header)) == len(header)
            for row in rows:
                assert len(row) == len(header), file.name
                record(dict(zip(fields, row, strict=True)), nodes, relations, spaces)
    for type, ends in spaces.items():
        for space, id in ends:
            assert id in nodes[space], f"{type} leads to no node"
    return Import(dict(nodes), dict(relations))


def record(
    row: dict[tuple[str, str], str],
    nodes: dict[str, dict[str, Properties]],
    relations: dict[str, list[tuple[str, str, Properties]]],
    spaces: dict[str, set[tuple[str, str]]],
) -> None:
    """Takes in one line: a node with an id that is new in its space, or a relation."""
    values = {name: PARSED[type](text) for (name, type), text in row.items() if type in PARSED and text != ""}
    ends = {}
    for _, type in row:
        if type not in PARSED and type not in ("LABEL", "TYPE"):
            role, space = re.fullmatch(r"(ID|START_ID|END_ID)\((\w+)\)", type).groups()  # type: ignore[union-attr]
            ends[role] = (space, next(text for (_, kind), text in row.items() if kind == type))
    if "ID" in ends:
        space, id = ends["ID"]
        assert id
        assert id not in nodes[space], f"two nodes {id} of {space}"
        assert row["", "LABEL"] == space
        nodes[space][id] = values
    else:
        type = row["", "TYPE"]
        assert re.fullmatch("[A-Z_]+", type)
        spaces[type] |= set(ends.values())
        relations[type].append((ends["START_ID"][1], ends["END_ID"][1], values))


def check(graph: Graph) -> Import:
    """The import, after every node and relation is counted."""
    found = imported(graph)
    ids = {
        "Person": {person.id for person in graph.persons},
        "Body": {body.id for body in graph.bodies},
        "Post": {post.id for post in graph.posts},
        "Document": {header.id for header in graph.documents},
        "Claim": {statement.claim.id for statement in graph.statements},
        "Decision": {decision.id for decision in graph.decisions},
        "Event": {event.id for event in graph.events},
        "Succession": {succession.id for succession in graph.successions},
        "SceneClaim": {telling.claim.id for telling in graph.tellings},
    }
    assert {space: set(nodes) for space, nodes in found.nodes.items()} == {k: v for k, v in ids.items() if v}
    pairs = {type: sorted((start, end) for start, end, _ in ends) for type, ends in found.relations.items()}
    expected = {
        **around(graph),
        "HELD": [(tenure.person, tenure.post) for tenure in graph.tenures],
        "POST_IN": [(post.id, post.body) for post in graph.posts],
        "FOLLOWED_BY": [(body.id, other) for body in graph.bodies for other in body.followed_by],
        "ABOUT": [(statement.claim.id, statement.person) for statement in graph.statements]
        + [(claim, one.body) for one in graph.structures for claim in one.claims]
        + [(id, who) for one in graph.successions for id in one.claims for who in (one.person, one.predecessor) if who],
        "STATED_IN": [(statement.claim.id, statement.claim.document) for statement in graph.statements]
        + [(telling.claim.id, telling.claim.document) for telling in graph.tellings],
        "COPY_OF": list(graph.copies.items()),
    }
    for effect in ("supports", "starts", "ends", "denies", "plans", "reports"):
        expected[effect.upper()] = [(s.claim.id, s.post) for s in graph.statements if s.effect == effect]
    for one in things(graph):
        effect = {"asserted": "SUPPORTS", "planned": "PLANS", "denied": "DENIES", "reported": "REPORTS"}[one.standing]
        expected[effect] += [(claim, one.other if isinstance(one, Structure) else one.id) for claim in one.claims]
    assert pairs == {type: sorted(ends) for type, ends in expected.items() if ends}
    return found


def things(graph: Graph) -> list[Thing]:
    return [*graph.structures, *graph.decisions, *graph.events, *graph.successions]


def around(graph: Graph) -> dict[str, list[tuple[str, str]]]:
    """Relations between people, bodies, decisions and events, by type; what is not asserted has none."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in (one for one in things(graph) if one.standing == "asserted"):
        match one:
            case Structure():
                found[one.relation.upper()].append((one.body, one.other))
            case Decision():
                found["ISSUED"] += [(one.issuer, one.id)] if one.issuer else []
                for effect in one.effects:
                    found[effect.result.upper()] += [(one.id, effect.entity)] if effect.entity else []
            case Event():
                found["TOOK_PART"] += [(part.entity, one.id) for part in one.parts if part.entity]
            case Succession():
                found["SUCCEEDED_BY"] += [(str(one.predecessor), one.person)] if one.person else []
                ends = {
                    "SUCCESSOR": one.person,
                    "PREDECESSOR": one.predecessor,
                    "AT_POST": one.post,
                    "AT_BODY": one.body,
                }
                for type, end in ends.items():
                    found[type] += [(one.id, end)] if end else []
    return found


def test_nodes_and_relations_are_those_of_the_graph() -> None:
    graph = small()
    found = check(graph)
    assert {type: len(ends) for type, ends in found.relations.items()} == {
        "HELD": 3,
        "POST_IN": 3,
        "FOLLOWED_BY": 1,
        "ABOUT": 8,
        "STATED_IN": 8,
        "COPY_OF": 1,
        "SUPPORTS": 4,
        "ENDS": 1,
        "DENIES": 1,
        "PLANS": 1,
        "REPORTS": 1,
    }
    held = {str(values["tenure"]): values for _, _, values in found.relations["HELD"]}
    ended = next(tenure for tenure in graph.tenures if tenure.bounds.until)
    assert held[ended.id]["end_latest"] == date(2024, 5, 31)
    assert held[ended.id]["since"] == "2019"
    assert (held[ended.id]["acting"], held[ended.id]["over"]) == (True, True)
    open_ended = next(tenure for tenure in graph.tenures if tenure.bounds.start_latest and not tenure.bounds.until)
    assert not {"until", "end_latest", "as_of"} & set(held[open_ended.id])


def test_a_node_carries_every_name_and_a_claim_its_sentence() -> None:
    graph = small()
    found = check(graph)
    for person in graph.persons:
        assert found.nodes["Person"][person.id]["names"] == list(person.names)
        assert found.nodes["Person"][person.id].get("same_as", []) == list(person.same_as)
    for statement in graph.statements:
        claim, values = statement.claim, found.nodes["Claim"][statement.claim.id]
        place = (values["quote"], values["quote_start"], values["quote_end"])
        assert place == (claim.evidence.text, claim.evidence.start, claim.evidence.end)
        assert values.get("tenure") == statement.tenure
        assert values["rules"] == [support.rule for support in claim.supports]


def test_a_graph_of_one_day_says_how_sure_it_is() -> None:
    graph = small()
    dated = structs.replace(graph, tenures=[structs.replace(tenure, as_of="known") for tenure in graph.tenures])
    assert [values["as_of"] for _, _, values in check(dated).relations["HELD"]] == ["known"] * 3
    scene = with_scene(graph)
    dated = structs.replace(
        scene,
        structures=[structs.replace(one, as_of="possible") for one in scene.structures],
        decisions=[structs.replace(one, as_of="known") for one in scene.decisions],
    )
    found = check(dated)
    assert [values["as_of"] for _, _, values in found.relations["PART_OF"]] == ["possible"]
    assert [values["as_of"] for values in found.nodes["Decision"].values()] == ["known"]


def test_relations_decisions_and_events_lead_to_their_sentences() -> None:
    graph = with_scene(small())
    found = check(graph)
    (relation,) = (one for one in graph.structures if one.standing == "asserted")
    ((_, _, values),) = found.relations["PART_OF"]
    claims = {id: claim for id, claim in found.nodes["SceneClaim"].items() if claim["about"] == values["about"]}
    assert set(claims) == set(relation.claims)
    for telling in graph.tellings:
        claim, quote = found.nodes["SceneClaim"][telling.claim.id], telling.claim.evidence
        place = (claim["quote"], claim["quote_start"], claim["quote_end"])
        assert place == (quote.text, quote.start, quote.end)
        assert (claim["about"], claim["rules"]) == (telling.about, ["scene@1"])
    assert {claim.get("relation") for claim in found.nodes["SceneClaim"].values()} == {"part_of", None}


def test_an_event_that_took_place_names_each_part() -> None:
    graph = with_scene(small())
    event, decision = graph.events[0], graph.decisions[0]
    found = check(structs.replace(graph, events=[structs.replace(event, standing="asserted")]))
    took = {(start, values["part"], values["name"]) for start, _, values in found.relations["TOOK_PART"]}
    assert took == {(part.entity, part.part, part.name) for part in event.parts if part.entity}
    node = found.nodes["Event"][event.id]
    assert node["involved"] == ["chair: Иван Петров", "host: Министерство", "participant: делегаты"]
    assert (node["place"], node["names"], node["date"]) == ("Ханой", list(event.names), "2021")
    values = found.nodes["Decision"][decision.id]
    assert (values["number"], values["title"], values["issuer"]) == ("5", "О мерах", "Администрация")


def test_who_came_after_whom_and_what_is_vacant() -> None:
    graph = with_scene(small())
    found = check(graph)
    changes = {one.id: one for one in graph.successions}
    ((_, _, values),) = found.relations["SUCCEEDED_BY"]
    one = changes[str(values["about"])]
    assert (values["role"], values["date"]) == (one.role, "2021")
    nodes = found.nodes["Succession"]
    assert {id: (node["vacant"], node["standing"]) for id, node in nodes.items()} == {
        id: (one.person is None, one.standing) for id, one in changes.items()
    }
    assert {True, False} == {node["vacant"] for node in nodes.values()}
    planned = {claim for one in graph.successions if one.standing == "planned" for claim in one.claims}
    assert {start for start, _, _ in found.relations["ABOUT"]} >= planned


def test_a_person_issues_and_a_body_is_decided_on() -> None:
    graph = with_scene(small())
    outcome = Outcome("creates", "Министерство", "body", graph.bodies[1].id)
    person = graph.persons[1].id
    decision = structs.replace(graph.decisions[0], issuer=person, issuer_type="person", effects=(outcome,))
    check(structs.replace(graph, decisions=[decision]))


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED])
def test_a_hostile_text_around_the_posts_stays_a_text(text: str) -> None:
    graph = with_scene(small())
    decision = structs.replace(graph.decisions[0], type=text, issuer_name=text, names=(text,))
    event = structs.replace(graph.events[0], title=text, place=text)
    found = check(structs.replace(graph, decisions=[decision], events=[event]))
    node, other = found.nodes["Decision"][decision.id], found.nodes["Event"][event.id]
    assert [node["type"], node["issuer"], other["title"], other["place"]] == [carried(text)] * 4
    assert node["names"] == [carried(text)]


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED])
def test_a_hostile_text_stays_a_text(text: str) -> None:
    found = check(named(text))
    (person,), quotes = found.nodes["Person"].values(), {node["quote"] for node in found.nodes["Claim"].values()}
    assert person["name"] == carried(text)
    assert person["names"] == [carried(text), carried(text) + "!"]
    assert quotes == {carried(text)}


def test_a_text_with_the_mark_between_texts_is_one_text() -> None:
    (person,) = check(named("один\x1fдва")).nodes["Person"].values()
    assert person["names"] == ["одиндва", "одиндва!"]


@settings(max_examples=40)
@given(graph=scenic(ANY_TEXT))
def test_any_graph_can_be_imported(graph: Graph) -> None:
    check(graph)


def test_the_page_gives_the_import_every_file_and_names_every_relation() -> None:
    page = (Path(__file__).parents[1] / "docs" / "tables.md").read_text(encoding="utf-8")
    given = {kind: re.findall(rf"--{kind}=(\w+)\.csv", page) for kind in ("nodes", "relationships")}
    with TemporaryDirectory() as folder:
        neo4j.write(small(), Path(folder), ExportOptions())
        first = {file.stem: file.read_text(encoding="utf-8").partition("\n")[0] for file in Path(folder).iterdir()}
    assert set(given["nodes"]) == {name for name, header in first.items() if ":LABEL" in header}
    assert set(given["relationships"]) == {name for name, header in first.items() if ":TYPE" in header}
    asserted = structs.replace(
        with_scene(small()), events=[structs.replace(with_scene(small()).events[0], standing="asserted")]
    )
    assert {f"`{type}`" for type in imported(asserted).relations} <= set(re.findall(r"`[A-Z_]+`", page))


def test_what_is_unknown_is_no_empty_text(tmp_path: Path) -> None:
    neo4j.write(small(), tmp_path, ExportOptions())
    columns = '"name:string", "country:string"'
    read = f'select {columns} from read_csv(?, allow_quoted_nulls = false) where "unspecified:boolean"'
    assert duckdb.execute(read, [str(tmp_path / "bodies.csv")]).fetchall() == [("", None)]
