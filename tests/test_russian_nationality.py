"""Nationality: the countries whose a text calls its persons."""

import pytest
from sentences import extracted, parsed

from kadry.russian.nationality import nationalities


def countries(text: str) -> dict[str, set[str]]:
    parse = parsed(text)
    mentions = {m.key: m.text for chain in parse.chains for m in chain.mentions}
    return {mentions[key]: set(codes) for key, codes in nationalities(parse).items()}


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("Задержан гражданин Литвы Пётр Лунин.", "Пётр Лунин", "LT"),
        ("Задержана 36-летняя гражданка РФ Анна Лунина.", "Анна Лунина", "RU"),
        ("Задержан Пётр Лунин, гражданин Литвы, и ещё трое.", "Пётр Лунин", "LT"),
        ("Пётр Лунин является гражданином Литвы.", "Пётр Лунин", "LT"),
        ("В финале россиянин Пётр Лунин уступил.", "Пётр Лунин", "RU"),
        ("В финале 20-летняя украинка Анна Лунина победила.", "Анна Лунина", "UA"),
        ("Победу над россиянином Петром Луниным отпраздновали.", "Петром Луниным", "RU"),
        ("Литовский предприниматель Пётр Лунин прибыл.", "Пётр Лунин", "LT"),
        ("Пётр Лунин, литовский предприниматель, прибыл.", "Пётр Лунин", "LT"),
        ("Советский и российский писатель Пётр Лунин прибыл.", "Пётр Лунин", "RU"),
        ("Известная французская певица Анна Лунина прибыла.", "Анна Лунина", "FR"),
    ],
)
def test_a_nationality(text: str, name: str, code: str) -> None:
    assert countries(text) == {name: {code}}


@pytest.mark.parametrize(
    "text",
    [
        "Президент Литвы Пётр Лунин прибыл.",
        "Литовский премьер-министр Пётр Лунин прибыл.",
        "Советский писатель Пётр Лунин жил в Омске.",
        "Гражданин Израиля и США Пётр Лунин прибыл.",
        "Пётр Лунин, гражданин Израиля и США, прибыл.",
        "Литовский и эстонский писатель Пётр Лунин прибыл.",
        "Россияне любят песни. Пётр Лунин прибыл.",
        "Россиянин увидел Петра Лунина.",
        "Пётр Лунин прибыл в Литву.",
    ],
)
def test_no_nationality(text: str) -> None:
    assert countries(text) == {}


def test_the_citizen_behind_a_dash_may_be_another() -> None:
    text = "Об этом пишет партнёр Петра Лунина — гражданин Литвы Олег Ким."
    assert countries(text) == {"Олег Ким": {"LT"}}


def test_a_person_has_the_country_that_the_whole_text_agrees_on() -> None:
    text = (
        "Россиянин Пётр Лунин уступил. Российский боксёр Лунин устал. Литовский боксёр Олег Ким рад. Эстонец Ким рад."
    )
    chains = {c.head.normal: c.country for c in extracted(text).chains if c.head.type == "person"}
    assert chains == {"Пётр Лунин": "RU", "Олег Ким": None}
