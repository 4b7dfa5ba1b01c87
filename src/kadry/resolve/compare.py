"""Compare: how alike two in-document entities are by their names and what goes with them, with the reasons in words.

It only judges a pair; what follows from it is decided in clusters.py. Scores come from frozen tables, never from counts
over the corpus, so that a pair's score is the same in every store.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product, starmap

from msgspec import Struct

from kadry.authority import scheme
from kadry.resolve.likeness import FULL, OMITTED, PLAIN, Likeness, Reason, body_likeness, contradiction, person_likeness
from kadry.resolve.signatures import Signature

VETO = -1.0


class Comparison(Struct, frozen=True):
    """A score from 0 to 1 and the reasons that earned it, vetoes first; with a veto the score is 0."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def vetoed(self) -> bool:
        """Whether one of the reasons forbids a merge by rule."""
        return any(reason.veto for reason in self.reasons)


def compare_signatures(left: Signature, right: Signature) -> Comparison:
    """How alike two signatures are."""
    against = tuple(vetoes(left, right))
    if against:
        return Comparison(0.0, against)
    names = shown(left), shown(right)
    if not (left.named and right.named):
        return Comparison(
            0.0, (Reason("a common noun or part of a name identifies nobody outside its document", *names),)
        )
    found = _likeness(left, right)
    reason = Reason(found.what, *names)
    return Comparison(found.score, (reason, *(_grounds(left, right) if found.score else ())))


@lru_cache(maxsize=1 << 16)
def score(left: Signature, right: Signature) -> float:
    """The score alone, the same either way round: ``VETO`` where a rule forbids that the two are one."""
    if right < left:  # the rules look at two spellings of a name from one side
        left, right = right, left
    if next(vetoes(left, right), None) is not None:
        return VETO
    return _likeness(left, right).score if left.named and right.named else 0.0


def vetoes(left: Signature, right: Signature) -> Iterator[Reason]:
    """What forbids that two are one: something that both state and state differently. An omission is no veto."""
    if left.type != right.type:
        yield Reason("one is a person, the other a body", shown(left), shown(right), veto=True)
        return
    mine, other = left.authority, right.authority
    if mine and other and mine != other and scheme(mine) == scheme(other):
        yield Reason("two entries of one authority file", mine, other, veto=True)
    for field, mine, other in _stated(left, right):
        if mine and other and not _agree(mine, other) and not (field == "country" and _may_have_two(left, right)):
            yield Reason(f"{field} contradicted", mine, other, veto=True)
    if left.persons and right.persons:
        yield from _contradicted(left, right)


def _stated(left: Signature, right: Signature) -> tuple[tuple[str, str, str], ...]:
    return (
        ("gender", left.gender, right.gender),
        ("country", left.country, right.country),
        ("birth", left.born, right.born),
        ("kind", left.kind, right.kind),
    )


def _agree(left: str, right: str) -> bool:
    """Equal, or one a partial date of the other."""
    return left.startswith(right) or right.startswith(left)


def _may_have_two(left: Signature, right: Signature) -> bool:
    """A person may be of two countries, unless the surname is one that many bear."""
    return bool(left.persons) and not (left.common or right.common)


def _contradicted(left: Signature, right: Signature) -> Iterator[Reason]:
    """A contradiction between the names, where no name of one agrees with a name of the other."""
    first = None
    for mine, other in product(left.persons, right.persons):
        clash = contradiction(mine, other)
        if clash is None:
            return
        first = first or clash
    if first is not None:
        yield first


def _likeness(left: Signature, right: Signature) -> Likeness:
    """The best that a name of one and a name of the other give."""
    if left.persons:
        return max(starmap(person_likeness, product(left.persons, right.persons)), key=lambda found: found.score)
    found = max(starmap(body_likeness, product(left.bodies, right.bodies)), key=lambda found: found.score)
    if found.score != PLAIN:
        return found
    if left.country != right.country:
        return Likeness(OMITTED, found.what)
    return Likeness(FULL if left.country else PLAIN, found.what)


def _grounds(left: Signature, right: Signature) -> Iterator[Reason]:
    for field, mine, other in _stated(left, right):
        if mine and other:
            yield Reason(
                f"same {field}" if _agree(mine, other) else f"another {field}, which one may have", mine, other
            )
        elif mine or other:
            yield Reason(f"{field} known on one side only", mine, other)


def shown(one: Signature) -> str:
    """An entity's first name, folded."""
    names = one.persons or one.bodies
    return " ".join(names[0].words) if names else ""
