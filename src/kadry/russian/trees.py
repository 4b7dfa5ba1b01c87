"""Boosted decision trees, evaluated with numpy alone: what a learned part of Kadry runs on.

A forest is trained elsewhere (benchmarks/train.py) and kept as arrays, one entry a node, the trees one after the other.
A row goes left where its value is at most the node's threshold, or is missing and the node sends missing values left.
The probability is the logistic function of the sum of the leaves' values and a start value (Friedman, Greedy function
approximation: a gradient boosting machine, Annals of Statistics 29, 2001).

No tree is walked down. A node that sends a row to the right closes the leaves on its left, whichever way the row comes;
of the leaves that stay open in a tree the first is the row's own. Which leaves a value closes is looked up among the
thresholds of its column (Lucchese et al., QuickScorer, SIGIR 2015).
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from kadry.russian.engine.weights import vector

BATCH = 256  # rows that are in hand at once
LEAVES = 32  # of a tree, one bit each
ALL = np.uint32(0xFFFFFFFF)


class Nodes(Struct, frozen=True):
    """Trees node by node, parents first, a left child right behind its parent, a leaf as its own child.

    Arrays of one entry a node; roots: of one a tree.
    """

    roots: Any
    feature: Any
    threshold: Any
    left: Any
    right: Any
    missing: Any
    value: Any


class Forest(Struct, frozen=True, eq=False):
    """Trees over named numbers.

    names: the numbers in the order of a row's columns. projection: dimensions × 300, from natasha's word embeddings to
    the columns that tell of a word. cuts: column and threshold as one complex number, sorted. open: the leaves of each
    tree that are open for a column's value between two cuts, then for each column's missing value. closing: whether
    such a value closes any leaf at all. values: of the leaves of each tree, the last one first.
    """

    names: tuple[str, ...]
    start: float
    cuts: Any
    open: Any
    closing: Any
    values: Any
    projection: Any

    def probabilities(self, rows: list[list[float]]) -> list[float]:
        """The probability of each row of numbers, in the order of ``names``; a missing number is NaN."""
        table = np.asarray(rows, dtype=np.float64).reshape(len(rows), len(self.names))
        columns = np.arange(len(self.names))
        places = np.searchsorted(self.cuts, _keys(columns, table)) + columns
        places = np.where(np.isnan(table), len(self.cuts) + len(columns) + columns, places)
        return [p for first in range(0, len(rows), BATCH) for p in self._batch(places[first : first + BATCH])]

    def _batch(self, places: Any) -> list[float]:
        leaves = np.empty((len(places), len(self.values)), dtype=np.uint32)
        lines = np.empty((places.shape[1], len(self.values)), dtype=np.uint32)  # of one row
        for row, closing, kept in zip(places, self.closing[places], leaves, strict=True):
            told = row[closing]
            self.open.take(told, axis=0, out=lines[: len(told)], mode="clip")  # which alone goes without a copy
            np.bitwise_and.reduce(lines[: len(told)], axis=0, out=kept)
        first = np.frexp(leaves.astype(np.float64))[1] - 1  # the place of the highest bit
        total = self.start + self.values[np.arange(len(self.values)), first].sum(axis=1)
        found: list[float] = (1.0 / (1.0 + np.exp(-total))).tolist()
        return found

    def word(self, low: str) -> list[float]:
        """The columns that tell of a word; zeros for one that the embeddings do not know."""
        return _told(self, low)


@lru_cache(maxsize=10_000)
def _told(forest: Forest, low: str) -> list[float]:
    known = vector(low)
    if known is None:
        return [0.0] * len(forest.projection)
    found: list[float] = (forest.projection @ known.astype(np.float64)).tolist()
    return found


def planted(names: tuple[str, ...], start: float, projection: Any, nodes: Nodes) -> Forest:
    """A forest of trees that are given node by node. Raises ValueError where they are not in order, or too large."""
    leaf = nodes.left == np.arange(len(nodes.left))
    inner = np.flatnonzero(~leaf)
    tree = np.searchsorted(nodes.roots, np.arange(len(leaf)), side="right") - 1
    before = np.cumsum(leaf) - leaf  # leaves before a node, of its tree after the next line
    before -= before[nodes.roots][tree]
    if before.max() >= LEAVES or (nodes.left[inner] != inner + 1).any():
        raise ValueError(f"trees have at most {LEAVES} leaves, and left children right behind their parents")
    values = np.zeros((len(nodes.roots), LEAVES))
    values[tree[leaf], LEAVES - 1 - before[leaf]] = nodes.value[leaf]
    first, last = (np.uint64(LEAVES) - before[i].astype(np.uint64) for i in (inner, nodes.right[inner]))
    left = ~((np.uint64(1) << first) - (np.uint64(1) << last)).astype(np.uint32)  # all but the leaves on the left
    cuts, place = np.unique(_keys(nodes.feature[inner], nodes.threshold[inner]), return_inverse=True)
    above = _closed((len(cuts), len(nodes.roots)), place, tree[inner], left)
    lost = ~nodes.missing[inner]
    missing = _closed((len(names), len(nodes.roots)), nodes.feature[inner][lost], tree[inner][lost], left[lost])
    columns = (above[cuts.real == column] for column in range(len(names)))
    told = [np.bitwise_and.accumulate(np.vstack([np.full_like(missing[:1], ALL), own])) for own in columns]
    kept = np.vstack([*told, missing])
    return Forest(names, start, cuts, kept, (kept != ALL).any(axis=1), values, projection)


def _keys(columns: Any, values: Any) -> Any:
    """Columns and values of them as complex numbers, which are ordered by column, then by value."""
    found = np.empty(values.shape, dtype=np.complex128)
    found.real, found.imag = columns, values
    return found


def _closed(shape: tuple[int, int], lines: Any, trees: Any, kept: Any) -> Any:
    """The leaves that stay open in each line and tree where all those nodes send a row to the right."""
    found = np.full(shape, ALL)
    np.bitwise_and.at(found, (lines, trees), kept)
    return found


@cache
def load(file: Path) -> Forest:
    """The forest that benchmarks/train.py has written."""
    with np.load(file, allow_pickle=False) as kept:
        nodes = Nodes(
            roots=kept["roots"].astype(np.intp),
            feature=kept["feature"].astype(np.intp),
            threshold=kept["threshold"].astype(np.float64),
            left=kept["left"].astype(np.intp),
            right=kept["right"].astype(np.intp),
            missing=kept["missing"],
            value=kept["value"].astype(np.float64),
        )
        names = tuple(str(name) for name in kept["names"])
        return planted(names, float(kept["start"]), kept["projection"].astype(np.float64), nodes)
