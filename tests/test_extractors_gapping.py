"""Gapping: a dash in the place of a verb."""

import pytest
from sentences import claims_of


def told(text: str) -> set[tuple[str, str, str, str | None]]:
    return {(c.antecedent.normal, c.role.normal, c.status, c.change) for c in claims_of(text) if c.role is not None}


APPOINTED = ("current", "appointed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Директором назначен Пётр Ланько, ректором — Анна Орлова.",
            {("Пётр Ланько", "Директор", *APPOINTED), ("Анна Орлова", "ректор", *APPOINTED)},
        ),
        (
            "Президентом назначены:\nПётр Ланько — министром труда;\nАнна Орлова — послом.",
            {("Пётр Ланько", "министр труда", *APPOINTED), ("Анна Орлова", "посол", *APPOINTED)},
        ),
        (
            "Пётр Ланько был ректором, а Анна Орлова — деканом.",
            {("Пётр Ланько", "ректор", "former", None), ("Анна Орлова", "декан", "former", None)},
        ),
        ("Назначены судьи. Выступили гости.\nАнна Орлова — деканом.", set()),
    ],
)
def test_the_verb_that_a_dash_stands_for(text: str, expected: set[tuple[str, str, str, str | None]]) -> None:
    assert told(text) == expected


def test_the_role_right_before_each_verb_is_its_own() -> None:
    assert told("Секретарём избран Пётр Ланько, деканом стала Анна Орлова.") == {
        ("Пётр Ланько", "Секретарь", *APPOINTED),
        ("Анна Орлова", "декан", *APPOINTED),
    }
