"""Dice: random numbers that never change, those of numpy's ``RandomState``, without its slow start.

MT19937: M. Matsumoto, T. Nishimura, Mersenne Twister, 1998; its numbers are Python's own, only the seeding differs.
"""

from random import Random

_WORDS = 624  # of 32 bits in a state


class Dice:
    """The numbers of one seed, one after another."""

    def __init__(self, seed: int) -> None:
        state = [seed]
        for place in range(1, _WORDS):
            state.append((1_812_433_253 * (state[-1] ^ state[-1] >> 30) + place) & 0xFFFF_FFFF)
        self._source = Random()
        self._source.setstate((3, (*state, _WORDS), None))

    def small(self, number: int) -> list[int]:
        """So many numbers of 32 bits."""
        return [self._source.getrandbits(32) for _ in range(number)]

    def large(self, number: int) -> list[int]:
        """So many numbers of 64 bits."""
        return [high << 32 | low for high, low in (self.small(2) for _ in range(number))]
