"""What the page knows of relations between bodies, decisions, events and successions, as plain records."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kadry.exporters.page.sentences import Sentence, sentence
from kadry.graph import Certainty, Decision, Event, Graph, Outcome, Participant, Standing, Telling, Thing
from kadry.moments import lasts
from kadry.scenery import EFFECTS, by_thing


class Related(Struct, frozen=True):
    """A relation of two bodies: their places, and its sentences. decision: what texts call the one that did it.

    decided_by: the place of that one. lasts: whether it goes on, or happened once. held: whether it was so on the day
    that the graph is of.
    """

    id: str
    body: int
    relation: str
    other: int
    standing: Standing
    date: str | None
    over: bool
    lasts: bool
    held: Certainty | None
    decision: str | None
    decided_by: int | None
    sources: int
    confidence: float
    sentences: tuple[Sentence, ...]


class Involved(Struct, frozen=True):
    """Who issued a decision or is decided on, or took part in an event; node: a place, None where it has no node.

    tenures: places of those that begin or end by the decision.
    """

    how: str
    name: str
    node: int | None
    tenures: tuple[int, ...] = ()


class Named(Struct, frozen=True, kw_only=True):
    """A decision or event. number: a decision's; place: an event's; names: what texts call it; held: as above."""

    id: str
    kind: str
    type: str
    number: str | None = None
    title: str | None
    date: str | None
    place: str | None = None
    names: tuple[str, ...]
    standing: Standing
    held: Certainty | None
    involved: tuple[Involved, ...]
    sources: int
    confidence: float
    sentences: tuple[Sentence, ...]


class Change(Struct, frozen=True, kw_only=True):
    """Who came after whom at a post, by places; person None: the post is vacant. The rest as above."""

    id: str
    person: int | None
    predecessor: int | None
    body: int | None
    role: str | None
    standing: Standing
    date: str | None
    over: bool
    lasts: bool
    held: Certainty | None
    sources: int
    confidence: float
    sentences: tuple[Sentence, ...]


class PageScene:
    """The scene of a graph. places: of people and bodies, by id; tenures, documents: likewise of these."""

    def __init__(
        self, graph: Graph, places: Mapping[str, int], tenures: Mapping[str, int], documents: Mapping[str, int]
    ) -> None:
        self._graph = graph
        self._places = places
        self._tenures = tenures
        self._documents = documents
        self._decisions = {decision.id: place for place, decision in enumerate(graph.decisions)}
        self._told = by_thing(graph.tellings)

    def relations(self) -> Iterator[Related]:
        """The relations, also those that are not asserted."""
        for one in self._graph.structures:
            yield Related(
                id=one.id,
                body=self._places[one.body],
                relation=one.relation,
                other=self._places[one.other],
                standing=one.standing,
                date=one.date,
                over=one.over,
                lasts=lasts(one),
                held=one.as_of,
                decision=one.decision,
                decided_by=self._decisions.get(one.decided_by or ""),
                sources=one.sources,
                confidence=one.confidence,
                sentences=self._sentences(one),
            )

    def things(self) -> Iterator[Named]:
        """The decisions, then the events."""
        for decision in self._graph.decisions:
            yield self._thing("decision", decision, tuple(self._decided(decision)), number=decision.number)
        for event in self._graph.events:
            yield self._thing("event", event, self._involved(event.parts), place=event.place)

    def changes(self) -> Iterator[Change]:
        """The successions, also those that are not asserted."""
        for one in self._graph.successions:
            yield Change(
                id=one.id,
                person=self._place(one.person),
                predecessor=self._place(one.predecessor),
                body=self._place(one.body),
                role=one.role,
                standing=one.standing,
                date=one.date,
                over=one.over,
                lasts=lasts(one),
                held=one.as_of,
                sources=one.sources,
                confidence=one.confidence,
                sentences=self._sentences(one),
            )

    def _thing(
        self,
        kind: str,
        one: Decision | Event,
        involved: tuple[Involved, ...],
        number: str | None = None,
        place: str | None = None,
    ) -> Named:
        return Named(
            id=one.id,
            kind=kind,
            type=one.type,
            number=number,
            title=one.title,
            date=one.date,
            place=place,
            names=one.names,
            standing=one.standing,
            held=one.as_of,
            involved=involved,
            sources=one.sources,
            confidence=one.confidence,
            sentences=self._sentences(one),
        )

    def _decided(self, one: Decision) -> Iterator[Involved]:
        if one.issuer_name is not None:
            yield Involved("issued by", one.issuer_name, self._place(one.issuer))
        yield from self._involved(one.effects)

    def _involved(self, parts: Sequence[Outcome | Participant]) -> tuple[Involved, ...]:
        return tuple(
            Involved(_how(part), part.name, self._place(part.entity), self._tenures_of(part)) for part in parts
        )

    def _tenures_of(self, part: Outcome | Participant) -> tuple[int, ...]:
        return tuple(self._tenures[id] for id in part.tenures) if isinstance(part, Outcome) else ()

    def _place(self, id: str | None) -> int | None:
        return None if id is None else self._places[id]

    def _sentences(self, one: Thing) -> tuple[Sentence, ...]:
        told: Sequence[Telling] = self._told.get(one.id, ())
        return tuple(sentence(telling.claim, EFFECTS[one.standing], self._documents) for telling in told)


def _how(part: Outcome | Participant) -> str:
    return part.result if isinstance(part, Outcome) else part.part.replace("_", " ")
