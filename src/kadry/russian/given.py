"""Chains over mentions that somebody else has found: what a benchmark or an annotator gives instead of our own.

The normal forms and the chains are made by the same code as for the mentions that Kadry finds itself.
"""

from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from kadry.claim import Chain, Mention
from kadry.document import Span
from kadry.russian.aliases import find_ties
from kadry.russian.bodies import Finder
from kadry.russian.definitions import definitions
from kadry.russian.discourse import NamedBody, body_chains
from kadry.russian.named import Named
from kadry.russian.names import person_at
from kadry.russian.parse import Clause, Parse, named_body, named_person
from kadry.russian.persons import person_chains


def chains_of(
    parse: Parse, persons: Sequence[Span], bodies: Sequence[Span], found: Sequence[Chain] = ()
) -> tuple[Chain, ...]:
    """The chains that the given mentions of a parsed document form; each span is in exactly one.

    found: the chains of the document's own extraction; a person of the given ones takes what those say of the mentions
    that they share. A span that ends inside a word is read as the whole words that it touches; its mention keeps the
    span's own text.
    """
    starts = [clause.sentence.start for clause in parse.clauses]
    named = [_person(parse, max(0, bisect_right(starts, span.start) - 1), span) for span in persons]
    ties = find_ties(parse.document.text, [n.mention for n in named])
    given = [_body(parse, max(0, bisect_right(starts, span.start) - 1), span) for span in bodies]
    people = (_informed(chain, found) for chain in person_chains(named, ties))
    defined = definitions(parse.document.text, [body.mention for body in given])
    return (*people, *body_chains(given, parse.country, defined))


def _informed(chain: Chain, found: Sequence[Chain]) -> Chain:
    """A person with the posts, birth, country and setting that the chains found in the same place have."""
    spans = [(m.start, m.end) for m in chain.mentions]
    same = [one for one in found if one.head.type == "person" and any(_overlaps(m, spans) for m in one.mentions)]
    posts = tuple(sorted({post for one in same for post in one.posts}))
    told = [(one.country, one.born, one.setting) for one in same] or [(None, None, None)]
    country, born, setting = (next((v for v in values if v), None) for values in zip(*told, strict=True))
    return replace(chain, posts=posts, country=country, born=born, setting=setting)


def _overlaps(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    return any(mention.start < end and start < mention.end for start, end in spans)


def _cut(parse: Parse, mention: Mention, span: Span) -> Mention:
    return replace(mention, start=span.start, end=span.end, text=parse.document.text[span.start : span.end])


def _tokens(clause: Clause, span: Span) -> tuple[int, int]:
    """The tokens that a span touches; where it touches none, the nearest."""
    touched = [i for i, t in enumerate(clause.sentence.tokens) if t.start < span.end and t.end > span.start]
    if not touched:
        last = len(clause.sentence.tokens)
        return max(0, last - 1), last
    return touched[0], touched[-1] + 1


def _person(parse: Parse, number: int, span: Span) -> Named:
    clause = parse.clauses[number]
    first, last = _tokens(clause, span)
    known = next((i for i, p in enumerate(clause.persons) if (p.first, p.last) == (first, last)), None)
    titles = [t for t in clause.titles if t.person == known]
    person = person_at(number, clause.sentence.tokens, first, last)
    named = named_person(parse.document, clause.sentence, [person], 0, titles, clause.roles)
    return replace(named, mention=_cut(parse, named.mention, span))


def _body(parse: Parse, number: int, span: Span) -> NamedBody:
    clause = parse.clauses[number]
    first, last = _tokens(clause, span)
    finder = Finder(number, clause.sentence, frozenset(i for p in clause.persons for i in range(p.first, p.last)))
    named = named_body(parse.document, parse.clauses, finder.given(first, last))
    return replace(named, mention=_cut(parse, named.mention, span))
