"""The merged view in RDF: what Kadry concluded from all claims, each conclusion derived from its claims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Generic

from kadry.address import is_address
from kadry.document import Header, digest
from kadry.exporters import vocabulary as v
from kadry.exporters.judged import Judged
from kadry.exporters.pens import SHAPES, Form, Node, Pen, Told, Written, blank_id, each, node
from kadry.exporters.scenery import Scenery
from kadry.exporters.terms import title
from kadry.graph import Body, Bounds, Certainty, Dossier, Graph, Holding, Person, Post

_UNDATED = Bounds()
_KEPT = 16  # names, posts or claims in a form that is kept: one with more is long, and hardly comes again
_DAYS = {  # of a tenure's time, by predicate
    v.SINCE: "since",
    v.UNTIL: "until",
    v.START_EARLIEST: "start_earliest",
    v.START_LATEST: "start_latest",
    v.END_EARLIEST: "end_earliest",
    v.END_LATEST: "end_latest",
}
_UNKNOWN = (None,) * len(_DAYS)


class Merged(Generic[Written, Told]):
    """The merged view of a graph, node by node: documents, bodies, people with their tenures, posts, roles, rules.

    What is around the posts comes before the rules. Bodies' names and wholes, roles and judged entities are held;
    documents, people, posts and tenures go by, written as forms.
    """

    def __init__(self, graph: Graph, pen: Pen[Written, Told]) -> None:
        self.graph = graph
        self.pen = pen
        self.judged = Judged(graph.judgements)
        self.bodies: dict[str, str] = {}
        self.wholes: dict[str, list[str]] = {}
        self.variants: dict[str, set[str]] = {}
        self.role_id = lru_cache(4096)(lambda role: pen.id(digest("role", role)))
        self._form_of_persons = lru_cache(SHAPES)(self._persons)
        self._form_of_bodies = lru_cache(SHAPES)(self._bodies)
        self._form_of_posts = lru_cache(SHAPES)(self._posts)
        self._form_of_tenures = lru_cache(SHAPES)(self._tenures)
        self._form_of_replaced = lru_cache(SHAPES)(self._replacements)

    def told(self) -> Iterator[Told]:
        """All of them as they are written, each once; those of one kind are sorted by id or name, tenures by person."""
        tell = self.pen.told
        yield from map(tell, self._dataset())
        for one in self.graph.structures:
            if one.relation == "part_of" and one.standing == "asserted" and not one.over and one.body != one.other:
                self.wholes.setdefault(one.body, []).append(one.other)
        for header in self.graph.documents:
            yield tell(self._document(header))
        for body in self.graph.bodies:
            yield from self._body(body)
        for dossier in self.graph.dossiers(evidence=False):
            yield from self._person(dossier)
        yield from map(tell, self.judged.nodes(self.pen))
        yield from map(self._post, self.graph.posts)
        yield from map(tell, self.roles(self.variants))
        yield from map(tell, Scenery(self.graph, self.pen).nodes())
        for rule in self.graph.rules:
            subject = self.pen.own("rule", digest("rule", rule))
            yield tell(node(subject, (v.TYPE, self.pen.known[v.AGENT]), (v.LABEL, self.pen.string(rule))))

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

    def _person(self, dossier: Dossier) -> Iterator[Told]:
        person, pen = dossier.person, self.pen
        id, name = self.pen.id_of("person", person.id), pen.words(person.name)
        held = sorted({one.post.id for one in dossier.holdings if not one.tenure.over})
        formerly = sorted({one.post.id for one in dossier.holdings if one.tenure.over})
        others, same_as = self._others(person.names, name), _identities(person)
        make = self._form_of_persons if len(others) + len(held) + len(formerly) <= _KEPT else self._persons
        form = make(name is None, len(others), len(held), len(formerly), *same_as)
        yield form((id, name, *others, *(self.pen.id_of("post", post) for post in (*held, *formerly))))
        yield from self._replaced("person", id, person)
        for holding in dossier.holdings:
            yield self._tenure(holding, id, person.name)

    def _persons(self, unnamed: bool, others: int, held: int, formerly: int, *same_as: str) -> Form[Written, Told]:
        pen, name = self.pen, None if unnamed else self.pen.blank(1)
        about, said = node(
            pen.own("person", blank_id(0)), (v.TYPE, pen.known[v.PERSON]), (v.LABEL, name), (v.NAME, name)
        )
        said += each(v.ALTERNATIVE, map(pen.blank, range(2, 2 + others)))
        blanks = [pen.own("post", blank_id(number)) for number in range(2 + others, 2 + others + held + formerly)]
        said += each(v.HOLDS, blanks[:held]) + each(v.FORMERLY_HELD, blanks[held:])
        return pen.form((about, said + each(v.SAME_AS, map(pen.iri, same_as))))

    def _body(self, body: Body) -> Iterator[Told]:
        pen = self.pen
        self.bodies[body.id] = body.name
        id, name, country = self.pen.id_of("body", body.id), pen.words(body.name), pen.word(body.country)
        wholes = sorted(self.wholes.get(body.id, ()))
        others, same_as = self._others(body.names, name), _identities(body)
        counts = len(others), len(body.followed_by), len(wholes)
        make = self._form_of_bodies if sum(counts) <= _KEPT else self._bodies
        form = make(name is None, country is None, body.unspecified, *counts, *same_as)
        yield form((id, name, country, *others, *(self.pen.id_of("body", one) for one in (*body.followed_by, *wholes))))
        yield from self._replaced("body", id, body)

    def _bodies(
        self, unnamed: bool, nowhere: bool, unspecified: bool, others: int, followed: int, wholes: int, *same_as: str
    ) -> Form[Written, Told]:
        pen, name = self.pen, None if unnamed else self.pen.blank(1)
        subject = pen.own("body", blank_id(0))
        about, said = node(subject, (v.TYPE, pen.known[v.ORGANIZATION]), (v.LABEL, name), (v.PREFERRED, name))
        said += each(v.ALTERNATIVE, map(pen.blank, range(3, 3 + others)))
        country, truth = None if nowhere else pen.blank(2), pen.boolean(True) if unspecified else None
        said += node(subject, (v.COUNTRY, country), (v.UNSPECIFIED, truth))[1]
        blanks = [pen.own("body", blank_id(number)) for number in range(3 + others, 3 + others + followed + wholes)]
        said += each(v.FOLLOWED_BY, blanks[:followed]) + each(v.PART_OF, blanks[followed:])
        return pen.form((about, said + each(v.SAME_AS, map(pen.iri, same_as))))

    def _others(self, forms: Iterable[str], name: Written | None) -> list[Written]:
        """The other forms of a name, in their order; some may be one when written."""
        written = dict.fromkeys(map(self.pen.words, forms))
        return [form for form in written if form is not None and form != name]

    def _replaced(self, kind: str, id: Written, entity: Person | Body) -> Iterator[Told]:
        self.judged.meet(kind, (entity.id, *entity.replaced))
        if entity.replaced:
            form = self._form_of_replaced(kind)
            for replaced in sorted(set(entity.replaced)):
                yield form((self.pen.id_of(kind, replaced), id))

    def _replacements(self, kind: str) -> Form[Written, Told]:
        own = self.pen.own
        return self.pen.form(node(own(kind, blank_id(0)), (v.REPLACED_BY, own(kind, blank_id(1)))))

    def _post(self, post: Post) -> Told:
        role, id_of = post.role, self.pen.id_of
        if role is not None:
            self.variants.setdefault(role, set()).update(post.variants)
        label = self.pen.words(_phrase(role, self.bodies[post.body]))
        named = None if role is None else self.role_id(role)
        return self._form_of_posts(label is None, role is None)(
            (id_of("post", post.id), id_of("body", post.body), named, label)
        )

    def _posts(self, unnamed: bool, bare: bool) -> Form[Written, Told]:
        pen = self.pen
        return pen.form(
            node(
                pen.own("post", blank_id(0)),
                (v.TYPE, pen.known[v.POST]),
                (v.LABEL, None if unnamed else pen.blank(3)),
                (v.POST_IN, pen.own("body", blank_id(1))),
                (v.HAS_ROLE, None if bare else pen.own("role", blank_id(2))),
            )
        )

    def role(self, role: str) -> Written:
        """The IRI of a role."""
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
            yield about, said + each(v.ALTERNATIVE, self._others(sorted(variants[role]), name))

    def _tenure(self, holding: Holding, person: Written, name: str) -> Told:
        """A tenure with the time that it took."""
        tenure, post, body, pen = holding.tenure, holding.post, holding.body, self.pen
        bounds, role = tenure.bounds, post.role
        label = pen.words(_phrase(name, role, body.name))
        days = None if bounds == _UNDATED else [pen.moment(getattr(bounds, day)) for day in _DAYS.values()]
        claims = sorted(set(tenure.claims)) if len(tenure.claims) > 1 else tenure.claims
        make = self._form_of_tenures if len(claims) <= _KEPT else self._tenures
        form = make(
            label is None,
            role is None,
            tenure.acting,
            tenure.as_of,
            None if days is None else tuple(day is None for day in days),
            len(claims),
        )
        return form(
            (
                self.pen.id_of("tenure", tenure.id),
                self.pen.id_of("interval", tenure.id),
                person,
                self.pen.id_of("body", body.id),
                None if role is None else self.role_id(role),
                self.pen.id_of("post", post.id),
                label,
                pen.number(tenure.sources),
                pen.decimal(tenure.confidence),
                *(_UNKNOWN if days is None else days),
                *[self.pen.id_of("claim", claim) for claim in claims],
            )
        )

    def _tenures(
        self,
        unnamed: bool,
        bare: bool,
        acting: bool,
        as_of: Certainty | None,
        undated: Sequence[bool] | None,
        claims: int,
    ) -> Form[Written, Told]:
        pen = self.pen
        interval = pen.own("interval", blank_id(1))
        about, said = node(
            pen.own("tenure", blank_id(0)),
            (v.TYPE, pen.known[v.MEMBERSHIP]),
            (v.LABEL, None if unnamed else pen.blank(6)),
            (v.HAS_MEMBER, pen.own("person", blank_id(2))),
            (v.HAS_ORGANIZATION, pen.own("body", blank_id(3))),
            (v.HAS_ROLE, None if bare else pen.own("role", blank_id(4))),
            (v.ABOUT_POST, pen.own("post", blank_id(5))),
            (v.ACTING, pen.boolean(acting)),
            (v.HELD_AS_OF, pen.word(as_of)),
            (v.SOURCE_COUNT, pen.blank(7)),
            (v.CONFIDENCE, pen.blank(8)),
            (v.MEMBER_DURING, None if undated is None else interval),
        )
        first = 9 + len(_DAYS)
        said += each(v.DERIVED_FROM, (pen.own("claim", blank_id(number)) for number in range(first, first + claims)))
        if undated is None:
            return pen.form((about, said))
        days = zip(_DAYS, undated, map(pen.blank, range(9, first)), strict=True)
        known = ((predicate, None if unknown else blank) for predicate, unknown, blank in days)
        return pen.form((about, said), node(interval, (v.TYPE, pen.known[v.INTERVAL]), *known))


def _identities(entity: Person | Body) -> Iterable[str]:
    """The outside identities; what is no plain address can be none."""
    return sorted({iri for iri in entity.same_as if is_address(iri)}) if entity.same_as else ()


def _phrase(*parts: str | None) -> str:
    return ", ".join(filter(None, parts))
