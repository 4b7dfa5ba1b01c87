"""The pens of N-Triples and Turtle: text from documents stands in quotes, escaped, and nowhere else."""

import re

from kadry.exporters.pens import InBytes, Node
from kadry.exporters.terms import Literal, language_of
from kadry.exporters.vocabulary import TYPE, XSD_BOOLEAN, XSD_DECIMAL, compact

_MARKS = bytes({*range(0x20), 0x7F}) + b'"\\\xed\xef'  # the last two begin surrogates, U+FFFE and U+FFFF
_MARKED = bytes.maketrans(_MARKS, b"?" * len(_MARKS))
_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f]')
_ESCAPES = {"\t": r"\t", "\n": r"\n", "\r": r"\r", '"': r"\"", "\\": r"\\", "\b": r"\b", "\f": r"\f"}
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")


class Lines(InBytes):
    """N-Triples and N-Quads: whole IRIs, a line for each statement.

    Terms are bytes: one Cyrillic name in a text would make each copy and the encoding of all its IRIs slower.
    """

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self.predicates = {iri: b" " + known + b" " for iri, known in self.known.items()}

    def own(self, kind: str, id: str) -> bytes:
        """As in every pen."""
        return f"<{self.base}{kind}/{id}>".encode()

    def iri(self, iri: str) -> bytes:
        """As in every pen."""
        return f"<{iri}>".encode()

    def literal(self, literal: Literal) -> bytes:
        """As in every pen."""
        value, datatype, language = literal
        if datatype:
            return _quoted(value) + b"^^" + self.known[datatype]
        return _quoted(value) + b"@" + language.encode() if language else _quoted(value)

    def string(self, text: str | None) -> bytes | None:
        """As in every pen; most texts have nothing to escape."""
        data = _bare(text) if text else None
        return super().string(text) if data is None else b'"%b"' % data

    def words(self, text: str | None) -> bytes | None:
        """As in every pen."""
        data = _bare(text) if text else None
        if not text or data is None:
            return super().words(text)
        language = language_of(text)
        return b'"%b"@%b' % (data, language.encode()) if language else b'"%b"' % data

    def told(self, *nodes: Node[bytes]) -> bytes:
        """The statements, in no named graph."""
        return b"".join(map(self._lines, nodes))

    def _lines(self, node: Node[bytes]) -> bytes:
        subject, said = node
        predicates = self.predicates
        return subject + (b" .\n" + subject).join([predicates[name] + object for name, object in said]) + b" .\n"


class Turtle(Lines):
    """Turtle and TriG: prefixed names (``vocabulary.PREFIXES``, and one for each kind of minted IRIs)."""

    def own(self, kind: str, id: str) -> bytes:
        """As in every pen."""
        return f"{kind}:{id}".encode()

    def literal(self, literal: Literal) -> bytes:
        """As in every pen; a truth value or decimal needs no quotes."""
        value, datatype, _ = literal
        if datatype == XSD_BOOLEAN or (datatype == XSD_DECIMAL and _DECIMAL.fullmatch(value)):
            return value.encode()
        return super().literal(literal)

    def _lines(self, node: Node[bytes]) -> bytes:
        """A node's statements, a line for each."""
        subject, said = node
        predicates = self.predicates
        return subject + b" ;\n   ".join([predicates[name] + object for name, object in said]) + b" .\n"

    def _known(self, iri: str) -> bytes:
        return b"a" if iri == TYPE else compact(iri).encode()


def _quoted(text: str) -> bytes:
    return b'"%b"' % (_bare(text) or _SPECIAL.sub(_escape, text).encode())


def _bare(text: str) -> bytes | None:
    """A text in UTF-8 if it surely has nothing that is escaped or replaced."""
    data = text.encode("utf-8", "surrogatepass")
    return data if data.translate(_MARKED) == data else None


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
