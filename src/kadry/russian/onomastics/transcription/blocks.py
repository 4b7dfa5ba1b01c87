"""Block keys: what two spellings of one name share, however else they differ, and few other names have."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice, product

from kadry.russian.onomastics.transcription.japanese import in_russian
from kadry.russian.onomastics.transcription.letters import standard
from kadry.russian.onomastics.transcription.skeletons import likeliest, skeletons
from kadry.russian.onomastics.transcription.syllables import LANGUAGES, Options, Reading, readings
from kadry.russian.onomastics.transcription.tables import Language, Sound, table

_MOST, _MOST_SYLLABIC = 8, 6
_ARTICLES = frozenset(
    "аль эль ал эл ас аш ар ан ад ат аз эс эш эр эн эд эт эз al el as ash ar an ad at az es ul".split()
)
_ARTICLE = re.compile(rf"(?:{'|'.join(sorted(_ARTICLES))})-(?=\w)")
_SON_OF = frozenset("бин бен ибн bin ben ibn".split())


@lru_cache(maxsize=1 << 16)
def keys(words: tuple[str, ...]) -> frozenset[str]:
    """The block keys of a name, at most eight: by syllables of each language that it can be of, and by its consonants.

    Args:
        words: the folded words of a full name.
    """
    words = standard(words)
    ranked = (one for language in LANGUAGES for one in _by_syllables(words, language))
    chosen = [key for _, key in islice(sorted(ranked), _MOST_SYLLABIC)]
    return frozenset((*chosen, *islice(_by_consonants(words), _MOST - len(chosen))))


def names_syllables(key: str) -> bool:
    """Whether a block key is of the syllables of a language, not of consonants."""
    return ":" in key


def bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name, parted at hyphens, without the Arabic article and word for a son."""
    parts = [part for word in words for part in (_parts(word) if "-" in word else (word,))]
    kept = (part for i, part in enumerate(parts) if part not in _ARTICLES and not (i and part in _SON_OF))
    return tuple(filter(None, kept)) or words


def _parts(word: str) -> list[str]:
    return word[article.end() :].split("-") if (article := _ARTICLE.match(word)) else word.split("-")


def _by_consonants(words: tuple[str, ...]) -> Iterator[str]:
    ways = dict.fromkeys((words, in_russian(words)))  # «Такаичи» also as «Такаити»
    parts = [tuple(map(skeletons, bare(way))) for way in ways]
    return iter(dict.fromkeys([" ".join(sorted(way)) for some in parts for way in likeliest(some)]))


def _by_syllables(words: tuple[str, ...], language: Language) -> list[tuple[tuple[int, int], str]]:
    """Keys of the readings, each with its cost and its place among the keys of the language, the surest first."""
    read = readings(words, language)
    if not read:
        return []
    found: dict[str, int] = {}
    for reading in read:
        for cost, key in _class_keys(reading, language):
            found[key] = min(cost, found.get(key, cost))
    ranked = enumerate(sorted(found, key=lambda key: (found[key], key)))
    return [((found[key], rank), f"{language}:{key}") for rank, key in ranked]


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
    return _united(known.initials.values(), 0), _united(known.rests.values(), 1)


def _united(alphabets: Iterable[Mapping[str, tuple[Sound, ...]]], most: int) -> Mapping[str, str]:
    """Each source → the least of its class: of those that one spelling stands for at no more than a cost."""
    groups: dict[str, set[str]] = {}
    for sounds in (sounds for spellings in alphabets for sounds in spellings.values()):
        sources = {sound.source for sound in sounds if sound.cost <= most}
        whole = sources.union(*(groups.get(source, set()) for source in sources))
        groups.update(dict.fromkeys(whole, whole))
        groups.update({sound.source: {sound.source} for sound in sounds if sound.source not in groups})
    return {source: min(group) for source, group in groups.items()}
