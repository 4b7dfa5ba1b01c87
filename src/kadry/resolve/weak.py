"""Weak names: a surname, a surname with one initial, a single name. They are told by what documents say of the person.

Four rounds, each judged by what the one before has made of the names: a full name that could be either of several is
whoever has the same post; entities of one weak name that documents give the same post or body are one; such a group is
the person of that surname with whom it shares most; a name of which nothing is told is the only person that it can
mean. Common surnames and given names are never taken for somebody unless a post or body speaks for it, and what stays
open stays apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from msgspec import Struct

from kadry.resolve.candidates import Block, blocks
from kadry.resolve.compare import VETO, score
from kadry.resolve.evidence import ENOUGH, WORTH, Token, Told, best, compatible, counted
from kadry.resolve.personnames import PersonName, is_known_given
from kadry.resolve.signatures import Signature

SHARED, ONLY = 0.6, 0.5  # told by a shared post, body or country; the only one there is


class Proposal(Struct, frozen=True):
    """Clusters, by their keys, that are taken for one person as far as nothing forbids it of two of them."""

    score: float
    keys: tuple[str, ...]


def told_apart(clusters: Iterable[Told]) -> Iterator[Proposal]:
    """A full name that could be either of several is the one with whom it has most in common, if one stands out."""
    members: dict[Block, list[Told]] = defaultdict(list)
    for one in clusters:
        for block in {block for s in one.signatures for block in blocks(s) if block[0] != "sound"}:
            members[block].append(one)
    for among in members.values():
        for one in among if len(among) > 1 else ():
            own = one.specific
            rivals = [
                other for other in among if other is not one and own & other.tokens.keys() and _may_be(one, other)
            ]
            if (chosen := best(one, rivals, ENOUGH)) is not None:
                yield Proposal(SHARED, (one.key, chosen.key))


def _may_be(one: Told, other: Told) -> bool:
    """Whether a name speaks for it that two are one, and nothing against it."""
    scores = [score(mine, theirs) for mine in one.signatures for theirs in other.signatures]
    return VETO not in scores and max(scores) > 0


class Namesakes(Struct, frozen=True, dict=True):
    """The strong and the weak clusters that a word leads to.

    A given name leads too far: it leads only to those of whose own bearers the same is said.
    """

    word: str
    strong: list[Told]
    weak: list[Told]

    @cached_property
    def is_given(self) -> bool:
        """Whether the word is a given name."""
        return is_known_given(self.word)

    @cached_property
    def _of_bearers(self) -> Mapping[str, AbstractSet[Token]]:
        """What is said of those of each cluster, by its key, who bear the word."""
        found = {}
        for one in (*self.strong, *self.weak):
            said = (told for signature, told in one.parts.items() if self.word in _words(signature))
            found[one.key] = {token for part in said for token in counted(part) if token[0] != "setting"}
        return found

    def told(self, one: Told) -> AbstractSet[Token]:
        """What is said of a cluster, as far as it counts here."""
        return self._of_bearers[one.key] if self.is_given else one.tokens.keys()

    def fitting(self, one: Told, others: Iterable[Told]) -> list[Told]:
        """Those of some others who may be one with a cluster."""
        own = self.told(one)
        near = (other for other in others if not self.is_given or not own.isdisjoint(self.told(other)))
        return [other for other in near if other is not one and compatible(one, other)]

    def groups(self, clusters: Sequence[Told]) -> Iterator[list[str]]:
        """The keys of those clusters who may be one another: all, or of a given name those of whom the same is said."""
        if not self.is_given:
            yield [one.key for one in clusters]
            return
        holders: dict[Token, list[str]] = defaultdict(list)
        for one in clusters:
            for token in self.told(one):
                holders[token].append(one.key)
        yield from holders.values()


def shared_posts(clusters: Iterable[Told]) -> Iterator[Proposal]:
    """Weak names that are one word and share a post, a body or a rank («патриарх Кирилл»)."""
    for namesakes in _by_word(clusters):
        holders: dict[Token, list[str]] = defaultdict(list)
        for one in namesakes.weak:
            for token in (token for token in namesakes.told(one) if WORTH[token[0]] >= one.needed):
                holders[token].append(one.key)
        yield from _together(SHARED, holders.values())


def best_evidence(clusters: Iterable[Told]) -> Iterator[Proposal]:
    """A weak name of which something is told is whoever has most in common with it, if one stands out."""
    for namesakes in _by_word(clusters):
        for one in namesakes.weak:
            own = one.specific
            rivals = namesakes.fitting(one, (other for other in namesakes.strong if own & other.tokens.keys()))
            if (chosen := best(one, rivals, one.needed)) is not None:
                yield Proposal(SHARED, (one.key, chosen.key))


def only_one(clusters: Iterable[Told]) -> Iterator[Proposal]:
    """A weak name of which nothing specific is told is the only one whom it can mean, in all or in its country."""
    for namesakes in _by_word(clusters):
        told = [*namesakes.strong, *(one for one in namesakes.weak if one.specific and one.weak)]
        alone = []
        for one in (one for one in namesakes.weak if not (one.specific or one.given or one.common)):
            fitting = namesakes.fitting(one, told)
            if (chosen := best(one, fitting, 1)) is not None:
                yield Proposal(SHARED, (one.key, chosen.key))
            elif len(fitting) == 1:
                yield Proposal(ONLY, (one.key, fitting[0].key))
            elif not fitting:
                alone.append(one)
        yield from _together(ONLY, namesakes.groups(alone))
        yield from _unopposed(namesakes)


def _together(score: float, groups: Iterable[Sequence[str]]) -> Iterator[Proposal]:
    return (Proposal(score, tuple(keys)) for keys in groups if len(keys) > 1)


def _unopposed(namesakes: Namesakes) -> Iterator[Proposal]:
    """The only bearer of a rare surname, of whom nothing specific is told that could contradict."""
    for one in namesakes.weak:
        if one.specific and not one.given and not one.common:
            fitting = namesakes.fitting(one, namesakes.strong)
            if len(fitting) == 1 and not fitting[0].specific:
                yield Proposal(ONLY, (one.key, fitting[0].key))


ROUNDS: tuple[Callable[[Sequence[Told]], Iterator[Proposal]], ...] = (told_apart, shared_posts, best_evidence, only_one)


def _by_word(clusters: Iterable[Told]) -> list[Namesakes]:
    """Strong and weak clusters by the words that weak names are looked up by, where there is a weak one.

    A surname with both initials is both: others may be short for it, and it may be short for a full name.
    """
    found: dict[str, tuple[list[Told], list[Told]]] = defaultdict(lambda: ([], []))
    for one in clusters:
        names = {name for s in one.signatures for name in s.persons}
        for word in {word for name in names for word in (sought(name) if one.weak else found_by(name))}:
            found[word][one.weak].append(one)
        for word in {name.surname for name in names if name.form == "initials"} if one.initials else ():
            found[word][True].append(one)
    return [Namesakes(word, *both) for word, both in found.items() if both[1]]


def found_by(name: PersonName) -> tuple[str, ...]:
    """The words by which a full name may be called."""
    return (name.surname, *name.middle[-1:], name.given) if name.form != "single" else ()


def sought(name: PersonName) -> tuple[str, ...]:
    """The word by which a weak name is looked up."""
    return (name.surname or name.given,)


def _words(one: Signature) -> set[str]:
    """The words by which a signature is looked up, or looks for others."""
    ways = (sought,) * one.seeks + (found_by,) * (not one.weak)
    return {word for name in one.persons for way in ways for word in way(name)}
