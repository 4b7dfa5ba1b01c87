"""The graph as one sorted stream of RDF statements, from which every syntax is written.

What Kadry concluded (people, bodies, posts, tenures) comes first and in no named graph, then document by document the
claims that it states, in a named graph of the document's IRI. All statements of one subject follow each other, and none
comes twice.
"""

from collections.abc import Iterator
from itertools import groupby

from kadry.address import is_address
from kadry.errors import UsageError
from kadry.exporters.claims import document_triples
from kadry.exporters.merged import Merged
from kadry.exporters.terms import Term, mint
from kadry.graph import Graph

Quad = tuple[str, str, Term, str | None]
# what minted IRIs are of; Turtle and TriG make a prefix of each
KINDS = (
    "attribution",
    "body",
    "claim",
    "document",
    "evidence",
    "interval",
    "judgement",
    "period",
    "person",
    "position",
    "post",
    "quote",
    "role",
    "rule",
    "tenure",
)


def quads(graph: Graph, base: str) -> Iterator[Quad]:
    """Every statement as (subject, predicate, object, named graph or None).

    Raises UsageError where ``base`` is not an http(s) address that ends in ``/`` or ``#``.
    """
    if not is_address(base) or base[-1] not in "/#":
        raise UsageError(f"{base!r} cannot be the base of IRIs: give an https address that ends in / or #")
    return _quads(graph, base)


def _quads(graph: Graph, base: str) -> Iterator[Quad]:
    for subject, predicate, object in Merged(graph, base).triples():
        yield subject, predicate, object, None
    for document, statements in groupby(graph.statements, key=lambda statement: statement.claim.document):
        name = mint(base, "document", document)
        for subject, predicate, object in document_triples(statements, base):
            yield subject, predicate, object, name
