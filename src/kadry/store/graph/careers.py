"""Careers: the posts and tenures of persons whose facts have changed. Expects to run inside a transaction."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import count
from typing import Any

import msgspec

from kadry.fold import fold
from kadry.project.careers import Career, career, post_of
from kadry.project.facts import Fact
from kadry.store.graph import deeds, marks
from kadry.store.graph.editions import entity_row
from kadry.store.graph.posts import post_rows
from kadry.store.noted import as_json

_ENCODE = msgspec.msgpack.Encoder()
_FACTS = """SELECT graph_fact.person, graph_fact.claim, lower(hex(claim.hash)), lower(hex(document.hash)),
    lower(hex(person.hash)), written, nullif(lower(hex(body.hash)), ''), status, change,
    acting, reported, since, until, observed,
    (SELECT max(confidence) FROM support WHERE support.claim = claim.id),
    graph_fact.edition, graph_fact.body, graph_fact.post, graph_fact.effect, graph_fact.tenure
    FROM graph_fact JOIN claim ON claim.id = graph_fact.claim
    JOIN graph_edition ON graph_edition.edition = graph_fact.edition
    JOIN document ON document.id = graph_edition.document
    JOIN graph_entity AS person ON person.id = graph_fact.person
    LEFT JOIN graph_entity AS body ON body.id = graph_fact.body
    WHERE graph_fact.person IN (SELECT value FROM json_each(?))"""
_NUMBERS = """SELECT person, count(*) FROM graph_fact WHERE person IN (SELECT value FROM json_each(?))
    GROUP BY person"""
_TOGETHER = 2_000  # facts that are in hand at once, but for a person of whom there are more
Row = Sequence[Any]
Placed = tuple[int | None, str | None, int | None]


def settle(connection: sqlite3.Connection, persons: Collection[int], copies: Mapping[str, str], stamp: int) -> None:
    """Work out the posts and tenures of some persons anew, from all facts; ``stamp`` marks what has changed."""
    for some in _pieces(connection, persons):
        _settle(connection, some, copies, stamp)


def _pieces(connection: sqlite3.Connection, persons: Collection[int]) -> Iterator[list[int]]:
    """Some persons in pieces of so many facts."""
    numbers = dict(connection.execute(_NUMBERS, (as_json(persons),)))
    piece, held = list[int](), 0
    for person in persons:
        number = numbers.get(person, 0)
        if piece and held + number > _TOGETHER:
            yield piece
            piece, held = [], 0
        piece.append(person)
        held += number
    if piece:
        yield piece


def _settle(connection: sqlite3.Connection, persons: Collection[int], copies: Mapping[str, str], stamp: int) -> None:
    rows: dict[int, list[Row]] = defaultdict(list)
    for person, *row in connection.execute(_FACTS, (as_json(persons),)):
        rows[person].append(row)
    made = {person: career([_fact(row) for row in own], copies) for person, own in rows.items()}
    facts = [(fact, post_of(fact)) for one in made.values() for fact in one.facts]
    told = [row for own in rows.values() for row in own]
    posts = _posts(connection, facts, told)
    tenures = _write_tenures(connection, persons, made, posts, stamp)
    placed = {fact.number: (posts[post], fact.effect, tenures.get(fact.id)) for fact, post in facts}
    _place(connection, told, placed, stamp)
    due = ((marks.NAMES, person) for person in persons)
    connection.executemany("UPDATE graph_entity SET due = ? WHERE id = ?", due)


def _fact(row: Row) -> Fact:
    number, id, document, person, written, body, status, change, acting, reported, *dates, sure = row[:14]
    role = None if written is None else _folded(written)
    said = status, change, bool(acting), bool(reported)
    return Fact(number, id, document, person, role, written, body, *said, *dates, sure)  # type: ignore[call-arg]


_folded = lru_cache(10_000)(fold)  # many hold posts of one name


def _posts(connection: sqlite3.Connection, facts: Iterable[tuple[Fact, str]], rows: Iterable[Row]) -> dict[str, int]:
    """The rows of the posts that facts are of, made where there are none."""
    bodies = {row[5]: row[15] for row in rows if row[15] is not None}

    def home(body: str) -> int:
        return bodies[body] if body in bodies else entity_row(connection, bytes.fromhex(body), "", "unspecified")

    homes = {post: fact.body or "" for fact, post in facts}
    return post_rows(connection, {post: partial(home, body) for post, body in homes.items()})


def _write_tenures(
    connection: sqlite3.Connection,
    persons: Collection[int],
    careers: Mapping[int, Career],
    posts: Mapping[str, int],
    stamp: int,
) -> dict[str, int]:
    """Make the tenures those of the persons; the row of each by its claims. What is as it was keeps its stamp."""
    query = "SELECT hash, id, data FROM graph_tenure WHERE person IN (SELECT value FROM json_each(?))"
    before = {hash: (id, data) for hash, id, data in connection.execute(query, (as_json(persons),))}
    free = count(connection.execute("SELECT coalesce(max(id), 0) + 1 FROM graph_tenure").fetchone()[0])
    rows, changed = dict[str, int](), []
    for person, tenure in ((person, tenure) for person, one in careers.items() for tenure in one.tenures):
        hash, data = bytes.fromhex(tenure.id), _ENCODE.encode(tenure)
        id, old = before.pop(hash, None) or (next(free), None)
        if data != old:
            bounds = tenure.bounds
            changed.append(
                (id, hash, person, posts[tenure.post], bounds.start_earliest, bounds.end_latest, stamp, data)
            )
        rows.update(dict.fromkeys(tenure.claims, id))
    connection.executemany("INSERT OR REPLACE INTO graph_tenure VALUES (?, ?, ?, ?, ?, ?, ?, ?)", changed)
    connection.executemany("DELETE FROM graph_tenure WHERE hash = ?", ((hash,) for hash in before))
    marks.gone(connection, "tenure", before, stamp)
    return rows


def _place(connection: sqlite3.Connection, rows: Iterable[Row], placed: Mapping[int, Placed], stamp: int) -> None:
    """Note of each fact its post, what it does and its tenure, and what that changes."""
    changed = [row for row in rows if tuple(row[16:19]) != placed[row[0]]]
    values = ((*placed[row[0]], row[0]) for row in changed)
    connection.executemany("UPDATE graph_fact SET post = ?, effect = ?, tenure = ? WHERE claim = ?", values)
    touched = {post for row in changed for post in (row[16], placed[row[0]][0]) if post is not None}
    marks.posts_due(connection, touched)
    marks.stamped(connection, {row[14] for row in changed}, stamp)
    deeds.due_decisions(connection, {row[14] for row in changed if row[18] != placed[row[0]][2]})
