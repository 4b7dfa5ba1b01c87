"""Partitives: «один из заместителей министра» is one deputy, in the case of «один»."""

from collections.abc import Sequence

from msgspec.structs import replace

from kadry.russian.analysis import Token
from kadry.russian.roles import Role
from kadry.russian.words import forms

REACH = 6  # tokens from «один» to the role: «один из двух самых молодых заместителей»


def single_out(tokens: Sequence[Token], roles: Sequence[Role]) -> tuple[Role, ...]:
    """The roles, those after «один из» as what they are of one person."""
    return tuple([_singled(tokens, role) if role.plural and role.case == "gent" else role for role in roles])


def _singled(tokens: Sequence[Token], role: Role) -> Role:
    """The role from «один» on, singular; as it was where no «один из» stands before it."""
    k = role.start - 1
    while k > 0 and role.start - k < REACH and tokens[k].low != "из" and tokens[k].pos in ("ADJ", "ADV", "DET", "NUM"):
        k -= 1
    if k < 1 or tokens[k].low != "из" or not any(f.lemma == "один" for f in forms(tokens[k - 1].low)):
        return role
    one = tokens[k - 1]
    return replace(role, start=k - 1, plural=False, case=_case(one))


def _case(one: Token) -> str:
    possible = {f.case for f in forms(one.low) if f.case}
    return one.case if one.case in possible else next(iter(sorted(possible)), "")
