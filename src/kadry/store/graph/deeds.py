"""What a decision did, by the sentences that say so: the relation that came of it, the tenures that it began or ended.

Every function that writes expects to run inside a transaction.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Collection

from kadry.store.noted import as_json

_ALIKE = (
    "(own.status = other.status OR (own.status IN ('current', 'former') AND other.status IN ('current', 'former')))"
)
_DECIDED = f"""SELECT lower(hex(graph_record.hash)) FROM scene AS own JOIN mention AS named ON named.id = own.decision
    JOIN scene AS other ON other.edition = own.edition AND other.kind = 'decision'
    JOIN mention AS words ON words.id = other.words AND words.start = named.start
    JOIN graph_scene ON graph_scene.claim = other.id JOIN graph_record ON graph_record.id = graph_scene.record
    WHERE own.id = ? AND own.reported = other.reported AND {_ALIKE} ORDER BY other.hash LIMIT 1"""
_TENURES = """SELECT DISTINCT position, lower(hex(graph_tenure.hash)) FROM scene_part AS done
    JOIN scene ON scene.id = done.claim JOIN mention AS who ON who.id = done.mention
    JOIN claim ON claim.edition = scene.edition
    AND claim.change = CASE done.code WHEN 'appoints' THEN 'appointed' WHEN 'dismisses' THEN 'dismissed' END
    JOIN mention AS person ON person.id = claim.person AND person.start = who.start AND person.end = who.end
    JOIN graph_fact ON graph_fact.claim = claim.id JOIN graph_tenure ON graph_tenure.id = graph_fact.tenure
    WHERE done.claim = ? ORDER BY position, graph_tenure.hash"""
_DUE = """UPDATE graph_topic SET due = 1 WHERE id IN (SELECT topic FROM graph_topic_claim WHERE claim IN
    (SELECT graph_scene.claim FROM graph_scene JOIN scene ON scene.id = graph_scene.claim
    WHERE graph_scene.edition IN (SELECT value FROM json_each(?)) AND {}))"""


def decided(connection: sqlite3.Connection, claim: int) -> str | None:
    """The id of the decision that a claim on a relation names, where its document tells of it in the same way."""
    found = connection.execute(_DECIDED, (claim,)).fetchone()
    return found and str(found[0])


def tenures(connection: sqlite3.Connection, claim: int, effects: int) -> tuple[tuple[str, ...], ...]:
    """The ids of the tenures that each of so many effects of a decision begins or ends: of claims on the same words."""
    found: dict[int, list[str]] = defaultdict(list)
    for position, tenure in connection.execute(_TENURES, (claim,)):
        found[position].append(tenure)
    return tuple(tuple(found[position]) for position in range(effects))


def due_relations(connection: sqlite3.Connection, editions: Collection[int]) -> None:
    """The topics of relations that name a decision of some editions are due: it is another record."""
    if editions:
        connection.execute(_DUE.format("scene.decision IS NOT NULL"), (as_json(editions),))


def due_decisions(connection: sqlite3.Connection, editions: Collection[int]) -> None:
    """The topics of decisions of some editions are due: their claims on posts have come, gone or changed tenure."""
    acting = "scene.kind = 'decision' AND EXISTS (SELECT 1 FROM scene_part WHERE scene_part.claim = scene.id)"
    if editions:
        connection.execute(_DUE.format(acting), (as_json(editions),))
