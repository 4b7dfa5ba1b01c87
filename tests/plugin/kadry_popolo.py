"""Popolo JSON (popoloproject.com): persons, organizations, posts and memberships, as a plugin of Kadry."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from kadry.address import is_address
from kadry.graph import Body, Graph, Holding, Person, Post
from kadry.plugins import ExportOptions


def write(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Write the graph as one JSON object, a line for each record; what is denied, planned or rumoured is left out."""
    lists = {
        "persons": map(person, graph.persons),
        "organizations": map(organization, graph.bodies),
        "posts": map(post, graph.posts),
        "memberships": memberships(graph),
    }
    opening = "{"
    for name, records in lists.items():
        out.write(f'{opening}"{name}": ['.encode())
        for number, record in enumerate(records):
            known = {key: value for key, value in record.items() if value not in (None, [])}
            out.write((",\n" if number else "\n").encode() + json.dumps(known).encode())
        out.write(b"]")
        opening = ",\n"
    out.write(b"}\n")


def person(person: Person) -> dict[str, Any]:
    return {"id": person.id, "name": person.name, "other_names": others(person), "links": links(person)}


def organization(body: Body) -> dict[str, Any]:
    return {"id": body.id, "name": body.name, "other_names": others(body), "links": links(body)}


def post(post: Post) -> dict[str, Any]:
    return {"id": post.id, "label": post.role or "", "organization_id": post.body}


def memberships(graph: Graph) -> Iterator[dict[str, Any]]:
    addresses = {header.id: header.source or "" for header in graph.documents}
    return (membership(holding, addresses) for dossier in graph.dossiers() for holding in dossier.holdings)


def membership(holding: Holding, addresses: dict[str, str]) -> dict[str, Any]:
    tenure, quotes = holding.tenure, [(addresses[s.claim.document], s.claim.evidence.text) for s in holding.statements]
    ids = {"id": tenure.id, "person_id": tenure.person, "organization_id": holding.body.id, "post_id": tenure.post}
    dates = {"role": holding.post.role, "start_date": tenure.bounds.since, "end_date": tenure.bounds.until}
    return {**ids, **dates, "sources": [{"url": url, "note": text} for url, text in quotes if is_address(url)]}


def others(entity: Person | Body) -> list[dict[str, str]]:
    return [{"name": name} for name in entity.names if name != entity.name]


def links(entity: Person | Body) -> list[dict[str, str]]:
    return [{"url": address} for address in entity.same_as if is_address(address)]
