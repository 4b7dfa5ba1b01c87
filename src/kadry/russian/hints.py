"""Hints: all that a word may be to any rule, asked once, so that each rule looks only at the words that concern it."""

from collections.abc import Iterable, Mapping
from functools import cache, partial

from kadry.kept import Kept
from kadry.russian import handovers, lexicon
from kadry.russian.analysis import Token
from kadry.russian.hinted import hinted, table
from kadry.russian.memberships import PUTTING, puts
from kadry.russian.papers import decision_noun
from kadry.russian.partaking import MARKS, marked, marks
from kadry.russian.signed import Signs
from kadry.russian.signs import (
    DECISION,
    EVERY,
    HANDOVER,
    MEMBER,
    NAMES,
    ORDER,
    POST,
    TIE,
    TRIGGER,
    Question,
    answers,
    lemmas_of,
    naming,
    possible,
)
from kadry.russian.slots import is_order, orders
from kadry.russian.tiewords import telling, tells
from kadry.russian.triggers import is_post, posts, speaking, speaks

QUESTIONS: tuple[Question, ...] = (
    *NAMES,
    (DECISION, decision_noun),
    (ORDER, is_order),
    (TIE, tells),
    (TRIGGER, speaks),
    (POST, partial(is_post, taken=True)),
    (MEMBER, puts),
    (HANDOVER, handovers.tells),
)


def hints(low: str) -> int:
    """All the signs of a word, as a sum."""
    ahead = hinted(low)
    return looked_up(low) if ahead is None else ahead


def looked_up(low: str) -> int:
    """The signs of a word, asked of the lexicon, the dictionary and the rules."""
    may = possible(low, _listed())
    if not may & EVERY:
        return may
    return may & ~EVERY | answers(low, QUESTIONS, may) | (marks(low) if may & MARKS else 0)


_hints = Kept(hints, 100_000)


@cache
def _listed() -> Mapping[str, int]:
    return table().listed or listed()


def listed() -> dict[str, int]:
    """What a word with each lemma may be; «ся» makes a verb that tells of bodies passive."""
    passive = (f"{lemma}ся" for lemma in telling())
    return lemmas_of(
        (
            *naming(),
            (MARKS, marked()),
            (DECISION, lexicon.decisions()),
            (ORDER, orders()),
            (TIE, (*telling(), *passive)),
            (TRIGGER, speaking()),
            (POST, posts()),
            (MEMBER, PUTTING),
            (HANDOVER, handovers.words()),
        )
    )


def hints_of(tokens: Iterable[Token]) -> Signs:
    """The signs of each word of a sentence."""
    return Signs([_hints[token.low] for token in tokens])
