"""Skeletons of words: consonants in coarse classes, which two spellings of one name mostly share.

A class holds what the tables of spellings take for one another; vowels stand only where they begin a word (as А). A
word has a skeleton for each likely way to read its letters.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice, product

from kadry.russian.onomastics.transcription.letters import plain, script

Classes = Mapping[str, tuple[str, ...]]

_MOST, _TRIED = 6, 200
_CYRILLIC: Classes = {
    **dict.fromkeys(("дж", "дз", "тс", "тц", "тч", "тш", "тз", "шч", "сч", *"жзсцчшщ"), ("С",)),
    **{"пх": ("П", "Ф"), "тх": ("Т",), "кх": ("К",), "гх": ("К",), "нг": ("НК", "Н"), "х": ("К", "")},
    **{"б": ("Б",), "п": ("П",), "ф": ("Ф",), "в": ("В",), "т": ("Т",), "д": ("Д",), "г": ("К",), "к": ("К",)},
    **{"л": ("Л",), "м": ("М",), "н": ("Н",), "р": ("Р",)},
}
_LATIN: Classes = {
    **dict.fromkeys("tsch shch sch tch sh zh cz sz cs zs dzh dz dj drz ts tz s z".split(), ("С",)),
    **dict.fromkeys(("cha", "chi", "cho", "chu"), ("С", "К", "Т")),
    **{"ĉ": ("С",), "ĝ": ("С", "К"), "c": ("К", "С"), "ch": ("С", "К"), "ck": ("К",), "cqu": ("К",), "kh": ("К",)},
    **{"gh": ("К", ""), "ky": ("К", "С"), "ph": ("Ф", "П", "В"), "q": ("К",), "g": ("К",), "h": ("К", ""), "k": ("К",)},
    **{"j": ("С", "", "К"), "x": ("КС", "К", "С"), "th": ("Т", "С"), "ng": ("НК", "Н"), "gn": ("Н", "КН")},
    **{
        "rz": ("С", "РС"),
        "dh": ("Д",),
        "qu": ("КВ", "К"),
        "ll": ("Л", ""),
        "v": ("В",),
        "ds": ("С", "ДС"),
        "w": ("В", ""),
    },
    **{"b": ("Б",), "p": ("П",), "f": ("Ф",), "t": ("Т",), "d": ("Д",)},
    **{"l": ("Л",), "m": ("М",), "n": ("Н",), "r": ("Р",)},
}
# What a letter is before another: c and g before e, i, y; j where no vowel follows.
_CONTEXT = (
    (re.compile("c(?=[eiy])"), "ĉ"),
    (re.compile("(?<!n)g(?=[eiy])"), "ĝ"),
    (re.compile("(?<=.)j(?![aeiou])"), ""),
)
_GLIDE = re.compile(r"(?:в?[аеиоуыэюя]|й|[hvw]?[aeiouy]|j)[аеиоуыэюяйьaeiouyj]*")
# A first j may be a consonant, a first h silent, a first v an f: each begins a skeleton of its own.
_STARTS: Classes = {"j": ("С", "А", "К"), "h": ("К", "А"), "v": ("А", "Ф")}
_SILENT = re.compile("[sxtd]$")  # as in French
_REPEATED = re.compile(r"(\w)\1+")


@lru_cache(maxsize=1 << 16)
def skeletons(word: str) -> tuple[str, ...]:
    """The skeletons of a word, the likeliest first; at most six.

    Args:
        word: a folded word of one script, without hyphens.
    """
    if script(word) == "cyrillic":
        classes, tokens = _CYRILLIC, _TOKENS_CYRILLIC
    else:
        classes, tokens, word = _LATIN, _TOKENS_LATIN, _contextual(plain(word))
    glide = _GLIDE.match(word)
    starts = _STARTS.get(word[0], ("А",)) if glide else ("",)
    parts = [classes[token] for token in tokens.findall(word, glide.end() if glide else 0)]
    found = dict.fromkeys([_alike("".join(way)) for way in likeliest((starts, *parts))])
    if _SILENT.search(word):
        found |= dict.fromkeys([_alike(way[:-1]) for way in found if len(way) > 1])
    return tuple(islice(found, _MOST))


def likeliest(choices: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    """The ways to take one of each, those with the most first choices first; not all where there are very many."""
    if len(max(choices, key=len, default=())) == 1:
        return [tuple([first for (first,) in choices])]
    ranked = product(*(tuple(enumerate(options)) for options in choices))
    ways = sorted(islice(ranked, _TRIED), key=lambda way: sum([rank for rank, _ in way]))
    return [tuple([one for _, one in way]) for way in ways]


def _contextual(word: str) -> str:
    for letter, stand_in in _CONTEXT:
        word = letter.sub(stand_in, word)
    return word


def _alike(way: str) -> str:
    """A skeleton without repeated consonants, its last one unvoiced: «Ахмед» as «Ахмет»."""
    way = _REPEATED.sub(r"\1", way)
    return way[:-1] + "Т" if way.endswith("Д") else way


def _longest_first(tokens: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(tokens, key=lambda token: (-len(token), token))))


_TOKENS_CYRILLIC, _TOKENS_LATIN = _longest_first(_CYRILLIC), _longest_first(_LATIN)
