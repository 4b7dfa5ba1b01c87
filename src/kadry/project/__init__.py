"""Project: the graph that claims form under a partition, a pure function of its arguments.

current: an asserted tenure, observed at the document's date; appointed and dismissed: a bound of one; former: one that
ended by the document's date. Denied, planned or reported: a statement beside person and post, no tenure. Rejected:
nothing.
The graph takes posts and plain membership; professions, ranks and honorary titles stay in the ledger.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kadry.claim import Chain, Claim, Partition
from kadry.document import Header
from kadry.graph import Body, Decision, Event, Graph, Person, Post, Structure, Telling, Tenure
from kadry.project.careers import career, post_of
from kadry.project.entities import Entities, shown
from kadry.project.facts import Fact, Reduction
from kadry.project.scene import Record, Seen, is_entity, named, records, topics
from kadry.project.sources import first_copies
from kadry.project.spool import Spool
from kadry.project.statements import Row, Statements
from kadry.scene import SceneClaim

__all__ = ["project"]


def project(
    headers: Iterable[Header],
    claims: Iterable[Claim],
    chains: Iterable[Chain],
    partition: Partition,
    rejected: Collection[str] = (),
    copies: Mapping[str, str] = MappingProxyType({}),
    scene: Iterable[SceneClaim] = (),
) -> Graph:
    """The merged view of ``claims``; none of the sequences' order matters, and each is gone through once.

    headers: of every document that a claim is from; the graph holds those that state something. rejected: ids of claims
    that somebody has called wrong. copies: documents that reprint another → the one that stands for their group, as
    `Store.copies` gives them; a group counts as one source. Claims and their sentences are set down in a temporary
    file, from which the graph's statements read them. scene: claims on bodies, decisions and events.
    Raises ValueError for a claim whose document is not among the headers.
    """
    spool = Spool(claim for claim in claims if _wanted(claim, rejected))
    told = [claim for claim in scene if claim.id not in rejected]
    entities = Entities(chains, partition, (*_named(spool), *_seen(told)))
    reduce = Reduction(entities).fact
    facts = [reduce(number, claim) for number, claim in enumerate(spool)]
    seen = [_see(claim, entities) for claim in told]
    persons, bodies = _recognised(facts, seen, entities)
    stating = {fact.document for fact in facts} | {claim.document for claim in told}
    copies = first_copies(copies, stating)
    careers = [career(own, copies) for own in _by_person(facts)]
    facts = [fact for one in careers for fact in one.facts]
    tenures = [tenure for one in careers for tenure in one.tenures]
    things = _things(seen, copies)
    return Graph(
        documents=_documents(headers, stating),
        persons=sorted(persons),
        bodies=sorted((*bodies, *_unnamed(facts, {body.id for body in bodies}))),
        posts=sorted(_posts(facts)),
        tenures=sorted(tenures),
        statements=_statements(facts, tenures, spool),
        copies=copies,
        rules=sorted({support.rule for claims in (spool, told) for claim in claims for support in claim.supports}),
        structures=[thing for thing in things if isinstance(thing, Structure)],
        decisions=[thing for thing in things if isinstance(thing, Decision)],
        events=[thing for thing in things if isinstance(thing, Event)],
        tellings=_tellings(seen, things),
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


def _seen(claims: Iterable[SceneClaim]) -> Iterator[str]:
    """The same of claims on bodies, decisions and events."""
    return (mention.key for claim in claims for pair in named(claim) for mention in pair)


def _see(claim: SceneClaim, entities: Entities) -> Seen:
    return Seen(claim, tuple(entities.find(*pair) if is_entity(claim, pair[1]) else None for pair in named(claim)))


def _recognised(facts: Iterable[Fact], seen: Iterable[Seen], entities: Entities) -> tuple[list[Person], list[Body]]:
    """The persons and bodies that claims speak of."""
    persons, bodies = {one.person for one in facts}, {one.body for one in facts if one.body is not None}
    for one in seen:
        for (_, entity), who in zip(named(one.claim), one.who, strict=True):
            if who is not None:
                (persons if entity.type == "person" else bodies).add(who)
    return [entities.person(person) for person in persons], [entities.body(body) for body in bodies]


def _things(seen: Iterable[Seen], copies: Mapping[str, str]) -> list[Record]:
    """Relations of bodies, decisions and events, by id."""
    documents: dict[str, list[Seen]] = defaultdict(list)
    found: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        documents[one.claim.document].append(one)
    for own in documents.values():
        for topic, one in zip(topics(own), own, strict=True):
            found[topic].append(one)
    things = [thing for topic in found.values() for thing in records(topic, copies)]
    return sorted(things, key=lambda thing: thing.id)


def _tellings(seen: Iterable[Seen], things: Iterable[Record]) -> list[Telling]:
    about = {claim: thing.id for thing in things for claim in thing.claims}
    ordered = sorted(seen, key=lambda one: (one.claim.document, one.claim.id))
    return [Telling(one.claim, about[one.claim.id]) for one in ordered]


def _by_person(facts: Iterable[Fact]) -> Iterable[Sequence[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for one in facts:
        found[one.person].append(one)
    return found.values()


def _statements(facts: Iterable[Fact], tenures: Iterable[Tenure], spool: Spool) -> Statements:
    holders = {claim: tenure.id for tenure in tenures for claim in tenure.claims}
    ordered = sorted(facts, key=lambda one: (one.document, one.id))
    rows = [Row(one.number, one.person, post_of(one), one.effect, holders.get(one.id)) for one in ordered]
    return Statements(rows, spool)


def _documents(headers: Iterable[Header], stating: Collection[str]) -> list[Header]:
    found = {header.id: header for header in headers if header.id in stating}
    if missing := set(stating) - found.keys():
        raise ValueError(f"claims of documents without a header: {', '.join(sorted(missing))}")
    return [header for _, header in sorted(found.items())]


def _unnamed(facts: Iterable[Fact], named: Collection[str]) -> list[Body]:
    """The bodies that stand for what a text does not name."""
    return [Body(body, "", (), unspecified=True) for body in {one.body or "" for one in facts} if body not in named]


def _posts(facts: Iterable[Fact]) -> list[Post]:
    bodies: dict[str, str] = {}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for one in facts:
        post = post_of(one)
        bodies[post] = one.body or ""
        if one.written is not None:
            spellings[post][one.written] += 1
    return [shown(post, body, spellings[post]) for post, body in bodies.items()]
