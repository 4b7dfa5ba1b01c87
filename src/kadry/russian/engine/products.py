"""What the first layer makes of a word form, kept while it is frequent.

A form is a word of the vocabulary in a shape (lower case, capital, …). Its products with the first convolution of all
models are the dearest part of the analysis, and news repeats itself: they are kept for at most ``CAPACITY`` forms. When
the table is full, the forms that were asked for least give way and all counts are halved.
"""

import mmap
import sys
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kadry.russian.engine.convolutions import Encoder
from kadry.russian.engine.scratch import ONE, TWO, Scratch
from kadry.russian.engine.spellings import Spellings
from kadry.russian.engine.weights import Floats, Numbers, embedding
from kadry.russian.engine.winograd import TAPS

CAPACITY = 16_384  # forms; 9 KB each
FORGOTTEN = 4  # one in so many rows is given up when the table is full
TOGETHER = 1_024  # forms whose products are made at once


class Products:
    """Tables with a row of products for each form in use, one table an encoder; row 0 is all zeros."""

    def __init__(self, encoders: Sequence[Encoder], spellings: Spellings, scratch: Scratch) -> None:
        self._spellings, self._scratch = spellings, scratch
        self._words = [np.concatenate(tuple(encoder.words), axis=1) for encoder in encoders]
        self._shapes = [np.concatenate(tuple(encoder.shapes), axis=1) for encoder in encoders]
        self.tables = [_zeros(1 + CAPACITY, TAPS * encoder.width) for encoder in encoders]
        self._row = np.zeros(len(spellings), np.min_scalar_type(CAPACITY))
        self._form = np.full(1 + CAPACITY, -1, np.intp)
        self._uses = np.zeros(1 + CAPACITY, np.int64)
        self._free = list(range(CAPACITY, 0, -1))

    def rows(self, forms: Numbers) -> Numbers:
        """The row of each form in the tables, which hold them until the next call."""
        rows = self._row[forms].astype(np.intp)
        missing = np.flatnonzero(rows == 0)
        if len(missing):
            wanted = np.array(sorted(set(forms[missing].tolist())), np.intp)
            if len(wanted) > len(self._free):
                self._forget(len(wanted), rows)
            self._add(wanted)
            rows[missing] = self._row[forms[missing]]
        np.add.at(self._uses, rows, 1)
        return rows

    def _add(self, forms: Numbers) -> None:
        rows = np.array(sorted([self._free.pop() for _ in range(len(forms))]), np.intp)
        words, shapes = self._spellings.parts(forms)
        for start in range(0, len(forms), TOGETHER):
            part = slice(start, start + TOGETHER)
            own, vectors = rows[part], embedding().vectors(words[part])
            beside = own[-1] - own[0] == len(own) - 1  # which makes a copy needless
            for table, weight, added in zip(self.tables, self._words, self._shapes, strict=True):
                made, more = (self._scratch.array(name, len(own), weight.shape[1]) for name in (ONE, TWO))
                if beside:
                    made = table[own[0] : own[-1] + 1]
                np.matmul(vectors, weight, out=made)
                made += np.take(added, shapes[part], axis=0, mode="clip", out=more)
                if not beside:
                    table[own] = made
        self._form[rows] = forms
        self._row[forms] = rows

    def _forget(self, needed: int, kept: Numbers) -> None:
        """Free rows, the least used first, none of ``kept``."""
        uses: NDArray[np.int64] = np.where(self._form < 0, np.iinfo(np.int64).max, self._uses)
        uses[kept] = np.iinfo(np.int64).max
        count = max(needed - len(self._free), CAPACITY // FORGOTTEN)
        freed = np.argsort(uses, kind="stable")[:count]
        freed = freed[uses[freed] < np.iinfo(np.int64).max]
        self._row[self._form[freed]] = 0
        self._form[freed] = -1
        self._uses[freed] = 0
        self._free += freed.tolist()
        self._uses //= 2


def _zeros(rows: int, columns: int) -> Floats:
    """Zeros in pages that come one by one as they fill; numpy's own would be huge ones, which take longer to come."""
    size = rows * columns * np.dtype(np.float32).itemsize
    flags = {} if sys.platform == "win32" else {"flags": mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS}
    data = mmap.mmap(-1, size, **flags)
    return np.frombuffer(data, np.float32).reshape(rows, columns)
