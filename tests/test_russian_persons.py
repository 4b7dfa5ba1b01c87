"""Persons: which names of one document are one person's."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kadry.claim import Mention
from kadry.russian import persons
from kadry.russian.aliases import Ties
from kadry.russian.named import Named
from kadry.russian.namewords import alike_words, is_initial, name_words
from kadry.russian.persons import person_chains, same_name

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
        ("Бенедикт", "Бенедикт XVI"),
        ("Пётр Первый", "Пётр I"),
        ("Сергей Орлов", "Сергей Орлов-младший"),
        ("Пайпер", "Анна Лисова-Пайпер"),
        ("Анна Пайпер", "Анна Лисова-Пайпер"),
        ("Завахири", "Айман аль-Завахири"),
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
        ("Николай I", "Николай II"),
        ("Пётр Первый", "Пётр II"),
        ("Орлов-младший", "Сергей Орлов-старший"),
        ("Сергей Орлов", "Сергей Орлов-старший"),
        ("Марк Эро", "Жан-Марк Эро"),
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
        ("Гэри Мак-Киннон", "Gary McKinnon"),
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


def tied(names: list[Named], **pairs: tuple[int, int]) -> list[list[str]]:
    """The chains of names of which some, by their numbers, are said to be one person or two."""
    keys = [n.mention.key for n in names]
    told = {kind: ((keys[left], keys[right]),) for kind, (left, right) in pairs.items()}
    return [[m.normal for m in chain.mentions] for chain in person_chains(names, Ties(**told))]


def test_names_that_the_text_says_are_one_persons_bring_their_mentions_together() -> None:
    names = [named("Глеб Орлов"), named("Вектор"), named("Орлов"), named("Вектор")]
    assert tied(names, same=(0, 1)) == [["Глеб Орлов", "Вектор", "Орлов", "Вектор"]]


@pytest.mark.parametrize(
    ("names", "head"),
    [
        (["Вектор", "Вектор", "Глеб Орлов"], "Глеб Орлов"),  # a full name before a bare word
        (["Пак Чо Ир", "Глеб Иванович Орлов", "Пак Чо Ир"], "Пак Чо Ир"),  # under which he is named most
        (["Никодим", "Ротов", "Ротов"], "Никодим"),
    ],
)
def test_the_head_of_a_person_with_two_names(names: list[str], head: str) -> None:
    items = [named(name) for name in names]
    other = next(i for i, name in enumerate(names) if name != names[0])
    (chain,) = person_chains(items, Ties(same=((items[0].mention.key, items[other].mention.key),)))
    assert chain.head.normal == head


def test_a_likely_alias_yields_to_genders_and_given_names_a_sure_one_does_not() -> None:
    spouses = [named("Глеб Ким", "masc"), named("Анна Рок", "femn")]
    namesakes = [named("Глеб Ким"), named("Осип Ким")]
    for names in (spouses, namesakes):
        assert len(tied(names, likely=(0, 1))) == 2
        assert len(tied(names, same=(0, 1))) == 1
    assert len(tied([named("Глеб Ким"), named("Осип Рок")], likely=(0, 1))) == 1


def test_two_that_the_text_parts_are_never_joined() -> None:
    names = [named("Сергей Орлов"), named("Орлов")]
    assert people(*names) == [["Сергей Орлов", "Орлов"]]
    assert tied(names, apart=(0, 1)) == [["Сергей Орлов"], ["Орлов"]]
    assert tied(names, apart=(0, 1), same=(0, 1)) == [["Сергей Орлов"], ["Орлов"]]


def test_a_father_named_first_is_not_his_son() -> None:
    father, son = "Хулио Вега", "Хулио Вега-младший"
    assert people(named(father), named(son), named(father)) == [[father, father], [son]]
    assert people(named(son), named(father)) == [[son, father]]


def test_who_bears_the_very_word_is_meant_before_who_bears_another_form_of_it() -> None:
    names = [named("Майя Орлова"), named("Майя Орлова"), named("Глеб Орлов"), named("Орлов")]
    assert people(*names) == [["Майя Орлова", "Майя Орлова"], ["Глеб Орлов", "Орлов"]]


def test_a_misspelt_name_joins_but_does_not_head_its_chain() -> None:
    names = [named("Глеб Лозавецкий"), named("Глеб Лозовецкий"), named("Лозовецкий")]
    (chain,) = person_chains(names)
    assert chain.head.normal == "Глеб Лозовецкий"


def test_an_adjective_from_a_surname_joins_its_bearer_whatever_its_gender() -> None:
    chains = person_chains([named("Юрий Лужков", "masc"), named("лужковской", "femn")])
    assert [[m.normal for m in chain.mentions] for chain in chains] == [["Юрий Лужков", "Лужков"]]
    assert chains[0].gender == "masc"


def test_a_mans_genitive_that_looks_like_a_womans_name_is_his() -> None:
    names = [named("Марьян Шарец", "masc"), named("Марьяна Шареца", "femn", nominative=False)]
    assert people(*names) == [["Марьян Шарец", "Марьяна Шареца"]]


def test_a_woman_whose_gender_is_sure_is_no_mans_genitive() -> None:
    man, woman = named("Марьян Шарец", "masc"), replace(named("Марьяна Шареца", "femn"), sure=True)
    assert people(man, woman) == [["Марьян Шарец"], ["Марьяна Шареца"]]


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


WORDS = st.text("аимс", min_size=1, max_size=6) | st.sampled_from(
    ("а.", "м.", "аимович", "аимова", "смаим", "смаима", "аимс-смаим")
)
SPELLINGS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.sampled_from(NAMES), min_size=2, max_size=9), st.data())
def test_ties_part_and_join_whatever_the_order_given(words: list[str], data: st.DataObject) -> None:
    names = [named(word) for word in words]
    keys = [n.mention.key for n in names]
    pair = st.sampled_from(keys).flatmap(lambda key: st.tuples(st.just(key), st.sampled_from(sorted({*keys} - {key}))))
    pairs = st.lists(pair, max_size=3)
    ties = Ties(*(tuple(data.draw(pairs)) for _ in range(3)))
    chains = person_chains(names, ties)
    assert person_chains(names[::-1], ties) == chains
    home = {m.key: chain.key for chain in chains for m in chain.mentions}
    assert len(home) == len(keys)
    assert all(home[left] != home[right] for left, right in ties.apart)


@given(st.lists(SPELLINGS, min_size=1, max_size=8))
def test_a_person_is_found_as_if_every_other_name_were_asked(names: list[str]) -> None:
    given_names = [named(name) for name in names]
    found = person_chains(given_names)
    with pytest.MonkeyPatch.context() as patch:
        for index in ("_beginnings", "_sought", "_sounds"):
            patch.setattr(persons, index, lambda words: {"every name"})
        assert person_chains(given_names) == found


PIECES = (
    "С. О. К. о С Сергей Сергея Серёжа Саша Александр Анна-Мария Мария Петрович Петровна Орлов Орлова Орлов-Ким "
    "Ким Кима Янша Янши Чже Джэён Ли Лисова-Пайпер Пайпер аль-Завахири Завахири Дыховичный Дыховичного Orlov Sergey "
    "Роухани Рухани II Первый и мл."
).split()
RANDOM = st.builds(" ".join, st.lists(st.sampled_from(PIECES), min_size=1, max_size=3))


@given(RANDOM, RANDOM)
def test_what_a_name_is_known_by_turns_no_likeness_away(short: str, full: str) -> None:
    marks = persons._marks(name_words(full))
    if same_name(short, full, alike_words):
        assert not any(words.isdisjoint(marks) for words in persons._needed(name_words(short), False))
    if same_name(short, full, persons._spelt_alike) or persons._same_sound(short, full):
        sounds = marks.union(*(persons._sound(word) for word in name_words(full) if not is_initial(word)))
        assert not any(words.isdisjoint(sounds) for words in persons._needed(name_words(short), True))


@pytest.mark.parametrize("gender", ["femn", ""])
def test_another_spelling_is_found_behind_names_of_another_gender(gender: str) -> None:
    first, man, again = named("Сюзанна Остхофф", gender), named("Олег Горин", "masc"), named("Susanne Osthoff", "femn")
    assert people(first, man, again) == [["Сюзанна Остхофф", "Susanne Osthoff"], ["Олег Горин"]]
    assert len(people(named("Сюзанна Остхофф", "masc"), named("Susanne Osthoff", "femn"))) == 2


def test_a_crowd_of_initials_is_told_apart() -> None:
    surnames = [f"{a}{b}{c}ов" for a in "БВГД" for b in "аеоу" for c in "клнрт"]
    crowd = [named(f"{initial}. {surname}") for surname in surnames for initial in "АБ"]
    alone = [named(surname) for surname in surnames[:3]]
    found = people(*crowd, *alone)
    assert len(found) == len(crowd)
    assert sorted(len(chain) for chain in found)[-4:] == [1, 2, 2, 2]
