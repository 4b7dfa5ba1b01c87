"""Convolutions over three rows with six products for four rows, where twelve would do (Winograd's F(4, 3)).

The rows of a sequence lie in four planes: the first, fifth, ninth … row in the first plane, and so on. Three rows of
weights and four of outputs are a product of polynomials, which its values at 0, 1, −1, ½, −½ and infinity determine
(Lavin and Gray, Fast algorithms for convolutional neural networks, 2016): six sums of neighbours are multiplied with
six sums of weights, and the outputs are sums of these products. All sums are of whole planes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kadry.russian.engine.scratch import Scratch
from kadry.russian.engine.weights import Floats

Exact = NDArray[np.float64]

TAPS = 3
PLANES = 4
POINTS = (0.0, 1.0, -1.0, 0.5, -0.5)
HALF, FOURTH = np.float32(0.5), np.float32(0.25)


def filters(left: Exact, middle: Exact, right: Exact) -> tuple[Floats, ...]:
    """What the six sums are multiplied with, from the weights (inputs × outputs) of the row before, its own, the next.

    The sixth, of infinity, is the last weights themselves.
    """
    made = [
        (left + middle * point + right * point**2) / np.prod([point - other for other in POINTS if other != point])
        for point in POINTS
    ]
    return *(weight.astype(np.float32) for weight in made), right.astype(np.float32)


def convolve(planes: Floats, weights: Sequence[Floats], scratch: Scratch) -> Floats:
    """The planes of the outputs, each with one row less than it had: the first is that of the first three rows.

    planes: 4 × rows × inputs; weights: those that ``filters`` made. The array lies in ``scratch``.
    """
    count, inputs, outputs = planes.shape[1] - 1, *weights[0].shape
    made = scratch.array(f"made {outputs}", len(weights), count, outputs)
    rest, even, odd = scratch.array("mixed", TAPS, count, inputs)
    x0, x1, x2, x3 = planes[:, :-1]
    x4, x5 = planes[:2, 1:]
    np.subtract(x4, np.multiply(x2, FOURTH, out=even), out=even)
    np.subtract(x3, np.multiply(x1, FOURTH, out=odd), out=odd)
    np.matmul(np.add(even, odd, out=rest), weights[1], out=made[1])
    np.matmul(np.subtract(even, odd, out=rest), weights[2], out=made[2])
    np.add(np.multiply(x0, FOURTH, out=rest), even, out=rest)
    np.matmul(np.subtract(rest, x2, out=rest), weights[0], out=made[0])
    np.subtract(x4, x2, out=even)
    np.multiply(np.subtract(x3, x1, out=odd), HALF, out=odd)
    np.matmul(np.add(even, odd, out=rest), weights[3], out=made[3])
    np.matmul(np.subtract(even, odd, out=rest), weights[4], out=made[4])
    np.subtract(np.subtract(x5, x3, out=rest), np.multiply(odd, HALF, out=odd), out=rest)
    np.matmul(rest, weights[5], out=made[5])
    return _outputs(made, scratch)


def _outputs(made: Floats, scratch: Scratch) -> Floats:
    """The four planes of sums of the six products, which are gone then."""
    m0, m1, m2, m3, m4, m5 = made
    ones, halves = scratch.array("sums", 2, *m0.shape)
    np.add(m1, m2, out=ones)
    np.subtract(m1, m2, out=m1)
    np.add(m3, m4, out=halves)
    np.multiply(np.subtract(m3, m4, out=m3), HALF, out=m3)
    np.add(np.add(m0, ones, out=m0), halves, out=m0)
    np.add(ones, np.multiply(halves, FOURTH, out=halves), out=m2)
    np.add(np.multiply(m3, FOURTH, out=m4), m1, out=m4)
    np.add(m1, m3, out=m1)
    np.add(m4, m5, out=m3)
    return made[:PLANES]
