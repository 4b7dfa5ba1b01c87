"""Statesmen: a leading post without a name, and a leader whom the text names without the post."""

import pytest
from sentences import triples


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Биньямин Нетаньяху отменил поездку. Премьер-министр Израиля останется дома.",
            [("Биньямин Нетаньяху", "премьер-министр", "Израиль")],
        ),
        (
            "Ангела Меркель отменила поездку. О планах канцлера Германии ничего не известно.",
            [("Ангела Меркель", "канцлер", "Германия")],
        ),
        ("Ангела Меркель отменила поездку. Президент Германии останется дома.", []),  # she never was that
        ("Барак Обама ждёт осени. Выборы президента США пройдут в ноябре.", []),  # of the post
        (
            "Барак Обама и Дональд Трамп отменили поездку. Бывший президент США останется дома.",
            [],
        ),
        ("Барак Обама и Дональд Трамп отменили поездку. Президент США останется дома.", []),  # one of two
        ("Барак Обама считает, что президент США останется дома.", []),  # in one sentence with him
        ("Пётр Гущин отменил поездку. Премьер-министр Израиля останется дома.", []),
    ],
)
def test_a_known_leader_is_the_holder_of_the_post_that_leads_the_country(
    text: str, found: list[tuple[str, str, str]]
) -> None:
    assert [(p, r.casefold() if r else r, b) for p, r, b in triples(text)] == found


def test_a_holder_whom_the_text_names_keeps_the_post_from_others() -> None:
    text = "Барак Обама отменил поездку. Президент США Дональд Трамп приехал. Президент США останется дома."
    assert {person for person, _, _ in triples(text)} == {"Дональд Трамп"}
