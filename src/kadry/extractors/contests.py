"""Contests: who wins an election has the post that it is for («победил на выборах мэра Томска», «выиграла выборы»)."""

from collections.abc import Iterator, Sequence

from kadry.extractors.frames import Frame
from kadry.russian.analysis import Token
from kadry.russian.parse import Clause
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger
from kadry.russian.words import lemmas

POLLS = ("выбор", "перевыбор", "довыбор")  # how their nouns begin
WINNING = frozenset(("победить", "побеждать", "выиграть", "выигрывать"))
GAINING, VICTORY = frozenset(("одержать", "одерживать")), "победу"
TOLD_BY = frozenset(("Fin", "Part"))
REACH = 12  # tokens between the verb and the post


def victories(clause: Clause) -> Iterator[Frame]:
    """The posts of elections that a verb or participle of the past tells to be won."""
    tokens = clause.sentence.tokens
    for role in clause.roles:
        if role.case == "gent" and role.start and tokens[role.start - 1].low.startswith(POLLS) and not role.plural:
            verb = _won(tokens, role)
            if verb is not None:
                yield Frame(Trigger(verb, "", "become", "active", "past", finished=True), (role,))


def _won(tokens: Sequence[Token], role: Role) -> int | None:
    """The verb of winning nearest in front of a post, or behind it, in its part of the sentence."""
    near = range(max(0, role.start - REACH), min(len(tokens), role.end + REACH))
    told = (k for k in near if tokens[k].verb in TOLD_BY and tokens[k].tense == "Past")
    wins = GAINING if any(t.low == VICTORY for t in tokens) else WINNING
    verb = next((k for k in told if not wins.isdisjoint(lemmas(tokens[k].low))), None)
    if verb is None or (verb and tokens[verb - 1].low == "не"):
        return None
    low, high = sorted((verb, role.start))
    return None if any(tokens[k].text == ";" for k in range(low, high)) else verb
