"""Find a person or body by what a user types: a key, an id, an outside id, a name in any case or in Latin letters."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

from msgspec import Struct

from kadry.authority import canonical
from kadry.claim import Chain, Partition
from kadry.errors import AmbiguousName, UnknownName
from kadry.fold import fold
from kadry.spelling import agree, is_latin, latin, words

if TYPE_CHECKING:
    from kadry.store.graph.finding import Finder, Named

_SHOWN = 10
_SHORTEST_ID = 6


class Entity(Struct, frozen=True):
    """A person or body of the store.

    names: those that documents give it; of one that no document mentions, those of its outside identities. chains: its
    in-document entities, the founder's first, its outside identities last.
    """

    id: str
    type: Literal["person", "body"]
    names: tuple[str, ...]
    chains: tuple[Chain, ...]

    @property
    def name(self) -> str:
        """The longest of its names."""
        return max(self.names, key=lambda name: (len(name), name))

    @property
    def identities(self) -> tuple[Chain, ...]:
        """Its outside identities."""
        return tuple(chain for chain in self.chains if chain.authority is not None)

    @property
    def mentioned(self) -> tuple[Chain, ...]:
        """What documents say of it."""
        return tuple(chain for chain in self.chains if chain.authority is None)

    @property
    def founder(self) -> str:
        """The key of its first in-document entity, by which a judgement names it."""
        return self.chains[0].key

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its in-document entities and outside identities."""
        return tuple(chain.key for chain in self.chains)

    @property
    def outside(self) -> tuple[str, ...]:
        """Its outside ids."""
        return tuple(chain.authority for chain in self.chains if chain.authority is not None)

    @property
    def generic(self) -> bool:
        """Whether it has names only that identify nobody."""
        return all(chain.generic for chain in self.chains)

    def key(self, wanted: str) -> str:
        """The key by which a judgement names what a user typed: that of the one chain it means, else the founder's.

        A key or an outside id means one chain, so that a wrong outside identity can be parted from the rest.
        """
        own = [chain.key for chain in self.chains if _means(wanted, chain)]
        return own[0] if own else self.founder


Known = TypeVar("Known", Entity, "Named")


def entities(chains: Iterable[Chain], partition: Partition, published: Mapping[str, str | None]) -> list[Entity]:
    """All entities, sorted by id; ``published`` has the documents' dates."""
    members: dict[str, list[Chain]] = defaultdict(list)
    for chain in chains:
        members[partition.find(chain.key)].append(chain)

    def age(chain: Chain) -> tuple[bool, str, str, int]:
        date = published.get(chain.head.document)
        return (date is None, date or "", chain.head.document, chain.head.start)

    return [
        Entity(
            id=key,
            type="person" if group[0].head.type == "person" else "body",
            names=_names(group),
            chains=tuple(sorted(group, key=age)),
        )
        for key, group in sorted(members.items())
    ]


def _names(group: Iterable[Chain]) -> tuple[str, ...]:
    told = {chain.head.normal for chain in group if chain.authority is None}
    return tuple(sorted(told or {mention.normal for chain in group for mention in chain.mentions}))


def find(known: Sequence[Known], wanted: str) -> Known:
    """The one entity that a key, an id (or its beginning) or a name means.

    The first of these that fits anything decides: key or id, outside id, the whole name, the name's words or initials
    in any order, the same two in Latin letters. What documents mention comes before what only an authority file knows,
    and that before what identifies nobody. Raises UnknownName, and AmbiguousName with the candidates.
    """
    for fits in _searches(wanted):
        found = [entity for entity in known if fits(entity)]
        named = [entity for entity in found if not entity.generic]
        found = [entity for entity in named if entity.mentioned] or named or found
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousName(_choices(wanted, found))
    raise UnknownName(f"{wanted}: no person or body of that name is in the store; try the surname alone")


def look_up(finder: "Finder", wanted: str) -> "Named":
    """The same by the index of names of a store, which knows whom ``wanted`` may mean without going through all."""
    searches = _searches(wanted)
    known = (one for one in finder.candidates(wanted) if any(fits(one) for fits in searches))
    return find(sorted(known, key=lambda one: one.id), wanted)


def _searches(wanted: str) -> "list[Fits]":
    searches = (_by_id, _by_identity, _by_name, _by_words, _by_latin_name, _by_latin_words)
    return [search(wanted) for search in searches]


def _choices(wanted: str, found: "Sequence[Entity] | Sequence[Named]") -> str:
    lines = [f"{wanted}: {len(found)} persons or bodies fit; name one by its id or key"]
    lines += [f"  {entity.id[:12]}  {entity.founder}  {entity.type} {entity.name}" for entity in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"  … and {len(found) - _SHOWN} more")
    return "\n".join(lines)


Fits = Callable[["Entity | Named"], bool]


def _by_id(wanted: str) -> Fits:
    plain = wanted.strip().lower()
    prefix = plain if re.fullmatch(rf"[0-9a-f]{{{_SHORTEST_ID},32}}", plain) else None
    return lambda entity: (prefix is not None and entity.id.startswith(prefix)) or wanted.strip() in entity.keys


def _by_identity(wanted: str) -> Fits:
    identity = _identity(wanted)
    return lambda entity: identity is not None and identity in entity.outside


def _identity(wanted: str) -> str | None:
    """The outside id that a user typed, None for anything else."""
    try:
        return canonical(wanted)
    except ValueError:
        return None


def _means(wanted: str, chain: Chain) -> bool:
    """Whether a user's words are the key or the outside id of a chain."""
    return chain.key == wanted.strip() or (chain.authority is not None and chain.authority == _identity(wanted))


def _by_name(wanted: str) -> Fits:
    form = fold(wanted)
    return lambda entity: any(fold(name) == form for name in entity.names)


def _by_words(wanted: str) -> Fits:
    own = words(fold(wanted))
    return lambda entity: any(agree(own, words(fold(name))) for name in entity.names)


def _by_latin_name(wanted: str) -> Fits:
    form = latin(wanted)
    return lambda entity: is_latin(wanted) and any(latin(name) == form for name in entity.names)


def _by_latin_words(wanted: str) -> Fits:
    own = words(latin(wanted))
    return lambda entity: is_latin(wanted) and any(agree(own, words(latin(name))) for name in entity.names)
