"""Block keys: what two spellings of one name share, however else they differ, and few other names have."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice, product

from kadry.resolve.transcription.letters import plain, script
from kadry.resolve.transcription.syllables import LANGUAGES, Options, Reading, readings
from kadry.resolve.transcription.tables import Language, Sound, table

_MOST, _MOST_SYLLABIC, _MOST_OF_WORD = 8, 5, 6
_ARTICLES = "аль эль ал эл ас аш ар ан ад ат аз эс эш эр эн эд эт эз al el as ash ar an ad at az es ul".split()
_ARTICLE = re.compile(rf"(?:{'|'.join(_ARTICLES)})-(?=\w)")

# Skeletons: consonants in classes that no table of spellings crosses, vowels only where they begin a word (as А).
_CYRILLIC: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("дж", "дз", "тс", "тц", "тч", "тш", "шч", "сч", *"жзсцчшщ"), ("С",)),
    **{"пх": ("П", "Ф"), "тх": ("Т",), "кх": ("К",), "гх": ("К",), "нг": ("НК",), "х": ("К", "")},
    **{"б": ("Б",), "п": ("П",), "ф": ("Ф",), "в": ("В",), "т": ("Т",), "д": ("Д",), "г": ("К",), "к": ("К",)},
    **{"л": ("Л",), "м": ("М",), "н": ("Н",), "р": ("Р",)},
}
_LATIN: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("tsch shch sch tch sh zh cz sz cs zs dzh dz dj ts tz s z".split(), ("С",)),
    **{"c": ("К", "С"), "ch": ("С", "К"), "ck": ("К",), "kh": ("К",), "gh": ("К", ""), "ph": ("Ф", "П"), "q": ("К",)},
    **{"g": ("К", "С"), "h": ("К", ""), "j": ("С", "", "К"), "k": ("К",), "x": ("КС", "К", "С"), "th": ("Т", "С")},
    **{"ng": ("НК", "Н"), "gn": ("Н", "КН"), "rz": ("С", "РС"), "dh": ("Д",), "qu": ("КВ", "К"), "ll": ("Л", "")},
    **{"b": ("Б",), "p": ("П",), "f": ("Ф",), "v": ("В", "Ф"), "w": ("В", ""), "t": ("Т",), "d": ("Д",)},
    **{"l": ("Л",), "m": ("М",), "n": ("Н",), "r": ("Р",)},
}
_TOKENS = {name: re.compile("|".join(sorted(t, key=len, reverse=True))) for name, t in (("c", _CYRILLIC), ("l", _LATIN))}
_GLIDE = re.compile(r"^(?:[аеиоуыэюяйьъaeiouyj]|в(?=[аеиоуыэюя])|[vw](?=[aeiouy]))+")
_REPEATED = re.compile(r"(\w)\1+")


@lru_cache(maxsize=1 << 16)
def keys(words: tuple[str, ...]) -> frozenset[str]:
    """The block keys of a name: by syllables of each language in which it can be read, and by its consonants.

    Args:
        words: the folded words of a full name.
    """
    syllabic = [f"{language}:{key}" for language in LANGUAGES for key in _by_syllables(words, language)]
    chosen = syllabic[:_MOST_SYLLABIC]
    return frozenset((*chosen, *islice(_by_consonants(words), _MOST - len(chosen))))


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without the Arabic article, which one spelling joins, another parts or leaves out."""
    kept = tuple(_ARTICLE.sub("", word) for word in words if word not in _ARTICLES)
    return kept or words


@lru_cache(maxsize=1 << 16)
def skeletons(word: str) -> tuple[str, ...]:
    """The consonants of a word in coarse classes, one skeleton for each way to read it."""
    letters = script(word)
    name, classes = ("c", _CYRILLIC) if letters == "cyrillic" else ("l", _LATIN)
    word = word if letters == "cyrillic" else plain(word)
    glide = _GLIDE.match(word)
    starts = ["А"] if glide else [""]
    tokens = [classes[token] for token in _TOKENS[name].findall(word[glide.end() :] if glide else word)]
    starts = _readings_of_start(word, starts, letters == "latin")
    ways = ("".join(way) for start in starts for way in product((start,), *tokens))
    found = dict.fromkeys(_REPEATED.sub(r"\1", way) for way in islice(ways, 4 * _MOST_OF_WORD))
    return tuple(islice(found, _MOST_OF_WORD))


def _readings_of_start(word: str, starts: list[str], latin: bool) -> list[str]:
    """A first j may be a consonant, a first h silent, a first v an f: each begins another skeleton."""
    if latin and word[:1] == "j":
        return ["С", "А", "К"]
    if latin and word[:1] == "v":
        return ["А", "Ф"]
    return starts


def _by_consonants(words: tuple[str, ...]) -> Iterator[str]:
    parts = [skeletons(word) for word in bare(words)]
    found = dict.fromkeys(" ".join(sorted(way)) for way in islice(product(*parts), 4 * _MOST))
    return iter(found)


def _by_syllables(words: tuple[str, ...], language: Language) -> list[str]:
    """Keys of the readings, the surest first."""
    found: dict[str, int] = {}
    for reading in readings(words, language):
        for cost, key in _class_keys(reading, language):
            found[key] = min(cost, found.get(key, cost))
    return sorted(found, key=lambda key: (found[key], key))


def _class_keys(reading: Reading, language: Language) -> Iterator[tuple[int, str]]:
    """One key for each way through the classes of a reading's syllables that holds at most one rough spelling."""
    places = [sorted(_classes_of(options, language).items()) for options in reading]
    for way in product(*places):
        if (cost := sum(cost for _, cost in way)) <= 1:
            yield cost, " ".join(one for one, _ in way)


def _classes_of(options: Options, language: Language) -> dict[str, int]:
    initials, rests = _classes(language)
    found: dict[str, int] = {}
    for (initial, rest), cost in options.items():
        key = f"{initials[initial]}|{rests[rest]}"
        found[key] = min(cost, found.get(key, cost))
    return found


@cache
def _classes(language: Language) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The class of every initial and rest: those that some spelling can stand for alike are one."""
    known = table(language)
    return _united(known.initials.values()), _united(known.rests.values())


def _united(alphabets: Iterable[Mapping[str, tuple[Sound, ...]]]) -> Mapping[str, str]:
    """Each source → the least of its class, over spellings by rule; rough ones unite nothing."""
    groups = defaultdict(set)
    for spellings in alphabets:
        for sounds in spellings.values():
            sources = sorted({sound.source for sound in sounds if not sound.cost})
            whole = set(sources).union(*(groups[source] for source in sources))
            for source in whole:
                groups[source] = whole
    return {source: min(group) for source, group in groups.items()}
