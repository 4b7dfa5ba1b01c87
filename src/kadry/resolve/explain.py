"""Explanations: how alike two in-document entities are by all that the rules look at, and which pairs stay open."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from msgspec import Struct

from kadry.claim import Chain, Judgement, Partition
from kadry.resolve.clusters import Atom, clustered, partition_of, told_of
from kadry.resolve.compare import Comparison, compare_signatures, shown
from kadry.resolve.evidence import Token, Told, evidence, tokens
from kadry.resolve.likeness import Reason
from kadry.resolve.signatures import Signature, signature
from kadry.resolve.weak import ONLY, SHARED, found_by, sought
from kadry.russian import lexicon

OPEN = 60  # clusters of a component of which all pairs are looked at; of larger ones those next to each other by name

# the most telling first
_SAID = {
    "post": "both are called {said}",
    "lead": "both lead {said}",
    "state": "both are called {role} in {country}",
    "seat": "both are called {said}",
    "body": "both belong to {said}",
    "rank": "both are called {said}",
    "role": "both are called {said}",
    "setting": "both texts are about one country, {country}",
}


class Unsure(Struct, frozen=True, order=True):
    """Two entities, by their least keys, for which a name speaks and which no rule has put together or parted."""

    score: float
    left: str
    right: str
    reasons: tuple[Reason, ...]


class Resolution(Struct, frozen=True):
    """Who is who, and what stays open: the likeliest pairs first."""

    partition: Partition
    unsure: tuple[Unsure, ...]


def compare(left: Chain, right: Chain) -> Comparison:
    """How alike two in-document entities are by the rules, judgements and all others aside."""
    return _compared(_told(left), _told(right), _spelled(left))


def resolve(
    chains: Iterable[Chain], judgements: Iterable[Judgement], published: Mapping[str, str | None]
) -> Resolution:
    """``partition`` with the pairs that stay open; arguments are the same."""
    words = list(judgements)
    merged: dict[str, str] = {}
    unsure: list[Unsure] = []
    for clusters in clustered(chains, words, published):
        merged.update(partition_of(clusters))
        unsure += _open(clusters)
    judged = {frozenset((word.left, word.right)) for word in words if word.verdict == "different"}
    left = (one for one in unsure if frozenset((one.left, one.right)) not in judged)
    return Resolution(Partition(merged), tuple(sorted(left, key=lambda one: (-one.score, one.left, one.right))))


def _told(chain: Chain) -> Told:
    return Told(chain.key, {signature(chain): {(chain.posts, chain.setting): 1}})


def _open(clusters: Sequence[Sequence[Atom]]) -> Iterator[Unsure]:
    told = sorted((told_of(atoms) for atoms in clusters), key=lambda one: (shown(one.signatures[0]), one.key))
    reach = len(told) if len(told) <= OPEN else OPEN // 6
    for i, one in enumerate(told):
        for other in told[i + 1 : i + 1 + reach]:
            found = _compared(one, other)
            if found.score > 0:
                yield Unsure(found.score, min(one.key, other.key), max(one.key, other.key), found.reasons)


def _compared(left: Told, right: Told, spelled: Mapping[Token, str] = MappingProxyType({})) -> Comparison:
    """The best comparison of their signatures; a contradiction of any two counts for all.

    spelled: how a document writes what tokens stand for.
    """
    pairs = [(mine, other) for mine in left.signatures for other in right.signatures]
    found = [compare_signatures(mine, other) for mine, other in pairs]
    against = next((one for one in found if one.vetoed), None)
    if against is not None:
        return against
    chosen = max(found, key=lambda one: one.score)
    shared = tuple(_shared(left, right, spelled))
    if chosen.score > 0:
        return Comparison(chosen.score, (*chosen.reasons, *shared))
    called = next((pair for pair in pairs if _may_be_called(*pair)), None)
    if called is None:
        return chosen
    weak = [one for one in (left, right) if one.weak or one.initials]
    telling = evidence(left, right)[0] >= max(one.needed for one in weak)
    nobody = not telling and any(one.given or one.common for one in weak)
    what = "a given name or a common surname alone" if nobody else "a part of the name, which others may bear"
    reason = Reason(what, shown(called[0]), shown(called[1]))
    return Comparison(0.0 if nobody else SHARED if telling else ONLY, (reason, *shared))


def _may_be_called(left: Signature, right: Signature) -> bool:
    """Whether one is a weak name, or initials, by which the other may be called."""
    for weak, other in ((left, right), (right, left)):
        words = {word for name in other.persons for word in (sought(name) if other.weak else found_by(name))}
        if weak.seeks and any(words.intersection(sought(name)) for name in weak.persons):
            return True
    return False


def _shared(left: Told, right: Told, spelled: Mapping[Token, str]) -> Iterator[Reason]:
    """What two have in common, the most telling only; that both texts are about one country comes last."""
    shared = left.tokens.keys() & right.tokens.keys()
    kinds = [kind for kind in _SAID if any(token[0] == kind for token in shared)]
    for kind in dict.fromkeys((*kinds[:1], *(kind for kind in kinds if kind == "setting"))):
        for token in sorted(token for token in shared if token[0] == kind):
            country = _country(token[-1]) if kind in ("state", "setting") else ""
            said = spelled.get(token) or " · ".join(token[1:2] + (" ".join(token[2:]),) * (len(token) > 2))
            yield Reason(_SAID[kind].format(said=said, role=token[1], country=country), "", "")


def _spelled(chain: Chain) -> dict[Token, str]:
    """How a chain's document writes what its tokens stand for."""
    found: dict[Token, str] = {}
    for post in chain.posts:
        for token in tokens((post,), None):
            found[token] = f"{post.role} · {post.body}" if token[0] in ("post", "seat") else post.body or post.role
    return found


@cache
def _countries() -> Mapping[str, str]:
    return {country.code: country.name for country in lexicon.countries()}


def _country(code: str) -> str:
    return _countries().get(code, code)
