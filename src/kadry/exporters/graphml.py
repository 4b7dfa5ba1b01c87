"""GraphML: people and bodies are nodes, tenures are edges from a person to a body (docs/graphml.md).

A denied, planned or merely reported role is no edge, which a picture or a measure would take for a tenure: it stands
in the attributes of its person. Written as strings, one line per record: bodies, then each person with their edges, so
that both ends of an edge are there before it. drawing.py names the attributes, and a test compares their values.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import BinaryIO

from kadry.claim import Support
from kadry.exporters.batches import write_batches
from kadry.exporters.drawing import EDGE, NODE, Kind
from kadry.exporters.markup import attribute, carried, content
from kadry.graph import Body, Bounds, Dossier, Graph, Holding, Statement
from kadry.plugins import ExportOptions

Text = str | None

_BETWEEN = " | "
_KINDS: Mapping[Kind, str] = {"text": "string", "truth": "boolean", "whole": "int", "number": "double"}


def write(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Write the graph as GraphML; ``options`` change nothing, since ids need no base here."""
    write_batches(_Lines(graph).lines(), out)


class _Lines:
    """A graph's lines. Bodies' ids and documents' addresses are held; what comes again and again is written once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.addresses = {header.id: content(_item(header.source or "")) for header in graph.documents}
        self.bodies: dict[str, str] = {}
        self.role = lru_cache(4096)(_role)
        self.bounds = lru_cache(4096)(_bounds)
        self.rules = lru_cache(4096)(_rules)

    def lines(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        for domain, kinds in (("node", NODE), ("edge", EDGE)):
            for name, kind in (("label", "text"), *kinds.items()):
                yield f'<key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{_KINDS[kind]}"/>\n'
        yield f'<graph id="kadry" edgedefault="directed">{_described(self.graph)}\n'
        for body in self.graph.bodies:
            yield self._body(body)
        for dossier in self.graph.dossiers():
            id = attribute(dossier.person.id)
            yield self._person(dossier, id)
            for holding in dossier.holdings:
                yield self._edge(holding, id)
        yield "</graph>\n</graphml>\n"

    def _body(self, body: Body) -> str:
        self.bodies[body.id] = id = attribute(body.id)
        data = _data(
            "node",
            label=carried(body.name) or "(unnamed body)",
            kind="body",
            names=_joined(body.names),
            replaced=_joined(body.replaced),
            same_as=_joined(body.same_as),
            country=body.country,
            unspecified=_truth(body.unspecified),
            followed_by=_joined(body.followed_by),
        )
        return f"<node id={id}>{data}</node>\n"

    def _person(self, dossier: Dossier, id: str) -> str:
        person, others = dossier.person, dossier.others
        data = _data(
            "node",
            label=carried(person.name) or "(unnamed person)",
            kind="person",
            names=_joined(person.names),
            replaced=_joined(person.replaced),
            same_as=_joined(person.same_as),
            unasserted=_joined([", ".join(filter(None, (one.post.role, one.body.name))) for one in others]),
        )
        statements = [other.statement for other in others]
        claims = [statement.claim.id for statement in statements]
        return f"<node id={id}>{data}{self._evidence('node.unasserted_', claims, statements)}</node>\n"

    def _edge(self, holding: Holding, person: str) -> str:
        tenure, post = holding.tenure, holding.post
        as_of = _data("edge", as_of=tenure.as_of) if tenure.as_of else ""
        return (
            f"<edge id={attribute(tenure.id)} source={person} target={self.bodies[post.body]}>"
            f'{self.role(post.role, post.variants)}<data key="edge.post">{content(post.id)}</data>'
            f'<data key="edge.acting">{_truth(tenure.acting)}</data><data key="edge.over">{_truth(tenure.over)}</data>'
            f'{as_of}{self.bounds(tenure.bounds)}<data key="edge.source_count">{tenure.sources}</data>'
            f'<data key="edge.confidence">{tenure.confidence!r}</data>'
            f"{self._evidence('edge.', tenure.claims, holding.statements)}</edge>\n"
        )

    def _evidence(self, key: str, claims: Sequence[str], statements: Sequence[Statement]) -> str:
        """What each of the statements' claims rests on, as lists that have the same order and the same length."""
        if not statements:
            return ""
        rows = list(map(self._row, statements))
        columns = rows[0] if len(rows) == 1 else map(_BETWEEN.join, zip(*rows, strict=True))
        effects, statuses, documents, copies, sources, offsets, quotes, rules = columns
        return (
            f'<data key="{key}claims">{content(_BETWEEN.join(claims))}</data><data key="{key}effects">{effects}</data>'
            f'<data key="{key}statuses">{statuses}</data><data key="{key}documents">{content(documents)}</data>'
            f'<data key="{key}copy_of">{content(copies)}</data><data key="{key}sources">{sources}</data>'
            f'<data key="{key}offsets">{offsets}</data><data key="{key}quotes">{content(quotes)}</data>'
            f'<data key="{key}rules">{rules}</data>'
        )

    def _row(self, statement: Statement) -> tuple[str, ...]:
        claim, effect = statement.claim, statement.effect
        document, quote = claim.document, claim.evidence
        copy, address = self.graph.copies.get(document, ""), self.addresses[document]
        offsets, words = f"{quote.start}-{quote.end}", _item(quote.text)
        return effect, claim.status, document, copy, address, offsets, words, self.rules(claim.supports)


def _described(graph: Graph) -> str:
    """Of which day the graph is, and what was known by when; nothing for a graph of all time."""
    days = (("as of", graph.as_of), ("known by", graph.known_at))
    told = ", ".join(f"{word} {content(day)}" for word, day in days if day is not None)
    return f"<desc>{told}</desc>" if told else ""


def _role(role: Text, variants: tuple[str, ...]) -> str:
    label = carried(role or "") or "(unnamed role)"
    return _data("edge", label=label, role=role, role_variants=_joined(variants))


def _bounds(bounds: Bounds) -> str:
    return _data("edge", **{name: getattr(bounds, name) for name in Bounds.__struct_fields__})


def _rules(supports: Iterable[Support]) -> str:
    return content(_item(", ".join(f"{support.rule}={support.confidence!r}" for support in supports)))


def _item(text: str) -> str:
    """An item of a list; a bar within it becomes a broken bar, so that no text can pose as two items."""
    return text.replace("|", "¦")


def _joined(items: Sequence[str]) -> Text:
    return _BETWEEN.join(map(_item, items)) if items else None


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _data(domain: str, **values: Text) -> str:
    return "".join(
        [f'<data key="{domain}.{name}">{content(value)}</data>' for name, value in values.items() if value is not None]
    )
