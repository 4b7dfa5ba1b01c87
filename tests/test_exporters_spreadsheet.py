"""Plain CSV: read by Python's csv and by duckdb, and safe to open in a spreadsheet."""

import csv
import gzip
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import duckdb
import pytest
from graphs import ANY_TEXT, CONTROL, HOSTILE, UNCARRIED, named, small
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from scenes import with_scene
from scenic import scenic

from kadry.claim import entity_id
from kadry.exporters import scene_tables, spreadsheet
from kadry.exporters.markup import carried
from kadry.graph import Graph, Person
from kadry.plugins import ExportOptions

Rows = list[dict[str, str]]
# What a spreadsheet takes for the beginning of a formula, or may once it has dropped what stands before it.
DANGERS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
FORMULAS = [start + "HYPERLINK(1)" for start in DANGERS] + [" =1", "\xa0=1", "\u2003@a", "'=1", "\t=1", '"=1', "'", "="]


def written(graph: Graph) -> dict[str, Rows]:
    """The rows of each file by its name; every row has a value for every column."""
    found = {}
    with TemporaryDirectory() as folder:
        spreadsheet.write(graph, Path(folder), ExportOptions())
        for file in sorted(Path(folder).iterdir()):
            with file.open(encoding="utf-8", newline="") as lines:
                header, *rows = csv.reader(lines, strict=True)
            found[file.stem] = [dict(zip(header, row, strict=True)) for row in rows]
    return found


def active(cell: str) -> bool:
    return cell.startswith(DANGERS) or cell.lstrip().startswith(DANGERS)


def plain(cell: str) -> str:
    """A cell without the apostrophe that was put in front of it."""
    return cell.removeprefix("'")


def joined(texts: tuple[str, ...]) -> str:
    return " | ".join(carried(text).replace("|", "¦") for text in texts)


def check(graph: Graph) -> dict[str, Rows]:
    """The rows, after a comparison with the graph and a look at what a spreadsheet would do with each cell."""
    found = written(graph)
    assert set(found) == {"nodes", "edges", "claims", "documents"} | {table.name for table in scene_tables.TABLES}
    assert not [cell for rows in found.values() for row in rows for cell in row.values() if active(cell)]
    nodes = {row["Id"]: row for row in found["nodes"]}
    assert len(nodes) == len(found["nodes"]) == len(graph.persons) + len(graph.bodies)
    names = {one.id: one.names for one in graph.persons} | {one.id: one.names for one in graph.bodies}
    assert {id: plain(row["names"]) for id, row in nodes.items()} == {id: joined(forms) for id, forms in names.items()}
    assert all(row["Label"] for row in nodes.values())
    edges = {row["Id"]: row for row in found["edges"]}
    assert set(edges) == {tenure.id for tenure in graph.tenures}
    assert len(edges) == len(found["edges"])
    assert all({row["Source"], row["Target"]} <= set(nodes) for row in edges.values())
    claims = {row["id"]: row for row in found["claims"]}
    assert len(claims) == len(found["claims"]) == len(graph.statements)
    for statement in graph.statements:
        row = claims[statement.claim.id]
        assert plain(row["quote"]) == carried(statement.claim.evidence.text)
        assert (row["edge"], row["effect"]) == (statement.tenure or "", statement.effect)
    return found


def test_rows_are_those_of_the_graph() -> None:
    graph = small()
    found = check(graph)
    sizes = {name: len(rows) for name, rows in found.items() if rows}
    assert sizes == {"nodes": 5, "edges": 3, "claims": 8, "documents": 3}
    ended = next(row for row in found["edges"] if row["until"])
    assert (ended["Label"], ended["since"], ended["end_latest"], ended["over"]) == (
        "министр",
        "2019",
        "2024-05-31",
        "true",
    )
    assert {row["Type"] for row in found["edges"]} == {"Directed"}
    assert {row["Label"] for row in found["nodes"] if row["unspecified"] == "true"} == {"(unnamed body)"}


def test_a_claim_says_by_itself_who_what_where_and_which_document() -> None:
    graph = small()
    found = {row["id"]: row for row in check(graph)["claims"]}
    persons, bodies = ({one.id: one.name for one in some} for some in (graph.persons, graph.bodies))
    posts, headers = {post.id: post for post in graph.posts}, {header.id: header for header in graph.documents}
    for statement in graph.statements:
        row, post, header = found[statement.claim.id], posts[statement.post], headers[statement.claim.document]
        assert row["person_name"] == persons[statement.person]
        assert (row["role"], row["body_name"]) == (post.role or "", bodies[post.body])
        assert (row["source"], row["published"]) == (header.source or "", header.published or "")
        assert row["copy_of"] == graph.copies.get(header.id, "")
        assert float(row["confidence"]) == statement.claim.confidence
    assert {row["rules"] for row in found.values()} == {"titles@1", "predicates@2 | titles@1"}


def test_duckdb_finds_types_and_joins_the_files(tmp_path: Path) -> None:
    spreadsheet.write(small(), tmp_path, ExportOptions())
    nodes, edges, claims = (f"read_csv('{tmp_path / name}.csv')" for name in ("nodes", "edges", "claims"))
    with duckdb.connect() as connection:
        kinds = dict(connection.execute(f"select column_name, column_type from (describe from {edges})").fetchall())
        assert (kinds["end_latest"], kinds["sources"], kinds["acting"]) == ("DATE", "BIGINT", "BOOLEAN")
        joined = connection.execute(
            f"select n.Label, m.Label, count(*) from {edges} e join {nodes} n on n.Id = e.Source "
            f"join {nodes} m on m.Id = e.Target join {claims} c on c.edge = e.Id group by all order by all"
        ).fetchall()
    assert joined == [
        ("Иван Петров", "(unnamed body)", 1),
        ("Иван Петров", "Министерство", 2),
        ("Лыонг Кыонг", "Администрация президента", 2),
    ]


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED, *FORMULAS])
def test_a_hostile_text_stays_a_text(text: str) -> None:
    found = check(named(text))
    person = next(row for row in found["nodes"] if row["kind"] == "person")
    assert plain(person["Label"]) == carried(text)
    assert {plain(row["title"]) for row in found["claims"]} == {carried(text)}


def test_what_is_around_the_posts_leads_to_its_sentences_and_documents(tmp_path: Path) -> None:
    graph = with_scene(small())
    check(graph)
    spreadsheet.write(graph, tmp_path, ExportOptions())
    with duckdb.connect() as connection:
        for file in tmp_path.iterdir():
            connection.execute(f"create view {file.stem} as from read_csv('{file}')")
        kinds = dict(connection.execute("select column_name, column_type from (describe relations)").fetchall())
        related = connection.execute(
            "select b.Label, r.relation, o.Label, r.standing, c.quote, d.source from relations r "
            "join nodes b on b.Id = r.body join nodes o on o.Id = r.other join scene_claims c on c.about = r.id "
            "join documents d on d.id = c.document"
        ).fetchall()
        involved = connection.execute(
            "select d.type, d.number, e.involved_as, e.name, n.Label from decisions d "
            "join decision_effects e on e.about = d.id left join nodes n on n.Id = e.entity "
            "union all select v.type, v.place, p.involved_as, p.name, n.Label from events v "
            "join event_parts p on p.about = v.id left join nodes n on n.Id = p.entity order by all"
        ).fetchall()
    assert (kinds["over"], kinds["sources"], kinds["confidence"]) == ("BOOLEAN", "BIGINT", "DOUBLE")
    names = {body.id: body.name for body in graph.bodies}
    (address,) = (one.source for one in graph.documents if one.id == graph.tellings[0].claim.document)
    assert sorted(related) == sorted(
        (names[one.body], "part_of", names[one.other], one.standing, "Так решено.", address) for one in graph.structures
    )
    assert [row[2:4] for row in involved] == [
        ("chair", "Иван Петров"), ("host", "Министерство"), ("participant", "делегаты"),
        ("appoints", "Иван Петров"), ("creates", "группа"),
    ]  # fmt: skip
    assert [row[4] is None for row in involved] == [row[3] in ("делегаты", "группа") for row in involved]


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED, *FORMULAS])
def test_a_hostile_text_around_the_posts_stays_a_text(text: str) -> None:
    graph = with_scene(small())
    decision = structs.replace(graph.decisions[0], title=text, number=text, names=(text,))
    event = structs.replace(graph.events[0], title=text, place=text)
    found = check(structs.replace(graph, decisions=[decision], events=[event]))
    cells = [found["decisions"][0][name] for name in ("title", "number")]
    cells += [found["events"][0][name] for name in ("title", "place")] + [found["decision_names"][0]["name"]]
    assert {plain(cell) for cell in cells} == {carried(text)}


def test_who_is_meant_around_the_posts_stands_behind_the_ids() -> None:
    graph = with_scene(small())
    found = check(graph)
    names = {row["Id"]: row["Label"] for row in found["nodes"]}
    for table, columns in (("relations", ("body", "other")), ("post_successions", ("person", "predecessor", "body"))):
        for row in found[table]:
            assert {row[f"{column}_name"] for column in columns if not row[column]} <= {""}
            assert all(row[f"{column}_name"] == names[row[column]] for column in columns if row[column])
    assert {row["person"] == "" for row in found["post_successions"]} == {True, False}


def test_what_has_nothing_left_to_read_is_called_unnamed() -> None:
    found = check(named("\x1f"))
    assert {row["Label"] for row in found["nodes"]} == {"(unnamed person)", "(unnamed body)"}
    assert [row["Label"] for row in found["edges"]] == ["(unnamed role)"]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_might_compute_gets_an_apostrophe(text: str) -> None:
    if text.startswith('"'):
        assert spreadsheet.defused(text) == text
    else:
        assert spreadsheet.defused(text) == f"'{text}"


@given(st.text())
def test_a_defused_text_is_safe_and_can_be_had_back(text: str) -> None:
    assert not active(spreadsheet.defused(text))
    assert plain(spreadsheet.defused(text)) == text


@pytest.mark.parametrize("text", ["Иван Петров", "2019-05", "", "а=б", "5-й", "«=»", "https://a.example/?b=-1"])
def test_an_innocent_text_stays_as_it_is(text: str) -> None:
    assert spreadsheet.defused(text) == text


@settings(max_examples=40)
@given(graph=scenic(ANY_TEXT))
def test_any_graph_is_read_back(graph: Graph) -> None:
    check(graph)


def computed(file: Path) -> int:
    """How many cells of a CSV file Gnumeric takes for formulas: those without a type of value."""
    sheet = file.with_suffix(".gnumeric")
    subprocess.run(["ssconvert", str(file), str(sheet)], check=True, capture_output=True, timeout=120)
    root = ElementTree.fromstring(gzip.decompress(sheet.read_bytes()))
    cells = list(root.iter("{http://www.gnumeric.org/v10.dtd}Cell"))
    assert cells
    return sum(cell.get("ValueType") is None for cell in cells)


@pytest.mark.skipif(shutil.which("ssconvert") is None, reason="ssconvert, of Gnumeric, is not installed")
def test_a_spreadsheet_computes_no_text(tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text('"=1+1","+1+1","а=1","1"\n', encoding="utf-8")
    assert computed(tmp_path / "plain.csv") == 1
    texts = [
        *HOSTILE,
        CONTROL,
        UNCARRIED,
        *FORMULAS,
        *(f"{blank}{sign}1" for blank in ("", " ", "\t") for sign in "=+-@"),
    ]
    persons = [Person(entity_id(str(number)), text, (text,)) for number, text in enumerate(texts)]
    spreadsheet.write(Graph([], persons, [], [], [], []), tmp_path, ExportOptions())
    assert computed(tmp_path / "nodes.csv") == 0
