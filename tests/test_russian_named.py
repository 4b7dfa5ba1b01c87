"""Mentions of persons as they are compared."""

from itertools import count

import pytest

from kadry.claim import Mention
from kadry.russian.named import Named, settled_names

PLACES = count(1, 100)


def named(normal: str, gender: str = "", *, nominative: bool = True, sure: bool = False) -> Named:
    start = next(PLACES)
    return Named(Mention("d", start, start + 1, "person", normal, normal), gender, nominative, sure)


def test_a_gender_that_a_given_name_suggests_yields_to_what_its_verbs_say() -> None:
    settled = settled_names([named("Колин Рок", "masc"), named("Колин", "femn", sure=True)])
    assert [n.gender for n in settled] == ["femn", "femn"]


def test_genders_that_contradict_each_other_mend_nothing() -> None:
    told = [named("Саша", "femn", sure=True), named("Саша", "masc", sure=True)]
    assert settled_names([named("Саша Рок", "masc"), *told])[0].gender == "masc"


def test_an_adjective_takes_the_name_and_not_the_gender_of_its_noun() -> None:
    first, second = settled_names([named("Юрий Лужков", "masc"), named("лужковской", "femn", sure=True)])
    assert (first.name, second.mention.normal, second.gender, second.sure) == ("Юрий Лужков", "Лужков", "", False)


@pytest.mark.parametrize(
    ("written", "man"),
    [("Марьяна Шареца", "Марьян Шарец"), ("Эда Валя", "Эд Валь"), ("Эда Валя", "Эд Валй")],
)
def test_a_genitive_is_compared_as_the_man_who_stands_in_the_nominative(written: str, man: str) -> None:
    _, genitive = settled_names([named(man, "masc"), named(written, "femn", nominative=False)])
    assert (genitive.name, genitive.gender) == (man, "masc")
    assert genitive.mention.normal == written


@pytest.mark.parametrize(
    "others",
    [
        [],
        [named("Марьян Шарец", "masc", nominative=False)],
        [named("Марьян Шарец", "femn")],
        [named("Марьян Шор", "masc")],
    ],
)
def test_without_the_man_it_stays_a_womans_name(others: list[Named]) -> None:
    (*_, woman) = settled_names([*others, named("Марьяна Шареца", "femn")])
    assert (woman.name, woman.gender) == ("Марьяна Шареца", "femn")


def test_mentions_keep_their_places_and_their_own_words() -> None:
    names = [named("Глеб Лозовецкий"), named("Лозавецкий"), named("Лозовецкий")]
    settled = settled_names(names)
    assert [n.mention for n in settled] == [n.mention for n in names]
    assert [n.mended for n in settled] == ["", "лозовецкий", ""]
