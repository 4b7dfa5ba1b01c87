"""People's names: the tables are sound, and what is derived from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.fold import fold
from kadry.russian.onomastics import people
from kadry.russian.onomastics.people import (
    feminine,
    given_forms,
    given_gender,
    is_common_surname,
    masculine,
    may_be_one_given,
    patronymic_stem,
    read_given,
    read_surnames,
)

ROWS = read_given(people._text("given.txt"))
SURNAMES = read_surnames(people._text("surnames.txt"))
CANONICAL = sorted(row.name for row in ROWS)
WORDS = sorted({form for row in ROWS for form in (row.name, *row.short, *row.spellings)})
CODES = {"m": "masc", "f": "femn", "mf": ""}


@pytest.mark.parametrize(
    ("word", "names"),
    [
        ("саша", {"александр", "александра"}),
        ("александр", {"александр"}),
        ("володимир", {"владимир"}),
        ("микола", {"николай"}),
        ("sergei", {"сергей"}),
        ("sergey", {"сергей"}),
        ("yury", {"юрий"}),
        ("maxim", {"максим"}),
        ("катя", {"екатерина", "катерина"}),
        ("абвгд", set()),
    ],
)
def test_a_word_stands_for(word: str, names: set[str]) -> None:
    assert names <= given_forms(word) if names else not given_forms(word)


@pytest.mark.parametrize(
    ("word", "other"),
    [("михаил", "майкл"), ("иван", "джон"), ("теодор", "эдвард"), ("яна", "ян"), ("кристофер", "кристиан")],
)
def test_names_that_only_correspond_are_different(word: str, other: str) -> None:
    assert not may_be_one_given(word, other)


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("александр", "masc"),
        ("дима", "masc"),
        ("наталья", "femn"),
        ("саша", ""),
        ("женя", ""),
        ("никита", "masc"),
        ("нурсултан", "masc"),
        ("айгуль", "femn"),
        ("хиллари", "femn"),
        ("хосе-мария", "masc"),
        ("крис", ""),
        ("кира", "femn"),
        ("анна-мария", "femn"),
        ("абвгд", ""),
    ],
)
def test_gender(word: str, gender: str) -> None:
    assert given_gender(word) == gender


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("наталья", "наталия"),
        ("дмитрий", "дима"),
        ("билл", "уильям"),
        ("вильям", "уильям"),
        ("б.", "уильям"),
        ("дж.", "джозеф"),
        ("larry", "lawrence"),
        ("bill", "william"),
        ("хилари", "хиллари"),
        ("магомед", "магомет"),
        ("имомали", "эмомали"),
        ("süleyman", "сулейман"),
        ("josé", "хосе"),
        ("alexander", "саша"),
        ("саша", "шура"),
        ("а.", "александр"),
        ("а.", "саша"),
        ("н.", "микола"),
        ("а", "алексей"),
        ("а.", "абвгд"),
        ("ал.", "александр"),
        ("ж.-к.", "жан-клод"),
    ],
)
def test_one_given_name(left: str, right: str) -> None:
    assert may_be_one_given(left, right)
    assert may_be_one_given(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [("с.", "александр"), ("д.", "александр"), ("иван", "петр"), (".", "иван"), ("", "иван"), ("аб.", "александр")],
)
def test_two_given_names(left: str, right: str) -> None:
    assert not may_be_one_given(left, right)
    assert not may_be_one_given(right, left)


@pytest.mark.parametrize("word", ["иванов", "иванова", "кузнецова", "ivanova", "петров"])
def test_common_surnames(word: str) -> None:
    assert is_common_surname(word)


@pytest.mark.parametrize("word", ["набиуллина", "голова", "щебетовский", "иван", ""])
def test_other_surnames(word: str) -> None:
    assert not is_common_surname(word)


@pytest.mark.parametrize(
    ("woman", "man"),
    [
        ("иванова", "иванов"),
        ("алиева", "алиев"),
        ("пушкина", "пушкин"),
        ("лисицына", "лисицын"),
        ("достоевская", "достоевский"),
        ("высоцкая", "высоцкий"),
        ("толстая", "толстой"),
        ("трубецкая", "трубецкой"),
        ("белая", "белый"),
        ("великая", "великий"),
        ("нижняя", "нижний"),
        ("синяя", "синий"),
        ("лановая", "лановой"),
        ("салтыкова-щедрина", "салтыков-щедрин"),
        ("глава", "глава"),
        ("щербина", "щербина"),
        ("петренко", "петренко"),
        ("черных", "черных"),
        ("ли", "ли"),
        ("ева", "ева"),
        ("nabiullina", "nabiullin"),
    ],
)
def test_masculine(woman: str, man: str) -> None:
    assert masculine(woman) == man
    assert feminine(man) == woman


@pytest.mark.parametrize(
    "words",
    [
        ("ивановна", "иванович", "иваныч", "ivanovich"),
        ("сергеевна", "сергеевич", "сергеич", "сергевна"),
        ("ильич", "ильинична", "ильинишна"),
        ("кузьмич", "кузьминична"),
        ("никитич", "никитична"),
        ("павлович", "палыч", "павловна"),
        ("николаевич", "миколаевна", "николаич"),
        ("геннадиевич", "геннадьевна"),
        ("михайлович", "михайловна", "mikhailovich"),
        ("гейдар оглы", "гейдар-оглы", "гейдароглы", "гейдарович", "гейдар кызы"),
        ("али оглы", "алиевич", "алиевна"),
        ("нурсултанулы", "нурсултан уулу", "нурсултанович"),
        ("львович", "львовна"),
        ("яковлевич", "яковлевна", "яковлич"),
        ("даниилович", "даниловна"),
    ],
)
def test_one_patronymic(words: tuple[str, ...]) -> None:
    stems = {patronymic_stem(word) for word in words}
    assert len(stems) == 1
    assert None not in stems


def test_patronymics_of_two_fathers_differ() -> None:
    fathers = "иванович петрович сергеевич алексеевич александрович николаевич юрьевич ильич олегович игоревич".split()
    assert len({patronymic_stem(word) for word in fathers}) == len(fathers)


@pytest.mark.parametrize("word", ["иванов", "вучич", "москвич", "оглы", "давутоглу", "юрич", "", "чавез", "ич", "ович"])
def test_no_patronymic(word: str) -> None:
    assert patronymic_stem(word) is None


@given(st.sampled_from(WORDS))
def test_what_a_word_stands_for_is_closed(word: str) -> None:
    names = given_forms(word)
    assert names
    assert all(name in given_forms(name) for name in names)
    assert all(may_be_one_given(word, name) for name in names)


def test_a_name_has_the_gender_of_its_row() -> None:
    assert [row.name for row in ROWS if given_gender(row.name) != CODES[row.gender]] == []


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_one_given_name_is_symmetric(left: str, right: str) -> None:
    assert may_be_one_given(left, right) == may_be_one_given(right, left)


@pytest.mark.parametrize("section", sorted(SURNAMES))
def test_surnames_come_back_from_their_feminine_form(section: str) -> None:
    assert [word for word in sorted(SURNAMES[section]) if masculine(feminine(word)) != word] == []


@given(st.text(max_size=30))
def test_any_text_is_taken(text: str) -> None:
    word = fold(text)
    masculine(word)
    feminine(word)
    is_common_surname(word)
    assert given_gender(word) in ("masc", "femn", "")
    assert patronymic_stem(word) != ""
    assert may_be_one_given(word, word)


def test_all_words_of_the_tables_are_folded() -> None:
    surnames = {word for words in SURNAMES.values() for word in words}
    assert [word for word in (*WORDS, *surnames) if fold(word) != word] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("иван | m\n\nпетр\n", "given.txt:3: expected name"),
        ("иван | x\n", "given.txt:1: expected name"),
        ("иван | m | ваня | іван | joann\n", "given.txt:1: expected name"),
        ("# names\nиван | m\nИван | m\n", "given.txt:3: a second row"),
        ("иван | m | ваня; Ваня\n", "given.txt:1: «ваня» stands here twice"),
        ("иван | m | вaня\n", "given.txt:1: «вaня» is no name in one script"),
        ("иван | m | <b>\n", "given.txt:1: «<b>» is no name"),
    ],
)
def test_a_broken_row_is_named(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_given(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("иванов\n", "surnames.txt:1: no section of the name «»"),
        ("[frequent]\n", "surnames.txt:1: no section of the name «frequent»"),
        ("[russian]\nиванов петров\nсидоров иванов\n", "surnames.txt:3: «иванов» stands here twice"),
        ("[russian]\nиванoв\n", "surnames.txt:2: «иванoв» is no name in one script"),
    ],
)
def test_a_broken_section_is_named(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_surnames(text)


@pytest.mark.parametrize(("word", "names"), [("maria", {"мария", "марья"}), ("ksenia", {"ксения", "аксинья"})])
def test_transliteration_does_not_meet_diminutives(word: str, names: set[str]) -> None:
    assert given_forms(word) <= names
