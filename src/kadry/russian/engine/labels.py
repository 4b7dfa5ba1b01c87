"""The labels of whole texts that are cut into sentences and tokens."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from kadry.russian.engine.segments import tokens
from kadry.russian.engine.spellings import Spelling, spellings
from kadry.russian.engine.tagging import engine

WINDOW = 400  # tokens of a sentence that are tagged together: syntax takes time and memory by their square


class Cut(Struct, frozen=True):
    """A text's tokens (start, end, text) and the places among them at which its sentences and windows end."""

    tokens: Sequence[tuple[int, int, str]]
    ends: Sequence[int]


class Labels(Struct, frozen=True):
    """One text's labels, one a token: numbers in the engine's ``tags`` and ``relations``, heads within the sentence.

    head: a place among the sentence's tokens, -1 for the root; names: (start, end, PER | LOC | ORG) in order.
    """

    spellings: list[Spelling]
    tags: list[int]
    heads: list[int]
    relations: list[int]
    names: list[tuple[int, int, str]]


def cut(text: str, bounds: Iterable[tuple[int, int]]) -> Cut:
    """A text cut into tokens, sentences (start and end of each, in order) and windows of these."""
    found = tokens(text, 0, len(text))
    starts = [token[0] for token in found]
    ends: list[int] = []
    first = 0
    for _, end in bounds:
        last = bisect_left(starts, end)
        if first < last:
            ends += [*range(first + WINDOW, last, WINDOW), last]
        first = last
    return Cut(found, ends)


def label(cuts: Sequence[Cut]) -> Iterator[Labels]:
    """The labels of each text, worked out together."""
    spelt = [spellings().of([token[2] for token in cut.tokens]) for cut in cuts]
    texts = [np.array([form for form, _, _ in words], np.intp) for words in spelt]
    tagged = engine().tag([w[a:b] for w, cut in zip(texts, cuts, strict=True) for a, b in pairwise((0, *cut.ends))])
    kinds = engine().names([w for w in texts if len(w)])
    start = 0
    for cut, words in zip(cuts, spelt, strict=True):
        end = start + len(cut.tokens)
        part = slice(start, end)
        names = _spans(cut.tokens, kinds[part])
        yield Labels(words, tagged.tags[part], tagged.heads[part], tagged.relations[part], list(names))
        start = end


def _spans(tokens: Sequence[tuple[int, int, str]], kinds: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """The names that tags mark: B-X opens one, any I goes on with it, O ends it (as slovnet reads BIO)."""
    names = engine().kinds
    outside = names.index("O")
    first = -1
    for place, kind in enumerate(kinds):
        if kind == outside:
            ended = first
            first = -1
        elif names[kind].startswith("B"):
            ended, first = first, place
        else:
            continue
        if ended >= 0:
            yield tokens[ended][0], tokens[place - 1][1], names[kinds[ended]][2:]
    if first >= 0:
        yield tokens[first][0], tokens[-1][1], names[kinds[first]][2:]
