"""The graph as one stream of RDF nodes, from which every syntax is written.

What Kadry concluded (bodies, people, tenures, posts) comes first and in no named graph, then document by document the
claims that it states, in a named graph of the document's IRI. All statements of one subject follow each other, and none
comes twice.
"""

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter, itemgetter
from typing import cast

from kadry.address import is_address
from kadry.errors import UsageError
from kadry.exporters.claims import Stated
from kadry.exporters.merged import Merged
from kadry.exporters.pens import Pen, Plain, Told, Written
from kadry.exporters.terms import Term
from kadry.graph import Graph, Statement, Telling

Quad = tuple[str, str, Term, str | None]
Stating = tuple[str, list[Statement | Telling]]  # a document, and what it states
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
    for name, told in named_graphs(graph, Plain(base)):
        for subject, said in chain.from_iterable(told):
            for predicate, object in said:
                yield cast(str, subject), predicate, object, cast("str | None", name)


def named_graphs(
    graph: Graph, pen: Pen[Written, Told], stated: Iterable[Stating] | None = None
) -> Iterator[tuple[Written | None, Iterable[Told]]]:
    """What the nodes of each named graph are written as, and its name; what Kadry concluded comes first, with None.

    stated: ``by_document`` of the graph, where it is read for others too.
    """
    yield None, Merged(graph, pen).told()
    sheets = Stated(pen)
    for document, told in by_document(graph) if stated is None else stated:
        yield pen.thing("document", document), sheets.told(document, told)


def by_document(graph: Graph) -> Iterator[Stating]:
    """What each document states: its claims on posts, then those on what is around them."""
    parts = merge(_parts(graph.statements), _parts(graph.tellings), key=itemgetter(0))
    for document, told in groupby(parts, key=itemgetter(0)):
        yield document, list(chain.from_iterable(own for _, own in told))


def _parts(said: Iterable[Statement | Telling]) -> Iterator[Stating]:
    """What is said, a document at a time."""
    for document, own in groupby(said, key=attrgetter("claim.document")):
        yield document, list(own)


def check(base: str) -> None:
    """Raises UsageError where ``base`` is not an http(s) address that ends in ``/`` or ``#``."""
    if not is_address(base) or base[-1] not in "/#":
        raise UsageError(f"{base!r} cannot be the base of IRIs: give an https address that ends in / or #")
