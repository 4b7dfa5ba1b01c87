"""The random numbers behind fingerprints: they are those of numpy's RandomState, which stores hold."""

import numpy as np
import pytest

from kadry.copies.dice import Dice


@pytest.mark.parametrize("seed", [1, 7, 2**32 - 1])
def test_numbers_are_those_of_numpy(seed: int) -> None:
    theirs, ours = np.random.RandomState(seed), Dice(seed)
    assert ours.small(1500) == theirs.randint(0, 1 << 32, 1500, dtype=np.uint32).tolist()
    assert ours.large(700) == theirs.randint(0, 1 << 64, 700, dtype=np.uint64).tolist()
