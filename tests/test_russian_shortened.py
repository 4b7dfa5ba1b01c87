"""Shortened names of bodies: what is taken for a longer name of the document, and what stays a body of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.russian.bodynames import body_name, first_letters, initials
from kadry.russian.shortened import BodyKey, lengthened, shortens


def key(name: str) -> BodyKey:
    """What a chain of a document groups a body by."""
    found = body_name(name)
    return found.words, found.country


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("областная дума", "Лугорская областная дума"),
        ("облдума", "Лугорская областная дума"),
        ("Министерство финансов", "Министерство финансов Лугорской области"),
        ("Минфин области", "Министерство финансов Лугорской области"),
        ("организационная комиссия", "Центральная организационная комиссия"),
        ("комиссия по законности", "комиссия по законности Лугорской областной думы"),
    ],
)
def test_less_said_of_level_place_or_owner_is_a_shorter_name(short: str, long: str) -> None:
    assert shortens(key(short), key(long))


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Министерство экономики", "Министерство национальной экономики"),
        ("Министерство труда", "Министерство труда и спорта"),
        ("Министерство юстиции Казахстана", "Министерство юстиции Республики Беларусь"),
        ("Министерство внутренних дел", "Главное управление МВД по Лугорской области"),
        ("Олимпийский комитет", "Международный олимпийский комитет"),
        ("Народная партия", "Новая народная партия"),
        ("дума", "Лугорская областная дума"),
        ("партком области", "партком правительства области"),
        ("комиссия по правам", "комитет по правам человека"),
    ],
)
def test_other_bodies_are_no_shorter_names(short: str, long: str) -> None:
    assert not shortens(key(short), key(long))


def test_what_may_be_short_for_two_bodies_is_neither() -> None:
    short, first, second = key("областная дума"), key("Лугорская областная дума"), key("Озёрская областная дума")

    assert lengthened([short, first]) == {short: first}
    assert lengthened([short, first, second]) == {}


def test_of_names_that_shorten_each_other_the_longest_is_taken() -> None:
    short, middle = key("организационная комиссия"), key("Центральная организационная комиссия")
    long = key("Центральная организационная комиссия Лугорской области")

    assert lengthened([long, short, middle]) == {short: long, middle: long}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Минфин Озёрской области", "Министерство финансов Озёрской области"),
        ("Лугорская облдума", "Лугорская областная дума"),
        ("Брестский облисполком", "Брестский областной исполнительный комитет"),
        ("ЦК НРПЛ", "ЦК Народно-революционной партии Лаоса"),
        ("Политбюро ЦК КПВ", "Политбюро ЦК Компартии Вьетнама"),
        ("УМВД России по Лугорской области", "Управление МВД России по Лугорской области"),
    ],
)
def test_short_names_inside_a_name_are_read_in_full(left: str, right: str) -> None:
    assert body_name(left).words == body_name(right).words
    assert body_name(left).country == body_name(right).country


@given(st.lists(st.sampled_from(("Лугорская", "дума", "и", "по", "Санкт-Петербурга", "России", "-", "№", "ßuf", "of"))))
def test_initials_are_made_of_first_letters(words: list[str]) -> None:
    name = " ".join(words)
    assert all(first_letters(name).issuperset(letters) for letters in initials(name))
