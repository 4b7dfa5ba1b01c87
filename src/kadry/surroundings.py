"""Surroundings: the graph of one person or body and of all that lies within some tenures of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from msgspec import Struct, structs

from kadry.claim import entity_id
from kadry.errors import UnknownName
from kadry.graph import Body, Dossier, Graph, Holding, Other, Person
from kadry.scenery import Scene, scene_around

Record = TypeVar("Record")
About = TypeVar("About", Holding, Other)


def around(graph: Graph, id: str, depth: int = 1) -> Graph:
    """The part of a graph within ``depth`` tenures of the person or body with that id.

    It has every tenure between a person and a body that are both so near, and what is only said (denied, planned,
    reported) between them, or of the one with that id; and the scene around that one (scenery.py). Ids are held,
    records are read from ``graph`` as they are asked for. Raises UnknownName where the graph has no such person or
    body.
    """
    if id not in chain((body.id for body in graph.bodies), (person.id for person in graph.persons)):
        raise UnknownName(f"{id}: no claim in the graph is about it; kadry show tells where it is mentioned")
    kept = _kept(graph, id, _near(graph, id, depth))
    scene = scene_around(graph, id, kept.bodies | kept.persons, kept.tenures)
    kept.take_scene(graph, scene)
    return _Surroundings(
        documents=_Part(graph.documents, _whole(kept.documents), len(kept.documents)),
        persons=_Part(graph.persons, _whole(kept.persons), len(kept.persons)),
        bodies=_Part(graph.bodies, kept.body, len(kept.bodies)),
        posts=_Part(graph.posts, _whole(kept.posts), len(kept.posts)),
        tenures=_Part(graph.tenures, _whole(kept.tenures), len(kept.tenures)),
        statements=_Part(graph.statements, lambda s: s if s.claim.id in kept.claims else None, len(kept.claims)),
        copies={id: first for id, first in graph.copies.items() if id in kept.documents},
        rules=sorted(kept.rules),
        judgements=[word for word in graph.judgements if kept.ids & {entity_id(word.left), entity_id(word.right)}],
        as_of=graph.as_of,
        known_at=graph.known_at,
        structures=scene.structures,
        decisions=scene.decisions,
        events=scene.events,
        successions=scene.successions,
        tellings=scene.tellings,
        base=graph,
        kept=kept,
    )


def _near(graph: Graph, id: str, depth: int) -> set[str]:
    """Ids of the persons and bodies within so many tenures.

    A pass goes from bodies to their people and from these on to their other bodies: two steps, and one from a person.
    """
    steps = {id: 0}
    for _ in range(depth // 2 + 1):
        for dossier in graph.dossiers(evidence=False):
            bodies = {holding.body.id for holding in dossier.holdings}
            reached = [steps[body] + 1 for body in bodies if body in steps]
            own = min([*reached, steps.get(dossier.person.id, depth + 1)])
            for node, step in ((dossier.person.id, own), *((body, own + 1) for body in bodies)):
                if step <= depth:
                    steps[node] = min(step, steps.get(node, step))
    return set(steps)


class _Kept(Struct):
    """Ids of what stays. ids: of persons and bodies, with those that were merged into them. claims: the statements'."""

    persons: set[str] = set()
    bodies: set[str] = set()
    posts: set[str] = set()
    tenures: set[str] = set()
    claims: set[str] = set()
    documents: set[str] = set()
    rules: set[str] = set()
    ids: set[str] = set()

    def take(self, parts: Iterable[Holding | Other]) -> None:
        """Keep holdings or what was only said, with their posts, bodies, claims and these claims' documents."""
        for part in parts:
            self.posts.add(part.post.id)
            self.bodies.add(part.body.id)
            self.ids.update((part.body.id, *part.body.replaced))
            if isinstance(part, Holding):
                self.tenures.add(part.tenure.id)
            for statement in part.statements if isinstance(part, Holding) else (part.statement,):
                self.claims.add(statement.claim.id)
                self.documents.add(statement.claim.document)
                self.rules.update(support.rule for support in statement.claim.supports)

    def take_scene(self, graph: Graph, scene: Scene) -> None:
        """Keep whom a scene is about, the posts of its successions, and its claims' documents and rules."""
        fresh = scene.entities - self.bodies - self.persons
        kinds: tuple[tuple[Iterable[Body | Person], set[str]], ...] = (
            (graph.bodies, self.bodies),
            (graph.persons, self.persons),
        )
        for kind, own in kinds if fresh else ():
            for one in kind:
                if one.id in fresh:
                    own.add(one.id)
                    self.ids.update((one.id, *one.replaced))
        self.posts.update(one.post for one in scene.successions if one.post is not None)
        for telling in scene.tellings:
            self.documents.update(
                (telling.claim.document, graph.copies.get(telling.claim.document, telling.claim.document))
            )
            self.rules.update(support.rule for support in telling.claim.supports)

    def body(self, body: Body) -> Body | None:
        """A body that stays, with those of its followers that stay; None for any other."""
        if body.id not in self.bodies:
            return None
        return structs.replace(body, followed_by=tuple(id for id in body.followed_by if id in self.bodies))

    def holds(self, part: Holding | Other) -> bool:
        """Whether it was taken."""
        if isinstance(part, Holding):
            return part.tenure.id in self.tenures
        return part.statement.claim.id in self.claims


def _kept(graph: Graph, centre: str, near: set[str]) -> _Kept:
    kept = _Kept()
    for dossier in graph.dossiers():
        person, own = dossier.person, dossier.person.id in near
        held = [holding for holding in dossier.holdings if own and holding.body.id in near]
        said = [
            other for other in dossier.others if (own and other.body.id in near) or centre in (person.id, other.body.id)
        ]
        kept.take(held)
        kept.take(said)
        if own or said:
            kept.persons.add(person.id)
            kept.ids.update((person.id, *person.replaced))
    kept.documents |= {graph.copies[id] for id in kept.documents if id in graph.copies}
    return kept


class _Part(Sequence[Record]):
    """Those records of a sequence that ``pick`` gives back, read anew each time."""

    def __init__(self, whole: Sequence[Record], pick: Callable[[Record], Record | None], size: int) -> None:
        self._whole = whole
        self._pick = pick
        self._size = size

    def __iter__(self) -> Iterator[Record]:
        for record in self._whole:
            picked = self._pick(record)
            if picked is not None:
                yield picked

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: Any) -> Any:
        return list(self)[place]


def _whole(ids: set[str]) -> Callable[[Any], Any]:
    return lambda record: record if record.id in ids else None


class _Surroundings(Graph, frozen=True, kw_only=True):
    """A graph that reads what is kept of another."""

    base: Graph
    kept: _Kept

    def dossiers(self, *, evidence: bool = True) -> Iterator[Dossier]:
        """What is kept of each person's dossier."""
        for dossier in self.base.dossiers(evidence=evidence):
            if dossier.person.id in self.kept.persons:
                yield Dossier(dossier.person, self._cut(dossier.holdings), self._cut(dossier.others))

    def _cut(self, parts: tuple[About, ...]) -> tuple[About, ...]:
        return tuple(structs.replace(part, body=self.kept.body(part.body)) for part in parts if self.kept.holds(part))
