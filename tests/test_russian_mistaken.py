"""Phrases with a role word that name no role."""

import pytest
from sentences import sentence

from kadry.russian.roles import RoleFinder


@pytest.mark.parametrize(
    ("notation", "found"),
    [
        ("лучший{nomn} футболист года{gent}", []),
        ("лучшими{ablt.plur} футболистами{ablt.plur}", ["футболист"]),
        ("старейший министр обороны", ["министр обороны"]),
        ("главный министр обороны", ["главный министр обороны"]),
        ("исполнитель дерзкого{gent} теракта{gent}", []),
        ("исполнитель песни{gent}", ["исполнитель"]),
        ("исполнитель", ["исполнитель"]),
        ("борец за свободу", []),
        ("борец LOC[России]", ["борец"]),
        ("представитель старой{gent} династии{gent}", []),
        ("представитель министерства{gent}", ["представитель"]),
        ("король джаза{gent}", []),
        ("король LOC[Бельгии]", ["король"]),
        ("представитель LOC[Чехии]", []),
        ("официальный представитель LOC[Чехии]", ["официальный представитель"]),
        ("представитель LOC[Чехии] при ООН", ["представитель"]),
    ],
)
def test_what_makes_a_role_word_no_role(notation: str, found: list[str]) -> None:
    assert [role.normal for role in RoleFinder(0, sentence(notation), ()).all()] == found
