"""CSV for ``neo4j-admin database import``: a file for each kind of node and of relation (docs/tables.md).

Several texts in one field are parted by the control character U+001F, which no text holds here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kadry.document import Header
from kadry.exporters.delimited import Dialect, write_tables
from kadry.exporters.tables import BOUNDS, STATED, Row, Stream, Table, Type, bounds, stated
from kadry.graph import Body, Dossier, Graph, Person, Post, Statement
from kadry.plugins import ExportOptions

_TYPES: Mapping[Type, str] = {
    "text": "string",
    "texts": "string[]",
    "whole": "int",
    "number": "double",
    "truth": "boolean",
    "day": "date",
}


def write(graph: Graph, folder: Path, options: ExportOptions) -> None:
    """Fill a folder with the files of nodes and relations; ``options`` change nothing, since ids need no base here."""
    found = (*_NODES, *_RELATIONS, _relation("copy_of", "Document", "Document", "documents", _copies(graph.copies)))
    write_tables(graph, found, folder, Dialect(_header, str, lambda texts: "\x1f".join(filter(None, texts))))


def _header(name: str, type: Type) -> str:
    return name if ":" in name else f"{name}:{_TYPES[type]}"


def _node(name: str, label: str, columns: Mapping[str, Type], stream: Stream, rows: Callable[[Any], Row]) -> Table:
    """A file of nodes; rows: the id and the values of a record."""

    def labelled(record: Any) -> Iterator[Row]:
        id, *values = rows(record)
        yield (id, label, *values)

    return Table(name, {f"id:ID({label})": "text", ":LABEL": "text", **columns}, stream, labelled)


def _relation(
    name: str,
    start: str,
    end: str,
    stream: Stream,
    rows: Callable[[Any], Iterable[Row]],
    columns: Mapping[str, Type] | None = None,
) -> Table:
    """A file of relations between nodes of two labels; rows: both ids, the type and the values, for each relation."""
    ends: dict[str, Type] = {f":START_ID({start})": "text", f":END_ID({end})": "text", ":TYPE": "text"}
    return Table(name, {**ends, **(columns or {})}, stream, rows)


def _person(person: Person) -> Row:
    return (person.id, person.name, person.names, person.replaced, person.same_as)


def _body(body: Body) -> Row:
    return (body.id, body.name, body.names, body.country, body.unspecified, body.replaced, body.same_as)


def _post(post: Post) -> Row:
    return (post.id, post.role, post.variants)


def _document(header: Header) -> Row:
    return (header.id, header.source, header.title, header.published, header.language)


def _claim(statement: Statement) -> Row:
    claim = statement.claim
    mentions = (claim.person, claim.role, claim.organization)
    written = (None if mention is None else mention.text for mention in mentions)
    rules = tuple(support.rule for support in claim.supports)
    return (claim.id, statement.tenure, *stated(statement), *written, claim.organization_inferred, rules)


_IDS: Mapping[str, Type] = {"replaced": "texts", "same_as": "texts"}
_NAMES: Mapping[str, Type] = {"name": "text", "names": "texts"}
_NODES = (
    _node("persons", "Person", {**_NAMES, **_IDS}, "persons", _person),
    _node("bodies", "Body", {**_NAMES, "country": "text", "unspecified": "truth", **_IDS}, "bodies", _body),
    _node("posts", "Post", {"role": "text", "role_forms": "texts"}, "posts", _post),
    _node(
        "documents",
        "Document",
        dict.fromkeys(("source", "title", "published", "language"), "text"),
        "documents",
        _document,
    ),
    _node(
        "claims",
        "Claim",
        {
            "tenure": "text",
            **STATED,
            **dict.fromkeys(("person_as_written", "role_as_written", "body_as_written"), "text"),
            "body_inferred": "truth",
            "rules": "texts",
        },
        "statements",
        _claim,
    ),
)


def _held(dossier: Dossier) -> Iterator[Row]:
    for holding in dossier.holdings:
        tenure = holding.tenure
        marks = (tenure.id, tenure.acting, tenure.over, tenure.as_of)
        yield (tenure.person, tenure.post, "HELD", *marks, *bounds(tenure.bounds), tenure.sources, tenure.confidence)


def _copies(copies: Mapping[str, str]) -> Callable[[Header], Iterator[Row]]:
    def row(header: Header) -> Iterator[Row]:
        if header.id in copies:
            yield (header.id, copies[header.id], "COPY_OF")

    return row


_HELD: Mapping[str, Type] = {
    "tenure": "text",
    "acting": "truth",
    "over": "truth",
    "as_of": "text",
    **BOUNDS,
    "sources": "whole",
    "confidence": "number",
}
_RELATIONS = (
    _relation("held", "Person", "Post", "tenures", _held, _HELD),
    _relation("post_in", "Post", "Body", "posts", lambda post: [(post.id, post.body, "POST_IN")]),
    _relation(
        "followed_by", "Body", "Body", "bodies", lambda one: [(one.id, to, "FOLLOWED_BY") for to in one.followed_by]
    ),
    _relation("about", "Claim", "Person", "statements", lambda one: [(one.claim.id, one.person, "ABOUT")]),
    _relation("effects", "Claim", "Post", "statements", lambda one: [(one.claim.id, one.post, one.effect.upper())]),
    _relation(
        "stated_in", "Claim", "Document", "statements", lambda one: [(one.claim.id, one.claim.document, "STATED_IN")]
    ),
)
