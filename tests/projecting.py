"""Projecting from scratch: the graph of claims under a partition, in memory, that a store's view is held against."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

import networkx
from msgspec import structs
from networkx.algorithms.components import connected_components

from kadry.claim import Chain, Claim, Mention, Partition, entity_id
from kadry.document import Header
from kadry.fold import fold
from kadry.graph import (
    Body,
    Decision,
    Event,
    Graph,
    Person,
    Post,
    Statement,
    Structure,
    Succession,
    Telling,
    Tenure,
    Thing,
)
from kadry.lineage import followers, identities
from kadry.project.careers import career, post_of
from kadry.project.entities import Known, body_of, names_among, person_of, shown
from kadry.project.facts import Fact
from kadry.project.scene import records, standing, topics
from kadry.project.sources import first_copies
from kadry.project.things import Seen, is_entity, named
from kadry.scene import BodyClaim, DecisionClaim, SceneClaim, SuccessionClaim


class Entities:
    """Persons and bodies by entity id, gathered from the chains that the partition puts together.

    A form of a name counts once for each document that has it. ``named`` are the keys of the mentions that will be
    asked for; what holds the others is not kept. An entry of an authority file gives its entity an outside identity
    and no name, country or former id: what the graph says leads to a sentence.
    """

    def __init__(self, chains: Iterable[Chain], partition: Partition, named: Iterable[str]) -> None:
        self._partition = partition
        self._owners: dict[str, str | None] = dict.fromkeys(named)
        self._forms: dict[str, list[str]] = {}
        self._countries: dict[str, list[str]] = {}
        self._settings: dict[str, list[str]] = {}
        self._replaced: dict[str, list[str]] = {}
        self._identities: dict[str, list[str]] = {}
        self._alone: set[str] = set()
        self._shared: dict[str, str] = {}
        for chain in chains:
            self._gather(chain)

    def _gather(self, chain: Chain) -> None:
        entity = self._partition.find(chain.key)
        entity = self._shared.setdefault(entity, entity)
        if chain.authority is not None:
            self._identify(entity, chain.key, chain.authority)
            return
        mentions = (*chain.mentions, chain.head)
        for key in (m.key for m in mentions):
            # a mention in two chains is a fault of whoever made them; even so the order of chains must not show
            if key in self._owners:
                self._owners[key] = min(entity, self._owners[key] or entity)
        self._name(entity, *names_among((m.normal for m in mentions), chain.head.normal, chain.head.type))
        if (own := entity_id(chain.key)) != entity:
            self._replaced.setdefault(entity, []).append(own)
        for told, country in ((self._countries, chain.country), (self._settings, chain.setting)):
            if country is not None:
                told.setdefault(entity, []).append(self._shared.setdefault(country, country))

    def _identify(self, entity: str, key: str, identity: str) -> None:
        """Note an outside identity; one that was found to be nobody stands alone, and the graph never asks for it."""
        if entity != entity_id(key):
            self._identities.setdefault(entity, []).append(identity)

    def _name(self, entity: str, *forms: str) -> None:
        """One more document has an entity under these forms."""
        self._forms.setdefault(entity, []).extend(self._shared.setdefault(form, form) for form in forms)

    def find(self, *mentions: Mention) -> str:
        """The entity of the first mention that stands in a chain; a mention outside all chains is its own entity."""
        for mention in mentions:
            if (owner := self._owners.get(mention.key)) is not None:
                return owner
        last = mentions[-1]
        entity = self._partition.find(last.key)
        if last.key not in self._alone:
            self._alone.add(last.key)
            self._name(entity, last.normal)
        return entity

    def person(self, entity: str) -> Person:
        """The person that the graph shows for an entity."""
        return person_of(entity, self._told(entity))

    def body(self, entity: str) -> Body:
        """The body that the graph shows for an entity."""
        return body_of(entity, self._told(entity))

    def _told(self, entity: str) -> "Known":
        return Known(
            forms=Counter(self._forms[entity]),
            countries=Counter(self._countries.get(entity, ())),
            settings=Counter(self._settings.get(entity, ())),
            replaced=self._replaced.get(entity, ()),
            identities=self._identities.get(entity, ()),
        )


class Reduction:
    """Claims to facts; equal strings become one, since a role or a day comes back in thousands of claims."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._shared: dict[str, str] = {}

    def fact(self, number: int, claim: Claim) -> Fact:
        """What the graph needs of a claim."""
        role, body, share = claim.role, claim.organization, self._share
        written = None if role is None else claim.post or role.normal
        return Fact(
            number=number,
            id=claim.id,
            document=self._shared.setdefault(claim.document, claim.document),
            person=self._entities.find(claim.person, claim.antecedent),
            role=None if written is None else share(fold(written)),
            written=share(written),
            body=None if body is None else self._entities.find(body),
            status=claim.status,
            change=claim.change,
            acting=claim.acting,
            reported=claim.reported,
            since=share(claim.since),
            until=share(claim.until),
            observed=share(claim.observed),
            confidence=claim.confidence,
        )

    def _share(self, text: str | None) -> str | None:
        return None if text is None else self._shared.setdefault(text, text)


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
    `Store.copies` gives them; a group counts as one source. scene: claims on bodies, decisions and events.
    Raises ValueError for a claim whose document is not among the headers.
    """
    posts = [claim for claim in claims if _wanted(claim, rejected)]
    told = [claim for claim in scene if claim.id not in rejected]
    known = {header.id: header for header in headers}
    entities = Entities(chains, partition, (*_named(posts), *_seen(told)))
    reduce = Reduction(entities).fact
    facts = [reduce(number, claim) for number, claim in enumerate(posts)]
    seen = [_see(claim, entities, known) for claim in told]
    persons, bodies = _recognised(facts, seen, entities)
    stating = {fact.document for fact in facts} | {claim.document for claim in told}
    copies = first_copies(copies, stating)
    careers = [career(own, copies) for own in _by_person(facts)]
    facts = [fact for one in careers for fact in one.facts]
    tenures = [tenure for one in careers for tenure in one.tenures]
    things = _things(seen, copies, posts, tenures)
    return Graph(
        documents=_documents(known, stating),
        persons=sorted(persons),
        bodies=sorted((*bodies, *_unnamed(facts, {body.id for body in bodies}))),
        posts=sorted(_posts(facts, seen, things)),
        tenures=sorted(tenures),
        statements=_statements(facts, tenures, posts),
        copies=copies,
        rules=sorted({support.rule for claims in (posts, told) for claim in claims for support in claim.supports}),
        structures=[thing for thing in things if isinstance(thing, Structure)],
        decisions=[thing for thing in things if isinstance(thing, Decision)],
        events=[thing for thing in things if isinstance(thing, Event)],
        successions=[thing for thing in things if isinstance(thing, Succession)],
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


def _see(claim: SceneClaim, entities: Entities, headers: Mapping[str, Header]) -> Seen:
    who = (entities.find(*pair) if is_entity(claim, pair[1]) else None for pair in named(claim))
    return Seen(claim, tuple(who), headers[claim.document].published if claim.document in headers else None)


def _recognised(facts: Iterable[Fact], seen: Iterable[Seen], entities: Entities) -> tuple[list[Person], list[Body]]:
    """The persons and bodies that claims speak of."""
    persons, bodies = {one.person for one in facts}, {one.body for one in facts if one.body is not None}
    for one in seen:
        for (_, entity), who in zip(named(one.claim), one.who, strict=True):
            if who is not None:
                (persons if entity.type == "person" else bodies).add(who)
    return [entities.person(person) for person in persons], [entities.body(body) for body in bodies]


def _things(
    seen: Iterable[Seen], copies: Mapping[str, str], claims: Iterable[Claim], tenures: Iterable[Tenure]
) -> list[Thing]:
    """Relations of bodies, decisions and events, by id: relations last, since they name decisions."""
    begun = _begun(claims, tenures)
    told = [structs.replace(one, tenures=_done(one.claim, begun)) for one in seen]
    first = _together([one for one in told if not isinstance(one.claim, BodyClaim)], copies)
    about = {claim: thing.id for thing in first for claim in thing.claims}
    named: dict[tuple[str, int, str], str] = {}
    for one in sorted(told, key=lambda one: one.claim.id, reverse=True):
        if isinstance(one.claim, DecisionClaim):
            named[one.claim.document, one.claim.words.start, standing(one.claim)] = about[one.claim.id]
    related = [structs.replace(one, decided=_by(one.claim, named)) for one in told if isinstance(one.claim, BodyClaim)]
    return sorted((*first, *_together(related, copies)), key=lambda thing: thing.id)


def _together(seen: Iterable[Seen], copies: Mapping[str, str]) -> list[Thing]:
    documents: dict[str, list[Seen]] = defaultdict(list)
    found: dict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        documents[one.claim.document].append(one)
    hanging = networkx.Graph()
    for own in documents.values():
        for shared, one in zip(topics(own), own, strict=True):
            hanging.add_edges_from((topic, (one.claim.id,)) for topic in shared)
            found[one.claim.id].append(one)
    groups = ([node[0] for node in group if isinstance(node, tuple)] for group in connected_components(hanging))
    return [thing for group in groups for thing in records([one for id in group for one in found[id]], copies)]


def _begun(claims: Iterable[Claim], tenures: Iterable[Tenure]) -> Mapping[tuple[object, ...], set[str]]:
    """The tenures that begin or end in a document's words on a person."""
    holders = {claim: tenure.id for tenure in tenures for claim in tenure.claims}
    found: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.id in holders:
            found[claim.document, claim.person.start, claim.person.end, claim.change].add(holders[claim.id])
    return found


def _done(claim: SceneClaim, begun: Mapping[tuple[object, ...], set[str]]) -> tuple[tuple[str, ...], ...]:
    if not isinstance(claim, DecisionClaim):
        return ()
    changes = {"appoints": "appointed", "dismisses": "dismissed"}
    keys = (
        (claim.document, effect.mention.start, effect.mention.end, changes.get(effect.result, ""))
        for effect in claim.effects
    )
    return tuple(tuple(sorted(begun.get(key, ()))) for key in keys)


def _by(claim: BodyClaim, named: Mapping[tuple[str, int, str], str]) -> str | None:
    """The decision that a relation's claim names, where the two are asserted, planned, denied or reported alike."""
    decision = claim.decision
    return None if decision is None else named.get((claim.document, decision.start, standing(claim)))


def _tellings(seen: Iterable[Seen], things: Iterable[Thing]) -> list[Telling]:
    about = {claim: thing.id for thing in things for claim in thing.claims}
    ordered = sorted(seen, key=lambda one: (one.claim.document, one.claim.id))
    return [Telling(one.claim, about[one.claim.id]) for one in ordered]


def _by_person(facts: Iterable[Fact]) -> Iterable[Sequence[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for one in facts:
        found[one.person].append(one)
    return found.values()


def _statements(facts: Iterable[Fact], tenures: Iterable[Tenure], claims: Sequence[Claim]) -> list[Statement]:
    holders = {claim: tenure.id for tenure in tenures for claim in tenure.claims}
    ordered = sorted(facts, key=lambda one: (one.document, one.id))
    return [Statement(claims[one.number], one.person, post_of(one), one.effect, holders.get(one.id)) for one in ordered]


def _documents(headers: Mapping[str, Header], stating: Collection[str]) -> list[Header]:
    if missing := set(stating) - headers.keys():
        raise ValueError(f"claims of documents without a header: {', '.join(sorted(missing))}")
    return [headers[document] for document in sorted(stating)]


def _unnamed(facts: Iterable[Fact], named: Collection[str]) -> list[Body]:
    """The bodies that stand for what a text does not name."""
    return [Body(body, "", (), unspecified=True) for body in {one.body or "" for one in facts} if body not in named]


def _posts(facts: Iterable[Fact], seen: Iterable[Seen], things: Iterable[Thing]) -> list[Post]:
    bodies: dict[str, str] = {}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for one in facts:
        post = post_of(one)
        bodies[post] = one.body or ""
        if one.written is not None:
            spellings[post][one.written] += 1
    roles = {one.claim.id: one.claim.role for one in seen if isinstance(one.claim, SuccessionClaim)}
    for thing in things:
        if isinstance(thing, Succession) and thing.post is not None:
            bodies[thing.post] = thing.body or ""
            spellings[thing.post].update(role.normal for claim in thing.claims if (role := roles[claim]) is not None)
    return [shown(post, body, spellings[post]) for post, body in bodies.items()]


def with_followers(graph: Graph) -> Graph:
    """The graph whose bodies name those of its bodies that they were renamed to or followed by.

    A step of the table that no body of the graph stands for is passed over: КГБ → ФСК → ФСБ is КГБ → ФСБ where there is
    no ФСК. A name and country that several bodies of the graph bear could mean either, and so means neither.
    """
    followed = followers({body.id: identities(body) for body in graph.bodies})
    bodies = [structs.replace(body, followed_by=followed.get(body.id, ())) for body in graph.bodies]
    return structs.replace(graph, bodies=bodies)
