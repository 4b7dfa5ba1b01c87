"""Conflicts: where people's words contradict each other, directly or by way of others.

A conflict never breaks the graph: "different" is never violated and "same" is taken latest first (clusters.py), so
that one of the words is not honoured. It is said which, so that somebody can decide.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct

from kadry.claim import Chain, Judgement
from kadry.resolve.paths import shortest

Pair = tuple[str, str]


class Conflict(Struct, frozen=True, order=True):
    """A "different" and the shortest chain of "same" that says otherwise, in order from one of the two to the other.

    ignored: those of these words that are not honoured. A chain of one word is the other word on the same two at
    the same time.
    """

    different: Judgement
    same: tuple[Judgement, ...]
    ignored: tuple[Judgement, ...]

    @property
    def words(self) -> tuple[Judgement, ...]:
        """All words that make the conflict."""
        return (self.different, *self.same)


def find_holders(chains: Iterable[Chain], judgements: Iterable[Judgement]) -> dict[str, str]:
    """The key of the chain that holds each judged mention; those of absent documents have no entry.

    ``chains`` are gone through once at most, and not kept.
    """
    judged = {key for word in judgements for key in (word.left, word.right)}
    if not judged:
        return {}
    mentions = ((m.key, chain.key) for chain in chains for m in (*chain.mentions, chain.head))
    return {key: holder for key, holder in mentions if key in judged}


def in_force(judgements: Iterable[Judgement], holders: Mapping[str, str]) -> dict[Pair, Judgement]:
    """The word that counts on each pair of present chains (lesser key first): the latest, "unsure" too."""
    return {pair: said[-1] for pair, said in _by_pair(judgements, holders).items()}


def find_conflicts(judgements: Iterable[Judgement], holders: Mapping[str, str]) -> list[Conflict]:
    """Every contradiction among the words on present chains, sorted; a pure function, whatever the order.

    That is each "different" in force between two that a chain of "same" in force joins, and each pair that was judged
    both ways at the same time, which nothing but the spelling of a name decides. ``holders`` is of ``find_holders``.
    """
    said = _by_pair(judgements, holders)
    latest = {pair: words[-1] for pair, words in said.items()}
    ignored = frozenset(_refused(latest))
    links = _links(latest)
    found = list(_both_ways(said))
    for pair, word in latest.items():
        if word.verdict == "different" and (path := shortest(links, *pair)):
            same = tuple(latest[min(step), max(step)] for step in path)
            found.append(Conflict(word, same, tuple(one for one in same if one in ignored)))
    return sorted(found)


def _by_pair(judgements: Iterable[Judgement], holders: Mapping[str, str]) -> dict[Pair, list[Judgement]]:
    """All words on each pair of present chains of one kind, in the order of time by which clusters.py takes them."""
    said: dict[Pair, list[Judgement]] = defaultdict(list)
    order = attrgetter("at", "by", "verdict", "reason", "left", "right")
    for word in sorted(judgements, key=order):
        left, right = holders.get(word.left), holders.get(word.right)
        if left is not None and right is not None and left != right and _kind(left) == _kind(right):
            said[min(left, right), max(left, right)].append(word)
    return said


def _kind(key: str) -> str:
    return key.rpartition(":")[2]


def _both_ways(said: Mapping[Pair, Sequence[Judgement]]) -> Iterator[Conflict]:
    """Pairs whose last word has another at the same time against it; the one that lost is not honoured."""
    for words in said.values():
        last = words[-1]
        against = [w for w in words if w.at == last.at and {w.verdict, last.verdict} == {"same", "different"}]
        if against:
            different, same = sorted((last, against[-1]), key=lambda word: word.verdict)
            yield Conflict(different, (same,), (against[-1],))


def _refused(latest: Mapping[Pair, Judgement]) -> Iterator[Judgement]:
    """Each "same" that comes too late: what was united before it is held apart by a "different"."""
    cluster: dict[str, frozenset[str]] = {key: frozenset((key,)) for pair in latest for key in pair}
    apart: dict[str, set[str]] = defaultdict(set)
    for (left, right), word in latest.items():
        if word.verdict == "different":
            apart[left].add(right)
            apart[right].add(left)
    same = [(word.at, word.by, pair, word) for pair, word in latest.items() if word.verdict == "same"]
    for _, _, (left, right), word in sorted(same, reverse=True):
        one, other = cluster[left], cluster[right]
        if one != other and any(not apart[key].isdisjoint(other) for key in one if key in apart):
            yield word
        else:
            cluster.update(dict.fromkeys(one | other, one | other))


def _links(latest: Mapping[Pair, Judgement]) -> dict[str, list[str]]:
    links: dict[str, list[str]] = defaultdict(list)
    for left, right in sorted(pair for pair, word in latest.items() if word.verdict == "same"):
        links[left].append(right)
        links[right].append(left)
    return {key: sorted(others) for key, others in links.items()}
