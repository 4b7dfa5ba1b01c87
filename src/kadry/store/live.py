"""Which documents count: a pure function of the ledger's rows, looked up again only once the ledger has changed.

A location holds what was read there last and is not retracted. A document is live while a location holds it and no
newer text at its source address supersedes it. Of several editions of one document the one with the earliest date
counts.
"""

import sqlite3
from collections.abc import Collection, Mapping

from kadry.store.graph import counter

# Documents that somebody took out and nobody has restored.
AWAY = (
    """SELECT document FROM (SELECT document, act, max(id) FROM retraction GROUP BY document) WHERE act <> 'restored'"""
)

# The editions that lie at some location now. A bare column beside max() is of the row that holds the maximum.
HELD = (
    f"""SELECT edition FROM (SELECT edition, max(id) FROM location WHERE document NOT IN ({AWAY}) GROUP BY location)"""
)

# Null dates and titles last; the hash decides where nothing else does.
PREFERENCE = "published IS NULL, published, title IS NULL, title, language, edition.hash"

# Documents that have come in several editions, or share their address with another: only of these one must be chosen,
# which is slow.
SEVERAL = """SELECT document FROM edition GROUP BY document HAVING count(*) > 1
    UNION SELECT id FROM document WHERE source IN
    (SELECT source FROM document WHERE source IS NOT NULL GROUP BY source HAVING count(*) > 1)"""

# A later day is known only where all days that a partial date may mean are later than all that the other may.
LIVE = f"""
    WITH held AS MATERIALIZED ({HELD}), several AS MATERIALIZED ({SEVERAL}),
    chosen AS (
        SELECT edition.id, document, document.hash, source, first_day(published) AS first, last_day(published) AS last,
            row_number() OVER (PARTITION BY document ORDER BY {PREFERENCE}) AS place
        FROM edition JOIN document ON document.id = edition.document
        WHERE document IN (SELECT document FROM several) AND edition.id IN (SELECT edition FROM held)),
    dated AS (
        SELECT id, document, hash, source, last, max(first) OVER (PARTITION BY source) AS newest
        FROM chosen WHERE place = 1)
    SELECT edition.id, document, document.hash FROM edition JOIN document ON document.id = edition.document
    WHERE edition.id IN (SELECT edition FROM held) AND document NOT IN (SELECT document FROM several)
    UNION ALL
    SELECT id, document, hash FROM dated WHERE source IS NULL OR newest IS NULL OR last IS NULL OR newest <= last
    ORDER BY 3"""

# Leaves what was known by a day: readings of what was published later, or nobody knows when, are forgotten.
FORGET_LATER = """DELETE FROM location WHERE edition IN
    (SELECT id FROM edition WHERE last_day(published) IS NULL OR last_day(published) > ?)"""


class Live:
    """The live editions of a ledger as one connection reads it.

    Not to be asked inside a transaction that changes the ledger: what is taken back would be remembered.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._at = -1
        self._editions: Mapping[int, int] = {}

    def editions(self) -> Mapping[int, int]:
        """Each live edition with its document, by row, sorted by the documents' ids."""
        at = counter.changes(self._connection)  # first: what another process writes now is seen once more
        if at != self._at:
            found = self._connection.execute(LIVE)
            self._editions, self._at = {edition: document for edition, document, _ in found}, at
        return self._editions

    def documents(self) -> Collection[int]:
        """The live documents by row, sorted by their ids."""
        return self.editions().values()
