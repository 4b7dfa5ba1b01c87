"""Dates and periods: «24 января 2025 года», «с марта 2020 года», «в 2007–2013 гг.», as partial ISO dates."""

import re
from collections.abc import Sequence

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Token

YEAR = re.compile(r"^(1[89]|20)\d\d$")
YEARS = re.compile(r"^((?:1[89]|20)\d\d)[-–—]((?:1[89]|20)\d\d)$")
DOTTED = re.compile(r"^(\d{1,2})\.(\d{1,2})\.((?:1[89]|20)\d\d)$")
YEAR_WORDS = frozenset(("год", "года", "году", "годом", "годы", "годов", "годах", "г", "гг"))
TERMS = frozenset(("срок", "период"))


class Period(Struct, frozen=True):
    """A date or span of time in a sentence: tokens ``first`` to ``last`` (half-open).

    at: a point; since, until: the ends that the words give; planned: the end is that of a term (на срок).
    """

    first: int
    last: int
    at: str | None = None
    since: str | None = None
    until: str | None = None
    planned: bool = False


def find_periods(tokens: Sequence[Token]) -> tuple[Period, ...]:
    """Every period of a sentence, in order. A day or month without its year is none."""
    found: list[Period] = []
    i = 0
    while i < len(tokens):
        period = _period(tokens, i)
        if period is None:
            i += 1
        else:
            found.append(period)
            i = period.last
    return tuple(found)


def _period(tokens: Sequence[Token], i: int) -> Period | None:
    low = tokens[i].low
    if low in ("с", "со") and i + 1 < len(tokens):
        start = _date(tokens, i + 1)
        if start is None:
            return None
        value, end, second = start
        if second:
            return Period(i, end, since=value, until=second)
        if end < len(tokens) and tokens[end].low in ("по", "до") and end + 1 < len(tokens):
            stop = _date(tokens, end + 1)
            if stop is not None:
                return Period(i, stop[1], since=value, until=stop[0])
            if tokens[end + 1].low == "настоящее":
                return Period(i, end + 3, since=value)
        return Period(i, end, since=value)
    if low in ("до", "по") and i + 1 < len(tokens):
        stop = _date(tokens, i + 1)
        return Period(i, stop[1], until=stop[0], planned=_term(tokens, i)) if stop else None
    here = _date(tokens, i)
    if here is None:
        return None
    value, end, second = here
    if second:
        return Period(i, end, since=value, until=second, planned=_term(tokens, i))
    return Period(i, end, at=value)


def _term(tokens: Sequence[Token], i: int) -> bool:
    """«на срок 2025–2030 годов», «сроком до 2030 года»: the end of the term is planned."""
    return any(
        t.low in ("срок", "сроком", "период") and (t.low == "сроком" or (k > 0 and tokens[k - 1].low == "на"))
        for k, t in enumerate(tokens[max(0, i - 3) : i], max(0, i - 3))
    )


def _date(tokens: Sequence[Token], i: int) -> tuple[str, int, str | None] | None:
    """(partial ISO, end, second year of a pair of years) of the date at token i."""
    text = tokens[i].text
    if match := YEARS.match(text):
        return match[1], _past_year_word(tokens, i + 1), match[2]
    if match := DOTTED.match(text):
        return _iso(int(match[3]), int(match[2]), int(match[1]), i + 1)
    month = lexicon.months()
    if (
        text.isdigit()
        and len(text) <= 2
        and i + 2 < len(tokens)
        and tokens[i + 1].low in month
        and YEAR.match(tokens[i + 2].text)
    ):
        return _iso(int(tokens[i + 2].text), month[tokens[i + 1].low], int(text), _past_year_word(tokens, i + 3))
    if tokens[i].low in month and i + 1 < len(tokens) and YEAR.match(tokens[i + 1].text):
        year = int(tokens[i + 1].text)
        return f"{year}-{month[tokens[i].low]:02d}", _past_year_word(tokens, i + 2), None
    if YEAR.match(text):
        return _year(tokens, i)
    return None


def _year(tokens: Sequence[Token], i: int) -> tuple[str, int, str | None] | None:
    """A bare year, or two joined by a dash (2007 — 2013); it needs a word for year or a preposition."""
    text = tokens[i].text
    if i + 2 < len(tokens) and tokens[i + 1].text in "-–—" and YEAR.match(tokens[i + 2].text):
        return text, _past_year_word(tokens, i + 3), tokens[i + 2].text
    worded = i + 1 < len(tokens) and tokens[i + 1].low in YEAR_WORDS
    if worded or (i and tokens[i - 1].low in ("с", "по", "до", "в")):
        return text, _past_year_word(tokens, i + 1), None
    return None


def _past_year_word(tokens: Sequence[Token], i: int) -> int:
    if i < len(tokens) and tokens[i].low in YEAR_WORDS:
        return i + 2 if tokens[i].low in ("г", "гг") and i + 1 < len(tokens) and tokens[i + 1].text == "." else i + 1
    return i


def _iso(year: int, month: int, day: int, end: int) -> tuple[str, int, None] | None:
    return (f"{year}-{month:02d}-{day:02d}", end, None) if 1 <= month <= 12 and 1 <= day <= 31 else None
