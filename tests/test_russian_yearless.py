"""Days, months and years that the day of publication tells."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import sentence

from kadry.build import extract
from kadry.document import make_document
from kadry.russian.yearless import yearless


def days(notation: str, published: str | None) -> list[str | None]:
    return [period.at for period in yearless(sentence(notation).tokens, published)]


@pytest.mark.parametrize(
    ("notation", "published", "expected"),
    [
        ("9 мая избран мэром", "2024-05-10", ["2024-05-09"]),
        ("9 декабря избран мэром", "2024-01-10", ["2023-12-09"]),
        ("с 1 сентября назначен директором", "2024-05-10", ["2024-09-01"]),
        ("с 1 декабря назначен директором", "2024-05-10", ["2023-12-01"]),
        ("в марте ушёл с поста", "2024-05-10", ["2024-03"]),
        ("9 мая 2020 года избран мэром", "2024-05-10", []),
        ("указом от 5 мая назначен послом", "2024-05-10", []),
        ("31 февраля избран мэром", "2024-05-10", []),
        ("вчера избран мэром", "2024-05-01", ["2024-04-30"]),
        ("во вторник избран мэром", "2024-05-10", ["2024-05-07"]),
        ("в пятницу избран мэром", "2024-05-10", ["2024-05-10"]),
        ("в прошлом году избран мэром", "2024-05-10", ["2023"]),
        ("прошлого года", "2024-05-10", ["2023"]),
        ("мэр с апреля позапрошлого года", "2024-05-10", ["2022-04"]),
        ("9 мая этого года избран мэром", "2024-05-10", ["2024-05-09"]),
        ("отчёт до прошлого года", "2024-05-10", []),
        ("вчера избран мэром", "2024-05", []),
        ("9 мая избран мэром", "2024-05", []),
        ("9 мая избран мэром", None, []),
    ],
)
def test_the_year_is_that_of_the_last_such_day(notation: str, published: str | None, expected: list[str]) -> None:
    assert days(notation, published) == expected


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 360))
def test_every_day_of_the_year_before_publication_is_found_again(published: date, ago: int) -> None:
    names = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
    day = published - timedelta(days=ago)
    assert days(f"{day.day} {names[day.month - 1]} избран мэром", published.isoformat()) == [day.isoformat()]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("9 мая Пётр Ким избран мэром.", "2024-05-09"),
        ("Вчера Пётр Ким избран мэром.", "2024-05-09"),
        ("С прошлого года Пётр Ким возглавляет Сбербанк.", "2023"),
        ("В прошлом году Пётр Ким возглавлял Сбербанк.", None),
        ("Министр Пётр Ким 9 мая возложил цветы.", None),
        ("В 1995 году Пётр Ким переехал в Омск. 9 мая он избран мэром.", None),
    ],
)
def test_a_post_is_dated_by_the_day_of_publication_where_the_text_speaks_of_that_year(
    text: str, since: str | None
) -> None:
    (claim,) = extract(make_document(text, published="2024-05-10")).claims
    assert claim.since == since
