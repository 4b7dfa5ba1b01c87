"""A text as words, as sentences and as shingles: what reprints are compared by."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from kadry.fold import fold

SHINGLE = 4  # words
_WORD = re.compile(r"\w+")
# An abbreviation or initial ends no sentence (г. Москва, И. Петров); a line end does, unless the next line goes on in
# lower case. That sentences stay whole is enough here, for both texts are cut alike.
_SENTENCE_END = re.compile(r'(?<=[\w»")]{3}[.!?…])\s+|\n\s*(?![a-zа-яё\s])')
_UNSEEN = re.compile("[\u00ad\u0301\u200b\ufeff]")  # soft hyphen, stress mark, zero-width space and mark


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

    A sentence holds at least one word. Shingles are the hashes (64 bits) of all
    runs of four words that hold a name or number, or of all runs where none does: names and numbers are what two
    releases of one template differ in, while their other words agree. A text of fewer than four words is one run.
    """

    sentences: tuple[Sentence, ...]
    shingles: frozenset[int]


def parse(text: str) -> Parsed:
    """A text's words."""
    parts = _SENTENCE_END.split(_UNSEEN.sub("", text))
    found = (tuple(map(_word, _WORD.findall(part))) for part in parts)
    sentences = tuple(words for words in found if words)
    return Parsed(sentences, _shingles([word for sentence in sentences for word in sentence]))


def shingles(text: str) -> frozenset[int]:
    """A text's shingles alone: no word runs over the end of a sentence."""
    return _shingles(list(map(_word, _WORD.findall(_UNSEEN.sub("", text)))))


def _shingles(words: Sequence[Word]) -> frozenset[int]:
    """Hashing is BLAKE2b's, so that it is the same on every machine."""
    telling = set(_runs(words, marked=True)) or set(_runs(words, marked=False))
    return frozenset(map(_hash, telling))


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest())


@lru_cache(1 << 16)  # a text's words come again and again
def _word(word: str) -> Word:
    return Word(fold(word), word[0].isupper() or word[0].isdigit(), len(word) > 1 and word.isupper())


def _runs(words: Sequence[Word], *, marked: bool) -> Iterator[str]:
    """The runs of a text; only those that hold a name or number where they are to be marked."""
    forms = [word.form for word in words]
    unmarked = SHINGLE  # words since the last mark
    for place, word in enumerate(words):
        unmarked = 0 if word.mark else unmarked + 1
        if place >= SHINGLE - 1 and not (marked and unmarked >= SHINGLE):
            yield " ".join(forms[place - SHINGLE + 1 : place + 1])
    if 0 < len(words) < SHINGLE and not (marked and unmarked >= len(words)):
        yield " ".join(forms)
