"""Clusters: from names, evidence and judgements to the partition.

Order of decision inside each component: "same" judgements, the latest first; then links between strong names by score
from above, then by signatures and keys; then the rounds of weak names. A "different" judgement is never violated; a
veto gives way only where a "same" judgement has put those very two names together.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from kadry.claim import Chain, Judgement, Partition, entity_id
from kadry.resolve.candidates import Excused, find_links, forbidden
from kadry.resolve.compare import score
from kadry.resolve.components import Groups, Keys, keys_of, sound_of
from kadry.resolve.conflicts import in_force
from kadry.resolve.evidence import WORTH, Said, Token, Told, counted, needed, tokens
from kadry.resolve.likeness import VARIANT
from kadry.resolve.signatures import Signature, signature
from kadry.resolve.weak import ROUNDS

Pair = tuple[str, str]
Place = tuple[bool, str, str, int, str]


class Atom(Struct):
    """Entities that stand or fall together. first: the place of the first of them, which ends in its key.

    said: what they are told by, and of how many of them that is said. told: their keys, where they are known.
    """

    signature: Signature
    first: Place
    keys: list[str]
    said: Counter[Said]
    told: Keys | None = None

    @property
    def key(self) -> str:
        """The least key."""
        return min(self.keys)

    @property
    def tokens(self) -> Counter[Token]:
        """The tokens of what is said."""
        return counted(self.said)


def partition(
    chains: Iterable[Chain], judgements: Iterable[Judgement], published: Mapping[str, str | None]
) -> Partition:
    """Which in-document entities are one: a pure function of the sets given, whatever their order.

    judgements: on keys of chains or of any of their mentions; those on absent keys stay dormant. published: document
    id → partial ISO date or None. The founder of an entity is its least member by (published, document, start), null
    dates last. ``chains`` are gone through once and not kept.
    """
    entities: dict[str, str] = {}
    for clusters in clustered(chains, judgements, published):
        entities.update(partition_of(clusters))
    return Partition(entities)


def partition_of(clusters: Iterable[Sequence[Atom]]) -> dict[str, str]:
    """The entries that a partition has for some clusters."""
    entities: dict[str, str] = {}
    for atoms in clusters:
        founder = min(atom.first for atom in atoms)[-1]
        entity = entity_id(founder)
        entities.update((key, entity) for atom in atoms for key in atom.keys if key != founder)
    return entities


def clustered(
    chains: Iterable[Chain], judgements: Iterable[Judgement], published: Mapping[str, str | None]
) -> Iterator[list[list[Atom]]]:
    """The clusters of each component, whose atoms are named or judged; arguments are those of ``partition``."""
    words = list(judgements)
    known = _Known({key for word in words for key in (word.left, word.right)})
    for chain in chains:
        known.add(chain, published.get(chain.head.document))
    yield from clusters_of(known.atoms(), in_force(words, known.holders))


def clusters_of(atoms: Sequence[Atom], words: Mapping[Pair, Judgement]) -> Iterator[list[list[Atom]]]:
    """The clusters of each component of some atoms; words: those in force between them."""
    for members in _components(atoms, words):
        yield _in_component({atoms[i].key: atoms[i] for i in members}, words)


class _Known:
    """What is known of the chains, as little as clustering needs.

    Where no judgement touches them, entities of one strong signature always end up in one cluster (nothing can veto one
    that would not veto all), as do those of one weak signature with the same posts; what can join nobody is not noted.
    ``holders`` leads from the judged mentions to the chains that hold them.
    """

    def __init__(self, judged: Collection[str]) -> None:
        self._judged = judged
        self._free: dict[Hashable, Atom] = {}
        self._touched: list[Atom] = []
        self.holders: dict[str, str] = {}

    def add(self, chain: Chain, published: str | None) -> None:
        """Note a chain from a document of that date."""
        key, one = chain.key, signature(chain)
        place = place_of(key, published)
        said = chain.posts, chain.setting
        touched = [m.key for m in (*chain.mentions, chain.head) if m.key in self._judged] if self._judged else ()
        if touched:
            self.holders.update(dict.fromkeys(touched, key))
            self._touched.append(Atom(one, place, [key], Counter((said,))))
            return
        group = group_of(chain, one)
        if group is None:
            return
        atom = self._free.get(group)
        if atom is None:
            self._free[group] = atom = Atom(one, place, [], Counter())
        atom.first = min(atom.first, place)
        atom.keys.append(key)
        atom.said[said] += 1

    def atoms(self) -> list[Atom]:
        """Everything that was noted."""
        return [*self._free.values(), *self._touched]


def place_of(key: str, published: str | None) -> Place:
    """Where a chain stands among all by its key and its document's date: the least of an entity is its founder."""
    document, start, _, _ = key.rsplit(":", 3)
    return (published is None, published or "", document, int(start), key)


def group_of(chain: Chain, one: Signature) -> Hashable | None:
    """What entities have in common that stand or fall together where no judgement is on them; None: joins nobody."""
    if not one.weak:
        return one if one.named else None
    told = tokens(chain.posts, chain.setting)
    least = needed(one)
    if any(WORTH[token[0]] >= least for token in told):
        return one, chain.posts, chain.setting
    return chain.key if _may_join(one, told) else None


def _may_join(one: Signature, told: Collection[Token]) -> bool:
    """Whether a weak name of which no post or body is told can be taken for somebody at all."""
    name = one.persons[0] if one.persons else None
    if name is None:
        return False
    return bool(told) if name.is_given else not one.common


def _components(atoms: Sequence[Atom], words: Mapping[Pair, Judgement]) -> Iterator[Sequence[int]]:
    """The atoms that may be compared, directly or by way of others, by their numbers."""
    groups = Groups()
    places: dict[str, int] = {}
    heard: dict[int, dict[Signature, int]] = defaultdict(dict)
    told = [atom.told or keys_of(atom.signature, atom.tokens) for atom in atoms]
    wanted = {key for atom, own in zip(atoms, told, strict=True) if atom.signature.seeks for key in own.seeks}
    judged = {key for pair in words for key in pair}
    for atom, own in zip(atoms, told, strict=True):
        number = groups.add(own.seeks)
        groups.meet(number, own.answers & wanted)
        if judged:
            places.update((key, number) for key in atom.keys if key in judged)
        for sound in own.sounds:
            heard[sound][atom.signature] = number
    for (left, right), word in words.items():
        if word.verdict != "unsure":  # it says nothing: a word taken back leaves no trace
            groups.join(places[left], places[right])
    for sound, holders in heard.items():
        if not groups.are_one(holders.values()):
            groups.join_alike(sound_of(next(iter(holders)), sound), holders)
    yield from groups.members()


def _in_component(atoms: Mapping[str, Atom], words: Mapping[Pair, Judgement]) -> list[list[Atom]]:
    """The clusters of one component."""
    if len(atoms) == 1:
        return [list(atoms.values())]
    own = {pair: word for pair, word in words.items() if pair[0] in atoms}
    clusters = _linked({key: atom.signature for key, atom in atoms.items()}, own)
    if any(atom.signature.persons for atom in atoms.values()):
        _tell(clusters, atoms)
    return [[atoms[key] for key in members] for members in clusters.groups()]


def _linked(signatures: Mapping[str, Signature], words: Mapping[Pair, Judgement]) -> "_Clusters":
    """What judgements and the names alone make of the atoms."""
    different = [pair for pair, word in words.items() if word.verdict == "different"]
    same = [(word.at, word.by, pair) for pair, word in words.items() if word.verdict == "same"]
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
            _link_two(clusters, holders[link.left], holders[link.right], spelling=link.score == VARIANT)
    return clusters


def _tell(clusters: "_Clusters", atoms: Mapping[str, Atom]) -> None:
    """Unite weak names with those for whom they are taken, each round judged by what the one before has made."""
    for propose in ROUNDS:
        told = [told_of([atoms[key] for key in members]) for members in clusters.groups()]
        found = propose(sorted((one for one in told if one.written), key=lambda one: one.key))
        for proposal in sorted(found, key=lambda p: (-p.score, p.keys)):
            _link_equal(clusters, proposal.keys)


def told_of(atoms: Sequence[Atom]) -> Told:
    """What is known of a cluster."""
    parts: dict[Signature, Counter[Said]] = defaultdict(Counter)
    for atom in sorted(atoms, key=lambda atom: atom.signature):
        parts[atom.signature].update(atom.said)
    return Told(min(atom.key for atom in atoms), parts)


def _link_equal(clusters: "_Clusters", keys: Sequence[str]) -> None:
    """Unite all pairs of ``keys`` that may be: each round takes the first with all that it may have.

    What one cluster refuses it refuses for good, so that the rounds are as few as the clusters that remain.
    """
    while keys:
        first, *rest = keys
        keys = [key for key in rest if not clusters.unite(first, key, by_rule=True)]


def _link_two(clusters: "_Clusters", left: Sequence[str], right: Sequence[str], *, spelling: bool) -> None:
    """Unite all pairs of ``left`` and ``right`` that may be; one member speaks for each cluster.

    spelling: by another spelling, which leads from one name to another too easily to go by way of a third.
    """
    firsts = {clusters.find(key): key for key in reversed(left)}
    others = {clusters.find(key): key for key in reversed(right)}
    for first in sorted(firsts.values()):
        for other in sorted(others.values()):
            if not spelling or clusters.alike(first, other):
                clusters.unite(first, other, by_rule=True)


class _Clusters:
    """Disjoint sets of keys that never join two which a judgement holds apart.

    ``excused`` are pairs of signatures that contradict each other and that a judgement has put together.
    """

    def __init__(self, signatures: Mapping[str, Signature], different: Iterable[Pair]) -> None:
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

    def alike(self, left: str, right: str) -> bool:
        """Whether each full name of one cluster is alike to each of the other."""
        names = [[one for one in self._kinds[self.find(key)] if one.whole] for key in (left, right)]
        return all(score(one, other) > 0 for one in names[0] for other in names[1])

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
