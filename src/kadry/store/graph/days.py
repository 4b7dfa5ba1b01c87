"""The graph of one day: the tenures that may have been held on it, what there was around the posts, and whose they are.

Their rows are noted in temporary tables, under which everything else is read as ever.
"""

import sqlite3
from typing import Any

from msgspec import structs

from kadry.bounds import first_day, last_day
from kadry.graph import Decision, Structure, Tenure
from kadry.moments import held_at, lives, was_so
from kadry.scenery import by_decision, on_tenures
from kadry.store.graph.reading import THINGS, Reader, Thing


class Day(Reader):
    """Reads what was held, or may have been, on a day (partial ISO date), each marked with how surely."""

    def __init__(self, connection: sqlite3.Connection, day: str) -> None:
        super().__init__(connection)
        self.as_of = self._day = day
        self._keep_tenures()
        self._keep_scene()
        self._facts = "(SELECT * FROM graph_fact WHERE tenure IN (SELECT tenure FROM kept))"
        self._tenures = "(SELECT * FROM graph_tenure WHERE id IN (SELECT tenure FROM kept))"
        self._posts = "(SELECT * FROM graph_post WHERE id IN (SELECT id FROM kept_post))"
        self._entities = "(SELECT * FROM graph_entity WHERE id IN (SELECT id FROM kept_entity))"
        self._scene = "(SELECT * FROM graph_scene WHERE record IN (SELECT id FROM kept_record))"
        self._records = "(SELECT * FROM graph_record WHERE id IN (SELECT id FROM kept_record))"

    def _keep_tenures(self) -> None:
        """Who held which post."""
        run = self.connection.execute
        run("CREATE TEMP TABLE kept (tenure INTEGER PRIMARY KEY, person INTEGER, post INTEGER)")
        run(
            """INSERT INTO kept SELECT id, person, post FROM graph_tenure
            WHERE coalesce(start_earliest, :first) <= :last AND coalesce(end_latest, :last) >= :first""",
            {"first": first_day(self._day), "last": last_day(self._day)},
        )
        run("CREATE TEMP TABLE kept_post AS SELECT DISTINCT post AS id FROM kept")
        run("CREATE TEMP TABLE kept_entity (id INTEGER PRIMARY KEY)")
        run("INSERT INTO kept_entity SELECT DISTINCT person FROM kept")
        run("INSERT OR IGNORE INTO kept_entity SELECT body FROM graph_post WHERE id IN (SELECT id FROM kept_post)")

    def _keep_scene(self) -> None:
        """What there was around the posts on the day, with the posts and those whom claims on it name."""
        run = self.connection.execute
        structures = run("SELECT data FROM graph_record WHERE kind = 'structure'")
        self._lives = lives(THINGS["structure"].decode(data) for (data,) in structures)
        rows = run("SELECT id, kind, data FROM graph_record")
        kept = ((id,) for id, kind, data in rows if was_so(THINGS[kind].decode(data), self._day, self._lives))
        run("CREATE TEMP TABLE kept_record (id INTEGER PRIMARY KEY)")
        self.connection.executemany("INSERT INTO kept_record VALUES (?)", kept)
        run("INSERT INTO kept_post SELECT DISTINCT post FROM graph_record WHERE id IN kept_record AND post NOT NULL")
        run(
            """INSERT OR IGNORE INTO kept_entity SELECT entity FROM graph_scene_who WHERE entity IS NOT NULL
            AND claim IN (SELECT claim FROM graph_scene WHERE record IN (SELECT id FROM kept_record))"""
        )

    def _tenure(self, data: bytes) -> Tenure:
        tenure = super()._tenure(data)
        return structs.replace(tenure, as_of=held_at(tenure.bounds, self._day))

    def _thing(self, kind: type[Thing], data: bytes) -> Thing:
        found = super()._thing(kind, data)
        kept: Thing = self._linked(structs.replace(found, as_of=was_so(found, self._day, self._lives)))
        return kept

    def _linked(self, found: Any) -> Any:
        """Without links to decisions and tenures that are not in the day's graph."""
        match found:
            case Structure():
                return by_decision(found, _Ids(self.connection, self._records))
            case Decision():
                return on_tenures(found, _Ids(self.connection, self._tenures))
        return found


class _Ids:
    """The ids of what there is in a table of the view; none is held."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._query = f"SELECT 1 FROM {table} WHERE hash = ?"

    def __contains__(self, id: object) -> bool:
        return self._connection.execute(self._query, (bytes.fromhex(str(id)),)).fetchone() is not None
