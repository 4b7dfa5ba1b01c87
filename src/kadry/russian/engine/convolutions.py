"""The convolutions that natasha's models share: word products in, 64 features a word and model out.

A packed sequence is a run of rows, one a word, with a row of zeros before, between and after its sentences. Each
model's columns end in one that is 1 for a word and 0 between sentences: by it, one product a layer adds the bias and
the shift of the batch normalization, which stop at a sentence's edge as the words themselves do.

Matrices are multiplied in blocks of one size: they stay in the processor's cache, and what a word's numbers are does
not hang on the size of a batch (on its place in a block it does, in the seventh digit).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kadry.russian.engine.weights import Floats, Layer, Numbers, Weights

DEPTH = 3  # layers
BLOCK = 256  # rows that are in hand at once
STEP = BLOCK - 2 * DEPTH  # rows that come out of them
PIECE = 64  # rows whose first-layer products fit in a processor's cache
TAPS = 3


class Stack:
    """Some models over one packed sequence. ``width``: the columns of a row of ``first`` for each of three places."""

    def __init__(self, models: Sequence[Weights]) -> None:
        self.first = np.concatenate([_first(m.layers[0], m.shapes) for m in models], axis=2)
        self.words = np.concatenate([_words(m.layers[0], m.shapes.shape[1]) for m in models], axis=2)
        self.width = self.words.shape[2]
        self._layers = [[_folded(*m.layers[i : i + 2]) for m in models] for i in range(DEPTH - 1)]
        self._out = sum(weight.shape[1] // TAPS + 1 for weight in self._layers[-1])

    def features(self, products: Floats, rows: Numbers) -> Floats:
        """What the models make of a packed sequence: 1 + rows + 1 rows of (models × 65) columns, first and last zeros.

        products: a row of 3 × width columns for each word form, the first all zeros; rows: which of them each word of
        the sequence has, 0 between sentences; their number is a multiple of ``STEP``.
        """
        made = np.zeros((len(rows) + 2, self._out), np.float32)
        around = np.pad(rows, DEPTH)
        for start in range(0, len(rows), STEP):
            block = around[start : start + BLOCK]
            found = self._sums(products, block)
            for depth, weights in enumerate(self._layers, 2):
                found = _convolve(found, weights, block[depth:-depth] > 0)
            made[start + 1 : start + 1 + STEP] = found
        return made

    def _sums(self, products: Floats, block: Numbers) -> Floats:
        """The first layer: the three products that meet at a word."""
        width = self.width
        made = np.empty((BLOCK - 2, width), np.float32)
        for start in range(0, BLOCK - 2, PIECE):
            place = np.take(products, block[start : start + PIECE + 2], axis=0, mode="clip")
            out = made[start : start + PIECE]
            np.add(place[:-2, :width], place[1:-1, width : 2 * width], out=out)
            np.add(out, place[2:, 2 * width :], out=out)
            np.maximum(out, 0, out=out)
        made[block[1:-1] == 0] = 0
        return made


def blocks(count: int) -> int:
    """The rows of a packed sequence that holds ``count``: full blocks."""
    return -(-count // STEP) * STEP


def _convolve(features: Floats, weights: Sequence[Floats], marks: NDArray[np.bool_]) -> Floats:
    """One layer of every model; ``weights``: (inputs + 1) × 3 filters each. The rows at the edges fall away."""
    inputs, filters = weights[0].shape[0], weights[0].shape[1] // TAPS
    made = np.empty((len(features) - 2, (filters + 1) * len(weights)), np.float32)
    for number, weight in enumerate(weights):
        sums = np.matmul(features[:, number * inputs : (number + 1) * inputs], weight)
        out = made[:, number * (filters + 1) :][:, :filters]
        np.add(sums[:-2, :filters], sums[1:-1, filters : 2 * filters], out=out)
        np.add(out, sums[2:, 2 * filters :], out=out)
        np.maximum(out, 0, out=out)
    made[:, filters :: filters + 1] = 1
    made[~marks] = 0
    return made


def _words(layer: Layer, shape: int) -> Floats:
    """The part of the first layer that multiplies a word's vector: 3 × dimensions × (filters + 1)."""
    return np.pad(layer.weight[:, :-shape], ((0, 0), (0, 0), (0, 1)))


def _first(layer: Layer, shapes: Floats) -> Floats:
    """What a word's shape adds to its product, with the bias and the mark of a word: 3 × shapes × (filters + 1)."""
    added = np.pad(np.matmul(shapes, layer.weight[:, -shapes.shape[1] :]), ((0, 0), (0, 0), (0, 1)))
    added[1, :, :-1] += layer.bias
    added[1, :, -1] = 1
    return added


def _folded(before: Layer, layer: Layer) -> Floats:
    """A layer's weights with the normalization before it: (inputs + 1) × 3 filters, the last input being the mark."""
    taps = [folded_head(before, layer.weight[tap], layer.bias * (tap == TAPS // 2)) for tap in range(TAPS)]
    return np.hstack(taps)


def folded_head(before: Layer, weight: Floats, bias: Floats) -> Floats:
    """A linear head with the normalization before it: (inputs + 1) × outputs."""
    wide = weight.astype(np.float64)
    return np.vstack((wide * before.scale[:, None], before.shift @ wide + bias)).astype(np.float32)
