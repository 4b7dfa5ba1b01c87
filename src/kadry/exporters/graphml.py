"""GraphML: people and bodies are nodes, tenures are edges from a person to a body (docs/graphml.md).

A denied, planned or merely reported role is no edge, which a picture or a measure would take for a tenure: it stands
in the attributes of its person. Written as strings, one line per record.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from kadry.document import Header
from kadry.exporters.batches import write_batches
from kadry.exporters.markup import attribute, content
from kadry.graph import Bounds, Graph, Person, Statement, Tenure
from kadry.plugins import ExportOptions

Value = str | bool | int | float | None

_BETWEEN = " | "
_EVIDENCE = ("claims", "effects", "statuses", "documents", "copy_of", "sources", "offsets", "quotes", "rules")
_NODE_KEYS: Mapping[str, str] = {
    "label": "string",
    "kind": "string",
    "names": "string",
    "replaced": "string",
    "same_as": "string",
    "country": "string",
    "unspecified": "boolean",
    "followed_by": "string",
    "unasserted": "string",
    **{f"unasserted_{name}": "string" for name in _EVIDENCE},
}
_EDGE_KEYS: Mapping[str, str] = {
    "label": "string",
    "post": "string",
    "role": "string",
    "role_variants": "string",
    "acting": "boolean",
    "over": "boolean",
    **dict.fromkeys(Bounds.__struct_fields__, "string"),
    "source_count": "int",
    "confidence": "double",
    **dict.fromkeys(_EVIDENCE, "string"),
}


def write(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Write the graph as GraphML; ``options`` change nothing, since ids need no base here."""
    write_batches(_Drawing(graph).lines(), out)


class _Drawing:
    """A graph with what its nodes and edges look up: posts, documents, and the statements of each tenure and person.

    Statements are held by their place in the graph, and read when their node or edge is drawn.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.posts = {post.id: post for post in graph.posts}
        self.bodies = {body.id: body.name for body in graph.bodies}
        self.documents = {header.id: header for header in graph.documents}
        self.by_tenure: dict[str, array[int]] = {}
        self.by_person: dict[str, array[int]] = {}
        for place, statement in enumerate(graph.statements):
            groups, key = self.by_tenure, statement.tenure
            if key is None:
                groups, key = self.by_person, statement.person
            groups.setdefault(key, array("L")).append(place)

    def lines(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        for domain, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
            for name, kind in keys.items():
                yield f'<key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
        yield '<graph id="kadry" edgedefault="directed">\n'
        yield from self._nodes()
        for tenure in self.graph.tenures:
            body = self.posts[tenure.post].body
            ends = f"source={attribute(tenure.person)} target={attribute(body)}"
            yield f"<edge id={attribute(tenure.id)} {ends}>{_data('edge', self._edge(tenure))}</edge>\n"
        yield "</graph>\n</graphml>\n"

    def _nodes(self) -> Iterator[str]:
        for person in self.graph.persons:
            yield f"<node id={attribute(person.id)}>{_data('node', self._person(person))}</node>\n"
        for body in self.graph.bodies:
            values: dict[str, Value] = {
                "label": body.name or "(unnamed body)",
                "kind": "body",
                "names": _joined(body.names),
                "replaced": _joined(body.replaced),
                "same_as": _joined(body.same_as),
                "country": body.country,
                "unspecified": body.unspecified,
                "followed_by": _joined(body.followed_by),
            }
            yield f"<node id={attribute(body.id)}>{_data('node', values)}</node>\n"

    def _person(self, person: Person) -> dict[str, Value]:
        statements = self._read(self.by_person.get(person.id, ()))
        evidence = _evidence(statements, self.documents, self.graph.copies)
        return {
            "label": person.name or "(unnamed person)",
            "kind": "person",
            "names": _joined(person.names),
            "replaced": _joined(person.replaced),
            "same_as": _joined(person.same_as),
            "unasserted": _joined(self._position(statement.post) for statement in statements),
            **{f"unasserted_{name}": value for name, value in evidence.items()},
        }

    def _read(self, places: Iterable[int]) -> list[Statement]:
        """The statements at some places, by claim id."""
        return sorted((self.graph.statements[place] for place in places), key=lambda statement: statement.claim.id)

    def _position(self, post: str) -> str:
        parts = (self.posts[post].role, self.bodies[self.posts[post].body])
        return ", ".join(part for part in parts if part)

    def _edge(self, tenure: Tenure) -> dict[str, Value]:
        post, statements = self.posts[tenure.post], self._read(self.by_tenure.get(tenure.id, ()))
        return {
            "label": post.role or "(unnamed role)",
            "post": post.id,
            "role": post.role,
            "role_variants": _joined(post.variants),
            "acting": tenure.acting,
            "over": tenure.over,
            **{name: getattr(tenure.bounds, name) for name in Bounds.__struct_fields__},
            "source_count": tenure.sources,
            "confidence": tenure.confidence,
            **_evidence(statements, self.documents, self.graph.copies),
        }


def _evidence(
    statements: Sequence[Statement], documents: Mapping[str, Header], copies: Mapping[str, str]
) -> dict[str, Value]:
    """What each of the statements' claims rests on, as lists that have the same order and the same length."""
    claims = [statement.claim for statement in statements]
    return {
        "claims": _joined(claim.id for claim in claims),
        "effects": _joined(statement.effect for statement in statements),
        "statuses": _joined(claim.status for claim in claims),
        "documents": _joined(claim.document for claim in claims),
        "copy_of": _joined(copies.get(claim.document, "") for claim in claims),
        "sources": _joined(documents[claim.document].source or "" for claim in claims),
        "offsets": _joined(f"{claim.evidence.start}-{claim.evidence.end}" for claim in claims),
        "quotes": _joined(claim.evidence.text for claim in claims),
        "rules": _joined(", ".join(f"{s.rule}={s.confidence!r}" for s in claim.supports) for claim in claims),
    }


def _joined(items: Iterable[str]) -> str | None:
    """The items as one string; a bar within one becomes a broken bar, so that no text can pose as two items."""
    parts = [item.replace("|", "¦") for item in items]
    return _BETWEEN.join(parts) if parts else None


def _data(domain: str, values: Mapping[str, Value]) -> str:
    return "".join(
        f'<data key="{domain}.{name}">{_text(value)}</data>' for name, value in values.items() if value is not None
    )


def _text(value: str | bool | int | float) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return content(value) if isinstance(value, str) else repr(value)
