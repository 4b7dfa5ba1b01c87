"""Fingerprints: MinHash sketches of texts, which are kept with them, and the pairs that sketches make candidates.

MinHash: A. Broder, On the resemblance and containment of documents, 1997. Bands: P. Indyk, R. Motwani, Approximate
nearest neighbors, 1998; J. Leskovec, A. Rajaraman, J. Ullman, Mining of Massive Datasets, section 3.4.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from kadry.copies.words import parse

if TYPE_CHECKING:  # numpy and scipy take a third of a second to load, and most commands need neither
    import numpy
    from numpy.typing import NDArray

    Signatures = NDArray[numpy.uint32]
    Rows = NDArray[numpy.intp]

FORMAT = b"\x01"  # of a fingerprint's bytes: another number for other shingles, hashes or permutations
_PERMUTATIONS = 128
_SCHEME = "affine32"  # datasketch keeps what a named scheme gives from version to version
_ROWS = 3  # in a band: with 42 bands a pair of resemblance 0.5 is missed once in 270, one of 0.6 once in 20,000
_BANDS = _PERMUTATIONS // _ROWS
_LEAST = 0.35  # of agreeing minima; a pair of resemblance 0.5 has fewer in one case of 3,000


def fingerprint(text: str) -> bytes:
    """The sketch of a text: a byte that names the format, then 128 minima of 4 bytes; none for a text without words."""
    import numpy as np
    from datasketch import MinHash

    hashes = parse(text).shingles
    if not hashes:
        return FORMAT
    sketch = MinHash(_PERMUTATIONS, permutations=_permutations(), scheme=_SCHEME, hashfunc=_low_half)
    sketch.update_batch(sorted(hashes))
    return FORMAT + np.asarray(sketch.hashvalues, "<u4").tobytes()


def signatures(fingerprints: Sequence[bytes]) -> "Signatures":
    """The minima of some fingerprints, none of them of a text without words, as one row each."""
    import numpy as np

    joined = b"".join(stored[len(FORMAT) :] for stored in fingerprints)
    return np.frombuffer(joined, "<u4").reshape(len(fingerprints), _PERMUTATIONS)


def is_empty(stored: bytes) -> bool:
    """Whether a fingerprint is that of a text without words."""
    return len(stored) == len(FORMAT)


def buckets(rows: "Signatures") -> Iterator["Rows"]:
    """Band by band, the rows that agree in the whole band, wherever two or more do."""
    import numpy as np

    for band in range(_BANDS):
        part = np.ascontiguousarray(rows[:, band * _ROWS : (band + 1) * _ROWS])
        keys = part.view(np.dtype((np.void, part.dtype.itemsize * _ROWS))).ravel()
        order = np.argsort(keys, kind="stable")
        ends = np.flatnonzero(keys[order[1:]] != keys[order[:-1]]) + 1
        yield from (bucket for bucket in np.split(order, ends) if len(bucket) > 1)


def resembling(rows: "Signatures", one: int, others: "Rows") -> list[int]:
    """Those of ``others`` whose sketch agrees with that of ``one`` well enough for the texts to be compared."""
    agreeing = (rows[others] == rows[one]).mean(axis=1)
    return [int(other) for other in others[agreeing >= _LEAST]]


def _low_half(hash: int) -> int:
    return hash & 0xFFFFFFFF


@cache
def _permutations() -> Any:
    """Drawn once: they cost as much as a sketch."""
    from datasketch import MinHash

    return MinHash(_PERMUTATIONS, seed=1, scheme=_SCHEME).permutations
