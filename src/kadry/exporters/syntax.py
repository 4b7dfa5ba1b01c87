"""The pens of N-Triples and Turtle: text from documents stands in quotes, escaped, and nowhere else."""

import re

from kadry.exporters.markup import carried
from kadry.exporters.pens import Node, Pen
from kadry.exporters.terms import Literal, plain
from kadry.exporters.vocabulary import TYPE, XSD_BOOLEAN, XSD_DECIMAL, compact

_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f]')
_ESCAPES = {"\t": r"\t", "\n": r"\n", "\r": r"\r", '"': r"\"", "\\": r"\\", "\b": r"\b", "\f": r"\f"}
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")


class Lines(Pen[str]):
    """N-Triples and N-Quads: whole IRIs, a line for each statement."""

    def thing(self, kind: str, id: str) -> str:
        """As in every pen."""
        return f"<{self.base}{kind}/{plain(kind, id)}>"

    def iri(self, iri: str) -> str:
        """As in every pen."""
        return f"<{iri}>"

    def literal(self, literal: Literal) -> str:
        """As in every pen."""
        value, datatype, language = literal
        if datatype:
            return f"{_quoted(value)}^^{self.known(datatype)}"
        return f"{_quoted(value)}@{language}" if language else _quoted(value)

    def lines(self, node: Node[str], graph: str | None = None) -> str:
        """A node's statements, in a named graph or in none."""
        subject, said = node
        known, end = self.known, f" {graph} .\n" if graph else " .\n"
        return "".join([f"{subject} {known(predicate)} {object}{end}" for predicate, object in said])


class Carried(Lines):
    """N-Triples without what XML cannot carry."""

    def literal(self, literal: Literal) -> str:
        """As in every pen."""
        return super().literal(literal._replace(value=carried(literal.value)))


class Turtle(Lines):
    """Turtle and TriG: prefixed names (``vocabulary.PREFIXES``, and one for each kind of minted IRIs)."""

    def thing(self, kind: str, id: str) -> str:
        """As in every pen."""
        return f"{kind}:{plain(kind, id)}"

    def literal(self, literal: Literal) -> str:
        """As in every pen; a truth value or decimal needs no quotes."""
        value, datatype, _ = literal
        if datatype == XSD_BOOLEAN or (datatype == XSD_DECIMAL and _DECIMAL.fullmatch(value)):
            return value
        return super().literal(literal)

    def paragraph(self, node: Node[str]) -> str:
        """A node's statements, a line for each."""
        subject, said = node
        known = self.known
        lines = " ;\n    ".join([f"{known(predicate)} {object}" for predicate, object in said])
        return f"{subject} {lines} .\n"

    def _known(self, iri: str) -> str:
        return "a" if iri == TYPE else compact(iri)


def _quoted(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{_SPECIAL.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"
