"""People and bodies by what a user types, from the index of names (index.py): all who may be meant, and few others."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from kadry.authority import OUTSIDE, canonical, entry_chains
from kadry.claim import Chain, entity_id
from kadry.spelling import sought
from kadry.store import authority
from kadry.store.graph import index

_SHORTEST_ID = 6
_HEXADECIMAL = set("0123456789abcdef")
_HEADS = f"what IN ({index.NAME}, {index.GENERIC})"
_CALLED = f"EXISTS (SELECT 1 FROM graph_form WHERE entity = graph_entity.id AND {_HEADS})"
_OF_FOUNDER = "FROM view_chain WHERE note IN (SELECT id FROM view_note WHERE founder = ?)"
_FOUNDER = "SELECT founder FROM view_chain JOIN view_note ON view_note.id = note WHERE view_chain.edition"
_CHAIN = """SELECT published, normal FROM graph_edition JOIN edition ON edition.id = graph_edition.edition
    JOIN document ON document.id = edition.document JOIN chain ON chain.edition = edition.id
    JOIN mention AS head ON head.id = head
    WHERE document.hash = ? AND head.start = ? AND head.end = ? AND head.type = ?"""
_EDITION = "SELECT id FROM edition WHERE document = (SELECT id FROM document WHERE hash = ?)"

Parts = tuple[bytes, int, int, str]
Age = tuple[bool, str, bytes, int]


class Named(Struct, frozen=True):
    """Somebody who may be meant: the names, and those keys and outside ids that were asked for.

    generic: whether the names identify nobody. mentioned: whether a document has them, not an authority file only.
    """

    id: str
    type: Literal["person", "body"]
    names: tuple[str, ...]
    founder: str
    keys: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    generic: bool = False
    mentioned: bool = True

    @property
    def name(self) -> str:
        """The longest of the names."""
        return max(self.names, key=lambda name: (len(name), name))


class Place(Struct, frozen=True):
    """Where a document names somebody: the key of the in-document entity, and its name."""

    key: str
    name: str


class Finder:
    """Looks up one moment's people and bodies; what authority files say of them is read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._entries = list(entry_chains(authority.read(connection)))
        self._founders = {chain.key: self._founder_of(chain) for chain in self._entries}

    def _founder_of(self, chain: Chain) -> str:
        found = self._connection.execute(f"{_FOUNDER} = 0 AND key = ?", (chain.key,)).fetchone()
        return chain.key if found is None else str(found[0])

    def candidates(self, wanted: str) -> Iterator[Named]:
        """Everybody whom ``wanted`` may mean by any rule of `kadry.lookup`, each once."""
        wanted = wanted.strip()
        identity = _canonical(wanted)
        keyed = self._holder(wanted)
        identified = {self._founders[chain.key] for chain in self._entries if chain.authority == identity}
        rows = set(self._by_id(wanted.lower()))
        for founder in {keyed, *identified}:
            rows.update(self._rows(founder))
        for row in _once(self._by_words(wanted), rows):
            one = self._named(row)
            keys = (wanted,) if one.founder == keyed else ()
            outside = (identity or "",) if one.founder in identified else ()
            yield Named(one.id, one.type, one.names, one.founder, keys, outside, one.generic)
        yield from self._only_outside()

    def places(self, founder: str) -> list[Place]:
        """Where documents name an entity, the oldest first."""
        keys = {key for (key,) in self._connection.execute(f"SELECT key {_OF_FOUNDER} AND edition <> 0", (founder,))}
        found = (place for key in {*keys, founder} if (place := self._place(key)) is not None)
        return [place for _, place in sorted(found, key=lambda one: one[0])]

    def identities(self, founder: str) -> list[Chain]:
        """The outside identities of an entity."""
        return [chain for chain in self._entries if self._founders[chain.key] == founder]

    def name_of(self, key: str) -> str | None:
        """What a key's document, or authority file, calls whom it means."""
        found = self._place(key)
        outside = (chain.head.normal for chain in self._entries if chain.key == key)
        return next(outside, None) if found is None else found[1].name

    def _place(self, key: str) -> tuple[Age, Place] | None:
        parts = _split(key)
        found = None if parts is None else self._connection.execute(_CHAIN, parts).fetchone()
        if parts is None or found is None:
            return None
        date, name = found
        return (date is None, date or "", parts[0], parts[1]), Place(key, name)

    def _holder(self, key: str) -> str:
        """The founder of who has a key, "" for what is none."""
        parts = _split(key)
        if parts is None or self._place(key) is None:
            return self._founders.get(key, "")
        found = self._connection.execute(f"{_FOUNDER} IN ({_EDITION}) AND key = ?", (parts[0], key)).fetchone()
        return key if found is None else str(found[0])

    def _rows(self, founder: str) -> Iterator[int]:
        query = f"SELECT id FROM graph_entity WHERE hash = ? AND {_CALLED}"
        return (row for (row,) in self._connection.execute(query, (bytes.fromhex(entity_id(founder)),)))

    def _by_id(self, start: str) -> Iterator[int]:
        if _SHORTEST_ID <= len(start) <= 32 and set(start) <= _HEXADECIMAL:
            query = f"SELECT id FROM graph_entity WHERE hash BETWEEN ? AND ? AND {_CALLED}"
            bounds = (bytes.fromhex(start.ljust(32, "0")), bytes.fromhex(start.ljust(32, "f")))
            yield from (row for (row,) in self._connection.execute(query, bounds))

    def _by_words(self, wanted: str) -> Iterator[int]:
        """Those who have all the words; everybody for initials alone."""
        words = sorted(sought(wanted), key=lambda word: (-len(word), word))  # the longest is likely to be the rarest
        query = f"SELECT DISTINCT entity FROM graph_form WHERE {_HEADS}"
        if words:
            other = "AND EXISTS (SELECT 1 FROM graph_word WHERE word = ? AND entity = one.entity)"
            query = f"SELECT entity FROM graph_word AS one WHERE word = ? {other * (len(words) - 1)}"
        return (row for (row,) in self._connection.execute(query, words))

    def _named(self, row: int) -> Named:
        query = "SELECT lower(hex(hash)), kind, founder FROM graph_entity WHERE id = ?"
        id, kind, founder = self._connection.execute(query, (row,)).fetchone()
        names = tuple(index.names(self._connection, row))
        return Named(id, kind, names, founder, generic=self._is_generic(row, founder))

    def _is_generic(self, row: int, founder: str) -> bool:
        """Whether all that is called so names nobody in particular."""
        named = f"SELECT EXISTS (SELECT 1 FROM graph_form WHERE entity = ? AND what = {index.NAME})"
        return not self._connection.execute(named, (row,)).fetchone()[0] and not self.identities(founder)

    def _only_outside(self) -> Iterator[Named]:
        """Those whom only authority files know: one of their own entries stands for them."""
        groups: dict[str, list[Chain]] = defaultdict(list)
        for chain in self._entries:
            if self._founders[chain.key].startswith(OUTSIDE):
                groups[self._founders[chain.key]].append(chain)
        for founder, chains in groups.items():
            names = {mention.normal for chain in chains for mention in chain.mentions}
            outside = tuple(chain.authority for chain in chains if chain.authority is not None)
            keys = tuple(chain.key for chain in chains)
            kind: Literal["person", "body"] = "person" if founder.endswith(":person") else "body"
            yield Named(entity_id(founder), kind, tuple(sorted(names)), founder, keys, outside, mentioned=False)


def _once(some: Iterable[int], more: set[int]) -> Iterator[int]:
    for row in some:
        more.discard(row)
        yield row
    yield from more


def _canonical(wanted: str) -> str | None:
    try:
        return canonical(wanted)
    except ValueError:
        return None


def _split(key: str) -> Parts | None:
    """The parts of a mention's key; None for what is none."""
    document, _, rest = key.partition(":")
    start, _, rest = rest.partition(":")
    end, _, type = rest.partition(":")
    try:
        parts = bytes.fromhex(document), int(start), int(end), type
    except ValueError:
        return None
    exact = key == f"{parts[0].hex()}:{parts[1]}:{parts[2]}:{type}"
    return parts if exact and max(parts[1], parts[2]) < 2**63 else None
