"""The adjectives before a role's head: part of its name, or word of its holder."""

import pytest
from sentences import sentence

from kadry.russian.modifiers import Modifiers
from kadry.russian.rolewords import role_entry


@pytest.mark.parametrize(
    ("notation", "own", "senses"),
    [
        ("первый{nomn} заместитель", 2, []),
        ("чрезвычайный{nomn} и полномочный{nomn} посол", 4, []),
        ("известный{nomn} оперный{nomn} певец", 2, ["quality"]),
        ("высокопоставленного{gent} чиновника", 1, ["quality"]),
        ("бывший{nomn} высокопоставленный{nomn} чиновник", 1, ["former", "quality"]),
        ("раненый{nomn} французский{nomn} солдат", 1, ["quality", "country"]),
        ("первый{nomn} известный{nomn} тренер", 1, ["quality"]),  # what stands before a quality is no part of the name
        ("татарский{nomn} писатель", 1, ["quality"]),
        ("татарский{nomn} министр", 2, []),
        ("великий{nomn} писатель", 1, ["quality"]),
        ("великий{nomn} князь", 2, []),
        ("управляющий{nomn} директор", 2, []),
        ("прибывший{nomn} посол", 1, ["quality"]),
        ("приглашённый{nomn} дирижёр", 2, []),
        ("самый{nomn} молодой{nomn} мэр", 1, ["quality", "quality"]),
    ],
)
def test_what_an_adjective_says(notation: str, own: int, senses: list[str]) -> None:
    tokens = sentence(notation).tokens
    head = len(tokens) - 1
    entry = role_entry(tokens[head].low)
    assert entry is not None
    first, said = Modifiers(tokens, ()).before(head, 0, entry)
    assert (len(tokens) - first, [said[k] for k in sorted(said)]) == (own, senses)


def test_a_name_and_a_floor_end_the_search() -> None:
    tokens = sentence("первый{nomn} государственный{nomn} советник").tokens
    entry = role_entry("советник")
    assert entry is not None
    assert Modifiers(tokens, ()).before(2, 1, entry) == (1, {})
    assert Modifiers(tokens, {1}).before(2, 0, entry) == (2, {})
