"""Candidates: which signatures may be one by their names, with their scores. Never all pairs of entities."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations, product

from msgspec import Struct

from kadry.resolve.compare import VETO, score
from kadry.resolve.likeness import OMITTED, OPEN, VARIANT
from kadry.resolve.personnames import PersonName
from kadry.resolve.signatures import Signature
from kadry.russian.bodynames import BodyName
from kadry.russian.onomastics.people import given_forms
from kadry.russian.onomastics.transcription import keys, names_syllables

Excused = Collection[frozenset[Signature]]
Block = tuple[str, ...]
_Scores = dict[Signature, dict[Signature, float]]
LARGEST = 400  # signatures of a block by sound beyond which it says too little to compare all pairs
TELLING = 5  # consonants that a name read by syllables and one that is not must share


class Link(Struct, frozen=True, gc=False):
    """Two signatures (or one, twice) whose entities may be one; ``left <= right``."""

    score: float
    left: Signature
    right: Signature


def forbidden(left: Signature, right: Signature, excused: Excused) -> bool:
    """Whether a rule forbids that the two are one and no judgement has excused these very two."""
    return score(left, right) == VETO and frozenset((left, right)) not in excused


def find_links(signatures: Iterable[Signature], excused: Excused = frozenset()) -> list[Link]:
    """Every link that the rules propose, by score from above; of equal scores equal signatures first.

    What could be either of two that contradict each other is neither: «Иван Петров» is not linked with Иван Ильич
    Петров as long as he could be Иван Олегович Петров as well.
    """
    known = sorted(signatures)
    alike: _Scores = {one: {} for one in known}
    for left, right in _pairs(known):
        value = score(left, right)
        if value > 0:
            alike[left][right] = alike[right][left] = value
    equal = (Link(own, one, one) for one in known if (own := score(one, one)) > 0)
    links = [*equal, *_unambiguous(alike, excused)]
    return sorted(links, key=lambda link: (-link.score, link.left != link.right, link.left, link.right))


def _pairs(signatures: Sequence[Signature]) -> set[tuple[Signature, Signature]]:
    """The pairs that share a block, each once, the lesser first."""
    members: dict[Block, list[Signature]] = defaultdict(list)
    for one in signatures:
        for block in blocks(one):
            members[block].append(one)
    return {pair for block, among in members.items() for pair in pairs_of(block, among)}


def pairs_of(block: Block, among: Sequence[Signature]) -> Iterator[tuple[Signature, Signature]]:
    """The pairs of a block's signatures that are worth comparing.

    None where too many sound alike. Two that are read by syllables must share those, whatever else they share; one that
    is and one that is not, so many consonants that few other names have them. Names of bodies that sound alike are one
    in two scripts only.
    """
    if block[0] == "sound" and len(among) > LARGEST:
        return iter(())
    if is_of_syllables(block):
        return combinations(among, 2)
    if block[:2] == ("sound", "body"):
        return _between([one for one in among if one.latin], [one for one in among if not one.latin])
    syllabic = [one for one in among if one.syllabic]
    others = [one for one in among if not one.syllabic]
    telling = block[0] != "sound" or sum(map(str.isalpha, block[-1])) >= TELLING
    return chain(combinations(others, 2), _between(syllabic, others) if telling else ())


def _between(some: Sequence[Signature], others: Sequence[Signature]) -> Iterator[tuple[Signature, Signature]]:
    return ((min(pair), max(pair)) for pair in product(some, others))


def is_of_syllables(block: Block) -> bool:
    """Whether a block is of the syllables of a language."""
    return block[0] == "sound" and names_syllables(block[-1])


def _unambiguous(alike: _Scores, excused: Excused) -> Iterator[Link]:
    """The links that no rival stands against; an entry of an authority file is pinned to a name in full only."""
    for left, scores in alike.items():
        for right, value in scores.items():
            pinned = bool(left.authority) == bool(right.authority) or value >= OMITTED
            both = (left, right), (right, left)
            if left < right and value > OPEN and pinned and all(_sure(*pair, value, alike, excused) for pair in both):
                yield Link(value, left, right)


def _sure(one: Signature, partner: Signature, value: float, alike: _Scores, excused: Excused) -> bool:
    """Whether one could not as well be another that the partner contradicts.

    By another spelling one could be too many: such a rival must be near the partner too, whose block it shares. An
    entry of an authority file rivals only such entries: what nobody wrote of does not part those who are written of.
    """
    return not any(
        theirs >= value
        and (partner.authority or not other.authority)
        and forbidden(other, partner, excused)
        and (theirs > VARIANT or not blocks(other).isdisjoint(blocks(partner)))
        for other, theirs in alike[one].items()
    )


@lru_cache(maxsize=1 << 16)
def blocks(one: Signature) -> frozenset[Block]:
    """What two signatures must share one of to be compared; nothing for what identifies nobody by name."""
    if one.weak:
        return frozenset()
    persons = (block for name in one.persons for block in _person_blocks(name))
    return frozenset(chain(persons, *map(_body_blocks, one.bodies)))


def _person_blocks(name: PersonName) -> Iterator[Block]:
    if name.form != "initials":
        spoken = (name.given, name.surname) if name.patronymic else name.words
        yield from (("sound", key) for key in keys(spoken))
        for given, surname in ((name.given, name.surname), (name.surname, name.given))[: 1 + name.swapped]:
            yield from (("name", surname, form) for form in given_forms(given) or (given,))
        yield from (("name", surname, name.given) for surname in name.middle)
    if name.patronymic:
        yield "initials", name.surname, name.given[0], name.patronymic[0]


def _body_blocks(name: BodyName) -> Iterator[Block]:
    yield "body", *name.words
    if not name.scope and not name.institution:
        yield from (("sound", "body", key) for key in keys(name.words))
