"""Claims of descriptions: a nameless subject is the person that the text speaks of, where it can be nobody else."""

import pytest
from sentences import claims_of, triples


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сергей Орлов дал концерт. Певец исполнил новые песни.", {("Сергей Орлов", "Певец", "-")}),
        ("Анна Петрова дала концерт. Певица исполнила новые песни.", {("Анна Петрова", "Певица", "-")}),
    ],
)
def test_the_person_that_the_text_speaks_of(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert triples(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Сергей Орлов дал концерт. Певица исполнила новые песни.",  # gender
        "Сергей Орлов, Пётр Ким и Лыонг Кыонг дали концерт. Певец исполнил новые песни.",  # which of the three?
        "Сергей Орлов дал концерт. Певцы исполнили новые песни.",
        "Сергей Орлов дал концерт. Зал слушал певца.",
        "Шёл дождь. Певец исполнил новые песни.",
        "Сергей Орлов дал концерт. Бывший певец слушал.",
    ],
)
def test_nobody(text: str) -> None:
    assert triples(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Сергей Орлов может стать губернатором Омской области. Губернатор уехал.",
            [("губернатор", "future")],
        ),
        ("Сергей Орлов родился в Омске. Директор завода уехал.", []),
    ],
)
def test_a_post_is_somebody_elses(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.role and c.role.normal, c.status) for c in claims_of(text)] == expected


def test_one_who_has_a_holder_of_his_own_describes_nobody_else() -> None:
    text = "Певец Пётр Ким уехал. Сергей Орлов дал концерт. Певец исполнил новые песни."
    assert {c.antecedent.normal for c in claims_of(text)} == {"Пётр Ким"}


def test_it_is_no_sure_thing_and_the_evidence_shows_both_sentences() -> None:
    text = "Сергей Орлов дал концерт. Певец исполнил новые песни."
    (claim,) = claims_of(text)
    assert claim.confidence <= 0.5
    assert claim.evidence.text == text
