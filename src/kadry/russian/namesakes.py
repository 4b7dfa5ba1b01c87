"""Surnames that a body bears: «театр Вахтангова», «фонд Эберта» beside the name of somebody who is in it.

The tagger takes them for people. Without another's name beside, «главы фонда Кима» may be Kim, so that only three
places are sure: right before a name, at the end of what a comma, a dash or «из» adds to one, and, for what is no
surname, a genitive behind a post that is none («секретарём горкома Дананга»).
"""

from collections.abc import Collection, Iterator, Sequence

from kadry.russian.analysis import Token
from kadry.russian.heads import body_noun, is_role
from kadry.russian.marks import DASHES
from kadry.russian.nameparts import FEMININE_SURNAME, is_place_alone
from kadry.russian.words import can_be, is_known

PLACES = frozenset(("place", "country"))
ADDING = DASHES | {",", "из", "("}
OTHERS = frozenset(("nomn", "datv", "ablt"))
REACH = 8  # words of what is added to a name


def namesakes(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those of a sentence's names that stand for a body's name only; ``spans`` are in order."""
    starts, ends = {first for first, _ in spans}, {last for _, last in spans}
    for first, last in spans:
        if last - first == 1 and _may_bear(tokens, first):
            hung = tokens[first].head == first - 1 and tokens[first].rel == "nmod"
            if last in starts or (hung and (_is_added(tokens, first, ends) or _is_posts(tokens, first))):
                yield first, last


def _is_posts(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i, which may be no surname, stands behind a body in whose post somebody is in another case."""
    low, k = tokens[i].low, i - 2
    while k >= 0 and tokens[k].pos == "ADJ":
        k -= 1
    if k < 0 or tokens[i - 1].head != k:
        return False
    while k and tokens[k].case == "gent" and is_role(tokens[k]) and is_role(tokens[k - 1]):
        k -= 1  # «заместителем | председателя комитета»
    return tokens[k].case in OTHERS and is_role(tokens[k]) and _may_be_place(low)


def _may_be_place(low: str) -> bool:
    """Whether the dictionary knows a word as a place alone, or not at all."""
    return is_place_alone(low) if is_known(low) else FEMININE_SURNAME.search(low) is None


def _may_bear(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i may be a genitive behind a common noun for a body."""
    if not i or not tokens[i - 1].text.islower() or body_noun(tokens[i - 1]) in ("", *PLACES):
        return False
    return can_be(tokens[i], "gent")


def _is_added(tokens: Sequence[Token], i: int, ends: Collection[int]) -> bool:
    """«Вебера, главы представительства фонда | Эберта», «Ким из клиники | Мечникова»."""
    for k in range(i - 1, max(i - REACH, 0), -1):
        if tokens[k].low in ADDING:
            return k in ends
        if not tokens[k].text.islower() or tokens[k].verb:
            return False
    return False
