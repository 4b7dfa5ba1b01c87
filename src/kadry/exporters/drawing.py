"""What a drawing of the graph shows: people and bodies as nodes, tenures as edges, each with its attributes.

Relations of bodies, decisions and events come with them (drawn_scene.py).

A denied, planned or merely reported role is no edge, which a picture or a measure would take for a tenure: it stands
in the attributes of its person.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import structs

from kadry.exporters.drawn_scene import DrawnScene
from kadry.exporters.markup import carried
from kadry.exporters.textlists import EVIDENCE, Value, evidence, joined
from kadry.graph import Body, Bounds, Dossier, Graph, Holding, Statement

Kind = Literal["text", "truth", "whole", "number"]

# The attributes with their types; what is unknown is None. A label is never empty.
NODE: Mapping[str, Kind] = {
    "kind": "text",
    "names": "text",
    "replaced": "text",
    "same_as": "text",
    "country": "text",
    "unspecified": "truth",
    "followed_by": "text",
    "unasserted": "text",
    **dict.fromkeys((f"unasserted_{name}" for name in EVIDENCE), "text"),
    **dict.fromkeys(("type", "number", "title", "date", "place", "issuer", "standing", "as_of", "involved"), "text"),
    "source_count": "whole",
    "confidence": "number",
    **dict.fromkeys(EVIDENCE, "text"),
}
EDGE: Mapping[str, Kind] = {
    "post": "text",
    "role": "text",
    "role_variants": "text",
    "acting": "truth",
    "over": "truth",
    "as_of": "text",
    **dict.fromkeys(Bounds.__struct_fields__, "text"),
    "source_count": "whole",
    "confidence": "number",
    **dict.fromkeys(EVIDENCE, "text"),
    **dict.fromkeys(("relation", "date", "decision", "decided_by", "tenures"), "text"),
}


class Drawing:
    """A graph as nodes and edges; of it the documents' addresses are held, and what is around the posts."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.addresses = {header.id: header.source or "" for header in graph.documents}
        self.scene = DrawnScene(graph, self.addresses)

    def nodes(self) -> Iterator[tuple[str, dict[str, Value]]]:
        """Id and attributes, with the label, of each body, each person, and of what is around them."""
        yield from self.bodies()
        for dossier in self.graph.dossiers():
            yield dossier.person.id, self.person(dossier)
        yield from self.scene.nodes()

    def bodies(self) -> Iterator[tuple[str, dict[str, Value]]]:
        """The same of each body alone."""
        for body in self.graph.bodies:
            yield body.id, _body(body) | self.scene.of_body(body.id)

    def edge(self, holding: Holding) -> dict[str, Value]:
        """The attributes of a tenure, with the label."""
        tenure, post = holding.tenure, holding.post
        return {
            "label": carried(post.role or "") or "(unnamed role)",
            "post": post.id,
            "role": post.role,
            "role_variants": joined(post.variants),
            "acting": tenure.acting,
            "over": tenure.over,
            "as_of": tenure.as_of,
            **structs.asdict(tenure.bounds),
            "source_count": tenure.sources,
            "confidence": tenure.confidence,
            **self._evidence(holding.statements),
        }

    def person(self, dossier: Dossier) -> dict[str, Value]:
        """The attributes of a person, with the label."""
        person = dossier.person
        posts = (", ".join(filter(None, (other.post.role, other.body.name))) for other in dossier.others)
        rests = self._evidence([other.statement for other in dossier.others])
        return {
            "label": carried(person.name) or "(unnamed person)",
            "kind": "person",
            "names": joined(person.names),
            "replaced": joined(person.replaced),
            "same_as": joined(person.same_as),
            "unasserted": joined(posts),
            **{f"unasserted_{name}": value for name, value in rests.items()},
        }

    def _evidence(self, statements: Sequence[Statement]) -> dict[str, Value]:
        """What each of the statements' claims rests on, as lists that have the same order and the same length."""
        claims, effects = [one.claim for one in statements], [one.effect for one in statements]
        return evidence(claims, effects, self.graph.copies, self.addresses)


def _body(body: Body) -> dict[str, Value]:
    return {
        "label": carried(body.name) or "(unnamed body)",
        "kind": "body",
        "names": joined(body.names),
        "replaced": joined(body.replaced),
        "same_as": joined(body.same_as),
        "country": body.country,
        "unspecified": body.unspecified,
        "followed_by": joined(body.followed_by),
    }
