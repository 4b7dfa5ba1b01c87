"""The graph as one stream of RDF nodes, from which every syntax is written.

What Kadry concluded (bodies, people, tenures, posts) comes first and in no named graph, then document by document the
claims that it states, in a named graph of the document's IRI. All statements of one subject follow each other, and none
comes twice.
"""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from typing import cast

from kadry.address import is_address
from kadry.errors import UsageError
from kadry.exporters.claims import Stated
from kadry.exporters.merged import Merged
from kadry.exporters.pens import Node, Pen, Plain, Written
from kadry.exporters.terms import Term
from kadry.graph import Graph, Statement, Telling

Quad = tuple[str, str, Term, str | None]
# what minted IRIs are of; Turtle and TriG make a prefix of each
KINDS = (
    "attribution",
    "body",
    "claim",
    "decision",
    "document",
    "event",
    "evidence",
    "interval",
    "involvement",
    "judgement",
    "period",
    "person",
    "position",
    "post",
    "quote",
    "role",
    "rule",
    "structure",
    "succession",
    "tenure",
)


def quads(graph: Graph, base: str) -> Iterator[Quad]:
    """Every statement as (subject, predicate, object, named graph or None); raises as ``check``."""
    check(base)
    for name, nodes in named_graphs(graph, Plain(base)):
        for subject, said in nodes:
            for predicate, object in said:
                yield cast(str, subject), predicate, object, cast("str | None", name)


def named_graphs(graph: Graph, pen: Pen[Written]) -> Iterator[tuple[Written | None, Iterable[Node[Written]]]]:
    """The nodes of each named graph, and its name; what Kadry concluded comes first, with None for a name."""
    yield None, Merged(graph, pen).nodes()
    stated = Stated(pen)
    told: Iterable[Statement | Telling] = graph.statements
    if graph.tellings:
        told = merge(told, graph.tellings, key=_document)
    for document, statements in groupby(told, key=_document):
        yield pen.thing("document", document), stated.nodes(document, statements)


def _document(said: Statement | Telling) -> str:
    return said.claim.document


def check(base: str) -> None:
    """Raises UsageError where ``base`` is not an http(s) address that ends in ``/`` or ``#``."""
    if not is_address(base) or base[-1] not in "/#":
        raise UsageError(f"{base!r} cannot be the base of IRIs: give an https address that ends in / or #")
