"""Offices that somebody fills: at an event («за председателя был»), or in which he does something («на посту мэра»)."""

from collections.abc import Sequence

from kadry.russian.analysis import Token
from kadry.russian.words import lemmas, noun_lemmas

OFFICES = frozenset("обязанность роль функция место кресло качество полномочие".split())
CAPACITIES = frozenset((("в", "качестве"), ("в", "должности"), ("в", "ранге"), ("на", "посту"), ("на", "должности")))
FILLING = frozenset(
    "быть брать вести взять выполнить выполнять выступать выступить делить занимать занять играть исполнить исполнять "
    "нести осуществлять остаться принять присутствовать работать разделить сидеть сыграть участвовать".split()
)
REACH = 6  # tokens between the noun and the verb


def office(tokens: Sequence[Token], i: int) -> bool:
    """Whether the noun of a part at token i is what somebody acts as; an adjective stands before the office."""
    if tokens[i].pos == "ADJ" and i + 1 < len(tokens) and not OFFICES.isdisjoint(noun_lemmas(tokens[i + 1].low)):
        return True
    return i > 0 and (tokens[i - 1].low == "за" or not OFFICES.isdisjoint(noun_lemmas(tokens[i - 1].low)))


def filling(tokens: Sequence[Token], i: int) -> int:
    """The verb by which somebody fills the office at token i, with no mark between; i where there is none."""
    for step in (1, -1):
        for k in range(i + step, i + step * REACH, step):
            if not 0 <= k < len(tokens) or tokens[k].pos == "PUNCT":
                break
            if tokens[k].verb == "Fin" and not FILLING.isdisjoint(lemmas(tokens[k].low)):
                return k if k == 0 or tokens[k - 1].low != "не" else i
    return i
