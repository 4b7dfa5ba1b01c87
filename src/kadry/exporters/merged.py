"""The merged view in RDF: what Kadry concluded from all claims, each conclusion derived from its claims."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Generic

from kadry.address import is_address
from kadry.document import Header, digest
from kadry.exporters import vocabulary as v
from kadry.exporters.judged import Judged
from kadry.exporters.pens import Node, Pen, Written, each, node
from kadry.exporters.scenery import Scenery
from kadry.exporters.terms import title
from kadry.graph import Body, Bounds, Dossier, Graph, Holding, Person, Post

_UNDATED = Bounds()


class Merged(Generic[Written]):
    """The merged view of a graph, node by node: documents, bodies, people with their tenures, posts, roles, rules.

    What is around the posts comes before the rules. Bodies' names and wholes, roles and judged entities are held;
    documents, people, posts and tenures go by.
    """

    def __init__(self, graph: Graph, pen: Pen[Written, Any]) -> None:
        self.graph = graph
        self.pen = pen
        self.judged = Judged(graph.judgements)
        self.bodies: dict[str, str] = {}
        self.wholes: dict[str, list[str]] = {}
        self.variants: dict[str, set[str]] = {}
        self.role = lru_cache(4096)(self._role)

    def nodes(self) -> Iterator[Node[Written]]:
        """All of them, each once; those of one kind are sorted by id or name, tenures by person."""
        yield from self._dataset()
        for one in self.graph.structures:
            if one.relation == "part_of" and one.standing == "asserted" and not one.over and one.body != one.other:
                self.wholes.setdefault(one.body, []).append(one.other)
        yield from map(self._document, self.graph.documents)
        for body in self.graph.bodies:
            yield from self._body(body)
        for dossier in self.graph.dossiers(evidence=False):
            yield from self._person(dossier)
        yield from self.judged.nodes(self.pen)
        yield from map(self._post, self.graph.posts)
        yield from self.roles(self.variants)
        yield from Scenery(self.graph, self.pen).nodes()
        for rule in self.graph.rules:
            subject = self.pen.own("rule", digest("rule", rule))
            yield node(subject, (v.TYPE, self.pen.known[v.AGENT]), (v.LABEL, self.pen.string(rule)))

    def _dataset(self) -> Iterator[Node[Written]]:
        """The graph itself: nothing is said of it, unless it is of one day or of what was known by one."""
        day, known_at, pen = self.graph.as_of, self.graph.known_at, self.pen
        if day is None and known_at is None:
            return
        period = None if day is None else pen.thing("period", day)
        known = pen.moment(known_at)
        yield node(pen.iri(pen.base), (v.TYPE, pen.known[v.DATASET]), (v.TEMPORAL, period), (v.KNOWN_AT, known))
        if period is not None:
            date = pen.moment(day)
            yield node(period, (v.TYPE, pen.known[v.PERIOD]), (v.START_DATE, date), (v.END_DATE, date))

    def _document(self, header: Header) -> Node[Written]:
        pen, first = self.pen, self.graph.copies.get(header.id)
        plain = header.source is not None and is_address(header.source)
        return node(
            pen.thing("document", header.id),
            (v.TYPE, pen.known[v.DOCUMENT]),
            (v.TITLE, pen.optional(title(header.title, header.language))),
            (v.SOURCE, pen.iri(header.source) if header.source and plain else pen.string(header.source)),
            (v.ISSUED, pen.moment(header.published)),
            (v.LANGUAGE, pen.word(header.language)),
            (v.COPY_OF, None if first is None else pen.thing("document", first)),
        )

    def _person(self, dossier: Dossier) -> Iterator[Node[Written]]:
        person, pen = dossier.person, self.pen
        subject, name = pen.thing("person", person.id), pen.words(person.name)
        held = {(v.FORMERLY_HELD if one.tenure.over else v.HOLDS, one.post.id) for one in dossier.holdings}
        about, said = node(subject, (v.TYPE, pen.known[v.PERSON]), (v.LABEL, name), (v.NAME, name))
        said += self._others(person.names, name)
        said += [(predicate, pen.thing("post", post)) for predicate, post in sorted(held)]
        said += self._identities(person)
        yield about, said
        yield from self._replaced("person", subject, person)
        for holding in dossier.holdings:
            yield from self._tenure(holding, subject, person.name)

    def _body(self, body: Body) -> Iterator[Node[Written]]:
        pen = self.pen
        self.bodies[body.id] = body.name
        subject, name = pen.thing("body", body.id), pen.words(body.name)
        about, said = node(subject, (v.TYPE, pen.known[v.ORGANIZATION]), (v.LABEL, name), (v.PREFERRED, name))
        said += self._others(body.names, name)
        unspecified = pen.boolean(True) if body.unspecified else None
        said += node(subject, (v.COUNTRY, pen.word(body.country)), (v.UNSPECIFIED, unspecified))[1]
        said += each(v.FOLLOWED_BY, (pen.thing("body", id) for id in body.followed_by))
        said += each(v.PART_OF, (pen.thing("body", id) for id in sorted(self.wholes.get(body.id, ()))))
        said += self._identities(body)
        yield about, said
        yield from self._replaced("body", subject, body)

    def _others(self, forms: Iterable[str], name: Written | None) -> list[tuple[str, Written]]:
        """The other forms of a name, in their order; some may be one when written."""
        written = dict.fromkeys(map(self.pen.words, forms))
        return [(v.ALTERNATIVE, form) for form in written if form is not None and form != name]

    def _identities(self, entity: Person | Body) -> list[tuple[str, Written]]:
        """The outside identities; what is no plain address can be none."""
        return each(v.SAME_AS, map(self.pen.iri, sorted({iri for iri in entity.same_as if is_address(iri)})))

    def _replaced(self, kind: str, subject: Written, entity: Person | Body) -> Iterator[Node[Written]]:
        self.judged.meet(kind, (entity.id, *entity.replaced))
        for id in sorted(set(entity.replaced)):
            yield self.pen.thing(kind, id), [(v.REPLACED_BY, subject)]

    def _post(self, post: Post) -> Node[Written]:
        pen, role = self.pen, post.role
        if role is not None:
            self.variants.setdefault(role, set()).update(post.variants)
        return node(
            pen.thing("post", post.id),
            (v.TYPE, pen.known[v.POST]),
            (v.LABEL, pen.words(_phrase(role, self.bodies[post.body]))),
            (v.POST_IN, pen.thing("body", post.body)),
            (v.HAS_ROLE, None if role is None else self.role(role)),
        )

    def _role(self, role: str) -> Written:
        return self.pen.own("role", digest("role", role))

    def roles(self, variants: Mapping[str, Iterable[str]]) -> Iterator[Node[Written]]:
        """Roles, with their spellings in all posts that have them."""
        pen = self.pen
        for role in sorted(variants):
            name = pen.words(role)
            about, said = node(
                self.role(role),
                (v.TYPE, pen.known[v.ROLE]),
                (v.TYPE, pen.known[v.CONCEPT]),
                (v.LABEL, name),
                (v.PREFERRED, name),
            )
            yield about, said + self._others(sorted(variants[role]), name)

    def _tenure(self, holding: Holding, person: Written, name: str) -> Iterator[Node[Written]]:
        tenure, post, body, pen = holding.tenure, holding.post, holding.body, self.pen
        interval = None if tenure.bounds == _UNDATED else pen.thing("interval", tenure.id)
        about, said = node(
            pen.thing("tenure", tenure.id),
            (v.TYPE, pen.known[v.MEMBERSHIP]),
            (v.LABEL, pen.words(_phrase(name, post.role, body.name))),
            (v.HAS_MEMBER, person),
            (v.HAS_ORGANIZATION, pen.thing("body", body.id)),
            (v.HAS_ROLE, None if post.role is None else self.role(post.role)),
            (v.ABOUT_POST, pen.thing("post", post.id)),
            (v.ACTING, pen.boolean(tenure.acting)),
            (v.HELD_AS_OF, pen.word(tenure.as_of)),
            (v.SOURCE_COUNT, pen.number(tenure.sources)),
            (v.CONFIDENCE, pen.decimal(tenure.confidence)),
            (v.MEMBER_DURING, interval),
        )
        yield about, said + each(v.DERIVED_FROM, (pen.thing("claim", id) for id in sorted(set(tenure.claims))))
        if interval is not None:
            yield self._interval(interval, tenure.bounds)

    def _interval(self, subject: Written, bounds: Bounds) -> Node[Written]:
        moment = self.pen.moment
        return node(
            subject,
            (v.TYPE, self.pen.known[v.INTERVAL]),
            (v.SINCE, moment(bounds.since)),
            (v.UNTIL, moment(bounds.until)),
            (v.START_EARLIEST, moment(bounds.start_earliest)),
            (v.START_LATEST, moment(bounds.start_latest)),
            (v.END_EARLIEST, moment(bounds.end_earliest)),
            (v.END_LATEST, moment(bounds.end_latest)),
        )


def _phrase(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))
