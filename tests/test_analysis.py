from datetime import date, timedelta
from pathlib import Path

import networkx as nx
import pytest
from graphs import small
from hypothesis import given
from hypothesis import strategies as st

from kadry import analysis
from kadry.errors import AmbiguousName, UnknownName
from kadry.exporters import graphml
from kadry.graph import Body, Bounds, Graph, Person, Post, Tenure
from kadry.plugins import ExportOptions

PERSONS = (
    Person("p1", "Артём Олегович Дроздецкий", ("Артём Дроздецкий", "Артём Олегович Дроздецкий")),
    Person("p2", "Виктор Рудаков", ("Виктор Рудаков",)),
    Person("p3", "Виктор Рудаков", ("Виктор Рудаков", "Виктор Степанович Рудаков")),
)
BODIES = (
    Body("b1", "Заречная область", ("Заречная область",)),
    Body("b2", "", (), unspecified=True),
    Body("b3", "фонд «Заречье»", ("фонд «Заречье»",)),
)
POSTS = (
    Post("o1", "b1", "губернатор"),
    Post("o2", "b1", "первый заместитель губернатора"),
    Post("o3", "b2", "советник"),
    Post("o4", "b3", "член"),
)


def tenure(id: str, person: str, post: str, bounds: Bounds = Bounds()) -> Tenure:  # noqa: B008 - frozen
    return Tenure(id, person, post, False, bounds, (f"claim-{id}",))


def dates(since: str, until: str) -> Bounds:
    return Bounds(since, until, since, since, until, until)


GRAPH = Graph(
    documents=(),
    persons=PERSONS,
    bodies=BODIES,
    posts=POSTS,
    tenures=(
        tenure("t1", "p1", "o1", dates("2025-01-20", "2026-01-20")),
        tenure("t2", "p1", "o3"),
        tenure("t3", "p1", "o4", dates("2012-01-01", "2013-01-01")),
        tenure("t4", "p2", "o2", dates("2025-06-01", "2025-07-01")),
        tenure("t5", "p2", "o4", dates("2014-01-01", "2015-01-01")),
        tenure("t6", "p3", "o4"),
        tenure("t7", "p2", "o3"),
    ),
    statements=(),
)


def test_career_is_chronological_and_undated_posts_come_last() -> None:
    assert [(s.tenure, s.role, s.body) for s in analysis.career(GRAPH, "p1")] == [
        ("t3", "член", "фонд «Заречье»"),
        ("t1", "губернатор", "Заречная область"),
        ("t2", "советник", ""),
    ]


def test_a_spell_keeps_dates_as_written_and_counts_its_claims() -> None:
    spell = analysis.career(GRAPH, "p1")[1]
    assert (spell.since, spell.until, spell.acting, spell.claims) == ("2025-01-20", "2026-01-20", False, 1)


def test_members_are_sorted_by_name() -> None:
    assert [(s.person, s.tenure) for s in analysis.members(GRAPH, "b3")] == [
        ("Артём Олегович Дроздецкий", "t3"),
        ("Виктор Рудаков", "t5"),
        ("Виктор Рудаков", "t6"),
    ]


def test_sizes_count_people_and_leave_unnamed_bodies_out() -> None:
    assert [(row.body_id, row.members) for row in analysis.sizes(GRAPH)] == [("b3", 3), ("b1", 2)]


def test_shared_says_how_sure_the_overlap_is_and_never_joins_in_an_unnamed_body() -> None:
    assert {(r.left_id, r.right_id, r.body_id): r.overlap for r in analysis.shared(GRAPH)} == {
        ("p1", "p2", "b1"): "certain",
        ("p1", "p2", "b3"): "none",
        ("p1", "p3", "b3"): "possible",
        ("p2", "p3", "b3"): "possible",
    }


def test_the_surest_of_several_terms_counts() -> None:
    again = tenure("t8", "p2", "o4", dates("2012-06-01", "2012-07-01"))
    graph = Graph(GRAPH.documents, PERSONS, BODIES, POSTS, (*GRAPH.tenures, again), ())
    rows = {(r.left_id, r.right_id, r.body_id): r.overlap for r in analysis.shared(graph)}
    assert rows["p1", "p2", "b3"] == "certain"


def test_find_by_any_form() -> None:
    assert analysis.find_person(GRAPH, "артем  ДРОЗДЕЦКИЙ").id == "p1"
    assert analysis.find_person(GRAPH, "Виктор Степанович Рудаков").id == "p3"
    assert analysis.find_body(GRAPH, "заречная область").id == "b1"


def test_find_refuses_to_guess() -> None:
    with pytest.raises(AmbiguousName, match="p2, p3"):
        analysis.find_person(GRAPH, "Виктор Рудаков")
    with pytest.raises(UnknownName, match="Рудакова"):
        analysis.find_person(GRAPH, "Рудакова")
    with pytest.raises(UnknownName):
        analysis.find_body(GRAPH, "")


def test_a_graphml_export_gives_the_graph_back(tmp_path: Path) -> None:
    graph, path = small(), tmp_path / "kadry.graphml"
    with path.open("wb") as out:
        graphml.write(graph, out, ExportOptions())
    again = analysis.from_networkx(nx.read_graphml(path, force_multigraph=True))
    assert again.persons == graph.persons
    assert again.bodies == graph.bodies
    assert again.posts == graph.posts
    assert again.tenures == graph.tenures
    assert list(analysis.spells(again)) == list(analysis.spells(graph))


DAY = st.integers(0, 12).map(lambda n: date(2025, 1, 1) + timedelta(n))


@st.composite
def stretches(draw: st.DrawFn) -> tuple[Bounds, set[date]]:
    """A stretch of days, and bounds that are true of it but may be vague or unknown."""
    start, end = sorted((draw(DAY), draw(DAY)))
    slack = st.none() | st.integers(0, 3)

    def around(day: date, sign: int) -> str | None:
        n = draw(slack)
        return None if n is None else (day + timedelta(sign * n)).isoformat()

    bounds = Bounds(None, None, around(start, -1), around(start, 1), around(end, -1), around(end, 1))
    return bounds, {start + timedelta(n) for n in range((end - start).days + 1)}


@given(stretches(), stretches())
def test_overlap_never_claims_more_than_the_days_show(
    left: tuple[Bounds, set[date]], right: tuple[Bounds, set[date]]
) -> None:
    said = analysis.overlap(left[0], right[0])
    together = bool(left[1] & right[1])
    assert said == analysis.overlap(right[0], left[0])
    assert not (said == "certain" and not together)
    assert not (said == "none" and together)


def test_the_page_names_every_function() -> None:
    page = (Path(__file__).parents[1] / "docs" / "analysis.md").read_text(encoding="utf-8")
    functions = {name for name in analysis.__all__ if name.islower()} - {"overlap", "chronology"}
    assert {name for name in functions if f"`{name}`" not in page and f"analysis.{name}(" not in page} == set()


def test_held_on_leaves_out_who_had_left_or_had_not_come() -> None:
    spells = list(analysis.spells(GRAPH))
    assert [(word, row.tenure) for word, row in analysis.held_on(spells, "2025-06-15")] == [
        ("known", "t1"),
        ("known", "t4"),
        ("possible", "t2"),
        ("possible", "t7"),
        ("possible", "t6"),
    ]
