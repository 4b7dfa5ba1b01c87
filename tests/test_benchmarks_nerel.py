"""NEREL's records as facts, on records of our own: mentions of one thing, roles of one person, head words."""

import json
from collections.abc import Mapping, Sequence

import msgspec
import pytest

import quality_nerel
from kadry.document import Span
from quality_facts import Fact, Page, Said
from quality_kinds import errors
from quality_nerel import Record, Triple

TEXT = (
    "Пётр Лунин, мэр Зареченска, уехал. Лунин служит мэром города. Мэр Риги Зоя Ким осталась. Анна Лунина — тоже мэр. "
    "Ким молчит."
)


def at(words: str, number: int = 0) -> tuple[int, int]:
    """Where some words stand for the first time (or a later one)."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


ENTITIES: Sequence[tuple[str, str, tuple[int, int], str | None]] = [
    ("P1", "PERSON", at("Пётр Лунин"), "Q1"),
    ("P2", "PERSON", at("Лунин", 1), "Q1"),
    ("P3", "PERSON", at("Зоя Ким"), None),
    ("P4", "PERSON", at("Анна Лунина"), "Q4"),
    ("P5", "PERSON", at("Ким", 1), None),
    ("R1", "PROFESSION", at("мэр Зареченска"), None),
    ("R2", "PROFESSION", at("мэром города"), None),
    ("R3", "PROFESSION", at("Мэр Риги"), None),
    ("R4", "PROFESSION", at("мэр", 2), None),
    ("O1", "CITY", at("Зареченска"), "Q9"),
    ("O2", "CITY", at("города"), "Q9"),
    ("O3", "CITY", at("Риги"), None),
]
RELATIONS = [("WORKS_AS", "P1", "R1"), ("WORKS_AS", "P2", "R2"), ("WORKS_AS", "P3", "R3"), ("WORKS_AS", "P4", "R4")]


@pytest.fixture(scope="module")
def record() -> Record:
    """The text with its annotation."""
    entities = [
        {"id": i, "type": t, "start": p[0], "end": p[1], "text": TEXT[slice(*p)], **({"wikidata": q} if q else {})}
        for i, t, p, q in ENTITIES
    ]
    relations = [{"type": kind, "head": head, "tail": tail} for kind, head, tail in RELATIONS]
    line = json.dumps({"doc": "d", "text": TEXT, "entities": entities, "relations": relations})
    return msgspec.json.decode(line, type=Record)


Place = tuple[int, int] | None


def triple(person: tuple[int, int], role: Place, body: Place) -> Triple:
    named = (TEXT[slice(*place)] if place else None for place in (role, body))
    return Triple(TEXT[slice(*person)], next(named), next(named), person, role, body)


GOLD = [
    triple(at("Пётр Лунин"), at("мэр Зареченска"), at("Зареченска")),
    triple(at("Зоя Ким"), at("Мэр Риги"), at("Риги")),
]


def read(record: Record, *answers: Triple) -> Page:
    return quality_nerel.page(record, GOLD, answers)


def words(page: Page, fact: int) -> Mapping[str, list[str]]:
    """The mentions of each argument."""
    found = page.facts[fact]
    return {name: [TEXT[s.start : s.end] for s in getattr(found, name)] for name in ("person", "role", "body")}


def test_a_fact_has_every_mention_of_its_arguments(record: Record) -> None:
    page = read(record)
    assert words(page, 0) == {
        "person": ["Пётр Лунин", "Лунин"],  # one id; Анна Лунина has another
        "role": ["мэр Зареченска"],  # «мэром города» has other words
        "body": ["Зареченска", "города"],
    }
    assert words(page, 1)["person"] == ["Зоя Ким", "Ким"]  # the only fuller name
    assert len(page.roles) == 4


def test_an_unanswered_text_misses_every_fact(record: Record) -> None:
    assert [error.kind for error in errors(read(record))] == ["role right of the name", "role left of the name"]


def test_gold_as_answer_has_no_errors(record: Record) -> None:
    assert list(errors(read(record, *GOLD))) == []


def test_an_answer_by_other_mentions_is_right(record: Record) -> None:
    page = read(record, triple(at("Лунин", 1), at("мэр"), at("города")), triple(at("Ким", 1), at("Мэр"), at("Риги")))
    assert list(errors(page)) == []


def test_the_role_of_another_is_a_wrong_person(record: Record) -> None:
    page = read(record, *GOLD, triple(at("Зоя Ким"), at("мэром"), None))
    assert [(error.side, error.kind) for error in errors(page)] == [("false", "wrong person")]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("бывший мэр Зареченска", "мэр"),
        ("Управляющий", "Управляющий"),
        ("первый заместитель министра", "заместитель"),
        ("…", "…"),
    ],
)
def test_the_head_is_the_first_noun_or_else_the_last_word(phrase: str, expected: str) -> None:
    found = quality_nerel.head(phrase, Span(0, len(phrase)))
    assert phrase[found.start : found.end] == expected


def test_agreement_wants_the_same_head() -> None:
    text = "Помощник министра обороны Лунин"
    whole, inner, body = Span(0, 25), Span(9, 17), Span(9, 25)
    gold = Fact(person=(Span(26, 31),), role=(whole,), body=(body,))
    assert quality_nerel.common(text, gold, Said(person=Span(26, 31), role=Span(0, 17), body=inner)) == {
        "person",
        "role",
        "body",
    }
    assert quality_nerel.common(text, gold, Said(person=Span(0, 8), role=inner, body=Span(18, 25))) == set[str]()
