"""References: whom a subject without a name means, and where it means nobody that the text names."""

import pytest
from sentences import parsed, triples

from kadry.extractors.references import described


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сергей Орлов уволил Петра Кима. Тот руководил портом.", ("Пётр Ким", "глава", "порт")),
        ("Сергей Орлов дружит с Анной Ким. Последняя заведует школой № 5.", ("Анна Ким", "глава", "школа № 5")),
        ("Арест Сергея Орлова удивил всех. До мая политик был мэром Омска.", ("Сергей Орлов", "мэр", "Омск")),
        ("Сергей Орлов возглавляет порт. Чиновник входит в совет банка.", ("Сергей Орлов", "член", "совет банка")),
        ("Приехал министр Сергей Орлов. Раньше министр был мэром Омска.", ("Сергей Орлов", "мэр", "Омск")),
    ],
)
def test_whom_a_subject_means(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in triples(text)


@pytest.mark.parametrize(
    "text",
    [
        "Сергей Орлов и Пётр Ким спорили. До мая политик был мэром Омска.",
        "Приехали министр Сергей Орлов и министр Пётр Ким. Раньше министр был мэром Омска.",
        "Приехал министр Сергей Орлов. Раньше директор был мэром Омска.",
        "Сергей Орлов родился в Омске. Чиновница была мэром Омска.",
        "Тот руководил портом.",
    ],
)
def test_a_subject_that_nobody_named_must_be(text: str) -> None:
    assert not {t for t in triples(text) if t[1] in ("мэр", "глава")}


def test_the_holder_is_the_last_mention_before() -> None:
    parse = parsed("Приехал министр Сергей Орлов. Министр Орлов устал. Министр уснул.")
    found = described(parse, 2, parse.clauses[2].roles[0])
    assert found is not None
    assert found.text == "Орлов"
