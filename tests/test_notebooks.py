"""The notebook runs from top to bottom on the committed exports, and is committed without outputs."""

import os
import re
from pathlib import Path

import pytest

import kadry

nbformat = pytest.importorskip("nbformat", reason="the extra [notebooks] is not installed")
nbclient = pytest.importorskip("nbclient", reason="the extra [notebooks] is not installed")

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "notebooks"
SOURCE = str(Path(kadry.__file__).parents[1])
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_is_a_notebook() -> None:
    assert [path.name for path in NOTEBOOKS] == ["officials.ipynb"]


@pytest.mark.skipif(not (ROOT / "graphs" / "kadry.graphml").exists(), reason="no exports yet: make graphs")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_draws_a_picture(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [SOURCE, os.environ.get("PYTHONPATH")])))
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    assert "missing from" not in "".join(output.text for output in outputs if output.get("name") == "stderr")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_committed_without_outputs(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in cells)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_defines_no_functions_or_classes(path: Path) -> None:
    code = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    assert not re.search(r"^\s*(def|class) |\blambda\b", code, re.MULTILINE)
    assert "assert " in code
