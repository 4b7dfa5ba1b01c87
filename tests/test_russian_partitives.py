"""Partitives: one of several holders."""

import pytest
from sentences import sentence

from kadry.russian.partitives import single_out
from kadry.russian.roles import RoleFinder


@pytest.mark.parametrize(
    ("notation", "start", "case"),
    [
        ("один{nomn} из депутатов", 0, "nomn"),
        ("стал одним{ablt} из двух самых молодых депутатов", 1, "ablt"),
        ("одна{nomn} из солисток", 0, "nomn"),
    ],
)
def test_one_of_several_is_one(notation: str, start: int, case: str) -> None:
    made = sentence(notation)
    (role,) = single_out(made.tokens, RoleFinder(0, made, frozenset()).all())
    assert (role.start, role.case, role.plural) == (start, case, False)


@pytest.mark.parametrize(
    "notation", ["из депутатов", "один из городов депутатов", "многие из депутатов", "один депутат"]
)
def test_other_roles_stay(notation: str) -> None:
    made = sentence(notation)
    roles = RoleFinder(0, made, frozenset()).all()
    assert single_out(made.tokens, roles) == tuple(roles)
