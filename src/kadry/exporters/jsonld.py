"""JSON-LD 1.1 as a stream: a context of prefixes, then one line per node, named graphs as nodes with ``@graph``."""

import json
from collections.abc import Iterator

from kadry.exporters.pens import Node, Plain
from kadry.exporters.statements import named_graphs
from kadry.exporters.terms import Literal, Term
from kadry.exporters.vocabulary import PREFIXES, TYPE, compact
from kadry.graph import Graph


def lines(graph: Graph, base: str) -> Iterator[str]:
    """The document in pieces."""
    yield f'{{"@context": {_encode(PREFIXES)},\n"@graph": ['
    before = "\n"
    for name, nodes in named_graphs(graph, Plain(base)):
        if name is None:
            for node in nodes:
                yield before + _line(node)
                before = ",\n"
            continue
        yield f'{before}{{"@id": {_encode(name)}, "@graph": ['
        between = "\n"
        for node in nodes:
            yield between + _line(node)
            between = ",\n"
        yield "\n]}"
        before = ",\n"
    yield "\n]}\n"


def _line(node: Node[Term]) -> str:
    subject, said = node
    properties: dict[str, object] = {"@id": subject}
    values: dict[str, list[object]] = {}
    for predicate, value in said:
        if predicate == TYPE and isinstance(value, str):
            values.setdefault("@type", []).append(compact(value))
        else:
            values.setdefault(compact(predicate), []).append(_value(value))
    return _encode(properties | values)


def _value(term: Term) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": term}
    value = {"@value": term.value}
    if term.language:
        value["@language"] = term.language
    if term.datatype:
        value["@type"] = compact(term.datatype)
    return value


def _encode(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
