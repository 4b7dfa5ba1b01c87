"""Boosted decision trees, evaluated with numpy alone: what a learned part of Kadry runs on.

A forest is trained elsewhere (training/) and kept as arrays, one entry a node, the trees one after the other. A row
goes left where its value is at most the node's threshold, or is missing and the node sends missing values left. The
probability is the logistic function of the sum of the leaves' values and a start value (Friedman, Greedy function
approximation: a gradient boosting machine, Annals of Statistics 29, 2001).
"""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from kadry.russian.models import taggers

BATCH = 256  # rows that are in hand at once


class Forest(Struct, frozen=True):
    """Trees over named numbers. Node arrays: feature, threshold, left, right (a leaf's are its own), missing, value.

    names: the numbers in the order of a row's columns; projection: dimensions × 300, from natasha's word embeddings to
    the columns that tell of a word.
    """

    names: tuple[str, ...]
    start: float
    roots: Any
    feature: Any
    threshold: Any
    left: Any
    right: Any
    missing: Any
    value: Any
    depth: int
    projection: Any

    def probabilities(self, rows: list[list[float]]) -> list[float]:
        """The probability of each row of numbers, in the order of ``names``; a missing number is NaN."""
        table = np.asarray(rows, dtype=np.float64).reshape(len(rows), len(self.names))
        return [p for first in range(0, len(rows), BATCH) for p in self._batch(table[first : first + BATCH])]

    def _batch(self, table: Any) -> list[float]:
        place = np.repeat(self.roots[None, :], len(table), axis=0)
        lines = np.arange(len(table))[:, None]
        for _ in range(self.depth):
            seen = table[lines, self.feature[place]]
            left = (seen <= self.threshold[place]) | (np.isnan(seen) & self.missing[place])
            place = np.where(left, self.left[place], self.right[place])
        total = self.start + self.value[place].sum(axis=1)
        found: list[float] = (1.0 / (1.0 + np.exp(-total))).tolist()
        return found

    def word(self, low: str) -> list[float]:
        """The columns that tell of a word; zeros for one that the embeddings do not know."""
        embedding = taggers().embedding
        if low not in embedding:
            return [0.0] * len(self.projection)
        found: list[float] = (self.projection @ embedding[low].astype(np.float64)).tolist()
        return found


@cache
def load(file: Path) -> Forest:
    """The forest that training/train.py has written."""
    with np.load(file, allow_pickle=False) as kept:
        return Forest(
            names=tuple(str(name) for name in kept["names"]),
            start=float(kept["start"]),
            roots=kept["roots"].astype(np.intp),
            feature=kept["feature"].astype(np.intp),
            threshold=kept["threshold"].astype(np.float64),
            left=kept["left"].astype(np.intp),
            right=kept["right"].astype(np.intp),
            missing=kept["missing"],
            value=kept["value"].astype(np.float64),
            depth=int(kept["depth"]),
            projection=kept["projection"].astype(np.float64),
        )
