"""Surnames that a body bears: «театр Вахтангова», «фонд Эберта» beside the name of somebody who is in it.

The tagger takes them for people. Without another's name beside, «главы фонда Кима» may be Kim, so that only two
places are sure: right before a name, and at the end of what a comma, a dash or «из» adds to one.
"""

from collections.abc import Collection, Iterator, Sequence

from kadry.russian.analysis import Token
from kadry.russian.heads import body_noun
from kadry.russian.marks import DASHES
from kadry.russian.words import can_be

PLACES = frozenset(("place", "country"))
ADDING = DASHES | {",", "из", "("}
REACH = 8  # words of what is added to a name


def namesakes(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of a sentence's names that stand for a body's name only; ``spans`` are in order."""
    if len(spans) < 2:
        return
    starts, ends = {first for first, _ in spans}, {last for _, last in spans}
    for first, last in spans:
        if last - first == 1 and _may_bear(tokens, first):
            hung = tokens[first].head == first - 1 and tokens[first].rel == "nmod"
            if last in starts or (hung and _is_added(tokens, first, ends)):
                yield first, last


def _may_bear(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i may be a genitive behind a common noun for a body."""
    if not i or not can_be(tokens[i], "gent") or not tokens[i - 1].text.islower():
        return False
    return body_noun(tokens[i - 1]) not in ("", *PLACES)


def _is_added(tokens: Sequence[Token], i: int, ends: Collection[int]) -> bool:
    """«Вебера, главы представительства фонда | Эберта», «Ким из клиники | Мечникова»."""
    for k in range(i - 1, max(i - REACH, 0), -1):
        if tokens[k].low in ADDING:
            return k in ends
        if not tokens[k].text.islower() or tokens[k].verb:
            return False
    return False
