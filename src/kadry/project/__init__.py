"""Project: the graph that claims form under a partition, a pure function of its arguments.

current: an asserted tenure, observed at the document's date; appointed and dismissed: a bound of one; former: one that
ended by the document's date. Denied, planned or reported: a statement beside person and post, no tenure. Rejected:
nothing.
The graph takes posts and plain membership; professions, ranks and honorary titles stay in the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from msgspec import structs

from kadry.claim import Chain, Claim, Partition
from kadry.document import Header, digest
from kadry.graph import Body, Graph, Person, Post, Tenure
from kadry.project.days import says_over
from kadry.project.entities import Entities, most_frequent
from kadry.project.facts import Fact, Reduction
from kadry.project.sources import first_copies, weigh
from kadry.project.spool import Spool
from kadry.project.statements import Row, Statements
from kadry.project.tenures import Term, find_terms

__all__ = ["project"]

_Place = tuple[str, str | None]  # body and folded role: what makes a post


def project(
    headers: Iterable[Header],
    claims: Iterable[Claim],
    chains: Iterable[Chain],
    partition: Partition,
    rejected: Collection[str] = (),
    copies: Mapping[str, str] = MappingProxyType({}),
) -> Graph:
    """The merged view of ``claims``; none of the sequences' order matters, and each is gone through once.

    headers: of every document that a claim is from; the graph holds those that state something. rejected: ids of claims
    that somebody has called wrong. copies: documents that reprint another → the one that stands for their group, as
    `Store.copies` gives them; a group counts as one source. Claims and their sentences are set down in a temporary
    file, from which the graph's statements read them. Raises ValueError for a claim whose document is not among the
    headers.
    """
    spool = Spool(claim for claim in claims if _wanted(claim, rejected))
    facts, persons, bodies = _recognised(spool, Entities(chains, partition, _named(spool)))
    facts = _housed(facts)
    posts = {place: digest("post", *place) for place in set(map(_place, facts))}
    stating = {fact.document for fact in facts}
    copies = first_copies(copies, stating)
    tenures = _tenures(facts, posts, copies)
    return Graph(
        documents=_documents(headers, stating),
        persons=sorted(persons),
        bodies=sorted((*bodies, *_unnamed(facts, {body.id for body in bodies}))),
        posts=sorted(_posts(facts, posts)),
        tenures=sorted(tenures),
        statements=_statements(facts, posts, tenures, spool),
        copies=copies,
        rules=sorted({support.rule for claim in spool for support in claim.supports}),
    )


def _wanted(claim: Claim, rejected: Collection[str]) -> bool:
    return (claim.role_class == "post" or claim.role is None) and claim.id not in rejected


def _named(claims: Iterable[Claim]) -> Iterator[str]:
    """The keys of the mentions of which the graph must know whom they name."""
    for claim in claims:
        yield claim.person.key
        yield claim.antecedent.key
        if claim.organization is not None:
            yield claim.organization.key


def _recognised(spool: Spool, entities: Entities) -> tuple[list[Fact], list[Person], list[Body]]:
    """The claims with the entities that they speak of; what they were recognised by may be forgotten then."""
    reduce = Reduction(entities).fact
    facts = [reduce(number, claim) for number, claim in enumerate(spool)]
    persons = [entities.person(person) for person in {one.person for one in facts}]
    return facts, persons, [entities.body(body) for body in {one.body for one in facts} if body is not None]


def _housed(facts: Sequence[Fact]) -> list[Fact]:
    """Every claim with a body; one that names none joins the only term it fits, else hangs on an unspecified body."""
    terms: dict[tuple[str, str | None, bool], list[tuple[str, Term]]] = defaultdict(list)
    groups: dict[tuple[str, tuple[str, str | None, bool]], list[Fact]] = defaultdict(list)
    for one in facts:
        if one.body is not None and one.asserted:
            groups[one.body, one.holding].append(one)
    for (body, holding), claims in groups.items():
        terms[holding] += [(body, term) for term in find_terms(claims)]
    return [one if one.body is not None else _house(one, terms.get(one.holding, ())) for one in facts]


def _house(one: Fact, terms: Sequence[tuple[str, Term]]) -> Fact:
    fitting = (body for body, term in terms if one.asserted and term.fits(one))
    first_two = list(islice(fitting, 2))  # one person may have thousands of terms; the second is reason enough to stop
    return structs.replace(one, body=first_two[0] if len(first_two) == 1 else _unspecified(one))


def _unspecified(one: Fact) -> str:
    """A body of its own for each person and role, since two unnamed bodies need not be one."""
    return digest("unspecified", one.person, one.role)


def _place(one: Fact) -> _Place:
    return one.body or "", one.role


def _tenures(facts: Iterable[Fact], posts: Mapping[_Place, str], copies: Mapping[str, str]) -> list[Tenure]:
    groups: dict[tuple[str, str, bool], list[Fact]] = defaultdict(list)
    for one in facts:
        if one.asserted:
            groups[one.person, posts[_place(one)], one.acting].append(one)
    return [
        _tenure(person, post, acting, term, weigh(term.claims, copies))
        for (person, post, acting), claims in groups.items()
        for term in find_terms(claims)
    ]


def _tenure(person: str, post: str, acting: bool, term: Term, weight: tuple[int, float]) -> Tenure:
    claims = tuple(claim.id for claim in term.claims)
    id = digest("tenure", person, post, str(acting), claims[0])
    return Tenure(id, person, post, acting, term.bounds, claims, *weight, over=_is_over(term))


def _is_over(term: Term) -> bool:
    return bool(term.bounds.until or term.bounds.end_latest) or any(map(says_over, term.claims))


def _statements(
    facts: Iterable[Fact], posts: Mapping[_Place, str], tenures: Iterable[Tenure], spool: Spool
) -> Statements:
    holders = {claim: tenure.id for tenure in tenures for claim in tenure.claims}
    ordered = sorted(facts, key=lambda one: (one.document, one.id))
    rows = [Row(one.number, one.person, posts[_place(one)], one.effect, holders.get(one.id)) for one in ordered]
    return Statements(rows, spool)


def _documents(headers: Iterable[Header], stating: Collection[str]) -> list[Header]:
    found = {header.id: header for header in headers if header.id in stating}
    if missing := set(stating) - found.keys():
        raise ValueError(f"claims of documents without a header: {', '.join(sorted(missing))}")
    return [header for _, header in sorted(found.items())]


def _unnamed(facts: Iterable[Fact], named: Collection[str]) -> list[Body]:
    """The bodies that stand for what a text does not name."""
    return [Body(body, "", (), unspecified=True) for body in {_place(one)[0] for one in facts} if body not in named]


def _posts(facts: Iterable[Fact], posts: Mapping[_Place, str]) -> list[Post]:
    spellings: dict[_Place, Counter[str]] = {place: Counter() for place in posts}
    for one in facts:
        if one.written is not None:
            spellings[_place(one)][one.written] += 1
    return [_shown(posts[place], place[0], written) for place, written in spellings.items()]


def _shown(post: str, body: str, written: Mapping[str, int]) -> Post:
    """A post with its most frequent spelling, the others beside it."""
    role = most_frequent(written) if written else None
    return Post(post, body, role, tuple(sorted(written.keys() - {role})))
