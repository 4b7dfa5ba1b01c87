"""People: whom a sentence without a name goes on speaking of."""

import pytest
from sentences import parsed, triples

from kadry.extractors.focus import focus


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пётр Орлов вырос в Перми. Служил на флоте.", "Пётр Орлов"),
        ("Пётр Орлов учился у Льва Кима. Служил на флоте.", "Пётр Орлов"),
        ("Анна Орлова и Пётр Ким выросли в Перми. Он служил на флоте.", "Пётр Ким"),
        ("Пётр Орлов купил банк (президент — Иван Ким). Служил на флоте.", "Пётр Орлов"),
        ("Пётр Орлов — политик. Родился в Перми. Дружил с ним Иван Ким. Служил на флоте.", "Пётр Орлов"),
        ("Пётр Орлов умер. Родился в Перми. Дружил с ним Иван Ким. Служил на флоте.", "Иван Ким"),
        ("Пётр Орлов (род. 1961) — политик. Дружил с ним Иван Ким. Служил на флоте.", "Пётр Орлов"),
        ("Пётр Орлов вырос в Перми. Было жарко. Шёл дождь. Рос хлеб. Служил на флоте.", "Пётр Орлов"),
    ],
)
def test_the_last_subject_goes_on(text: str, expected: str) -> None:
    parse = parsed(text)
    found = focus(parse, len(parse.clauses) - 1)
    assert found is not None
    assert found.normal == expected


def test_a_text_of_nobody_has_no_focus() -> None:
    assert focus(parsed("Было жарко. Шёл дождь."), 1) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "В состав Общественного совета вошли писатель Тарас Будник и врач Олеся Гарбуз.",
            {("Тарас Будник", "член", "Общественный совет"), ("Олеся Гарбуз", "член", "Общественный совет")},
        ),
        (
            "В состав Общественного совета вошёл Тарас Будник, и Олеся Гарбуз рада.",
            {("Тарас Будник", "член", "Общественный совет")},
        ),
    ],
)
def test_a_plural_verb_has_several_subjects(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert {t for t in triples(text) if t[1] == "член"} == expected
