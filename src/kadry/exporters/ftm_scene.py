"""Relations of bodies, successions and events as FollowTheMoney has them: links and events (docs/ftm.md).

Decisions and vacancies are left out: no schema of the model is one.
"""

from collections.abc import Iterator, Mapping

from kadry.exporters.ftm_model import Properties, date, entity, entity_id, evidence, name, place, text, weight
from kadry.graph import Event, Graph, Participant, Structure, Succession
from kadry.moments import lasts
from kadry.scenery import READS


class FtmScene:
    """What is asserted of links between bodies and between people, and the events.

    sources: addresses of documents, of those that have one. entities: ids of the people and bodies that take part.
    """

    def __init__(self, graph: Graph, sources: Mapping[str, str]) -> None:
        self._graph = graph
        self._sources = sources
        self._told = graph.told()
        self._bodies = {body.id: body.name for body in graph.bodies} if graph.successions else {}
        ends = (*map(_ends, self._related()), *map(_ends, self._succeeded()))
        linked = (id for pair in ends for id in pair)
        self.entities = {*linked, *(id for one in self._happened() for part in one.parts if (id := part.entity))}

    def links(self) -> Iterator[dict[str, object]]:
        """Relations and successions: UnknownLink, which is the model's word for a link whose kind its role says."""
        for relation in self._related():
            yield self._link(relation, READS[relation.relation][0], self._notes(relation))
        for succession in self._succeeded():
            yield self._link(succession, "successor of", self._post(succession))

    def _link(self, one: Structure | Succession, role: str, notes: Iterator[str]) -> dict[str, object]:
        subject, object = _ends(one)
        shown: Properties = {
            "subject": [entity_id(subject)],
            "object": [entity_id(object)],
            "role": [role],
            "date": [date(one.date)],
            "status": [_status(one)],
            "description": notes,
            **self._evidence(one),
        }
        return entity(one.id, "UnknownLink", shown)

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

    def _succeeded(self) -> Iterator[Succession]:
        return (one for one in self._graph.successions if one.standing == "asserted" and one.person is not None)

    def _happened(self) -> Iterator[Event]:
        return (one for one in self._graph.events if one.standing == "asserted")

    def _notes(self, one: Structure) -> Iterator[str]:
        if one.decision is not None:
            yield text(f"decision: {one.decision}")
        yield from self._weight(one)

    def _post(self, one: Succession) -> Iterator[str]:
        post = ", ".join(filter(None, (one.role, self._bodies.get(one.body or ""))))
        if post:
            yield text(f"post: {post}")
        yield from self._weight(one)

    def _parts(self, one: Event) -> Iterator[str]:
        """Who took which part, groups without a name too: the model says only that somebody was involved."""
        yield from (text(f"{part.part.replace('_', ' ')}: {part.name}") for part in one.parts)
        yield from self._weight(one)

    def _weight(self, one: Structure | Succession | Event) -> Iterator[str]:
        """How surely it was so on the day that the graph is of, how well founded it is."""
        if one.as_of is not None:
            how = "held on" if lasts(one) else "come about by"
            yield f"{how} {text(self._graph.as_of or '')}: {one.as_of}"
        yield from weight(one)

    def _evidence(self, one: Structure | Succession | Event) -> Properties:
        return evidence([telling.claim for telling in self._told(one.id)], self._sources)


def _organizes(part: Participant) -> bool:
    return part.part == "host" and part.type == "body"


def _id(part: Participant) -> str | None:
    return part.entity and entity_id(part.entity)


def _ends(one: Structure | Succession) -> tuple[str, str]:
    return (one.body, one.other) if isinstance(one, Structure) else (one.person or "", one.predecessor or "")


def _status(one: Structure | Succession) -> str | None:
    """Of what lasts: whether it was so on the day that the graph is of; of no day, whether a text calls it over."""
    if one.as_of is not None:
        return "current" if one.as_of == "known" and lasts(one) else None
    return "ended" if one.over else None
