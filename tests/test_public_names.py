"""The public names: a change here is a change for users and belongs in CHANGELOG."""

import subprocess
import sys
import tomllib
from pathlib import Path

import kadry

NAMES = [
    "Document",
    "Graph",
    "Judgement",
    "KadryError",
    "RoleClaim",
    "Store",
    "build_graph",
    "build_store",
    "extract",
    "make_document",
    "read",
    "write_graph",
]


def test_the_public_names_are_these() -> None:
    assert sorted(kadry.__all__) == NAMES
    assert len(NAMES) <= 12


def test_each_public_name_loads_and_is_documented() -> None:
    for name in NAMES:
        assert getattr(kadry, name).__doc__, name
    assert set(NAMES) <= set(dir(kadry))


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(kadry, "everything")


def test_the_version_is_the_projects() -> None:
    project = Path(__file__).parents[1] / "pyproject.toml"
    assert kadry.__version__ == tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]


def test_importing_the_package_loads_no_model() -> None:
    code = "import sys, kadry; print(*{'natasha', 'numpy', 'pymorphy3', 'rdflib', 'networkx'} & sys.modules.keys())"
    source = str(Path(kadry.__file__).parents[1])
    result = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": source}, capture_output=True, check=True)
    assert result.stdout.strip() == b""
