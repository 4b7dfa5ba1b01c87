"""Sees: the adjectives behind a prelate's or a prince's title («епископ Саратовский и Вольский | Лонгин»)."""

import re
from collections.abc import Sequence

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import noun_lemmas

SEE = re.compile(r"(?:ск|цк)(?:ий|ого|ому|им|ом)$")


def past_see(tokens: Sequence[Token], first: int, last: int) -> int:
    """Behind an adjective that is of the see, not of the name: «епископ Саратовский и Вольский | Лонгин»."""
    return first + (last - first == 2 and bool(SEE.search(tokens[first].low)) and is_see(tokens, first + 1))


def is_see(tokens: Sequence[Token], end: int) -> bool:
    """Whether capitalised adjectives behind a prelate's title end before a token («Саратовский и Вольский»)."""
    k = end
    while k and (tokens[k - 1].low == "и" or (tokens[k - 1].capital and SEE.search(tokens[k - 1].low))):
        k -= 1
    if not 0 < k < end or tokens[k].low == "и":
        return False
    return not lexicon.particles("called_by_given_name").isdisjoint(noun_lemmas(tokens[k - 1].low))


def further_see(tokens: Sequence[Token], i: int) -> int:
    """The end of a second see at token i («| и Вольский»); i where there is none."""
    if i + 1 >= len(tokens) or tokens[i].low != "и":
        return i
    return i + 2 if SEE.search(tokens[i + 1].low) and tokens[i + 1].capital else i
