"""Reprints on the command line and in exports: counted once, all addresses shown, gone without a trace."""

from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_copies import ARTICLE

from kadry.build import graph
from kadry.cli import main
from kadry.document import Reading, make_document
from kadry.store import Store

NEWS = "Министр Финляндии Иван Петров прибыл."
TEXTS = {
    "a": f"{NEWS}\n{ARTICLE}",
    "b": f"Другая газета\n{NEWS}\n{ARTICLE}",
    "c": f"{NEWS}\n{ARTICLE}",
    "other": f"Днём было так. {NEWS}\nНа вокзале его встретила Анна Белова.",
    "friend": f"{NEWS}\n{ARTICLE}".replace("Пётр Лунин", "Глеб Сомов"),
}
FORMATS = ("nquads", "graphml")


def fill(path: Path, names: str | list[str]) -> Path:
    with Store(path) as store:
        for name in names:
            document = make_document(TEXTS[name], source=f"https://{name}.example/1", published="2025-01-01")
            store.add(Reading(document=document, name=name, location=f"/{name}.txt"), fakes.extract(document))
    return path


def output(*words: object) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return fill(tmp_path / "kadry.db", list(TEXTS))


def test_show_counts_sources_and_names_every_address(place: Path) -> None:
    shown = output("show", "Иван Петров", "--store", place)
    assert "3 sources (5 addresses), confidence 0.9990" in shown
    beside = [line for line in shown.splitlines() if "one source with" in line]
    assert len(beside) == 3
    for name in "abc":
        assert f"https://{name}.example/1" in shown
        assert sum(f"https://{name}.example/1" in line for line in beside) == 2
    assert not any("friend" in line or "other" in line for line in beside)


def test_one_address_is_one_source(tmp_path: Path) -> None:
    shown = output("show", "Иван Петров", "--store", fill(tmp_path / "kadry.db", ["other"]))
    assert "1 source (1 address), confidence 0.9000" in shown
    assert "one source with" not in shown


def test_stats_count_copy_groups(place: Path) -> None:
    counts = {
        line.split(maxsplit=1)[1]: int(line.split()[0]) for line in output("stats", "--store", place).splitlines()
    }
    assert (counts["copy groups in the graph"], counts["reprints in the graph"]) == (1, 2)


def exports(path: Path) -> list[str]:
    return [output("export", "--format", format, "--store", path) for format in FORMATS]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(list(TEXTS)), gone=st.sets(st.sampled_from(list(TEXTS)), max_size=4))
def test_what_is_retracted_leaves_no_trace_whatever_the_order(
    tmp_path_factory: pytest.TempPathFactory, order: list[str], gone: set[str]
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    left = [name for name in TEXTS if name not in gone]
    path = fill(folder / "all.db", order)
    with Store(path) as store:
        for name in sorted(gone):
            store.retract(store.find_document(f"https://{name}.example/1"))
    assert exports(path) == exports(fill(folder / "left.db", left))


def test_a_store_from_before_fingerprints_gives_the_same_graph(place: Path) -> None:
    with Store(place) as store:
        before = graph(store)
        store._connection.execute("UPDATE text SET fingerprint = NULL")
        assert graph(store) == before
        assert store._connection.execute("SELECT count(*) FROM text WHERE fingerprint IS NULL").fetchone() == (0,)
        assert len(before.copies) == 2
