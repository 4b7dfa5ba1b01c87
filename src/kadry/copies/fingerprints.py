"""Fingerprints: MinHash sketches of texts, which are kept with them, and the pairs that sketches make candidates.

MinHash: A. Broder, On the resemblance and containment of documents, 1997. Bands: P. Indyk, R. Motwani, Approximate
nearest neighbors, 1998; J. Leskovec, A. Rajaraman, J. Ullman, Mining of Massive Datasets, section 3.4.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from kadry.copies.dice import Dice
from kadry.copies.words import SEED, shingles

if TYPE_CHECKING:  # numpy takes a tenth of a second to load, and most commands do not need it
    import numpy
    from numpy.typing import NDArray

    Numbers = NDArray[numpy.uint32]
    Keys = NDArray[numpy.uint64]
    Rows = NDArray[numpy.intp]

FORMAT = b"\x02"  # of a fingerprint's bytes: another number for other shingles, hashes or permutations
_PERMUTATIONS = 128
_ROWS = 3  # in a band: with 42 bands a pair of resemblance 0.5 is missed once in 270, one of 0.6 once in 20,000
_BANDS = _PERMUTATIONS // _ROWS
_LEAST = 0.35  # of agreeing minima; a pair of resemblance 0.5 has fewer in one case of 3,000


def fingerprint(text: str) -> bytes:
    """The sketch of a text: a byte that names the format, then 128 minima of 4 bytes; none for a text without words.

    The minima are those of datasketch's scheme affine32.
    """
    hashes = shingles(text)
    if not len(hashes):
        return FORMAT
    factors, shifts = _permutations()
    mixed = _mix(hashes)
    minima: Numbers = (factors[:, None] * mixed + shifts[:, None]).min(axis=1)
    return FORMAT + minima.astype("<u4").tobytes()


def _mix(hashes: "Numbers") -> "Numbers":
    """The finalizer of MurmurHash3 (A. Appleby, 2011): a bijection of 32 bits."""
    import numpy as np

    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        hashes = (hashes ^ (hashes >> np.uint32(shift))) * np.uint32(factor)
    return hashes ^ (hashes >> np.uint32(16))


@cache
def _permutations() -> "tuple[Numbers, Numbers]":
    """Of 32-bit numbers: a factor, odd so that no two become one, and a shift for each."""
    import numpy as np

    dice = Dice(SEED)
    factors = np.array(dice.small(_PERMUTATIONS), np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, np.array(dice.small(_PERMUTATIONS), np.uint32)


def signatures(fingerprints: Collection[bytes]) -> "Numbers":
    """The minima of some fingerprints, none of them of a text without words, as one row each."""
    import numpy as np

    rows = np.empty((len(fingerprints), _PERMUTATIONS), np.uint32)
    for row, stored in zip(rows, fingerprints, strict=True):
        row[:] = np.frombuffer(stored, "<u4", offset=len(FORMAT))
    return rows


def keys(rows: "Numbers") -> "Keys":
    """For each row one number of 47 bits a band: of rows that agree in the whole band the same.

    A multilinear hash (D. Lemire, O. Kaser, Strongly universal string hashing is fast, 2014); two bands that differ
    have one number once in 2 ** 47.
    """
    import numpy as np

    factors = np.array(Dice(SEED).large(_BANDS * (_ROWS + 1)), np.uint64).reshape(_BANDS, _ROWS + 1)
    found = np.empty((len(rows), _BANDS), np.uint64)
    for band in range(_BANDS):
        found[:, band] = factors[band, _ROWS]
        for place in range(_ROWS):
            found[:, band] += factors[band, place] * rows[:, band * _ROWS + place]
    return found >> np.uint64(17)  # a file keeps a signed number of 48 bits in six bytes


def index(fingerprints: Mapping[int, bytes]) -> Iterator[tuple[int, int]]:
    """The keys of some texts, each with its text's number, sorted; texts without words have none."""
    import numpy as np

    texts = [text for text, stored in fingerprints.items() if not is_empty(stored)]
    found = keys(signatures([fingerprints[text] for text in texts])).ravel()
    numbers = np.repeat(np.array(texts, np.int64), _BANDS)
    order = np.lexsort((numbers, found))
    yield from zip(found[order].tolist(), numbers[order].tolist(), strict=True)


def is_empty(stored: bytes) -> bool:
    """Whether a fingerprint is that of a text without words."""
    return len(stored) == len(FORMAT)


def buckets(rows: "Numbers", new: int) -> Iterator["Rows"]:
    """Band by band, the rows that agree in it, in ascending order, wherever two or more do and one is below ``new``."""
    import numpy as np

    for column in keys(rows).T:
        order = np.argsort(column, kind="stable")
        starts = np.flatnonzero(np.diff(column[order], prepend=column[order[:1]] + np.uint64(1)))
        sizes = np.diff(starts, append=len(order))
        chosen = (sizes > 1) & (order[starts] < new)
        for start, size in zip(starts[chosen].tolist(), sizes[chosen].tolist(), strict=True):
            yield order[start : start + size]


def resembling(rows: "Numbers", one: int, others: "Rows") -> list[int]:
    """Those of ``others`` whose sketch agrees with that of ``one`` well enough for the texts to be compared."""
    agreeing = (rows[others] == rows[one]).mean(axis=1)
    return [int(other) for other in others[agreeing >= _LEAST]]
