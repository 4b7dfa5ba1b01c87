"""JSON-LD 1.1 as a stream: a context of prefixes, then one line per node, named graphs as nodes with ``@graph``."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby

from kadry.exporters.statements import Quad
from kadry.exporters.terms import Literal, Term
from kadry.exporters.vocabulary import PREFIXES, TYPE


def lines(quads: Iterable[Quad]) -> Iterator[str]:
    """The document in pieces; ``quads`` have each graph, and in it each subject, in one run."""
    yield f'{{"@context": {_encode(PREFIXES)},\n"@graph": ['
    before = "\n"
    for name, members in groupby(quads, key=lambda quad: quad[3]):
        if name is None:
            for line in _nodes(members):
                yield before + line
                before = ",\n"
            continue
        yield f'{before}{{"@id": {_encode(name)}, "@graph": ['
        between = "\n"
        for line in _nodes(members):
            yield between + line
            between = ",\n"
        yield "\n]}"
        before = ",\n"
    yield "\n]}\n"


def _nodes(quads: Iterable[Quad]) -> Iterator[str]:
    for subject, statements in groupby(quads, key=lambda quad: quad[0]):
        node: dict[str, object] = {"@id": subject}
        properties: dict[str, list[object]] = {}
        for _, predicate, value, _ in statements:
            if predicate == TYPE and isinstance(value, str):
                properties.setdefault("@type", []).append(_compact(value))
            else:
                properties.setdefault(_compact(predicate), []).append(_value(value))
        yield _encode(node | properties)


def _value(term: Term) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": term}
    value = {"@value": term.value}
    if term.language:
        value["@language"] = term.language
    if term.datatype:
        value["@type"] = _compact(term.datatype)
    return value


def _compact(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _encode(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
