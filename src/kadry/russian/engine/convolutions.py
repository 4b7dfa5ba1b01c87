"""The convolutions that natasha's models share: word products in, 64 features a word out.

A packed sequence is a run of rows, one a word, with a row of zeros before and after each of its sentences. Its columns
end in one that is 1 for a word and 0 between sentences: by it, a layer's products add the bias and the shift of the
batch normalization, which stop at a sentence's edge as the words themselves do.

A convolution over three words takes four products for two words, not six (Winograd's F(2, 3), as in Lavin and Gray,
Fast algorithms for convolutional neural networks, 2016): rows lie in two planes, those of even and of odd number, so
that sums over neighbours are sums of whole planes. Rows are worked on in blocks that stay near the processor.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kadry.russian.engine.scratch import Scratch
from kadry.russian.engine.weights import Floats, Layer, Numbers, Weights

DEPTH = 3  # layers
STEP = 2_000  # rows that come out of a block, an even number
BLOCK = STEP + 2 * DEPTH  # rows that go in
PIECE = 64  # pairs of rows whose first-layer products fit in a processor's cache
TAPS = 3


class Filters(NamedTuple):
    """A layer's weights for what is multiplied with them, each (inputs + 1) × filters.

    first: even − next even; sum: odd + next even; difference: next even − odd; last: odd − next odd.
    """

    first: Floats
    sum: Floats
    difference: Floats
    last: Floats


class Encoder:
    """The convolutions of one model. ``width``: the columns of a row of ``first`` for each of three places."""

    def __init__(self, model: Weights, scratch: Scratch) -> None:
        self.first = _first(model.layers[0], model.shapes)
        self.words = _words(model.layers[0], model.shapes.shape[1])
        self.width = self.words.shape[2]
        self._layers = [_filters(*model.layers[i : i + 2]) for i in range(DEPTH - 1)]
        self._zeros = np.zeros((PIECE, self.width), np.float32)  # maximum takes far less time with these than with 0
        self._scratch = scratch

    def features(self, products: Floats, rows: Numbers) -> Floats:
        """What the model makes of a packed sequence: a row of 64 columns and the mark for each of its rows.

        products: a row of 3 × width columns for each word form, the first all zeros; rows: which of them each word of
        the sequence has, 0 between sentences, an even number of them.
        """
        made = np.empty((len(rows), self._layers[-1].first.shape[1] + 1), np.float32)
        around = np.pad(rows, DEPTH)
        for start in range(0, len(rows), STEP):
            block = around[start : start + BLOCK]
            planes = self._sums(products, block)
            for depth, weights in enumerate(self._layers, 2):
                planes = self._convolve(planes, weights, block[depth:-depth])
            made[start : start + STEP : 2], made[start + 1 : start + STEP : 2] = planes
        return made

    def _sums(self, products: Floats, block: Numbers) -> Floats:
        """The first layer in two planes: the three products that meet at a word."""
        pairs = len(block) // 2 - 1
        made = self._scratch.array("sums", 2, pairs, self.width)
        places = np.stack([block[tap : tap + 2 * pairs].reshape(-1, 2).T * TAPS + tap for tap in range(TAPS)])
        for start in range(0, pairs, PIECE):
            asked, out = places[:, :, start : start + PIECE], made[:, start : start + PIECE]
            found = self._scratch.array("products", *asked.shape, self.width)
            np.take(products.reshape(-1, self.width), asked, axis=0, mode="clip", out=found)
            np.add(found[0], found[1], out=out)
            np.add(out, found[2], out=out)
            np.maximum(out, self._zeros[: out.shape[1]], out=out)
        made[_gaps(block[1:-1])] = 0
        return made

    def _convolve(self, planes: Floats, weights: Filters, rows: Numbers) -> Floats:
        """One of the other layers, of which come ``rows``; either plane has one row less than it had."""
        even, odd, after, beyond = planes[0, :-1], planes[1, :-1], planes[0, 1:], planes[1, 1:]
        width = weights.first.shape[1] + 1
        mixed = self._scratch.array(f"mixed {width}", *even.shape)
        made = self._scratch.array(f"made {width}", 4, len(even), width)
        made[:, :, -1] = 0
        np.matmul(np.subtract(even, after, out=mixed), weights.first, out=made[0, :, :-1])
        np.matmul(np.add(odd, after, out=mixed), weights.sum, out=made[1, :, :-1])
        np.matmul(np.subtract(after, odd, out=mixed), weights.difference, out=made[2, :, :-1])
        np.matmul(np.subtract(odd, beyond, out=mixed), weights.last, out=made[3, :, :-1])
        np.add(made[0], made[1], out=made[0])
        np.add(made[0], made[2], out=made[0])
        np.subtract(made[1], made[2], out=made[1])
        np.subtract(made[1], made[3], out=made[1])
        out = made[:2]
        np.maximum(out, self._zeros[0, :width], out=out)
        out[:, :, -1] = 1
        out[_gaps(rows)] = 0
        return out


def _gaps(rows: Numbers) -> tuple[Numbers, Numbers]:
    """The plane and the place in it of each row between sentences."""
    place, plane = np.divmod(np.flatnonzero(rows == 0), 2)
    return plane, place


def _words(layer: Layer, shape: int) -> Floats:
    """The part of the first layer that multiplies a word's vector: 3 × dimensions × (filters + 1)."""
    return np.pad(layer.weight[:, :-shape], ((0, 0), (0, 0), (0, 1)))


def _first(layer: Layer, shapes: Floats) -> Floats:
    """What a word's shape adds to its product, with the bias and the mark of a word: 3 × shapes × (filters + 1)."""
    added = np.pad(np.matmul(shapes, layer.weight[:, -shapes.shape[1] :]), ((0, 0), (0, 0), (0, 1)))
    added[1, :, :-1] += layer.bias
    added[1, :, -1] = 1
    return added


def _filters(before: Layer, layer: Layer) -> Filters:
    """A layer's weights with the normalization before it, the last input being the mark."""
    left, middle, right = (_folded(before, layer.weight[tap], layer.bias * (tap == TAPS // 2)) for tap in range(TAPS))
    made = left, (left + middle + right) / 2, (left - middle + right) / 2, right
    return Filters(*(weight.astype(np.float32) for weight in made))


def folded_head(before: Layer, weight: Floats, bias: Floats) -> Floats:
    """A linear head with the normalization before it: (inputs + 1) × outputs."""
    return _folded(before, weight, bias).astype(np.float32)


def _folded(before: Layer, weight: Floats, bias: Floats) -> NDArray[np.float64]:
    wide = weight.astype(np.float64)
    return np.vstack((wide * before.scale[:, None], before.shift @ wide + bias))
