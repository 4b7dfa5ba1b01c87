"""Dates and periods: «24 января 2025 года», «с марта 2020 года», «в 2007–2013 гг.», as partial ISO dates."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import noun_lemmas

YEAR = re.compile(r"^((?:1[89]|20)\d\d)(?:-(?:го|й|м|ом|му|ый))?$")
YEARS = re.compile(r"^((?:1[89]|20)\d\d)[-–—]((?:1[89]|20)\d\d)$")
DOTTED = re.compile(r"^(\d{1,2})([./])(\d{1,2})\2((?:1[89]|20)\d\d)$")
MONTHLY = re.compile(r"^(\d{1,2})[./]((?:1[89]|20)\d\d)$")  # 03.2015, 3/2015
YEARLY = re.compile(r"^((?:1[89]|20)\d\d)[./](\d{1,2})$")  # 2015.03
DASHED = re.compile(r"^((?:1[89]|20)\d\d)-(\d\d)-(\d\d)$")
NOW = (
    ("настоящее", "время"),
    ("настоящего", "времени"),
    ("сей", "день"),
    ("н", ".", "в", "."),
    ("н.в", "."),
    ("н.в.",),
)
COUNTS = "один два три четыре пять шесть семь восемь девять десять двенадцать".split()
STEMS = "одно двух трех четырех пяти шести семи восьми девяти десяти двенадцати".split()
LENGTHS = (*range(1, 11), 12)
NUMBERS: Mapping[str, int] = {
    **dict(zip(COUNTS, LENGTHS, strict=True)),
    **dict(zip((f"{stem}летний" for stem in STEMS), LENGTHS, strict=True)),
    **{f"{count}{ending}": count for count in LENGTHS for ending in ("", "-летний")},
}
DASHES = ("-", "–", "—")
JOINED = re.compile("[-–—]")
# what a period without a date at its end goes on to: «с марта 2022 года до назначения», «и до выхода на пенсию»
LEAVING = frozenset(
    "выхода ухода назначения избрания утверждения перехода перевода увольнения смерти кончины гибели отставки".split()
)
LEFT = 7  # tokens from «до» to a date: «до выхода на заслуженный отдых в 2009 году»
PREPOSITIONS = frozenset(("с", "со", "до", "по"))
REACH = 4  # tokens from the first word of a period to its first digits: «с февраля по октябрь 2019 года»
YEAR_WORDS = frozenset(("год", "года", "году", "годом", "годы", "годов", "годах", "г", "гг"))


class Period(Struct, frozen=True):
    """A date or span of time in a sentence: tokens ``first`` to ``last`` (half-open).

    at: a point; since, until: the ends that the words give; planned: the end is that of a term (на срок); closed: it
    is over, though no date tells since when (до назначения).
    """

    first: int
    last: int
    at: str | None = None
    since: str | None = None
    until: str | None = None
    planned: bool = False
    closed: bool = False


def find_periods(tokens: Sequence[Token], digits: Sequence[int]) -> tuple[Period, ...]:
    """Every period of a sentence, in order. A day or month without its year is none (``yearless`` has them).

    digits: the places of the tokens that begin with one.
    """
    before = {k for i in digits for k in range(max(0, i - REACH), i)}  # no period without a year in digits
    opening = _opening()
    words = {k for k in before if tokens[k].low in opening}
    found: list[Period] = []
    end = 0
    for i in sorted(words.union(digits)):
        period = _period(tokens, i) if i >= end else None
        if period is not None:
            found.append(period)
            end = period.last
    return tuple(found)


@cache
def _opening() -> frozenset[str]:
    """The words with which a period may begin."""
    return PREPOSITIONS.union(lexicon.months())


def _period(tokens: Sequence[Token], i: int) -> Period | None:
    low = tokens[i].low
    if i and tokens[i - 1].low in ("после", "к", "ко", "около", "кроме"):
        return None
    if low in ("с", "со"):
        return _from(tokens, i)
    if low in ("до", "по"):
        stop = _date(tokens, i + 1)
        return Period(i, stop[1], until=stop[0], planned=_term(tokens, i)) if stop else None
    here = _date(tokens, i)
    if here is None:
        return None
    value, end, second = here
    if second:
        return Period(i, end, since=value, until=second, planned=_term(tokens, i))
    if end < len(tokens) and tokens[end].text in DASHES and (i == 0 or tokens[i - 1].pos != "ADP"):
        stop = _date(tokens, end + 1)
        if stop is not None and stop[2] is None and stop[0] > value:
            return Period(i, stop[1], since=value, until=stop[0])
    open_end = _past_now(tokens, end)
    if open_end > end:
        return Period(i, open_end, since=value)
    if end < len(tokens) and tokens[end].low == "рождения":
        return None
    left = _leaving_before(tokens, i)
    return Period(i, end, at=value) if left == i else Period(left, end, until=value)


def _from(tokens: Sequence[Token], i: int) -> Period | None:
    """«с 2001 по 2010 год», «с марта 2020 года», «с 2020 года по настоящее время»."""
    start = _date(tokens, i + 1)
    if start is None:
        return _months(tokens, i)
    value, end, second = start
    if second:
        return Period(i, end, since=value, until=second)
    if end + 1 < len(tokens) and tokens[end].low in ("по", "до"):
        stop = _date(tokens, end + 1)
        if stop is not None:
            return Period(i, stop[1], since=value, until=stop[0])
    left = _past_leaving(tokens, end)
    stop = _date(tokens, left + 1) if left > end and [t.low for t in tokens[left : left + 1]] == ["в"] else None
    if stop is not None and stop[2] is None:
        return Period(i, stop[1], since=value, until=stop[0])
    return Period(i, left if left > end else _past_now(tokens, end), since=value, closed=left > end)


def _past_leaving(tokens: Sequence[Token], i: int) -> int:
    """The end of «до назначения», «и до выхода на пенсию» at token i; i itself where nothing of the kind stands."""
    start = i + (i < len(tokens) and tokens[i].low == "и")
    if [t.low for t in tokens[start : start + 1]] not in (["до"], ["вплоть"]):
        return i
    start += tokens[start].low == "вплоть"
    if start + 1 >= len(tokens) or tokens[start + 1].low not in LEAVING:
        return i
    end = start + 2
    while end < len(tokens) and end - start < 6 and (tokens[end].pos == "ADP" or tokens[end - 1].pos == "ADP"):
        if _date(tokens, end + 1) is not None:
            break
        end += 1
    return end


def _leaving_before(tokens: Sequence[Token], i: int) -> int:
    """Where «до выхода на пенсию в» begins before the date at token i; i itself where nothing of the kind stands."""
    if not i or tokens[i - 1].low != "в":
        return i
    for k in range(i - 2, max(0, i - LEFT), -1):
        if tokens[k].pos == "PUNCT" or tokens[k].verb:
            return i
        if tokens[k].low in LEAVING and tokens[k - 1].low == "до":
            return k - 1
    return i


def _past_now(tokens: Sequence[Token], i: int) -> int:
    """The end of «по настоящее время», «по н. в.», «— н. в.» at token i; i itself where nothing of the kind stands."""
    i += i + 1 < len(tokens) and tokens[i].low == "и" and tokens[i + 1].low in ("по", "до")
    start = i + (i < len(tokens) and (tokens[i].low in ("по", "до") or tokens[i].text in DASHES))
    found = (start + len(w) for w in NOW if tuple(t.low for t in tokens[start : start + len(w)]) == w)
    return next(found, i) if start > i else i


def _months(tokens: Sequence[Token], i: int) -> Period | None:
    """«с февраля по октябрь 2019 года», «с 1 по 15 мая 2020 года»: the year, or the month too, is said once."""
    months, k = lexicon.months(), i + 1
    day = int(tokens[k].text) if k < len(tokens) and tokens[k].text.isdigit() and len(tokens[k].text) <= 2 else 0
    k += day > 0
    month = months.get(tokens[k].low, 0) if k < len(tokens) else 0
    k += month > 0
    if k == i + 1 or k + 1 >= len(tokens) or tokens[k].low not in ("по", "до"):
        return None
    stop = _date(tokens, k + 1)
    if stop is None or len(stop[0]) != len("2019-10-15" if day else "2019-10"):
        return None
    since = f"{stop[0][:4]}-{month:02d}" if month else stop[0][:7]
    first = iso(int(since[:4]), int(since[5:]), day, 0) if day else (since, 0, None)
    return None if first is None else Period(i, stop[1], since=first[0], until=stop[0])


def _term(tokens: Sequence[Token], i: int) -> bool:
    """«на срок 2025–2030 годов», «сроком до 2030 года»: the end of the term is planned."""
    return any(
        t.low in ("срок", "сроком", "период") and (t.low == "сроком" or (k > 0 and tokens[k - 1].low == "на"))
        for k, t in enumerate(tokens[max(0, i - 3) : i], max(0, i - 3))
    )


def term_years(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """The years of «на срок пять лет», «сроком на 4 года», «на пятилетний срок» between two places of a sentence."""
    for i in range(start, min(end, len(tokens) - 2)):
        words = [t.low for t in tokens[i + 1 : i + 5] if t.low not in ("срок", "в")]
        if tokens[i].low == "на" and words:
            yearly = tokens[i + 2].low == "срок"
            years = NUMBERS.get(noun_lemmas(words[0])[0] if yearly else words[0])
            if years is not None and (yearly or words[1:2] in (["год"], ["года"], ["лет"])):
                return years
    return None


def later(value: str, years: int) -> str:
    """A partial ISO date some years later; 29 February becomes the 28th where the year has none."""
    year = int(value[:4]) + years
    leap = value.endswith("-02-29") and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return f"{year:04d}{'-02-28' if leap else value[4:]}"


def _date(tokens: Sequence[Token], i: int) -> tuple[str, int, str | None] | None:
    """(partial ISO, end, second year of a pair of years) of the date at token i."""
    if i >= len(tokens):
        return None
    written = None if tokens[i].text.isalnum() else _written(tokens, i)
    return written or _worded(tokens, i)


def _written(tokens: Sequence[Token], i: int) -> tuple[str, int, str | None] | None:
    """A date in one token of digits and marks, or two that a dash joins in one: 24.01.2025, 03.2015–07.2018."""
    text = tokens[i].text
    if match := YEARS.match(text):
        return match[1], _past_year_word(tokens, i + 1), match[2]
    if match := DASHED.match(text):
        return iso(int(match[1]), int(match[2]), int(match[3]), i + 1)
    first, *second = JOINED.split(text)
    if (value := _in_digits(first)) and all(map(_in_digits, second[:1])) and len(second) < 2:
        return value, _past_year_word(tokens, i + 1), _in_digits(second[0]) if second else None
    return None


def _worded(tokens: Sequence[Token], i: int) -> tuple[str, int, str | None] | None:
    """A date of several tokens, or a year: 24 января 2025 года, марта 2020 года, 2007 — 2013."""
    token, months = tokens[i], lexicon.months()
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is not None and token.text.isdigit() and len(token.text) <= 2 and behind.low in months:
        year = year_of(tokens[i + 2]) if i + 2 < len(tokens) else None
        return iso(year, months[behind.low], int(token.text), _past_year_word(tokens, i + 3)) if year else None
    if token.low in months:
        year = year_of(behind)
        return (f"{year}-{months[token.low]:02d}", _past_year_word(tokens, i + 2), None) if year else None
    return _bare_year(tokens, i) if year_of(token) else None


def _in_digits(text: str) -> str | None:
    """The partial ISO date that digits alone write: 07.12.2015, 12.2015, 12/2015, 2015.12."""
    if match := DOTTED.match(text):
        found = iso(int(match[4]), int(match[3]), int(match[1]), 0)
        return found[0] if found else None
    parts = [(m[2], m[1]) for m in [MONTHLY.match(text)] if m] or [(m[1], m[2]) for m in [YEARLY.match(text)] if m]
    return next((f"{year}-{int(month):02d}" for year, month in parts if 1 <= int(month) <= 12), None)


def year_of(token: Token | None) -> int | None:
    """The year that a token writes (2015, 2015-го)."""
    match = YEAR.match(token.low) if token is not None else None
    return int(match[1]) if match else None


def _bare_year(tokens: Sequence[Token], i: int) -> tuple[str, int, str | None] | None:
    """A bare year, or two joined by a dash (2007 — 2013); it needs a word for year or a preposition."""
    year = str(year_of(tokens[i]))
    if i + 2 < len(tokens) and tokens[i + 1].text in DASHES and (second := year_of(tokens[i + 2])):
        return year, _past_year_word(tokens, i + 3), str(second)
    worded = i + 1 < len(tokens) and (tokens[i + 1].low in YEAR_WORDS or _past_now(tokens, i + 1) > i + 1)
    if worded or (i and tokens[i - 1].low in ("с", "по", "до", "в")):
        return year, _past_year_word(tokens, i + 1), None
    return None


def _past_year_word(tokens: Sequence[Token], i: int) -> int:
    if i < len(tokens) and tokens[i].low in YEAR_WORDS:
        return i + 2 if tokens[i].low in ("г", "гг") and i + 1 < len(tokens) and tokens[i + 1].text == "." else i + 1
    return i


def iso(year: int, month: int, day: int, end: int) -> tuple[str, int, None] | None:
    """A day as an ISO date, with the end of its words; None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat(), end, None
    except ValueError:
        return None
