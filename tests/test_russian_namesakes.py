"""Surnames that bodies bear, and the sees of prelates, which are no part of names."""

import pytest
from sentences import sentence, triples

from kadry.russian.sees import further_see, is_see, past_see


@pytest.mark.parametrize(
    ("text", "person", "role", "body"),
    [
        ("Актёр театра Вахтангова Игорь Рудин ушёл.", "Игорь Рудин", "Актёр", "театр Вахтангова"),
        ("Врач Олег Дорн из клиники Мечникова ушёл.", "Олег Дорн", "Врач", "клиника Мечникова"),
        ("Олег Дорн, глава фонда Петрова, ушёл.", "Олег Дорн", "глава", "фонд Петрова"),
        ("Они слышали слова главы фонда Кима.", "Ким", "глава", "фонд"),
    ],
)
def test_a_surname_beside_anothers_name_is_its_bodys(text: str, person: str, role: str, body: str) -> None:
    assert triples(text) == {(person, role, body)}


@pytest.mark.parametrize(
    ("notation", "end", "see"),
    [
        ("Епископ Саратовский и Вольский Лонгин", 4, True),
        ("епископ Саратовский Лонгин", 2, True),
        ("директор Саратовский Олег", 2, False),
        ("епископ Лонгин", 1, False),
    ],
)
def test_a_see_is_an_adjective_behind_a_prelates_title(notation: str, end: int, see: bool) -> None:
    assert is_see(sentence(notation).tokens, end) is see


def test_a_name_and_a_title_stand_on_either_side_of_a_see() -> None:
    tokens = sentence("Епископ Саратовский и Вольский Лонгин").tokens
    assert past_see(tokens, 3, 5) == 4
    assert past_see(tokens, 0, 2) == 0
    assert further_see(tokens, 2) == 4
    assert further_see(tokens, 3) == 3
