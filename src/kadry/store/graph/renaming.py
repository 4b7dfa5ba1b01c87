"""Renaming: an entity that has another founder now, and is the same in all else, keeps its row and what is said of it.

Its id is that of its founder, so that the careers that name it are due; but no edition has to be read again. Every
function expects to run inside a transaction.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Mapping

from kadry.claim import entity_id
from kadry.store.graph import marks, scenery
from kadry.store.noted import as_json

# Editions of notes in which two chains hold one mention: whose it is hangs on the ids of the two.
_SHARED = """WITH among AS (SELECT DISTINCT edition FROM view_chain WHERE note IN (SELECT value FROM json_each(?))),
    own AS (SELECT id, edition, head FROM chain WHERE edition IN (SELECT edition FROM among)),
    held AS (SELECT edition, id, head AS mention FROM own
        UNION SELECT edition, id, mention FROM own JOIN chain_mention ON chain = own.id),
    places AS (SELECT DISTINCT held.edition, held.id, start, end, type FROM held JOIN mention ON mention.id = mention)
    SELECT DISTINCT edition FROM places GROUP BY edition, start, end, type HAVING count(*) > 1"""
_HOLDERS = """SELECT DISTINCT person FROM graph_fact WHERE post IN (SELECT id FROM graph_post WHERE body = ?)"""


def rename(connection: sqlite3.Connection, moves: Mapping[int, tuple[str, str]]) -> set[int]:
    """Rename the entities of which all notes go to one founder, whom nobody had before; these notes.

    moves: notes with the founder that they have and the one that they get, which is not written yet.
    """
    ways: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    sources: dict[str, set[str]] = defaultdict(set)
    for note, (old, new) in moves.items():
        ways[old][new].add(note)
        sources[new].add(old)
    renamed: set[int] = set()
    for old, targets in ways.items():
        for new, notes in targets.items():
            if sources[new] == {old} and _is_all(connection, old, new, notes) and _rename(connection, old, new):
                renamed |= notes
    marks.read_again(connection, [edition for (edition,) in connection.execute(_SHARED, (as_json(renamed),))])
    return renamed


def _is_all(connection: sqlite3.Connection, old: str, new: str, notes: Collection[int]) -> bool:
    """Whether these are all notes of a founder, and nobody has the new one."""
    query = "SELECT count(*) FILTER (WHERE founder = ?), count(*) FROM view_note WHERE founder IN (?, ?)"
    return tuple(connection.execute(query, (old, old, new)).fetchone()) == (len(notes), len(notes))


def _rename(connection: sqlite3.Connection, old: str, new: str) -> bool:
    """Rename one entity; False where the graph does not hold it, or holds another of the new name."""
    before, after = (bytes.fromhex(entity_id(founder)) for founder in (old, new))
    query = "SELECT id, kind FROM graph_entity WHERE hash IN (?, ?)"
    found = connection.execute(query, (before, after)).fetchall()
    if len(found) != 1 or connection.execute("SELECT 1 FROM graph_entity WHERE hash = ?", (after,)).fetchone():
        return False
    row, kind = found[0]
    connection.execute("UPDATE graph_entity SET hash = ?, founder = ? WHERE id = ?", (after, new, row))
    stamp = connection.execute("SELECT stamp FROM graph_state").fetchone()[0] + 1  # of the refreshing to come
    marks.gone(connection, kind, [before], stamp)
    marks.mark(connection, marks.NAMES, {row})
    scenery.due_of(connection, {row})
    if kind == "person":
        marks.mark(connection, marks.CAREER, {row})
        query = "UPDATE graph_edition SET stamp = ? WHERE edition IN (SELECT edition FROM graph_fact WHERE person = ?)"
        connection.execute(query, (stamp, row))
    else:
        marks.mark(connection, marks.CAREER, {person for (person,) in connection.execute(_HOLDERS, (row,))})
    return True
