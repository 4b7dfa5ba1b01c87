"""Words of names: how names fall into words and which words may be one."""

import pytest

from kadry.russian.namewords import alike_words, name_words, ruler_number, size, surname_parts


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("С.П. Орлов", ("с.", "п.", "орлов")),
        ("Семён Орлов-младший", ("семен", "орлов")),
        ("Пётр I", ("петр", "#1")),
        ("Пётр Первый", ("петр", "#1")),
        ("Георг ХІV", ("георг", "#14")),
        ("Екатерина Вторая", ("екатерина", "#2")),
        ("Гэри Мак-Кинли", ("гэри", "маккинли")),
        ("Шон О’Коннор", ("шон", "оконнор")),
        ("Айман аль-Завахири", ("айман", "завахири")),
        ("Хамад бен Халифа", ("хамад", "бин", "халифа")),
        ("В. И. Орлов", ("в.", "и.", "орлов")),
        ("V", ("v",)),
    ],
)
def test_words_of_names(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("word", "number"),
    [("i", 1), ("iv", 4), ("ix", 9), ("xxiii", 23), ("третья", 3), ("второго", 2), ("ли", 0), ("iiii", 0), ("", 0)],
)
def test_numbers_of_rulers(word: str, number: int) -> None:
    assert ruler_number(word) == number


@pytest.mark.parametrize(("name", "words"), [("Пётр I", 2), ("П. Орлов", 1), ("Пётр Орлов", 2), ("V", 0)])
def test_a_number_counts_as_a_word_and_an_initial_does_not(name: str, words: int) -> None:
    assert size(name) == words


@pytest.mark.parametrize(
    ("left", "right"), [("орлов", "орлова"), ("янша", "янши"), ("духовичный", "духовичного"), ("яровая", "яровой")]
)
def test_words_that_differ_by_a_case_ending(left: str, right: str) -> None:
    assert alike_words(left, right)
    assert alike_words(right, left)


@pytest.mark.parametrize(
    ("left", "right"), [("климов", "климович"), ("#1", "#2"), ("ким", "кима"), ("цзян", "цзяо"), ("белый", "белов")]
)
def test_words_that_are_two(left: str, right: str) -> None:
    assert not alike_words(left, right)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (("анна", "лис-пайпер"), []),
        (("анна", "лисова-пайпер"), ["лисова", "пайпер"]),
        (("жан-марк", "эро"), []),
        (("лисова-пайпер",), []),
    ],
)
def test_parts_of_double_surnames(words: tuple[str, ...], parts: list[str]) -> None:
    assert surname_parts(words) == parts
