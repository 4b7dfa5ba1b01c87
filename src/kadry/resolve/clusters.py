"""Clusters: from proposed links and judgements to the partition.

Order of decision: "same" judgements, the latest first; then the rules' links by score from above, then by signatures
and keys. A "different" judgement is never violated; a veto gives way only where a "same" judgement has put those very
two names together.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from kadry.claim import Chain, Judgement, Partition, entity_id
from kadry.resolve.candidates import Excused, find_links, forbidden
from kadry.resolve.signatures import Signature, signature

_Pair = tuple[str, str]
_Place = tuple[bool, str, str, int, str]


def partition(
    chains: Iterable[Chain], judgements: Iterable[Judgement], published: Mapping[str, str | None]
) -> Partition:
    """Which in-document entities are one: a pure function of the sets given, whatever their order.

    judgements: on keys of chains or of any of their mentions; those on absent keys stay dormant. published: document
    id → partial ISO date or None. The founder of an entity is its least member by (published, document, start), null
    dates last. ``chains`` are gone through once and not kept.
    """
    # the verdict comes before the keys, so that a pair written the other way round cannot win by its spelling
    words = sorted(judgements, key=lambda word: (word.at, word.by, word.verdict, word.reason))
    known = _Known({key for word in words for key in (word.left, word.right)})
    for chain in chains:
        known.add(chain, published.get(chain.head.document))
    alike = known.alike()
    signatures = {key: atom.signature for key, atom in alike.items()}
    entities: dict[str, str] = {}
    for members in _clustered(signatures, _in_force(words, known.holders)).groups():
        founder = min(alike[key].first for key in members)[-1]
        entity = entity_id(founder)
        entities.update((key, entity) for member in members for key in alike[member].keys if key != founder)
    return Partition(entities)


class _Alike(Struct):
    """Entities that stand or fall together. first: the place of the first of them, which ends in its key."""

    signature: Signature
    first: _Place
    keys: list[str]


class _Known:
    """What is known of the chains, as little as clustering needs.

    Where no judgement touches them, entities of one signature always end up in one cluster (nothing can veto one that
    would not veto all), and those whose signature names nobody stay alone: the former are kept as one, the latter not
    at all. ``holders`` leads from the judged mentions to the chains that hold them.
    """

    def __init__(self, judged: Collection[str]) -> None:
        self._judged = judged
        self._free: dict[Signature, _Alike] = {}
        self._touched: list[_Alike] = []
        self.holders: dict[str, str] = {}

    def add(self, chain: Chain, published: str | None) -> None:
        """Note a chain from a document of that date."""
        key, one = chain.key, signature(chain)
        place = (published is None, published or "", chain.head.document, chain.head.start, key)
        touched = [m.key for m in (*chain.mentions, chain.head) if m.key in self._judged] if self._judged else ()
        if touched:
            self.holders.update(dict.fromkeys(touched, key))
            self._touched.append(_Alike(one, place, [key]))
        elif one.block is not None:
            self._join(one, place, key)

    def _join(self, one: Signature, place: _Place, key: str) -> None:
        atom = self._free.get(one)
        if atom is None:
            self._free[one] = _Alike(one, place, [key])
        else:
            atom.first = min(atom.first, place)
            atom.keys.append(key)

    def alike(self) -> dict[str, _Alike]:
        """Everything that was noted, by the least key of each."""
        return {min(atom.keys): atom for atom in (*self._free.values(), *self._touched)}


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
