"""Careers: the posts and tenures of persons whose facts have changed. Expects to run inside a transaction."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from kadry.fold import fold
from kadry.graph import Tenure
from kadry.project.careers import career, post_of
from kadry.project.facts import Fact
from kadry.store.graph import deeds, marks
from kadry.store.graph.editions import entity_row
from kadry.store.graph.posts import post_row

_ENCODE = msgspec.msgpack.Encoder()
_FACTS = """SELECT graph_fact.claim, lower(hex(claim.hash)), lower(hex(document.hash)), lower(hex(person.hash)),
    written, nullif(lower(hex(body.hash)), ''), status, change, acting, reported, since, until, observed,
    (SELECT max(confidence) FROM support WHERE support.claim = claim.id),
    graph_fact.edition, graph_fact.body, graph_fact.post, graph_fact.effect, graph_fact.tenure
    FROM graph_fact JOIN claim ON claim.id = graph_fact.claim
    JOIN graph_edition ON graph_edition.edition = graph_fact.edition
    JOIN document ON document.id = graph_edition.document
    JOIN graph_entity AS person ON person.id = graph_fact.person
    LEFT JOIN graph_entity AS body ON body.id = graph_fact.body WHERE graph_fact.person = ?"""
Placed = tuple[int | None, str | None, int | None]


def settle(connection: sqlite3.Connection, person: int, copies: Mapping[str, str], stamp: int) -> None:
    """Work out the posts and tenures of a person anew, from all facts; ``stamp`` marks what has changed."""
    rows = connection.execute(_FACTS, (person,)).fetchall()
    made = career([_fact(row) for row in rows], copies)
    bodies = {row[5]: row[15] for row in rows if row[15] is not None}
    posts = {post_of(fact): fact for fact in made.facts}
    post_rows = {post: _post_row(connection, post, fact, bodies) for post, fact in posts.items()}
    tenures = _write_tenures(connection, person, made.tenures, post_rows, stamp)
    holders = {claim: tenures[tenure.id] for tenure in made.tenures for claim in tenure.claims}
    placed = {fact.number: (post_rows[post_of(fact)], fact.effect, holders.get(fact.id)) for fact in made.facts}
    _place(connection, rows, placed, stamp)
    connection.execute("UPDATE graph_entity SET due = ? WHERE id = ?", (marks.NAMES, person))


def _fact(row: Sequence[Any]) -> Fact:
    number, id, document, person, written, body, status, change, acting, reported, *dates, sure = row[:14]
    role = None if written is None else fold(written)
    said = status, change, bool(acting), bool(reported)
    return Fact(number, id, document, person, role, written, body, *said, *dates, sure)  # type: ignore[call-arg]


def _post_row(connection: sqlite3.Connection, post: str, fact: Fact, bodies: Mapping[str, int]) -> int:
    body = fact.body or ""

    def home() -> int:
        return bodies[body] if body in bodies else entity_row(connection, bytes.fromhex(body), "", "unspecified")

    return post_row(connection, post, home)


def _write_tenures(
    connection: sqlite3.Connection, person: int, tenures: Iterable[Tenure], posts: Mapping[str, int], stamp: int
) -> dict[str, int]:
    """Make the tenures those of the person; the row of each. What is as it was keeps its stamp."""
    query = "SELECT hash, id, data FROM graph_tenure WHERE person = ?"
    before = {hash: (id, data) for hash, id, data in connection.execute(query, (person,))}
    rows = {}
    for tenure in tenures:
        hash, data = bytes.fromhex(tenure.id), _ENCODE.encode(tenure)
        id, old = before.pop(hash, (None, None))
        if id is None or data != old:
            bounds = tenure.bounds
            values = (id, hash, person, posts[tenure.post], bounds.start_earliest, bounds.end_latest, stamp, data)
            insert = "INSERT OR REPLACE INTO graph_tenure VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            id = connection.execute(insert, values).lastrowid
        rows[tenure.id] = int(id or 0)
    connection.executemany("DELETE FROM graph_tenure WHERE hash = ?", ((hash,) for hash in before))
    marks.gone(connection, "tenure", before, stamp)
    return rows


def _place(
    connection: sqlite3.Connection, rows: Iterable[Sequence[Any]], placed: Mapping[int, Placed], stamp: int
) -> None:
    """Note of each fact its post, what it does and its tenure, and what that changes."""
    changed = [row for row in rows if tuple(row[16:19]) != placed[row[0]]]
    values = ((*placed[row[0]], row[0]) for row in changed)
    connection.executemany("UPDATE graph_fact SET post = ?, effect = ?, tenure = ? WHERE claim = ?", values)
    touched = {post for row in changed for post in (row[16], placed[row[0]][0]) if post is not None}
    marks.posts_due(connection, touched)
    _stamp(connection, {row[14] for row in changed}, stamp)
    deeds.due_decisions(connection, {row[14] for row in changed if row[18] != placed[row[0]][2]})


def _stamp(connection: sqlite3.Connection, editions: Collection[int], stamp: int) -> None:
    connection.executemany("UPDATE graph_edition SET stamp = ? WHERE edition = ?", ((stamp, e) for e in editions))
