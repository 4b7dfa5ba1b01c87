"""Names of persons: their bounds and genders."""

import pytest
from sentences import parsed, persons_of, sentence, words


def found(notation: str) -> list[str]:
    made = sentence(notation)
    return [words(made.tokens, p.first, p.last) for p in persons_of(made)]


@pytest.mark.parametrize(
    ("notation", "gender"),
    [
        ("PER[Сергей Орлов]", "masc"),
        ("PER[Анны Петровой]", "femn"),
        ("PER[Иваном Сергеевичем]", "masc"),
        ("PER[Ольга Лось]", "femn"),
        ("PER[Дмитрию Медведеву{datv}]", "masc"),
        ("PER[Дине Мусиной{datv}]", "femn"),
        ("PER[Лыонг Кыонг]", ""),
        ("PER[Петрова{nomn.femn}]", "femn"),
    ],
)
def test_the_gender_that_a_name_shows(notation: str, gender: str) -> None:
    assert [p.gender for p in persons_of(sentence(notation))] == [gender]


@pytest.mark.parametrize(
    ("notation", "names"),
    [
        ("министр PER[Сергей Орлов] и мэр PER[Пётр Ким]", ["Сергей Орлов", "Пётр Ким"]),
        ("мэр PER[Кирмака Н. В. Громова]", ["Н. В. Громова"]),
        ("PER[А. Орлов] и PER[Б. Ким]", ["А. Орлов", "Б. Ким"]),
        ("А. PER[Орлов] прибыл", ["А. Орлов"]),
        ("PER[Орлов] А. Б. прибыл", ["Орлов А. Б."]),
        ("PER[Лыонг] PER[Кыонг] прибыл", ["Лыонг Кыонг"]),
        ("президент Лыонг PER[Кыонг]", ["Лыонг Кыонг"]),
        ("секретарь товарищ Лыонг Кыонг", ["Лыонг Кыонг"]),
        ("PER[товарищ Лыонг Кыонг] прибыл", ["Лыонг Кыонг"]),
        ("PER[президент Лыонг Кыонг] прибыл", ["Лыонг Кыонг"]),
        ("PER[Орлов], PER[Ким] и PER[Лось]", ["Орлов", "Ким", "Лось"]),
        ("PER[Сергей Король] прибыл", ["Сергей Король"]),
        ("LOC[Омск] встретил гостей", []),
        ("депутат PER[Мажилиса Кайрат Жолдасов]", ["Кайрат Жолдасов"]),
        ("секретарь партячейки управления Ла Куок Хань", ["Ла Куок Хань"]),
        ("председатель фронта провинции LOC[Онг] PER[Тхи Бить Нгок]", ["Онг Тхи Бить Нгок"]),
        ("эмир PER[Катара Тамим Аль Тани]", ["Тамим Аль Тани"]),
        ("актёр PER[Чад Смит]", ["Чад Смит"]),
        ("генсек PER[Пан Ги Мун]", ["Пан Ги Мун"]),
        ("мэром LOC[Усть-Лабинска{gent}] PER[Тамарой Клименко]", ["Тамарой Клименко"]),
        ("секретарь совета{gent} LOC[Омеро] PER[Акоста Лейва]", ["Омеро Акоста Лейва"]),
        ("секретарь горкома{gent} LOC[Чунцина] PER[Сунь Чжэнцай]", ["Сунь Чжэнцай"]),
        ("секретарь PER[Роберто Арангурен] Моя{DET}", ["Роберто Арангурен Моя"]),
        ("заведующий отделом PER[Улан Жээнбаев]", ["Улан Жээнбаев"]),
        ("секретарь горкома{gent} КПК PER[Тайлиня]", []),
        ("школа имени PER[Хо Ши Мина] и институт им. PER[Курчатова]", []),
        ("от имени PER[Петра Ланько]", ["Петра Ланько"]),
        ("депутат PER[Жогорку Кенеша] PER[Айбек Токоев]", ["Айбек Токоев"]),
        ("вчера PER[вновь{ADV}] выступил", []),
    ],
)
def test_where_names_begin_and_end(notation: str, names: list[str]) -> None:
    assert found(notation) == names


def test_names_are_in_order_and_do_not_overlap() -> None:
    persons = persons_of(sentence("министр PER[Орлов], PER[Ким] и PER[Анна Лось]"), sentence("PER[Орлов] уехал"))
    places = [(p.sentence, p.first, p.last) for p in persons]
    assert places == sorted(places)
    assert [p.sentence for p in persons] == [0, 0, 0, 1]


def test_a_name_that_the_tagger_missed_is_found_by_its_other_mention_even_at_a_sentences_end() -> None:
    made = [sentence("PER[Хо Ши Мин] и PER[Хо Ши] ушли"), sentence("пришёл Хо Ши")]
    assert [(p.sentence, p.first, p.last) for p in persons_of(*made)][-1] == (1, 1, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Адвокат Алёхиной Оксана Дарова ушла.", ["Алёхиной", "Оксана Дарова"]),
        ("Советник Путина Геннадия Тимченко спросил.", ["Путина", "Геннадия Тимченко"]),
        ("Прилетели Рафаэль Корреа Эдвард Сноуден и охрана.", ["Рафаэль Корреа", "Эдвард Сноуден"]),
        ("Выступила заместитель премьер-министра Нгуен Тхи Май.", ["Нгуен Тхи Май"]),
        ("Приехала Суркова Зоя Антоновна из Минска.", ["Суркова Зоя Антоновна"]),
        ("Письмо Тихоновой Татьяне Васильевне вернулось.", ["Тихоновой Татьяне Васильевне"]),
    ],
)
def test_a_name_ends_where_another_begins(text: str, expected: list[str]) -> None:
    assert [mention.text for clause in parsed(text).clauses for mention in clause.names] == expected


def test_a_surname_that_is_taken_for_a_place_is_known_by_the_full_name() -> None:
    told = [sentence("PER[Нурлан Байжигитов] ушёл"), sentence("областью LOC[Байжигитов] руководил")]
    assert [(p.sentence, p.first, p.last) for p in persons_of(*told)] == [(0, 0, 2), (1, 1, 2)]
    assert [p.sentence for p in persons_of(sentence("PER[Иван Москва] ушёл"), sentence("город LOC[Москва]"))] == [0]
