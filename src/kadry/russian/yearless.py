"""Days, months and years that the date of publication tells («с 1 июня», «в марте», «вчера», «в прошлом году»)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.dates import Period, iso, year_of

AHEAD = timedelta(days=183)  # what is told of as done may begin so late («с 1 сентября назначен»)
SOON = timedelta(days=1)  # by the clock of another place
BACK: Mapping[str, int] = {"сегодня": 0, "вчера": 1, "позавчера": 2}  # days
WEEKDAYS = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
YEARS: Mapping[str, int] = {
    "этого": 0,
    "этом": 0,
    "сего": 0,
    "нынешнего": 0,
    "нынешнем": 0,
    "текущего": 0,
    "текущем": 0,
    "прошлого": -1,
    "прошлом": -1,
    "минувшего": -1,
    "минувшем": -1,
    "позапрошлого": -2,
    "позапрошлом": -2,
}
OTHERWISE = frozenset(("от", "до", "по", "к"))  # before what tells of another time than that of the deed


def yearless(tokens: Sequence[Token], published: str | None) -> Iterator[Period]:
    """The days, months and years of a sentence that publication tells and that say when something was done.

    They come in no order. Days and months without their year, and days of the week, are the last before the day of
    publication; behind «с» a day may lie half a year ahead. A document of which no day is known has none. The date of
    a paper («от 5 мая») is none.
    """
    if published is None or len(published) < len("2025-01-01"):
        return
    today = date.fromisoformat(published[:10])
    years = dict(_years(tokens, today))
    for i, day, month in _told(tokens):
        last = i + 1 + (day > 0)
        before = tokens[i - 1].low if i else ""
        own = years.pop(last, None)
        if before in OTHERWISE:
            continue
        latest = today + (AHEAD if before in ("с", "со") else SOON)
        span = range(latest.year, latest.year - 3, -1) if own is None else (own,)
        told = (iso(year, month, day or 1, 0) for year in span)
        found = next((value[0] for value in told if value is not None and value[0] <= latest.isoformat()), None)
        if found is not None:
            yield Period(i, last + 2 * (own is not None), at=found if day else found[:7])
    for i, year in years.items():
        if i == 0 or tokens[i - 1].low not in OTHERWISE:
            yield Period(i, i + 2, at=str(year))
    yield from (Period(i, i + 1, at=day) for i, day in _days(tokens, today))


def _years(tokens: Sequence[Token], today: date) -> Iterator[tuple[int, int]]:
    """The place and the year of «прошлого года», «в этом году»."""
    for i, token in enumerate(tokens[:-1]):
        if token.low in YEARS and tokens[i + 1].low in ("года", "году"):
            yield i, today.year + YEARS[token.low]


def _days(tokens: Sequence[Token], today: date) -> Iterator[tuple[int, str]]:
    """The place and the day of «вчера», «во вторник»."""
    for i, token in enumerate(tokens):
        if token.low in BACK:
            yield i, (today - timedelta(days=BACK[token.low])).isoformat()
        elif i and token.low in WEEKDAYS and tokens[i - 1].low in ("в", "во"):
            ago = (today.weekday() - WEEKDAYS.index(token.low)) % len(WEEKDAYS)
            yield i, (today - timedelta(days=ago)).isoformat()


def _told(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """The place, the day (0 for a month alone, behind «в») and the month of each day and month without its year."""
    months = lexicon.months()
    for i, token in enumerate(tokens):
        if token.low not in months or year_of(tokens[i + 1] if i + 1 < len(tokens) else None):
            continue
        before = tokens[i - 1] if i else None
        if before is not None and before.text.isdigit() and len(before.text) <= 2:
            yield i - 1, int(before.text), months[token.low]
        elif before is not None and before.low in ("в", "с"):
            yield i, 0, months[token.low]


def day_of(tokens: Sequence[Token], periods: Sequence[Period], published: str | None) -> str | None:
    """The day of which a sentence tells, the first of several; one without its year is of the year of publication.

    The date of a decision («от 14 января 2025 года») is none, nor is a bare year. «Вчера» and a day of the week are
    counted from the day of publication, where that is known.
    """
    own = (p for p in periods if p.first == 0 or tokens[p.first - 1].low != "от")
    starts = (p.at or (p.since if p.until else None) for p in own)
    told = next((start for start in starts if start is not None and "-" in start), None)
    if told is not None or published is None:
        return told
    found = next((iso(int(published[:4]), month, day, 0) for _, day, month in _told(tokens) if day), None)
    if found is not None or len(published) < len("2025-01-01"):
        return found[0] if found else None
    return next((day for _, day in _days(tokens, date.fromisoformat(published[:10]))), None)
