"""Plain CSV: nodes, edges and claims, as spreadsheets and Gephi take them, and tables of the rest (docs/tables.md).

A text that a spreadsheet would compute as a formula gets an apostrophe in front.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kadry.document import Header
from kadry.exporters import scene_tables
from kadry.exporters.delimited import Dialect, write_tables
from kadry.exporters.markup import carried
from kadry.exporters.tables import BOUNDS, STATED, Row, Table, Type, bounds, documents, stated
from kadry.graph import Body, Dossier, Graph, Person, Post, Statement
from kadry.plugins import ExportOptions

# What starts a formula (OWASP, CSV injection), also behind blanks; and an apostrophe, so that an added one can be told.
_ACTIVE = re.compile(r"'|[\t\r\n]|\s*[=+\-@＝＋－＠]")

_NODES: Mapping[str, Type] = {
    "Id": "text",
    "Label": "text",
    "kind": "text",
    "names": "texts",
    "country": "text",
    "unspecified": "truth",
    "replaced": "texts",
    "same_as": "texts",
    "followed_by": "texts",
}
_EDGES: Mapping[str, Type] = {
    **dict.fromkeys(("Source", "Target", "Id", "Label", "Type", "post", "role"), "text"),
    "role_forms": "texts",
    "acting": "truth",
    "over": "truth",
    "as_of": "text",
    **BOUNDS,
    "sources": "whole",
    "confidence": "number",
}
_CLAIMS: Mapping[str, Type] = {
    **dict.fromkeys(("id", "edge", "person", "person_name", "post", "role", "body", "body_name"), "text"),
    **STATED,
    "rules": "texts",
    **dict.fromkeys(("document", "source", "title", "published", "copy_of"), "text"),
}
_ENTITIES = {"person", "predecessor", "body", "other"}


def write(graph: Graph, folder: Path, options: ExportOptions) -> None:
    """Fill a folder with ``nodes.csv``, ``edges.csv`` and so on; ``options`` change nothing here."""
    headers, names = {header.id: header for header in graph.documents}, _names(graph)
    found = (
        Table("nodes", _NODES, "persons", _person),
        Table("nodes", _NODES, "bodies", _body),
        Table("edges", _EDGES, "dossiers", _edges),
        Table("claims", _CLAIMS, "dossiers", lambda dossier: _claims(dossier, headers, graph.copies)),
        documents(graph),
        *(_with_names(table, names) for table in scene_tables.TABLES),
    )
    write_tables(graph, found, folder, Dialect(lambda name, type: name, defused, _joined))


def defused(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet might compute it; take that off to get it back."""
    return f"'{text}" if _ACTIVE.match(text) else text


def _joined(texts: Sequence[str]) -> str:
    """Several texts as one; a bar within one becomes a broken bar, so that no text can pose as two."""
    return defused(" | ".join(text.replace("|", "¦") for text in texts))


def _names(graph: Graph) -> Mapping[str, str]:
    """The names of the people and bodies that are in relations and successions, by id."""
    wanted = {id for one in graph.structures for id in (one.body, one.other)}
    wanted |= {id for one in graph.successions for id in (one.person, one.predecessor, one.body) if id is not None}
    persons = {person.id: person.name for person in graph.persons if person.id in wanted} if graph.successions else {}
    return persons | ({body.id: body.name for body in graph.bodies if body.id in wanted} if wanted else {})


def _with_names(table: Table, names: Mapping[str, str]) -> Table:
    """A table in which the name of a person or body stands behind its id, as a reader of rows needs it."""
    places = [place for place, column in enumerate(table.columns) if column in _ENTITIES]
    if not places:
        return table

    def rows(record: Any) -> Iterator[Row]:
        for row in table.rows(record):
            yield (*row, *(names.get(str(row[place])) for place in places))

    named: Mapping[str, Type] = {f"{column}_name": "text" for column in table.columns if column in _ENTITIES}
    return Table(table.name, {**table.columns, **named}, table.stream, rows)


def _person(person: Person) -> Iterator[Row]:
    label = carried(person.name) or "(unnamed person)"
    yield (person.id, label, "person", person.names, None, None, person.replaced, person.same_as, None)


def _body(body: Body) -> Iterator[Row]:
    label, ids = carried(body.name) or "(unnamed body)", (body.replaced, body.same_as, body.followed_by)
    yield (body.id, label, "body", body.names, body.country, body.unspecified, *ids)


def _edges(dossier: Dossier) -> Iterator[Row]:
    for holding in dossier.holdings:
        tenure, post = holding.tenure, holding.post
        yield (
            *(tenure.person, holding.body.id, tenure.id, carried(post.role or "") or "(unnamed role)", "Directed"),
            *(post.id, post.role, post.variants),
            *(tenure.acting, tenure.over, tenure.as_of),
            *bounds(tenure.bounds),
            *(tenure.sources, tenure.confidence),
        )


def _claims(dossier: Dossier, headers: Mapping[str, Header], copies: Mapping[str, str]) -> Iterator[Row]:
    for statement, post, body in _statements(dossier):
        claim, header = statement.claim, headers[statement.claim.document]
        yield (
            *(claim.id, statement.tenure, dossier.person.id, dossier.person.name),
            *(post.id, post.role, body.id, body.name),
            *stated(statement),
            tuple(support.rule for support in claim.supports),
            *(header.id, header.source, header.title, header.published, copies.get(header.id)),
        )


def _statements(dossier: Dossier) -> Iterator[tuple[Statement, Post, Body]]:
    for holding in dossier.holdings:
        yield from ((statement, holding.post, holding.body) for statement in holding.statements)
    yield from ((other.statement, other.post, other.body) for other in dossier.others)
