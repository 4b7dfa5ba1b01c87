"""Readings of words with a hyphen that no dictionary has: two words in one, or one with a particle, as in pymorphy3.

The first may be a number («35-летний»), which then does not decline.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kadry.russian.guesses import distinct, guessed, known_prefixes
from kadry.russian.models import morph
from kadry.russian.readings import Reading, grammar, known, normalized

JOINED = re.compile(r"([а-яё]+|[0-9]+)-([а-яё]+)")
PARTICLES = frozenset(("то", "ка", "таки", "де", "тко", "тка", "с", "ста"))
WITH_PARTICLE, MANNER, TWO_WORDS = 0.9, 0.7, 0.75  # what pymorphy3 takes the kinds of guesses to be worth
DATIVE = frozenset(("ADJF", "sing", "datv"))


def hyphenated(low: str) -> list[Reading]:
    """The readings of a word with one hyphen that the dictionary lacks; none where others must tell."""
    parted = JOINED.fullmatch(low)
    if parted is None:
        return []
    left, right = parted.groups()
    if left.isdigit():
        found = [] if right in PARTICLES else list(_second(left, right))
    elif right in PARTICLES:
        found = list(_with_particle(left, right))
    elif left == "по" and any(tag.grammemes >= DATIVE for _, tag, _, _ in _readings(right)):
        found = [(low.replace("ё", "е"), grammar("ADVB"), MANNER, None)]
    elif known_prefixes(low):
        return []
    else:
        found = [*_both(left, right), *_second(left, right)]
    return normalized(low, found)


def _readings(low: str) -> list[Reading]:
    return known(low) or guessed(low)


def _with_particle(word: str, particle: str) -> Iterator[Reading]:
    """«смотри-ка»."""
    for lemma, tag, score, _ in distinct(_readings(word)):
        yield f"{lemma}-{particle}", tag, score * WITH_PARTICLE, None


def _both(left: str, right: str) -> Iterator[Reading]:
    """«человек-гора»: both words decline, where they have the same form."""
    rights = [(lemma, _form(tag.label)) for lemma, tag, _, _ in _readings(right)]
    for lemma, tag, score, _ in _readings(left):
        if tag.label != "UNKN":
            same = (other for other, form in rights if form == _form(tag.label))
            yield from ((f"{lemma}-{other}", tag, score * TWO_WORDS, None) for other in same)


def _second(left: str, right: str) -> Iterator[Reading]:
    """«интернет-магазин»: only the second word declines."""
    start = left.replace("ё", "е")
    for lemma, tag, score, entry in _readings(right):
        if tag.label != "UNKN":
            behind = entry and (*entry[:3], f"{left}-{entry[3]}")
            yield f"{start}-{lemma}", tag, score * TWO_WORDS, behind


@lru_cache(maxsize=10_000)
def _form(label: str) -> frozenset[str]:
    """The part of speech, number, case, person and tense of a tag, by which two words have the same form."""
    tags = morph().TagClass
    counted = tags.PARTS_OF_SPEECH | tags.NUMBERS | tags.CASES | tags.PERSONS | tags.TENSES
    told = grammar(label).grammemes & counted
    return frozenset({"gen1": "gent", "loc1": "loct"}.get(one, one) for one in told)
