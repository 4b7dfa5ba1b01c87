"""Find a person or body by what a user types: a key, an id, an outside id, a name in any case or in Latin letters."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from kadry.authority import canonical
from kadry.claim import Chain, Partition
from kadry.errors import AmbiguousName, UnknownName
from kadry.fold import fold

_SHOWN = 10
_SHORTEST_ID = 6
_WORD = re.compile(r"[^\s.]+\.?")
# Latin spellings differ by scheme and by country; what most of them have in common is kept, the rest is levelled.
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e",
        "ю": "iu", "я": "ia", "đ": "d",
    }
)  # fmt: skip
_LEVEL = (
    ("shch", "sh"), ("kh", "h"), ("ts", "c"), ("tz", "c"), ("tch", "ch"), ("ph", "f"), ("w", "v"), ("x", "ks"),
    ("ck", "k"), ("q", "k"), ("y", "i"), ("j", "i"), ("ie", "e"), ("'", ""), ("`", ""), ("’", ""),
)  # fmt: skip


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

    def key(self, wanted: str) -> str:
        """The key by which a judgement names what a user typed: that of the one chain it means, else the founder's.

        A key or an outside id means one chain, so that a wrong outside identity can be parted from the rest.
        """
        own = [chain.key for chain in self.chains if _means(wanted, chain)]
        return own[0] if own else self.founder


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


def find(known: Sequence[Entity], wanted: str) -> Entity:
    """The one entity that a key, an id (or its beginning) or a name means.

    The first of these that fits anything decides: key or id, outside id, the whole name, the name's words or initials
    in any order, the same two in Latin letters. What documents mention comes before what only an authority file knows,
    and that before what identifies nobody. Raises UnknownName, and AmbiguousName with the candidates.
    """
    searches = (_by_id, _by_identity, _by_name, _by_words, _by_latin_name, _by_latin_words)
    for fits in (search(wanted) for search in searches):
        found = [entity for entity in known if fits(entity)]
        named = [entity for entity in found if not all(chain.generic for chain in entity.chains)]
        found = [entity for entity in named if entity.mentioned] or named or found
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousName(_choices(wanted, found))
    raise UnknownName(f"{wanted}: no person or body of that name is in the store; try the surname alone")


def _choices(wanted: str, found: Sequence[Entity]) -> str:
    lines = [f"{wanted}: {len(found)} persons or bodies fit; name one by its id or key"]
    lines += [f"  {entity.id[:12]}  {entity.founder}  {entity.type} {entity.name}" for entity in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"  … and {len(found) - _SHOWN} more")
    return "\n".join(lines)


Fits = Callable[[Entity], bool]


def _by_id(wanted: str) -> Fits:
    plain = wanted.strip().lower()
    prefix = plain if re.fullmatch(rf"[0-9a-f]{{{_SHORTEST_ID},32}}", plain) else None
    return lambda entity: (
        (prefix is not None and entity.id.startswith(prefix))
        or any(chain.key == wanted.strip() for chain in entity.chains)
    )


def _by_identity(wanted: str) -> Fits:
    identity = _identity(wanted)
    return lambda entity: identity is not None and any(chain.authority == identity for chain in entity.identities)


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
    words = _WORD.findall(fold(wanted))
    return lambda entity: any(_agree(words, _WORD.findall(fold(name))) for name in entity.names)


def _by_latin_name(wanted: str) -> Fits:
    form = latin(wanted)
    return lambda entity: _is_latin(wanted) and any(latin(name) == form for name in entity.names)


def _by_latin_words(wanted: str) -> Fits:
    words = _WORD.findall(latin(wanted))
    return lambda entity: _is_latin(wanted) and any(_agree(words, _WORD.findall(latin(name))) for name in entity.names)


def _is_latin(text: str) -> bool:
    return re.search("[A-Za-z]", text) is not None


def _agree(words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether every word, or initial, stands for another word of the name."""
    left = list(name)
    for word in sorted(words, key=len, reverse=True):
        initial = word.rstrip(".")
        match = next((w for w in left if w == word or (len(initial) == 1 and w.startswith(initial))), None)
        if match is None:
            return False
        left.remove(match)
    return bool(words)


def latin(text: str) -> str:
    """A rough Latin form in which the common transcriptions of a Russian spelling agree."""
    plain = unicodedata.normalize("NFKD", fold(text).translate(_LATIN))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    for spelling, level in _LEVEL:
        plain = plain.replace(spelling, level)
    return re.sub(r"(.)\1+", r"\1", plain)
