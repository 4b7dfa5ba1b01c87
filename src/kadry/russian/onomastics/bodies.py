"""Known names of bodies: abbreviations, short and Latin names, read from bodies.txt beside this module.

The table is data that anybody can edit; docs/body-names.md says how. Names are compared by ``key``, so that case, ё,
quotation marks, dashes and dots make no difference. A body is told by its name and its country together: two ministries
of one name in two countries are two.
"""

import re
from collections.abc import Container, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NoReturn

from msgspec import Struct

from kadry.fold import fold
from kadry.russian.lexicon import countries

EVERY, INTERNATIONAL = "*", "-"
# Bodies that lived on after their state (theatres, newspapers, schools) stand with the state that has them now.
HEIRS = {"SU": "RU"}

_FILE = "bodies.txt"
_UNSURE, _BOUND, _LOCAL = "?", "!", "+"
_MARKS = re.compile(r"[^\w&+]+")


class Known(Struct, frozen=True):
    """What the table says of a name.

    name: the canonical name, folded, without quotation marks.
    scope: the code of the one country whose body it is, ``*`` where every country has one (the text must say
    which), ``-`` for an international body.
    sure: False for an alias that holds only where the full name stands in the same document.
    local: each region, city or district has one (облсуд): two are one body only with the place, too.
    """

    name: str
    scope: str
    sure: bool
    local: bool = False


class Table(Struct, frozen=True):
    """A table of bodies.

    readings: key → scope → what the name stands for.
    alone: key → what the name stands for where no country is known.
    successors: canonical name → canonical names of what the body became.
    """

    readings: Mapping[str, Mapping[str, Known]]
    alone: Mapping[str, Known]
    successors: Mapping[str, tuple[str, ...]]


class _Line(Struct, frozen=True):
    """A row of the table with its place, for errors. text: folded."""

    place: str
    text: str
    scopes: tuple[str, ...]

    def fail(self, reason: str) -> NoReturn:
        raise ValueError(f"{self.place}: {reason}")


def known(name: str, country: str | None = None) -> Known | None:
    """The body that a name in the nominative stands for; None where the table does not know, or cannot tell which.

    country: ISO 3166 code of the country that the text gives. A body of that country comes first, then a kind that
    every country has, then an international one; a body of another country is never meant, but that a Soviet body
    that lived on is Russia's («МГУ»). Without a country, a kind that every country has comes first, then the only body
    that the name is sure to mean; one that bodies of several countries bear tells nothing.
    Look a name up whole («Банк России») before its country is taken off («МВД России» → «МВД» of RU).
    """
    return look_up(_table(), name, country)


def look_up(table: Table, name: str, country: str | None = None) -> Known | None:
    """As ``known``, in any table."""
    if country is None:
        return table.alone.get(key(name))
    readings = table.readings.get(key(name))
    if readings is None:
        return None
    scopes = (country, EVERY, INTERNATIONAL, HEIRS.get(country, country))
    return next((readings[scope] for scope in scopes if scope in readings), None)


def parties() -> Iterator[tuple[str, Known]]:
    """Every name that is sure to mean one party of one country, and what it stands for."""
    table = _table()
    for name, found in table.readings.items():
        own = table.alone.get(name)
        if own is not None and own.sure and len(found) == 1 and "партия" in own.name.split() and own.scope.isalpha():
            yield name, own


def successors() -> Mapping[str, tuple[str, ...]]:
    """Canonical name → those of the bodies that it was renamed to or followed by: other bodies, to be linked.

    Each earlier name is one body's alone. A later one that every country has (НКВД → МВД) is that of the same country.
    """
    return _table().successors


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The form that names are compared by: folded, with a space for every run of marks."""
    return _key(fold(name))


def _key(folded: str) -> str:
    if folded.isalpha():
        return folded
    if folded.replace(" ", "").isalpha():
        return " ".join(folded.split())
    return _MARKS.sub(" ", folded).strip()


def read_table(text: str, file: str = _FILE) -> Table:
    """A table from its text, in the format that bodies.txt states.

    Raises ValueError, naming file and line, for a row without canonical name or scope, an unknown country, a name that
    two rows of one scope share, an international name that a country's body bears too, and a successor that has no row.
    """
    readings: dict[str, dict[str, Known]] = {}
    bound: set[tuple[str, str]] = set()
    followed: dict[str, tuple[str, ...]] = {}
    later: list[_Line] = []
    for line in _lines(text, file):
        if ">" in line.text:
            later.append(line)
        else:
            _add(line, readings, bound)
    for line in later:
        _follow(line, readings, followed)
    return Table(readings, dict(_alone(readings, bound)), MappingProxyType(followed))


@cache
def _table() -> Table:
    return read_table(files(__package__).joinpath(_FILE).read_text(encoding="utf-8"))


@cache
def _codes() -> frozenset[str]:
    return frozenset(country.code for country in countries()) | {EVERY, INTERNATIONAL}


def _lines(text: str, file: str) -> Iterator[_Line]:
    """The rows, which are neither blank nor comments."""
    codes = _codes()
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip() or row.startswith("#"):
            continue
        body, _, scope = row.partition("|")
        line = _Line(f"{file}:{number}", fold(body), tuple(scope.replace(",", " ").split()))
        if not line.scopes:
            line.fail("no scope; end the row with | and a country code, *, + or -")
        if unknown := sorted({_scope(stated) for stated in line.scopes}.difference(codes)):
            line.fail(f"no country has the code {', '.join(unknown)}; countries.txt lists them")
        yield line


def _add(line: _Line, readings: dict[str, dict[str, Known]], bound: set[tuple[str, str]]) -> None:
    """Enters the canonical name and the aliases of a row."""
    canonical, _, rest = line.text.partition("=")
    if not _key(canonical):
        line.fail("no canonical name before =")
    full = _plain(canonical)
    for name in [canonical, *rest.split(";")] if rest.strip() else [canonical]:
        alias, mark = _key(name), name.rstrip()[-1:]
        if not alias:
            line.fail("an empty alias")
        for stated in line.scopes:
            entry = Known(full, _scope(stated), mark != _UNSURE, stated.endswith(_LOCAL))
            _enter(line, readings.setdefault(alias, {}), alias, entry)
            if mark == _BOUND:
                bound.add((alias, entry.scope))


def _enter(line: _Line, found: dict[str, Known], alias: str, entry: Known) -> None:
    if entry.scope in found:
        line.fail(f"«{alias}» of {entry.scope} already stands for «{found[entry.scope].name}»")
    if found and INTERNATIONAL in {entry.scope, *found}:
        line.fail(f"«{alias}» cannot be both international and a country's: {', '.join(sorted({entry.scope, *found}))}")
    found[entry.scope] = entry


def _alone(
    readings: Mapping[str, Mapping[str, Known]], bound: Container[tuple[str, str]]
) -> Iterator[tuple[str, Known]]:
    """What each key stands for without a country: the only reading, the kind, else the only sure one."""
    for alias, found in readings.items():
        if len(found) == 1:
            ((scope, entry),) = found.items()
            if scope == EVERY or (alias, scope) not in bound:
                yield alias, entry
            continue
        free = [entry for scope, entry in found.items() if (alias, scope) not in bound]
        sure = [entry for entry in free if entry.sure]
        if EVERY in found:
            yield alias, found[EVERY]
        elif len(sure) == 1:
            yield alias, sure[0]


def _follow(line: _Line, readings: Mapping[str, Mapping[str, Known]], followed: dict[str, tuple[str, ...]]) -> None:
    """Enters a row of successors; its scope is that of the later bodies."""
    left, _, right = line.text.partition(">")
    earlier, *later = (_plain(name) for name in (left, *right.split(";")))
    owners = [scope for scope, entry in readings.get(_key(earlier), {}).items() if entry.name == earlier]
    if len(owners) != 1 or owners == [EVERY]:
        line.fail(f"«{earlier}» is not the canonical name of one body: {', '.join(sorted(owners)) or 'of none'}")
    for name in later:
        found = readings.get(_key(name), {})
        if not any(scope in found and found[scope].name == name for scope in (*line.scopes, EVERY)):
            line.fail(f"«{name}» is no canonical name of {', '.join(line.scopes)}")
    followed[earlier] = tuple(sorted({*followed.get(earlier, ()), *later}))


def _scope(stated: str) -> str:
    """The scope of ``RU+`` is RU, that of a bare ``+`` every country."""
    return stated.rstrip(_LOCAL) or EVERY


def _plain(name: str) -> str:
    """A canonical name: without quotation marks and the marks of the table."""
    return " ".join(name.replace('"', "").rstrip(_UNSURE + _BOUND + " ").split())
