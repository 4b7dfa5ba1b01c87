"""How entities and posts are shown: names, spellings, countries. Every function expects to run inside a transaction."""

import sqlite3
from collections.abc import Callable, Mapping

import msgspec

from kadry.claim import entity_id
from kadry.graph import Body, Person
from kadry.project.entities import Known, body_of, person_of, shown
from kadry.store.graph import marks

_ENCODE = msgspec.msgpack.Encoder()
Identify = Callable[[Body], str | None]

_NAMED = "EXISTS (SELECT 1 FROM graph_scene_who WHERE entity = ?1)"
_FACT_OF = f"SELECT EXISTS (SELECT 1 FROM graph_fact WHERE person = ?1) OR {_NAMED}"
_POST_OF = f"SELECT EXISTS (SELECT 1 FROM graph_post WHERE body = ?1) OR {_NAMED}"
_MEMBERS = "SELECT edition, key FROM view_chain WHERE note IN (SELECT id FROM view_note WHERE founder = ?)"


def show_post(connection: sqlite3.Connection, row: int, stamp: int) -> None:
    """Show a post as its claims spell it; one that no claim is on any more goes."""
    query = """SELECT graph_post.hash, graph_entity.hash, body, graph_post.data FROM graph_post
        JOIN graph_entity ON graph_entity.id = body WHERE graph_post.id = ?"""
    found = connection.execute(query, (row,)).fetchone()
    if found is None:
        return  # another process has refreshed it meanwhile
    hash, home, body, old = found
    query = "SELECT written, count(*) FROM graph_fact WHERE post = ? GROUP BY written"
    written = dict(connection.execute(query, (row,)))
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


def show_entity(
    connection: sqlite3.Connection, row: int, identities: Mapping[str, str], identify: Identify, stamp: int
) -> None:
    """Show a person or body as documents name it; what the graph holds no post of is shown no more.

    identities: outside ids by the key of their chain. identify: names what a body of the table of known bodies is.
    """
    query = "SELECT hash, founder, kind, data FROM graph_entity WHERE id = ?"
    found = connection.execute(query, (row,)).fetchone()
    if found is None:
        return  # another process has refreshed it meanwhile
    hash, founder, kind, old = found
    present = connection.execute(_FACT_OF if kind == "person" else _POST_OF, (row,)).fetchone()[0]
    if not present:
        _hide(connection, row, kind, hash, stamp)
        return
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


def _hide(connection: sqlite3.Connection, row: int, kind: str, hash: bytes, stamp: int) -> None:
    """Take an entity out of the graph; where nothing is said of it any more, out of the view."""
    marks.gone(connection, "person" if kind == "person" else "body", [hash], stamp)
    named = connection.execute("SELECT EXISTS (SELECT 1 FROM graph_form WHERE entity = ?)", (row,)).fetchone()[0]
    if named:
        query = "UPDATE graph_entity SET due = 0, data = NULL, known = NULL, followed = '[]' WHERE id = ?"
        connection.execute(query, (row,))
    else:
        connection.execute("DELETE FROM graph_entity WHERE id = ?", (row,))


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
