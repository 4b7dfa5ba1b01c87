"""What the oldest promised Pythons need, whichever runs the tests: patterns that they match, pins that they install."""

import ast
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

import kadry

SOURCES = Path(kadry.__file__).parent
PINS = {
    canonicalize_name(name): version
    for line in (Path(__file__).parent.parent / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for name, version in [line.split("==")]
}
PROMISED = ["3.11.0", "3.12.0", "3.13.0"]
ESCAPED = re.compile(r"\\.", re.DOTALL)
CLASS = re.compile(r"\[\^?\]?[^\]]*\]")
UNYIELDING = re.compile(r"[*+?}]\+|\(\?>")


def unyielding(source: str) -> list[str]:
    """The strings of a module that would be regular expressions with a possessive quantifier or an atomic group."""
    return [text for text in strings(ast.parse(source)) if UNYIELDING.search(CLASS.sub("c", ESCAPED.sub("e", text)))]


def strings(node: ast.AST) -> Iterator[str]:
    """Strings that may be patterns, f-strings with a letter for each value: none that is escaped for use in one."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.escape":
        return
    if isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "v" for part in node.values)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    else:
        for child in ast.iter_child_nodes(node):
            yield from strings(child)


def test_possessive_groups_are_left_to_pythons_that_have_them_right() -> None:
    """Before 3.11.5 they lose matches (github.com/python/cpython/issues/106052); segments.py asks for the version."""
    modules = {path: path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py")}
    patterned = {path: source for path, source in modules.items() if re.search(r"^import re$", source, re.MULTILINE)}
    found = {path.relative_to(SOURCES).as_posix(): unyielding(source) for path, source in patterned.items()}
    assert {path: texts for path, texts in found.items() if texts} == {"russian/engine/segments.py": ["*+"]}


@pytest.mark.parametrize(
    "source",
    [
        "'a*+'",
        "r'(?:a|b)++c'",
        "r'\\d?+'",
        "'a{2,3}+'",
        "'(?>ab)'",
        "rf'(?:{A}|[{B}])*+'",
        "rf'{A}{{1,3}}+'",
        "'[+]++'",
    ],
)
def test_the_look_at_patterns_sees(source: str) -> None:
    assert unyielding(source)


@pytest.mark.parametrize(
    "source", ["'[*+]'", r"r'\++'", r"r'a*\+'", r"r'[^\]*+]+'", "rf'[{A}*+]+'", "'a+b'", "re.escape('*+')", "rf'{A}+'"]
)
def test_the_look_at_patterns_passes(source: str) -> None:
    assert not unyielding(source)


def test_every_promised_python_can_install_the_pinned_versions() -> None:
    installed = {name: have for name, version in PINS.items() if (have := metadata(name)) and have[0] == version}
    assert installed
    barred = {
        name: wanted
        for name, (_, wanted, _) in installed.items()
        if not all(SpecifierSet(wanted).contains(python) for python in PROMISED)
    }
    assert barred == {}


def test_the_pinned_versions_are_the_whole_closure() -> None:
    seen: set[tuple[str, str]] = set()
    waiting = [("kadry", "test")]
    while waiting:
        seen.add(here := waiting.pop())
        waiting += set(needs(*here)) - seen
    assert {name for name, _ in seen} - PINS.keys() == {"kadry"}


def metadata(name: str) -> tuple[str, str, list[str]] | None:
    """Version, Pythons and requirements of an installed distribution, or none."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    return found.version, str(found.metadata.json.get("requires_python", "")), found.requires or []


def needs(name: str, extra: str) -> Iterator[tuple[str, str]]:
    """The installed distributions that one needs with an extra, each with the extras asked of it and with none."""
    _, _, requires = metadata(name) or ("", "", [])
    for requirement in map(Requirement, requires):
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            wanted = canonicalize_name(requirement.name)
            if metadata(wanted):
                yield from ((wanted, one) for one in ("", *sorted(requirement.extras)))
