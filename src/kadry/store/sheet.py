"""What was found in several editions, written together: a statement for many rows costs each of them far less.

Expects to run inside a transaction.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import count

import msgspec
from msgspec import structs

from kadry.claim import Chain, Claim, Extraction, Mention, claim_id, join_claims
from kadry.document import Document
from kadry.scene import join_scene
from kadry.store import scenes
from kadry.store.many import insert_laid

PARTS = ("person", "antecedent", "role", "organization")
WORDS = ("role_class", "status", "change", "since", "until", "term_until", "observed", "post")
FLAGS = ("organization_inferred", "acting", "reported")
TRAITS = ("gender", "country", "generic", "setting", "born", "posts")

# In the order in which rows may refer to one another.
_COLUMNS: Mapping[str, Sequence[str]] = {
    "document": ("id", "hash", "source", "text"),
    "edition": ("id", "document", "hash", "title", "published", "language", "masked", "version"),
    "location": ("id", "location", "document", "edition"),
    "mention": ("id", "edition", "start", "end", "type", "normal"),
    "chain": ("id", "edition", "head", *TRAITS),
    "chain_mention": ("chain", "position", "mention"),
    "claim": ("id", "edition", "hash", *PARTS, "evidence_start", "evidence_end", *WORDS, *FLAGS),
    "support": ("claim", "rule", "confidence"),
    **scenes.COLUMNS,
    "view_ahead": ("edition", "rules", "notes"),
}
_NULLABLE = {"source", "title", "published", "gender", "country", "setting", "born", "role", "organization"}
_NULLABLE |= {"change", "since", "until", "term_until", "observed", "post"}
_NULLABLE_IN = {"location": _NULLABLE | {"edition"}, "scene": scenes.NULLABLE}
# A flag is written as int, a hash as bytearray and null as _NULL: what sqlite3 has to adapt, bool, bytes and None among
# it, takes five times as long.
_NULL = 0
_JSON = msgspec.json.Encoder()


class Sheet:
    """Rows that are in no table before ``write``; their numbers are given out here, since who writes is alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._values: dict[str, list[object]] = {table: [] for table in _COLUMNS}
        self._numbers: dict[str, int] = {}
        self._named: set[str] = set()

    @property
    def size(self) -> int:
        """How many values wait to be written."""
        return sum(map(len, self._values.values()))

    def names(self, *known: str) -> bool:
        """Whether one of these documents, by id, or locations waits to be written, so that no table tells of it yet."""
        return not self._named.isdisjoint(known)

    def add_document(self, document: Document, text: int) -> int:
        """The row that a document will have, which is in no table; text: the row of its text."""
        row = self._next("document")
        self._values["document"].extend((row, bytearray.fromhex(document.id), _or_null(document.source), text))
        return row

    def add_edition(self, row: int, document: Document, hash: str, version: str) -> int:
        """The row that an edition will have, which is in no table; hash: ``edition_id`` of the document."""
        edition = self._next("edition")
        masked = _JSON.encode(document.masked).decode() if document.masked else "[]"
        told = (_or_null(document.title), _or_null(document.published), document.language, masked)
        self._values["edition"].extend((edition, row, bytearray.fromhex(hash), *told, version))
        return edition

    def add_read(self, location: str, document: int, edition: int | None) -> None:
        """Append to what was read at a location; edition: None where nothing is kept of what was erased."""
        self._named.add(location)
        self._values["location"].extend((self._next("location"), location, document, edition or _NULL))

    def add(self, edition: int, document: Document, extraction: Extraction) -> None:
        """Take in what was found in an edition that holds nothing yet.

        Raises ValueError where an extraction is not of this document, or quotes what does not stand there.
        """
        hashes = list(map(claim_id, extraction.claims))
        if len(set(hashes)) < len(hashes):
            extraction = structs.replace(extraction, claims=join_claims(extraction.claims))
            hashes = list(map(claim_id, extraction.claims))
        self._named.add(document.id)
        ids: dict[Mention, int] = {}
        first = self._next("mention", 0)
        self._add_chains(edition, extraction.chains, ids, first)
        self._add_claims(edition, hashes, extraction.claims, ids, first)
        if extraction.scene:
            told, number = join_scene(extraction.scene), ids.setdefault
            row = self._next("scene", len(told))
            scenes.lay(self._values, edition, row, told, lambda mention: number(mention, first + len(ids)), _NULL)
        if ahead := extraction.ahead:
            self._values["view_ahead"].extend((edition, ahead.rules, bytearray(ahead.notes)))
        self._next("mention", len(ids))
        _check(document, extraction, ids)
        values = self._values["mention"]
        for id, m in enumerate(ids, first):
            values += (id, edition, m.start, m.end, m.type, m.normal)

    def _add_chains(self, edition: int, chains: Sequence[Chain], ids: dict[Mention, int], first: int) -> None:
        """Chains, and numbers from ``first`` on for the mentions that they bring to ``ids``."""
        values, members, number = self._values["chain"], self._values["chain_mention"], ids.setdefault
        for id, c in enumerate(chains, self._next("chain", len(chains))):
            head = number(c.head, first + len(ids))
            values += (
                id,
                edition,
                head,
                _NULL if c.gender is None else c.gender,
                _NULL if c.country is None else c.country,
                1 if c.generic else 0,
                _NULL if c.setting is None else c.setting,
                _NULL if c.born is None else c.born,
                _JSON.encode(c.posts).decode() if c.posts else "[]",
            )
            if c.mentions != (c.head,):  # who reads takes the head where there is no row
                for position, mention in enumerate(c.mentions):
                    members += (id, position, number(mention, first + len(ids)))

    def _add_claims(
        self, edition: int, hashes: Iterable[str], claims: Sequence[Claim], ids: dict[Mention, int], first: int
    ) -> None:
        values, supports, number = self._values["claim"], self._values["support"], ids.setdefault
        for id, hash, c in zip(count(self._next("claim", len(claims))), hashes, claims, strict=False):
            role, body, quote = c.role, c.organization, c.evidence
            values += (
                id,
                edition,
                bytearray.fromhex(hash),
                number(c.person, first + len(ids)),
                number(c.antecedent, first + len(ids)),
                _NULL if role is None else number(role, first + len(ids)),
                _NULL if body is None else number(body, first + len(ids)),
                quote.start,
                quote.end,
                c.role_class,
                c.status,
                _NULL if c.change is None else c.change,
                _NULL if c.since is None else c.since,
                _NULL if c.until is None else c.until,
                _NULL if c.term_until is None else c.term_until,
                _NULL if c.observed is None else c.observed,
                _NULL if c.post is None else c.post,
                1 if c.organization_inferred else 0,
                1 if c.acting else 0,
                1 if c.reported else 0,
            )
            for support in c.supports:
                supports += (id, support.rule, support.confidence)

    def write(self) -> None:
        """Put the rows into the tables; the sheet is empty then."""
        for table, values in self._values.items():
            if values:
                _write(self._connection, table, values)
                values.clear()
        self._numbers.clear()
        self._named.clear()

    def _next(self, table: str, many: int = 1) -> int:
        """The first of some free row numbers; nobody else takes them, since a transaction that writes is alone."""
        free = self._numbers.get(table)
        if free is None:
            free = int(self._connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])
        self._numbers[table] = free + many
        return free


def check(document: Document, extraction: Extraction) -> None:
    """Raise ValueError where an extraction is not of this document, or quotes what does not stand there."""
    _check(document, extraction, _mentioned(extraction))


def _check(document: Document, extraction: Extraction, mentions: Iterable[Mention]) -> None:
    id, text = document.id, document.text
    if extraction.document != id:
        raise ValueError(f"an extraction of {extraction.document} is not one of document {id}")
    for mention in mentions:
        if text[mention.start : mention.end] != mention.text or mention.document != id:
            raise ValueError(f"mention {mention.key} does not cut its words from document {id}")
    for claim in (*extraction.claims, *extraction.scene):
        quote = claim.evidence
        if text[quote.start : quote.end] != quote.text or claim.document != id:
            raise ValueError(f"claim {claim.id} does not quote document {id}")


def _mentioned(extraction: Extraction) -> list[Mention]:
    """Every mention that an extraction holds, with repetitions, in the order in which rows refer to them."""
    found: list[Mention] = []
    for chain in extraction.chains:
        found.append(chain.head)
        found += chain.mentions
    for claim in extraction.claims:
        found += (claim.person, claim.antecedent)
        if claim.role is not None:
            found.append(claim.role)
        if claim.organization is not None:
            found.append(claim.organization)
    found += scenes.mentions(extraction.scene)
    return found


def _or_null(value: str | None) -> str | int:
    return _NULL if value is None else value


def _write(connection: sqlite3.Connection, table: str, values: Sequence[object]) -> None:
    insert_laid(connection, *_places(table), values)


@cache
def _places(table: str) -> tuple[str, str]:
    """The statement for a table up to its values, and its part for one row."""
    names = _COLUMNS[table]
    nullable = _NULLABLE_IN.get(table, _NULLABLE)
    marks = (f"nullif(?, {_NULL})" if name in nullable else "?" for name in names)
    return f"INSERT INTO {table} ({', '.join(names)})", f"({', '.join(marks)})"
