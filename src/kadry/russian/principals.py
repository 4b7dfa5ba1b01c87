"""Principals: whose aide, deputy or spokesman somebody is, where both are named.

помощник | депутата Ивана Петрова | Глеб Лис
пресс-секретарь | президента России Ивана Петрова | Глеб Лис
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from kadry.russian.names import Person
from kadry.russian.roles import Role, RoleFinder


class Principal(Struct, frozen=True):
    """The post within the one at place ``outer`` of a sentence's roles, and the place of its holder among the names."""

    outer: int
    post: Role
    person: int


def principals(finder: RoleFinder, roles: Sequence[Role], persons: Sequence[Person]) -> Iterator[Principal]:
    """The posts that other posts are of, whose holders are named between them and the others' holders."""
    for i, (one, other) in enumerate(pairwise(persons)):
        outer = next((k for k, role in enumerate(roles) if role.end == one.first), None)
        if outer is None or "gent" not in one.cases or not _is_next(roles, one.last, other.first):
            continue
        case = roles[outer].case
        if case and (case not in other.cases or (case != "gent" and case in one.cases)):
            continue
        post = _inner(finder, roles[outer])
        if post is not None:
            yield Principal(outer, post, i)


def _is_next(roles: Sequence[Role], end: int, start: int) -> bool:
    """Whether nothing, or one more role, stands between two names («… Петрова | генерал | Глеб Лис»)."""
    return start == end or any(role.start == end and role.end == start for role in roles)


def _inner(finder: RoleFinder, outer: Role) -> Role | None:
    """The post in the genitive within another one's own words, with what belongs to it."""
    for head in range(outer.last - 1, outer.head, -1):
        post = finder.at(head, head)
        if post is not None:
            return post if post.case == "gent" and post.role_class == "post" and post.end == outer.end else None
    return None
