"""Hints: all that a word may be to any rule, asked once, so that each rule looks only at the words that concern it."""

from collections.abc import Iterable
from functools import cache, lru_cache

from kadry.russian import handovers, lexicon
from kadry.russian.analysis import Token
from kadry.russian.memberships import PUTTING, puts
from kadry.russian.papers import decision_noun
from kadry.russian.partaking import marked, marks
from kadry.russian.signs import DECISION, HANDOVER, MEMBER, ORDER, POST, TIE, TRIGGER, signs
from kadry.russian.slots import is_order, orders
from kadry.russian.tiewords import telling, tells
from kadry.russian.triggers import is_post, posts, speaking, speaks
from kadry.russian.words import forms, noun_lemmas


@lru_cache(maxsize=100_000)
def hints(low: str) -> int:
    """All the signs of a word, as a sum."""
    listed = _listed()
    plain = listed.isdisjoint(noun_lemmas(low)) and listed.isdisjoint([form.lemma for form in forms(low)])
    plain = plain and "-" not in low  # «постановление-декрет»
    return signs(low) if plain else signs(low) | told(low)


def told(low: str) -> int:
    """The signs of a word in what is said of persons, bodies, decisions and events, as a sum."""
    found = marks(low)
    if decision_noun(low) is not None:
        found |= DECISION
    if is_order(low):
        found |= ORDER
    if tells(low):
        found |= TIE
    if speaks(low):
        found |= TRIGGER
    if is_post(low, taken=True):
        found |= POST
    if puts(low):
        found |= MEMBER
    return found | HANDOVER if handovers.tells(low) else found


@cache
def _listed() -> frozenset[str]:
    """The lemmas one of which a word must have to be told of so; «ся» makes a verb that tells of bodies passive."""
    passive = frozenset(f"{lemma}ся" for lemma in telling())
    return passive.union(
        telling(), marked(), lexicon.decisions(), orders(), speaking(), posts(), PUTTING, handovers.words()
    )


def hints_of(tokens: Iterable[Token]) -> tuple[int, ...]:
    """The signs of each word of a sentence."""
    return tuple([hints(token.low) for token in tokens])
