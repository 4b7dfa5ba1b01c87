"""Clusters: from proposed links and judgements to the partition.

Order of decision: "same" judgements, the latest first; then the rules' links by score from above, then by signatures
and keys. A "different" judgement is never violated; a veto gives way only where a "same" judgement has put those very
two names together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kadry.claim import Chain, Judgement, Partition, entity_id
from kadry.resolve.candidates import Excused, find_links, forbidden
from kadry.resolve.signatures import Signature, signature

_Pair = tuple[str, str]


def partition(
    chains: Iterable[Chain], judgements: Iterable[Judgement], published: Mapping[str, str | None]
) -> Partition:
    """Which in-document entities are one: a pure function of the sets given, whatever their order.

    judgements: on keys of chains or of any of their mentions; those on absent keys stay dormant. published: document
    id → partial ISO date or None. The founder of an entity is its least member by (published, document, start), null
    dates last.
    """
    # the verdict comes before the keys, so that a pair written the other way round cannot win by its spelling
    words = sorted(judgements, key=lambda word: (word.at, word.by, word.verdict, word.reason))
    judged = {key for word in words for key in (word.left, word.right)}
    signatures: dict[str, Signature] = {}
    places: dict[str, tuple[bool, str, str, int, str]] = {}
    holders: dict[str, str] = {}
    for chain in chains:
        key, head = chain.key, chain.head
        date = published.get(head.document)
        signatures[key] = signature(chain)
        places[key] = (date is None, date or "", head.document, head.start, key)
        holders.update((m.key, key) for m in (*chain.mentions, head) if m.key in judged)
    clusters = _clustered(signatures, _in_force(words, holders))
    entities: dict[str, str] = {}
    for members in clusters.groups():
        founder = min(members, key=places.__getitem__)
        entities.update(dict.fromkeys(members, entity_id(founder)))
    return Partition(dict(sorted(entities.items())))


def _in_force(words: Sequence[Judgement], holders: Mapping[str, str]) -> dict[_Pair, Judgement]:
    """The latest word on each unordered pair of present chains; ``words`` stand in order of time."""
    latest: dict[_Pair, Judgement] = {}
    for word in words:
        left, right = holders.get(word.left), holders.get(word.right)
        if left is not None and right is not None and left != right:
            latest[min(left, right), max(left, right)] = word
    return latest


def _clustered(signatures: Mapping[str, Signature], latest: Mapping[_Pair, Judgement]) -> "_Clusters":
    different = [pair for pair, word in latest.items() if word.verdict == "different"]
    same = [(word.at, word.by, pair) for pair, word in latest.items() if word.verdict == "same"]
    clusters = _Clusters(signatures, different)
    for _, _, (left, right) in sorted(same, reverse=True):
        if signatures[left].type == signatures[right].type:
            clusters.unite(left, right)
    clusters.excuse(key for _, _, pair in same for key in pair)
    holders: dict[Signature, list[str]] = defaultdict(list)
    for key in sorted(signatures):
        holders[signatures[key]].append(key)
    for link in find_links(holders, clusters.excused):
        if link.left == link.right:
            _link_equal(clusters, holders[link.left])
        else:
            _link_two(clusters, holders[link.left], holders[link.right])
    return clusters


def _link_equal(clusters: "_Clusters", keys: Sequence[str]) -> None:
    """Unite all pairs of ``keys`` that may be: each round takes the first with all that it may have.

    What one cluster refuses it refuses for good, so that the rounds are as few as the clusters that remain.
    """
    while keys:
        first, *rest = keys
        keys = [key for key in rest if not clusters.unite(first, key, by_rule=True)]


def _link_two(clusters: "_Clusters", left: Sequence[str], right: Sequence[str]) -> None:
    """Unite all pairs of ``left`` and ``right`` that may be; one member speaks for each cluster."""
    firsts = {clusters.find(key): key for key in reversed(left)}
    others = {clusters.find(key): key for key in reversed(right)}
    for first in sorted(firsts.values()):
        for other in sorted(others.values()):
            clusters.unite(first, other, by_rule=True)


class _Clusters:
    """Disjoint sets of keys that never join two which a judgement holds apart.

    ``excused`` are pairs of signatures that contradict each other and that a judgement has put together.
    """

    def __init__(self, signatures: Mapping[str, Signature], different: Iterable[_Pair]) -> None:
        self.excused: Excused = frozenset()
        self._parents = {key: key for key in signatures}
        self._members = {key: [key] for key in signatures}
        self._kinds = {key: {one} for key, one in signatures.items()}
        self._enemies: dict[str, set[str]] = defaultdict(set)
        for left, right in different:
            self._enemies[left].add(right)
            self._enemies[right].add(left)

    def find(self, key: str) -> str:
        """The member that stands for the cluster of ``key``."""
        parents = self._parents
        while parents[key] != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    def unite(self, left: str, right: str, *, by_rule: bool = False) -> bool:
        """Join the clusters of two keys unless something forbids it; whether they are in one cluster now."""
        left, right = self.find(left), self.find(right)
        if left == right:
            return True
        if self._apart(left, right) or (by_rule and self._vetoed(left, right)):
            return False
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        self._parents[right] = left
        self._members[left] += self._members.pop(right)
        self._kinds[left] |= self._kinds.pop(right)
        if right in self._enemies:
            self._enemies[left] |= self._enemies.pop(right)
        return True

    def excuse(self, keys: Iterable[str]) -> None:
        """Excuse every contradiction inside the clusters of ``keys``."""
        roots = {self.find(key) for key in keys}
        self.excused = frozenset(frozenset(two) for root in roots for two in combinations(self._kinds[root], 2))

    def groups(self) -> Iterable[list[str]]:
        """The members of each cluster."""
        return self._members.values()

    def _apart(self, left: str, right: str) -> bool:
        """Whether a judgement holds a member of one apart from a member of the other."""
        return any(self.find(enemy) == right for enemy in self._enemies.get(left, ()))

    def _vetoed(self, left: str, right: str) -> bool:
        kinds = self._kinds
        return any(forbidden(one, other, self.excused) for one in kinds[left] for other in kinds[right])
