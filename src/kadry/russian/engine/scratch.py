"""Arrays that are used again and again: their memory is there, and in the processor's cache."""

from math import prod

import numpy as np

from kadry.russian.engine.weights import Floats

ONE, TWO = "one", "two"  # for what is done with before anybody else is called


class Scratch:
    """Room for what is done with before the next call; one array a name, as large as was ever asked for."""

    def __init__(self) -> None:
        self._kept: dict[str, Floats] = {}

    def array(self, name: str, *shape: int) -> Floats:
        """An array of this shape with anything in it; the one of this name that was asked for before is gone."""
        size = prod(shape)
        kept = self._kept.get(name)
        if kept is None or len(kept) < size:
            kept = self._kept[name] = np.empty(size, np.float32)
        return kept[:size].reshape(shape)
