"""GEXF 1.3: people and bodies are nodes, tenures are edges that last as long as they may have been held (docs/gexf.md).

Written as strings, a line per record, from one stream after another.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from kadry.exporters.drawing import EDGE, NODE, Drawing, Kind
from kadry.exporters.markup import attribute, content
from kadry.exporters.people import write_people
from kadry.exporters.tables import day
from kadry.exporters.textlists import Value
from kadry.graph import Bounds, Dossier, Graph, Holding
from kadry.plugins import ExportOptions

_KINDS: Mapping[Kind, str] = {"text": "string", "truth": "boolean", "whole": "integer", "number": "double"}
_IN_MEMORY, _PIECE = 1 << 22, 1 << 18  # bytes of edges that wait for the last node, and that are read again at once


def write(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Write the graph as GEXF; ``options`` change nothing, since ids need no base here."""
    write_people(graph, [(Writer(graph), out)])


class Writer:
    """A graph's lines. People's edges wait for the last node; many of them in a file that has no name."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.drawing = Drawing(graph)
        self._edges = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # closed once it has been read

    def before(self) -> Iterator[bytes]:
        """The head and the bodies."""
        yield _head(self.graph).encode()
        yield from (_node(id, values).encode() for id, values in self.drawing.bodies())

    def person(self, dossier: Dossier) -> bytes:
        """A person; the tenures are kept for later."""
        parallel: Counter[str] = Counter()
        edges = []
        for holding in dossier.holdings:
            parallel[holding.body.id] += 1
            edges.append(_edge(holding, parallel[holding.body.id], self.drawing.edge(holding)))
        self._edges.write("".join(edges).encode())
        return _node(dossier.person.id, self.drawing.person(dossier)).encode()

    def after(self) -> Iterator[bytes]:
        """What is around the posts, the tenures, and the end."""
        scene = self.drawing.scene
        yield from (_node(id, values).encode() for id, values in scene.nodes())
        yield b"</nodes>\n<edges>\n"
        with self._edges as edges:
            edges.seek(0)
            yield from iter(partial(edges.read, _PIECE), b"")
        yield from (_link(*link).encode() for link in scene.links())
        yield b"</edges>\n</graph>\n</gexf>\n"


def _head(graph: Graph) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
        f"<meta><creator>Kadry</creator><description>{content(_description(graph))}</description></meta>\n"
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
        f"{_declared('node', NODE)}{_declared('edge', EDGE)}<nodes>\n"
    )


def _description(graph: Graph) -> str:
    days = (("as of", graph.as_of), ("known by", graph.known_at))
    return ", ".join(("Officials and bodies", *(f"{word} {value}" for word, value in days if value is not None)))


def _declared(domain: str, kinds: Mapping[str, Kind]) -> str:
    rows = (f'<attribute id="{name}" title="{name}" type="{_KINDS[kind]}"/>' for name, kind in kinds.items())
    return f'<attributes class="{domain}" mode="static">{"".join(rows)}</attributes>\n'


def _node(id: str, values: dict[str, Value]) -> str:
    return f"<node id={attribute(id)} label={attribute(str(values.pop('label')))}>{_given(values.items())}</node>\n"


def _edge(holding: Holding, number: int, values: dict[str, Value]) -> str:
    """One edge; number: how many of this person's tenures in this body there were so far.

    Gephi makes edges between the same nodes one unless their kinds differ.
    """
    tenure = holding.tenure
    ends = f"source={attribute(tenure.person)} target={attribute(holding.body.id)}"
    label, kind = attribute(str(values.pop("label"))), f'kind="tenure {number}"' if number > 1 else 'kind="tenure"'
    span = "".join(f' {name}="{value}"' for name, value in _span(tenure.bounds))
    return f"<edge id={attribute(tenure.id)} {ends} label={label} {kind}{span}>{_given(values.items())}</edge>\n"


def _link(id: str, source: str, target: str, values: dict[str, Value]) -> str:
    """An edge of what is around the posts; its kind keeps Gephi from making it one with another."""
    label, kind = attribute(str(values.pop("label"))), attribute(f"{values['relation']} {id}")
    ends = f"source={attribute(source)} target={attribute(target)}"
    return f"<edge id={attribute(id)} {ends} label={label} kind={kind}>{_given(values.items())}</edge>\n"


def _span(bounds: Bounds) -> Iterator[tuple[str, str]]:
    """The first and last day on which it may have been held; an end that is unknown stays open.

    Bounds that contradict each other leave both open, since Gephi refuses an end before the start.
    """
    start, end = day(bounds.start_earliest), day(bounds.end_latest)
    if start and end and end < start:
        return
    if start:
        yield "start", start.isoformat()
    if end:
        yield "end", end.isoformat()


def _given(values: Iterable[tuple[str, Value]]) -> str:
    rows = [f'<attvalue for="{name}" value={_value(value)}/>' for name, value in values if value is not None]
    return f"<attvalues>{''.join(rows)}</attvalues>"


def _value(value: str | bool | int | float) -> str:
    if isinstance(value, str):
        return attribute(value)
    if isinstance(value, bool):
        return '"true"' if value else '"false"'
    return f'"{value!r}"'
