"""What is told of one thing after another, read ahead where they are asked for in their order."""

from collections.abc import Callable, Mapping, Sequence

from kadry.graph import Telling

_FARTHEST = 64  # things


class Ahead:
    """A look-up of what is told of a thing by its id.

    Where most of those that were read ahead have been asked for, twice as many are read next; where not, one alone.
    read: gives what is told of a thing, and of as many in all of its kind that come next by id.
    """

    def __init__(self, read: Callable[[str, int], Mapping[str, Sequence[Telling]]]) -> None:
        self._read = read
        self._held: Mapping[str, Sequence[Telling]] = {}
        self._asked, self._size = 0, 1

    def __call__(self, thing: str) -> Sequence[Telling]:
        """What is told of a thing, by document and claim."""
        if thing not in self._held:
            self._size = min(2 * self._size, _FARTHEST) if 2 * self._asked > self._size else 1
            self._held, self._asked = self._read(thing, self._size), 0
        self._asked += 1
        return self._held.get(thing, ())
