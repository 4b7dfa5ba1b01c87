"""Signed: the signs of a sentence's words, by which a rule finds the words that concern it."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Self

from kadry.russian.signs import PERSON


class Signs(tuple[int, ...]):
    """The signs of a sentence's words, one for one; ``all`` is what any of them has.

    Most words have none, or that of a person alone, so that the places of the others are kept.
    """

    all: int
    _telling: list[int]

    def __new__(cls, signs: Iterable[int]) -> Self:
        """Of the sign of each word."""
        made = super().__new__(cls, signs)
        made.all = reduce(or_, set(made), 0)
        made._telling = [i for i, sign in enumerate(made) if sign and sign != PERSON]
        return made

    def where(self, mask: int) -> list[int]:
        """The places of the words that have one of some signs, in order."""
        if not self.all & mask:
            return []
        return [i for i in (range(len(self)) if mask & PERSON else self._telling) if self[i] & mask]
