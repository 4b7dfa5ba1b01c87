"""Slips: words that a document's other names show to be mistakes, and adjectives from surnames."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kadry.claim import Mention
from kadry.russian.slips import mended_names, one_letter_apart, surname_of

PLACES = count(1, 100)


def mention(normal: str, text: str = "") -> Mention:
    start = next(PLACES)
    return Mention("d", start, start + 1, "person", text or normal, normal)


def mended(*names: Mention, oblique: int = 0) -> list[str]:
    """The names by which all but the last so many are compared, where they are mended."""
    nominative = {m.key for m in names[: len(names) - oblique]}
    found = mended_names(names, nominative)
    return [found[m.key] for m in names if m.key in found]


def test_a_wrong_nominative_gives_way_to_the_word_as_it_stands() -> None:
    assert mended(mention("Бени Ганц"), mention("Беня Ганц", "Бени Ганца"), oblique=1) == ["бени ганц"]


def test_a_nominative_that_stands_elsewhere_is_kept() -> None:
    names = mention("Анна Лис"), mention("Анну Лис"), mention("Анна Лис", "Анну Лис")
    assert mended(*names, oblique=1) == []


def test_a_rare_word_one_letter_from_a_usual_one_is_a_slip() -> None:
    names = [mention(n) for n in ("Глеб Лозовецкий", "Лозовецкий", "Лозавецкий", "Глеб Лзовецкий-младший")]
    assert mended(*names) == ["лозовецкий", "глеб лозовецкий-младший"]


@pytest.mark.parametrize(
    "names",
    [
        ("Глеб Захаров", "Захаров", "Сахаров"),  # another first letter
        ("Олег Кириленко", "Кириленко", "Кириенко"),  # a surname of the dictionary
        ("Чжун Ванг", "Ванг", "Вонг"),  # short
        ("Глеб Лозовецкий", "Лозавецкий"),  # as often as the other
        ("Глеб Лозовецкий", "Лозовецкий", "Осип Лозавецкий"),  # another given name
        ("Глеб Лозовецкий", "Лозовецкий", "Лозовецкого"),  # a case ending
    ],
)
def test_other_words_are_no_slips(names: tuple[str, ...]) -> None:
    assert mended(*map(mention, names)) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [("крамник", "краник"), ("аленичев", "аленчиев"), ("кернес", "курнес"), ("солоник", "солонник"), ("лис", "лиса")],
)
def test_one_letter(left: str, right: str) -> None:
    assert one_letter_apart(left, right)
    assert one_letter_apart(right, left)


@pytest.mark.parametrize(("left", "right"), [("лис", "лис"), ("лис", "рак"), ("лис", "лисица"), ("абвг", "вабг")])
def test_none_or_more_than_one_letter(left: str, right: str) -> None:
    assert not one_letter_apart(left, right)
    assert not one_letter_apart(right, left)


WORDS = st.text("аби", max_size=5)


def distance(left: str, right: str) -> int:
    """Edits with swaps of neighbours (optimal string alignment), as textbooks have it."""
    rows = [[i + j if 0 in (i, j) else 0 for j in range(len(right) + 1)] for i in range(len(left) + 1)]
    for i, a in enumerate(left, 1):
        for j, b in enumerate(right, 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(WORDS, WORDS)
def test_one_letter_apart_is_a_distance_of_one(left: str, right: str) -> None:
    assert one_letter_apart(left, right) == (distance(left, right) == 1)


@pytest.mark.parametrize(
    ("adjective", "surnames", "surname"),
    [
        ("лужковской", ["Лужков", "Ким"], "Лужков"),
        ("обамовский", ["Обама"], "Обама"),
        ("горьковскому", ["Горький"], "Горький"),
        ("меркелевского", ["Меркель"], "Меркель"),
        ("сталинского", [], "Сталин"),
        ("Лужковской", ["Лужков"], None),
        ("лужков", ["Лужков"], None),
        ("детский", ["Детков"], None),
    ],
)
def test_adjectives_from_surnames(adjective: str, surnames: list[str], surname: str | None) -> None:
    assert surname_of(adjective, surnames) == surname
