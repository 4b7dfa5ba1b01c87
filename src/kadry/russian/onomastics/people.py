"""People's names by their tables: which words are one given name, what gender it has, which surnames are common.

Words are given in the form of ``kadry.fold.fold``. Each table is read once, when it is first asked for; names in Latin
script are found by plain transliteration and by the spellings that a table lists, with or without diacritics.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NoReturn

from msgspec import Struct

from kadry.fold import fold
from kadry.russian.onomastics.latin import CYRILLIC, plain, romanised, transliterated

_GENDERS = {"m": ("masc",), "f": ("femn",), "mf": ("masc", "femn")}
_INITIAL = re.compile(r"[^\W\d_]{1,3}\.|[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+(?:[-\" ][^\W\d_]+)*")
_LATIN = re.compile("[a-z]")
_COMMON = "russian ukrainian union english spanish german french arabic chinese korean vietnamese".split()
_DECLINED = ("russian", "ukrainian", "union")
_SPECIAL = ("either", "stressed")


class Given(Struct, frozen=True):
    """A row of given.txt, folded. gender: m, f or mf."""

    name: str
    gender: str
    short: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()


class _Givens(Struct, frozen=True):
    """The canonical names of each word, and gender and spellings of each canonical name."""

    canonical: Mapping[str, frozenset[str]]
    genders: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, frozenset[str]]


@lru_cache(maxsize=65536)
def given_forms(word: str) -> frozenset[str]:
    """The names that a word may stand for: «саша» → {александр, александра}; empty where the table does not know it."""
    return _givens().canonical.get(plain(word), frozenset())


@lru_cache(maxsize=65536)
def given_gender(word: str) -> str:
    """The gender of a given name: masc, femn, or "" (unknown or either). A double name has that of its first part.

    A name with a row of its own has the gender of that row, whatever else it is short for («Кира» of Кирилл).
    """
    known = _givens().genders
    names = given_forms(word) or given_forms(word.partition("-")[0])
    genders = {gender for name in ({word} & known.keys() or names) for gender in known[name]}
    return genders.pop() if len(genders) == 1 else ""


def may_be_one_given(left: str, right: str) -> bool:
    """Whether two words may be one given name: equal, forms of one name, or an initial («а.») of the other.

    An initial stands for a name or one of its spellings, never for a diminutive: «С.» is not Александр.
    """
    if left == right or given_forms(left) & given_forms(right) or _fits(left, right) or _fits(right, left):
        return True
    mine, other = left.split("-"), right.split("-")
    return 1 < len(mine) == len(other) and all(map(may_be_one_given, mine, other))


def _fits(initial: str, word: str) -> bool:
    if not _INITIAL.fullmatch(initial):
        return False
    whole = {word, *(form for name in given_forms(word) for form in _givens().spellings[name])}
    return any(form.startswith(initial.rstrip(".")) for form in whole)


@lru_cache(maxsize=65536)
def is_common_surname(word: str) -> bool:
    """Whether a surname, of a man or a woman, is so frequent that it says little alone."""
    word = plain(word)
    return word in (_common() if CYRILLIC.search(word) else _common_latin())


def masculine(surname: str) -> str:
    """The surname of a woman as her father bears it: «иванова» → «иванов»; unchanged where the ending tells nothing.

    For women only: that «глава» is nobody's feminine is known of the surnames in the section "either" alone.
    """
    return "-".join(map(_masculine, surname.split("-")))


def feminine(surname: str) -> str:
    """The surname of a man as his daughter bears it, by the rules of ``masculine``."""
    return "-".join(map(_feminine, surname.split("-")))


def _masculine(word: str) -> str:
    if word in _section("either") or word in _section("stressed"):
        return word
    if re.fullmatch(r".{2,}(?:[ое]в|[иы]н)а|.{2,}(?:[oe]v|[iy]n)a", word):
        return word[:-1]
    if match := re.fullmatch(r"(.{2,}[sc]k)(?:aya|aia|aja)", word):
        return match[1] + "iy"
    if not re.fullmatch(r".{3,}ая|.{2,}няя", word):
        return word
    stem = word[:-2]
    if stem.endswith(("ов", "ев")) or f"{stem}ой" in _section("stressed"):
        return f"{stem}ой"
    return stem + ("ий" if word.endswith("няя") or stem[-1] in "кгхжшчщ" else "ый")


def _feminine(word: str) -> str:
    if word in _section("either"):
        return word
    if re.fullmatch(r".{2,}(?:[ое]в|[иы]н)|.{2,}(?:[oe]v|[iy]n)", word):
        return word + "a" if _LATIN.search(word) else word + "а"
    if re.fullmatch(r".{2,}[sc]k(?:y|iy|ii|ij|i)", word):
        return re.sub("[yij]+$", "aya", word)
    if word in _section("stressed") or re.fullmatch(r".{2,}(?:[ое]вой|[^кгхжшчщ]ый|[кгх]ий)", word):
        return f"{word[:-2]}ая"
    return f"{word[:-2]}яя" if re.fullmatch(r".{2,}ний", word) else word


# --- patronymics ---------------------------------------------------------------------------------------------------

_FULL = re.compile(r"(.{2,})(?:[ое]вич|[ое]вна|[oe]vich|[oe]vna)")
_SHORT = re.compile(r"(.{2,}?)(?:ич|ыч|ин[иы]чна|ична|инишна|ишна)")
LINEAGE = frozenset(("оглы", "оглу", "кызы", "гызы", "кизи", "улы", "углы", "угли", "уулу", "оолу"))  # son, daughter
_LINEAGE = re.compile(rf"(.{{2,}}?)(?:[ -](?:{'|'.join(sorted(LINEAGE))})|(?<=.{{3}})(?:оглы|кызы|гызы|улы))")
_VOWELS = "аеиоуыэюяьйaeiouy"
_BARE = frozenset("илья никита кузьма козьма лука фома савва сила фока аникита вавила зосима".split())
_STEMS = {
    "павел": "павл", "лев": "льв", "яков": "яковл", "михаил": "михайл", "даниил": "данил", "гавриил": "гаврил",
}  # fmt: skip
_CLIPPED = {
    "палыч": "павел", "пална": "павел", "михалыч": "михаил", "михална": "михаил", "саныч": "александр",
    "санна": "александр", "лексеич": "алексей", "лексевна": "алексей", "сергевна": "сергей", "яковлич": "яков",
}  # fmt: skip


@lru_cache(maxsize=65536)
def patronymic_stem(word: str) -> str | None:
    """What two patronymics of one father's name share («сергеевна», «сергеич»); None where the word is no patronymic.

    «гейдар оглы» and «гейдарович» agree, so do «николаевич» and «миколаевич». It goes by the form: a surname in -ович
    looks the same, and only its place in a name tells.
    """
    if word in _CLIPPED:
        return _stem(_CLIPPED[word])
    if match := _FULL.fullmatch(word) or _LINEAGE.fullmatch(word):
        return _canonical_stem(match[1]) or None
    match = _SHORT.fullmatch(word)
    if match is None:
        return None
    known = _known_stem(_stem(match[1])) is not None if match[1][-1] in _VOWELS or word.endswith("ыч") else False
    bare = _stem(match[1]) in {_stem(name) for name in _BARE} and not word.endswith("ыч")
    return _canonical_stem(match[1]) if known or bare else None


def _stem(name: str) -> str:
    """A father's name without what changes before the endings: vowels, signs and й at its end."""
    return _STEMS.get(name, name).rstrip(_VOWELS)


def _canonical_stem(name: str) -> str:
    stem = _stem(name)
    return _known_stem(stem) or stem


def _known_stem(stem: str) -> str | None:
    return _stems(latin=bool(_LATIN.search(stem))).get(stem)


@cache
def _stems(*, latin: bool) -> Mapping[str, str]:
    """The stem of a man's name by the stem of each way to write it, in one script, that is one name's only.

    A name's own writing comes before what is a spelling of another («стефанович» is no Степанович).
    """
    own: dict[str, set[str]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    givens = _givens()
    for name in (name for name, genders in givens.genders.items() if "masc" in genders):
        target = _stem(name)
        for form in (*romanised(name), *romanised(target)) if latin else (name,):
            own[_stem(form)].add(target)
        for form in givens.spellings[name]:
            if bool(_LATIN.search(form)) == latin:
                others[_stem(form)].add(target)
    return {stem: min(among) for stem, among in (others | own).items() if len(among) == 1}


# --- tables --------------------------------------------------------------------------------------------------------


def read_given(text: str, file: str = "given.txt") -> tuple[Given, ...]:
    """The rows of a table of given names.

    Raises ValueError, naming file and line: no gender, a second row of a name, a form twice in a row, mixed scripts.
    """
    rows: dict[str, Given] = {}
    for place, line in _lines(text, file):
        name, gender, *forms = (*(cell.strip() for cell in fold(line).split("|")), "")
        if gender not in _GENDERS or len(forms) > 3:
            _fail(place, "expected name | m, f or mf | short forms | spellings")
        if name in rows:
            _fail(place, f"a second row of {name}")
        short, spellings = (tuple(_items(cell)) for cell in (*forms, "")[:2])
        _check(place, (name, *short, *spellings), set())
        rows[name] = Given(name, gender, short, spellings)
    return tuple(rows.values())


def read_surnames(text: str, file: str = "surnames.txt") -> Mapping[str, frozenset[str]]:
    """The surnames of each section. Raises ValueError, naming file and line, as ``read_given``."""
    found: dict[str, set[str]] = {name: set() for name in (*_COMMON, *_SPECIAL)}
    section = ""
    for place, line in _lines(text, file):
        if line.startswith("["):
            section = line.strip("[] ")
        if section not in found:
            _fail(place, f"no section of the name «{section}»; there are {', '.join(found)}")
        if not line.startswith("["):
            _check(place, fold(line).split(), found[section])
    return {name: frozenset(words) for name, words in found.items()}


def _lines(text: str, file: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield f"{file}:{number}", line.strip()


def _items(cell: str) -> Iterator[str]:
    return (item.strip() for item in cell.split(";") if item.strip())


def _check(place: str, words: Iterable[str], seen: set[str]) -> None:
    """Enter words among those seen."""
    for word in words:
        if word in seen:
            _fail(place, f"«{word}» stands here twice")
        cyrillic = CYRILLIC.search(word) is not None
        if not _WORD.fullmatch(word) or cyrillic == bool(_LATIN.search(word if cyrillic else plain(word))):
            _fail(place, f"«{word}» is no name in one script")
        seen.add(word)


def _fail(place: str, reason: str) -> NoReturn:
    raise ValueError(f"{place}: {reason}")


def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


@cache
def _givens() -> _Givens:
    rows = {row.name: row for row in read_given(_text("given.txt"))}
    spellings = {name: _written({name, *row.spellings}) for name, row in rows.items()}
    canonical: dict[str, frozenset[str]] = {}
    for name, row in rows.items():
        own = frozenset((name,))
        for form in spellings[name].union(*(_brought(form, rows) for form in row.short)):
            canonical[form] = canonical[form] | own if form in canonical else own
    return _Givens(canonical, {name: _GENDERS[row.gender] for name, row in rows.items()}, spellings)


def _brought(short: str, rows: Mapping[str, Given]) -> Iterable[str]:
    """What a short form may be written as.

    One with a row of its own («Ларри» of Лоренс) brings its spellings, but no other name («Тед» of Теодор is Эдвард
    too, and Теодор is not Эдвард).
    """
    if short not in rows:
        return (short, transliterated(short))
    return _written([short, *(form for form in rows[short].spellings if form not in rows)])


def _written(forms: Iterable[str]) -> frozenset[str]:
    """The forms in both scripts, without diacritics."""
    return frozenset(map(plain, forms)).union(*map(romanised, forms))


@cache
def _surnames() -> Mapping[str, frozenset[str]]:
    return read_surnames(_text("surnames.txt"))


def _section(name: str) -> frozenset[str]:
    return _surnames()[name]


@cache
def _common() -> frozenset[str]:
    """Every common surname, in both genders where it has two."""
    declined = {word for name in _DECLINED for word in _section(name)}
    return frozenset({word for name in _COMMON for word in _section(name)}.union(map(feminine, declined)))


@cache
def _common_latin() -> frozenset[str]:
    """Those in Latin script, and the others as it writes them."""
    return _common().union(*map(romanised, _common()))
