"""What is around the posts in RDF: what Kadry concluded of relations, decisions, events and successions."""

from collections.abc import Iterator
from typing import Any, Generic

from kadry.exporters import vocabulary as v
from kadry.exporters.pens import Node, Pen, Written, each, node
from kadry.exporters.terms import title
from kadry.graph import Decision, Event, Graph, Outcome, Participant, Structure, Succession, Thing


class Scenery(Generic[Written]):
    """Relations of bodies, node by node, then decisions, events and successions, each by id; nothing is held."""

    def __init__(self, graph: Graph, pen: Pen[Written, Any]) -> None:
        self.graph = graph
        self.pen = pen

    def nodes(self) -> Iterator[Node[Written]]:
        """All of them, each once; those involved follow their decision or event."""
        yield from map(self._structure, self.graph.structures)
        for decision in self.graph.decisions:
            yield from self._decision(decision)
        for event in self.graph.events:
            yield from self._event(event)
        yield from map(self._succession, self.graph.successions)

    def _structure(self, one: Structure) -> Node[Written]:
        pen = self.pen
        about, said = node(
            pen.thing("structure", one.id),
            (v.TYPE, pen.known[v.RELATION]),
            (v.OF_BODY, pen.thing("body", one.body)),
            (v.RELATED_AS, pen.word(one.relation)),
            (v.TO_BODY, pen.thing("body", one.other)),
            (v.OVER, pen.boolean(one.over)),
            (v.DATE, pen.moment(one.date)),
            (v.DECIDED_BY, pen.words(one.decision)),
            (v.BY_DECISION, None if one.decided_by is None else pen.thing("decision", one.decided_by)),
        )
        return about, said + self._weighed(one)

    def _decision(self, one: Decision) -> Iterator[Node[Written]]:
        pen = self.pen
        subject, number = pen.thing("decision", one.id), one.number and f"№ {one.number}"
        about, said = node(
            subject,
            (v.TYPE, pen.known[v.DECISION]),
            (v.LABEL, pen.words(" ".join(filter(None, (one.type, number, one.title))))),
            (v.KIND, pen.words(one.type)),
            (v.IDENTIFIER, pen.string(one.number)),
            (v.ISSUER, None if one.issuer is None else self._entity(one.issuer, one.issuer_type or "body")),
            (v.ISSUER_AS_CALLED, pen.words(one.issuer_name)),
        )
        yield from self._named(one, subject, (about, said))

    def _event(self, one: Event) -> Iterator[Node[Written]]:
        pen = self.pen
        subject = pen.thing("event", one.id)
        about, said = node(
            subject,
            (v.TYPE, pen.known[v.EVENT]),
            (v.LABEL, pen.words(one.title or one.type)),
            (v.KIND, pen.words(one.type)),
            (v.PLACE, pen.words(one.place)),
        )
        yield from self._named(one, subject, (about, said))

    def _succession(self, one: Succession) -> Node[Written]:
        pen = self.pen

        def known(kind: str, id: str | None) -> Written | None:
            return None if id is None else pen.thing(kind, id)

        about, said = node(
            pen.thing("succession", one.id),
            (v.TYPE, pen.known[v.SUCCESSION]),
            (v.SUCCESSOR, known("person", one.person)),
            (v.PREDECESSOR, known("person", one.predecessor)),
            (v.VACANT, pen.boolean(one.person is None)),
            (v.ABOUT_POST, known("post", one.post)),
            (v.AT_BODY, known("body", one.body)),
            (v.ROLE_AS_CALLED, pen.words(one.role)),
            (v.OVER, pen.boolean(one.over)),
            (v.DATE, pen.moment(one.date)),
        )
        return about, said + self._weighed(one)

    def _named(self, one: Decision | Event, subject: Written, begun: Node[Written]) -> Iterator[Node[Written]]:
        """What decisions and events have alike; then those involved."""
        pen, (about, said) = self.pen, begun
        names = dict.fromkeys(map(pen.words, one.names))
        said += [(v.ALTERNATIVE, name) for name in names if name is not None]
        said += node(subject, (v.TITLE, pen.optional(title(one.title, "ru"))), (v.DATE, pen.moment(one.date)))[1]
        involved = one.effects if isinstance(one, Decision) else one.parts
        places = [pen.thing("involvement", f"{one.id}-{number}") for number, _ in enumerate(involved)]
        yield about, said + each(v.INVOLVES, places) + self._weighed(one)
        yield from map(self._involved, places, involved)

    def _involved(self, place: Written, one: Outcome | Participant) -> Node[Written]:
        pen = self.pen
        how = one.result if isinstance(one, Outcome) else one.part
        about, said = node(
            place,
            (v.TYPE, pen.known[v.INVOLVEMENT]),
            (v.INVOLVED_AS, pen.word(how)),
            (v.INVOLVED, None if one.entity is None else self._entity(one.entity, one.type)),
            (v.AS_CALLED, pen.words(one.name)),
        )
        tenures = one.tenures if isinstance(one, Outcome) else ()
        return about, said + each(v.ON_TENURE, (pen.thing("tenure", id) for id in tenures))

    def _entity(self, id: str, type: str) -> Written:
        return self.pen.thing("person" if type == "person" else "body", id)

    def _weighed(self, one: Thing) -> list[tuple[str, Written]]:
        """Standing, whether it was so on the day, sources, confidence and claims."""
        pen = self.pen
        _, said = node(
            pen.known[v.STANDING],
            (v.STANDING, pen.word(one.standing)),
            (v.HELD_AS_OF, pen.word(one.as_of)),
            (v.SOURCE_COUNT, pen.number(one.sources)),
            (v.CONFIDENCE, pen.decimal(one.confidence)),
        )
        return said + each(v.DERIVED_FROM, (pen.thing("claim", id) for id in one.claims))
