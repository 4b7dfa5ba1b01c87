"""Plugins: names and kinds of formats; and the exporter of docs/plugins.md, as another package would bring it."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import kadry_popolo
import pytest
from commands import make_store, nonsense, run
from graphs import ANY_TEXT, HOSTILE, graphs, named, small
from hypothesis import given, settings

import kadry
from kadry import plugins
from kadry.build import graph as graph_of
from kadry.exporters import files
from kadry.graph import Graph
from kadry.plugins import ExportOptions
from kadry.store import Store

TEXT = {"a.txt": "Министр Финляндии Иван Петров прибыл.\nИсточник: https://press.example/1\n"}
PLUGIN = Path(__file__).parent / "plugin"
PAGE = Path(__file__).parents[1] / "docs" / "plugins.md"


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two formats of another package, a file and a folder, and three that would take over built-in ones."""
    points = EntryPoints(
        [
            *(EntryPoint(name, "other:write", "kadry.exporters") for name in ("cards", "both", "csv")),
            *(EntryPoint(name, "other:fill", "kadry.folders") for name in ("boxes", "both", "graphml")),
        ]
    )
    caches = (plugins.names, plugins.formats, plugins.load)
    for cached in caches:
        cached.cache_clear()
    monkeypatch.setattr(plugins, "_installed", lambda: points)
    yield
    for cached in caches:
        cached.cache_clear()


@pytest.mark.usefixtures("offered")
def test_a_format_is_a_file_or_a_folder_and_built_in_ones_stay_what_they_are() -> None:
    assert {"boxes", "both", "cards", "csv", "graphml"} <= set(plugins.formats())
    kinds = {name: plugins.is_folder(name) for name in ("boxes", "both", "cards", "csv", "graphml", "none")}
    assert kinds == {"boxes": True, "both": False, "cards": False, "csv": True, "graphml": False, "none": False}
    assert plugins.load("folders", "csv").__module__ == "kadry.exporters.spreadsheet"
    assert [plugins.file_name(name) for name in ("turtle", "csv", "cards")] == ["kadry.ttl", "kadry-csv", "kadry.cards"]


def written(graph: Graph) -> dict[str, list[dict[str, Any]]]:
    out = io.BytesIO()
    kadry_popolo.write(graph, out, ExportOptions())
    found: dict[str, list[dict[str, Any]]] = json.loads(out.getvalue())
    return found


def check(graph: Graph) -> dict[str, list[dict[str, Any]]]:
    found = written(graph)
    ids = {name: Counter(record["id"] for record in records) for name, records in found.items()}
    assert ids == {
        "persons": Counter(person.id for person in graph.persons),
        "organizations": Counter(body.id for body in graph.bodies),
        "posts": Counter(post.id for post in graph.posts),
        "memberships": Counter(tenure.id for tenure in graph.tenures),
    }
    for record in found["memberships"]:
        assert record["person_id"] in ids["persons"]
        assert record["post_id"] in ids["posts"]
        assert record["organization_id"] in ids["organizations"]
    return found


def test_the_plugin_writes_what_is_asserted_with_its_sources() -> None:
    found = check(small())
    ended = next(record for record in found["memberships"] if "end_date" in record)
    assert (ended["role"], ended["start_date"], ended["end_date"]) == ("министр", "2019", "2024-05")
    assert [source["url"] for source in ended["sources"]] == ["https://news.example/1?a=b&c=d"]
    assert sum("end_date" in record for record in found["memberships"]) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_the_plugin_leaves_a_hostile_text_a_text(text: str) -> None:
    (person,) = check(named(text))["persons"]
    assert person["name"] == text


@settings(max_examples=30)
@given(graph=graphs(ANY_TEXT))
def test_the_plugin_writes_any_graph(graph: Graph) -> None:
    check(graph)


def installed(folder: Path) -> dict[str, str]:
    """The environment of a process that finds the plugin in a folder: its module, and what pip would note of it."""
    project = tomllib.loads((PLUGIN / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for module in PLUGIN.glob("*.py"):
        shutil.copy(module, folder)
    noted = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    noted.mkdir()
    (noted / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    groups = project["entry-points"].items()
    lines = [line for group, points in groups for line in (f"[{group}]", *(f"{k} = {v}" for k, v in points.items()))]
    (noted / "entry_points.txt").write_text("\n".join(lines))
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(Path(kadry.__file__).parents[1])))}


def test_an_installed_plugin_is_a_format_of_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make_store(tmp_path, monkeypatch, TEXT)
    (tmp_path / "site").mkdir()
    environment, path = installed(tmp_path / "site"), tmp_path / "graph.json"
    words = ("export", "--format", "popolo", "-o", str(path), "--store", str(store))
    subprocess.run([sys.executable, "-m", "kadry", *words], env=environment, check=True, timeout=120)
    with Store(store) as opened:
        assert json.loads(path.read_bytes()) == written(graph_of(opened))
    assert json.loads(path.read_bytes())["memberships"]
    assert "popolo" not in nonsense("export", "--format", "papyrus")


def test_the_page_shows_the_package_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = re.findall(r"^```(?:python|toml)\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    for name in ("kadry_popolo.py", "pyproject.toml"):
        assert (PLUGIN / name).read_text(encoding="utf-8") in shown


@pytest.mark.parametrize("format", plugins.names("folders"))
def test_a_folder_is_written_by_the_commands_and_never_to_standard_output(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make_store(tmp_path, monkeypatch, TEXT)
    assert "name it with -o" in nonsense("export", "--format", format)
    for words in (("export", "--format", format, "-o", tmp_path / "there"),) * 2:
        assert run(*words).exit_code == 0
    out = tmp_path / "out"
    assert run("build", tmp_path / "in", "--out", out, "--format", format).exit_code == 0
    assert [path.name for path in out.iterdir()] == [f"kadry-{format}"]
    found = [{file.name: file.read_bytes() for file in path.iterdir()} for path in (tmp_path / "there", *out.iterdir())]
    assert found[0] == found[1]
    (tmp_path / "there" / "notes.txt").write_text("mine")
    result = run("export", "--format", format, "-o", tmp_path / "there")
    assert result.exit_code == 1
    assert "notes.txt" in result.stderr
    with Store(store) as opened:
        files.write(graph_of(opened), tmp_path / "fresh", format, ExportOptions())
    assert {file.name: file.read_bytes() for file in (tmp_path / "fresh").iterdir()} == found[0]


def test_a_build_writes_no_folder_unless_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_store(tmp_path, monkeypatch, TEXT)
    assert run("build", tmp_path / "in", "--out", tmp_path / "out").exit_code == 0
    assert all(path.is_file() for path in (tmp_path / "out").iterdir())
