"""Groups: the connected components of the pairs of texts that are copies, found without comparing all pairs."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from kadry.copies.fingerprints import buckets, is_empty, resembling, signatures
from kadry.copies.verdict import agree
from kadry.copies.words import parse

if TYPE_CHECKING:
    from kadry.copies.fingerprints import Rows


K = TypeVar("K", str, int)
_AT_HAND = 256  # texts that are kept in words while their neighbours are compared


def copy_groups(
    fingerprints: Mapping[K, bytes], read: Callable[[K], str], known: Mapping[K, K] | None = None
) -> list[tuple[K, ...]]:
    """The groups of two texts or more that are reprints of one another, each sorted, sorted by their first.

    fingerprints: of each text by its key; read: the text of a key, asked for only where sketches agree. known: a group,
    by any name, for each of the texts that were grouped before, which are not compared with one another again. Neither
    the order of the texts nor who else is among them decides on a pair: a group is what verified pairs connect.
    """
    told = known or {}
    keys = sorted(key for key, stored in fingerprints.items() if not is_empty(stored))
    keys.sort(key=told.__contains__)  # what is new comes first
    if len(keys) < 2:
        return []
    search = _Search(
        [fingerprints[key] for key in keys],
        lambda row: read(keys[row]),
        [told[key] for key in keys if key in told],
    )
    return sorted(tuple(sorted(keys[row] for row in group)) for group in search.groups())


class _Search:
    """Texts by row, and what is known to be one so far.

    Rows with one label are connected by verified pairs; a pair is verified only while its labels differ, which changes
    no component. ``_refused`` holds pairs that were compared and are no copies. The last rows are those that were
    grouped before, into ``known``.
    """

    def __init__(self, fingerprints: list[bytes], read: Callable[[int], str], known: Sequence[Hashable]) -> None:
        import numpy as np

        self._rows = signatures(fingerprints)
        self._labels = np.arange(len(fingerprints))
        self._members = {row: [row] for row in range(len(fingerprints))}
        self._new = len(fingerprints) - len(known)
        self._refused: set[tuple[int, int]] = set()
        self._parsed = lru_cache(_AT_HAND)(lambda row: parse(read(row)))
        first: dict[Hashable, int] = {}
        for row, group in enumerate(known, self._new):
            if first.setdefault(group, row) != row:
                self._join(int(self._labels[first[group]]), row)

    def groups(self) -> list[list[int]]:
        """The components of two rows or more."""
        for bucket in buckets(self._rows, self._new):
            self._compare(bucket)
        return [group for group in self._members.values() if len(group) > 1]

    def _compare(self, bucket: "Rows") -> None:
        for place, one in enumerate(bucket[:-1].tolist()):
            if one >= self._new:
                return
            rest = bucket[place + 1 :]
            apart = rest[self._labels[rest] != self._labels[one]]
            for other in resembling(self._rows, one, apart):
                self._judge(one, other)

    def _judge(self, one: int, other: int) -> None:
        pair = (one, other)
        if self._labels[one] == self._labels[other] or pair in self._refused:
            return
        if agree(self._parsed(one), self._parsed(other)):
            self._join(int(self._labels[one]), int(self._labels[other]))
        else:
            self._refused.add(pair)

    def _join(self, one: int, other: int) -> None:
        """The smaller component takes the label of the larger, so that no row is relabelled often."""
        larger, smaller = sorted((one, other), key=lambda label: len(self._members[label]), reverse=True)
        moved = self._members.pop(smaller)
        self._labels[moved] = larger
        self._members[larger] += moved
