"""The syllable tables of Vietnamese, Chinese and Korean, read from the files beside this module.

Each file states its source and format at its top. A syllable is (initial, rest) in the writing of its own language; a
spelling of either part leads to all parts that it can stand for, each with what it costs: 0 by a rule, 1 where a
spelling loses or mistakes something.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Literal

from msgspec import Struct

from kadry.russian.onomastics.transcription.letters import plain, without_tones

Language = Literal["vi", "zh", "ko"]
Syllable = tuple[str, str]

_FILES: Mapping[Language, str] = {"vi": "vietnamese.tsv", "zh": "chinese.tsv", "ko": "korean.tsv"}
_LISTS = ("legal", "family", "given")
_KINDS = ("initial", "nucleus", "coda", *_LISTS)
_SOFTENED = str.maketrans("ауоэ", "яюее")
_JAMO_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_JAMO_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_JAMO_CODAS = ("-", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


class Sound(Struct, frozen=True):
    """What a spelling of a part can stand for. soft: an initial that softens the vowel, or a vowel so softened."""

    source: str
    cost: int
    soft: bool = False


class Table(Struct, frozen=True):
    """The syllables of a language. Spellings of initials and rests by alphabet; "plain" is Latin without diacritics.

    legal: the syllables that there are, None where every initial goes with every rest.
    families, givens: family names and usual given names, in the writing of the language.
    """

    language: Language
    initials: Mapping[str, Mapping[str, tuple[Sound, ...]]]
    rests: Mapping[str, Mapping[str, tuple[Sound, ...]]]
    legal: frozenset[Syllable] | None
    families: frozenset[str]
    givens: frozenset[str]


class _Row(Struct, frozen=True):
    """A line of a table's file."""

    kind: str
    source: str
    cyrillic: tuple[str, ...] = ()
    rough: tuple[str, ...] = ()
    latin: tuple[str, ...] = ()
    codas: tuple[str, ...] = ("",)


@cache
def table(language: Language) -> Table:
    """The table of a language."""
    rows = list(_rows(_FILES[language]))
    of = {kind: [row for row in rows if row.kind == kind] for kind in _KINDS}
    initials: dict[str, dict[str, set[Sound]]] = defaultdict(lambda: defaultdict(set))
    rests: dict[str, dict[str, set[Sound]]] = defaultdict(lambda: defaultdict(set))
    for row in of["initial"]:
        _enter(initials, row.source, row)
        for spelling in row.cyrillic:
            if spelling.endswith("ь"):
                initials["cyrillic"][spelling[:-1]].add(Sound(row.source, 0, soft=True))
    codas = {row.source: row for row in of["coda"]}
    for nucleus in of["nucleus"]:
        for coda in nucleus.codas:
            _enter(rests, _written(nucleus.source, coda), _joined(nucleus, codas[coda]))
    _soften(rests["cyrillic"])
    names = [_names(of[kind], language) for kind in ("family", "given")]
    return Table(language, _frozen(initials), _frozen(rests), _legal(of["legal"]), *names)


def _names(rows: list[_Row], language: Language) -> frozenset[str]:
    """The names of some rows: words, or for given names in hangul each syllable."""
    words = [word for row in rows for word in row.source.casefold().split()]
    apart = language == "ko" and rows[0].kind == "given"
    return frozenset("".join(words) if apart else words)


def _rows(name: str) -> Iterator[_Row]:
    text = (files("kadry.russian.onomastics.transcription") / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, source, *cells = line.split("\t")
            if kind in _LISTS:
                yield _Row(kind, " ".join((source, *cells)))
            else:
                yield _Row(kind, _blank(source), *map(_alternatives, cells))


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(map(_blank, cell.split(","))) if cell else ()


def _blank(cell: str) -> str:
    return "" if cell == "-" else cell


def _written(nucleus: str, coda: str) -> str:
    return f"{nucleus}-{coda}" if coda else nucleus


def _joined(nucleus: _Row, coda: _Row) -> _Row:
    """A nucleus with a coda: every spelling of the one before every spelling of the other."""
    cyrillic = tuple(map("".join, product(nucleus.cyrillic, coda.cyrillic)))
    every = map("".join, product(nucleus.cyrillic + nucleus.rough, coda.cyrillic + coda.rough))
    rough = tuple(spelling for spelling in every if spelling not in cyrillic)
    return _Row("rest", nucleus.source, cyrillic, rough, tuple(map("".join, product(nucleus.latin, coda.latin))))


def _enter(spellings: dict[str, dict[str, set[Sound]]], source: str, row: _Row) -> None:
    for spelling in row.cyrillic:
        spellings["cyrillic"][spelling].add(Sound(source, 0))
    for spelling in row.rough:
        if spelling not in row.cyrillic:
            spellings["cyrillic"][spelling].add(Sound(source, 1))
    for spelling in row.latin:
        spellings["latin"][without_tones(spelling)].add(Sound(source, 0))
        spellings["plain"][plain(spelling)].add(Sound(source, 0))


def _soften(cyrillic: dict[str, set[Sound]]) -> None:
    """Adds the rests as they stand after an initial that softens them (нь + ан, written нян)."""
    for spelling, sounds in list(cyrillic.items()):
        if spelling and spelling[0] in "ауоэ":
            soft = spelling[0].translate(_SOFTENED) + spelling[1:]
            cyrillic[soft].update(Sound(sound.source, sound.cost, soft=True) for sound in sounds if not sound.soft)


def _frozen(spellings: dict[str, dict[str, set[Sound]]]) -> dict[str, dict[str, tuple[Sound, ...]]]:
    return {
        alphabet: {spelling: tuple(sorted(sounds, key=_order)) for spelling, sounds in by_spelling.items()}
        for alphabet, by_spelling in spellings.items()
    }


def _order(sound: Sound) -> tuple[str, int, bool]:
    return sound.source, sound.cost, sound.soft


def _legal(rows: list[_Row]) -> frozenset[Syllable] | None:
    found: set[Syllable] = set()
    for row in rows:
        initial, _, rests = row.source.partition(" ")
        if initial == "*":
            found.update(_taken_apart(letter) for letter in rests)
        else:
            found.update((_blank(initial), rest) for rest in rests.split())
    return frozenset(found) or None


def _taken_apart(hangul: str) -> Syllable:
    """A syllable of hangul as initial and rest (The Unicode Standard, section 3.12)."""
    index = ord(hangul) - ord("가")
    coda = _JAMO_CODAS[index % 28]
    return _JAMO_INITIALS[index // 588], _written(_JAMO_VOWELS[index // 28 % 21], _blank(coda))


def taken_apart(word: str) -> tuple[Syllable, ...]:
    """The syllables of a word in hangul."""
    return tuple(map(_taken_apart, word))


def _onset(initial: str, vowel: str) -> str:
    """The Vietnamese orthography of the sound k, which three letters share; other initials stand as they are."""
    if initial == "k" and vowel[:2] in ("oa", "oă", "oe", "uâ", "uê", "uy"):
        return "qu" + vowel[1:]
    return ("c" if initial == "k" and vowel[0] in "aăâoôơuư" else initial) + vowel


def written(syllable: Syllable, language: Language) -> str:
    """A syllable in the writing of its language, for a reader: «cương», «qiang», «정»."""
    initial, rest = syllable
    vowel, _, coda = rest.partition("-")
    if language != "ko":
        onset = _onset(initial, vowel) if language == "vi" else initial + vowel
        return onset + {"k": "c", "kk": "ch"}.get(coda, coda)
    index = _JAMO_INITIALS.index(initial) * 588 + _JAMO_VOWELS.index(vowel) * 28 + _JAMO_CODAS.index(coda or "-")
    return chr(ord("가") + index)
