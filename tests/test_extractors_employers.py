"""Claims without a role: «Ким из Минобороны», «Ким (Всемирный банк)»."""

import pytest
from sentences import claims_of, triples


@pytest.mark.parametrize(
    ("text", "person", "body"),
    [
        ("Пётр Ким из Минобороны ответил на вопросы.", "Пётр Ким", "Минобороны"),
        ("Пётр Ким (Всемирный банк) выступил.", "Пётр Ким", "Всемирный банк"),
        ("Участник группы «Полынь» Пётр Ким выступил.", "Пётр Ким", "группа «Полынь»"),
    ],
)
def test_a_person_of_a_body(text: str, person: str, body: str) -> None:
    assert triples(text) == {(person, "-", body)}


def test_it_is_less_sure_than_a_title() -> None:
    (employer,) = claims_of("Пётр Ким из Минобороны ответил на вопросы.")
    (title,) = claims_of("Сотрудник Минобороны Пётр Ким ответил на вопросы.")
    assert employer.confidence < title.confidence
    assert (employer.role, employer.status) == (None, "current")


def test_a_party_in_brackets_stands_beside_the_body_of_the_post() -> None:
    text = "Вице-спикер парламента Пётр Ким («Единая Россия») выступил."
    assert triples(text) == {("Пётр Ким", "Вице-спикер", "парламент"), ("Пётр Ким", "-", "Единая Россия")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пётр Ким из Омска выступил.", set()),
        ("Пётр Ким из Литвы выступил.", set()),
        ("Министр Пётр Ким из Минобороны ответил.", {("Пётр Ким", "Министр", "-")}),
    ],
)
def test_no_employer(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert triples(text) == expected
