"""The view of queries after a change of the graph: what is no more as it was is taken out, and written in anew.

What is taken out is read off the quads themselves; what is written comes from the exporters, to whom the changed part
of the graph is a graph like any other. To write again what has not changed does no harm.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import pyoxigraph
from msgspec import structs
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kadry.claim import entity_id
from kadry.exporters import vocabulary as v
from kadry.exporters.judged import Judged
from kadry.exporters.merged import Merged
from kadry.exporters.pens import Plain
from kadry.exporters.rdf import lines
from kadry.exporters.syntax import Lines
from kadry.exporters.terms import Term, words
from kadry.queries.loading import load
from kadry.store.graph.changes import Changes, part
from kadry.store.graph.reading import Stored

_TYPE, _REPLACED_BY = NamedNode(v.TYPE), NamedNode(v.REPLACED_BY)
_HERE = DefaultGraph()


class Renewal:
    """One renewal of the quads of a graph, given what has changed since they were written.

    base: of the IRIs.
    """

    def __init__(self, quads: pyoxigraph.Store, graph: Stored, base: str, changes: Changes) -> None:
        self._quads = quads
        self._graph = graph
        self._pen = Lines(base)
        self._plain = Plain(base)
        self._changes = changes

    def run(self) -> None:
        """Bring the quads to what a load of the whole graph would give."""
        chosen = self._chosen()
        changed = part(self._graph, chosen)
        roles = self._roles(chosen.posts, changed)
        self._take_out(chosen, roles)
        whole = structs.replace(changed, rules=self._graph.rules)
        load(self._quads, lines(whole, self._pen, named=True))
        load(self._quads, self._spelt(roles))
        load(self._quads, self._judged())

    # what is to be written anew

    def _chosen(self) -> Changes:
        """What has changed, and what shows the names of that: posts and tenures of a body, tenures of a role."""
        changes = self._changes = self._hanging(self._changes)
        known = part(self._graph, changes)
        named = {body.id: words(body.name) for body in known.bodies}
        renamed = [id for id in changes.bodies if not self._has("body", id, v.PREFERRED, named.get(id))]
        posts = changes.posts.union(*(self._ids(v.POST_IN, self._iri("body", id)) for id in renamed))
        spelt = {post.id: post.role for post in known.posts}
        respelt = [id for id in changes.posts if self._role_of(id) != self._role(spelt.get(id))]
        tenures = set(changes.tenures)
        for id in renamed:
            tenures |= self._ids(v.HAS_ORGANIZATION, self._iri("body", id))
        for id in respelt:
            tenures |= self._ids(v.ABOUT_POST, self._iri("post", id))
        persons = {_id(holder) for id in tenures for holder in self._objects(self._iri("tenure", id), v.HAS_MEMBER)}
        return structs.replace(
            changes,
            documents=changes.documents | self._other_copies(),
            persons=changes.persons | persons,
            posts=posts,
        )

    def _hanging(self, changes: Changes) -> Changes:
        """With the bodies of changed relations, which say what they are part of, and all relations of bodies."""
        now = part(self._graph, changes)
        before = {body for id in changes.structures for body in self._objects(self._iri("structure", id), v.OF_BODY)}
        bodies = changes.bodies | {one.body for one in now.structures} | {_id(iri) for iri in before}
        own = {id for body in bodies for id in self._ids(v.OF_BODY, self._iri("body", body))}
        return structs.replace(changes, bodies=bodies, structures=changes.structures | own)

    def _has(self, kind: str, id: str, predicate: str, value: object) -> bool:
        """Whether a thing has this literal, or none where none is given."""
        now = {quad.object.value for quad in self._said(self._iri(kind, id), predicate)}  # type: ignore[union-attr]
        return now == (set() if value is None else {value.value})  # type: ignore[attr-defined]

    def _other_copies(self) -> set[str]:
        """The documents that are said to reprint another than they do."""
        told: dict[object, object] = {quad.subject: quad.object for quad in self._all(None, v.COPY_OF, None)}
        due: dict[object, object] = {
            self._iri("document", id): self._iri("document", first) for id, first in self._graph.copies.items()
        }
        return {_id(iri) for iri in told.keys() | due.keys() if told.get(iri) != due.get(iri)}

    def _roles(self, posts: Iterable[str], changed: Stored) -> set[NamedNode]:
        """The roles that the posts had or have."""
        before = {role for id in posts if (role := self._role_of(id)) is not None}
        return before | {role for post in changed.posts if (role := self._role(post.role)) is not None}

    def _role_of(self, post: str) -> NamedNode | None:
        return next(iter(self._objects(self._iri("post", post), v.HAS_ROLE)), None)

    def _role(self, role: str | None) -> NamedNode | None:
        return None if role is None else NamedNode(str(self._merged.role(role)))

    @cached_property
    def _merged(self) -> Merged[Term, Any]:
        return Merged(self._graph, self._plain)

    # taking out

    def _take_out(self, chosen: Changes, roles: Iterable[NamedNode]) -> None:
        for id in chosen.documents:
            iri = self._iri("document", id)
            self._remove(self._said(iri))
            self._quads.remove_graph(iri)
        for kind, ids in (("person", chosen.persons), ("body", chosen.bodies)):
            for id in ids:
                self._take_out_entity(self._iri(kind, id))
        for kind, ids in (
            ("structure", chosen.structures),
            ("decision", chosen.decisions),
            ("event", chosen.events),
            ("succession", chosen.successions),
        ):
            for id in ids:
                self._take_out_thing(self._iri(kind, id))
        for subject in (*(self._iri("post", id) for id in chosen.posts), *roles):
            self._remove(self._said(subject))
        for kind in (v.JUDGEMENT, v.AGENT):  # few, and always written in anew
            for quad in list(self._all(None, v.TYPE, NamedNode(kind))):
                self._remove(self._said(quad.subject))

    def _take_out_entity(self, iri: NamedNode) -> None:
        """A person or body, with the tenures and their times, and the ids that lead to it.

        That it has become another one itself is told, and taken back, with that other one.
        """
        tenures = [quad.subject for quad in self._all(None, v.HAS_MEMBER, iri)]
        times = [quad.object for tenure in tenures for quad in self._said(tenure, v.MEMBER_DURING)]
        for subject in (*tenures, *times):
            self._remove(self._said(subject))
        self._remove(quad for quad in self._said(iri) if quad.predicate != _REPLACED_BY)
        self._remove(self._all(None, v.REPLACED_BY, iri))

    def _take_out_thing(self, iri: NamedNode) -> None:
        """A relation, decision, event or succession, with those involved."""
        for subject in (*self._objects(iri, v.INVOLVES), iri):
            self._remove(self._said(subject))

    def _remove(self, quads: Iterable[Quad]) -> None:
        for quad in list(quads):
            self._quads.remove(quad)

    # writing

    def _spelt(self, roles: set[NamedNode]) -> Iterator[bytes]:
        """The roles, with the spellings of all posts of the graph."""
        variants: dict[str, set[str]] = defaultdict(set)
        if roles:
            for post in self._graph.posts:
                if post.role is not None and self._role(post.role) in roles:
                    variants[post.role].update(post.variants)
        nodes = Merged(self._graph, self._pen).roles(variants)
        return map(self._pen.told, nodes)

    def _judged(self) -> Iterator[bytes]:
        """The judgements about what the quads tell of."""
        judged = Judged(self._graph.judgements)
        for key in {key for word in self._graph.judgements for key in (word.left, word.right)}:
            kind, id = key.rpartition(":")[2], entity_id(key)
            if any(True for _ in self._said(self._iri(kind, id))):
                judged.meet(kind, [id])
        return map(self._pen.told, judged.nodes(self._pen))

    # the quads

    def _iri(self, kind: str, id: str) -> NamedNode:
        return NamedNode(str(self._plain.thing(kind, id)))

    def _all(self, subject: object, predicate: str | None, object: object) -> Iterator[Quad]:
        named = None if predicate is None else NamedNode(predicate)
        return self._quads.quads_for_pattern(subject, named, object, _HERE)  # type: ignore[arg-type]

    def _said(self, subject: object, predicate: str | None = None) -> Iterator[Quad]:
        return self._all(subject, predicate, None)

    def _objects(self, subject: NamedNode, predicate: str) -> list[NamedNode]:
        return [quad.object for quad in self._said(subject, predicate) if isinstance(quad.object, NamedNode)]

    def _ids(self, predicate: str, object: NamedNode) -> set[str]:
        """The ids of those of which this is said."""
        return {_id(quad.subject) for quad in self._all(None, predicate, object)}


def _id(iri: object) -> str:
    """The id that an IRI of ours was minted for: of a ledger's things all ids are hexadecimal."""
    if not isinstance(iri, NamedNode):
        raise TypeError(f"{iri!r} is no IRI of a thing")
    return iri.value.rpartition("/")[2]
