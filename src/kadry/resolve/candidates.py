"""Candidates: which signatures may be one by rule, with their scores. Never all pairs of entities."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from msgspec import Struct

from kadry.resolve.compare import compare_signatures, vetoes
from kadry.resolve.signatures import Signature

Excused = Collection[frozenset[Signature]]


class Link(Struct, frozen=True):
    """Two signatures (or one, twice) whose entities may be one; ``left <= right``."""

    score: float
    left: Signature
    right: Signature


def forbidden(left: Signature, right: Signature, excused: Excused) -> bool:
    """Whether a rule forbids that the two are one and no judgement has excused these very two."""
    return any(vetoes(left, right)) and frozenset((left, right)) not in excused


def find_links(signatures: Iterable[Signature], excused: Excused = frozenset()) -> list[Link]:
    """Every link that the rules propose, by score from above; of equal scores equal signatures first.

    Namesakes are linked only where they contradict the same others: «Иван Петров» is neither Иван Ильич Петров nor
    Иван Олегович Петров as long as he could be either.
    """
    blocks: dict[tuple[str, ...], set[Signature]] = defaultdict(set)
    for one in signatures:
        if one.block is not None:
            blocks[one.block].add(one)
    links = [link for block in blocks.values() for link in _within(sorted(block), excused)]
    return sorted(links, key=lambda link: (-link.score, link.left != link.right, link.left, link.right))


def _within(block: list[Signature], excused: Excused) -> Iterator[Link]:
    """The links of one block: signatures with the same opponents, which therefore do not oppose each other."""
    opponents: dict[Signature, set[Signature]] = {one: set() for one in block}
    for left, right in combinations(block, 2):
        if forbidden(left, right, excused):
            opponents[left].add(right)
            opponents[right].add(left)
    classes: dict[frozenset[Signature], list[Signature]] = defaultdict(list)
    for one in block:
        classes[frozenset(opponents[one])].append(one)
    for alike in classes.values():
        for i, left in enumerate(alike):
            for right in alike[i:]:
                score = compare_signatures(left, right).score
                if score > 0:  # it is 0 between two that only a judgement holds together
                    yield Link(score, left, right)
