"""Gold facts beside answers, whatever the data set: which facts are said in full, and where in the text they stand."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import product

from msgspec import Struct
from razdel import sentenize

from kadry.document import Span
from kadry.russian.words import Form, forms

WORD = re.compile(r"\w+(?:-\w+)*")
ARGUMENTS = ("person", "role", "body")
Spans = tuple[Span, ...]


class Fact(Struct, frozen=True, kw_only=True):
    """A gold fact: every mention of each argument. asserted: the text says so, rather than denies or plans it."""

    person: Spans
    role: Spans = ()
    body: Spans = ()
    shown: str = ""
    asserted: bool = True

    @property
    def stated(self) -> frozenset[str]:
        """The names of its arguments."""
        return frozenset(name for name in ARGUMENTS if getattr(self, name))


class Said(Struct, frozen=True, kw_only=True):
    """An answer, with the words that it was read from."""

    person: Span
    role: Span | None = None
    body: Span | None = None
    shown: str = ""

    @property
    def stated(self) -> frozenset[str]:
        """The names of its arguments."""
        return frozenset(name for name in ARGUMENTS if getattr(self, name) is not None)


class Page(Struct, frozen=True, kw_only=True, dict=True):
    """A text with its facts and the answers to it.

    agreed: the arguments in which fact and answer (indices) agree, by the measure of the data set; pairs that agree in
    nothing may be left out. roles: every role word that is annotated, be it anybody's or nobody's.
    """

    name: str
    text: str
    facts: Sequence[Fact]
    said: Sequence[Said]
    agreed: Mapping[tuple[int, int], frozenset[str]]
    roles: Spans = ()

    def common(self, fact: int, said: int) -> frozenset[str]:
        """The arguments in which they agree."""
        return self.agreed.get((fact, said), frozenset())

    def in_full(self, fact: int, said: int) -> bool:
        """Whether the answer says the whole fact."""
        return self.common(fact, said) >= self.facts[fact].stated

    def found(self, fact: int) -> bool:
        """Whether some answer says the whole fact."""
        return any(self.in_full(fact, said) for said in range(len(self.said)))

    def right(self, said: int) -> bool:
        """Whether the facts that an answer says in full cover all that it states."""
        whole = (f for f, fact in enumerate(self.facts) if fact.asserted and self.in_full(f, said))
        return frozenset[str]().union(*(self.common(f, said) for f in whole)) >= self.said[said].stated

    def sentence(self, place: Span) -> str:
        """The sentence that a span begins in, on one line."""
        found = (self.text[s.start : s.end] for s in self.sentences if s.start <= place.start < s.end)
        return " ".join(next(found, "").split())

    @cached_property
    def sentences(self) -> Spans:
        """The sentences; none runs over a line break."""
        lines = re.finditer(r"[^\r\n]+", self.text)
        return tuple(Span(m.start() + s.start, m.start() + s.stop) for m in lines for s in sentenize(m[0]))


def touches(span: Span | None, others: Spans) -> bool:
    """Whether a span shares a character with one of the others."""
    return span is not None and any(span.start < other.end and other.start < span.end for other in others)


def nearly(page: Page, fact: int, said: int) -> bool:
    """Whether the person agrees, and every other argument of either agrees or is close."""
    gold, answer = page.facts[fact], page.said[said]
    others = (gold.stated | answer.stated) - {"person"} - ({"role"} if not gold.role else set())
    return "person" in page.common(fact, said) and all(close(page, fact, said, name) for name in others)


def close(page: Page, fact: int, said: int, name: str) -> bool:
    """Whether an argument agrees, shares words with one of the fact's mentions, or has the same words elsewhere."""
    place: Span | None = getattr(page.said[said], name)
    others: Spans = getattr(page.facts[fact], name)
    if place is None or name in page.common(fact, said) or touches(place, others):
        return place is not None
    return any(words(page.text, place) == words(page.text, other) for other in others)


def words(text: str, place: Span) -> list[str]:
    """The lemmas of a span's words."""
    return [reading(word).lemma for word in WORD.findall(text[place.start : place.end])]


def reading(word: str) -> Form:
    """The likeliest reading of a word."""
    return forms(word.casefold().replace("ё", "е"))[0]


def scene(page: Page, fact: Fact) -> Mapping[str, Span] | None:
    """The mentions of a fact's arguments that stand closest together in one sentence, where one has all."""
    scenes = [spans for place in page.sentences if (spans := _closest(fact, place)) is not None]
    return min(scenes, key=_extent, default=None)


def _closest(fact: Fact, place: Span) -> Mapping[str, Span] | None:
    names = [name for name in ARGUMENTS if getattr(fact, name)]
    inside = ([s for s in getattr(fact, name) if place.start <= s.start < place.end] for name in names)
    choices = (dict(zip(names, choice, strict=True)) for choice in product(*inside))
    return min(choices, key=_extent, default=None)


def _extent(spans: Mapping[str, Span]) -> tuple[int, int]:
    start = min(span.start for span in spans.values())
    return max(span.end for span in spans.values()) - start, start
