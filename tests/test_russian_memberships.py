"""Memberships: names with the bodies that words beside them put their bearers in."""

import pytest
from sentences import persons_of, sentence, words

from kadry.russian.bodies import Finder
from kadry.russian.hints import hints_of
from kadry.russian.memberships import Joiner


def memberships(notation: str) -> list[tuple[str, str, str]]:
    """(name, body, way) of each membership."""
    made = sentence(notation)
    persons = persons_of(made)
    blocked = {i for p in persons for i in range(p.first, p.last)}
    found = Joiner(Finder(0, made, blocked), persons, blocked, hints_of(made.tokens)).all()
    return [(words(made.tokens, persons[m.person].first, persons[m.person].last), m.body.normal, m.way) for m in found]


@pytest.mark.parametrize(
    ("notation", "body", "way"),
    [
        ("Участница группы «Полынь» PER[Зинаида Кротова] спела.", "группа «Полынь»", "noun"),
        ("PER[Зинаида Кротова], участница группы «Полынь», спела.", "группа «Полынь»", "noun"),
        ("Её коллега по тресту «Волна» PER[Зинаида Кротова] ушла.", "трест «Волна»", "noun"),
        ("Депутат думы от ORG[ЛДПР] 68-летняя{ADJ} PER[Зинаида Кротова] ушла.", "ЛДПР", "noun"),
        ("Депутат думы от «Северного пути» PER[Зинаида Кротова] ушла.", "Северный путь", "noun"),
        ("PER[Зинаида Кротова] из Минфина ушла.", "Минфин", "from"),
        ("PER[Зинаида Кротова] из испанского «Леванта» ушла.", "Левант", "from"),
        ("PER[Зинаида Кротова] («Левант») ушла.", "Левант", "brackets"),
        ("PER[Зинаида Кротова], ORG[Минфин]: «Нет».", "Минфин", "comma"),
        ("PER[Зинаида Кротова], ORG[Минфин], сказала «нет».", "Минфин", "comma"),
    ],
)
def test_words_beside_a_name_put_its_bearer_in_a_body(notation: str, body: str, way: str) -> None:
    assert memberships(notation) == [("Зинаида Кротова", body, way)]


def test_a_plural_noun_goes_for_every_name_of_the_row() -> None:
    row = "Участницы группы «Полынь» PER[Зинаида Кротова] и PER[Анна Лунина], PER[Ольга Ким] и врач PER[Ян Шмидт]."
    assert [name for name, _, _ in memberships(row)] == ["Зинаида Кротова", "Анна Лунина", "Ольга Ким"]


def test_two_names_or_more_behind_a_bodys_dash_are_its_members() -> None:
    row = "Ушло правление кооператива «Луч» — PER[Анна Лунина], PER[Ольга Ким] и PER[Ян Шмидт]."
    assert [(name, way) for name, _, way in memberships(row)] == [
        ("Анна Лунина", "list"),
        ("Ольга Ким", "list"),
        ("Ян Шмидт", "list"),
    ]


def test_two_bodies_in_brackets_are_two_memberships() -> None:
    assert [body for _, body, _ in memberships("PER[Анна Лунина] («Заря»/«Волна») ушла.")] == ["Заря", "Волна"]


@pytest.mark.parametrize(
    "notation",
    [
        "Участница выставки PER[Анна Лунина] ушла.",
        "Участник группы «Полынь» ушёл, PER[Анна Лунина] осталась.",
        "Помощь получила от ORG[ЛДПР] PER[Анна Лунина].",
        "PER[Анна Лунина] из LOC[Омска] ушла.",
        "PER[Анна Лунина] (LOC[Омск]) ушла.",
        "PER[Анна Лунина] («на снимке») ушла.",
        "PER[Анна Лунина] (сестра директора «Волны») ушла.",
        "Победил кооператив «Луч» — PER[Анна Лунина] рада.",
        "Семья ORG[Обама]: PER[Анна Лунина], PER[Ольга Ким].",
        "Пришли PER[Анна Лунина], ORG[Минфин] и соседи.",
    ],
)
def test_no_membership(notation: str) -> None:
    assert memberships(notation) == []


@pytest.mark.parametrize("noun", ["участник", "коллега по", "кандидат от"])
def test_a_noun_at_the_very_end_takes_nothing(noun: str) -> None:
    assert memberships(f"PER[Зинаида Кротова] {noun}") == []
