"""Relations of bodies and events as FollowTheMoney has them: links and events (docs/ftm.md).

Decisions are left out: no schema of the model is one.
"""

from collections.abc import Iterator, Mapping

from kadry.exporters.ftm_model import Properties, date, entity, entity_id, evidence, name, place, text, weight
from kadry.graph import Event, Graph, Participant, Structure
from kadry.scene import ONCE
from kadry.scenery import READS, by_thing


class FtmScene:
    """What is asserted of relations between bodies, and the events; their claims are held, by what they tell of.

    sources: addresses of documents, of those that have one. entities: ids of the people and bodies that take part.
    """

    def __init__(self, graph: Graph, sources: Mapping[str, str]) -> None:
        self._graph = graph
        self._sources = sources
        self._told = by_thing(graph.tellings)
        related = (body for one in self._related() for body in (one.body, one.other))
        self.entities = {*related, *(id for one in self._happened() for part in one.parts if (id := part.entity))}

    def links(self) -> Iterator[dict[str, object]]:
        """The relations: UnknownLink, which is the model's word for a link whose kind its role says."""
        for one in self._related():
            ends = {"subject": [entity_id(one.body)], "object": [entity_id(one.other)]}
            shown: Properties = {
                "role": [READS[one.relation][0]],
                "date": [date(one.date)],
                "status": [_status(one)],
                "description": self._notes(one),
                **self._evidence(one),
            }
            yield entity(one.id, "UnknownLink", {**ends, **shown})

    def events(self) -> Iterator[dict[str, object]]:
        """The events with who is involved; a body that is the host organizes it."""
        for one in self._happened():
            named = name(one.title or "") or name(one.type)
            shown: Properties = {
                "name": [named],
                "weakAlias": [form for form in map(name, (one.type, *one.names)) if form != named],
                "date": [date(one.date)],
                "location": [place(one.place or "")],
                "organizer": [_id(part) for part in one.parts if _organizes(part)],
                "involved": [_id(part) for part in one.parts if not _organizes(part)],
                "description": self._parts(one),
                **self._evidence(one),
            }
            yield entity(one.id, "Event", shown)

    def _related(self) -> Iterator[Structure]:
        return (one for one in self._graph.structures if one.standing == "asserted")

    def _happened(self) -> Iterator[Event]:
        return (one for one in self._graph.events if one.standing == "asserted")

    def _notes(self, one: Structure) -> Iterator[str]:
        if one.decision is not None:
            yield text(f"decision: {one.decision}")
        yield from self._weight(one, "come about by" if one.relation in ONCE else "held on")

    def _parts(self, one: Event) -> Iterator[str]:
        """Who took which part, groups without a name too: the model says only that somebody was involved."""
        yield from (text(f"{part.part.replace('_', ' ')}: {part.name}") for part in one.parts)
        yield from self._weight(one, "come about by")

    def _weight(self, one: Structure | Event, how: str) -> Iterator[str]:
        """How surely it was so on the day that the graph is of, how well founded it is."""
        if one.as_of is not None:
            yield f"{how} {text(self._graph.as_of or '')}: {one.as_of}"
        yield from weight(one)

    def _evidence(self, one: Structure | Event) -> Properties:
        return evidence([telling.claim for telling in self._told[one.id]], self._sources)


def _organizes(part: Participant) -> bool:
    return part.part == "host" and part.type == "body"


def _id(part: Participant) -> str | None:
    return part.entity and entity_id(part.entity)


def _status(one: Structure) -> str | None:
    """Of what lasts: whether it was so on the day that the graph is of; of no day, whether a text calls it over."""
    if one.as_of is not None:
        return "current" if one.as_of == "known" and one.relation not in ONCE else None
    return "ended" if one.over else None
