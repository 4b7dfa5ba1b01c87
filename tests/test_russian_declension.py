"""Declension of persons' names: the cases that they can stand in, and their nominative."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import persons_of, sentence

from kadry.russian.declension import decline, person_cases, person_nominative
from kadry.russian.models import morph
from kadry.russian.onomastics import people

MEN = "Сергей Пётр Лев Илья Никита Андрей Алексей Юрий Олег Виктор Глеб Дмитрий Антон Яков Тимур Марат"
WOMEN = "Мария Елена Ольга Татьяна Ирина Наталья Светлана Галина Людмила Дарья Нина Софья"


CASES = ("gent", "datv", "accs", "ablt")


def inflect(word: str, case: str, gender: str) -> str:
    """One word of a name in a case and the singular, as the dictionary has it."""
    name = next(p for p in morph().parse(word.lower()) if {"nomn", "sing", gender} <= set(p.tag.grammemes))
    return str(name.inflect({case, "sing"}).word).capitalize()


def nominative(notation: str, case: str) -> str:
    made = sentence(notation)
    person = persons_of(made)[0]
    return person_nominative(made.tokens[person.first : person.last], case, person.gender)


@pytest.mark.parametrize(
    ("notation", "case", "expected"),
    [
        ("PER[Лыонга Кыонга]", "gent", "Лыонг Кыонг"),
        ("PER[Лыонгу Кыонгу]", "datv", "Лыонг Кыонг"),
        ("PER[Лыонгом Кыонгом]", "ablt", "Лыонг Кыонг"),
        ("PER[Лыонге Кыонге]", "loct", "Лыонг Кыонг"),
        ("PER[Ким Чен Ына]", "gent", "Ким Чен Ын"),
        ("PER[Рамиро Кастельяноса Вега]", "gent", "Рамиро Кастельянос Вега"),
        ("PER[Анны Петровой]", "gent", "Анна Петрова"),
        ("PER[Марии Петровой]", "datv", "Мария Петрова"),
        ("PER[Анну Петрову]", "accs", "Анна Петрова"),
        ("PER[Анной Петровой]", "ablt", "Анна Петрова"),
        ("PER[Сергея Петровича Орлова]", "gent", "Сергей Петрович Орлов"),
        ("PER[Сергеем Петровичем Орловым]", "ablt", "Сергей Петрович Орлов"),
        ("PER[Анны Сергеевны Орловой]", "gent", "Анна Сергеевна Орлова"),
        ("PER[Ильи Мицкевича]", "gent", "Илья Мицкевич"),
        ("PER[Льва Толстого]", "gent", "Лев Толстой"),
        ("PER[Павла Коваля]", "gent", "Павел Коваль"),
        ("PER[Булата Окуджавы]", "gent", "Булат Окуджава"),
        ("PER[А. Б. Орлова]", "gent", "А. Б. Орлов"),
        ("PER[Сергея Шевченко]", "gent", "Сергей Шевченко"),
        ("PER[Ли Цзиньпина]", "gent", "Ли Цзиньпин"),
        ("PER[Анна Петрова]", "nomn", "Анна Петрова"),
        # surnames that are other words too
        ("PER[Нины Лапиной]", "gent", "Нина Лапина"),
        ("PER[Ольге Долиной]", "datv", "Ольга Долина"),
        ("PER[Сергея Плотина]", "gent", "Сергей Плотин"),
        ("PER[Олега Родина]", "accs", "Олег Родин"),
        ("PER[Марии Сомовой]", "gent", "Мария Сомова"),
        ("PER[Виктором Калиновым]", "ablt", "Виктор Калинов"),
        ("PER[Юрия Садового]", "gent", "Юрий Садовый"),
        ("PER[Елены Луговой]", "gent", "Елена Луговая"),
        ("PER[Глеба Безбородного]", "gent", "Глеб Безбородный"),
        ("PER[Елену Безбородную]", "accs", "Елена Безбородная"),
    ],
)
def test_a_name_in_the_nominative(notation: str, case: str, expected: str) -> None:
    assert nominative(notation, case) == expected


@pytest.mark.parametrize(
    ("word", "case", "gender", "expected"),
    [
        ("Зеленского", "gent", "masc", "Зеленский"),
        ("Токаевым", "ablt", "masc", "Токаев"),
        ("Бигельдиновой", "gent", "femn", "Бигельдинова"),
        ("Эрдогана", "gent", "masc", "Эрдоган"),
        ("Эрдогану", "datv", "masc", "Эрдоган"),
        ("Эрдоганом", "ablt", "masc", "Эрдоган"),
        ("Эрдогане", "loct", "masc", "Эрдоган"),
        ("Лайчака", "accs", "masc", "Лайчак"),
        ("Токаева", "gent", "masc", "Токаев"),
        ("Бердымухамедова", "accs", "masc", "Бердымухамедов"),
        ("Науседы", "gent", "masc", "Науседа"),
        ("Науседу", "accs", "masc", "Науседа"),
        ("Меркеля", "gent", "masc", "Меркель"),
        ("Жуковского", "gent", "masc", "Жуковский"),
        ("Жуковской", "datv", "femn", "Жуковская"),
        ("Тханя", "gent", "", "Тхань"),
        ("Касым-Жомарта", "gent", "masc", "Касым-Жомарт"),
        ("Гольц-Миллера", "gent", "masc", "Гольц-Миллер"),
        ("Лебедева-Кумача", "gent", "masc", "Лебедев-Кумач"),
        ("Новиковой-Лаптевой", "gent", "femn", "Новикова-Лаптева"),
        ("Бигельдиновой-Лаптевой", "gent", "femn", "Бигельдинова-Лаптева"),
    ],
)
def test_a_surname_declines_by_dictionary_or_ending(word: str, case: str, gender: str, expected: str) -> None:
    assert decline(word, case, gender) == expected


@pytest.mark.parametrize("case", ["gent", "datv", "accs", "ablt", "loct"])
@pytest.mark.parametrize("word", ["Шевченко", "Рамиро", "Хюэ", "Ли", "Ким", "Си", "Чен", "Дюма", "Живаго", "А", "КИМ"])
def test_a_nominative_or_indeclinable_word_stays(word: str, case: str) -> None:
    assert decline(word, case, "") == word


@pytest.mark.parametrize("word", ["Мицкевич", "Меркель", "Эрдоган", "Жданович"])
def test_a_womans_surname_in_a_consonant_stays(word: str) -> None:
    for case in ("gent", "datv", "ablt", "loct"):
        assert decline(word, case, "femn") == word


@pytest.mark.parametrize("case", ["gent", "datv", "accs", "ablt", "loct"])
@pytest.mark.parametrize("name", [f"{given} Петров" for given in MEN.split()] + [f"{g} Петрова" for g in WOMEN.split()])
def test_common_names_come_back_from_every_case(name: str, case: str) -> None:
    gender = "femn" if name.endswith("а") else "masc"
    inflected = " ".join(inflect(word, case, gender) for word in name.split())
    assert nominative(f"PER[{inflected}]", case) == name


def test_a_name_that_does_not_decline_gives_way_to_one_that_does() -> None:
    assert nominative("PER[Анне Петровой]", "datv") == "Анна Петрова"


@given(
    word=st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяё-", min_size=1, max_size=12).map(str.capitalize),
    case=st.sampled_from(("nomn", "gent", "datv", "accs", "ablt", "loct", "")),
    gender=st.sampled_from(("masc", "femn", "")),
)
def test_any_word_has_a_nominative_in_one_word(word: str, case: str, gender: str) -> None:
    made = decline(word, case, gender)
    assert made
    assert not any(letter.isspace() for letter in made)
    assert made.count("-") == word.count("-")


@pytest.mark.parametrize(
    ("notation", "possible", "impossible"),
    [
        ("PER[Иваном Петровым]", "ablt", "nomn gent datv"),
        ("PER[Анны Петровой]", "gent", "nomn datv ablt"),
        ("PER[Лыонга Кыонга]", "gent accs", "datv ablt loct"),
        ("PER[Лыонгом Кыонгом]", "ablt", "gent datv"),
        ("PER[Пётр Ким]", "nomn", "gent ablt"),
        ("PER[Анна Дюма]", "nomn", "gent datv"),
    ],
)
def test_the_cases_that_a_name_can_stand_in(notation: str, possible: str, impossible: str) -> None:
    found = person_cases(sentence(notation).tokens)
    assert found >= set(possible.split())
    assert found.isdisjoint(impossible.split())


@pytest.mark.parametrize("notation", ["PER[Шевченко]", "PER[Дюма]", "PER[Живаго]"])
def test_a_name_that_does_not_decline_stands_in_every_case(notation: str) -> None:
    assert person_cases(sentence(notation).tokens) == {"nomn", "gent", "datv", "accs", "ablt", "loct"}


def declined(name: str, gender: str) -> tuple[str, ...]:
    """A given name in four cases as the rules of Russian have it; () for one whose ending is not for here."""
    stem, last = name[:-1], name[-1]
    if gender == "f" and last == "а":
        return (
            stem + ("и" if stem[-1] in "гкхжшщч" else "ы"),
            stem + "е",
            stem + "у",
            stem + ("ей" if stem[-1] in "жшщчц" else "ой"),
        )
    if gender == "f" and last == "я":
        return stem + "и", stem + ("и" if stem[-1] == "и" else "е"), stem + "ю", stem + "ей"
    if gender == "m" and last == "й":
        return stem + "я", stem + "ю", stem + "я", stem + "ем"
    if gender == "m" and last in "бвгджзклмнпрстфхцчшщ":
        return name + "а", name + "у", name + "а", name + ("ем" if last in "жшщчц" else "ом")
    return ()


def test_given_names_of_the_table_come_back_to_their_nominative() -> None:
    """Also those that the dictionary lacks, or knows as other words: «Бажена», «Павле», «Фрицем»."""
    told, wrong = 0, []
    for row in people.read_given(people._text("given.txt")):
        name = row.name.capitalize()
        for case, form in zip(CASES, declined(name, row.gender) if row.name.isalpha() else (), strict=False):
            told += 1
            if decline(form, case, {"m": "masc", "f": "femn"}[row.gender]).replace("ё", "е") != name:
                wrong.append(form)
    assert told > 7_000
    assert len(wrong) < 0.003 * told, wrong  # «Ане» is of Ана and of Аня


@pytest.mark.parametrize(
    ("form", "case", "gender", "expected"),
    [
        ("Бажена", "gent", "masc", "Бажен"),
        ("Павле", "datv", "femn", "Павла"),
        ("Фрицем", "ablt", "masc", "Фриц"),
        ("Любицей", "ablt", "femn", "Любица"),
        ("Петра", "gent", "masc", "Пётр"),
        ("Марселевичем", "ablt", "masc", "Марселевич"),
    ],
)
def test_a_name_by_the_table_or_by_its_ending(form: str, case: str, gender: str, expected: str) -> None:
    assert decline(form, case, gender) == expected
