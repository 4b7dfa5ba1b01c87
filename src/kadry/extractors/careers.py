"""Careers: a post that somebody was given is over once the text tells of a later one, though it names no end.

«В 2015 году назначен заместителем министра. … В 2021 году назначен министром.»
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from kadry.claim import RoleClaim

ROWS = "biographies@"  # rules whose posts follow one another
SEATS = frozenset(("член", "кандидат", "депутат", "делегат"))  # what one is beside a post
BESIDE = frozenset(("также", "одновременно", "совместительству", "совмещает", "параллельно"))
YEAR = 4  # characters of a date


def without_passed(claims: Sequence[RoleClaim]) -> list[RoleClaim]:
    """The claims, those of posts that a later one has followed with the status of a former one.

    Both posts are dated, their years differ, and the text tells them in that order. A seat in a body, or a post that is
    told to be held beside others, ends none.
    """
    dated = [c for c in claims if c.since is not None and _is_step(c)]
    if len(dated) < 2:
        return list(claims)
    steps: dict[str, list[RoleClaim]] = defaultdict(list)
    for claim in dated:
        steps[claim.antecedent.key].append(claim)
    passed = {id(c) for own in steps.values() for c in own if _is_begun(c) and _is_followed(c, own)}
    return [replace(c, status="former", change=None) if id(c) in passed else c for c in claims]


def _is_step(claim: RoleClaim) -> bool:
    """Whether a post is one of those that a career goes through."""
    if claim.role is None or claim.role_class != "post" or claim.reported or claim.status not in ("current", "former"):
        return False
    return claim.role.normal.split()[0].casefold() not in SEATS


def _is_begun(claim: RoleClaim) -> bool:
    """Whether the text tells how a post began, not that it is held."""
    told = claim.change == "appointed" or any(s.rule.startswith(ROWS) for s in claim.supports)
    return claim.status == "current" and told


def _is_followed(claim: RoleClaim, others: Iterable[RoleClaim]) -> bool:
    return any(_follows(other, claim) for other in others)


def _follows(later: RoleClaim, claim: RoleClaim) -> bool:
    if later.role is None or claim.role is None or later.since is None or claim.since is None:
        return False
    if later.role.start <= claim.role.start:
        return False
    if later.since[:YEAR] <= claim.since[:YEAR] or _post(later) == _post(claim):
        return False
    between = later.evidence.text[max(0, claim.role.end - later.evidence.start) :]
    return BESIDE.isdisjoint(between.casefold().split())


def _post(claim: RoleClaim) -> tuple[str, str]:
    role, body = (m.normal.casefold() if m is not None else "" for m in (claim.role, claim.organization))
    return role, body
