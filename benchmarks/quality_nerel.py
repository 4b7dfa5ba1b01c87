"""NEREL's own records as facts: every mention of each argument of the triples that the scorer beside the data names.

That scorer counts; which fact was missed it does not say. Here mentions are tied together as its description has it, by
relations, Wikidata ids and equal words, but more simply, so that the numbers of errors differ a little from its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx
from msgspec import Struct
from msgspec.structs import replace

from kadry.document import Span
from quality_facts import WORD, Fact, Page, Said, Spans, reading, touches, words

PLACES = ("ORGANIZATION", "COUNTRY", "CITY", "STATE_OR_PROVINCE", "DISTRICT", "LOCATION", "FACILITY")
SAME = ("ALTERNATIVE_NAME", "ABBREVIATION")
SHARED = 0.5  # characters in common with the gold's body, of all that either has


class Entity(Struct, frozen=True):
    """A mention."""

    id: str
    type: str
    start: int
    end: int
    text: str
    wikidata: str | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)

    @property
    def words(self) -> tuple[str, ...]:
        """The lemmas of its words."""
        return tuple(words(self.text, Span(0, len(self.text))))


class Relation(Struct, frozen=True):
    """Two mentions by their ids."""

    type: str
    head: str
    tail: str


class Record(Struct, frozen=True):
    """A line of the data."""

    doc: str
    text: str
    entities: list[Entity]
    relations: list[Relation]


class Triple(Struct, frozen=True):
    """A fact or an answer, as scorers read it."""

    person: str
    role: str | None
    organization: str | None
    person_span: tuple[int, int]
    role_span: tuple[int, int] | None
    organization_span: tuple[int, int] | None

    def said(self) -> Said:
        """It as an answer."""
        role, body = (Span(*place) if place else None for place in (self.role_span, self.organization_span))
        shown = f"{self.person} | {self.role or '-'} | {self.organization or '-'}"
        return Said(person=Span(*self.person_span), role=role, body=body, shown=shown)


Works = Mapping[Span, Sequence[Entity]]


class Rows(Struct, frozen=True):
    """A line of the scorer's gold."""

    doc: str
    triples: list[Triple]


def page(record: Record, rows: Sequence[Triple], answers: Sequence[Triple]) -> Page:
    """A text with its facts and the answers to it."""
    persons, bodies = _chains(record, ("PERSON",)), _chains(record, PLACES)
    professions = [entity for entity in record.entities if entity.type == "PROFESSION"]
    facts = [_fact(row.said(), persons, bodies, _works(record)) for row in rows]
    said = [answer.said() for answer in answers]
    agreed = {
        (f, s): common(record.text, replace(fact, role=_alike(fact.role, professions)), one)
        for f, fact in enumerate(facts)
        for s, one in enumerate(said)
    }
    roles = tuple(entity.span for entity in professions)
    return Page(name=record.doc, text=record.text, facts=facts, said=said, agreed=agreed, roles=roles)


def common(text: str, fact: Fact, said: Said) -> frozenset[str]:
    """The arguments in which fact and answer agree: the person by any character, role and body by their head words."""
    agreeing = set[str]()
    if touches(said.person, fact.person):
        agreeing.add("person")
    if said.role is not None and any(same_head(text, said.role, place) for place in fact.role):
        agreeing.add("role")
    if (body := said.body) is not None and any(
        _share(body, p) >= SHARED or same_head(text, body, p) for p in fact.body
    ):
        agreeing.add("body")
    return frozenset(agreeing)


def same_head(text: str, left: Span, right: Span) -> bool:
    """Whether each of two spans holds the other's head word."""
    return _holds(left, head(text, right)) and _holds(right, head(text, left))


def head(text: str, place: Span) -> Span:
    """The first noun of a phrase, or its last word where it has none."""
    every = [Span(place.start + m.start(), place.start + m.end()) for m in WORD.finditer(text[place.start : place.end])]
    nouns = (word for word in every if reading(text[word.start : word.end]).kind == "NOUN")
    return next(nouns, every[-1] if every else place)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _share(left: Span, right: Span) -> float:
    common = min(left.end, right.end) - max(left.start, right.start)
    return max(0, common) / (max(left.end, right.end) - min(left.start, right.start))


def _fact(row: Said, persons: Mapping[Span, Spans], bodies: Mapping[Span, Spans], works: Works) -> Fact:
    """A fact with all mentions of what the row names one mention of."""
    person = persons.get(row.person, (row.person,))
    body = bodies.get(row.body, (row.body,)) if row.body is not None else ()
    role: Spans = ()
    if row.role is not None:
        own = {entity for place in person for entity in works.get(place, ())}
        named = next((entity.words for entity in own if entity.span == row.role), ())
        same = {entity.span for entity in own if set(entity.words) <= set(named) or set(named) <= set(entity.words)}
        role = tuple(sorted({row.role, *(same if named else ())}))
    return Fact(person=person, role=role, body=body, shown=row.shown)


def _works(record: Record) -> Works:
    """The professions of each mention of a person."""
    entities = {entity.id: entity for entity in record.entities}
    found: dict[Span, list[Entity]] = {}
    for relation in record.relations:
        if relation.type == "WORKS_AS":
            found.setdefault(entities[relation.head].span, []).append(entities[relation.tail])
    return found


def _alike(role: Spans, professions: Iterable[Entity]) -> Spans:
    """A role's mentions with all that have the words of one of them."""
    every = list(professions)
    words = {entity.words for entity in every if entity.span in role}
    return (*role, *(entity.span for entity in every if entity.words in words))


def _chains(record: Record, types: tuple[str, ...]) -> Mapping[Span, Spans]:
    """For each mention of these types all mentions of the same thing."""
    entities = {entity.id: entity for entity in record.entities if entity.type in types}
    graph = nx.Graph()
    graph.add_nodes_from(entities)
    graph.add_edges_from(
        (r.head, r.tail) for r in record.relations if r.type in SAME and {r.head, r.tail} <= {*entities}
    )
    graph.add_edges_from(_ties(list(entities.values())))
    groups = (
        tuple(sorted({entities[i].span for i in group if i in entities})) for group in nx.connected_components(graph)
    )
    return {place: group for group in groups for place in group}


def _ties(entities: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """Mentions with what ties them: a Wikidata id; words that no two ids have; the only name that adds to theirs."""
    ids: dict[str, set[str]] = {}
    for entity in entities:
        if entity.wikidata is not None:
            ids.setdefault(_name(entity.words), set()).add(entity.wikidata)
    named = {entity.words for entity in entities if len(entity.words) > 1}
    for entity in entities:
        if entity.wikidata is not None:
            yield entity.id, entity.wikidata
        name = _name(entity.words)
        if entity.wikidata is None or len(ids[name]) == 1:
            yield entity.id, name
        fuller = [words for words in named if {*entity.words} < {*words}]
        if entity.wikidata is None and entity.type == "PERSON" and len(fuller) == 1:
            yield name, _name(fuller[0])


def _name(words: tuple[str, ...]) -> str:
    return " ".join(words)
