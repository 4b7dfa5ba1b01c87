"""kadry export --around NAME: every format takes only what is near."""

from pathlib import Path

import networkx as nx
import pytest
from commands import good, make_store, nonsense, run

ARTICLES = {
    "2025-01-10-a.txt": "Министр Финляндии Анна Белова прибыла.\n",
    "2025-02-11-b.txt": "Губернатор Финляндии Борис Орлов прибыл.\n",
    "2025-03-12-c.txt": "Аким Кокдалы Борис Орлов уехал.\n",
    "2025-03-13-d.txt": "Аким Чёрного Борис Чёрный пришёл.\n",
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_store(tmp_path, monkeypatch, ARTICLES)


def labels(*words: object) -> set[str]:
    graph = nx.parse_graphml(good("export", "--format", "graphml", *words).stdout, force_multigraph=True)
    return {label for _, label in graph.nodes(data="label")}


def test_depth_counts_tenures() -> None:
    assert labels("--around", "белова") == {"Анна Белова", "Финляндии"}
    assert labels("--around", "белова", "--depth", 2) == {"Анна Белова", "Финляндии", "Борис Орлов"}
    assert labels("--around", "белова", "--depth", 3) == {"Анна Белова", "Финляндии", "Борис Орлов", "Кокдалы"}
    assert labels("--around", "кокдалы") == {"Борис Орлов", "Кокдалы"}
    assert len(labels()) == 6


def test_the_documents_are_those_of_what_is_near() -> None:
    shown = good("export", "--format", "turtle", "--around", "белова").stdout
    assert "Министр Финляндии" in shown
    assert "Кокдалы" not in shown


def test_a_page_of_what_is_near(tmp_path: Path) -> None:
    good("export", "--format", "html", "--around", "белова", "-o", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Анна Белова" in page
    assert "Борис Орлов" not in page


def test_names_are_found_as_show_finds_them() -> None:
    told = run("export", "--format", "turtle", "--around", "никого").output
    assert "никого: no person or body of that name is in the store" in told
    assert "2 persons or bodies fit" in run("export", "--format", "turtle", "--around", "борис").output
    assert "is not in the range" in nonsense("export", "--format", "turtle", "--around", "белова", "--depth", 0)
