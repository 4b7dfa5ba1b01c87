"""Asides: what stands beside roles and names without parting them."""

import pytest
from sentences import parsed, persons_of, sentence, words

from kadry.russian.asides import find_asides, time_before
from kadry.russian.dates import find_periods
from kadry.russian.hints import hints_of
from kadry.russian.roles import RoleFinder
from kadry.russian.signs import DIGIT


def asides(notation: str) -> set[str]:
    made = sentence(notation)
    persons = persons_of(made)
    roles = RoleFinder(0, made, frozenset(i for p in persons for i in range(p.first, p.last))).all()
    found = find_asides(made.tokens, roles, persons, find_periods(made.tokens, hints_of(made.tokens).where(DIGIT)))
    return {words(made.tokens, start, end) for start, end in found.items()}


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("PER[Ян Орлов] (Минск) — ректор", {"(Минск)"}),
        ("PER[Ян Орлов] (родился (как и брат) в Минске) — ректор", {"(родился (как и брат) в Минске)"}),
        ("PER[Ян Орлов] (ректор) прибыл", set()),
        ("PER[Ян Орлов] (ныне ректор) прибыл", {"ныне"}),
        ("PER[Ян Орлов] (без конца", set()),
        ("ректор (PER[Ян Орлов]) прибыл", set()),
        ("PER[Ян Орлов], некогда ректор", {"некогда"}),
        ("PER[Ян Орлов], в разные годы ректор", {"в разные годы"}),
        ("сенаторы PER[Ян Орлов] из LOC[Минска] и PER[Пётр Ким] из LOC[Пинска]", {"из Минска", "из Пинска"}),
        ("PER[Ян Орлов] из осторожности молчал", set()),
        ("спикер{nomn}, открывшая сессию, PER[Анна Орлова]", {", открывшая сессию,"}),
        ("спикер{nomn}, который открыл сессию, PER[Ян Орлов]", {", который открыл сессию,"}),
        ("спикер{nomn}, который открыл сессию и ушёл, PER[Ян Орлов]", set()),
        ("PER[Ян Орлов], открывший сессию, спикер", {", открывший сессию"}),
        ("спикер{nomn}, сказал он, PER[Ян Орлов]", set()),
    ],
)
def test_asides(notation: str, expected: set[str]) -> None:
    assert asides(notation) == expected


@pytest.mark.parametrize(
    ("notation", "group"),
    [
        ("некогда ректор", "earlier"),
        ("ныне ректор", "now"),
        ("затем ректор", "sequence"),
        ("наш ректор", ""),
        ("ректор", ""),
    ],
)
def test_time_before(notation: str, group: str) -> None:
    tokens = sentence(notation).tokens
    assert time_before(tokens, len(tokens) - 1)[1] == group


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("По словам лидера парламентского большинства Арчила Канделаки, всё хорошо.", "Арчил Канделаки"),
        ("Вчера скончался актёр театра и кино Савелий Брагин.", "Савелий Брагин"),
        ("Задержан певец из Омска Егор Летников.", "Егор Летников"),
    ],
)
def test_a_complement_does_not_part(text: str, name: str) -> None:
    (clause,) = parsed(text).clauses
    assert [clause.names[title.person].normal for title in clause.titles] == [name]


def test_a_name_inside_the_complement_is_no_holder() -> None:
    (clause,) = parsed("Журнал попал под огонь критики за фото Евстафьева.").clauses
    assert clause.titles == ()
