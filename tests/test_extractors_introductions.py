"""Introductions: a role in one sentence, the name in the next."""

import pytest
from sentences import parsed

from kadry.extractors.introductions import extract


def told(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(c.antecedent.normal, c.role.normal, c.status, c.change) for c in extract(parsed(text)) if c.role]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "В области появится новый прокурор. Им стал Рафик Джафаров.",
            ("Рафик Джафаров", "прокурор", "current", "appointed"),
        ),
        ("Сегодня выступил прокурор. Это Пётр Орлов.", ("Пётр Орлов", "прокурор", "current", None)),
        ("На сцену вышел бывший прокурор. Его зовут Пётр Орлов.", ("Пётр Орлов", "прокурор", "former", None)),
        ("В бою погиб командир отряда. Его звали Пётр Орлов.", ("Пётр Орлов", "командир", "former", None)),
        (
            "Депутаты избрали вице-спикера. За Петра Орлова проголосовали все.",
            ("Пётр Орлов", "вице-спикер", "current", "appointed"),
        ),
        ("Мэр представил своего заместителя. Это Пётр Орлов.", ("Пётр Орлов", "заместитель", "current", None)),
        (
            "Указ о назначении Петра Орлова подписан. Новый министр прибыл в Омск.",
            ("Пётр Орлов", "министр", "current", "appointed"),
        ),
        ("Пётр Орлов родился в Перми. Он — прокурор.", ("Пётр Орлов", "прокурор", "current", None)),
    ],
)
def test_a_role_and_then_its_holder(text: str, expected: tuple[str, str, str, str | None]) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Партия утвердила кандидата на выборах президента. Им стал Пётр Орлов.",
        "Сегодня выступили прокурор и министр. Это Пётр Орлов.",
        "Сегодня выступил прокурор Иван Ким. Это Пётр Орлов.",
        "Сегодня выступил прокурор. Пётр Орлов молчал.",
        "Депутаты избрали вице-спикера. Пётр Орлов проголосовал против.",
        "Указ о назначении Петра Орлова подписан. Министр прибыл в Омск.",
        "Указ об отставке Петра Орлова подписан. Новый министр прибыл в Омск.",
    ],
)
def test_no_role_or_more_than_one(text: str) -> None:
    assert told(text) == []
