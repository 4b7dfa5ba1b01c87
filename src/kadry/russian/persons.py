"""Persons of a document: which of its names are one person's.

Names that agree word by word, up to inflection, initials and omitted words, are one person; a bare surname belongs to
the nearest fuller name that has it. Names are looked up by how their words begin, so that a text may have many.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import Chain, Mention
from kadry.russian.names import PATRONYMIC
from kadry.russian.words import shared_letters

SON = re.compile(r"[оеё]?вич(?:а|у|ем|е)?$")
SPLIT = re.compile(r"[\s\u00a0]+")
STEM = 4  # letters that words which differ by a case ending share


class Named(Struct, frozen=True):
    """A mention of a person with what its chain is found by.

    sure: the gender is that of a patronymic, a verb or a title, not one that a given name or an ending suggests.
    """

    mention: Mention
    gender: str
    nominative: bool
    sure: bool = False


class _Group:
    """Mentions of one person: the fullest first, where they stand in order, and their genders."""

    def __init__(self, first: Named) -> None:
        self.items: list[Named] = []
        self.starts: list[int] = []
        self.genders: set[str] = set()
        self.name = first.mention.normal
        self.add(first)

    def add(self, item: Named) -> None:
        """Another mention."""
        self.items.append(item)
        insort(self.starts, item.mention.start)
        self.genders |= {item.gender} - {""}

    def takes(self, item: Named) -> bool:
        """Whether gender and words allow that a mention is of this person."""
        return (not item.gender or self.genders <= {item.gender}) and same_name(item.mention.normal, self.name)

    def distance(self, start: int) -> tuple[int, int]:
        """A sort key: how far before a place the last mention is, else where the first after it is."""
        before = bisect_left(self.starts, start)
        return (0, start - self.starts[before - 1]) if before else (1, self.starts[0])


def person_chains(named: Sequence[Named]) -> tuple[Chain, ...]:
    """The chains of a document's names; every mention is in exactly one."""
    groups: list[_Group] = []
    index: dict[str, list[int]] = {}
    for item in sorted(_settled(named), key=lambda n: (*_shorter(n.mention.normal), n.mention.start)):
        words = _words(item.mention.normal)
        near = sorted({i for key in _sought(words) for i in index.get(key, ())})
        fitting = [groups[i] for i in near if groups[i].takes(item)]
        if fitting:
            min(fitting, key=lambda group: group.distance(item.mention.start)).add(item)
            continue
        for key in _beginnings(words):
            index.setdefault(key, []).append(len(groups))
        groups.append(_Group(item))
    return tuple(sorted((_person_chain(group.items) for group in groups), key=lambda c: (c.head.start, c.head.end)))


def _settled(named: Sequence[Named]) -> list[Named]:
    """The mentions, a gender that a name suggests («Колин») mended where its verbs elsewhere say the other one."""
    told: dict[str, set[str]] = {}
    for item in named:
        if item.sure:
            told.setdefault(_words(item.mention.normal)[0], set()).add(item.gender)
    return [item if item.sure or not item.gender else _mended(item, told) for item in named]


def _mended(item: Named, told: Mapping[str, Collection[str]]) -> Named:
    genders = told.get(_words(item.mention.normal)[0], ())
    return replace(item, gender=next(iter(genders))) if len(genders) == 1 else item


def _beginnings(words: Sequence[str]) -> set[str]:
    """Under what a name is found: how its words begin, and their first letters."""
    return {word[0] + "." if _initial(word) else word[:STEM] for word in words} | {word[0] for word in words}


def _sought(words: Sequence[str]) -> set[str]:
    """How words of every name begin that these can be the shorter form of."""
    full = [word for word in words if not _initial(word)]
    return {word[:STEM] for word in full} | {word[0] + "." if full else word[0] for word in words}


def _shorter(name: str) -> tuple[int, int]:
    """A sort key that puts fuller names first."""
    return -_size(name), -len(name)


def _size(name: str) -> int:
    """The words of a name that are no initials."""
    return sum(not _initial(w) for w in SPLIT.split(name))


def same_name(short: str, full: str) -> bool:
    """Whether two nominative names can be one person's in one document; ``full`` has no fewer words."""
    left, right = _words(short), _words(full)
    if len(left) == 1:
        fits = [right[-1], *(right[:1] if len(right) != 2 or _syllabic(right) else ())]
        return any(_alike(left[0], word) for word in fits) or (len(right) > 2 and _alike(left[0], right[-2]))
    if PATRONYMIC.search(left[-1]) and not any(PATRONYMIC.search(word) for word in right):
        left = left[:-1]  # «Нурлан Ермекович» beside «Нурлан Байжигитов»
        return len(left) == 1 and len(right) == 2 and _alike(left[0], right[0])
    rest = list(right)
    matched = 0
    for word in left:
        found = next((w for w in rest if _alike(word, w) or _initials(word, w)), None)
        if found is not None:
            rest.remove(found)
            matched += 1
    return matched == len(left)


def _syllabic(words: Sequence[str]) -> bool:
    return all(len(w) <= 6 for w in words)


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    spaced = re.sub(r"(?<=\.)(?=\w)", " ", name)
    return tuple(w.lower().replace("ё", "е") for w in SPLIT.split(spaced) if w and w != ".")


def _initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _initials(left: str, right: str) -> bool:
    return (_initial(left) or _initial(right)) and left[0] == right[0]


def _alike(left: str, right: str) -> bool:
    """Equal up to a case ending."""
    if left == right:
        return True
    shared = shared_letters(left, right)
    shorter, longer = sorted((len(left), len(right)))
    if bool(SON.search(left)) != bool(SON.search(right)):
        return False  # Климов is not Климович
    return shared >= STEM and shared >= shorter - 1 and longer - shared <= 2


def _person_chain(group: Sequence[Named]) -> Chain:
    """The head is the fullest name, one that stands in the nominative before others, the first of them."""
    most = max(_size(n.mention.normal) for n in group)
    fullest = [n for n in group if _size(n.mention.normal) == most]
    head = min(fullest, key=lambda n: (not n.nominative, n.mention.start))
    genders = sorted({n.gender for n in group if n.gender})
    return Chain(
        head=head.mention,
        mentions=tuple(sorted((n.mention for n in group), key=lambda m: (m.start, m.end))),
        gender=genders[0] if len(genders) == 1 else None,
        generic=most < 2,
    )
