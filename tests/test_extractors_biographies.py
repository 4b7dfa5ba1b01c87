"""Claims of dated lines: «2007–2013 гг. — заместитель директора» is of the person that the text speaks of."""

import pytest
from sentences import claims_of, triples

LIFE = (
    "Сергей Орлов родился в Омске.\n"
    "1990–1995 гг. — инженер, начальник отдела кадров.\n"
    "1995–2000 гг. — мэр Омска.\n"
    "С 2000 г. — депутат Госдумы."
)


def test_each_dated_post_is_a_claim_with_its_period() -> None:
    found = [
        (c.role and c.role.normal, c.organization and c.organization.normal, c.status, c.since, c.until)
        for c in claims_of(LIFE)
    ]
    assert found == [
        ("инженер", None, "former", "1990", "1995"),
        ("начальник", "отдел кадров", "former", "1990", "1995"),
        ("мэр", "Омск", "former", "1995", "2000"),
        ("депутат", "Госдума", "current", "2000", None),
    ]


def test_they_are_of_the_person_that_the_text_speaks_of_and_the_evidence_shows_him() -> None:
    assert {c.antecedent.normal for c in claims_of(LIFE)} == {"Сергей Орлов"}
    assert all(c.evidence.text.startswith("Сергей Орлов") for c in claims_of(LIFE))


def test_a_row_of_a_table_is_a_line_of_the_period_and_one_of_the_post() -> None:
    found = claims_of("Сергей Орлов\n\n1990–1995\n\nмэр Омска\n\n2019 – н. в.\n\nдепутат Госдумы")
    assert [(c.role and c.role.normal, c.status, c.since, c.until) for c in found] == [
        ("мэр", "former", "1990", "1995"),
        ("депутат", "current", "2019", None),
    ]
    assert all("19" in c.evidence.text for c in found)


@pytest.mark.parametrize(
    ("line", "status", "since"),
    [
        ("Должность: мэр Омска (с марта 2021 года)", "current", "2021-03"),
        ("Пост: мэр Омска (с 2011 по 2015 год)", "former", "2011"),
        ("Занимаемая должность: мэр Омска", "current", None),
    ],
)
def test_a_line_with_a_label(line: str, status: str, since: str | None) -> None:
    (found,) = claims_of(f"Сергей Орлов родился в 1970 году.\n\n{line}\n\nОбразование: высшее")
    assert (found.antecedent.normal, found.role and found.role.normal) == ("Сергей Орлов", "мэр")
    assert (found.status, found.since) == (status, since)


def test_several_dated_posts_in_a_row() -> None:
    found = claims_of("Сергей Орлов родился в Омске. С 1983 г. декан, с 2002 г. ректор университета.")
    assert [(c.role and c.role.normal, c.status, c.since) for c in found] == [
        ("декан", "former", "1983"),
        ("ректор", "current", "2002"),
    ]


def test_the_lines_of_another_are_of_another() -> None:
    text = f"{LIFE}\n\nАнна Петрова родилась в Минске.\n2001–2003 гг. — директор школы № 57."
    assert ("Анна Петрова", "директор", "школа № 57") in triples(text)
    assert ("Сергей Орлов", "мэр", "Омск") in triples(text)


@pytest.mark.parametrize(
    "text",
    [
        "2001–2003 гг. — директор завода.",  # nobody to hold it
        "Сергей Орлов родился в Омске. 2001 год — год засухи.",
        "Сергей Орлов родился в Омске.\n\nИщем: мэр Омска",
    ],
)
def test_no_claim(text: str) -> None:
    assert triples(text) == set()
