"""Pens: how the terms of RDF are written down. The model (merged.py, claims.py, judged.py) is told once, to any pen."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Generic, TypeVar

from kadry.exporters import terms
from kadry.exporters.terms import Literal, Term
from kadry.exporters.vocabulary import TERMS

Written = TypeVar("Written")
Told = TypeVar("Told")
Value = TypeVar("Value")
# a subject with its predicates (IRIs of the vocabulary) and objects, in the order in which they are written
Node = tuple[Written, list[tuple[str, Written]]]
Form = Callable[[Sequence[Written | None]], Told]  # writes nodes of one shape, given what stands in their blanks

SHAPES = 4096  # forms of one kind that are kept
_BLANK = re.compile("\0([0-9]+)\0")
_BLANK_IN_BYTES = re.compile(b"\0([0-9]+)\0")


class Pen(ABC, Generic[Written, Told]):
    """Terms as one syntax has them; those that come again and again are written once and kept.

    ``base``: of the IRIs that are minted. A method that takes what may be unknown gives None for it. Nodes of which
    there are very many are written as forms: a form is made once for a shape, with blanks for what differs.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self.known = {iri: self._known(iri) for iri in TERMS}  # those of the vocabulary
        self.word = lru_cache(1024)(self.string)  # a text that is one of a few
        self.moment = self._kept(terms.moment)
        self.boolean = self._kept(terms.boolean)
        self.number = self._kept(terms.number)
        self.decimal = self._kept(terms.decimal)

    def thing(self, kind: str, id: str) -> Written:
        """The IRI that is minted for a thing of ours by its id."""
        return self.own(kind, terms.plain(kind, id))

    @abstractmethod
    def own(self, kind: str, id: str) -> Written:
        """The IRI that is minted for an id that is letters, digits and hyphens for certain."""

    @abstractmethod
    def id(self, id: str) -> Written:
        """An id as the blank of an IRI takes it (``own``: letters, digits and hyphens)."""

    def id_of(self, kind: str, id: str) -> Written:
        """The id of a thing as the blank of its IRI takes it (``thing``)."""
        return self.id(terms.plain(kind, id))

    @abstractmethod
    def blank(self, number: int) -> Written:
        """The place of an object in a form, a literal; the blank of an id is that of ``blank_id``."""

    @abstractmethod
    def told(self, *nodes: Node[Written]) -> Told:
        """Nodes as they are written."""

    @abstractmethod
    def form(self, *nodes: Node[Written]) -> Form[Written, Told]:
        """The same, where some have blanks: given what stands in these."""

    @abstractmethod
    def iri(self, iri: str) -> Written:
        """Any IRI."""

    @abstractmethod
    def literal(self, literal: Literal) -> Written:
        """A literal."""

    def string(self, text: str | None) -> Written | None:
        """Text as it stands."""
        return self.optional(terms.string(text))

    def words(self, text: str | None) -> Written | None:
        """A name or role."""
        return self.optional(terms.words(text))

    def optional(self, literal: Literal | None) -> Written | None:
        """A literal where there is one."""
        return None if literal is None else self.literal(literal)

    def _known(self, iri: str) -> Written:
        return self.iri(iri)

    def _kept(self, make: Callable[[Value], Literal | None]) -> Callable[[Value], Written | None]:
        return lru_cache(4096)(lambda value: self.optional(make(value)))


class Plain(Pen[Term, Sequence[Node[Term]]]):
    """Terms as values: an IRI is a string, a literal a `Literal`."""

    def own(self, kind: str, id: str) -> Term:
        """As in every pen."""
        return f"{self.base}{kind}/{id}"

    def id(self, id: str) -> Term:
        """As in every pen."""
        return id

    def blank(self, number: int) -> Term:
        """As in every pen."""
        return blank_id(number)

    def told(self, *nodes: Node[Term]) -> Sequence[Node[Term]]:
        """The nodes themselves."""
        return nodes

    def form(self, *nodes: Node[Term]) -> Form[Term, Sequence[Node[Term]]]:
        """As in every pen."""

        def filled(values: Sequence[Term | None]) -> Sequence[Node[Term]]:
            return [
                (_filled(about, values), [(predicate, _filled(object, values)) for predicate, object in said])
                for about, said in nodes
            ]

        return filled

    def iri(self, iri: str) -> Term:
        """As in every pen."""
        return iri

    def literal(self, literal: Literal) -> Term:
        """As in every pen."""
        return literal


class InBytes(Pen[bytes, bytes]):
    """Terms and nodes as bytes."""

    def id(self, id: str) -> bytes:
        """As in every pen."""
        return id.encode()

    def id_of(self, kind: str, id: str) -> bytes:
        """As in every pen; most are letters and digits alone."""
        data = id.encode("utf-8", "surrogatepass")
        return data if data.isalnum() else super().id_of(kind, id)

    def blank(self, number: int) -> bytes:
        """As in every pen."""
        return blank_id(number).encode()

    def form(self, *nodes: Node[bytes]) -> Form[bytes, bytes]:
        """As in every pen."""
        parts = _BLANK_IN_BYTES.split(self.told(*nodes))
        template, pick = b"%b".join(part.replace(b"%", b"%%") for part in parts[::2]), _picked(parts[1::2])
        return lambda values: template % pick(values)


class InText(Pen[str, str]):
    """Terms and nodes as text."""

    def id(self, id: str) -> str:
        """As in every pen."""
        return id

    def blank(self, number: int) -> str:
        """As in every pen."""
        return blank_id(number)

    def form(self, *nodes: Node[str]) -> Form[str, str]:
        """As in every pen."""
        parts = _BLANK.split(self.told(*nodes))
        template, pick = "%s".join(part.replace("%", "%%") for part in parts[::2]), _picked(parts[1::2])
        return lambda values: template % pick(values)


def blank_id(number: int) -> str:
    """The place of an id in a form, in an IRI; no text that is written has a NUL."""
    return f"\0{number}\0"


def _filled(term: Term, values: Sequence[Term | None]) -> Term:
    """A term with what stands in its blanks."""
    if isinstance(term, Literal) or "\0" not in term:
        return term
    whole = _BLANK.fullmatch(term)
    found = values[int(whole[1])] if whole else _BLANK.sub(lambda blank: str(values[int(blank[1])]), term)
    if found is None:
        raise ValueError(f"a form asks for a value that is not given: {term!r}")
    return found


def _picked(numbers: Sequence[Any]) -> Callable[[Sequence[Any]], Any]:
    """What gives the values of some numbers, in that order."""
    return itemgetter(*map(int, numbers))


def node(subject: Written, *properties: tuple[str, Written | None]) -> Node[Written]:
    """What is said of one subject, in the order given; a property whose value is None is left out."""
    return subject, [(predicate, value) for predicate, value in properties if value is not None]


def each(predicate: str, values: Iterable[Written]) -> list[tuple[str, Written]]:
    """A property with several values."""
    return [(predicate, value) for value in values]
