"""Project: the graph that claims form under a partition, a pure function of its arguments.

current: an asserted tenure, observed at the document's date; appointed and dismissed: a bound of one; former: one that
ended by the document's date. Denied, planned or reported: a statement beside person and post, no tenure. Rejected:
nothing.
The graph takes posts and plain membership; professions, ranks and honorary titles stay in the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice

from msgspec import Struct, structs

from kadry.claim import Chain, Claim, Partition
from kadry.document import Header, digest
from kadry.fold import fold
from kadry.graph import Body, Effect, Graph, Post, Statement, Tenure
from kadry.project.entities import Entities, most_frequent
from kadry.project.tenures import Term, find_terms

__all__ = ["project"]


class _Placed(Struct, frozen=True):
    """A claim with its person, folded role, and body; body None: the text names none."""

    claim: Claim
    person: str
    role: str | None
    body: str | None

    @property
    def holding(self) -> tuple[str, str | None, bool]:
        """What a claim without a body can be matched by."""
        return self.person, self.role, self.claim.acting


def project(
    headers: Iterable[Header],
    claims: Iterable[Claim],
    chains: Iterable[Chain],
    partition: Partition,
    rejected: Collection[str] = (),
) -> Graph:
    """The merged view of ``claims``; none of the sequences' order matters.

    headers: of every document that a claim is from; the graph holds those that state something. rejected: ids of claims
    that somebody has called wrong. Raises ValueError for a claim whose document is not among the headers.
    """
    entities = Entities(chains, partition)
    wanted = sorted((claim for claim in claims if _wanted(claim, rejected)), key=lambda claim: claim.id)
    placed = _housed([_place(claim, entities) for claim in wanted])
    tenures = _tenures(placed)
    holders = {claim: tenure.id for tenure in tenures for claim in tenure.claims}
    statements = [_statement(one, holders.get(one.claim.id)) for one in placed]
    return Graph(
        documents=_documents(headers, placed),
        persons=sorted(entities.person(person) for person in {one.person for one in placed}),
        bodies=sorted(_bodies(placed, entities)),
        posts=sorted(_posts(placed)),
        tenures=sorted(tenures),
        statements=statements,
    )


def _wanted(claim: Claim, rejected: Collection[str]) -> bool:
    return (claim.role_class == "post" or claim.role is None) and claim.id not in rejected


def _place(claim: Claim, entities: Entities) -> _Placed:
    return _Placed(
        claim,
        entities.find(claim.person, claim.antecedent),
        None if claim.role is None else fold(claim.post or claim.role.normal),
        None if claim.organization is None else entities.find(claim.organization),
    )


def _asserted(claim: Claim) -> bool:
    return claim.status in ("current", "former") and not claim.reported


def _housed(placed: Sequence[_Placed]) -> list[_Placed]:
    """Every claim with a body; one that names none joins the only term it fits, else hangs on an unspecified body."""
    terms: dict[tuple[str, str | None, bool], list[tuple[str, Term]]] = defaultdict(list)
    groups: dict[tuple[str, tuple[str, str | None, bool]], list[Claim]] = defaultdict(list)
    for one in placed:
        if one.body is not None and _asserted(one.claim):
            groups[one.body, one.holding].append(one.claim)
    for (body, holding), claims in groups.items():
        terms[holding] += [(body, term) for term in find_terms(claims)]
    return [one if one.body is not None else _house(one, terms.get(one.holding, ())) for one in placed]


def _house(one: _Placed, terms: Sequence[tuple[str, Term]]) -> _Placed:
    fitting = (body for body, term in terms if _asserted(one.claim) and term.fits(one.claim))
    first_two = list(islice(fitting, 2))  # one person may have thousands of terms; the second is reason enough to stop
    return structs.replace(one, body=first_two[0] if len(first_two) == 1 else _unspecified(one))


def _unspecified(one: _Placed) -> str:
    """A body of its own for each person and role, since two unnamed bodies need not be one."""
    return digest("unspecified", one.person, one.role)


def _post(one: _Placed) -> str:
    return digest("post", one.body, one.role)


def _tenures(placed: Iterable[_Placed]) -> list[Tenure]:
    groups: dict[tuple[str, str, bool], list[Claim]] = defaultdict(list)
    for one in placed:
        if _asserted(one.claim):
            groups[one.person, _post(one), one.claim.acting].append(one.claim)
    return [
        _tenure(person, post, acting, term)
        for (person, post, acting), claims in groups.items()
        for term in find_terms(claims)
    ]


def _tenure(person: str, post: str, acting: bool, term: Term) -> Tenure:
    claims = tuple(claim.id for claim in term.claims)
    return Tenure(digest("tenure", person, post, str(acting), claims[0]), person, post, acting, term.bounds, claims)


def _statement(one: _Placed, tenure: str | None) -> Statement:
    return Statement(one.claim, one.person, _post(one), _effect(one.claim), tenure)


def _effect(claim: Claim) -> Effect:
    """What a claim does; what is only reported neither plans nor denies anything."""
    if claim.reported:
        return "reports"
    if claim.status == "denied":
        return "denies"
    if claim.status == "future":
        return "plans"
    if claim.change == "appointed":
        return "starts"
    return "ends" if claim.change == "dismissed" or claim.status == "former" else "supports"


def _documents(headers: Iterable[Header], placed: Iterable[_Placed]) -> list[Header]:
    stating = {one.claim.document for one in placed}
    found = {header.id: header for header in headers if header.id in stating}
    if missing := stating - found.keys():
        raise ValueError(f"claims of documents without a header: {', '.join(sorted(missing))}")
    return [header for _, header in sorted(found.items())]


def _bodies(placed: Iterable[_Placed], entities: Entities) -> list[Body]:
    bodies = {one.body or "": one for one in placed}
    return [
        Body(body, "", (), unspecified=True) if body == _unspecified(one) else entities.body(body)
        for body, one in bodies.items()
    ]


def _posts(placed: Iterable[_Placed]) -> list[Post]:
    spellings: dict[tuple[str, str, str | None], Counter[str]] = defaultdict(Counter)
    for one in placed:
        written = spellings[_post(one), one.body or "", one.role]
        if one.claim.role is not None:
            written[one.claim.post or one.claim.role.normal] += 1
    return [_shown(post, body, written) for (post, body, _), written in spellings.items()]


def _shown(post: str, body: str, written: Mapping[str, int]) -> Post:
    """A post with its most frequent spelling, the others beside it."""
    role = most_frequent(written) if written else None
    return Post(post, body, role, tuple(sorted(written.keys() - {role})))
