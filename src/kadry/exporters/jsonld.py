"""JSON-LD 1.1 as a stream: a context of prefixes, then one line per node, named graphs as nodes with ``@graph``."""

import json
from collections.abc import Iterable, Iterator
from json.encoder import encode_basestring as _encode
from typing import BinaryIO

from kadry.exporters.batches import batches
from kadry.exporters.pens import InText, Node
from kadry.exporters.statements import Stating, named_graphs
from kadry.exporters.terms import Literal, language_of
from kadry.exporters.vocabulary import PREFIXES, TYPE, compact
from kadry.graph import Graph

_BEFORE = '{"@id": '
_BETWEEN = ",\n"


def steps(out: BinaryIO, graph: Graph, base: str, stated: Iterable[Stating]) -> Iterator[None]:
    """Write the document; a step for each named graph, and for what is in none."""
    out.write(f'{{"@context": {json.dumps(PREFIXES)},\n"@graph": ['.encode())
    before = "\n"
    for name, nodes in named_graphs(graph, Json(base), stated):
        if name is not None:
            out.write(f'{before}{name[:-1]}, "@graph": [\n{_BETWEEN.join(nodes)}\n]}}'.encode())
            before = _BETWEEN
        else:
            for batch in batches(nodes, _BETWEEN):
                out.write((before + batch).encode())
                before = _BETWEEN
        yield
    out.write(b"\n]}\n")


class Json(InText):
    """Terms as objects: an IRI as one with an ``@id``, a literal as one with a ``@value``."""

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self._base = _encode(base)[:-1]
        self._keys = {iri: f", {_encode(compact(iri))}: [" for iri in self.known} | {TYPE: ', "@type": ['}
        self._types = {known: _encode(compact(iri)) for iri, known in self.known.items()}

    def own(self, kind: str, id: str) -> str:
        """As in every pen."""
        return f'{_BEFORE}{self._base}{kind}/{id}"}}'

    def iri(self, iri: str) -> str:
        """As in every pen."""
        return f"{_BEFORE}{_encode(iri)}}}"

    def literal(self, literal: Literal) -> str:
        """As in every pen."""
        value, datatype, language = literal
        kind = f', "@type": {_encode(compact(datatype))}' if datatype else ""
        spoken = f', "@language": {_encode(language)}' if language else ""
        return f'{{"@value": {_encode(value)}{spoken}{kind}}}'

    def string(self, text: str | None) -> str | None:
        """As in every pen; most texts are printable."""
        return f'{{"@value": {_encode(text)}}}' if text and text.isprintable() else super().string(text)

    def words(self, text: str | None) -> str | None:
        """As in every pen."""
        if not text or not text.isprintable():
            return super().words(text)
        language = language_of(text)
        spoken = f', "@language": "{language}"' if language else ""
        return f'{{"@value": {_encode(text)}{spoken}}}'

    def told(self, *nodes: Node[str]) -> str:
        """A line for each node."""
        return _BETWEEN.join(map(self._line, nodes))

    def _line(self, node: Node[str]) -> str:
        """A node as one object; each property has the list of its values."""
        subject, said = node
        values: dict[str, list[str]] = {}
        for predicate, value in said:
            values.setdefault(predicate, []).append(self._types[value] if predicate == TYPE else value)
        properties = (f"{self._keys[predicate]}{', '.join(own)}]" for predicate, own in values.items())
        return f"{subject[:-1]}{''.join(properties)}}}"
