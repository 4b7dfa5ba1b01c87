"""Paradigms: which form of a word has other grammemes, chosen once for all words that inflect alike.

pymorphy3 builds all the forms of a word and compares their tags to choose one. What it chooses hangs on the word's
paradigm and on its own place there, so that the choice is kept and only the chosen form is built.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from kadry.russian.models import morph

# A form as the dictionary spells it, the number of its paradigm, its place there, what a guessed word has before it.
Entry = tuple[str, int, int, str]
Change = tuple[str, str, str, str]  # a form's prefix and ending, those of the form that takes its place


def inflect(entry: Entry, wanted: tuple[str, ...]) -> str:
    """The form of a word with other grammemes, or "" where it has no such form."""
    word, paradigm, place, front = entry
    change = _change(paradigm, place, wanted)
    if change is None:
        return ""
    before, after, prefix, ending = change
    return front + prefix + word[len(before) : len(word) - len(after)] + ending


@lru_cache(maxsize=50_000)
def _change(paradigm: int, place: int, wanted: tuple[str, ...]) -> Change | None:
    """What makes the form at a place of a paradigm the one that pymorphy3's ``inflect`` chooses for the grammemes."""
    dictionary = morph().dictionary
    numbers = dictionary.paradigms[paradigm]
    size = len(numbers) // 3
    suffixes, prefixes = numbers[:size], numbers[2 * size :]
    tags = numbers[size : 2 * size]
    best = _best([_grammemes(number) for number in tags], dictionary.gramtab[tags[place]], frozenset(wanted))
    if best is None:
        return None
    beginnings, endings = dictionary.paradigm_prefixes, dictionary.suffixes
    before, after = beginnings[prefixes[place]], endings[suffixes[place]]
    return before, after, beginnings[prefixes[best]], endings[suffixes[best]]


@cache
def _grammemes(number: int) -> frozenset[str]:
    """What the tag of a number says, of which the dictionary has a few thousand."""
    told: frozenset[str] = morph().dictionary.gramtab[number].grammemes
    return told


def _best(forms: Sequence[frozenset[str]], own: Any, wanted: frozenset[str]) -> int | None:
    """The form with the wanted grammemes that has most in common with the own tag of the one at hand."""
    fitting = [k for k, grammemes in enumerate(forms) if wanted <= grammemes]
    if not fitting:
        wanted = own.fix_rare_cases(wanted)
        fitting = [k for k, grammemes in enumerate(forms) if wanted <= grammemes]
    sought = own.updated_grammemes(wanted)
    return max(fitting, key=lambda k: len(sought & forms[k]) - 0.1 * len(sought ^ forms[k]), default=None)
