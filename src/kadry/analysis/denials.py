"""Denials: what one source denies and another asserts. Who tells a rumour and denies it contradicts nobody."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from kadry.bounds import last_day
from kadry.claim import Claim
from kadry.graph import Certainty, Holding, Other, Statement
from kadry.moments import held_at
from kadry.project.days import end_of


class Denial(Struct, frozen=True):
    """That a tenure is denied, with the ids of the denying and the asserting claims."""

    certainty: Certainty
    claims: frozenset[str]


def denied(other: Other, holding: Holding, copies: Mapping[str, str]) -> Denial | None:
    """Whether a statement denies, on its document's day, what other sources say of a tenure (copies as in the graph).

    A denied dismissal denies that the tenure had ended by then, and any other denial that it was held.
    """
    statement, claim, tenure = other.statement, other.statement.claim, holding.tenure
    if statement.effect != "denies" or holding.post.id != other.post.id or claim.acting != tenure.acting:
        return None
    dismissal = claim.change == "dismissed"
    foreign = [one for one in holding.statements if _source(one, copies) != _source(statement, copies)]
    against = [one for one in foreign if (_ended(one, claim) if dismissal else one.effect != "ends" or one.claim.since)]
    certainty = _dismissal(claim, against) if dismissal else _holding(claim, holding)
    if not against or certainty is None:
        return None
    return Denial(certainty, frozenset((claim.id, *(one.claim.id for one in against))))


def _holding(claim: Claim, holding: Holding) -> Certainty | None:
    """How surely the post was held on the day of a denial; without a day perhaps."""
    return "possible" if last_day(claim.observed) is None else held_at(holding.tenure.bounds, claim.observed or "")


def _dismissal(claim: Claim, against: Sequence[Statement]) -> Certainty:
    """How surely the tenure had ended before the day of a denial."""
    day = last_day(claim.observed) or ""
    return "known" if any((end_of(one.claim) or day) < day for one in against) else "possible"


def _ended(statement: Statement, denial: Claim) -> bool:
    """Whether a statement ends the tenure by the day of a denial, as far as the two have days."""
    day, end = last_day(denial.observed), end_of(statement.claim)
    return statement.effect == "ends" and (day is None or end is None or end <= day)


def _source(statement: Statement, copies: Mapping[str, str]) -> str:
    return copies.get(statement.claim.document, statement.claim.document)
