"""The pen of RDF/XML 1.1: an element for each node, named by its first class, and in it one for each statement."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kadry.exporters.batches import write_pieces
from kadry.exporters.markup import attribute, bare, encoded, quoted
from kadry.exporters.pens import InBytes, Node
from kadry.exporters.statements import Stating, named_graphs
from kadry.exporters.terms import Literal, language_of
from kadry.exporters.vocabulary import PREFIXES, TYPE, compact
from kadry.graph import Graph

_RESOURCE = b" rdf:resource="
_EMPTY = b"/>\n"  # ends an element that has no content
_LINE_END = _EMPTY[-1]
_UNTYPED = b"rdf:Description"


def steps(out: BinaryIO, graph: Graph, base: str, stated: Iterable[Stating]) -> Iterator[None]:
    """Write the document; a step for each named graph, and for what is in none."""
    namespaces = "".join(f" xmlns:{prefix}={attribute(iri)}" for prefix, iri in PREFIXES.items())
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{namespaces}>\n'.encode())
    for _, nodes in named_graphs(graph, Xml(base), stated):
        write_pieces(nodes, out)
        yield
    out.write(b"</rdf:RDF>\n")


class Xml(InBytes):
    """Terms as the rest of a statement's element behind its name: a literal lacks the name that ends it."""

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self._minted = _RESOURCE + quoted(base)[:-1]
        names = {iri: compact(iri).encode() for iri in self.known}
        self._begins = {iri: b"\t\t<" + name for iri, name in names.items()}
        self._ends = {iri: name + b">\n" for iri, name in names.items()}
        self._classes = {self.known[iri]: name for iri, name in names.items()}

    def own(self, kind: str, id: str) -> bytes:
        """As in every pen."""
        return b'%b%b/%b"%b' % (self._minted, kind.encode(), id.encode(), _EMPTY)

    def iri(self, iri: str) -> bytes:
        """As in every pen."""
        return _RESOURCE + quoted(iri) + _EMPTY

    def literal(self, literal: Literal) -> bytes:
        """As in every pen, without the characters that XML cannot carry."""
        value, datatype, language = literal
        kind = f" rdf:datatype={attribute(datatype)}" if datatype else ""
        spoken = f" xml:lang={attribute(language)}" if language else ""
        return b"%b>%b</" % ((kind or spoken).encode(), encoded(value))

    def string(self, text: str | None) -> bytes | None:
        """As in every pen; most texts have nothing to escape."""
        data = bare(text) if text else None
        return super().string(text) if data is None else b">%b</" % data

    def words(self, text: str | None) -> bytes | None:
        """As in every pen."""
        data = bare(text) if text else None
        if not text or data is None:
            return super().words(text)
        language = language_of(text)
        return b' xml:lang="%b">%b</' % (language.encode(), data) if language else b">%b</" % data

    def told(self, *nodes: Node[bytes]) -> bytes:
        """An element for each node."""
        return b"".join(map(self._element, nodes))

    def _element(self, node: Node[bytes]) -> bytes:
        """A node's statements; where the first tells its class, that is the element's name."""
        subject, said = node
        (predicate, object), begins, ends = said[0], self._begins, self._ends
        name, rest = (self._classes[object], said[1:]) if predicate == TYPE else (_UNTYPED, said)
        inside = [begins[of] + (told if told[-1] == _LINE_END else told + ends[of]) for of, told in rest]
        about = subject[len(_RESOURCE) : -len(_EMPTY)]
        return b"\t<%b rdf:about=%b>\n%b\t</%b>\n" % (name, about, b"".join(inside), name)
