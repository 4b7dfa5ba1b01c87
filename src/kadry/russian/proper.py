"""Proper names inside the phrase of a body: «радиостанция „Эхо“», «корпорация Orbis», «штат Юта» and not «МИД Чехии».

Such a common noun only says of what kind the body is, so that the name alone means the same body elsewhere in the text.
"""

import re
from collections.abc import Sequence

from kadry.russian.analysis import Token
from kadry.russian.countries import country_of
from kadry.russian.heads import body_noun, is_abbreviation
from kadry.russian.marks import CLOSING, OPENING
from kadry.russian.words import noun_lemmas

LATIN = re.compile(r"^[A-ZÀ-Ž0-9][A-Za-zÀ-ž0-9.&'’\-]*$|^[&,\-]$")
# places whose own name follows in apposition; an oblast is named by an adjective, and «столица Эстонии» by a genitive
APPOSED = frozenset(
    "город городок село поселок деревня станица хутор аул кишлак остров полуостров штат округ провинция графство район "
    "микрорайон департамент кантон республика".split()
)
LEGAL = frozenset(
    "АО ОАО ЗАО ПАО НАО ООО ОДО ТОО ИП ГУП МУП ФГУП РУП КУП ЧУП УП РГП РГКП КГП ГКП МП ГП АНО НКО НПО ПО ЧОП УК ГК "
    "ГБУ МБУ ФГБУ ФБУ ФКУ ГКУ МКУ КГУ ОсОО СООО".split()
)
LONGEST = 12  # tokens of a quoted name
# parts of a body: the name behind them is the owner's
PARTS = frozenset(
    "отдел подотдел отделение департамент управление правление дирекция сектор секция филиал подразделение лаборатория "
    "кафедра факультет деканат ректорат пресс-служба секретариат аппарат штаб офис представительство цех "
    "фракция".split()
)
# classes of bodies of which an abbreviation or a name without quotes is the own name, not the owner's
OWN = frozenset(("company", "team", "party", "media"))


def opening(tokens: Sequence[Token], i: int) -> int:
    """How many tokens the opening quotation mark at token i has, 0 where none stands: «, " or the two of ''."""
    text = tokens[i].text if i < len(tokens) else ""
    if not text:
        return 0
    return 1 if text in OPENING else 2 if text == "'" and _is_pair(tokens, i) else 0


def quoted_end(tokens: Sequence[Token], i: int) -> int:
    """The end of a quoted name that opens at token i, its marks included; i where none opens or it does not close."""
    width = opening(tokens, i)
    if not width:
        return i
    if i + width < len(tokens) and tokens[i + width].pos == "ADP" and tokens[i + width].text.islower():
        return i  # «в связи с допущенными ошибками» is no name
    for k in range(i + width, min(i + LONGEST, len(tokens))):
        if _is_pair(tokens, k) if width == 2 else tokens[k].text in CLOSING:
            inner = k + 1 < len(tokens) and tokens[k + 1].text == "»" and any(t.text == "„" for t in tokens[i:k])
            return k + width + inner  # «центр „Южный“»
    return i


def _is_pair(tokens: Sequence[Token], i: int) -> bool:
    """Two apostrophes side by side, as typewriters and wikis have them."""
    return i + 1 < len(tokens) and tokens[i].text == tokens[i + 1].text == "'" and tokens[i].end == tokens[i + 1].start


def name_part(tokens: Sequence[Token], head: int, last: int, kind: str) -> tuple[int, int] | None:
    """The tokens of the proper name that ends a body's phrase behind its common noun ``head``; None where none does.

    A capital makes the noun itself part of the name («Фонд „Сколково“»), and a further body on the way is the owner of
    the name («отдел завода „Волна“»).
    """
    noun = tokens[head]
    if noun.text in LEGAL:
        return _quoted(tokens, head + 1, last)
    if not noun.text.islower() or not body_noun(noun) or not PARTS.isdisjoint(noun_lemmas(noun.low)):
        return None
    start = head + 1
    while start < last and _is_common(tokens[start]):
        start += 1
    if start >= last:
        return None
    if opening(tokens, start):
        return _quoted(tokens, start, last)
    if all(LATIN.match(t.text) for t in tokens[start:last]) and tokens[start].text[0].isalpha():
        return start, last
    if start > head + 1 or country_of(tokens[start]) is not None:
        return None
    return (start, last) if _is_own(tokens, head, last, kind) else None


def _quoted(tokens: Sequence[Token], start: int, last: int) -> tuple[int, int] | None:
    """What stands between the quotation marks that take up all the tokens."""
    width = opening(tokens, start)
    whole = width and last - start > 2 * width and quoted_end(tokens, start) == last
    return (start + width, last - width) if whole else None


def _is_common(token: Token) -> bool:
    """A common word between the noun and its name («центр спорта и образования „Лотос“»)."""
    return (token.text.islower() or token.text == ",") and token.text.isalpha() and not body_noun(token)


def _is_own(tokens: Sequence[Token], head: int, last: int, kind: str) -> bool:
    first = tokens[head + 1]
    if not all(t.capital or t.text == "-" for t in tokens[head + 1 : last]):
        return False
    if kind == "place":
        return not APPOSED.isdisjoint(noun_lemmas(tokens[head].low))
    alone = first.name == "ORG" and first.span != tokens[head].span
    return kind in OWN and (is_abbreviation(first) or (alone and first.case != "gent"))
