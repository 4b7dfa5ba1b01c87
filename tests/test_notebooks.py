"""The notebooks run from top to bottom on the examples, print what is committed, and hold no logic of their own."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kadry import Store, build_store

nbformat = pytest.importorskip("nbformat", reason="the extra [notebooks] is not installed")
pytest.importorskip("nbclient", reason="the extra [notebooks] is not installed")

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
LARGEST = 400_000  # bytes of a notebook with its outputs


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the examples and of the articles that contradict them."""
    path = tmp_path_factory.mktemp("notebooks") / "kadry.db"
    with Store(path) as opened:
        build_store([ROOT / "examples", FOLDER / "articles"], opened, jobs=1)
    return path


def runner() -> Any:
    """notebooks/run.py, which lies outside every package."""
    spec = importlib.util.spec_from_file_location("run_notebooks", FOLDER / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outputs(notebook: Any) -> Iterator[Any]:
    return (output for cell in notebook.cells for output in cell.get("outputs", []))


def printed(notebook: Any) -> list[list[str]]:
    """What each cell prints; a picture's bytes depend on the machine's fonts, so that only its presence counts."""
    return [
        [
            output.get("text", "") or f"a picture of {', '.join(sorted(output['data']))}"
            for output in cell.get("outputs", [])
        ]
        for cell in notebook.cells
    ]


def test_there_are_three() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["careers", "interlocks", "sources"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_prints_what_is_committed(path: Path, store: Path) -> None:
    fresh = runner().execute(path, store)
    assert printed(fresh) == printed(nbformat.read(path, as_version=4)), "outputs are out of date: make notebooks"
    assert any("image/png" in output.get("data", {}) for output in outputs(fresh))
    assert not [output.text for output in outputs(fresh) if output.get("name") == "stderr"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_small_and_says_nothing_of_the_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text) < LARGEST
    assert not re.search(r"/(home|root|tmp|Users|work)/|iopub|language_info", text)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_has_no_logic_and_asserts_what_it_prints(path: Path) -> None:
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert not re.search(r"^\s*(def|class|while|try) |\blambda\b", "\n".join(cells), re.MULTILINE)
    assert [code for code in cells if "assert " not in code] == []
