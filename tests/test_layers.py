"""The layers of the package, read off its imports: who may import whom, no cycles, foreign libraries at one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

import kadry

ROOT = Path(kadry.__file__).parent

# A module may import from lower rows and from its own part; parts of one row never import each other.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("errors", "threads", "cycles", "fold", "address", "kept"),
    ("document",),
    ("claim",),
    ("graph",),
    ("russian",),
    ("plugins", "ftm"),
    ("readers", "extractors", "resolve", "store", "exporters", "analysis", "lineage"),
    ("build", "lookup"),
    ("queries",),
    ("spark", "explorer"),
    ("cli",),
)
# One subject in several files that lie beside each other.
BESIDE = {
    "spelling": "fold",
    "bounds": "graph",
    "moments": "graph",
    "surroundings": "graph",
    "scenery": "graph",
    "copies": "graph",
    "tenures": "graph",
    "project": "graph",
    "authority": "graph",
    "roster": "build",
    "workers": "build",
    "ahead": "build",
    "merging": "build",
    "writing": "build",
    "graphing": "build",
    "clashing": "build",
    "changes": "build",
    "novelties": "build",
    "versions": "document",
    "mention": "claim",
    "scene": "claim",
}
# The package's front loads parts by name when they are asked for; __main__ is the command.
FRONT = {"": {"threads"}, "__main__": {"cli"}}

# Each library is met in these parts only.
DOORS = {
    "razdel": {"russian"},
    "pymorphy3": {"russian"},
    "numpy": {"russian", "graph"},
    "natasha": set(),  # its data are read, its code runs in benchmarks and tests only
    "slovnet": set(),
    "navec": set(),
    "yargy": set(),
    "pymorphy2": set(),
    "datasketch": set(),  # tests only
    "sqlite3": {"store"},
    "trafilatura": {"readers"},
    "charset_normalizer": {"readers"},
    "pyarrow": {"exporters"},
    "pyoxigraph": {"exporters", "queries"},
    "pyshacl": {"exporters"},
    "rdflib": {"exporters", "queries"},
    "click": {"cli"},
    "rich": {"cli", "build"},
}


def modules() -> Iterator[tuple[str, Path]]:
    """Dotted name below the package ("" for its front) and file of each module."""
    for file in sorted(ROOT.rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), file


def imports(file: Path) -> Iterator[str]:
    """The full dotted names that a module imports at run time, at any depth; names are given with their module."""
    for node in _running(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide the layer"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Every node below, but what stands under ``if TYPE_CHECKING``."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING":
            continue
        yield child
        yield from _running(child)


def own_imports(file: Path) -> set[str]:
    """The modules of the package that a module imports."""
    known = {name for name, _ in modules()}
    found = set()
    for name in imports(file):
        if name == "kadry.__version__":
            continue
        if name == "kadry" or name.startswith("kadry."):
            below = name.removeprefix("kadry").removeprefix(".")
            while below not in known:
                below = below.rpartition(".")[0]
            found.add(below)
    return found


def part(module: str) -> str:
    return module.partition(".")[0]


RANK = {name: row for row, names in enumerate(LAYERS) for name in names}


def home(module: str) -> str:
    return BESIDE.get(part(module), part(module))


def allowed(module: str, other: str) -> bool:
    """Whether one module may import another."""
    if home(module) in FRONT:
        return home(other) in FRONT[home(module)]
    if home(module) == home(other):
        return True
    return home(other) not in FRONT and RANK[home(other)] < RANK[home(module)]


MODULES = list(modules())


def test_every_module_has_a_layer() -> None:
    unplaced = sorted({part(name) for name, _ in MODULES if home(name) not in RANK and name not in FRONT})
    assert not unplaced, f"give {unplaced} a place in LAYERS"


@pytest.mark.parametrize(("name", "file"), [pytest.param(n, f, id=n or "kadry") for n, f in MODULES])
def test_imports_go_down_only(name: str, file: Path) -> None:
    wrong = sorted(other for other in own_imports(file) - {name} if not allowed(name, other))
    assert not wrong, f"kadry.{name} may not import {wrong}"


def test_no_cycles() -> None:
    graph = nx.DiGraph((name, other) for name, file in MODULES for other in own_imports(file) if other != name)
    assert not list(nx.simple_cycles(graph))


def test_libraries_are_met_at_one_door() -> None:
    met = {(name.partition(".")[0], home(module)) for module, file in MODULES for name in imports(file)}
    wrong = sorted((library, where) for library, where in met if where not in DOORS.get(library, {where}))
    assert not wrong


def test_the_rules_can_fail() -> None:
    assert not allowed("readers.text", "exporters.rdf")
    assert not allowed("document", "claim")
    assert not allowed("", "build")
    assert allowed("cli", "build")
    assert allowed("russian.parse", "russian.models")
