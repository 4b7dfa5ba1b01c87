"""GEXF 1.3: people and bodies are nodes, tenures are edges that last as long as they may have been held (docs/gexf.md).

Written as strings, a line per record, from one stream after another.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from kadry.exporters.batches import write_batches
from kadry.exporters.drawing import EDGE, NODE, Drawing, Kind
from kadry.exporters.markup import attribute, content
from kadry.exporters.tables import day
from kadry.exporters.textlists import Value
from kadry.graph import Bounds, Graph, Holding
from kadry.plugins import ExportOptions

_KINDS: Mapping[Kind, str] = {"text": "string", "truth": "boolean", "whole": "integer", "number": "double"}


def write(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Write the graph as GEXF; ``options`` change nothing, since ids need no base here."""
    write_batches(_lines(graph), out)


def _lines(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield f"<meta><creator>Kadry</creator><description>{content(_description(graph))}</description></meta>\n"
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">\n'
    yield from (_declared("node", NODE), _declared("edge", EDGE))
    drawing = Drawing(graph)
    yield "<nodes>\n"
    yield from (_node(id, values) for id, values in drawing.nodes())
    yield "</nodes>\n<edges>\n"
    for dossier in graph.dossiers():
        parallel: Counter[str] = Counter()
        for holding in dossier.holdings:
            parallel[holding.body.id] += 1
            yield _edge(holding, parallel[holding.body.id], drawing.edge(holding))
    yield from (_link(*link) for link in drawing.scene.links())
    yield "</edges>\n</graph>\n</gexf>\n"


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
    rows = (f'<attvalue for="{name}" value={_value(value)}/>' for name, value in values if value is not None)
    return f"<attvalues>{''.join(rows)}</attvalues>"


def _value(value: str | bool | int | float) -> str:
    if isinstance(value, bool):
        return '"true"' if value else '"false"'
    return attribute(value) if isinstance(value, str) else f'"{value!r}"'
