"""SPARQL that only reads: the prefixes that need no declaration, errors in plain words, and queries to begin with."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pyoxigraph
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kadry.errors import UsageError
from kadry.exporters.statements import KINDS
from kadry.exporters.vocabulary import PREFIXES

Answer = QuerySolutions | QueryBoolean | QueryTriples

_EXAMPLES = Path(__file__).with_name("examples")
# Strings, IRIs and comments, in which a word is no keyword, and names with a colon or a sign before them.
_WORDS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n\r]*|[?$@]\w+|[\w.-]*:[\w.:%-]*|(?P<word>[A-Za-z]+)",
    re.DOTALL,
)
_PLACE = re.compile(r"error at (\d+):(\d+)")
_WRITING = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_SHOWN = 40  # characters of a line that is wrong
_PROLOGUE = {"PREFIX", "BASE"}


def prefixes(base: str) -> Mapping[str, str]:
    """The prefixes that need no declaration: of the vocabulary, and of each kind of IRIs that are minted."""
    return PREFIXES | {kind: f"{base}{kind}/" for kind in KINDS}


def ask(quads: pyoxigraph.Store, query: str, base: str) -> Answer:
    """The answer of SELECT, ASK, CONSTRUCT or DESCRIBE, read while it is gone through.

    base: of the IRIs that the quads are of. Raises UsageError for what is no such query, and for one that would ask
    another computer (SERVICE).
    """
    words = [match["word"].upper() for match in _WORDS.finditer(query) if match["word"]]
    if "SERVICE" in words:
        raise UsageError("SERVICE is not supported: a query asks this store only, and nothing over the network")
    try:
        return quads.query(query, base_iri=base, prefixes=dict(prefixes(base)))
    except SyntaxError as error:
        if next((word for word in words if word not in _PROLOGUE), None) in _WRITING:
            raise UsageError("a query only reads: write SELECT, ASK, CONSTRUCT or DESCRIBE") from error
        raise UsageError(_told(query, str(error))) from error


def _told(query: str, error: str) -> str:
    """Where a query is wrong, with the line."""
    place = _PLACE.search(error)
    if place is None:
        return f"the query is no SPARQL: {error}"
    number, column = map(int, place.groups())
    line = [*query.split("\n"), ""][number - 1]
    before, after = line[: column - 1], line[column - 1 :]
    if "Prefix not found" in error:
        why = f"«{before.split()[-1]}» has a prefix that is not declared"
    elif after.strip():
        why = f"this is no SPARQL, here or shortly before: «{after.strip()[:_SHOWN]}»"
    else:
        why = "something is missing, or too much, before this place"
    return f"line {number}, column {column}: {why}"


@cache
def examples() -> Mapping[str, str]:
    """The queries to begin with, by name; the first line of each says what it asks."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted(_EXAMPLES.glob("*.rq"))}


def example(name: str) -> str:
    """One of them. Raises UsageError where there is none of that name."""
    found = examples().get(name)
    if found is None:
        raise UsageError(f"no example is called {name!r}; there are: {', '.join(examples())}")
    return found


def purpose(query: str) -> str:
    """What an example asks, in one line."""
    return query.partition("\n")[0].removeprefix("#").strip()
