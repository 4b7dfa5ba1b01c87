"""CSV for ``neo4j-admin database import``: a file for each kind of node and of relation (docs/tables.md).

Several texts in one field are parted by the control character U+001F, which no text holds here.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kadry.document import Header
from kadry.exporters import neo4j_scene, neo4j_successions
from kadry.exporters.delimited import Dialect, write_tables
from kadry.exporters.neo4j_files import header, nodes, relations
from kadry.exporters.tables import BOUNDS, STATED, Row, Type, bounds, stated
from kadry.graph import Body, Dossier, Graph, Person, Post, Statement
from kadry.plugins import ExportOptions


def write(graph: Graph, folder: Path, options: ExportOptions) -> None:
    """Fill a folder with the files of nodes and relations; ``options`` change nothing, since ids need no base here."""
    copies = relations("copy_of", "Document", "Document", "documents", _copies(graph.copies))
    found = (*_NODES, *_RELATIONS, copies, *neo4j_scene.TABLES, *neo4j_successions.TABLES)
    write_tables(graph, found, folder, Dialect(header, str, lambda texts: "\x1f".join(filter(None, texts))))


def _person(person: Person) -> Row:
    return (person.id, person.name, person.names, person.replaced, person.same_as)


def _body(body: Body) -> Row:
    return (body.id, body.name, body.names, body.country, body.unspecified, body.replaced, body.same_as)


def _post(post: Post) -> Row:
    return (post.id, post.role, post.variants)


def _document(one: Header) -> Row:
    return (one.id, one.source, one.title, one.published, one.language)


def _claim(statement: Statement) -> Row:
    claim = statement.claim
    mentions = (claim.person, claim.role, claim.organization)
    written = (None if mention is None else mention.text for mention in mentions)
    rules = tuple(support.rule for support in claim.supports)
    return (claim.id, statement.tenure, *stated(statement), *written, claim.organization_inferred, rules)


_IDS: Mapping[str, Type] = {"replaced": "texts", "same_as": "texts"}
_NAMES: Mapping[str, Type] = {"name": "text", "names": "texts"}
_NODES = (
    nodes("persons", "Person", {**_NAMES, **_IDS}, "persons", _person),
    nodes("bodies", "Body", {**_NAMES, "country": "text", "unspecified": "truth", **_IDS}, "bodies", _body),
    nodes("posts", "Post", {"role": "text", "role_forms": "texts"}, "posts", _post),
    nodes(
        "documents",
        "Document",
        dict.fromkeys(("source", "title", "published", "language"), "text"),
        "documents",
        _document,
    ),
    nodes(
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
    def row(one: Header) -> Iterator[Row]:
        if one.id in copies:
            yield (one.id, copies[one.id], "COPY_OF")

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
    relations("held", "Person", "Post", "tenures", _held, _HELD),
    relations("post_in", "Post", "Body", "posts", lambda post: [(post.id, post.body, "POST_IN")]),
    relations(
        "followed_by", "Body", "Body", "bodies", lambda one: [(one.id, to, "FOLLOWED_BY") for to in one.followed_by]
    ),
    relations("about", "Claim", "Person", "statements", lambda one: [(one.claim.id, one.person, "ABOUT")]),
    relations("effects", "Claim", "Post", "statements", lambda one: [(one.claim.id, one.post, one.effect.upper())]),
    relations(
        "stated_in", "Claim", "Document", "statements", lambda one: [(one.claim.id, one.claim.document, "STATED_IN")]
    ),
)
