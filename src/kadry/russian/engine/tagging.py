"""Morphology, syntax and names of many sentences and texts at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

import numpy as np
from msgspec import Struct

from kadry.russian.engine.convolutions import DEPTH, Encoder, folded_head
from kadry.russian.engine.paths import decode
from kadry.russian.engine.products import Products, forms
from kadry.russian.engine.scratch import Scratch
from kadry.russian.engine.weights import Floats, Numbers, Weights, model

BLOCK = 256  # words whose scores are in hand at once
ROWS = 8_000  # words and gaps that are in hand at once, but for a longer text
MORPH, SYNTAX, NER = range(3)
LONG = 2_000  # words of a text that go through the name model at once
WIDE = 16  # a product of full columns of so many takes less time than one of some fewer
TIED = 1e-4  # words with the same words around them score alike but for rounding: the first is taken

Result = TypeVar("Result", Floats, Numbers)


class Tagged(Struct, frozen=True):
    """The labels of all words of some sentences, one after the other.

    tag and relation: numbers in ``Engine.tags`` and ``Engine.relations``; head: the place in the sentence, -1 for its
    root.
    """

    tags: list[int]
    heads: list[int]
    relations: list[int]


class Engine:
    """natasha's three models. ``tags``, ``relations`` and ``kinds`` are the names of their labels."""

    def __init__(self) -> None:
        morph, syntax, ner = (model(name) for name in ("morph", "syntax", "ner"))
        self.tags, self.relations, self.kinds = morph.labels, syntax.labels, ner.labels
        scratch = Scratch()
        self._encoders = [Encoder(weights, scratch) for weights in (morph, syntax, ner)]
        self._products = Products(self._encoders, forms(), scratch)
        self._morph = folded_head(morph.layers[-1], morph.heads["head.proj.weight"], morph.heads["head.proj.bias"])
        self._names = folded_head(ner.layers[-1], ner.heads["head.proj.weight"], ner.heads["head.proj.bias"])
        self._transitions = ner.heads["head.crf.transitions"]
        self._tree = Tree(syntax)

    def tag(self, sentences: Sequence[Numbers]) -> Tagged:
        """Morphology and syntax of sentences, each the numbers of its words' forms, one or more."""
        tags: list[int] = []
        heads: list[int] = []
        relations: list[int] = []
        for stretches in _batches(_Stretch(run, 0, len(run)) for run in sentences):
            packed = self._packed(stretches)
            tags += _rows(self._features(packed, MORPH)[packed.places], self._morph, _best).tolist()
            head, relation = self._tree.parse(self._features(packed, SYNTAX), packed)
            heads += head.tolist()
            relations += relation.tolist()
        return Tagged(tags, heads, relations)

    def names(self, texts: Sequence[Numbers]) -> list[int]:
        """The number of each word's tag in ``kinds``; texts are the numbers of their words' forms, one or more."""
        if not texts:
            return []
        emissions = [scores for part in _batches(_stretches(texts)) for scores in self._emissions(part)]
        return decode(np.concatenate(emissions), self._transitions, [len(text) for text in texts])

    def _emissions(self, stretches: Sequence["_Stretch"]) -> Iterator[Floats]:
        packed = self._packed(stretches)
        scores = np.matmul(self._features(packed, NER)[packed.places], self._names)
        start = 0
        for stretch in stretches:
            yield scores[start + stretch.first : start + stretch.last]
            start += len(stretch.forms)

    def _packed(self, stretches: Sequence["_Stretch"]) -> "_Packed":
        sizes = np.array([len(stretch.forms) for stretch in stretches])
        places = np.arange(sizes.sum()) + np.repeat(np.arange(1, len(sizes) + 1), sizes)
        rows = np.zeros((len(places) + len(sizes) + 1) // 2 * 2, np.intp)
        rows[places] = self._products.rows(np.concatenate([stretch.forms for stretch in stretches]))
        return _Packed(rows, places, sizes)

    def _features(self, packed: "_Packed", number: int) -> Floats:
        return self._encoders[number].features(self._products.tables[number], packed.rows)


class Tree:
    """The two heads of the syntax model: which word governs which, and in what relation (Dozat and Manning, 2017)."""

    def __init__(self, weights: Weights) -> None:
        given, parts = weights.heads, ("head.head", "head.tail", "rel.head", "rel.tail")
        weight = np.hstack([given[f"{part}.proj.weight"] for part in parts])
        bias = np.hstack([given[f"{part}.proj.bias"] for part in parts])
        self._project = folded_head(weights.layers[-1], weight, bias)
        self._size = len(bias) // len(parts)
        roots = np.hstack(
            [np.repeat(given[f"{side}.root"][:, None], 2 * self._size, axis=1) for side in ("head", "rel")]
        )
        self._root = np.maximum((weight * roots).sum(axis=0) + bias, 0)
        self._kernel = given["head.kernel"]
        kernel = given["rel.kernel"].reshape(self._size, -1, self._size)
        self._labels = kernel.shape[1]
        relation = kernel.transpose(0, 2, 1).reshape(self._size**2, -1)
        self._relation = np.pad(relation, ((0, 0), (0, -self._labels % WIDE)))

    def parse(self, features: Floats, packed: "_Packed") -> tuple[Numbers, Numbers]:
        """The head of each word in its sentence (-1: root) and its relation, from the features of packed sentences."""
        size, places = self._size, packed.places
        sides = np.matmul(features, self._project)
        np.maximum(sides, 0, out=sides)
        sides[packed.rows == 0] = self._root  # the row before the first word stands for the root
        asking = np.matmul(sides[:, :size], self._kernel)
        roots = places[np.cumsum(packed.sizes) - packed.sizes] - 1
        head = _heads(asking, sides[:, size : 2 * size], roots, packed.sizes)[places]
        governing = np.repeat(roots, packed.sizes) + head
        return head - 1, self._relations(sides[governing, 2 * size : 3 * size], sides[places, 3 * size :])

    def _relations(self, heads: Floats, tails: Floats) -> Numbers:
        found = np.empty(len(heads), np.intp)
        pairs = np.zeros((BLOCK, self._size, self._size), np.float32)
        for start in range(0, len(heads), BLOCK):
            part = slice(start, start + BLOCK)
            count = len(heads[part])
            np.multiply(heads[part, :, None], tails[part, None, :], out=pairs[:count])
            found[part] = _best(np.matmul(pairs.reshape(BLOCK, -1), self._relation)[:count, : self._labels])
        return found


def _heads(asking: Floats, tails: Floats, roots: Numbers, sizes: Numbers) -> Numbers:
    """For each row of a word the place of its head among root and words: sentences of one length at a time."""
    head = np.zeros(len(asking), np.intp)
    for size in sorted(set(sizes.tolist())):
        rows = roots[sizes == size, None] + np.arange(size + 1)
        scores = np.matmul(asking[rows[:, 1:]], tails[rows].swapaxes(1, 2))
        tied = scores >= scores.max(axis=2, keepdims=True) - TIED
        head[rows[:, 1:]] = tied.argmax(axis=2)
    return head


class _Stretch(Struct, frozen=True):
    """Words, by their forms, that lie together in a packed sequence; those from first to last are asked about."""

    forms: Numbers
    first: int
    last: int


class _Packed(Struct, frozen=True):
    """Stretches in one sequence with a gap before each: rows of the tables of products, 0 in gaps; where words lie."""

    rows: Numbers
    places: Numbers
    sizes: Numbers


def _stretches(texts: Iterable[Numbers]) -> Iterator[_Stretch]:
    """Texts in stretches of ``LONG`` words, each with the words beside it that its scores hang on."""
    for text in texts:
        for start in range(0, len(text), LONG):
            first, end = max(0, start - DEPTH), min(start + LONG, len(text))
            yield _Stretch(text[first : end + DEPTH], start - first, end - first)


def _batches(stretches: Iterable[_Stretch]) -> Iterator[list[_Stretch]]:
    """Stretches whose packed sequence has at most ``ROWS`` rows; a longer one alone."""
    part: list[_Stretch] = []
    rows = 0
    for stretch in stretches:
        if part and rows + len(stretch.forms) + 1 > ROWS:
            yield part
            part, rows = [], 0
        part.append(stretch)
        rows += len(stretch.forms) + 1
    if part:
        yield part


def _rows(features: Floats, weight: Floats, finish: Callable[[Floats], Result]) -> Result:
    """What a product makes of each row, block by block."""
    return np.concatenate([finish(features[i : i + BLOCK] @ weight) for i in range(0, len(features), BLOCK)])


def _best(scores: Floats) -> Numbers:
    found: Numbers = scores.argmax(axis=1)
    return found


def _positive(scores: Floats) -> Floats:
    return np.maximum(scores, 0)


@cache
def engine() -> Engine:
    """The one of this process: about a third of a second to load."""
    return Engine()
