"""Bodies as a tree: one above each, no circles, in the order of names; the same from a GraphML export."""

from pathlib import Path
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.analysis import Branch, from_networkx, hierarchy
from kadry.exporters.graphml import write
from kadry.graph import Body, Graph, Standing, Structure
from kadry.plugins import ExportOptions
from kadry.scene import Relation

RELATIONS: tuple[Relation, ...] = ("part_of", "subordinate_to", "reports_to", "inspects", "renamed_from")


def structure(
    body: str, relation: Relation, other: str, sources: int = 1, standing: Standing = "asserted"
) -> Structure:
    id = f"{body}-{relation}-{other}"
    return Structure(
        id=id, body=body, relation=relation, other=other, standing=standing, claims=(), sources=sources, confidence=0.5
    )


def graph_of(*structures: Structure) -> Graph:
    ids = sorted({id for one in structures for id in (one.body, one.other)})
    bodies = [Body(id, id.upper(), (id.upper(),)) for id in ids]
    return Graph((), (), bodies, (), (), (), structures=sorted(structures, key=lambda one: one.id))


def drawn(rows: list[Branch]) -> list[str]:
    return [". " * row.depth + row.body for row in rows]


def test_bodies_stand_under_one_another_by_name() -> None:
    rows = hierarchy(
        graph_of(
            structure("отдел", "part_of", "канцелярия"),
            structure("канцелярия", "part_of", "комитет"),
            structure("бюро", "subordinate_to", "комитет"),
            structure("агентство", "inspects", "комитет"),
        )
    )
    assert drawn(rows) == ["КОМИТЕТ", ". БЮРО", ". КАНЦЕЛЯРИЯ", ". . ОТДЕЛ"]
    assert rows[1] == Branch(
        body_id="бюро",
        body="БЮРО",
        depth=1,
        relation="subordinate_to",
        structure="бюро-subordinate_to-комитет",
        sources=1,
    )


def test_of_several_above_it_is_the_plainest_and_best_attested() -> None:
    rows = hierarchy(
        graph_of(
            structure("отдел", "reports_to", "совет", sources=9),
            structure("отдел", "part_of", "бюро"),
            structure("отдел", "part_of", "комитет", sources=2),
            structure("союз", "part_of", "лига", standing="denied"),
        )
    )
    assert drawn(rows) == ["КОМИТЕТ", ". ОТДЕЛ"]


@given(st.lists(st.tuples(st.integers(0, 7), st.sampled_from(RELATIONS), st.integers(0, 7)), max_size=20), st.randoms())
def test_every_body_stands_once_and_under_what_was_said(links: list[tuple[int, Relation, int]], random: Random) -> None:
    said = [structure(f"b{a}", relation, f"b{b}") for a, relation, b in sorted(set(links)) if a != b]
    rows = hierarchy(graph_of(*said))
    assert len({row.body_id for row in rows}) == len(rows)
    above: dict[int, str] = {}
    known = {(one.body, one.relation, one.other) for one in said}
    for row in rows:
        above[row.depth] = row.body_id
        if row.relation:
            assert (row.body_id, row.relation, above[row.depth - 1]) in known
    concerned = {id for one in said if one.relation in RELATIONS[:3] for id in (one.body, one.other)}
    assert {row.body_id for row in rows} <= concerned
    assert bool(rows) == bool(concerned)
    random.shuffle(said)
    assert hierarchy(graph_of(*said)) == rows


def test_the_tree_of_a_graphml_export_is_the_graphs(tmp_path: Path) -> None:
    graph = graph_of(structure("отдел", "part_of", "бюро"), structure("бюро", "part_of", "комитет", sources=3))
    with (tmp_path / "kadry.graphml").open("wb") as out:
        write(graph, out, ExportOptions())
    assert hierarchy(from_networkx(nx.read_graphml(tmp_path / "kadry.graphml", force_multigraph=True))) == hierarchy(
        graph
    )


def test_a_tree_is_drawn_a_step_to_the_right_for_each_level() -> None:
    plt = pytest.importorskip("matplotlib.pyplot")
    from kadry.analysis import drawings

    rows = hierarchy(graph_of(structure("$отдел$", "part_of", "бюро"), structure("бюро", "part_of", "комитет")))
    figure, axes = plt.subplots()
    drawings.tree(axes, rows)
    figure.canvas.draw()
    places = {text.get_text(): text.get_position() for text in axes.texts}
    assert [places[name][0] for name in ("КОМИТЕТ", "БЮРО", "$ОТДЕЛ$")] == pytest.approx([-0.1, 0.9, 1.9])
    assert len(axes.lines) == 2
    drawings.tree(plt.subplots()[1], [])
    plt.close("all")
