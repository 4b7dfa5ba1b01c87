"""The word lists of Russian officialdom, read from the plain text files beside this module.

The files are data that a linguist can edit; each states its format at its top. Keys are lower case with ё folded
to е, so look words up through ``fold``. Every function reads its file once.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

from msgspec import Struct

from kadry.claim import RoleClass
from kadry.scene import Share

BodyClass = Literal["organ", "company", "party", "media", "church", "team", "place"]
DecisionClass = Literal[
    "act",
    "common",
    "paper",
    "draft",
    "session",
    "congress",
    "issue",
    "publish",
    "prepare",
    "appoint",
    "dismiss",
    "create",
    "rename",
    "abolish",
]
VerbClass = Literal["appoint", "dismiss", "leave", "become", "hold", "head", "succeed", "join", "speech"]
EventClass = Literal["sitting", "forum", "talks", "visit", "ceremony", "general"]


class Role(Struct, frozen=True):
    """The head noun of a role. flags: of, domain, ins, acting, indecl, adj, single (see roles.txt)."""

    lemma: str
    role_class: RoleClass
    flags: frozenset[str]


class BodyNoun(Struct, frozen=True):
    """The head noun of a body. flags: generic (alone it identifies nobody outside its document), indecl, adj,
    plural (a body in the plural only).
    """

    lemma: str
    body_class: BodyClass
    flags: frozenset[str]


class Leaders(Struct, frozen=True):
    """Who has led a country: the holders of the post that leads it, "" where two are alike, and the others."""

    holders: tuple[str, ...]
    post: str
    others: tuple[str, ...]


class Country(Struct, frozen=True):
    """A country, with every word that gives it away.

    code: ISO 3166 alpha-2. name: what an adjective employer becomes (литовский → Литва). names: other names and
    abbreviations. adjectives: masculine nominative lemmas. organs: names of national organs.
    Names, capitals and organs keep their capitals; adjectives are folded.
    """

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    capitals: tuple[str, ...]
    organs: tuple[str, ...]


class Verb(Struct, frozen=True):
    """A verb (infinitive). flags: perf, impf, and postnoun where it counts only with a word such as пост.

    role: the post that the verb makes of a body, or ""; governs: the case of the body, the preposition before its
    locative («в»), or the noun before its genitive («главе», «руля»).
    """

    lemma: str
    verb_class: VerbClass
    flags: frozenset[str]
    role: str = ""
    governs: str = ""


class Event(Struct, frozen=True):
    """A noun of events, the plural where it has no other number. flags: plural, either, body (see events.txt)."""

    lemma: str
    event_class: EventClass
    flags: frozenset[str]


class Partaking(Struct, frozen=True):
    """A verb (infinitive) or noun of taking part in an event; its flags are those of parts.txt."""

    lemma: str
    part: Share
    flags: frozenset[str]


def fold(text: str) -> str:
    """Lower case with ё as е: the form of every key here."""
    return text.lower().replace("ё", "е")


@cache
def roles() -> Mapping[str, Role]:
    """Head nouns of roles by lemma; a key of several words is a fixed name (генерал армии)."""
    rows = (Role(lemma, cast(RoleClass, kind), flags) for lemma, kind, flags in _entries("roles.txt"))
    return MappingProxyType({row.lemma: row for row in rows})


@cache
def bodies() -> Mapping[str, BodyNoun]:
    """Head nouns of bodies by lemma."""
    rows = (BodyNoun(lemma, cast(BodyClass, kind), flags) for lemma, kind, flags in _entries("bodies.txt"))
    return MappingProxyType({row.lemma: row for row in rows})


@cache
def countries() -> tuple[Country, ...]:
    """Every country, sorted by code; former states have the codes that ISO withdrew."""
    return tuple(sorted((_country(line) for line in _lines("countries.txt")), key=lambda country: country.code))


@cache
def leaders() -> Mapping[str, Leaders]:
    """The heads of states and governments of each country, by its code."""
    return MappingProxyType(dict(map(_leaders, _lines("leaders.txt"))))


@cache
def verbs() -> Mapping[str, Verb]:
    """Verbs of appointment, dismissal, holding and speech by infinitive."""
    return MappingProxyType({verb.lemma: verb for verb in map(_verb, _lines("verbs.txt"))})


@cache
def decisions() -> Mapping[str, DecisionClass]:
    """Words around decisions by lemma, each with its class (see decisions.txt)."""
    return MappingProxyType({lemma: cast(DecisionClass, kind) for lemma, kind, _ in _entries("decisions.txt")})


@cache
def events() -> Mapping[str, Event]:
    """Nouns of events as the lists have them."""
    rows = (Event(lemma, cast(EventClass, kind), flags) for lemma, kind, flags in _entries("events.txt"))
    return MappingProxyType({row.lemma: row for row in rows})


@cache
def parts() -> Mapping[str, Partaking]:
    """Verbs and nouns of taking part in an event by infinitive or nominative."""
    rows = (Partaking(lemma, cast(Share, kind), flags) for lemma, kind, flags in _entries("parts.txt"))
    return MappingProxyType({row.lemma: row for row in rows})


@cache
def particles(group: str) -> frozenset[str]:
    """The words and phrases of one group of particles.txt; KeyError where there is no such group."""
    return frozenset(word for word, _ in _groups()[group])


@cache
def places(group: str) -> Mapping[str, str]:
    """Adjectives of cities or of regions with the place of each; KeyError where there is no such group."""
    return MappingProxyType(dict(_groups()[group]))


@cache
def shortened(group: Literal["shortened", "shortened_role"]) -> Mapping[str, str]:
    """Adjectives of roles, or roles, that are cut short, without the full stop, each with the whole one."""
    return MappingProxyType(dict(_groups()[group]))


@cache
def structure(group: str) -> tuple[tuple[str, ...], ...]:
    """The lines of one group of structure.txt, column by column; KeyError where there is no such group."""
    return _sections("structure.txt")[group]


@cache
def succession(group: str) -> tuple[tuple[str, ...], ...]:
    """The lines of one group of succession.txt, column by column; KeyError where there is no such group."""
    return _sections("succession.txt")[group]


@cache
def months() -> Mapping[str, int]:
    """Names of months in every case, with their numbers."""
    return MappingProxyType({word: int(number) for word, number in _groups()["month"]})


def _lines(name: str) -> Iterator[str]:
    """The lines of a file that are neither blank nor comments."""
    for line in files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def _entries(name: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Lemma, class and flags of each line."""
    for line in _lines(name):
        lemma, kind, *flags = line.split("\t")
        yield fold(lemma), kind, frozenset(flags[0].split(",") if flags else ())


def _verb(line: str) -> Verb:
    """A verb from its line, whose last two columns may be absent."""
    lemma, kind, flags, role, governs = (line.split("\t") + [""] * 2)[:5]
    return Verb(fold(lemma), cast(VerbClass, kind), frozenset(flags.split(",")), role, governs)


def _leaders(line: str) -> tuple[str, Leaders]:
    code, names, *rest = line.split("\t")
    return code, Leaders(_items(names), rest[0] if rest else "", _items(rest[1]) if len(rest) > 1 else ())


def _country(line: str) -> Country:
    """A country from its line, whose last columns may be absent."""
    code, names, adjectives, capitals, organs = (line.split("\t") + [""] * 4)[:5]
    name, *others = _items(names)
    return Country(code, name, tuple(others), _items(fold(adjectives)), _items(capitals), _items(organs))


def _items(cell: str) -> tuple[str, ...]:
    """The items of a cell, which are parted by semicolons."""
    return tuple(item.strip() for item in cell.split(";") if item.strip())


@cache
def _sections(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The lines of each group of a file in groups, cut into their columns."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for line in _lines(name):
        if line.startswith("["):
            group = groups.setdefault(line.strip("[]"), [])
        else:
            group.append(tuple(fold(line).split("\t")))
    return {group: tuple(lines) for group, lines in groups.items()}


@cache
def _groups() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Group → its entries, each a word or phrase with its value ("" where it has none)."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for line in _lines("particles.txt"):
        if line.startswith("["):
            entries = groups.setdefault(line.strip("[]"), [])
        else:
            word, _, value = line.partition("\t")
            entries.append((fold(word), value))
    return {name: tuple(entries) for name, entries in groups.items()}
