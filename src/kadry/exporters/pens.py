"""Pens: how the terms of RDF are written down. The model (merged.py, claims.py, judged.py) is told once, to any pen."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from kadry.exporters import terms
from kadry.exporters.terms import Literal, Term
from kadry.exporters.vocabulary import TERMS

Written = TypeVar("Written")
Value = TypeVar("Value")
# a subject with its predicates (IRIs of the vocabulary) and objects, in the order in which they are written
Node = tuple[Written, list[tuple[str, Written]]]


class Pen(ABC, Generic[Written]):
    """Terms as one syntax has them; those that come again and again are written once and kept.

    ``base``: of the IRIs that are minted. A method that takes what may be unknown gives None for it.
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


class Plain(Pen[Term]):
    """Terms as values: an IRI is a string, a literal a `Literal`."""

    def own(self, kind: str, id: str) -> Term:
        """As in every pen."""
        return f"{self.base}{kind}/{id}"

    def iri(self, iri: str) -> Term:
        """As in every pen."""
        return iri

    def literal(self, literal: Literal) -> Term:
        """As in every pen."""
        return literal


def node(subject: Written, *properties: tuple[str, Written | None]) -> Node[Written]:
    """What is said of one subject, in the order given; a property whose value is None is left out."""
    return subject, [(predicate, value) for predicate, value in properties if value is not None]


def each(predicate: str, values: Iterable[Written]) -> list[tuple[str, Written]]:
    """A property with several values."""
    return [(predicate, value) for value in values]
