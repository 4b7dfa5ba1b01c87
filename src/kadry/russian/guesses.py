"""Readings of words that no dictionary has: those that pymorphy3 guesses, over the same data, in its order.

A word of Russian letters is read as one of the dictionary with letters before it («псевдо» + «кошка», «байт» + «код»),
and as the words that end alike are read («бутявкать» as «…вкать»). Hyphens, numbers and other letters are not for here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter

from kadry.russian.models import morph
from kadry.russian.readings import Place, Reading, entries, grammar, has, known, normalized, place, score_of

is_russian = re.compile(r"[а-яё]+").fullmatch
PREFIXED, SPLIT, ALIKE = 0.75, 0.5, 0.5  # what pymorphy3 takes the three kinds of guesses to be worth
SHORTEST_REST = 3  # letters of a word after its prefix
LONGEST_PREFIX = 5  # letters of a prefix that is in no list
LONGEST = 100  # letters of a word that is looked at for known prefixes, which are taken off one by one
SHORTEST, LONGEST_ENDING = 4, 5  # letters of a word that is read by its ending, and of the ending

# An ending, how likely it is, its place in a paradigm, and the numbers of both.
Ending = tuple[str, float, Place, int, int]


@lru_cache(maxsize=1_000)
def guessed(low: str) -> list[Reading]:
    """The readings of a word of Russian letters in lower case that the dictionary lacks.

    They are kept for a while, since prefixes can be taken off one word in very many ways («небезнебез…»).
    """
    found = distinct(_prefixed(low))
    if not found:
        split = distinct(_split(low))
        found = [*split, *_alike(low, {_key(reading) for reading in split})]
    return normalized(low, found) or [_unknown(low)]


def _unknown(low: str) -> Reading:
    return low.replace("ё", "е"), grammar("UNKN"), 1.0, None


def _prefixed(low: str) -> Iterator[Reading]:
    """«псевдокошка»: a known prefix, the longest first, and a word that may itself be guessed."""
    for prefix in known_prefixes(low) if len(low) <= LONGEST else ():
        if len(low) >= len(prefix) + SHORTEST_REST:
            rest = low[len(prefix) :]
            readings = known(rest) or guessed(rest)
            yield from _behind(prefix, [(lemma, tag, score * PREFIXED, entry) for lemma, tag, score, entry in readings])


def _split(low: str) -> Iterator[Reading]:
    """«байткод»: any first letters and a word of the dictionary."""
    for size in range(1, 1 + min(LONGEST_PREFIX, len(low) - SHORTEST_REST)):
        if has(low[size:]):
            rest = [(lemma, tag, SPLIT, entry) for lemma, tag, _, entry in entries(low[size:])]
            yield from _behind(low[:size], rest)


def _behind(prefix: str, rest: Iterable[Reading]) -> Iterator[Reading]:
    """The readings that a word has with a prefix, of those that it has without."""
    start = prefix.replace("ё", "е")
    for lemma, tag, score, entry in rest:
        if tag.productive:
            yield start + lemma, tag, score, entry and (*entry[:3], prefix + entry[3])


def _alike(low: str, seen: set[tuple[str, int, str]]) -> list[Reading]:
    """«бутявкать»: as the words that end alike are read, the most usual first; readings that were seen are left out."""
    if len(low) < SHORTEST:
        return []
    begun = _begun(low)
    found = [reading for number in begun for reading in _ending(low, number)]
    return found if len(begun) == 1 and not seen else sorted(distinct(found, seen), key=score_of, reverse=True)


def _ending(low: str, number: int) -> list[Reading]:
    """The readings of a word by its ending under a beginning of paradigms, the most usual first."""
    plain = low.replace("ё", "е")
    return [
        (at.lemma(plain), at.grammar, score, (low[: -len(ending)] + ending, paradigm, index, ""))
        for ending, score, at, paradigm, index in _endings(number, low[-LONGEST_ENDING:])
    ]


def _begun(low: str) -> list[int]:
    """The numbers of the beginnings of paradigms («», «по», «наи») with which a word begins, the last first."""
    beginnings = morph().dictionary.paradigm_prefixes
    return [number for number in reversed(range(len(beginnings))) if low.startswith(beginnings[number])]


@lru_cache(maxsize=20_000)
def _endings(number: int, end: str) -> tuple[Ending, ...]:
    """What words with the longest ending that any word shares with this one are, under a beginning of paradigms.

    The most usual first, none twice.
    """
    analyzer = morph()
    table = analyzer.dictionary.prediction_suffixes_dawgs[number]
    for size in range(LONGEST_ENDING, 0, -1):
        found = [
            (count, ending, at, paradigm, index)
            for ending, counts in table.similar_items(end[-size:], analyzer.char_substitutes)
            for count, paradigm, index in counts
            for at in (place(paradigm, index),)
            if at.grammar.productive
        ]
        if found:
            total, once = 1 + sum([count for count, *_ in found]), dict[tuple[str, int, str], Ending]()
            for count, ending, at, paradigm, index in found:
                made = (ending, count / total * ALIKE, at, paradigm, index)
                once.setdefault((ending, paradigm, at.grammar.terms), made)
            return tuple(sorted(once.values(), key=itemgetter(1), reverse=True))
    return ()


def distinct(readings: Iterable[Reading], seen: set[tuple[str, int, str]] | None = None) -> list[Reading]:
    """Readings without those that say again of a spelling that it has a tag in a paradigm."""
    seen = set() if seen is None else seen
    found = []
    for reading in readings:
        key = _key(reading)
        if key not in seen:
            seen.add(key)
            found.append(reading)
    return found


def _key(reading: Reading) -> tuple[str, int, str]:
    entry, terms = reading[3], reading[1].terms
    return ("", -1, terms) if entry is None else (entry[3] + entry[0], entry[1], terms)


def known_prefixes(low: str) -> list[str]:
    """pymorphy3's known prefixes with which a word begins, the longest first."""
    return [prefix for prefix in _prefixes().get(low[:1], ()) if low.startswith(prefix)]


@cache
def _prefixes() -> Mapping[str, Sequence[str]]:
    """The known prefixes by their first letters."""
    from pymorphy3.lang.ru import KNOWN_PREFIXES

    found: dict[str, list[str]] = {}
    for prefix in sorted(KNOWN_PREFIXES, key=len, reverse=True):
        found.setdefault(prefix[0], []).append(prefix)
    return found
