"""Genders that a name does not show by itself: by verbs, titles and the declension of surnames."""

import pytest
from sentences import parsed


def genders(text: str) -> dict[str, str | None]:
    return {c.head.text: c.gender for c in parsed(text).chains if c.head.type == "person"}


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Хантсмен заявила об этом в среду.", "Хантсмен", "femn"),
        ("Ху Цзиньтао заявил об этом в среду.", "Ху Цзиньтао", "masc"),
        ("Хантсмен заявляет об этом в среду.", "Хантсмен", None),
        ("Министром была назначена Дзинтарс.", "Дзинтарс", "femn"),
        ("Ху Цзиньтао готов к переговорам.", "Ху Цзиньтао", "masc"),
        ("Госсекретарь Клинтон прибыла в Москву.", "Клинтон", "femn"),
        ("Пак Кын Хе победила на выборах.", "Пак Кын Хе", "femn"),
    ],
)
def test_a_past_verb_agrees_with_the_name_or_its_title(text: str, name: str, gender: str | None) -> None:
    assert genders(text)[name] == gender


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("На вопрос ответит 77-летняя Бардо.", "Бардо", "femn"),
        ("Суд допросит 62-летнего Стросс-Кана.", "Стросс-Кана", "masc"),
        ("На вопрос ответит сама Тимошенко.", "Тимошенко", "femn"),
        ("Суд допросит избранную президентом Тимошенко.", "Тимошенко", None),
        ("На вопрос ответит знакомая Тимошенко.", "Тимошенко", None),
        ("На вопрос ответит знакомая Джеймсона.", "Джеймсона", None),
        ("Он сказал: это Тимошенко.", "Тимошенко", None),
    ],
)
def test_an_adjective_agrees_with_the_name_behind_it(text: str, name: str, gender: str | None) -> None:
    assert genders(text)[name] == gender


@pytest.mark.parametrize(
    "text",
    [
        "Президент Ху Цзиньтао и министр заявили об этом.",
        "Мать Ху Цзиньтао прибыла в Москву.",
        "Ху Цзиньтао, как газета заявила, прибудет в Москву.",
    ],
)
def test_the_verb_of_another_subject_tells_nothing(text: str) -> None:
    assert genders(text) == {"Ху Цзиньтао": None}


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Певица Сезен Аксу даст концерт.", "Сезен Аксу", "femn"),
        ("Королева Маргрете проводит встречу.", "Маргрете", "femn"),
        ("Глава Ху Цзиньтао проводит встречу.", "Ху Цзиньтао", None),
        ("Министр Ху Цзиньтао проводит встречу.", "Ху Цзиньтао", None),
    ],
)
def test_a_title_that_only_women_have_tells(text: str, name: str, gender: str | None) -> None:
    assert genders(text)[name] == gender


@pytest.mark.parametrize(
    ("text", "name", "gender"),
    [
        ("Письмо передали госсекретарю Клинтон.", "Клинтон", "femn"),
        ("Письмо передали президенту Клинтону.", "Клинтону", "masc"),
        ("Все говорят о встрече с Хантсменом.", "Хантсменом", "masc"),
        ("Письмо передали министру Алиевой.", "Алиевой", "femn"),
        ("Президента Алиева ждут в Москве.", "Алиева", "masc"),
        ("Письмо подписано Сафроновым.", "Сафроновым", "masc"),
        ("Письмо передали министру Ши Ён Сун.", "Ши Ён Сун", None),
        ("Письмо передали министру Лисенко.", "Лисенко", None),
    ],
)
def test_the_declension_of_a_surname_tells(text: str, name: str, gender: str | None) -> None:
    assert genders(text)[name] == gender


def test_the_verb_knows_better_than_a_given_name_in_the_whole_text() -> None:
    text = "Колин Маккалоу родилась в Австралии. Книги Колин Маккалоу любят. Колин много читала."
    assert set(genders(text).values()) == {"femn"}


def test_a_patronymic_knows_better_than_the_verb() -> None:
    assert genders("Сергей Петрович Орлов заявила об этом.") == {"Сергей Петрович Орлов": "masc"}


def test_spouses_of_one_surname_are_two() -> None:
    text = (
        "Билл Клинтон прибыл в Москву. Хиллари Клинтон осталась. Клинтон отметила, что устала. Клинтон сказал, что рад."
    )
    chains = {c.head.text: [m.text for m in c.mentions] for c in parsed(text).chains if c.head.type == "person"}
    assert chains == {"Билл Клинтон": ["Билл Клинтон", "Клинтон"], "Хиллари Клинтон": ["Хиллари Клинтон", "Клинтон"]}


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Мехрибан Алиева родилась в Баку.", "Мехрибан Алиева"),
        ("Письмо Мехрибан Алиевой опубликовали.", "Мехрибан Алиева"),
    ],
)
def test_a_womans_surname_is_brought_to_a_womans_nominative(text: str, normal: str) -> None:
    assert [c.head.normal for c in parsed(text).chains if c.head.type == "person"] == [normal]
