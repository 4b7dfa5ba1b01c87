"""How entities and posts are shown: names, spellings, countries. Every function expects to run inside a transaction."""

import sqlite3
from collections.abc import Callable, Collection, Mapping

import msgspec

from kadry.claim import entity_id
from kadry.graph import Body, Person
from kadry.project.entities import Known, body_of, person_of, shown
from kadry.store.graph import marks
from kadry.store.noted import as_json

_ENCODE = msgspec.msgpack.Encoder()
Identify = Callable[[Body], str | None]

_DUE = "due <> 0 AND id IN (SELECT value FROM json_each(:rows))"
_ABSENT = f"""{_DUE} AND NOT EXISTS (SELECT 1 FROM graph_scene_who WHERE entity = graph_entity.id)
    AND CASE kind WHEN 'person' THEN NOT EXISTS (SELECT 1 FROM graph_fact WHERE person = graph_entity.id)
    ELSE NOT EXISTS (SELECT 1 FROM graph_post WHERE body = graph_entity.id) END"""
_WRITTEN = """SELECT written, count(*) FROM (SELECT written FROM graph_fact WHERE post = :post UNION ALL
    SELECT normal FROM graph_record JOIN graph_scene ON graph_scene.record = graph_record.id
    JOIN scene_part ON scene_part.claim = graph_scene.claim AND code = 'role' JOIN mention ON mention.id = mention
    WHERE post = :post) GROUP BY written"""
_MEMBERS = "SELECT edition, key FROM view_chain WHERE note IN (SELECT id FROM view_note WHERE founder = ?)"


def show_post(connection: sqlite3.Connection, row: int, stamp: int) -> None:
    """Show a post as its claims spell it; one that no claim is on any more goes."""
    query = """SELECT graph_post.hash, graph_entity.hash, body, graph_post.data FROM graph_post
        JOIN graph_entity ON graph_entity.id = body WHERE graph_post.id = ?"""
    found = connection.execute(query, (row,)).fetchone()
    if found is None:
        return  # another process has refreshed it meanwhile
    hash, home, body, old = found
    written = dict(connection.execute(_WRITTEN, {"post": row}))
    if not written:
        connection.execute("DELETE FROM graph_post WHERE id = ?", (row,))
        marks.gone(connection, "post", [hash], stamp)
        marks.mark(connection, marks.NAMES, {body})
        return
    spelt = {spelling: number for spelling, number in written.items() if spelling is not None}
    data = _ENCODE.encode(shown(hash.hex(), home.hex(), spelt))
    if data == old:
        connection.execute("UPDATE graph_post SET due = 0 WHERE id = ?", (row,))
    else:
        connection.execute("UPDATE graph_post SET due = 0, stamp = ?, data = ? WHERE id = ?", (stamp, data, row))


def show_entities(
    connection: sqlite3.Connection,
    rows: Collection[int],
    identities: Mapping[str, str],
    identify: Identify,
    stamp: int,
) -> None:
    """Show those persons and bodies that are due as documents name them; what the graph tells nothing of is hidden.

    identities: outside ids by the key of their chain. identify: names what a body of the table of known bodies is.
    """
    _hide_absent(connection, rows, stamp)
    query = f"SELECT id, hash, founder, kind, data FROM graph_entity WHERE {_DUE}"
    for row, *told in connection.execute(query, {"rows": as_json(rows)}).fetchall():
        _show(connection, row, *told, identities=identities, identify=identify, stamp=stamp)


def _show(
    connection: sqlite3.Connection,
    row: int,
    hash: bytes,
    founder: str,
    kind: str,
    old: bytes | None,
    *,
    identities: Mapping[str, str],
    identify: Identify,
    stamp: int,
) -> None:
    one: Person | Body
    known = None
    if kind == "person":
        one = person_of(hash.hex(), _known(connection, row, founder, identities))
    elif kind == "body":
        one = body_of(hash.hex(), _known(connection, row, founder, identities))
        known = identify(one)
    else:
        one = Body(hash.hex(), "", (), unspecified=True)
    data = _ENCODE.encode(one)
    if data == old:
        connection.execute("UPDATE graph_entity SET due = 0 WHERE id = ?", (row,))
    else:
        query = """UPDATE graph_entity SET due = 0, stamp = ?, data = ?, known = ?,
            followed = CASE WHEN ? IS NULL THEN '[]' ELSE followed END WHERE id = ?"""
        connection.execute(query, (stamp, data, known, known, row))


def _hide_absent(connection: sqlite3.Connection, rows: Collection[int], stamp: int) -> None:
    """Take those out of the graph of whom it tells nothing; where they have no name any more, out of the view."""
    values = {"rows": as_json(rows), "stamp": stamp}
    for query in (
        f"""INSERT OR REPLACE INTO graph_gone SELECT iif(kind = 'person', 'person', 'body'), hash, :stamp
        FROM graph_entity WHERE {_ABSENT}""",
        f"""UPDATE graph_entity SET due = 0, data = NULL, known = NULL, followed = '[]' WHERE {_ABSENT}
        AND EXISTS (SELECT 1 FROM graph_form WHERE entity = graph_entity.id)""",
        f"DELETE FROM graph_entity WHERE {_ABSENT}",
    ):
        connection.execute(query, values)


def _known(connection: sqlite3.Connection, row: int, founder: str, identities: Mapping[str, str]) -> Known:
    counts: tuple[dict[str, int], ...] = ({}, {}, {})
    for what, value, number in connection.execute(
        "SELECT what, value, number FROM graph_form WHERE entity = ? AND what <= ?", (row, marks.SETTING)
    ):
        counts[what][value] = number
    members = [key for edition, key in connection.execute(_MEMBERS, (founder,)) if key != founder]
    return Known(
        forms=counts[marks.FORM],
        countries=counts[marks.COUNTRY],
        settings=counts[marks.SETTING],
        replaced=(entity_id(key) for key in members if key not in identities),
        identities=(identities[key] for key in members if key in identities),
    )
