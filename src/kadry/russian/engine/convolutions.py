"""The convolutions that natasha's models share: word products in, 64 features a word out.

A packed sequence is a run of rows, one a word, with a gap before and after each of its sentences: a row that is zeros
to every layer. Rows are worked on in blocks that stay near the processor, each in four planes (``winograd``).

What comes after a layer's products — bias, rectifier, batch normalization — takes one maximum: relu(x + bias) is
max(x, -bias) + bias, and that bias goes, as the normalization's scale and shift do, into the weights of the next layer
and into its own bias. A gap then is the row of numbers that stands for zeros.
"""

from typing import NamedTuple

import numpy as np

from kadry.russian.engine.scratch import ONE, Scratch
from kadry.russian.engine.weights import Floats, Layer, Numbers, Weights
from kadry.russian.engine.winograd import PLANES, TAPS, Exact, convolve, filters

DEPTH = 3  # layers
STEP = 2_000  # rows that come out of a block, in whole fours
SPARE = PLANES * (DEPTH - 1) + 2  # rows that go in besides
PIECE = 64  # rows of a plane whose first-layer products fit in a processor's cache


class Meaning(NamedTuple):
    """What the numbers of a layer stand for: to the next layer x is x · scale + shift."""

    scale: Exact
    shift: Exact


class Stage(NamedTuple):
    """What makes a layer of the one before: weights, the least that a number can be, the row of a gap."""

    weights: tuple[Floats, ...]
    floor: Floats
    gap: Floats


class Encoder:
    """The convolutions of one model. ``width``: the columns of a row of products for each of three places."""

    def __init__(self, model: Weights, scratch: Scratch) -> None:
        first = model.layers[0]
        self.words = first.weight[:, : -model.shapes.shape[1]]
        self.shapes = np.matmul(model.shapes, first.weight[:, -model.shapes.shape[1] :])
        self.shapes[TAPS // 2] += first.bias
        self.width = self.words.shape[2]
        meaning = Meaning(first.scale.astype(np.float64), first.shift.astype(np.float64))
        self._gap = _gap(meaning)
        self._stages = []
        for layer in model.layers[1:]:
            stage, meaning = _stage(meaning, layer)
            self._stages.append(stage)
        self._meaning = meaning
        self._zeros = np.zeros((PIECE, self.width), np.float32)  # maximum takes far less time with these than with 0
        self._scratch = scratch

    def head(self, weight: Floats, bias: Floats) -> Floats:
        """A linear head for rows of features: (features + 1) × outputs."""
        wide = weight.astype(np.float64)
        return np.vstack((wide * self._meaning.scale[:, None], self._meaning.shift @ wide + bias)).astype(np.float32)

    def features(self, products: Floats, rows: Numbers) -> Floats:
        """What the model makes of a packed sequence: a row of 64 columns and a 1 for each word; those of gaps are void.

        products: a row of 3 × width columns for each word form, the first all zeros; rows: which of them each word of
        the sequence has, 0 between sentences, in whole fours.
        """
        width = self._stages[-1].floor.shape[1]
        made = np.empty((len(rows) // PLANES, PLANES, width + 1), np.float32)
        made[:, :, -1] = 1
        around = np.pad(rows, (DEPTH, SPARE - DEPTH))
        for start in range(0, len(rows), STEP):
            block = around[start : start + STEP + SPARE]
            planes = self._sums(products, block)
            for depth, stage in enumerate(self._stages, 2):
                planes = convolve(planes, stage.weights, self._scratch)
                np.maximum(planes, stage.floor[: planes.shape[1]], out=planes)
                planes[_gaps(block[depth:], planes)] = stage.gap
            made[start // PLANES : (start + STEP) // PLANES, :, :-1] = planes.swapaxes(0, 1)
        return made.reshape(len(rows), width + 1)

    def _sums(self, products: Floats, block: Numbers) -> Floats:
        """The first layer in planes: the three products that meet at a word."""
        count = (len(block) - 2) // PLANES
        made = self._scratch.array("first", PLANES, count, self.width)
        fours = (block[tap : tap + PLANES * count].reshape(count, PLANES).T for tap in range(TAPS))
        places = np.stack([rows * TAPS + tap for tap, rows in enumerate(fours)])
        for start in range(0, count, PIECE):
            asked, out = places[:, :, start : start + PIECE], made[:, start : start + PIECE]
            found = self._scratch.array(ONE, *asked.shape, self.width)
            np.take(products.reshape(-1, self.width), asked, axis=0, mode="clip", out=found)
            np.add(found[0], found[1], out=found[0])
            np.add(found[0], found[2], out=found[0])
            np.maximum(found[0], self._zeros[: out.shape[1]], out=out)
        made[_gaps(block[1:], made)] = self._gap
        return made


def _gaps(rows: Numbers, planes: Floats) -> tuple[Numbers, Numbers]:
    """The plane and the place in it of each gap among the rows that planes have."""
    place, plane = np.divmod(np.flatnonzero(rows[: PLANES * planes.shape[1]] == 0), PLANES)
    return plane, place


def _stage(before: Meaning, layer: Layer) -> tuple[Stage, Meaning]:
    """A layer, and what its numbers stand for."""
    taps = layer.weight.astype(np.float64)
    bias = before.shift @ taps.sum(axis=0) + layer.bias
    meaning = Meaning(layer.scale.astype(np.float64), layer.shift + layer.scale * bias)
    floor = np.tile((-bias).astype(np.float32), (STEP // PLANES + 1, 1))
    return Stage(filters(*(taps * before.scale[:, None])), floor, _gap(meaning)), meaning


def _gap(meaning: Meaning) -> Floats:
    return (-meaning.shift / meaning.scale).astype(np.float32)
