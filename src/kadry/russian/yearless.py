"""Days and months that are told without their year, which the date of publication tells («с 1 июня», «в марте»)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.dates import Period, iso, year_of

AHEAD = timedelta(days=183)  # what is told of as done may begin so late («с 1 сентября назначен»)
SOON = timedelta(days=1)  # by the clock of another place


def yearless(tokens: Sequence[Token], published: str | None) -> Iterator[Period]:
    """The days and months of a sentence without their year that tell when something was done.

    They are the last before the day of publication; behind «с» a day may lie half a year ahead. A document of which
    no day is known has none. The date of a paper («от 5 мая») is none.
    """
    if published is None or len(published) < len("2025-01-01"):
        return
    today = date.fromisoformat(published[:10])
    for i, day, month in _told(tokens):
        before = tokens[i - 1].low if i else ""
        if before in ("от", "до", "по", "к"):
            continue
        latest = today + (AHEAD if before in ("с", "со") else SOON)
        years = (iso(year, month, day or 1, 0) for year in range(latest.year, latest.year - 3, -1))
        found = next((value[0] for value in years if value is not None and value[0] <= latest.isoformat()), None)
        if found is not None:
            yield Period(i, i + 1 + (day > 0), at=found if day else found[:7])


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

    The date of a decision («от 14 января 2025 года») is none, nor is a bare year.
    """
    own = (p for p in periods if p.first == 0 or tokens[p.first - 1].low != "от")
    starts = (p.at or (p.since if p.until else None) for p in own)
    told = next((start for start in starts if start is not None and "-" in start), None)
    if told is not None or published is None:
        return told
    found = next((iso(int(published[:4]), month, day, 0) for _, day, month in _told(tokens) if day), None)
    return found[0] if found else None
