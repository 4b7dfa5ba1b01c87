"""Countries: by noun, by adjective, and the one that a text is about."""

import pytest
from sentences import sentence

from kadry.russian.countries import (
    body_of_adjective,
    country_of,
    country_of_adjective,
    main_country,
    place_of_adjective,
    seat_of,
)


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Литвы", "LT"),
        ("Вьетнамом", "VN"),
        ("США", "US"),
        ("КНР", "CN"),
        ("Белоруссии", "BY"),
        ("Беларуси", "BY"),
        ("литвы", None),  # no capital
        ("Омска", None),
        ("Орлов", None),
    ],
)
def test_a_noun_in_any_case(word: str, code: str | None) -> None:
    found = country_of(sentence(word).tokens[0])
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("литовского", "Литва"),
        ("Вьетнамской", "Вьетнам"),
        ("американских", "США"),
        ("омский", None),
        ("новый", None),
        ("Литвы", None),
    ],
)
def test_an_adjective_in_any_form(word: str, name: str | None) -> None:
    found = country_of_adjective(sentence(word).tokens[0])
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("word", "region", "place"),
    [
        ("смоленский", False, "Смоленск"),
        ("смоленского", True, "Смоленская область"),
        ("пермский", True, "Пермский край"),
        ("московского", True, "Московская область"),
        ("московский", False, "Москва"),
        ("липецкий", False, "Липецк"),
        ("череповецкому", False, "Череповец"),
        ("тульский", False, "Тула"),
        ("читинским", False, "Чита"),
        ("пензенский", True, "Пензенская область"),
        ("калужский", False, "Калуга"),
        ("калифорнийский", True, "Калифорния"),
        ("дамасский", False, "Дамаск"),
        ("нью-йоркский", False, "Нью-Йорк"),
        ("чеченский", True, "Чечня"),
        ("техасского", True, "Техас"),
        ("подмосковный", False, "Подмосковье"),
        ("южный", False, None),
        ("женский", False, None),
        ("новый", False, None),
        ("первый", True, None),
    ],
)
def test_a_place_by_word_formation(word: str, region: bool, place: str | None) -> None:
    assert place_of_adjective(sentence(word).tokens[0], region=region) == place


@pytest.mark.parametrize(
    ("notation", "code"),
    [
        ("во Вьетнаме и в Литве, а потом опять во Вьетнаме", "VN"),
        ("вьетнамский министр и литовский посол в Ханое", "VN"),
        ("встреча в Ханое", "VN"),
        ("Литва и Латвия", None),  # a tie
        ("в городе", None),
    ],
)
def test_the_country_that_a_text_speaks_of_most(notation: str, code: str | None) -> None:
    assert main_country(sentence(notation).tokens) == code


def test_the_order_of_words_does_not_count() -> None:
    words = [*sentence("прибыл в Литву").tokens, *sentence("уехал во Вьетнам, литовские гости").tokens]
    assert main_country(words) == main_country(words[::-1]) == "LT"


@pytest.mark.parametrize(
    ("notation", "lemma", "expected"),
    [
        ("папа римский", "папа римский", (1, "Рим")),
        ("патриархом Болгарским{ADJ}", "патриарх", (1, "Болгария")),
        ("патриархом всея Руси", "патриарх", None),
        ("директором римским", "директор", None),
        ("патриарх", "патриарх", None),
    ],
)
def test_a_prelates_see_is_an_adjective_behind_his_title(
    notation: str, lemma: str, expected: tuple[int, str] | None
) -> None:
    assert seat_of(sentence(notation).tokens, 0, lemma) == expected


@pytest.mark.parametrize(("word", "body"), [("кремлёвского", "Кремль"), ("думский", "Дума"), ("сельский", None)])
def test_an_adjective_of_a_body(word: str, body: str | None) -> None:
    (token,) = sentence(word).tokens
    assert body_of_adjective(token) == body
