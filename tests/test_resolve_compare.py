"""Comparing two in-document entities: what counts as one name, what forbids a merge, and how it reads."""

import pytest

from kadry.claim import Chain, Mention, MentionType
from kadry.resolve import compare


def chain(
    name: str,
    type: MentionType = "person",
    *,
    document: str = "d1",
    start: int = 0,
    gender: str | None = None,
    country: str | None = None,
    generic: bool = False,
) -> Chain:
    head = Mention(document, start, start + len(name), type, name, name)
    return Chain(head, (head,), gender, country, generic)


@pytest.mark.parametrize(
    ("left", "right", "score"),
    [
        ("Иван Ильич Петров", "Иван Ильич Петров", 1.0),
        ("Иван Ильич Петров", "Петров  Иван Ильич", 1.0),
        ("Артём Ильич Королёв", "Артем Ильич КОРОЛЕВ", 1.0),
        ("Ильхам Гейдар оглы Мамедов", "Мамедов Ильхам Гейдар-оглы", 1.0),
        ("Виктор Иванович Жданович", "Жданович Виктор Иванович", 1.0),
        ("Лыонг Кыонг", "Лыонг Кыонг", 0.9),
        ("Виктор Жданович", "Виктор Жданович", 0.9),
        ("Иван Петров", "Иван Ильич Петров", 0.8),
        ("И. И. Петров", "Петров И.И.", 0.7),
    ],
)
def test_one_name(left: str, right: str, score: float) -> None:
    for one, other in ((left, right), (right, left)):
        comparison = compare(chain(one), chain(other))
        assert comparison.score == score
        assert comparison.reasons
        assert not comparison.vetoed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Петров", "Петров"),
        ("И. Петров", "И. Петров"),
        ("Петров", "Иван Петров"),
        ("Анна Петровна", "Анна Петровна"),
        ("И. И. Петров", "Иван Ильич Петров"),
        ("Ван Тхань", "Тхань Ван"),
        ("Чан Кам Ту", "Чан Ту"),
        ("Виктор Жданович", "Виктор Петрович Жданов"),
        ("Мария Иванова", "Мария Петрова"),
    ],
)
def test_no_rule_makes_these_one(left: str, right: str) -> None:
    comparison = compare(chain(left), chain(right))
    assert comparison.score == 0
    assert comparison.reasons
    assert not comparison.vetoed


@pytest.mark.parametrize(
    ("left", "right", "what", "words"),
    [
        ("Иван Ильич Петров", "Иван Олегович Петров", "patronymic contradicted", ("ильич", "олегович")),
        ("Иван Ильич Петров", "Пётр Ильич Петров", "given name contradicted", ("иван", "петр")),
        ("И. И. Петров", "Пётр Ильич Петров", "given name contradicted", ("и.", "петр")),
    ],
)
def test_a_contradiction_is_a_veto_in_words(left: str, right: str, what: str, words: tuple[str, str]) -> None:
    comparison = compare(chain(left), chain(right))
    assert comparison.score == 0
    assert [(r.what, r.left, r.right) for r in comparison.reasons if r.veto] == [(what, *words)]


def test_gender_is_a_veto_only_where_both_are_known() -> None:
    name = "Нгуен Хоа"
    assert compare(chain(name, gender="masc"), chain(name, gender="femn")).vetoed
    assert compare(chain(name, gender="masc"), chain(name)).score == 0.9


def test_a_ministry_in_another_country_is_another_body() -> None:
    name = "Министерство финансов"
    home, abroad, unknown = (chain(name, "body", country=c) for c in ("KZ", "BY", None))
    assert [r.what for r in compare(home, abroad).reasons] == ["country contradicted"]
    assert compare(home, chain("министерство  финансов", "body", country="KZ")).score == 1.0
    assert compare(home, unknown).score == 0.9


def test_a_generic_name_is_nobody_elsewhere() -> None:
    assert compare(chain("группа", "body", generic=True), chain("группа", "body", generic=True)).score == 0
    assert compare(chain("МИД", "body"), chain("МИД", "body")).score == 0.9


def test_a_person_is_no_body() -> None:
    assert compare(chain("Виктор Жданович"), chain("Виктор Жданович", "body")).vetoed


@pytest.mark.parametrize("name", ["", ".", "...", "- -", "И.", "И. О.", "оглы", "\x00", "а" * 10_000])
def test_no_name_is_too_strange(name: str) -> None:
    assert compare(chain(name), chain(name)).score == 0
