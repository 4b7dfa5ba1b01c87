"""What was found in several editions, written together: a statement for many rows costs each of them far less.

Expects to run inside a transaction.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count

import msgspec
from msgspec import structs

from kadry.claim import Chain, Claim, Extraction, Mention, join_claims
from kadry.document import Document

PARTS = ("person", "antecedent", "role", "organization")
WORDS = ("role_class", "status", "change", "since", "until", "term_until", "observed", "post")
FLAGS = ("organization_inferred", "acting", "reported")
TRAITS = ("gender", "country", "generic", "setting", "born", "posts")

# In the order in which rows may refer to one another.
_COLUMNS: Mapping[str, Sequence[str]] = {
    "mention": ("id", "edition", "start", "end", "type", "normal"),
    "chain": ("id", "edition", "head", *TRAITS),
    "chain_mention": ("chain", "position", "mention"),
    "claim": ("id", "edition", "hash", *PARTS, "evidence_start", "evidence_end", *WORDS, *FLAGS),
    "support": ("claim", "rule", "confidence"),
}
_AT_ONCE = 128  # rows in a statement
# A flag is written as int and a hash as bytearray: what sqlite3 has to adapt, bool and bytes among it, takes five times
# as long.
_POSTS = msgspec.json.Encoder()


class Sheet:
    """Rows that are in no table before ``write``; their numbers are given out here, since who writes is alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._values: dict[str, list[object]] = {table: [] for table in _COLUMNS}
        self._mentions, self._chains, self._claims = (_numbers(connection, t) for t in ("mention", "chain", "claim"))

    @property
    def size(self) -> int:
        """How many values wait to be written."""
        return sum(map(len, self._values.values()))

    def add(self, edition: int, document: Document, extraction: Extraction) -> None:
        """Take in what was found in an edition that holds nothing yet.

        Raises ValueError where an extraction is not of this document, or quotes what does not stand there.
        """
        hashes = [claim.id for claim in extraction.claims]
        if len(set(hashes)) < len(hashes):
            extraction = structs.replace(extraction, claims=join_claims(extraction.claims))
            hashes = [claim.id for claim in extraction.claims]
        named = check(document, extraction)
        ids = dict(zip(named, self._mentions, strict=False))
        add = self._values["mention"].extend
        for m, id in ids.items():
            add((id, edition, m.start, m.end, m.type, m.normal))
        for chain in extraction.chains:
            self._add_chain(edition, chain, ids)
        for hash, claim in zip(hashes, extraction.claims, strict=True):
            self._add_claim(edition, hash, claim, ids)

    def _add_chain(self, edition: int, chain: Chain, ids: Mapping[Mention, int]) -> None:
        id = next(self._chains)
        posts = _POSTS.encode(chain.posts).decode() if chain.posts else "[]"
        traits = (chain.gender, chain.country, int(chain.generic), chain.setting, chain.born, posts)
        self._values["chain"].extend((id, edition, ids[chain.head], *traits))
        add = self._values["chain_mention"].extend
        for position, mention in enumerate(chain.mentions):
            add((id, position, ids[mention]))

    def _add_claim(self, edition: int, hash: str, c: Claim, ids: Mapping[Mention, int]) -> None:
        id = next(self._claims)
        role = None if c.role is None else ids[c.role]
        body = None if c.organization is None else ids[c.organization]
        parts = (ids[c.person], ids[c.antecedent], role, body)
        words = (c.role_class, c.status, c.change, c.since, c.until, c.term_until, c.observed, c.post)
        flags = (int(c.organization_inferred), int(c.acting), int(c.reported))
        place = (c.evidence.start, c.evidence.end)
        self._values["claim"].extend((id, edition, bytearray.fromhex(hash), *parts, *place, *words, *flags))
        for support in c.supports:
            self._values["support"].extend((id, support.rule, support.confidence))

    def write(self) -> None:
        """Put the rows into the tables; the sheet is empty then."""
        for table, values in self._values.items():
            _write(self._connection, table, values)
            values.clear()


def check(document: Document, extraction: Extraction) -> dict[Mention, None]:
    """The mentions of an extraction, each once, in the order in which they come.

    Raises ValueError where the extraction is not of this document, or quotes what does not stand there.
    """
    id, text = document.id, document.text
    if extraction.document != id:
        raise ValueError(f"an extraction of {extraction.document} is not one of document {id}")
    mentions = dict.fromkeys(_mentions(extraction))
    for mention in mentions:
        if text[mention.start : mention.end] != mention.text or mention.document != id:
            raise ValueError(f"mention {mention.key} does not cut its words from document {id}")
    for claim in extraction.claims:
        quote = claim.evidence
        if text[quote.start : quote.end] != quote.text or claim.document != id:
            raise ValueError(f"claim {claim.id} does not quote document {id}")
    return mentions


def _mentions(extraction: Extraction) -> list[Mention]:
    """Every mention that an extraction holds, with repetitions."""
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
    return found


def _numbers(connection: sqlite3.Connection, table: str) -> Iterator[int]:
    """Free row numbers; nobody else takes them, since a transaction that writes is alone."""
    return count(int(connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0]))


def _write(connection: sqlite3.Connection, table: str, values: Sequence[object]) -> None:
    width = len(_COLUMNS[table])
    many = width * _AT_ONCE
    rest = len(values) - len(values) % many
    connection.executemany(_insert(table, _AT_ONCE), (values[at : at + many] for at in range(0, rest, many)))
    connection.executemany(_insert(table, 1), (values[at : at + width] for at in range(rest, len(values), width)))


@cache
def _insert(table: str, rows: int) -> str:
    names = _COLUMNS[table]
    row = f"({', '.join('?' * len(names))})"
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([row] * rows)}"
