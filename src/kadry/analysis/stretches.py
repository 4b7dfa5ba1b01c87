"""Stretches: the days of a tenure that single claims give, for telling who held a post at once.

Two observations years apart say nothing of the years between, and an article calls people of the past by the posts that
they had then, so that a day on which somebody is merely called a holder is weak evidence.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, groupby, product

from msgspec import Struct

from kadry.bounds import first_day, last_day
from kadry.claim import Claim
from kadry.graph import Certainty, Statement


class Stretch(Struct, frozen=True, order=True):
    """Days on which a source says that the post was held, first to last, with the claims that say so.

    stated: the claim gives the start, and the end or a day on which the post was still held; else one observed day.
    """

    first: str
    last: str
    source: str
    stated: bool
    claim: str


class Collision(Struct, frozen=True):
    """The first and the last day on which two people are said to hold one post, and the claims that say so."""

    certainty: Certainty
    first: str
    last: str
    claims: frozenset[str]


def stretches(statements: Iterable[Statement], copies: Mapping[str, str]) -> Iterator[Stretch]:
    """What a tenure's statements say of its days; reprints (copies, as in the graph) are one source."""
    for statement in statements:
        claim = statement.claim
        source = copies.get(claim.document, claim.document)
        start = last_day(claim.since)
        end = first_day(claim.until) or seen(claim)
        if start is not None and end is not None and start < end:
            yield Stretch(start, end, source, True, claim.id)
        elif claim.since is None and claim.until is None and (day := seen(claim)) is not None:
            yield Stretch(day, day, source, False, claim.id)


def telling(found: Iterable[Stretch]) -> Iterator[Stretch]:
    """All stated stretches, and of each observed day two sources: enough to tell it from any one other source."""
    for _, same in groupby(sorted(set(found)), key=lambda one: (one.first, one.last)):
        sources: set[str] = set()
        for one in same:
            if one.stated or (len(sources) < 2 and one.source not in sources):
                yield one
                sources |= set() if one.stated else {one.source}


def seen(claim: Claim) -> str | None:
    """The day on which the claim's document calls the post held; None where it reports a change or an end."""
    current = claim.status == "current" and claim.change is None and claim.until is None
    return first_day(claim.observed) if current else None


def collide(left: Collection[Stretch], right: Collection[Stretch]) -> Collision | None:
    """Whether two people are said to hold a post on more than the day on which one hands over to the other.

    "known": stretches that different sources state overlap; "possible": one source observes somebody in the midst of
    the stretch that another states for somebody else. Two observations never collide.
    """
    stated = [one for one in left if one.stated], [other for other in right if other.stated]
    pairs = chain(product(stated[0], right), product((one for one in left if not one.stated), stated[1]))
    met = [(one, other) for one, other in pairs if _meet(one, other)]
    sure = [(one, other) for one, other in met if one.stated and other.stated]
    if not met:
        return None
    shared = [(max(one.first, other.first), min(one.last, other.last)) for one, other in sure or met]
    claims = frozenset(stretch.claim for pair in sure or met for stretch in pair)
    return Collision("known" if sure else "possible", min(shared)[0], max(last for _, last in shared), claims)


def _meet(one: Stretch, other: Stretch) -> bool:
    return one.source != other.source and one.first < other.last and other.first < one.last
