"""Hints: all that a word may be to any rule, asked once, so that each rule looks only at the words that concern it."""

from collections.abc import Iterable
from functools import lru_cache

from kadry.russian.analysis import Token
from kadry.russian.papers import decision_noun
from kadry.russian.partaking import marks
from kadry.russian.signs import DECISION, ORDER, TIE, TRIGGER, signs
from kadry.russian.slots import is_order
from kadry.russian.structure import tells
from kadry.russian.triggers import speaks


@lru_cache(maxsize=100_000)
def hints(low: str) -> int:
    """All the signs of a word, as a sum."""
    found = signs(low) | marks(low)
    if decision_noun(low) is not None:
        found |= DECISION
    if is_order(low):
        found |= ORDER
    if tells(low):
        found |= TIE
    return found | TRIGGER if speaks(low) else found


def hints_of(tokens: Iterable[Token]) -> tuple[int, ...]:
    """The signs of each word of a sentence."""
    return tuple([hints(token.low) for token in tokens])
