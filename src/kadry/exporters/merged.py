"""The merged view in RDF: what Kadry concluded from all claims, each conclusion derived from its claims."""

from collections.abc import Iterable, Iterator

from kadry.address import is_address
from kadry.document import Header, digest
from kadry.exporters import vocabulary as v
from kadry.exporters.judged import Judged
from kadry.exporters.terms import (
    Triple,
    boolean,
    decimal,
    distinct,
    each,
    mint,
    moment,
    node,
    number,
    string,
    title,
    words,
)
from kadry.graph import Body, Bounds, Graph, Person, Post, Tenure


class Merged:
    """The merged view of a graph in triples: documents, people, bodies, roles, rules, posts and tenures."""

    def __init__(self, graph: Graph, base: str) -> None:
        self.graph = graph
        self.base = base
        self.persons = {person.id: person.name for person in graph.persons}
        self.bodies = {body.id: body.name for body in graph.bodies}
        self.posts = {post.id: post for post in graph.posts}
        self.judged = Judged(graph.judgements)

    def triples(self) -> Iterator[Triple]:
        """All: what the graph is of, documents, people, bodies, judgements, roles, rules, posts, tenures."""
        yield from self._dataset()
        for header in self.graph.documents:
            yield from self._document(header)
        held = held_posts(self.graph.tenures)
        for person in self.graph.persons:
            yield from self._person(person, held.get(person.id, ()))
        for body in self.graph.bodies:
            yield from self._body(body)
        yield from self.judged.triples(self.base)
        yield from self._roles()
        yield from self._rules(self.graph.rules)
        for post in self.graph.posts:
            yield from self._post(post)
        for tenure in self.graph.tenures:
            yield from self._tenure(tenure)

    def _dataset(self) -> Iterator[Triple]:
        """The graph itself: nothing is said of it, unless it is of one day or of what was known by one."""
        day, known_at = self.graph.as_of, self.graph.known_at
        if day is None and known_at is None:
            return
        period = None if day is None else mint(self.base, "period", day)
        yield from node(self.base, (v.TYPE, v.DATASET), (v.TEMPORAL, period), (v.KNOWN_AT, moment(known_at)))
        if period is not None:
            yield from node(period, (v.TYPE, v.PERIOD), (v.START_DATE, moment(day)), (v.END_DATE, moment(day)))

    def _document(self, header: Header) -> Iterator[Triple]:
        first = self.graph.copies.get(header.id)
        address = header.source if header.source and is_address(header.source) else string(header.source)
        yield from node(
            mint(self.base, "document", header.id),
            (v.TYPE, v.DOCUMENT),
            (v.TITLE, title(header.title, header.language)),
            (v.SOURCE, address),
            (v.ISSUED, moment(header.published)),
            (v.LANGUAGE, string(header.language)),
            (v.COPY_OF, None if first is None else mint(self.base, "document", first)),
        )

    def _person(self, person: Person, held: Iterable[tuple[str, str]]) -> Iterator[Triple]:
        subject, name = mint(self.base, "person", person.id), words(person.name)
        yield from node(subject, (v.TYPE, v.PERSON), (v.LABEL, name), (v.NAME, name))
        yield from each(subject, v.ALTERNATIVE, distinct(map(words, person.names), name))
        for predicate, post in held:
            yield subject, predicate, mint(self.base, "post", post)
        yield from _identified(subject, person.same_as)
        yield from self._replaced("person", subject, person.replaced)
        self.judged.meet("person", (person.id, *person.replaced))

    def _body(self, body: Body) -> Iterator[Triple]:
        subject, name = mint(self.base, "body", body.id), words(body.name)
        yield from node(subject, (v.TYPE, v.ORGANIZATION), (v.LABEL, name), (v.PREFERRED, name))
        yield from each(subject, v.ALTERNATIVE, distinct(map(words, body.names), name))
        unspecified = boolean(True) if body.unspecified else None
        yield from node(subject, (v.COUNTRY, string(body.country)), (v.UNSPECIFIED, unspecified))
        yield from each(subject, v.FOLLOWED_BY, (mint(self.base, "body", id) for id in body.followed_by))
        yield from _identified(subject, body.same_as)
        yield from self._replaced("body", subject, body.replaced)
        self.judged.meet("body", (body.id, *body.replaced))

    def _replaced(self, kind: str, subject: str, ids: Iterable[str]) -> Iterator[Triple]:
        for id in sorted(set(ids)):
            yield mint(self.base, kind, id), v.REPLACED_BY, subject

    def _roles(self) -> Iterator[Triple]:
        variants: dict[str, set[str]] = {}
        for post in self.graph.posts:
            if post.role is not None:
                variants.setdefault(post.role, set()).update(post.variants)
        for role in sorted(variants):
            subject, name = self._role(role), words(role)
            yield from each(subject, v.TYPE, (v.ROLE, v.CONCEPT))
            yield from node(subject, (v.LABEL, name), (v.PREFERRED, name))
            yield from each(subject, v.ALTERNATIVE, distinct(map(words, variants[role]), name))

    def _role(self, role: str) -> str:
        return mint(self.base, "role", digest("role", role))

    def _rules(self, rules: Iterable[str]) -> Iterator[Triple]:
        for rule in rules:
            yield from node(mint(self.base, "rule", digest("rule", rule)), (v.TYPE, v.AGENT), (v.LABEL, string(rule)))

    def _post(self, post: Post) -> Iterator[Triple]:
        yield from node(
            mint(self.base, "post", post.id),
            (v.TYPE, v.POST),
            (v.LABEL, words(_phrase(post.role, self.bodies[post.body]))),
            (v.POST_IN, mint(self.base, "body", post.body)),
            (v.HAS_ROLE, None if post.role is None else self._role(post.role)),
        )

    def _tenure(self, tenure: Tenure) -> Iterator[Triple]:
        post = self.posts[tenure.post]
        subject, interval = mint(self.base, "tenure", tenure.id), mint(self.base, "interval", tenure.id)
        dated = tenure.bounds != Bounds()
        yield from node(
            subject,
            (v.TYPE, v.MEMBERSHIP),
            (v.LABEL, words(_phrase(self.persons[tenure.person], post.role, self.bodies[post.body]))),
            (v.HAS_MEMBER, mint(self.base, "person", tenure.person)),
            (v.HAS_ORGANIZATION, mint(self.base, "body", post.body)),
            (v.HAS_ROLE, None if post.role is None else self._role(post.role)),
            (v.ABOUT_POST, mint(self.base, "post", tenure.post)),
            (v.ACTING, boolean(tenure.acting)),
            (v.HELD_AS_OF, string(tenure.as_of)),
            (v.SOURCE_COUNT, number(tenure.sources)),
            (v.CONFIDENCE, decimal(tenure.confidence)),
            (v.MEMBER_DURING, interval if dated else None),
        )
        yield from each(subject, v.DERIVED_FROM, (mint(self.base, "claim", id) for id in sorted(set(tenure.claims))))
        if dated:
            yield from _interval(interval, tenure.bounds)


def _identified(subject: str, same_as: Iterable[str]) -> Iterator[Triple]:
    """The outside identities; what is no plain address can be none."""
    return each(subject, v.SAME_AS, sorted({iri for iri in same_as if is_address(iri)}))


def _interval(subject: str, bounds: Bounds) -> Iterator[Triple]:
    return node(
        subject,
        (v.TYPE, v.INTERVAL),
        (v.SINCE, moment(bounds.since)),
        (v.UNTIL, moment(bounds.until)),
        (v.START_EARLIEST, moment(bounds.start_earliest)),
        (v.START_LATEST, moment(bounds.start_latest)),
        (v.END_EARLIEST, moment(bounds.end_earliest)),
        (v.END_LATEST, moment(bounds.end_latest)),
    )


def _phrase(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def held_posts(tenures: Iterable[Tenure]) -> dict[str, list[tuple[str, str]]]:
    """Person id → (org:holds or kadry:formerlyHeld, post id), sorted."""
    held: dict[str, set[tuple[str, str]]] = {}
    for tenure in tenures:
        held.setdefault(tenure.person, set()).add((v.FORMERLY_HELD if tenure.over else v.HOLDS, tenure.post))
    return {person: sorted(posts) for person, posts in held.items()}
