"""A text as words, as sentences and as shingles: what reprints are compared by."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from kadry.copies.dice import Dice
from kadry.fold import fold
from kadry.kept import Kept

if TYPE_CHECKING:  # numpy takes a tenth of a second to load, and most commands do not need it
    import numpy
    from numpy.typing import NDArray

    Numbers = NDArray[numpy.uint32]

SHINGLE = 4  # words
SEED = 1  # of all random numbers here
_WORD = re.compile(r"\w+")
# An abbreviation or initial ends no sentence (г. Москва, И. Петров); a line end does, unless the next line goes on in
# lower case. That sentences stay whole is enough here, for both texts are cut alike.
_SENTENCE_END = re.compile(r'(?<=[\w»")]{3}[.!?…])\s+|\n\s*(?![a-zа-яё\s])')
_UNSEEN = "\u00ad\u0301\u200b\ufeff"  # soft hyphen, stress mark, zero-width space and mark


class Word(NamedTuple):
    """A word in folded form. mark: a name or number, which begins with a capital letter or a digit; loud: in capitals
    throughout, as abbreviations are.
    """

    form: str
    mark: bool
    loud: bool


Sentence = tuple[Word, ...]


class Parsed(NamedTuple):
    """A text's sentences and shingles.

    A sentence holds at least one word. Shingles are the hashes (32 bits) of all
    runs of four words that hold a name or number, or of all runs where none does: names and numbers are what two
    releases of one template differ in, while their other words agree. A text of fewer than four words is one run.
    """

    sentences: tuple[Sentence, ...]
    shingles: frozenset[int]


def parse(text: str) -> Parsed:
    """A text's words."""
    parts = _SENTENCE_END.split(_seen(text))
    found = (tuple(map(_word, _WORD.findall(part))) for part in parts)
    sentences = tuple(words for words in found if words)
    return Parsed(sentences, frozenset(shingles(text).tolist()))


def shingles(text: str) -> "Numbers":
    """A text's shingles alone, some of them more than once: no word runs over the end of a sentence."""
    import numpy as np

    words = _WORD.findall(_seen(text))
    return _runs(np.fromiter(map(_numbers.__getitem__, words), np.uint64, len(words)))


def _seen(text: str) -> str:
    """A text without what nobody sees in it."""
    for mark in _UNSEEN:
        text = text.replace(mark, "")
    return text


@lru_cache(1 << 16)  # a text's words come again and again
def _word(word: str) -> Word:
    return Word(fold(word), _is_mark(word), len(word) > 1 and word.isupper())


def _is_mark(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _number(word: str) -> int:
    """A hash of 32 bits of a word's form, the same on every machine, and as the last bit whether it has a mark."""
    return crc32(fold(word).encode("utf-8", "surrogatepass")) << 1 | _is_mark(word)


_numbers = Kept(_number, 1 << 16)


def _runs(numbers: "NDArray[numpy.uint64]") -> "Numbers":
    """The hashes of a text's runs; only of those that hold a name or number, where some do.

    A multilinear hash (D. Lemire, O. Kaser, Strongly universal string hashing is fast, 2014); two runs that differ have
    one number once in 2 ** 32.
    """
    import numpy as np

    size = min(SHINGLE, len(numbers))
    shift, *factors = _factors()
    number = max(len(numbers) - SHINGLE + 1, size and 1)
    found, marked = np.full(number, shift), np.zeros(number, bool)
    for place, factor in enumerate(factors[:size]):
        beside = numbers[place : place + number]
        found += factor * (beside >> np.uint64(1))
        marked |= (beside & np.uint64(1)).astype(bool)
    return ((found[marked] if marked.any() else found) >> np.uint64(32)).astype(np.uint32)


@cache
def _factors() -> "NDArray[numpy.uint64]":
    """A random shift, and a factor for each place in a run."""
    import numpy as np

    return np.array(Dice(SEED).large(SHINGLE + 1), np.uint64)
