"""Proper names inside the phrase of a body."""

import pytest
from sentences import parsed, sentence, words

from kadry.russian.bodies import Finder
from kadry.russian.proper import quoted_end


def name_of(notation: str) -> str | None:
    """The proper name of the notation's first body."""
    made = sentence(notation)
    body = Finder(0, made, ()).all()[0]
    return None if body.name is None else words(made.tokens, *body.name)


@pytest.mark.parametrize(
    ("notation", "name"),
    [
        ("украинского завода «Рассвет»", "Рассвет"),
        ("центр спорта{gent} и образования{gent} «Лотос»", "Лотос"),
        ("ЗАО «Северный порт»", "Северный порт"),
        ("партию «Новый путь»", "Новый путь"),
        ("газеты ''Sunday Post''", "Sunday Post"),
        ("корпорации ORG[Orbis]", "Orbis"),
        ("компании ORG[Orbis Media]", "Orbis Media"),
        ("хоккейного клуба ЦСКА", "ЦСКА"),
        ("штата LOC[Юта]", "Юта"),
        ("города{sing.gent} LOC[Гаосюн]", "Гаосюн"),
    ],
)
def test_a_proper_name_stands_behind_its_common_noun(notation: str, name: str) -> None:
    assert name_of(notation) == name


@pytest.mark.parametrize(
    "notation",
    [
        "Фонда «Сколково»",
        "Министерство юстиции",
        "правительства LOC[Чечни]",
        "столицы LOC[Эстонии]",
        "отдела завода «Рассвет»",
        "департамента ORG[Orbis]",
        "отдела МВД",
        "Ивановской области",
        "партии",
        "ООН",
    ],
)
def test_an_owner_or_a_place_is_no_proper_name(notation: str) -> None:
    assert name_of(notation) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [("«Рассвет» ушёл", 3), ("''Sunday Post'' ушёл", 6), ("«Рассвет ушёл", 0), ("Рассвет» ушёл", 0), ("d'Or 'a", 0)],
)
def test_a_quoted_name_ends_at_the_mark_that_closes_it(text: str, end: int) -> None:
    assert quoted_end(sentence(text).tokens, 0) == end


def test_the_proper_name_is_a_mention_of_the_bodys_chain() -> None:
    text = "Директор компании «Волна» Пётр Ким ушёл. Новый директор «Волны» не назван."
    chain = next(c for c in parsed(text).chains if c.head.text == "компании «Волна»")
    assert [m.text for m in chain.mentions][:2] == ["компании «Волна»", "Волна"]
    assert "Волны" in chain.mentions[-1].text


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Редактор «Новой газеты» Пётр Ким ушёл.", "Новая газета"),
        ("Редактор «Голоса Америки» Пётр Ким ушёл.", "Голос Америки"),
        ("Редактор «Новая газета» Пётр Ким ушёл.", "Новая газета"),
        ("Игрок «Манчестер Юнайтед» Пётр Ким ушёл.", "Манчестер Юнайтед"),
        ("Редактор газеты «Голос Америки» Пётр Ким ушёл.", "газета «Голос Америки»"),
    ],
)
def test_a_quoted_name_without_its_common_noun_is_declined(text: str, normal: str) -> None:
    assert normal in {chain.head.normal for chain in parsed(text).chains}
