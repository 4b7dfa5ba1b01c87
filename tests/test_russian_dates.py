"""Dates and periods: what is written becomes partial ISO dates, and nothing that no calendar has."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import sentence, words

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.dates import Period, find_periods, later, term_years
from kadry.russian.hints import hints_of
from kadry.russian.signs import DIGIT

ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def periods(tokens: Sequence[Token]) -> tuple[Period, ...]:
    return find_periods(tokens, hints_of(tokens).where(DIGIT))


def one(text: str) -> Period:
    found = periods(sentence(text).tokens)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("24 января 2025 года", "2025-01-24"),
        ("1 мая 2020", "2020-05-01"),
        ("от 24.01.2025", "2025-01-24"),
        ("2025-01-24", "2025-01-24"),
        ("01.02.2020", "2020-02-01"),
        ("1.2.2020 г.", "2020-02-01"),
        ("в январе 2025 года", "2025-01"),
        ("в мае 1987 г.", "1987-05"),
        ("в 2025 году", "2025"),
        ("в 1921", "1921"),
        ("зимой 2020 года", "2020"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text: str, at: str) -> None:
    found = one(text)
    assert (found.at, found.since, found.until) == (at, None, None)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("с марта 2020 года", "2020-03", None),
        ("со 2 июня 2020 года", "2020-06-02", None),
        ("с 2019 по настоящее время", "2019", None),
        ("Сентябрь 2010 — май 2015", "2010-09", "2015-05"),
        ("12 мая 2010 года – 3 июня 2011 года", "2010-05-12", "2011-06-03"),
        ("до 2020 года", None, "2020"),
        ("по март 2021 года", None, "2021-03"),
        ("с 2007 по 2013 год", "2007", "2013"),
        ("с 2020 г. по 2021 г.", "2020", "2021"),
        ("с 1 мая 2020 по 3 июня 2021 года", "2020-05-01", "2021-06-03"),
        ("с 1999 до 2004 года", "1999", "2004"),
        ("с 1999 г. по н. в.", "1999", None),
        ("2014 – н. в.", "2014", None),
        ("2014 год — настоящее время", "2014", None),
        ("с мая 2014 года по сей день", "2014-05", None),
        ("с 12.05.2019 по 2020-07-15", "2019-05-12", "2020-07-15"),
        ("в 2007–2013 гг.", "2007", "2013"),
        ("в 2007-2013 годах", "2007", "2013"),
        ("в 2007—2013 годах", "2007", "2013"),
        ("2007 — 2013 годы", "2007", "2013"),
    ],
)
def test_the_ends_of_a_period(text: str, since: str | None, until: str | None) -> None:
    found = one(text)
    assert (found.at, found.since, found.until, found.planned) == (None, since, until, False)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("на срок до 2030 года", None, "2030"),
        ("сроком до 2030 года", None, "2030"),
        ("на срок 2025–2030 годов", "2025", "2030"),
        ("на период 2025—2030 годов", "2025", "2030"),
    ],
)
def test_the_end_of_a_term_is_planned(text: str, since: str | None, until: str) -> None:
    found = one(text)
    assert (found.since, found.until, found.planned) == (since, until, True)


@pytest.mark.parametrize(
    "text",
    [
        "1 мая",
        "в марте",
        "2020 человек",
        "дом 2020",
        "31.13.2020",
        "2020-13-31",
        "45.01.2020",
        "в 1799 году",
        "в 2100 году",
        "XX век",
        "2020 рублей",
        "школа № 57",
        "",
    ],
)
def test_no_date(text: str) -> None:
    assert periods(sentence(text).tokens if text else ()) == ()


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("избран на срок пять лет", 5),
        ("избран сроком на 4 года", 4),
        ("назначен на срок в шесть лет", 6),
        ("избрана на пятилетний срок", 5),
        ("избрана на 7-летний срок", 7),
        ("назначена на три года", 3),
        ("избран на второй срок", None),
        ("избран на срок до 2030 года", None),
        ("назначен на 2020 год", None),
        ("избран на", None),
    ],
)
def test_how_long_a_term_is_to_be(text: str, years: int | None) -> None:
    tokens = sentence(text).tokens
    assert term_years(tokens, 0, len(tokens)) == years


@given(
    st.dates(min_value=date(1800, 1, 1), max_value=date(2079, 12, 31)), st.integers(1, 12), st.sampled_from((4, 7, 10))
)
def test_some_years_later_a_date_is_as_exact_as_before(day: date, years: int, exact: int) -> None:
    value = later(day.isoformat()[:exact], years)
    assert len(value) == exact
    assert int(value[:4]) == day.year + years
    padded = f"{value}-01-01"[: len("2020-01-01")]
    assert date.fromisoformat(padded).isoformat() == padded


def test_two_periods_in_order() -> None:
    tokens = sentence("с 2007 по 2013 год, а в мае 2015 года вновь").tokens
    found = periods(tokens)
    assert [words(tokens, p.first, p.last) for p in found] == ["с 2007 по 2013 год", "мае 2015 года"]


WORDS = (
    *("с", "со", "до", "по", "в", "на", "срок", "год", "года", "гг", ".", "-", "—", "настоящее", "время"),
    *("0", "1", "28", "31", "32", "99", "1899", "1900", "2020", "2024", "2007–2013", "31.12.2020", "00.00.2020"),
    *sorted(lexicon.months())[::7],
)


def dates(period: Period) -> list[str]:
    return [d for d in (period.at, period.since, period.until) if d is not None]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_whatever_is_written_no_month_or_day_is_out_of_range(pieces: list[str]) -> None:
    tokens = sentence(" ".join(pieces)).tokens
    end = 0
    for period in periods(tokens):
        assert end <= period.first < period.last <= len(tokens)
        end = period.last
        assert dates(period)
        for value in dates(period):
            match = ISO.fullmatch(value)
            assert match
            assert 1800 <= int(match[1]) <= 2099
            assert match[2] is None or 1 <= int(match[2]) <= 12
            assert match[3] is None or 1 <= int(match[3]) <= 31


GENITIVES = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_of_the_calendar_is_read_in_words_and_in_figures(day: date) -> None:
    month = GENITIVES[day.month - 1]
    for text in (f"{day.day} {month} {day.year} года", f"{day.day:02}.{day.month:02}.{day.year}", day.isoformat()):
        assert one(text).at == day.isoformat()
    assert one(f"в {month} {day.year} года").at == f"{day:%Y-%m}"
