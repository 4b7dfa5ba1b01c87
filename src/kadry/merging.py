"""Who is who in a store: by the view that it keeps, brought up to date by what has changed; without one, from scratch.

The result is that of ``resolve.partition`` over all chains, byte for byte. Only components that something came into or
left are worked out anew.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kadry.authority import OUTSIDE
from kadry.claim import Chain, Judgement, Partition, entity_id
from kadry.resolve import partition
from kadry.resolve.components import Keys
from kadry.resolve.incremental import (
    CROWD,
    Cluster,
    Group,
    Judged,
    Note,
    alike,
    decode,
    encode,
    first_group,
    hash_of,
    joined,
    judged_by,
    keys_of,
    note_of,
    read,
    told_ahead,
    version,
    work_out,
    written,
)
from kadry.resolve.signatures import Signature
from kadry.store.view import AUTHORITY, ChainRow, Change, NoteRow, View

if TYPE_CHECKING:
    from kadry.store import Store

_ROW = msgspec.msgpack.Decoder(tuple[int, str, bytes])
_ATTEMPTS = 2  # another process may write between the refreshing and the reading


def merged(store: "Store") -> Partition:
    """Who is who of a store now; inside a snapshot, of its moment.

    Where the view is not of that moment, all is worked out from scratch; ``refresh`` beforehand brings it there.
    """
    view = store.view()
    if not is_current(view):
        return partition(store.chains(), store.judgements(), {one.id: one.published for one in store.headers()})
    ids = cache(entity_id)
    return Partition({key: ids(founder) for key, founder in view.founders()})


def is_current(view: View) -> bool:
    """Whether the view is of the ledger as it is now."""
    state = view.state()
    return state == view.ledger(version(), state.generation) and view.is_whole() and view.editions() == view.live()


def refresh(store: "Store", view: View | None = None) -> bool:
    """Bring the view up to date; whether it is. It is left as it is where the file is read-only or another writes.

    What is worked out is read of one moment and written in one transaction, so that readers see the old view or the
    new one, and others who write wait for the writing only. view: the store's own, if it is to be watched.
    """
    view = view or store.view()
    for _ in range(_ATTEMPTS):
        with store.snapshot():
            found = _Refresh(view, store.judgements())
            change = None if found.needless else found.change()
        if change is None or view.apply(change):
            return True
    return False


class _Coming(Struct, frozen=True):
    """A chain that comes into the view."""

    edition: int
    chain: Chain
    published: str | None


class _Rows:
    """Rows of chains, each packed: a view that is made anew takes hundreds of thousands."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def __iter__(self) -> Iterator[ChainRow]:
        for edition, place, note in map(_ROW.decode, self._packed):
            yield ChainRow(edition, read(place)[-1], place, note)

    def add(self, edition: int, place: str, note: bytes) -> None:
        """One of an edition; place: as it is written."""
        self._packed.append(msgspec.msgpack.encode((edition, place, note)))


class _Refresh:
    """What one refreshing finds: what is gone, what is fresh, which chains leave and come, and what becomes of them."""

    def __init__(self, view: View, judgements: list[Judgement]) -> None:
        self._view = view
        self._judgements = judgements
        self._judged: Judged = judged_by(judgements)
        self._old = view.state()
        self._new = view.ledger(version(), self._old.generation)
        self._whole = self._old.version != version() or view.words_before(self._old.last_word) != self._old.words
        self._live, held = view.live(), set() if self._whole else view.editions()
        self._gone, self._fresh = held - self._live, self._live - held
        self._leaving = set() if self._whole else view.chains_of(self._gone)
        self._groups: dict[bytes, Group] = {}
        self._notes: dict[bytes, Note] = {}
        self._keys: dict[bytes, Keys] = {}
        self._signatures: dict[Signature, Signature] = {}
        self._chains = _Rows()
        self._homes: dict[bytes, tuple[int, str]] = {}

    @property
    def needless(self) -> bool:
        """Whether the view is of the ledger as it is."""
        return self._old == self._new and not (self._gone or self._fresh) and self._view.is_whole()

    def change(self) -> Change:
        """All that must be written."""
        told = set(self._told_ahead())
        for one in self._coming(self._fresh - told):
            self._note(one)
        known = {} if self._whole else self._view.known(self._notes)
        fresh = [self._row(hash, note) for hash, note in self._notes.items() if hash not in known]
        if not self._whole:
            self._load(fresh, known.values())
        return Change(
            old=self._old,
            new=self._new,
            whole=self._whole,
            gone=self._gone,
            fresh=self._fresh,
            leaving=self._leaving,
            notes=fresh,
            chains=self._chains,
            homes=list(self._homed()),
            worked=len(self._groups),
        )

    # what comes

    def _told_ahead(self) -> Iterator[int]:
        """The fresh editions that were worked out ahead, whose chains are noted; no word is on these."""
        judged = {_document(mention) for mention in self._judged}
        for edition, document, published, notes in self._view.ahead(self._fresh, self._new.version):
            if document not in judged:
                for one in told_ahead(notes):
                    hash = hash_of(one.told)
                    if hash not in self._notes:
                        note = decode(one.told)
                        same = self._signatures.setdefault(note.signature, note.signature)
                        self._notes[hash] = replace(note, signature=same)
                        self._keys[hash] = one.keys
                    self._enter(edition, hash, one.key, published)
                yield edition

    def _coming(self, fresh: Collection[int]) -> Iterator[_Coming]:
        for edition in sorted(fresh):
            yield from self._chains_in(edition)
        mentions = set() if self._whole else self._view.new_words(self._old.last_word)
        others = self._whole or self._new.authority != self._old.authority
        if others or any(key.startswith(OUTSIDE) for key in mentions):
            yield from self._authority(mentions)
        yield from self._judged_anew(mentions)

    def _chains_in(self, edition: int) -> Iterator[_Coming]:
        published, chains = self._view.chains_in(edition)
        for chain in chains:
            yield _Coming(edition, chain, published)

    def _authority(self, mentions: Collection[str]) -> Iterator[_Coming]:
        """Entries of authority files that are not noted as they are or judged anew; those that are no more leave."""
        known = {} if self._whole else {key: (id, hash) for key, id, hash in self._view.chains_by_key(AUTHORITY)}
        for one in self._chains_in(AUTHORITY):
            note = note_of(one.chain, self._judged)
            id, hash = known.pop(one.chain.key, (0, b""))
            if note is None or hash_of(encode(note)) != hash or _is_on(one.chain, mentions):
                self._leaving |= {id} - {0}
                yield one
        self._leaving |= {id for id, _ in known.values()}

    def _judged_anew(self, mentions: Collection[str]) -> Iterator[_Coming]:
        """Chains of documents that were noted before a word was said on them: they leave and come back."""
        settled = self._live - self._fresh
        documents = set(map(_document, mentions))
        for edition in sorted({e for one in documents for e in self._view.editions_of(one) if e in settled}):
            rows = {key: id for key, id, _ in self._view.chains_by_key(edition)}
            for one in self._chains_in(edition):
                if _is_on(one.chain, mentions):
                    self._leaving |= {rows[one.chain.key]} if one.chain.key in rows else set()
                    yield one

    def _note(self, one: _Coming) -> None:
        note = note_of(one.chain, self._judged)
        if note is None:
            return
        hash = hash_of(encode(note))
        self._notes.setdefault(hash, note)
        self._enter(one.edition, hash, one.chain.key, one.published)

    def _enter(self, edition: int, hash: bytes, key: str, published: str | None) -> None:
        """Note a chain of an edition, whose note is known by its hash."""
        group = first_group(self._notes[hash], key, published)
        self._chains.add(edition, written(group.first), hash)
        self._join(hash, group)

    def _join(self, hash: bytes, group: Group) -> None:
        known = self._groups.get(hash)
        self._groups[hash] = group if known is None else joined(known, group)

    def _row(self, hash: bytes, note: Note) -> NoteRow:
        keys = self._keys.get(hash)
        if keys is None:
            self._keys[hash] = keys = keys_of(note)
        return NoteRow(hash, encode(note), keys.seeks, keys.answers, keys.sounds)

    # what becomes of it

    def _load(self, fresh: Collection[NoteRow], held: Iterable[int]) -> None:
        """The groups of all components concerned, as they are without the chains that leave.

        fresh: the notes that the view does not hold; held: the components of the others.
        """
        components = {0, *held, *self._heard(fresh)} | self._view.components(self._leaving, fresh)
        for row in self._view.groups(components, self._leaving):
            self._homes[row.hash] = row.component, row.founder
            self._join(row.hash, Group(decode(row.told), read(row.place), row.key, row.number))

    def _heard(self, fresh: Iterable[NoteRow]) -> Iterator[int]:
        """The components of notes that sound like a fresh one and are alike; of all of a sound that is a crowd's."""
        coming: dict[int, list[Note]] = defaultdict(list)
        for note in fresh:
            for sound in note.sounds:
                coming[sound].append(self._notes[note.hash])
        for sound, notes in coming.items():
            known = self._view.heard(sound)
            if len(known) + len(notes) > CROWD:
                yield from (component for _, component in known)
            else:
                yield from alike(notes, ((decode(told), component) for told, component in known))

    def _homed(self) -> Iterator[tuple[bytes, int, str]]:
        """The component and founder of each note for which they are not what they were."""
        free = 0 if self._whole else self._view.last_component()
        taken: set[int] = {0}
        for clusters in work_out(self._groups, self._judgements, self._keys):
            number = min((n for n in _numbers(clusters, self._homes) if n not in taken), default=0)
            if not number:
                free += 1
                number = free
            taken.add(number)
            for cluster in clusters:
                for hash in cluster.notes:
                    if self._homes.get(hash) != (number, cluster.founder):
                        yield hash, number, cluster.founder


def _document(mention: str) -> str:
    """The document of a mention's key."""
    return mention.partition(":")[0]


def _is_on(chain: Chain, mentions: Collection[str]) -> bool:
    """Whether one of the mentions is the chain's."""
    return any(m.key in mentions for m in (*chain.mentions, chain.head))


def _numbers(clusters: list[Cluster], homes: Mapping[bytes, tuple[int, str]]) -> Iterator[int]:
    """The components that the notes of some clusters were of."""
    return (homes[hash][0] for cluster in clusters for hash in cluster.notes if hash in homes)
