"""GraphML: people and bodies are nodes, tenures are edges from a person to a body (docs/graphml.md).

A denied, planned or merely reported role is no edge, which a picture or a measure would take for a tenure: it stands
in the attributes of its person. Written as bytes, one line per record: bodies, then each person with their edges, so
that both ends of an edge are there before it. drawing.py names the attributes, and a test compares their values.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import BinaryIO

from kadry.claim import Support
from kadry.exporters.drawing import EDGE, NODE, Kind
from kadry.exporters.drawn_scene import DrawnScene
from kadry.exporters.markup import content, encoded, quoted
from kadry.exporters.people import write_people
from kadry.exporters.textlists import EVIDENCE, Value
from kadry.graph import Body, Bounds, Certainty, Dossier, Graph, Holding, Other, Statement
from kadry.plugins import ExportOptions

Text = str | None

_BETWEEN = " | "
_KINDS: Mapping[Kind, str] = {"text": "string", "truth": "boolean", "whole": "int", "number": "double"}
_NODE = b'<node id=%b><data key="node.label">%b</data><data key="node.kind">%b</data>%b%b%b%b%b</node>\n'
_EDGE = b'<edge id=%b source=%b target=%b>%b<data key="edge.post">%b</data>%b%b%b</edge>\n'


def _template(prefix: str) -> bytes:
    return "".join(f'<data key="{prefix}{name}">%b</data>' for name in EVIDENCE).encode()


_ASSERTED, _UNASSERTED = _template("edge."), _template("node.unasserted_")
_ONE = _EDGE % (*[b"%b"] * 7, _ASSERTED)  # an edge with one claim, as most are


def write(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Write the graph as GraphML; ``options`` change nothing, since ids need no base here."""
    write_people(graph, [(Writer(graph), out)])


class Writer:
    """A graph's lines. Bodies' ids and documents' addresses are held; what comes again and again is written once.

    scene: what is around the posts, where another has it in hand.
    """

    def __init__(self, graph: Graph, scene: DrawnScene | None = None) -> None:
        self.graph = graph
        copies = graph.copies
        self.documents = {
            header.id: (encoded(header.id), encoded(copies.get(header.id, "")), _item(header.source or ""))
            for header in graph.documents
        }
        self.scene = scene or DrawnScene(graph, {header.id: header.source or "" for header in graph.documents})
        self.bodies: dict[str, bytes] = {}
        self.role = lru_cache(4096)(_role)
        self.term = lru_cache(4096)(_term)
        self.weight = lru_cache(4096)(_weight)
        self.rules = lru_cache(4096)(_rules)

    def before(self) -> Iterator[bytes]:
        """The head and the bodies."""
        yield _head(self.graph).encode()
        yield from map(self._body, self.graph.bodies)

    def person(self, dossier: Dossier) -> bytes:
        """A person with the tenures."""
        id = quoted(dossier.person.id)
        return self._person(dossier, id) + b"".join([self._edge(holding, id) for holding in dossier.holdings])

    def after(self) -> Iterator[bytes]:
        """What is around the posts, and the end."""
        yield from (self._scene_node(id, values) for id, values in self.scene.nodes())
        yield from (self._link(*link) for link in self.scene.links())
        yield b"</graph>\n</graphml>\n"

    def _scene_node(self, id: str, values: dict[str, Value]) -> bytes:
        return b"<node id=%b>%b</node>\n" % (quoted(id), _given(b"node.", values))

    def _link(self, id: str, source: str, target: str, values: dict[str, Value]) -> bytes:
        ends = quoted(id), quoted(source), quoted(target)
        return b"<edge id=%b source=%b target=%b>%b</edge>\n" % (*ends, _given(b"edge.", values))

    def _body(self, body: Body) -> bytes:
        self.bodies[body.id] = id = quoted(body.id)
        label = encoded(body.name) or b"(unnamed body)"
        names, replaced = _list(b"node.names", body.names), _list(b"node.replaced", body.replaced)
        same_as, country = _list(b"node.same_as", body.same_as), _text(b"node.country", body.country)
        rest = _text(b"node.unspecified", _truth(body.unspecified)) + _list(b"node.followed_by", body.followed_by)
        if only_said := self.scene.of_body(body.id):
            rest += _given(b"node.", only_said)
        return _NODE % (id, label, b"body", names, replaced, same_as, country, rest)

    def _person(self, dossier: Dossier, id: bytes) -> bytes:
        person, others = dossier.person, dossier.others
        label = encoded(person.name) or b"(unnamed person)"
        names, replaced = _list(b"node.names", person.names), _list(b"node.replaced", person.replaced)
        same_as = _list(b"node.same_as", person.same_as)
        unasserted = self._others(others) if others else b""
        return _NODE % (id, label, b"person", names, replaced, same_as, b"", unasserted)

    def _others(self, others: Sequence[Other]) -> bytes:
        posts = [", ".join(filter(None, (one.post.role, one.body.name))) for one in others]
        statements = [other.statement for other in others]
        claims = [statement.claim.id for statement in statements]
        return _list(b"node.unasserted", posts) + self._evidence(_UNASSERTED, claims, statements)

    def _edge(self, holding: Holding, person: bytes) -> bytes:
        tenure, post, statements = holding.tenure, holding.post, holding.statements
        told = (
            quoted(tenure.id),
            person,
            self.bodies[post.body],
            self.role(post.role, post.variants),
            encoded(post.id),
            self.term(tenure.acting, tenure.over, tenure.as_of, tenure.bounds),
            self.weight(tenure.sources, tenure.confidence),
        )
        if len(statements) == 1:
            return _ONE % (told + self._row(tenure.claims[0], statements[0]))
        return _EDGE % (*told, self._evidence(_ASSERTED, tenure.claims, statements))

    def _evidence(self, template: bytes, claims: Sequence[str], statements: Sequence[Statement]) -> bytes:
        """What each of the statements' claims rests on, as lists that have the same order and the same length."""
        if not statements:
            return b""
        return template % tuple(map(b" | ".join, zip(*map(self._row, claims, statements), strict=True)))

    def _row(self, id: str, statement: Statement) -> tuple[bytes, ...]:
        claim = statement.claim
        quote, (document, copy, address) = claim.evidence, self.documents[claim.document]
        return (
            encoded(id),
            statement.effect.encode(),
            claim.status.encode(),
            document,
            copy,
            address,
            b"%d-%d" % (quote.start, quote.end),
            _item(quote.text),
            self.rules(claim.supports),
        )


def _head(graph: Graph) -> str:
    keys = (
        f'<key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{_KINDS[kind]}"/>\n'
        for domain, kinds in (("node", NODE), ("edge", EDGE))
        for name, kind in (("label", "text"), *kinds.items())
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        f'{"".join(keys)}<graph id="kadry" edgedefault="directed">{_described(graph)}\n'
    )


def _described(graph: Graph) -> str:
    """Of which day the graph is, and what was known by when; nothing for a graph of all time."""
    days = (("as of", graph.as_of), ("known by", graph.known_at))
    told = ", ".join(f"{word} {content(day)}" for word, day in days if day is not None)
    return f"<desc>{told}</desc>" if told else ""


def _role(role: Text, variants: tuple[str, ...]) -> bytes:
    words = encoded(role or "")
    label, named = words or b"(unnamed role)", b"" if role is None else b'<data key="edge.role">%b</data>' % words
    return b'<data key="edge.label">%b</data>%b%b' % (label, named, _list(b"edge.role_variants", variants))


def _term(acting: bool, over: bool, as_of: Certainty | None, bounds: Bounds) -> bytes:
    told = _text(b"edge.acting", _truth(acting)), _text(b"edge.over", _truth(over)), _text(b"edge.as_of", as_of)
    days = [_text(b"edge." + name.encode(), getattr(bounds, name)) for name in Bounds.__struct_fields__]
    return b"".join((*told, *days))


def _weight(sources: int, confidence: float) -> bytes:
    return _text(b"edge.source_count", str(sources)) + _text(b"edge.confidence", repr(confidence))


def _rules(supports: Iterable[Support]) -> bytes:
    return _item(", ".join(f"{support.rule}={support.confidence!r}" for support in supports))


def _item(text: str) -> bytes:
    """An item of a list; a bar within it becomes a broken bar, so that no text can pose as two items."""
    return encoded(text.replace("|", "¦") if "|" in text else text)


def _list(key: bytes, items: Sequence[str]) -> bytes:
    if not items:
        return b""
    text = _BETWEEN.join(items)
    if text.count("|") >= len(items):
        text = _BETWEEN.join([item.replace("|", "¦") for item in items])
    return b'<data key="%b">%b</data>' % (key, encoded(text))


def _text(key: bytes, text: Text) -> bytes:
    return b"" if text is None else b'<data key="%b">%b</data>' % (key, encoded(text))


def _given(domain: bytes, values: Mapping[str, Value]) -> bytes:
    """The attributes that are known."""
    said = ((name.encode(), value) for name, value in values.items() if value is not None)
    return b"".join(_text(domain + name, _plain(value)) for name, value in said)


def _plain(value: str | bool | int | float) -> str:
    if isinstance(value, str):
        return value
    return _truth(value) if isinstance(value, bool) else repr(value)


def _truth(value: bool) -> str:
    return "true" if value else "false"
