"""Surnames in capitals, as official papers write them beside given names and initials («ПЕТРОВ Иван», «П. ПЕТРОВ»)."""

from collections.abc import Sequence
from functools import lru_cache

from kadry.russian.analysis import Token
from kadry.russian.declension import CAPITALS
from kadry.russian.nameparts import PATRONYMIC, looks_russian
from kadry.russian.onomastics.bodies import known
from kadry.russian.words import forms, may_be_given


def is_surname(token: Token) -> bool:
    """Whether a word in capitals may be a surname, and no body's abbreviation."""
    return CAPITALS.fullmatch(token.text) is not None and (_is_surname(token.low) or looks_russian(token))


@lru_cache(maxsize=10_000)
def _is_surname(low: str) -> bool:
    parts = low.split("-")
    return known(low) is None and any("Surn" in form.grammemes for part in parts for form in forms(part))


def opens(tokens: Sequence[Token], i: int, last: int) -> bool:
    """Whether token i is the surname of the name behind it, which ends before token ``last``.

    That is a given name, alone or with a patronymic, or initials.
    """
    if not is_surname(tokens[i]):
        return False
    words = [token for token in tokens[i + 1 : last] if token.text != "."]
    if not 0 < len(words) < 3 or tokens[i + 1].start - tokens[i].end > 1:
        return False
    first, *rest = words
    given = len(first.text) == 1 or may_be_given(first.low)
    return given and all(len(word.text) == 1 or PATRONYMIC.search(word.low) for word in rest)


def with_initials(tokens: Sequence[Token], i: int) -> int:
    """How many tokens from i on are initials with a surname in capitals before or behind them; 0 where none are."""
    if i + 2 >= len(tokens) or "." not in (tokens[i + 1].text, tokens[i + 2].text):
        return 0
    if is_surname(tokens[i]):
        initials = initials_at(tokens, i + 1)
        return initials and 1 + initials
    initials = initials_at(tokens, i)
    behind = i + initials
    return 1 + initials if initials and behind < len(tokens) and is_surname(tokens[behind]) else 0


def initials_at(tokens: Sequence[Token], i: int) -> int:
    """How many tokens one or two initials with their full stops have that begin at token i."""
    end = i
    while end + 1 < len(tokens) and end < i + 4 and len(tokens[end].text) == 1 and tokens[end + 1].text == ".":
        if not tokens[end].capital or (end > i and tokens[end].start - tokens[end - 1].end > 1):
            break
        end += 2
    return end - i
