"""Spellings of names: what is one name, what is two, and what blocks them together."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import translit
from kadry.fold import fold
from kadry.russian.onomastics.transcription import keys, relation, syllabic, word_variant

SPELLINGS = Path(__file__).parent / "spellings_of_names.txt"
ONE = frozenset(("same", "variant"))

Words = tuple[str, ...]


def words(name: str) -> Words:
    return tuple(fold(name).split())


def verdict(left: str, right: str) -> str:
    return relation(words(left), words(right)).verdict


@cache
def spellings() -> tuple[tuple[Words, ...], ...]:
    """The names of the file, each with its spellings."""
    lines = SPELLINGS.read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if line and not line.startswith("#"))
    return tuple(tuple(words(name) for name in line.split(";")) for line in kept)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Лыонг Кыонг", "Луонг Куонг"),
        ("Лыонг Кыонг", "Лыонг Кыонга"),
        ("Лыонг Кыонг", "Lương Cường"),
        ("Лыонг Кыонг", "Luong Cuong"),
        ("Фан Ван Зянг", "Фан Ван Жанг"),
        ("Буй Тхи Минь Хоай", "Bùi Thị Minh Hoài"),
        ("Си Цзиньпин", "Си Дзинпин"),
        ("Ли Кэцян", "Ли Кецяна"),
        ("Мао Цзэдун", "Мао Цзэ-дун"),
        ("Ким Чен Ын", "Ким Чонын"),
        ("Мун Чжэ Ин", "Moon Jae-in"),
        ("Мун Чжэ Ин", "Jae-in Moon"),
        ("Юн Сок Ёль", "Юн Согёль"),
        ("Антониу Гутерриш", "Антониу Гутерреш"),
        ("Махмуд Ахмадинеджад", "Махмуд Ахмадинежад"),
        ("Джанет Рено", "Джэнет Рино"),
        ("Ван Вэньбинь", "Ван Венбин"),
        ("Дилма Роуссефф", "Дилма Русеф"),
        ("Владимир Путин", "Vladimir Putin"),
        ("Владимир Путин", "Putin Vladimir"),
        ("Адольф Гитлер", "Адольф Хитлер"),
        ("Уильям Хейг", "Вильям Хейг"),
        ("Башар аль-Асад", "Башар Асад"),
        ("Башар аль-Асад", "Bashar al-Assad"),
        ("Мохаммед бен Салман", "Мухаммед ибн Салман"),
        ("Юрий Мушка", "Юрій Мушка"),
        ("Даурен Жакыпбеков", "Дәурен Жақыпбеков"),
        ("Айгуль Досмухамбетова", "Айгүл Досмұхамбетова"),
        ("Чынгыз Айтматов", "Чыңгыз Айтматов"),
        ("Франсиско Флорес", "Фран\u0063иско Флорес"),
    ],
)
def test_one_name_in_two_spellings(left: str, right: str) -> None:
    assert relation(words(left), words(right)).verdict in ONE, relation(words(left), words(right))
    assert relation(words(right), words(left)).verdict in ONE
    assert keys(words(left)) & keys(words(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Лыонг Кыонг", "Лыонг Там Куанг"),
        ("Луонг Куонг", "Луонг Там Куанг"),
        ("Лыонг Кыонг", "Чан Дык Лыонг"),
        ("Lương Cường", "Lương Cương"),
        ("Nguyễn Văn Hưng", "Nguyễn Văn Hùng"),
        ("Чан Хонг Ха", "Чан Хонг Минь"),
        ("Ле Минь Хунг", "Ле Минь Кхай"),
        ("Ли Кэцян", "Ли Цян"),
        ("Ли Пэн", "Ли Цян"),
        ("Ван И", "Ван Ян"),
        ("Ху Цзиньтао", "Ху Яобан"),
        ("Цзян Цзэминь", "Цзян Цзинго"),
        ("Ким Чен Ир", "Ким Ир Сен"),
        ("Ким Чен Ир", "Ким Чен Ын"),
        ("Ким Чен Ира", "Ким Чен Ына"),
        ("Ким Чен Нам", "Ким Чен Ын"),
        ("Ли Чжэ Мён", "Ли Чже Ен"),
        ("Ли Чжэ Мён", "Ли Мён Бак"),
        ("Пак Кын Хе", "Пак Чон Хи"),
        ("Борис Ельцин", "Владимир Путин"),
        ("Джордж Буш", "Билл Клинтон"),
    ],
)
def test_successors_relatives_and_namesakes_are_two(left: str, right: str) -> None:
    assert verdict(left, right) == verdict(right, left) == "different"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Константин Сомов", "Константин Сомова"),  # a case ending or a wife
        ("Иван Петров", "Иван Перов"),
        ("Иван Сенин", "Иван Синин"),  # two Russian surnames
        ("И. Петров", "Иван Петров"),
        ("Ли Мин", "Ли Минь"),  # Chinese and Vietnamese read them differently
        ("Чан Куанг", "Чан Куан"),
        ("Нгуен Ван Куанг", "Нгуен Ван Куан"),  # Quang and Quân
        ("Ле Минь Кхай", "Ле Минь Хай"),
        ("Нгуен Ван Тхай", "Нгуен Ван Тай"),
        ("Нгуен Ван Тоан", "Нгуен Ван Туан"),
        ("Ван Цзяньмин", "Ван Цзяньминь"),
        ("Ким Чон Хи", "Ким Чун Хи"),
        ("Хавьер Солана", "Хавьер Солано"),
        ("Владимир Владимирович", "Владимир Путин"),
        ("Джо Арпайо", "Джозеф Арпайо"),
        ("Ян Ким", "Яна Ким"),
        ("Александр Иванов", "Александра Иванова"),
        ("Дмитрий Козлов", "Дмитрий Козлова"),
        ("Иван Ли", "Иван Лю"),
    ],
)
def test_likeness_proves_nothing(left: str, right: str) -> None:
    assert verdict(left, right) not in ONE
    assert verdict(right, left) not in ONE


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Нгуен Фу Чонг", "Нгуен Чонг"),
        ("Nguyễn Thị Kim Ngân", "Нгуен Ким Нган"),
        ("Жозе Мануэль Баррозу", "Жозе Баррозу"),
        ("Джордж Уокер Буш", "George Bush"),
    ],
)
def test_an_omitted_part_is_no_proof(left: str, right: str) -> None:
    assert verdict(left, right) == verdict(right, left) == "partial"


def test_another_romanisation_contradicts_nothing() -> None:
    assert verdict("Цай Инвэнь", "Tsai Ing-wen") == "unknown"
    assert verdict("Си Цзиньпин", "Vladimir Putin") == "different"


def test_a_tone_counts_where_both_write_it() -> None:
    assert verdict("Ле Минь Хунг", "Lê Minh Hưng") == "variant"
    assert verdict("Ле Минь Хунг", "Lê Minh Hùng") == "variant"
    assert verdict("Lê Minh Hưng", "Lê Minh Hùng") == "different"
    assert verdict("Lê Minh Hưng", "Le Minh Hung") == "variant"
    assert verdict("Ле Минь Хынг", "Lê Minh Hùng") == "different"


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("Лыонг Кыонг", {"vi"}),
        ("Си Цзиньпин", {"zh"}),
        ("Пак Кын Хе", {"ko"}),
        ("Ким Чен Ира", {"ko"}),
        ("Lương Cường", {"vi"}),
        *((name, set()) for name in ("Иван Ли", "Анна Ким", "Ван Гог", "Ким Филби", "Владимир Путин", "Ли", "Ким")),
        *(
            (name, set())
            for name in ("Ли Харви Освальд", "Мао Петров", "Ян Гус", "Ким Кардашьян", "", "12 34", "... ***")
        ),
    ],
)
def test_languages_of_a_whole_name(name: str, languages: set[str]) -> None:
    assert syllabic(words(name)) == languages


@pytest.mark.parametrize(
    ("left", "right"),
    [("Гутерриш", "Гутерреш"), ("Ахмадинеджад", "Ахмадинежад"), ("Тэтчер", "Тетчер"), ("Путин", "Putin"),
     ("Щербаков", "Shcherbakov"), ("Хрущёв", "Khrushchev"), ("Шрёдер", "Schröder"), ("Хусейн", "Хуссейн")],
)  # fmt: skip
def test_one_word_in_two_spellings(left: str, right: str) -> None:
    assert word_variant(fold(left), fold(right))
    assert word_variant(fold(right), fold(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [("Рено", "Рино"), ("Петров", "Петрова"), ("Петров", "Перов"), ("Иванов", "Иванин"), ("Мария", "Марио"),
     ("Ли", "Ле"), ("Али", "Эли"), ("Путин", "Patin"), ("Семенов", "Симонов"), ("Нина", "Нино")],
)  # fmt: skip
def test_one_word_alone_is_strict(left: str, right: str) -> None:
    assert not word_variant(fold(left), fold(right))


def test_reasons_name_the_syllables() -> None:
    assert relation(words("Лыонг Кыонг"), words("Луонг Кыонг")).reason == (
        "лыонг кыонг / луонг кыонг: Vietnamese lương cương"
    )
    assert relation(words("Ли Цян"), words("Ли Кэцян")).reason == "another number of Chinese syllables"
    assert "리 재 명" in relation(words("Ли Чжэ Мён"), words("Lee Jae-myung")).reason


def pairs_of_one() -> Iterator[tuple[Words, Words]]:
    for group in spellings():
        yield from combinations(dict.fromkeys(group), 2)


def test_known_people_are_found_under_all_their_spellings() -> None:
    pairs = list(pairs_of_one())
    missed = [pair for pair in pairs if relation(*pair).verdict not in ONE]
    assert len(pairs) > 900
    assert len(missed) <= 0.02 * len(pairs), missed


def test_no_two_known_people_are_taken_for_one() -> None:
    wrong = [
        (left, right)
        for group, other in combinations(spellings(), 2)
        for left in group
        for right in other
        if relation(left, right).verdict in (*ONE, "partial")
    ]
    assert not wrong


def test_blocks_hold_all_spellings_and_little_else() -> None:
    blocks: dict[str, set[int]] = {}
    for person, group in enumerate(spellings()):
        for name in group:
            assert 1 <= len(keys(name)) <= 8
            for key in keys(name):
                blocks.setdefault(key, set()).add(person)
    assert max(map(len, blocks.values())) <= 6
    assert sum(map(len, blocks.values())) <= 1.5 * len(blocks)
    assert all(keys(left) & keys(right) for left, right in pairs_of_one() if relation(left, right).verdict in ONE)


ANY_NAME = st.lists(
    st.one_of(
        st.sampled_from(sorted({word for group in spellings() for name in group for word in name})),
        st.text("абвгджеихлнстуьыэюяaceghijnostuvwxyz-'.ươđё ", min_size=1, max_size=9),
        st.text(max_size=6),
    ),
    max_size=4,
).map(lambda parts: words(" ".join(parts)))


@settings(max_examples=400, deadline=None)
@given(ANY_NAME, ANY_NAME)
def test_any_two_names_have_a_relation_that_goes_both_ways(left: Words, right: Words) -> None:
    found = relation(left, right)
    assert found.verdict == relation(right, left).verdict
    assert relation(left, left).verdict == "same"
    assert len(keys(left)) <= 8
    if found.verdict in ONE:
        assert keys(left) & keys(right)


PAIRS = """same\tlang\tname_a\tname_b
1\tVN\tЛыонг Кыонг\tЛуонг Куонг
1\tXX\tПётр Первый\tИван Грозный
0\tCN\tЛи Пэн\tЛи Цян
"""


def test_the_benchmark_counts_and_shows_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text(PAIRS, encoding="utf-8")
    translit.main([str(file), "--errors"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("missed XX  Пётр Первый / Иван Грозный")
    assert lines[-1].split() == ["all", "3", "2", "1", "0", "1", "1.000", "0.500", "0.667"]
