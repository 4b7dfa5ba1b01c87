"""Increments: who is who worked out anew for some components, from notes that a store keeps of chains.

A note is all that merging looks at of chains that stand or fall together. Notes that share a key may be in one
component, others are not; what ``work_out`` makes of whole components is what ``partition`` makes of all.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from types import MappingProxyType

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import Chain, Held, Judgement
from kadry.resolve import components
from kadry.resolve.candidates import LARGEST
from kadry.resolve.clusters import Atom, Place, clusters_of, group_of, place_of
from kadry.resolve.compare import score
from kadry.resolve.components import Keys, united
from kadry.resolve.conflicts import in_force
from kadry.resolve.evidence import Said, tokens
from kadry.resolve.signatures import Signature, signature
from kadry.versions import hashed, installed

Judged = Mapping[str, Collection[str]]  # judged mentions, each with those that words set beside it
CROWD = LARGEST  # names of one sound beyond which all of them are in one component
_HASH = 16  # bytes


class Note(Struct, frozen=True):
    """What merging looks at of some chains.

    own: the key of the only chain, where that stands for itself. judged: its mentions that words are on, each with the
    other side, sorted.
    """

    signature: Signature
    posts: tuple[Held, ...] = ()
    setting: str | None = None
    own: str = ""
    judged: tuple[tuple[str, str], ...] = ()


class Group(Struct):
    """The chains that one note is of: the place of the first, the least key, and how many they are."""

    note: Note
    first: Place
    key: str
    number: int


class Cluster(Struct, frozen=True):
    """One entity: the key of its founder, and the notes of its chains, by hash."""

    founder: str
    notes: tuple[bytes, ...]


class Noted(Struct, frozen=True, array_like=True):
    """A chain with its note, encoded: its key, and the keys of the note."""

    key: str
    told: bytes
    keys: Keys


_DECODER = msgspec.msgpack.Decoder(Note)
_AHEAD = msgspec.msgpack.Decoder(tuple[Noted, ...])


@cache
def version() -> str:
    """Names the rules of merging, with all that they know of names, by a hash of their files."""
    return f"{hashed('resolve', 'russian', 'fold.py', 'claim.py', 'authority.py')} {installed('pymorphy3-dicts-ru')}"


def encode(note: Note) -> bytes:
    """A note as bytes."""
    return msgspec.msgpack.encode(note)


def decode(told: bytes) -> Note:
    """The note of some bytes. Raises msgspec.MsgspecError for what is none."""
    return _DECODER.decode(told)


def hash_of(told: bytes) -> bytes:
    """What tells an encoded note from all others."""
    return blake2b(told, digest_size=_HASH).digest()


def ahead(chains: Iterable[Chain]) -> bytes:
    """The notes that the chains of a document have where no word is on them, for ``told_ahead``."""
    notes = ((chain, note_of(chain, {})) for chain in chains)
    return msgspec.msgpack.encode([Noted(chain.key, *_noted(note)) for chain, note in notes if note is not None])


@lru_cache(maxsize=1 << 13)
def _noted(note: Note) -> tuple[bytes, Keys]:
    """A note, encoded, and its keys: what many documents name is told alike in most of them."""
    return encode(note), keys_of(note)


def told_ahead(told: bytes) -> tuple[Noted, ...]:
    """What ``ahead`` has made. Raises msgspec.MsgspecError for anything else."""
    return _AHEAD.decode(told)


def judged_by(judgements: Iterable[Judgement]) -> Judged:
    """Every mention that a word is on, with the other sides."""
    found: dict[str, set[str]] = defaultdict(set)
    for word in judgements:
        found[word.left].add(word.right)
        found[word.right].add(word.left)
    return found


def note_of(chain: Chain, judged: Judged) -> Note | None:
    """The note of a chain; None where it can join nobody."""
    one = signature(chain)
    mentions = (*chain.mentions, chain.head) if judged else ()
    said = {(m.key, other) for m in mentions if m.key in judged for other in judged[m.key]}
    if said:
        return Note(one, chain.posts, chain.setting, chain.key, tuple(sorted(said)))
    group = group_of(chain, one)
    if group is None:
        return None
    return Note(one, chain.posts, chain.setting, chain.key if group == chain.key else "")


def keys_of(note: Note) -> Keys:
    """The keys of a note; a word is a key of the two sides that it is on."""
    own = components.keys_of(note.signature, tokens(note.posts, note.setting))
    return replace(own, seeks=own.seeks | {_pair(*pair) for pair in note.judged}) if note.judged else own


def are_alike(one: Signature, other: Signature) -> bool:
    """Whether two that share a sound may be of one entity by their names."""
    return score(one, other) > 0


def alike(notes: Iterable[Note], known: Iterable[tuple[Note, int]]) -> Iterator[int]:
    """The components of those known notes that may be of one entity with others of their sound, by their names.

    Who has a signature that is known comes into its component, where all are that are alike.
    """
    homes: dict[Signature, set[int]] = defaultdict(set)
    for note, component in known:
        homes[note.signature].add(component)
    for one in {note.signature for note in notes}:
        fitting = [one] if one in homes else [other for other in homes if are_alike(one, other)]
        for other in fitting:
            yield from homes[other]


@lru_cache(maxsize=10_000)
def _pair(left: str, right: str) -> int:
    words = "\0".join(("judged", *sorted((left, right))))
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big", signed=True)


def first_group(note: Note, key: str, published: str | None) -> Group:
    """The group of one chain, by its key, of a document of that date."""
    return Group(note, place_of(key, published), key, 1)


def joined(one: Group, other: Group) -> Group:
    """Two groups of one note as one."""
    return Group(one.note, min(one.first, other.first), min(one.key, other.key), one.number + other.number)


def written(place: Place) -> str:
    """A place as text that sorts in the same order. No date and no document's id holds a character below a tab."""
    undated, published, document, start, key = place
    return "\t".join((str(int(undated)), published, document, f"{start:010}", key))


def read(text: str) -> Place:
    """The place of a text."""
    undated, rest = text.split("\t", 1)
    published, document, start, key = rest.rsplit("\t", 3)
    return bool(int(undated)), published, document, int(start), key


def work_out(
    groups: Mapping[bytes, Group], judgements: Iterable[Judgement], known: Mapping[bytes, Keys] = MappingProxyType({})
) -> Iterator[list[Cluster]]:
    """The clusters of each component. ``groups``: those of whole components, by the hash of their note.

    judgements: all; those on chains elsewhere say nothing here. known: the keys of some notes, which need not be found.
    """
    holders = {mention: g.note.own for g in groups.values() for mention, _ in g.note.judged}
    said = (word for word in judgements if word.left in holders and word.right in holders) if holders else ()
    members: dict[str, list[bytes]] = defaultdict(list)
    atoms = list(_atoms(groups, members, known))
    for component in clusters_of(atoms, in_force(said, holders)):
        yield [_cluster(one, members) for one in component]


def _atoms(
    groups: Mapping[bytes, Group], members: dict[str, list[bytes]], known: Mapping[bytes, Keys]
) -> Iterator[Atom]:
    """The atoms that the groups make; ``members`` is filled with the hashes behind the least key of each."""
    standing: dict[object, list[bytes]] = defaultdict(list)
    for hash, group in groups.items():
        note = group.note
        strong = not (note.own or note.signature.weak)
        standing[note.signature if strong else hash].append(hash)
    for hashes in standing.values():
        atom = _atom([groups[hash] for hash in hashes])
        if all(hash in known and not groups[hash].note.judged for hash in hashes):  # a word that says nothing is a key
            atom.told = united([known[hash] for hash in hashes])
        members[atom.key] += hashes
        yield atom


def _atom(groups: Sequence[Group]) -> Atom:
    said: Counter[Said] = Counter()
    for group in groups:
        said[group.note.posts, group.note.setting] += group.number
    return Atom(groups[0].note.signature, min(g.first for g in groups), [min(g.key for g in groups)], said)


def _cluster(atoms: Sequence[Atom], members: Mapping[str, Sequence[bytes]]) -> Cluster:
    founder = min(atom.first for atom in atoms)[-1]
    return Cluster(founder, tuple(hash for atom in atoms for hash in members[atom.key]))
