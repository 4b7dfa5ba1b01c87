"""What the page knows of relations between bodies, decisions, events and successions, as plain records."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from kadry.exporters.page.sentences import Sentence, sentence
from kadry.graph import Certainty, Decision, Event, Graph, Outcome, Participant, Standing, Thing
from kadry.moments import lasts
from kadry.scenery import EFFECTS


class Told(Struct, frozen=True, kw_only=True):
    """What all of them share. held: whether it was so on the day that the graph is of; lasts: or happened once."""

    id: str
    standing: Standing
    date: str | None
    lasts: bool
    held: Certainty | None
    sources: int
    confidence: float
    sentences: tuple[Sentence, ...]


class Related(Told, frozen=True, kw_only=True):
    """A relation of two bodies, by places. decision: what texts call the one that did it; decided_by: its place."""

    body: int
    relation: str
    other: int
    over: bool
    decision: str | None
    decided_by: int | None


class Involved(Struct, frozen=True):
    """Who issued a decision or is decided on, or took part in an event; node: a place, None where it has no node.

    tenures: places of those that begin or end by the decision.
    """

    how: str
    name: str
    node: int | None
    tenures: tuple[int, ...] = ()


class Named(Told, frozen=True, kw_only=True):
    """A decision or event. number: a decision's; place: an event's; names: what texts call it."""

    kind: str
    type: str
    number: str | None = None
    title: str | None
    place: str | None = None
    names: tuple[str, ...]
    involved: tuple[Involved, ...]


class Change(Told, frozen=True, kw_only=True):
    """Who came after whom at a post, by places; person None: the post is vacant."""

    person: int | None
    predecessor: int | None
    body: int | None
    role: str | None
    over: bool


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
        self._told = graph.told()

    def relations(self) -> Iterator[Related]:
        """The relations, also those that are not asserted."""
        for one in self._graph.structures:
            yield Related(
                body=self._places[one.body],
                relation=one.relation,
                other=self._places[one.other],
                over=one.over,
                decision=one.decision,
                decided_by=None if one.decided_by is None else self._decisions[one.decided_by],
                **self._common(one),
            )

    def things(self) -> Iterator[Named]:
        """The decisions, then the events."""
        for decision in self._graph.decisions:
            involved = tuple(self._decided(decision))
            yield Named(kind="decision", number=decision.number, involved=involved, **self._naming(decision))
        for event in self._graph.events:
            involved = self._involved(event.parts)
            yield Named(kind="event", place=event.place, involved=involved, **self._naming(event))

    def changes(self) -> Iterator[Change]:
        """The successions, also those that are not asserted."""
        for one in self._graph.successions:
            yield Change(
                person=self._place(one.person),
                predecessor=self._place(one.predecessor),
                body=self._place(one.body),
                role=one.role,
                over=one.over,
                **self._common(one),
            )

    def _naming(self, one: Decision | Event) -> dict[str, Any]:
        return {"type": one.type, "title": one.title, "names": one.names, **self._common(one)}

    def _common(self, one: Thing) -> dict[str, Any]:
        """The fields of Told."""
        told = self._told(one.id)
        return {
            "id": one.id,
            "standing": one.standing,
            "date": one.date,
            "lasts": lasts(one),
            "held": one.as_of,
            "sources": one.sources,
            "confidence": one.confidence,
            "sentences": tuple(sentence(own.claim, EFFECTS[one.standing], self._documents) for own in told),
        }

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


def _how(part: Outcome | Participant) -> str:
    return part.result if isinstance(part, Outcome) else part.part.replace("_", " ")
