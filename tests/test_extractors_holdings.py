"""Holdings: the posts that a document gives each of its persons."""

import pytest
from sentences import extracted

from kadry.claim import Chain, Held, Mention
from kadry.extractors.holdings import with_posts


def posts(text: str) -> dict[str, set[tuple[str, str, str]]]:
    """Person → role, body and country of each post."""
    people = [c for c in extracted(text).chains if c.head.type == "person"]
    return {c.head.normal: {(h.role, h.body, h.country) for h in c.posts} for c in people}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Министр обороны Литвы Сергей Орлов прибыл в Вильнюс.", {("министр обороны", "литва", "LT")}),
        ("Литовский премьер-министр Сергей Орлов прибыл.", {("премьер-министр", "литва", "LT")}),
        ("Депутат Госдумы Сергей Орлов прибыл.", {("депутат", "госдума", "RU")}),
        ("Писатель Сергей Орлов прибыл.", {("писатель", "", "")}),
        ("Бывший депутат Госдумы Сергей Орлов прибыл.", {("депутат", "госдума", "RU")}),
        ("Сергей Орлов прибыл.", set()),
        ("Сергей Орлов не является депутатом Госдумы.", set()),
    ],
)
def test_the_posts_of_a_person(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert posts(text) == {"Сергей Орлов": expected}


def test_all_mentions_of_a_person_count_once() -> None:
    text = "Депутат Госдумы Сергей Орлов прибыл. Депутат Госдумы Орлов, писатель, уехал. Актёр Пётр Ким остался."
    assert posts(text) == {
        "Сергей Орлов": {("депутат", "госдума", "RU"), ("писатель", "", "")},
        "Пётр Ким": {("актер", "", "")},
    }


def test_a_bare_noun_is_the_body_that_the_text_names_by_it() -> None:
    text = "Создан наблюдательный совет фонда «Волна». Членом совета избран Сергей Орлов."
    assert posts(text) == {"Сергей Орлов": {("член", 'наблюдательный совет фонда "волна"', "")}}


def test_bodies_hold_no_posts_and_posts_are_sorted() -> None:
    chains = extracted("Депутат Госдумы Сергей Орлов, писатель, прибыл.").chains
    assert all(not c.posts for c in chains if c.head.type == "body")
    assert all(c.posts == tuple(sorted(set(c.posts))) for c in chains)


def test_chains_of_mentions_found_elsewhere_take_posts_too() -> None:
    text = "Писатель Сергей Орлов прибыл."
    extraction = extracted(text)
    (own,) = extraction.claims
    other = Mention(own.document, 0, 8, "person", "Писатель", "Писатель")
    (first, second) = with_posts([Chain(own.person, (own.person,)), Chain(other, (other,))], extraction.claims)
    assert (first.posts, second.posts) == ((Held("писатель"),), ())
