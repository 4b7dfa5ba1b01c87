"""Rows of one edition: its mentions, chains and claims, written and read back as they were."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from kadry.claim import Chain, Claim, Extraction, Held, Mention, Quote, RoleClaim, Support, join_claims
from kadry.document import Document

_WORDS = ("role_class", "status", "change", "since", "until", "term_until", "observed", "post")
_FLAGS = ("organization_inferred", "acting", "reported")
_PARTS = ("person", "antecedent", "role", "organization")
_TRAITS = ("gender", "country", "generic", "setting", "born", "posts")
_INSERT_CHAIN = f"INSERT INTO chain (id, edition, head, {', '.join(_TRAITS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_POSTS = msgspec.json.Encoder()
_HELD = msgspec.json.Decoder(tuple[Held, ...])
_COLUMNS = ("edition", "hash", *_PARTS, "evidence_start", "evidence_end", *_WORDS, *_FLAGS)


def check(document: Document, extraction: Extraction) -> None:
    """Raises ValueError where an extraction is not of this document, or quotes what does not stand there."""
    if extraction.document != document.id:
        raise ValueError(f"an extraction of {extraction.document} is not one of document {document.id}")
    for mention in _mentions(extraction):
        if mention.document != document.id or document.text[mention.start : mention.end] != mention.text:
            raise ValueError(f"mention {mention.key} does not cut its words from document {document.id}")
    for claim in extraction.claims:
        quote = claim.evidence
        if claim.document != document.id or document.text[quote.start : quote.end] != quote.text:
            raise ValueError(f"claim {claim.id} does not quote document {document.id}")


def write(connection: sqlite3.Connection, edition: int, extraction: Extraction) -> None:
    """Write what was found in an edition that holds nothing yet."""
    ids = _write_mentions(connection, edition, extraction)
    chain = _next_id(connection, "chain")
    for number, one in enumerate(extraction.chains, chain):
        traits = (one.gender, one.country, one.generic, one.setting, one.born, _POSTS.encode(one.posts).decode())
        connection.execute(_INSERT_CHAIN, (number, edition, ids[one.head], *traits))
        members = ((number, position, ids[m]) for position, m in enumerate(one.mentions))
        connection.executemany("INSERT INTO chain_mention VALUES (?, ?, ?)", members)
    for claim in join_claims(extraction.claims):
        _write_claim(connection, edition, claim, ids)


def wipe(connection: sqlite3.Connection, edition: int) -> None:
    """Delete all that was found in an edition."""
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
    query = f"SELECT id, head, {', '.join(_TRAITS)} FROM chain WHERE edition = ?"
    chains = (
        Chain(
            mentions[head],
            tuple(members.get(id, ())),
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
        **{name: row[name] for name in _WORDS},
        **{name: bool(row[name]) for name in _FLAGS},
        **{name: mentions.get(row[name]) for name in _PARTS},
    }
    return RoleClaim(document=document, evidence=Quote(start, end, text[start:end]), supports=supports, **fields)


def _mentions(extraction: Extraction) -> Iterator[Mention]:
    """Every mention that an extraction holds, with repetitions."""
    for chain in extraction.chains:
        yield chain.head
        yield from chain.mentions
    for claim in extraction.claims:
        yield from (m for m in (claim.person, claim.antecedent, claim.role, claim.organization) if m is not None)


def _write_mentions(connection: sqlite3.Connection, edition: int, extraction: Extraction) -> dict[Mention, int]:
    ids: dict[Mention, int] = {}
    first = _next_id(connection, "mention")
    for mention in _mentions(extraction):
        ids.setdefault(mention, first + len(ids))
    rows = ((id, edition, m.start, m.end, m.type, m.normal) for m, id in ids.items())
    connection.executemany("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?)", rows)
    return ids


def _write_claim(connection: sqlite3.Connection, edition: int, claim: Claim, ids: Mapping[Mention, int]) -> None:
    parts = (claim.person, claim.antecedent, claim.role, claim.organization)
    row = (
        edition,
        bytes.fromhex(claim.id),
        *(None if mention is None else ids[mention] for mention in parts),
        claim.evidence.start,
        claim.evidence.end,
        *(getattr(claim, name) for name in (*_WORDS, *_FLAGS)),
    )
    marks = ", ".join("?" * len(row))
    cursor = connection.execute(f"INSERT INTO claim ({', '.join(_COLUMNS)}) VALUES ({marks})", row)
    supports = ((cursor.lastrowid, support.rule, support.confidence) for support in claim.supports)
    connection.executemany("INSERT INTO support VALUES (?, ?, ?)", supports)


def _read_mentions(connection: sqlite3.Connection, edition: int, document: str, text: str) -> dict[Any, Mention]:
    rows = connection.execute("SELECT id, start, end, type, normal FROM mention WHERE edition = ?", (edition,))
    return {id: Mention(document, start, end, type, text[start:end], normal) for id, start, end, type, normal in rows}


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    """The first free row number; nobody else takes it, since a transaction that writes is alone."""
    return int(connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])
