"""Everything that natasha gives for a text, in records of our own, for those who want no more than that."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from kadry.russian.engine.labels import Cut, Labels, cut, label
from kadry.russian.engine.lemmas import NameWord, lemma, normal
from kadry.russian.engine.segments import sentences
from kadry.russian.engine.tagging import engine


class Word(Struct, frozen=True, gc=False):
    """A token: offsets, text, morphology («NOUN|Case=Nom|Number=Sing»), head, relation and lemma.

    head: a place in the sentence, -1 for its root.
    """

    start: int
    end: int
    text: str
    label: str
    head: int
    relation: str
    lemma: str


class Name(Struct, frozen=True, gc=False):
    """A name: offsets, PER, LOC or ORG, and its normal form."""

    start: int
    end: int
    kind: str
    normal: str


class Annotation(Struct, frozen=True):
    """One text's sentences, a sentence of more than 400 tokens in windows, and its names."""

    sentences: tuple[tuple[Word, ...], ...]
    names: tuple[Name, ...]


def annotate(texts: Sequence[str]) -> Iterator[Annotation]:
    """natasha's labels of each text. Texts are worked out together: some thousands of words at a time are fastest."""
    cuts = [cut(text, sentences(text)) for text in texts]
    for given, labels in zip(cuts, label(cuts), strict=True):
        found = tuple(words(given, labels))
        yield Annotation(
            sentences=tuple(found[first:last] for first, last in pairwise((0, *given.ends))),
            names=tuple(names(given, labels)),
        )


def words(given: Cut, labels: Labels) -> Iterator[Word]:
    """The tokens of a text with their labels and lemmas."""
    tags, relations = engine().tags, engine().relations
    for (start, end, text), tag, head, relation in zip(
        given.tokens, labels.tags, labels.heads, labels.relations, strict=True
    ):
        yield Word(start, end, text, tags[tag], head, relations[relation], lemma(text, tags[tag]))


def names(given: Cut, labels: Labels) -> Iterator[Name]:
    """The names of a text with their normal forms."""
    starts = [token[0] for token in given.tokens]
    sentence = [first for first, last in pairwise((0, *given.ends)) for _ in range(first, last)]
    for start, end, kind in labels.names:
        span = range(bisect_left(starts, start), bisect_left(starts, end))
        inside = [_part(given, labels, place, sentence[place], span) for place in span]
        yield Name(start, end, kind, normal(inside, agreeing=kind == "ORG"))


def _part(given: Cut, labels: Labels, place: int, sentence: int, span: range) -> NameWord:
    head = labels.heads[place] + sentence
    inside = labels.heads[place] >= 0 and head in span
    return NameWord(*given.tokens[place], engine().tags[labels.tags[place]], head - span.start if inside else -1)
