"""Bodies of places: by an adjective, or by the place behind."""

import pytest

from kadry.russian.bodynames import body_name
from kadry.russian.placed import is_of_place, with_place_behind


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("омская полиция", "полиция Омска"),
        ("петербургская прокуратура", "прокуратура Санкт-Петербурга"),
        ("Ростовская областная прокуратура", "прокуратура Ростовской области"),
        ("областная прокуратура Ростовской области", "прокуратура Ростовской области"),
        ("Пермская краевая избирательная комиссия", "избирательная комиссия Пермского края"),
        ("Томский облсуд", "Томский областной суд"),
        ("саратовский минздрав", "Министерство здравоохранения Саратовской области"),
        ("омское Заксобрание", "Законодательное собрание Омской области"),
        ("пермский арбитражный суд", "Арбитражный суд Пермского края"),
        ("московский арбитражный суд", "Арбитражный суд Москвы"),
        ("комитет Госдумы по туризму", "комитет по туризму Государственной думы"),
        ("Девятый арбитражный апелляционный суд", "9-й арбитражный апелляционный суд"),
    ],
)
def test_a_place_before_the_head_or_behind_it(left: str, right: str) -> None:
    one, other = (with_place_behind(body_name(name).words) for name in (left, right))
    assert one == other


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("московский арбитражный суд", "Арбитражный суд Московской области"),
        ("Министерство культуры Красноярского края", "Министерство культуры Краснодарского края"),
        ("комитет Госдумы по туризму", "комитет Совета Федерации по туризму"),
    ],
)
def test_bodies_of_two_places_are_two(left: str, right: str) -> None:
    one, other = (with_place_behind(body_name(name).words) for name in (left, right))
    assert one != other


@pytest.mark.parametrize("name", ["Областная дума", "новая полиция", "Московский университет", "суд", ""])
def test_what_is_left_as_it_stands(name: str) -> None:
    words = body_name(name).words
    assert with_place_behind(words) == words


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("британская полиция", True),
        ("томская администрация", True),
        ("ростовская областная прокуратура", True),
        ("томский арбитражный суд", True),
        ("областная прокуратура", False),
        ("новая полиция", False),
        ("московская больница", False),
        ("российские регионы", False),
    ],
)
def test_whether_an_adjective_tells_the_one_body_of_a_place(name: str, told: bool) -> None:
    assert is_of_place(name) is told
