"""The case in which a name stands: of its titles, its row, its verb, or its words."""

import pytest
from sentences import persons_of, sentence

from kadry.russian.apposition import find_titles
from kadry.russian.namecases import person_case
from kadry.russian.roles import RoleFinder


def case(notation: str, i: int = 0) -> str:
    made = sentence(notation)
    persons = persons_of(made)
    roles = RoleFinder(0, made, frozenset(k for p in persons for k in range(p.first, p.last))).all()
    titles = [t for t in find_titles(made, roles, persons) if t.person == i]
    return person_case(made, persons, i, titles, roles)


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("с министром обороны PER[Лыонгом Кыонгом]", "ablt"),
        ("министру{datv} PER[Шевченко]", "datv"),
        ("президент PER[Лыонг Кыонг]", "nomn"),
        ("для товарища{gent} PER[Шевченко]", "gent"),
        ("о PER[Анне{loct} Петровой{loct}]", "loct"),
        ("PER[Орлов]", "nomn"),
    ],
)
def test_the_case_of_a_name_is_that_of_its_title_or_its_words(notation: str, expected: str) -> None:
    assert case(notation) == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("начальника PER[Прасковья{gent} Шубина{nomn}]", "nomn"),  # no man is Прасковий
        ("начальника PER[Ульяна{gent} Савич{nomn}]", "nomn"),  # who would be «Ульяна Савича»
        ("начальника PER[Александра{gent} Белова{gent}]", "gent"),
        ("руководитель проекта : PER[Александра{gent} Белова{gent}]", "nomn"),
        ("заставили руководить : PER[Александра{gent} Белова{gent}]", "gent"),
        ("избран PER[Олег Гуров] , директором — PER[Александра{gent} Белова{gent}]", "nomn"),
    ],
)
def test_a_womans_nominative_that_looks_like_a_mans_genitive(notation: str, expected: str) -> None:
    assert case(notation, notation.count("PER[") - 1) == expected


def test_the_names_of_a_row_have_one_case() -> None:
    row = "PER[Зураб Ким{nomn}] , PER[Пак Чхоль{nomn}] и PER[Александра{gent} Белова{gent}] избраны"
    assert case(row, 2) == "nomn"


def test_who_is_made_something_is_an_object() -> None:
    assert case("избрали секретарём PER[Евгению{datv} Титову{datv}]") == "accs"
    assert case("секретарём избрали PER[Евгению{datv} Титову{datv}]") == "accs"
    assert case("сообщили PER[Евгению{datv} Титову{datv}]") == "datv"
