"""Careers: one person's tenures, from all that is claimed of that person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice

from msgspec import Struct, structs

from kadry.document import digest
from kadry.graph import Tenure
from kadry.project.days import says_over
from kadry.project.facts import Fact
from kadry.project.sources import weigh
from kadry.project.tenures import Term, find_terms

_Holding = tuple[str, str | None, bool]


class Career(Struct, frozen=True):
    """A person's facts, each with a body, and tenures; both in no order that matters."""

    facts: Sequence[Fact]
    tenures: Sequence[Tenure]


def career(facts: Sequence[Fact], copies: Mapping[str, str]) -> Career:
    """The career that all facts of one person make; their order is worth nothing.

    copies: document → the first of its copy group. A fact that names no body joins the only term it fits, else it hangs
    on an unspecified body.
    """
    housed = _housed(facts)
    groups: dict[tuple[str, bool], list[Fact]] = defaultdict(list)
    for one in housed:
        if one.asserted:
            groups[post_of(one), one.acting].append(one)
    tenures = [
        _tenure(claims[0].person, post, acting, term, weigh(term.claims, copies))
        for (post, acting), claims in groups.items()
        for term in find_terms(claims)
    ]
    return Career(housed, tenures)


def post_of(one: Fact) -> str:
    """The id of the post of a fact that has a body."""
    return _post(one.body or "", one.role)


@lru_cache(10_000)
def _post(body: str, role: str | None) -> str:
    return digest("post", body, role)


def _housed(facts: Sequence[Fact]) -> Sequence[Fact]:
    homeless = {one.holding for one in facts if one.body is None}
    if not homeless:
        return facts
    terms: dict[_Holding, list[tuple[str, Term]]] = defaultdict(list)
    groups: dict[tuple[str, _Holding], list[Fact]] = defaultdict(list)
    for one in facts:
        if one.body is not None and one.asserted and one.holding in homeless:
            groups[one.body, one.holding].append(one)
    for (body, holding), claims in groups.items():
        terms[holding] += [(body, term) for term in find_terms(claims)]
    return [one if one.body is not None else _house(one, terms.get(one.holding, ())) for one in facts]


def _house(one: Fact, terms: Sequence[tuple[str, Term]]) -> Fact:
    fitting = (body for body, term in terms if one.asserted and term.fits(one))
    first_two = list(islice(fitting, 2))  # one person may have thousands of terms; the second is reason enough to stop
    return structs.replace(one, body=first_two[0] if len(first_two) == 1 else unspecified(one))


def unspecified(one: Fact) -> str:
    """A body of its own for each person and role, since two unnamed bodies need not be one."""
    return digest("unspecified", one.person, one.role)


def _tenure(person: str, post: str, acting: bool, term: Term, weight: tuple[int, float]) -> Tenure:
    claims = tuple(claim.id for claim in term.claims)
    id = digest("tenure", person, post, str(acting), claims[0])
    return Tenure(id, person, post, acting, term.bounds, claims, *weight, over=_is_over(term))


def _is_over(term: Term) -> bool:
    return bool(term.bounds.until or term.bounds.end_latest) or any(map(says_over, term.claims))
