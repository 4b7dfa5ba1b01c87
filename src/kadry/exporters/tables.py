"""The graph as flat tables with typed columns: what Parquet, Arrow and other tabular formats are written from.

A table draws its rows from one stream of the graph. Tables of one stream are filled in one pass over it, batch by
batch, so that no more than some thousand rows are ever held.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, Literal

from msgspec import Struct

from kadry.claim import Judgement, Mention, entity_id
from kadry.document import Header
from kadry.graph import Body, Bounds, Dossier, Graph, Person, Post, Statement

Type = Literal["text", "texts", "whole", "number", "truth", "day"]
Value = str | tuple[str, ...] | int | float | bool | date | None
Row = tuple[Value, ...]
Stream = Literal[
    "documents",
    "persons",
    "bodies",
    "posts",
    "tenures",
    "dossiers",
    "statements",
    "judgements",
    "structures",
    "decisions",
    "events",
    "successions",
    "tellings",
]

_ROWS = 5_000
_CHARACTERS = 1_000_000


class Table(Struct, frozen=True):
    """A name, columns with their types, and the rows that each record of a stream of the graph gives.

    stream: a sequence of the graph; "dossiers" are those with evidence, "tenures" those without.
    """

    name: str
    columns: Mapping[str, Type]
    stream: Stream
    rows: Callable[[Any], Iterable[Row]]


def batches(graph: Graph, tables: Iterable[Table]) -> Iterator[tuple[Table, Sequence[Row]]]:
    """The rows of some tables by the batch, those of one table in their order; each stream is gone through once."""
    for stream, group in groupby(sorted(tables, key=lambda table: table.stream), key=lambda table: table.stream):
        held = [_Batch(table) for table in group]
        for record in records(graph, stream):
            for batch in held:
                batch.add(record)
                if batch.full:
                    yield batch.table, batch.rows
                    batch.clear()
        yield from ((batch.table, batch.rows) for batch in held if batch.rows)


class _Batch:
    """Rows of one table, until they are many or their texts long: a document may have sentences without end."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.clear()

    def clear(self) -> None:
        self.rows: list[Row] = []
        self.characters = 0

    def add(self, record: Any) -> None:
        for row in self.table.rows(record):
            self.rows.append(row)
            self.characters += sum([len(value) for value in row if isinstance(value, str)])

    @property
    def full(self) -> bool:
        return len(self.rows) >= _ROWS or self.characters >= _CHARACTERS


def records(graph: Graph, stream: Stream) -> Iterable[Any]:
    """A stream of the graph by its name."""
    if stream in ("tenures", "dossiers"):
        return graph.dossiers(evidence=stream == "dossiers")
    found: Iterable[Any] = getattr(graph, stream)
    return found


def day(text: str | None) -> date | None:
    """A bound as a day; None where it is unknown, or is not written as 2025-03-14."""
    try:
        return date.fromisoformat(text) if text and len(text) == 10 and text[4] == text[7] == "-" else None
    except ValueError:
        return None


# When: as written, and the earliest and latest day of each end.
BOUNDS: Mapping[str, Type] = {
    "since": "text",
    "until": "text",
    "start_earliest": "day",
    "start_latest": "day",
    "end_earliest": "day",
    "end_latest": "day",
}
# What a claim says besides person, role and body; dates as written.
STATED: Mapping[str, Type] = {
    "effect": "text",
    "status": "text",
    "change": "text",
    "acting": "truth",
    "reported": "truth",
    "role_class": "text",
    "since": "text",
    "until": "text",
    "term_until": "text",
    "observed": "text",
    "confidence": "number",
    "quote": "text",
    "quote_start": "whole",
    "quote_end": "whole",
}


def bounds(known: Bounds) -> Row:
    """The values of BOUNDS."""
    days = (known.start_earliest, known.start_latest, known.end_earliest, known.end_latest)
    return (known.since, known.until, *map(day, days))


def stated(statement: Statement) -> Row:
    """The values of STATED."""
    claim, quote = statement.claim, statement.claim.evidence
    said = (claim.status, claim.change, claim.acting, claim.reported, claim.role_class)
    when = (claim.since, claim.until, claim.term_until, claim.observed)
    return (statement.effect, *said, *when, claim.confidence, quote.text, quote.start, quote.end)


def tables(graph: Graph) -> tuple[Table, ...]:
    """The tables of a graph (docs/tables.md), without those of scene_tables.py; ids join them."""
    return (
        documents(graph),
        Table("persons", {"id": "text", "name": "text"}, "persons", lambda person: [(person.id, person.name)]),
        Table("bodies", _BODIES, "bodies", _body),
        *_of_entities("person", "persons"),
        *_of_entities("body", "bodies"),
        Table("successions", {"body": "text", "follower": "text"}, "bodies", _followers),
        Table("posts", {"id": "text", "body": "text", "role": "text"}, "posts", _post),
        Table("role_forms", {"post": "text", "form": "text"}, "posts", _forms),
        Table("tenures", _TENURES, "tenures", _tenures),
        Table("claims", _CLAIMS, "statements", _claim),
        Table("supports", {"claim": "text", "rule": "text", "confidence": "number"}, "statements", _supports),
        Table("judgements", _JUDGEMENTS, "judgements", _judgement),
    )


def documents(graph: Graph) -> Table:
    """The table of a graph's documents."""
    return Table("documents", _DOCUMENTS, "documents", lambda header: _document(header, graph.copies))


_DOCUMENTS: Mapping[str, Type] = dict.fromkeys(("id", "source", "title", "published", "language", "copy_of"), "text")
_BODIES: Mapping[str, Type] = {"id": "text", "name": "text", "country": "text", "unspecified": "truth"}
_TENURES: Mapping[str, Type] = {
    **dict.fromkeys(("id", "person", "post", "body"), "text"),
    "acting": "truth",
    "over": "truth",
    "as_of": "text",
    **BOUNDS,
    "sources": "whole",
    "confidence": "number",
}
_CLAIMS: Mapping[str, Type] = {
    **dict.fromkeys(("id", "document", "person", "post", "tenure"), "text"),
    **STATED,
    "person_as_written": "text",
    "person_start": "whole",
    "person_end": "whole",
    "role_as_written": "text",
    "role_start": "whole",
    "role_end": "whole",
    "body_as_written": "text",
    "body_start": "whole",
    "body_end": "whole",
    "body_inferred": "truth",
}
_JUDGEMENTS: Mapping[str, Type] = dict.fromkeys(
    ("at", "left", "right", "left_entity", "right_entity", "by", "reason"), "text"
)


def _of_entities(kind: str, stream: Stream) -> tuple[Table, ...]:
    """What persons and bodies have several of: name forms, outside identities, ids that were merged into theirs."""

    def each(table: str, column: str, values: Callable[[Person | Body], Iterable[str]]) -> Table:
        columns: dict[str, Type] = {kind: "text", column: "text"}
        return Table(f"{kind}_{table}", columns, stream, lambda one: [(one.id, value) for value in values(one)])

    return (
        each("names", "form", lambda one: one.names),
        each("identities", "address", lambda one: one.same_as),
        each("replaced", "replaced", lambda one: one.replaced),
    )


def _document(header: Header, copies: Mapping[str, str]) -> Iterator[Row]:
    yield (header.id, header.source, header.title, header.published, header.language, copies.get(header.id))


def _body(body: Body) -> Iterator[Row]:
    yield (body.id, body.name, body.country, body.unspecified)


def _followers(body: Body) -> Iterator[Row]:
    return ((body.id, follower) for follower in body.followed_by)


def _post(post: Post) -> Iterator[Row]:
    yield (post.id, post.body, post.role)


def _forms(post: Post) -> Iterator[Row]:
    return ((post.id, form) for form in post.variants)


def _tenures(dossier: Dossier) -> Iterator[Row]:
    for holding in dossier.holdings:
        tenure = holding.tenure
        ids, marks = (tenure.id, tenure.person, tenure.post, holding.body.id), (tenure.acting, tenure.over)
        yield (*ids, *marks, tenure.as_of, *bounds(tenure.bounds), tenure.sources, tenure.confidence)


def _claim(statement: Statement) -> Iterator[Row]:
    claim = statement.claim
    yield (
        *(claim.id, claim.document, statement.person, statement.post, statement.tenure),
        *stated(statement),
        *(*_written(claim.person), *_written(claim.role), *_written(claim.organization, claim.organization_inferred)),
        claim.organization_inferred,
    )


def _written(mention: Mention | None, inferred: bool = False) -> Row:
    """The words and their place; what was inferred stands at no place of its own."""
    if mention is None:
        return (None, None, None)
    return (mention.text, None, None) if inferred else (mention.text, mention.start, mention.end)


def _supports(statement: Statement) -> Iterator[Row]:
    claim = statement.claim
    return ((claim.id, support.rule, support.confidence) for support in claim.supports)


def _judgement(word: Judgement) -> Iterator[Row]:
    entities = (entity_id(word.left), entity_id(word.right))
    yield (word.at, word.left, word.right, *entities, word.by, word.reason)
