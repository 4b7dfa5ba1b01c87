"""Persons: which names of one document are one person's."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.claim import Mention
from kadry.russian import persons
from kadry.russian.persons import Named, person_chains, same_name

PLACES = count(1, 100)


def named(normal: str, gender: str = "", *, nominative: bool = True) -> Named:
    """A mention behind all that were made before it."""
    start = next(PLACES)
    return Named(Mention("document", start, start + len(normal), "person", normal, normal), gender, nominative)


def people(*names: Named) -> list[list[str]]:
    return [[m.normal for m in chain.mentions] for chain in person_chains(names)]


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Орлов", "Сергей Орлов"),
        ("Сергей", "Сергей Петрович Орлов"),
        ("С. Орлов", "Сергей Орлов"),
        ("С. П. Орлов", "Сергей Петрович Орлов"),
        ("С.П. Орлов", "Сергей Петрович Орлов"),
        ("Орлов Сергей", "Сергей Орлов"),
        ("Сергей Орлов", "Сергей Петрович Орлов"),
        ("Сергей Петрович", "Сергей Петрович Орлов"),
        ("Кыонг", "Лыонг Кыонг"),
        ("Ту", "Чан Кам Ту"),
        ("Семёнов", "Олег Семенов"),
        ("Кыонга", "Лыонг Кыонг"),  # a form that was not brought to the nominative
    ],
)
def test_names_that_can_be_one_persons(short: str, full: str) -> None:
    assert same_name(short, full)


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("А. Орлов", "Сергей Орлов"),
        ("Пётр Орлов", "Сергей Петрович Орлов"),
        ("Орловский", "Сергей Орлов"),
        ("Ким Чен Ир", "Ким Чен Ын"),
        ("Сергей Ким", "Сергей Орлов"),
        ("Лыонг", "Чан Кам Ту"),
    ],
)
def test_names_that_cannot(short: str, full: str) -> None:
    assert not same_name(short, full)


def test_short_forms_join_the_full_name() -> None:
    assert people(named("Сергей Петрович Орлов"), named("С. П. Орлов"), named("Орлов"), named("Пётр Ким")) == [
        ["Сергей Петрович Орлов", "С. П. Орлов", "Орлов"],
        ["Пётр Ким"],
    ]


def test_a_short_form_may_come_first() -> None:
    assert people(named("Орлов"), named("Сергей Орлов")) == [["Орлов", "Сергей Орлов"]]


def test_two_people_with_one_surname_the_nearer_one_before_is_meant() -> None:
    names = [named("Сергей Орлов"), named("Орлов"), named("Пётр Орлов"), named("Орлов")]
    assert people(*names) == [["Сергей Орлов", "Орлов"], ["Пётр Орлов", "Орлов"]]


def test_of_two_people_with_one_surname_the_one_named_more_often_in_full_is_meant() -> None:
    names = [named("Анна Ким"), named("Анна Ким"), named("Ли Ким"), named("Ким")]
    assert people(*names) == [["Анна Ким", "Анна Ким", "Ким"], ["Ли Ким"]]


@pytest.mark.parametrize(
    ("full", "other"),
    [
        ("Сюзанна Остхофф", "Susanne Osthoff"),
        ("Хасан Рухани", "Роухани"),
        ("Ли Чже Ён", "Ли Джэён"),
        ("Александр Лебедев", "Саша Лебедев"),
        ("Геннадий Горин", "Г. А. Горин"),
        ("Джон Хант-младший", "Джон Хант-младшего"),
    ],
)
def test_other_spellings_of_a_name_join_it(full: str, other: str) -> None:
    assert people(named(full), named(other)) == [[full, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Джон Хант-младший", "Джон Хант-старший"),
        ("Сергей и Юлия Орлов", "Юлия Орлов"),
        ("Виктор Янукович", "Виктор Ющенко"),
        ("Ли Кэцян", "Ли Цян"),
    ],
)
def test_names_of_two_people_stay_apart(one: str, other: str) -> None:
    assert people(named(one), named(other)) == [[one], [other]]


def test_a_patronymic_prefers_the_name_that_has_it() -> None:
    names = [named("Владимир Горин"), named("Владимир Кириллович Лапин"), named("Владимир Кириллович")]
    assert people(*names) == [["Владимир Горин"], ["Владимир Кириллович Лапин", "Владимир Кириллович"]]


@pytest.mark.parametrize("short", ["Виктор", "Виктор Фёдорович", "Соколовский"])
def test_a_person_may_be_called_by_the_given_name_with_or_without_patronymic(short: str) -> None:
    assert people(named("Виктор Соколовский"), named(short)) == [["Виктор Соколовский", short]]


def test_a_contradicted_gender_keeps_people_apart() -> None:
    assert people(named("Анна Ким", "femn"), named("Ким", "masc"), named("Ким")) == [["Анна Ким"], ["Ким", "Ким"]]


def test_the_head_is_the_fullest_name_in_the_nominative() -> None:
    names = [named("Орлов"), named("Сергея Орлова", nominative=False), named("Сергей Орлов")]
    (chain,) = person_chains(names)
    assert chain.head.normal == "Сергей Орлов"


@pytest.mark.parametrize(
    ("names", "gender", "generic"),
    [
        ([("Сергей Орлов", "masc"), ("Орлов", "")], "masc", False),
        ([("Лыонг Кыонг", "")], None, False),
        ([("Орлов", "")], None, True),
        ([("С. Орлов", "")], None, True),
    ],
)
def test_what_a_chain_tells_of_its_person(names: list[tuple[str, str]], gender: str | None, generic: bool) -> None:
    (chain,) = person_chains([named(*pair) for pair in names])
    assert (chain.gender, chain.generic) == (gender, generic)


NAMES = ("Сергей Орлов", "Орлов", "С. Орлов", "Пётр Орлов", "Анна Орлова", "Лыонг Кыонг", "Кыонг", "Ким", "Ким Чен Ын")


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(("", "masc", "femn"))), max_size=9))
def test_every_name_is_in_one_chain_whatever_the_order_given(names: list[tuple[str, str]]) -> None:
    given_names = [named(*pair) for pair in names]
    chains = person_chains(given_names)
    members = [m for chain in chains for m in chain.mentions]
    assert sorted(members) == sorted(n.mention for n in given_names)
    assert all(chain.head in chain.mentions for chain in chains)
    assert person_chains(given_names[::-1]) == chains


WORDS = st.text("аимс", min_size=1, max_size=6) | st.sampled_from(("а.", "м.", "аимович", "аимова", "смаим", "смаима"))
SPELLINGS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(SPELLINGS, min_size=1, max_size=8))
def test_a_person_is_found_as_if_every_other_name_were_asked(names: list[str]) -> None:
    given_names = [named(name) for name in names]
    found = person_chains(given_names)
    with pytest.MonkeyPatch.context() as patch:
        for index in ("_beginnings", "_sought", "_sounds"):
            patch.setattr(persons, index, lambda words: {"every name"})
        assert person_chains(given_names) == found
