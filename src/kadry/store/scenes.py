"""Rows of an edition's claims on bodies, decisions, events and successions: written with the others (sheet.py), read
back, wiped.

The kinds share one table: words is the body, or what names the decision, event or succession; other is the other body,
the issuer or the place; code is the relation, the type, or whether a post is vacant. Who took part, what a decision
does, and who came after whom at which post, has rows of its own.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kadry.document import Document
from kadry.mention import Mention, Quote, Support
from kadry.scene import (
    BodyClaim,
    DecisionClaim,
    Effect,
    EventClaim,
    Part,
    SceneClaim,
    SuccessionClaim,
    identified,
    join_scene,
)
from kadry.store.noted import as_json

PLACES = ("words", "entity", "other", "other_entity", "decision")
SAID = ("code", "number", "date", "title", "status")
COLUMNS: Mapping[str, Sequence[str]] = {
    "scene": ("id", "edition", "hash", "kind", *PLACES, *SAID, "reported", "evidence_start", "evidence_end"),
    "scene_part": ("claim", "position", "code", "mention", "entity"),
    "scene_support": ("claim", "rule", "confidence"),
}
NULLABLE = {"entity", "other", "other_entity", "decision", "number", "date", "title"}
ROW = f"scene.id, scene.hash, scene.kind, {', '.join((*PLACES, *SAID))}, reported, evidence_start, evidence_end"
# the mentions of a succession, each with what holds the fullest of its chain; a role is in none
_PLACED = {
    "person": "person_entity",
    "predecessor": "predecessor_entity",
    "organization": "organization_entity",
    "role": "role",
}
_READ = f"SELECT {ROW} FROM scene"
_AMONG = "IN (SELECT value FROM json_each(?))"

Number = Callable[[Mention], int]
Rows = Mapping[str, list[object]]


def lay(rows: Rows, edition: int, first: int, claims: Sequence[SceneClaim], number: Number, null: object) -> None:
    """Append the rows of an edition's claims. first: the first's number; number: gives a mention's row."""
    for id, claim in enumerate(claims, first):
        places = [null if place is None else number(place) for place in _places(claim)]
        said = (null if word is None else word for word in (*_said(claim), claim.status))
        hash, kind = bytearray.fromhex(claim.id), str(claim.__struct_config__.tag)
        ends = (1 if claim.reported else 0, claim.evidence.start, claim.evidence.end)
        rows["scene"].extend((id, edition, hash, kind, *places, *said, *ends))
        for position, (code, mention, entity) in enumerate(_parts(claim)):
            rows["scene_part"].extend((id, position, code, number(mention), number(entity)))
        for support in claim.supports:
            rows["scene_support"].extend((id, support.rule, support.confidence))


def mentions(claims: Sequence[SceneClaim]) -> Iterator[Mention]:
    """Every mention of some claims, with repetitions."""
    for claim in claims:
        yield from (place for place in _places(claim) if place is not None)
        for _, mention, entity in _parts(claim):
            yield from (mention, entity)


def _places(claim: SceneClaim) -> tuple[Mention | None, ...]:
    match claim:
        case BodyClaim():
            return claim.body, claim.body_entity, claim.other, claim.other_entity, claim.decision
        case DecisionClaim():
            return claim.words, None, claim.issuer, claim.issuer_entity, None
        case EventClaim():
            return claim.words, None, claim.place, None, None
    return claim.words, None, None, None, None


def _said(claim: SceneClaim) -> tuple[str | None, ...]:
    match claim:
        case BodyClaim():
            return claim.relation, None, claim.date, None
        case DecisionClaim():
            return claim.type, claim.number, claim.date, claim.title
        case EventClaim():
            return claim.type, None, claim.date, claim.title
    return "vacant" if claim.person is None else "followed", None, claim.date, None


def _parts(claim: SceneClaim) -> Iterator[tuple[str, Mention, Mention]]:
    match claim:
        case DecisionClaim():
            yield from ((effect.result, effect.mention, effect.entity) for effect in claim.effects)
        case EventClaim():
            yield from ((part.part, part.mention, part.entity) for part in claim.parts)
        case SuccessionClaim():
            for name, entity in _PLACED.items():
                mention = getattr(claim, name)
                if mention is not None:
                    yield name, mention, getattr(claim, entity) or mention


def wipe(connection: sqlite3.Connection, edition: int) -> None:
    """Delete the claims of an edition."""
    for table in ("scene_part", "scene_support"):
        connection.execute(f"DELETE FROM {table} WHERE claim IN (SELECT id FROM scene WHERE edition = ?)", (edition,))
    connection.execute("DELETE FROM scene WHERE edition = ?", (edition,))


class Beside:
    """What other tables hold of the claims of some rows: their mentions, parts and supports; rows: of ``ROW``."""

    def __init__(self, connection: sqlite3.Connection, rows: Iterable[Sequence[Any]]) -> None:
        claims, mentions = list[int](), set[int | None]()
        for id, _, _, *rest in rows:
            claims.append(id)
            mentions.update(rest[: len(PLACES)])
        asked = as_json(claims)
        self._parts: dict[int, list[tuple[Any, int, int]]] = defaultdict(list)
        query = f"SELECT claim, code, mention, entity FROM scene_part WHERE claim {_AMONG} ORDER BY claim, position"
        for claim, *part in connection.execute(query, (asked,)):
            self._parts[claim].append((part[0], part[1], part[2]))
            mentions.update(part[1:])
        self._supports: dict[int, list[Support]] = defaultdict(list)
        query = f"SELECT claim, rule, confidence FROM scene_support WHERE claim {_AMONG} ORDER BY claim, rule"
        for claim, rule, confidence in connection.execute(query, (asked,)):
            self._supports[claim].append(Support(rule, confidence))
        query = f"SELECT id, start, end, type, normal FROM mention WHERE id {_AMONG}"
        self._mentions = {
            id: told
            for id, *told in connection.execute(query, (as_json({one for one in mentions if one is not None}),))
        }

    def claim(self, row: Sequence[Any], document: str, text: str) -> SceneClaim:
        """The claim of one of the rows; document, text: its document's id and text."""
        return identified(self._claim(row, document, text), row[1].hex())

    def _claim(self, row: Sequence[Any], document: str, text: str) -> SceneClaim:
        id, _, kind, *places, code, number, date, title, status, reported, start, end = row

        def mention(at: int | None) -> Any:
            if at is None:
                return None
            first, last, type, normal = self._mentions[at]
            return Mention(document, first, last, type, text[first:last], normal)

        words, entity, other, other_entity, decision = map(mention, places)
        parts = [(part, mention(one), mention(whole)) for part, one, whole in self._parts.get(id, ())]
        common: dict[str, Any] = {
            "document": document,
            "evidence": Quote(start, end, text[start:end]),
            "supports": tuple(self._supports.get(id, ())),
            "status": status,
            "reported": bool(reported),
            "date": date,
        }
        if kind == "body":
            bodies = {"body": words, "body_entity": entity, "other": other, "other_entity": other_entity}
            return BodyClaim(relation=code, decision=decision, **bodies, **common)
        if kind == "succession":
            placed = {field: one for name, own, whole in parts for field, one in ((_PLACED[name], whole), (name, own))}
            return SuccessionClaim(words=words, **placed, **common)
        common |= {"words": words, "type": code, "title": title}
        if kind == "decision":
            effects = tuple(Effect(*part) for part in parts)
            return DecisionClaim(number=number, issuer=other, issuer_entity=other_entity, effects=effects, **common)
        return EventClaim(place=other, parts=tuple(Part(one, whole, part) for part, one, whole in parts), **common)


def claims_in(connection: sqlite3.Connection, editions: Collection[int]) -> tuple[dict[int, list[Any]], Beside]:
    """The rows of the claims of some editions, by edition, in order of position; and what goes with them."""
    query = f"SELECT scene.edition, {ROW} FROM scene WHERE scene.edition {_AMONG} ORDER BY scene.id"
    found: dict[int, list[Any]] = defaultdict(list)
    for edition, *row in connection.execute(query, (as_json(editions),)):
        found[edition].append(row)
    return found, Beside(connection, (row for rows in found.values() for row in rows))


def claims_of(connection: sqlite3.Connection, claims: Collection[int]) -> tuple[list[Any], Beside]:
    """The rows of some claims by their numbers, and what goes with them."""
    rows = connection.execute(f"{_READ} WHERE id {_AMONG}", (as_json(claims),)).fetchall()
    return rows, Beside(connection, rows)


def read(connection: sqlite3.Connection, edition: int, document: Document) -> tuple[SceneClaim, ...]:
    """The claims of an edition, by position."""
    rows, beside = claims_in(connection, [edition])
    return join_scene(beside.claim(row, document.id, document.text) for row in rows.get(edition, ()))
