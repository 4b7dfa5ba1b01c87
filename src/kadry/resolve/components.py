"""Components: entities that nothing compares, directly or by way of others, are clustered apart from each other.

Each entity has keys; two that share one are in one component, and so are two on which there is a judgement. Full names
also answer to words by which weak names seek them: a word that nobody seeks brings nobody together. A sound that many
names have in common brings those together that are alike. What is clustered, explained or worked out anew is one
component at a time.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise

from msgspec import Struct

from kadry.resolve.candidates import LARGEST, Block, blocks, pairs_of
from kadry.resolve.compare import score
from kadry.resolve.evidence import Token
from kadry.resolve.personnames import is_initial, is_known_given
from kadry.resolve.signatures import Signature
from kadry.resolve.weak import found_by, sought


class Keys(Struct, frozen=True):
    """What an entity seeks, what it only answers to where another seeks it, and what it sounds like."""

    seeks: frozenset[int]
    answers: frozenset[int]
    sounds: frozenset[int]


def keys_of(one: Signature, tokens: Collection[Token]) -> Keys:
    """All keys of an entity that is told by some tokens."""
    return Keys(keys(one, tokens), answers(one, tokens), numbers(sounds(one)))


def united(some: Sequence[Keys]) -> Keys:
    """The keys of what several stand for that have one signature."""
    if len(some) == 1:
        return some[0]
    return Keys(
        frozenset().union(*(one.seeks for one in some)),
        frozenset().union(*(one.answers for one in some)),
        some[0].sounds,
    )


def keys(one: Signature, tokens: Iterable[Token]) -> frozenset[int]:
    """What brings an entity together with each other that has it or answers to it, as numbers.

    Blocks of strong names but for sounds, and the words by which weak ones seek.
    """
    words = (word for name in one.persons for word in sought(name)) if one.seeks else ()
    return numbers((*(block for block in blocks(one) if block[0] != "sound"), *_told(words, tokens)))


def answers(one: Signature, tokens: Iterable[Token]) -> frozenset[int]:
    """What brings a strong name together with those alone that have it among their ``keys``."""
    words = () if one.weak else (word for name in one.persons for word in found_by(name) if not is_initial(word))
    return numbers(_told(words, tokens))


def sounds(one: Signature) -> frozenset[Block]:
    """The blocks that bring a strong name together with each other that has them and is alike."""
    return frozenset(block for block in blocks(one) if block[0] == "sound")


def sound_of(one: Signature, number: int) -> Block:
    """The sound of a signature that has this number."""
    return next(sound for sound in sounds(one) if number in numbers((sound,)))


def _told(words: Iterable[str], tokens: Iterable[Token]) -> Iterator[Block]:
    """A given name leads too far: it counts only together with what is told of the person."""
    for word in words:
        if is_known_given(word):
            yield from (("told", word, *token) for token in tokens if token[0] != "setting")
        else:
            yield "word", word


def numbers(keys: Iterable[Block]) -> frozenset[int]:
    """Keys as numbers, by a hash."""
    digests = [blake2b("\0".join(key).encode(), digest_size=8).digest() for key in keys]
    return frozenset([int.from_bytes(digest, "big", signed=True) for digest in digests])


class Groups:
    """Disjoint sets of numbered items that share keys."""

    def __init__(self) -> None:
        self._parents: list[int] = []
        self._holders: dict[int, int] = {}

    def add(self, keys: Iterable[int]) -> int:
        """A further item with its keys; its number."""
        number = len(self._parents)
        self._parents.append(number)
        self.meet(number, keys)
        return number

    def meet(self, number: int, keys: Iterable[int]) -> None:
        """Give an item further keys."""
        for key in keys:
            self.join(self._holders.setdefault(key, number), number)

    def join_alike(self, sound: Block, holders: Mapping[Signature, int]) -> None:
        """Join those of the items that have one sound whose signatures are alike; all, where they are too many."""
        if len(holders) > LARGEST:
            for left, right in pairwise(holders.values()):
                self.join(left, right)
        for one, other in pairs_of(sound, tuple(holders)):
            left, right = holders[one], holders[other]
            if self.find(left) != self.find(right) and score(one, other) > 0:
                self.join(left, right)

    def join(self, left: int, right: int) -> None:
        """Put two items into one group."""
        left, right = self.find(left), self.find(right)
        self._parents[max(left, right)] = min(left, right)

    def find(self, item: int) -> int:
        """The item that stands for a group."""
        parents = self._parents
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    def are_one(self, items: Iterable[int]) -> bool:
        """Whether all of some items are in one group."""
        return len(set(map(self.find, items))) < 2

    def members(self) -> Iterable[Sequence[int]]:
        """The groups."""
        found: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parents)):
            found[self.find(item)].append(item)
        return found.values()
