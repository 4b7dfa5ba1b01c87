"""Tables in Parquet and in memory: read by duckdb, which had no part in writing, and compared with the graph."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
from graphs import ANY_TEXT, CONTROL, HOSTILE, UNCARRIED, graphs, named, small
from hypothesis import given, settings
from msgspec import structs
from scenes import with_scene

from kadry.claim import entity_id
from kadry.errors import UsageError
from kadry.exporters import parquet, tables
from kadry.graph import Graph
from kadry.plugins import ExportOptions

PAGE = Path(__file__).parents[1] / "docs" / "tables.md"
KINDS = {"text": str, "whole": int, "number": float, "truth": bool, "day": date}


def ask(graph: Graph, *questions: str) -> list[list[tuple[Any, ...]]]:
    """What duckdb answers over the files of a graph, each of which it sees as a table of that name."""
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        parquet.write(graph, Path(folder), ExportOptions())
        for file in sorted(Path(folder).iterdir()):
            connection.execute(f"create view {file.stem} as from read_parquet('{file}')")
        return [connection.execute(question).fetchall() for question in questions]


def rows(graph: Graph) -> dict[str, list[tuple[object, ...]]]:
    """Every table as it should be read back, text that UTF-8 cannot carry being replaced."""
    found: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in parquet.every_table(graph)}
    for table, batch in tables.batches(graph, parquet.every_table(graph)):
        found[table.name] += [tuple(map(carried, row)) for row in batch]
    return found


def carried(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def check(graph: Graph) -> None:
    expected = rows(graph)
    names = sorted(expected)
    answers = ask(graph, *(f"from {name}" for name in names))
    assert dict(zip(names, answers, strict=True)) == expected
    frame = parquet.frame(graph)
    assert {name: [tuple(row.values()) for row in frame[name].to_pylist()] for name in frame} == expected


def test_every_row_is_read_back() -> None:
    check(small())
    check(with_scene(small()))


def test_what_is_around_the_posts_is_joined_by_ids() -> None:
    graph = with_scene(small())
    related, decided, took, followed, said = ask(
        graph,
        "select b.name, r.relation, o.name, r.standing from relations r join bodies b on b.id = r.body "
        "join bodies o on o.id = r.other",
        "select d.number, e.involved_as, p.name from decisions d join decision_effects e on e.about = d.id "
        "join persons p on p.id = e.entity",
        "select v.title, p.involved_as, p.name, p.kind from events v join event_parts p on p.about = v.id",
        "select s.date, p.name, b.name, o.role from post_successions s left join persons p on p.id = s.person "
        "join persons b on b.id = s.predecessor left join posts o on o.id = s.post order by s.standing, p.name",
        "select c.kind, c.quote, s.rule from scene_claims c join scene_supports s on s.claim = c.id",
    )
    names = {body.id: body.name for body in graph.bodies}
    assert sorted(related) == sorted((names[s.body], s.relation, names[s.other], s.standing) for s in graph.structures)
    assert decided == [("5", "appoints", "Иван Петров")]
    people = {person.id: person.name for person in graph.persons}
    assert sorted(followed, key=str) == sorted(
        (
            (s.date, people.get(s.person or ""), people.get(s.predecessor or ""), None if s.post is None else s.role)
            for s in graph.successions
        ),
        key=str,
    )
    assert [row[1:] for row in took][-1] == ("participant", "делегаты", "group")
    assert sorted(said) == sorted(
        (t.claim.__struct_config__.tag, t.claim.evidence.text, "scene@1") for t in graph.tellings
    )


@settings(max_examples=20)
@given(graph=graphs(ANY_TEXT))
def test_any_graph_is_read_back(graph: Graph) -> None:
    check(graph)


@settings(max_examples=40)
@given(graph=graphs(ANY_TEXT))
def test_every_value_is_of_its_columns_type(graph: Graph) -> None:
    found = parquet.every_table(graph)
    assert len({table.name for table in found}) == len(found)
    for table, batch in tables.batches(graph, found):
        for row in batch:
            for value, type in zip(row, table.columns.values(), strict=True):
                assert value is None or isinstance(value, KINDS[type])


def test_a_join_of_the_tables_is_what_the_graph_says() -> None:
    graph = small()
    posts, bodies = {post.id: post for post in graph.posts}, {body.id: body for body in graph.bodies}
    persons = {person.id: person for person in graph.persons}
    held, quoted, totals = ask(
        graph,
        "select p.name, o.role, b.name, t.since, t.end_latest, t.over from tenures t join persons p on p.id = t.person "
        "join posts o on o.id = t.post join bodies b on b.id = t.body",
        "select c.tenure, count(*), min(d.published) from claims c join documents d on d.id = c.document "
        "where c.tenure is not null group by c.tenure",
        "select count(*), sum(quote_end - quote_start), (select sum(confidence) from supports) from claims",
    )
    assert Counter(held) == Counter(
        (
            persons[tenure.person].name,
            posts[tenure.post].role,
            bodies[posts[tenure.post].body].name,
            tenure.bounds.since,
            tenure.bounds.end_latest and date.fromisoformat(tenure.bounds.end_latest),
            tenure.over,
        )
        for tenure in graph.tenures
    )
    published = {header.id: header.published for header in graph.documents}
    for tenure, number, first in quoted:
        own = [s.claim for s in graph.statements if s.tenure == tenure]
        assert number == len(own)
        assert first == min(filter(None, (published[claim.document] for claim in own)), default=None)
    assert len(quoted) == len(graph.tenures)
    claims = [statement.claim for statement in graph.statements]
    count, length, sure = totals[0]
    assert (count, length) == (len(claims), sum(len(claim.evidence.text) for claim in claims))
    assert sure == pytest.approx(sum(support.confidence for claim in claims for support in claim.supports))


def test_names_identities_and_what_followed_have_a_row_each() -> None:
    graph = small()
    answers = ask(graph, *(f"from {name}" for name in ("person_names", "body_identities", "person_replaced")))
    assert answers[0] == [(person.id, form) for person in graph.persons for form in person.names]
    assert answers[1] == [(body.id, address) for body in graph.bodies for address in body.same_as]
    assert answers[2] == [(person.id, id) for person in graph.persons for id in person.replaced]
    ((followed,), (copied,)) = ask(graph, "from successions", "select id, copy_of from documents where copy_of <> ''")
    assert followed == next((body.id, body.followed_by[0]) for body in graph.bodies if body.followed_by)
    assert [copied] == list(graph.copies.items())


def test_what_people_said_names_entities_as_they_were() -> None:
    graph = small()
    (said,) = ask(graph, 'select left_entity, right_entity, "by" from judgements')
    assert said
    assert said == [(entity_id(word.left), entity_id(word.right), word.by) for word in graph.judgements]


def test_an_inferred_body_stands_nowhere() -> None:
    graph = small()
    claim = structs.replace(graph.statements[0].claim, organization_inferred=True)
    one = structs.replace(graph, statements=[structs.replace(graph.statements[0], claim=claim)])
    ((found,),) = ask(one, "select body_as_written, body_start, body_end, body_inferred from claims")
    assert found == ("Министерство", None, None, True)


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED])
def test_a_hostile_text_stays_as_it_is(text: str) -> None:
    answers = ask(named(text), "select name from persons", "select quote from claims", "select since from tenures")
    assert {row for answer in answers for row in answer} == {(carried(text),)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("2023-02-29", None),
        ("0000-01-01", None),
        ("2024", None),
        ("2024-02", None),
        ("20240229", None),
        ("2024-W09-4", None),
        ("вчера", None),
        ("", None),
        (None, None),
    ],
)
def test_a_bound_is_a_day_or_unknown(text: str | None, found: date | None) -> None:
    assert tables.day(text) == found


def test_a_graph_of_one_day_says_so() -> None:
    graph = structs.replace(small(), as_of="2024-05", known_at="2025")
    graph = structs.replace(graph, tenures=[structs.replace(tenure, as_of="possible") for tenure in graph.tenures])
    ((held,),) = ask(graph, "select distinct as_of from tenures")
    assert held == ("possible",)
    for table in parquet.frame(graph).values():
        assert table.schema.metadata == {b"kadry.as_of": b"2024-05", b"kadry.known_at": b"2025"}
    assert {table.schema.metadata for table in parquet.frame(small()).values()} == {None}


def test_the_same_graph_gives_the_same_bytes_and_each_stream_is_gone_through_once(tmp_path: Path) -> None:
    passes: Counter[str] = Counter()
    files = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        parquet.write(streamed(small(), passes), tmp_path / name, ExportOptions())
        files.append({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()})
        assert set(passes.values()) == {1}
        passes.clear()
    assert files[0] == files[1]
    assert set(files[0]) == {f"{table.name}.parquet" for table in parquet.every_table(small())}


class Stream(Sequence[Any]):
    """Records that can only be gone through, as those of a file; each time is counted."""

    def __init__(self, name: str, records: Sequence[Any], passes: Counter[str]) -> None:
        self.name, self.records, self.passes = name, records, passes

    def __iter__(self) -> Iterator[Any]:
        self.passes[self.name] += 1
        return iter(self.records)

    def __len__(self) -> int:
        return len(self.records)

    def __getitem__(self, place: Any) -> Any:
        raise AssertionError(f"{self.name} were asked for one by one")


def streamed(graph: Graph, passes: Counter[str]) -> Graph:
    """A graph whose documents and statements are streams, as only `Graph.dossiers` may look at the rest twice."""
    names = ("documents", "statements")
    seen = {name: Stream(name, getattr(graph, name), passes) for name in names}
    return Streamed(**{**structs.asdict(graph), **seen}, joined=graph)


class Streamed(Graph, frozen=True):
    """A graph that takes its dossiers from another."""

    joined: Graph | None = None

    def dossiers(self, *, evidence: bool = True) -> Iterator[Any]:
        assert self.joined
        return self.joined.dossiers(evidence=evidence)


def test_rows_are_held_by_the_batch_and_written_by_the_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_ROWS", 2)
    sizes = [len(batch) for table, batch in tables.batches(small(), tables.tables(small())) if table.name == "claims"]
    assert sizes == [2, 2, 2, 2]
    monkeypatch.setattr(parquet, "_ROW_GROUP", 4)
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        parquet.write(small(), Path(folder), ExportOptions())
        groups = "select distinct row_group_id, row_group_num_rows from parquet_metadata(?) order by all"
        assert connection.execute(groups, [f"{folder}/claims.parquet"]).fetchall() == [(0, 4), (1, 4)]


def test_long_sentences_make_small_batches_and_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_CHARACTERS", 1)
    found = [table.name for table, batch in tables.batches(small(), tables.tables(small())) if len(batch) == 1]
    assert Counter(found)["claims"] == len(small().statements)
    monkeypatch.setattr(parquet, "_BYTES", 1)
    with TemporaryDirectory() as folder, duckdb.connect() as connection:
        parquet.write(small(), Path(folder), ExportOptions())
        groups = "select distinct row_group_num_rows from parquet_metadata(?)"
        assert connection.execute(groups, [f"{folder}/claims.parquet"]).fetchall() == [(1,)]


def test_an_empty_graph_has_every_table() -> None:
    empty = Graph([], [], [], [], [], [])
    (answer,) = ask(empty, "select count(*) from claims")
    assert answer == [(0,)]
    assert parquet.frame(empty)["tenures"].num_rows == 0


def test_the_page_names_every_table_and_its_query_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page[page.index("## Parquet") : page.index("## Spreadsheets")]
    named = re.findall(r"^\| ([a-z_, ]+) \| [^|]+ \| [^|]+ \|$", section, re.MULTILINE)[1:]
    assert {name for cell in named for name in cell.split(", ")} == {
        table.name for table in parquet.every_table(small())
    }
    (query,) = re.findall(r"^```sql\n(.*?)^```", section, re.DOTALL | re.MULTILINE)
    parquet.write(small(), tmp_path, ExportOptions())
    monkeypatch.chdir(tmp_path)
    found = duckdb.execute(query).fetchall()
    assert len(found) == len(small().tenures)
    assert {row[1] for row in found} == {person.name for person in small().persons}


def test_a_missing_library_is_named_with_its_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'kadry\[tables\]'"):
        parquet.write(small(), tmp_path, ExportOptions())
    with pytest.raises(UsageError, match="pyarrow"):
        parquet.frame(small())
