"""Rows of one edition: its mentions, chains and claims, read back as they were written (sheet.py), and wiped."""

import sqlite3
from collections.abc import Mapping
from typing import Any

import msgspec

from kadry.claim import Chain, Claim, Held, Mention, Quote, RoleClaim, Support, join_claims
from kadry.store import scenes
from kadry.store.sheet import FLAGS, PARTS, TRAITS, WORDS

_HELD = msgspec.json.Decoder(tuple[Held, ...])
_COLUMNS = (*PARTS, "evidence_start", "evidence_end", *WORDS, *FLAGS)


def wipe(connection: sqlite3.Connection, edition: int) -> None:
    """Delete all that was found in an edition."""
    scenes.wipe(connection, edition)
    for table, owner in (("support", "claim"), ("chain_mention", "chain")):
        connection.execute(
            f"DELETE FROM {table} WHERE {owner} IN (SELECT id FROM {owner} WHERE edition = ?)", (edition,)
        )
    for table in ("claim", "chain", "mention"):
        connection.execute(f"DELETE FROM {table} WHERE edition = ?", (edition,))


def read_chains(connection: sqlite3.Connection, edition: int, document: str, text: str) -> list[Chain]:
    """The chains of an edition, sorted."""
    mentions = _read_mentions(connection, edition, document, text)
    members: dict[int, list[Mention]] = {}
    query = """SELECT chain, mention FROM chain_mention WHERE chain IN (SELECT id FROM chain WHERE edition = ?)
        ORDER BY chain, position"""
    for chain, mention in connection.execute(query, (edition,)):
        members.setdefault(chain, []).append(mentions[mention])
    query = f"SELECT id, head, {', '.join(TRAITS)} FROM chain WHERE edition = ?"
    chains = (
        Chain(
            mentions[head],
            tuple(members.get(id, (mentions[head],))),
            gender,
            country,
            bool(generic),
            setting,
            born,
            _HELD.decode(posts),
        )
        for id, head, gender, country, generic, setting, born, posts in connection.execute(query, (edition,))
    )
    return sorted(chains, key=lambda chain: (chain.head, chain.mentions))


def read_claims(connection: sqlite3.Connection, edition: int, document: str, text: str) -> tuple[Claim, ...]:
    """The claims of an edition, by position."""
    mentions = _read_mentions(connection, edition, document, text)
    supports: dict[int, list[Support]] = {}
    query = """SELECT claim, rule, confidence FROM support WHERE claim IN (SELECT id FROM claim WHERE edition = ?)
        ORDER BY claim, rule"""
    for claim, rule, confidence in connection.execute(query, (edition,)):
        supports.setdefault(claim, []).append(Support(rule, confidence))
    cursor = connection.execute(f"SELECT id, {', '.join(_COLUMNS)} FROM claim WHERE edition = ?", (edition,))
    names = [column[0] for column in cursor.description]
    rows = (dict(zip(names, row, strict=True)) for row in cursor)
    return join_claims(_claim(row, mentions, tuple(supports.get(row["id"], ())), document, text) for row in rows)


def _claim(
    row: Mapping[str, Any], mentions: Mapping[Any, Mention], supports: tuple[Support, ...], document: str, text: str
) -> Claim:
    start, end = row["evidence_start"], row["evidence_end"]
    fields: dict[str, Any] = {
        **{name: row[name] for name in WORDS},
        **{name: bool(row[name]) for name in FLAGS},
        **{name: mentions.get(row[name]) for name in PARTS},
    }
    return RoleClaim(document=document, evidence=Quote(start, end, text[start:end]), supports=supports, **fields)


def _read_mentions(connection: sqlite3.Connection, edition: int, document: str, text: str) -> dict[Any, Mention]:
    rows = connection.execute("SELECT id, start, end, type, normal FROM mention WHERE edition = ?", (edition,))
    return {id: Mention(document, start, end, type, text[start:end], normal) for id, start, end, type, normal in rows}
