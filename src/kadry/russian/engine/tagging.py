"""Morphology, syntax and names of many sentences and texts at once."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from msgspec import Struct

from kadry.russian.engine.convolutions import DEPTH, Encoder
from kadry.russian.engine.paths import decode
from kadry.russian.engine.products import Products
from kadry.russian.engine.scratch import ONE, TWO, Scratch
from kadry.russian.engine.spellings import spellings
from kadry.russian.engine.weights import Floats, Numbers, Weights, model
from kadry.russian.engine.winograd import PLANES

BLOCK = 256  # words whose scores are in hand at once
LENGTHS = 8  # sentences of so many lengths go through syntax together
WORDS = 512  # words whose relations are worked out at once
ROWS = 8_000  # words and gaps that are in hand at once, but for a longer text
MORPH, SYNTAX, NER = range(3)
LONG = 2_000  # words of a text that go through the name model at once
TIED = 1e-4  # words with the same words around them score alike but for rounding: the first is taken


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
        scratch = self._scratch = Scratch()
        self._encoders = [Encoder(weights, scratch) for weights in (morph, syntax, ner)]
        self._products = Products(self._encoders, spellings(), scratch)
        self._morph, self._names = (
            self._encoders[number].head(weights.heads["head.proj.weight"], weights.heads["head.proj.bias"])
            for number, weights in ((MORPH, morph), (NER, ner))
        )
        self._transitions = ner.heads["head.crf.transitions"]
        self._tree = Tree(syntax, self._encoders[SYNTAX], scratch)

    def tag(self, sentences: Sequence[Numbers]) -> Tagged:
        """Morphology and syntax of sentences, each the numbers of its words' forms, one or more."""
        tags: list[int] = []
        heads: list[int] = []
        relations: list[int] = []
        for stretches in _batches(_Stretch(run, 0, len(run)) for run in sentences):
            packed = self._packed(stretches)
            tags += _best(self._features(packed, MORPH)[packed.places], self._morph, self._scratch).tolist()
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
        rows = np.zeros(-(-(len(places) + len(sizes)) // PLANES) * PLANES, np.intp)
        rows[places] = self._products.rows(np.concatenate([stretch.forms for stretch in stretches]))
        return _Packed(rows, places, sizes)

    def _features(self, packed: "_Packed", number: int) -> Floats:
        return self._encoders[number].features(self._products.tables[number], packed.rows)


class Tree:
    """The two heads of the syntax model: which word governs which, and in what relation (Dozat and Manning, 2017)."""

    def __init__(self, weights: Weights, encoder: Encoder, scratch: Scratch) -> None:
        self._scratch = scratch
        given, parts = weights.heads, ("head.head", "head.tail", "rel.head", "rel.tail")
        weight = np.hstack([given[f"{part}.proj.weight"] for part in parts])
        bias = np.hstack([given[f"{part}.proj.bias"] for part in parts])
        self._project = encoder.head(weight, bias)
        self._size = len(bias) // len(parts)
        roots = np.hstack(
            [np.repeat(given[f"{side}.root"][:, None], 2 * self._size, axis=1) for side in ("head", "rel")]
        )
        self._root = np.maximum((weight * roots).sum(axis=0) + bias, 0)
        self._zeros = np.zeros_like(self._root)  # maximum takes far less time with these than with 0
        self._kernel = given["head.kernel"]
        kernel = given["rel.kernel"].reshape(self._size, -1, self._size)  # head × label × tail
        self._relation = np.ascontiguousarray(kernel.swapaxes(1, 2)).reshape(self._size, -1)

    def parse(self, features: Floats, packed: "_Packed") -> tuple[Numbers, Numbers]:
        """The head of each word in its sentence (-1: root) and its relation, from the features of packed sentences."""
        size, places = self._size, packed.places
        sides = self._scratch.array("sides", len(features), len(self._root))
        np.matmul(features, self._project, out=sides)
        np.maximum(sides, self._zeros, out=sides)
        sides[packed.rows == 0] = self._root  # the row before the first word stands for the root
        asking = np.matmul(sides[:, :size], self._kernel)
        roots = places[np.cumsum(packed.sizes) - packed.sizes] - 1
        head = _heads(asking, sides[:, size : 2 * size], roots, packed.sizes)[places]
        governing = np.repeat(roots, packed.sizes) + head
        return head - 1, self._relations(sides[:, 2 * size : 3 * size], governing, sides[places, 3 * size :])

    def _relations(self, heads: Floats, governing: Numbers, tails: Floats) -> Numbers:
        """The relation of each word, by its own row of ``tails`` and the row of ``heads`` of its governing word.

        What a head makes of the kernel is worked out once for all words that it governs.
        """
        width = self._relation.shape[1]
        governs = np.zeros(len(heads), bool)
        governs[governing] = True
        distinct, asked = heads[governs], (np.cumsum(governs) - 1)[governing]
        found = np.empty(len(tails), np.intp)
        for start in range(0, len(tails), WORDS):
            part = slice(start, start + WORDS)
            first, last = asked[part].min(), asked[part].max() + 1
            made = self._scratch.array(ONE, last - first, width)
            np.matmul(distinct[first:last], self._relation, out=made)
            own = self._scratch.array(TWO, len(asked[part]), width)
            np.take(made, asked[part] - first, axis=0, mode="clip", out=own)
            found[part] = np.matmul(tails[part, None, :], own.reshape(len(own), self._size, -1))[:, 0].argmax(axis=1)
        return found


def _heads(asking: Floats, tails: Floats, roots: Numbers, sizes: Numbers) -> Numbers:
    """For each row of a word the place of its head among root and words: sentences of about one length at a time.

    A shorter one is filled up with its last word, which never comes first among those that do alike.
    """
    head = np.zeros(len(asking), np.intp)
    filled = -(-sizes // LENGTHS) * LENGTHS
    for size in sorted(set(filled.tolist())):
        chosen = filled == size
        rows = roots[chosen, None] + np.minimum(np.arange(size + 1), sizes[chosen, None])
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


def _best(features: Floats, weight: Floats, scratch: Scratch) -> Numbers:
    """The output of a linear head that is largest for each row, block by block."""
    found = np.empty(len(features), np.intp)
    for start in range(0, len(features), BLOCK):
        part = features[start : start + BLOCK]
        scores = np.matmul(part, weight, out=scratch.array(ONE, len(part), weight.shape[1]))
        found[start : start + BLOCK] = scores.argmax(axis=1)
    return found


@cache
def engine() -> Engine:
    """The one of this process: about a third of a second to load."""
    return Engine()
