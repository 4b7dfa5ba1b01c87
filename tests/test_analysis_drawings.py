import io
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from graphs import HOSTILE
from test_analysis_networks import graph_of
from test_analysis_stays import OPEN, TURN, YEAR, bounds, spell

from kadry.analysis import communities, lengths, survival, turnover, two_mode
from kadry.graph import Bounds

matplotlib = pytest.importorskip("matplotlib", reason="the extra [notebooks] is not installed")
matplotlib.use("agg")

from matplotlib import pyplot as plt  # noqa: E402 - after the backend is chosen

from kadry.analysis import drawings  # noqa: E402 - it needs matplotlib

LINKS = [(person, body) for person in range(1, 9) for body in range(1, 12) if (person * body) % 5 == 1]


def drawn(figure: object) -> bytes:
    out = io.BytesIO()
    figure.savefig(out, format="svg", metadata={"Date": None})  # type: ignore[attr-defined]
    return out.getvalue()


def test_a_timeline_has_a_row_for_each_tenure_and_no_bar_where_there_is_no_date() -> None:
    axes: Any
    figure, axes = plt.subplots()
    spells = [spell(one) for one in (YEAR, TURN, OPEN, Bounds())]
    drawings.timeline(axes, spells, ["а", "б", "в", "г"])
    assert [label.get_text() for label in axes.get_yticklabels()] == ["а", "б", "в", "г"]
    assert [text.get_text() for text in axes.texts] == ["no date"]
    assert {round(bar.get_y() + bar.get_height() / 2) for bar in axes.patches} == {0, 1, 2}
    plt.close(figure)


def test_the_dark_part_of_a_bar_is_what_is_certain() -> None:
    axes: Any
    figure, axes = plt.subplots()
    drawings.timeline(axes, [spell(bounds("2019-01-01", "2020-01-01", "2021-01-01", "2022-01-01"))], ["а"])
    light, dark = axes.patches
    assert [round(bar.get_x()) for bar in (light, dark)] == [2019, 2020]
    assert [round(bar.get_width()) for bar in (light, dark)] == [3, 1]
    plt.close(figure)


@pytest.mark.parametrize("name", ["", " областное управление по делам строительства и дорог" * 3])
def test_no_two_names_overlap_in_a_network(name: str) -> None:
    network = two_mode(graph_of(LINKS))
    for node in network:
        network.nodes[node]["label"] += name
    figure, axes = plt.subplots(figsize=(14, drawings.height(network)), layout="constrained")
    drawings.headline(figure, "Who sits where")
    drawings.caption(figure, "Source: Kadry. " * 20)
    drawings.two_columns(axes, network, communities(network), {("p1", "b1"): "known"})
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts]
    assert len(boxes) == len(network)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for box in boxes)
    plt.close(figure)


@pytest.mark.filterwarnings("ignore:Glyph")  # no font has every letter
@pytest.mark.parametrize("name", [*HOSTILE, r"$\frac{1}{0}$", "$", "$x^2"])
def test_text_of_documents_is_no_formula(name: str) -> None:
    figure, axes = plt.subplots()
    drawings.timeline(axes, [spell(YEAR)], [name])
    assert drawn(figure)  # a formula that is none would raise here
    assert not [label for label in axes.get_yticklabels() if label.get_parse_math()]
    plt.close(figure)


def test_the_same_rows_give_the_same_picture() -> None:
    matplotlib.rcParams["svg.hashsalt"] = "kadry"
    pictures = []
    for _ in range(2):
        figure, (above, below) = plt.subplots(2)
        drawings.changes(above, turnover(map(spell, [YEAR, TURN, OPEN])))
        drawings.staying(below, survival(lengths(map(spell, [YEAR, OPEN]))))
        drawings.caption(figure, f"Source: {date(2025, 1, 1)}")
        pictures.append(drawn(figure))
        plt.close(figure)
    assert pictures[0] == pictures[1]
