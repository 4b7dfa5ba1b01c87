"""What a word as it is written is to the models, and its lower case, worked out once a spelling."""

from collections.abc import Iterable
from functools import cache
from sys import intern
from typing import NamedTuple

import numpy as np

from kadry.russian.engine.shapes import MARK, OTHER, shape
from kadry.russian.engine.weights import Numbers, encoded, shape_ids, word_ids

REMEMBERED = 100_000  # spellings that are kept
UNKNOWN = "<unk>"


class Spelling(NamedTuple):
    """A word as it is written.

    form: a word of the vocabulary in a shape (lower case, capital, …), by number: word × shapes + shape; low: the lower
    case, ё as е, one string for all that have it; capital: whether it begins with a capital letter.
    """

    form: int
    low: str
    capital: bool


class Spellings:
    """The spellings that were met; its length is the number of all forms that there can be."""

    def __init__(self) -> None:
        self._known: dict[str, Spelling] = {}
        self._words, self._unknown = word_ids(), word_ids()[encoded(UNKNOWN)]
        self._names = shape_ids()
        self._shapes = len(self._names)
        self._marks = frozenset(name[len(MARK) :] for name in self._names if name.startswith(MARK)) - {OTHER}

    def __len__(self) -> int:
        return len(self._words) * self._shapes

    def of(self, words: Iterable[str]) -> list[Spelling]:
        """What is known of each of some words."""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        known = self._known
        return [known.get(word) or self._met(word) for word in words]

    def parts(self, forms: Numbers) -> tuple[Numbers, Numbers]:
        """The word and the shape of each form."""
        return np.divmod(forms, self._shapes)

    def _met(self, word: str) -> Spelling:
        low = word.lower()
        form = self._words.get(encoded(low), self._unknown) * self._shapes + self._names[shape(word, self._marks)]
        found = self._known[word] = Spelling(form, intern(low.replace("ё", "е")), word[:1].isupper())
        return found


@cache
def spellings() -> Spellings:
    """The ones of this process."""
    return Spellings()
