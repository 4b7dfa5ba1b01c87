"""What a drawing shows of relations between bodies, decisions, events and successions: nodes and edges, attributes.

Only what is asserted makes an edge. A relation that is planned, denied or reported stands at its body; a decision,
event or succession that is so is a node without edges, and so is a vacancy with them. Everyone involved stands in the
attributes of the node, by name.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kadry.exporters.markup import carried
from kadry.exporters.textlists import Value, evidence, joined
from kadry.graph import Decision, Event, Graph, Outcome, Participant, Structure, Succession, Telling, Thing
from kadry.scenery import EFFECTS

Link = tuple[str, str, str, dict[str, Value]]  # id, source, target, attributes with the label


class DrawnScene:
    """What is around the posts in a graph.

    addresses: of the documents, by id.
    """

    def __init__(self, graph: Graph, addresses: Mapping[str, str]) -> None:
        self._graph = graph
        self._addresses = addresses
        self._names = {body.id: body.name for body in graph.bodies} if graph.structures or graph.successions else {}
        if graph.successions:
            self._names |= {person.id: person.name for person in graph.persons}
        self._told = graph.told()
        self._unasserted: dict[str, list[Structure]] = defaultdict(list)
        for one in graph.structures:
            if one.standing != "asserted":
                self._unasserted[one.body].append(one)

    def of_body(self, body: str) -> dict[str, Value]:
        """What is only planned, denied or reported of a body's relations, with the evidence."""
        own = self._unasserted.get(body, [])
        if not own:
            return {}
        told = [(telling, one.standing) for one in own for telling in self._told(one.id)]
        names = {one.id: f"{one.relation}, {self._names[one.other]}" for one in own}
        rests = self._evidence([telling for telling, _ in told], [EFFECTS[standing] for _, standing in told])
        listed = joined(names[telling.about] for telling, _ in told)
        return {"unasserted": listed, **{f"unasserted_{name}": value for name, value in rests.items()}}

    def nodes(self) -> Iterator[tuple[str, dict[str, Value]]]:
        """Id and attributes, with the label, of each decision, each event and each succession that is no edge."""
        for decision in self._graph.decisions:
            label = " ".join(filter(None, (decision.type, decision.number and f"№ {decision.number}", decision.title)))
            values = {"number": decision.number, "issuer": decision.issuer_name}
            yield decision.id, self._node("decision", label, decision, values)
        for event in self._graph.events:
            yield event.id, self._node("event", event.title or event.type, event, {"place": event.place})
        for one in self._graph.successions:
            if not _is_edge(one):
                yield one.id, self._vacancy(one)

    def _node(self, kind: str, label: str, one: Decision | Event, rest: Mapping[str, Value]) -> dict[str, Value]:
        involved = one.effects if isinstance(one, Decision) else one.parts
        return {
            "label": carried(label) or f"(unnamed {kind})",
            "kind": kind,
            "names": joined(one.names),
            "type": one.type,
            "title": one.title,
            "date": one.date,
            **rest,
            "standing": one.standing,
            "as_of": one.as_of,
            "involved": joined(f"{_how(part)}: {part.name}" for part in involved),
            **self._weighed(one),
        }

    def _vacancy(self, one: Succession) -> dict[str, Value]:
        who = (("person", one.person), ("predecessor", one.predecessor), ("body", one.body))
        return {
            "label": carried(one.role or "") or "(unnamed role)",
            "kind": "succession",
            "type": "vacancy" if one.person is None else "succession",
            "date": one.date,
            "standing": one.standing,
            "as_of": one.as_of,
            "involved": joined(f"{how}: {self._names[id]}" for how, id in who if id is not None),
            **self._weighed(one),
        }

    def links(self) -> Iterator[Link]:
        """The edges: relations of bodies, who issued a decision and what it does, who took part in an event.

        And who came after whom, from the one before; what post is vacant in which body, and who left it so.
        """
        for one in self._graph.structures:
            if one.standing == "asserted":
                rest = {
                    "date": one.date,
                    "over": one.over,
                    "as_of": one.as_of,
                    "decision": one.decision,
                    "decided_by": one.decided_by,
                    **self._weighed(one),
                }
                yield one.id, one.body, one.other, {"label": one.relation, "relation": one.relation, **rest}
        for decision in self._graph.decisions:
            if decision.standing == "asserted":
                yield from self._decided(decision)
        for event in self._graph.events:
            for number, part in enumerate(event.parts):
                if event.standing == "asserted" and part.entity is not None:
                    yield f"{event.id}-{number}", part.entity, event.id, _linked(part.part)

        for change in self._graph.successions:
            if change.standing == "asserted":
                yield from self._followed(change)

    def _followed(self, one: Succession) -> Iterator[Link]:
        if _is_edge(one) and one.predecessor is not None and one.person is not None:
            rest = {"post": one.post, "role": one.role, "date": one.date, "as_of": one.as_of, **self._weighed(one)}
            values = {"label": "succeeded_by", "relation": "succeeded_by", **rest}
            yield one.id, one.predecessor, one.person, values
            return
        if one.predecessor is not None:
            yield f"{one.id}-predecessor", one.predecessor, one.id, _linked("vacates")
        if one.body is not None:
            yield f"{one.id}-body", one.id, one.body, _linked("vacant_in")

    def _decided(self, one: Decision) -> Iterator[Link]:
        if one.issuer is not None:
            yield f"{one.id}-issuer", one.issuer, one.id, _linked("issues")
        for number, effect in enumerate(one.effects):
            if effect.entity is not None:
                linked = {**_linked(effect.result), "tenures": joined(effect.tenures)}
                yield f"{one.id}-{number}", one.id, effect.entity, linked

    def _weighed(self, one: Thing) -> dict[str, Value]:
        told = self._told(one.id)
        rests = self._evidence(told, [EFFECTS[one.standing]] * len(told))
        return {"source_count": one.sources, "confidence": one.confidence, **rests}

    def _evidence(self, told: Sequence[Telling], effects: Sequence[str]) -> dict[str, Value]:
        """What each claim rests on, as lists that have the same order and the same length."""
        return evidence([telling.claim for telling in told], effects, self._graph.copies, self._addresses)


def _is_edge(one: Succession) -> bool:
    return one.standing == "asserted" and one.person is not None


def _how(part: Outcome | Participant) -> str:
    return part.result if isinstance(part, Outcome) else part.part


def _linked(how: str) -> dict[str, Value]:
    """An edge whose evidence stands at its decision or event."""
    return {"label": how, "relation": how}
