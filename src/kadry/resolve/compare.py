"""Compare: how alike two in-document entities are, with the reasons in words that a reviewer can read.

It only judges a pair; what follows from it is decided in clusters.py. Scores come from the table below, never from
counts over the corpus, so that a pair's score is the same in every store.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from kadry.claim import Chain
from kadry.resolve.signatures import Signature, signature

_Field = Literal["given", "patronymic", "gender", "country"]

FULL, PLAIN, OMITTED, INITIALS = 1.0, 0.9, 0.8, 0.7


class Reason(Struct, frozen=True, order=True):
    """Why two are, or are not, one: what was found, and the words of each. A veto forbids a merge by rule."""

    what: str
    left: str
    right: str
    veto: bool = False


class Comparison(Struct, frozen=True):
    """A score from 0 to 1 and the reasons that earned it, vetoes first; with a veto the score is 0."""

    score: float
    reasons: tuple[Reason, ...]

    @property
    def vetoed(self) -> bool:
        """Whether one of the reasons forbids a merge by rule."""
        return any(reason.veto for reason in self.reasons)


def compare(left: Chain, right: Chain) -> Comparison:
    """How alike two in-document entities are by the rules, judgements aside."""
    return compare_signatures(signature(left), signature(right))


def compare_signatures(left: Signature, right: Signature) -> Comparison:
    """As ``compare``, for what the comparison looks at."""
    against = tuple(vetoes(left, right))
    if against:
        return Comparison(0.0, against)
    for one in (left, right):
        if one.block is None:
            what = "a common noun or part of a name identifies nobody outside its document"
            return Comparison(0.0, (Reason(what, _name(left), _name(right)),))
    if left.block != right.block:
        return Comparison(0.0, (Reason("other name", _name(left), _name(right)),))
    return Comparison(_score(left, right), tuple(_grounds(left, right)))


def vetoes(left: Signature, right: Signature) -> Iterator[Reason]:
    """What forbids that two are one: something that both state and state differently. An omission is no veto."""
    if left.type != right.type:
        yield Reason("one is a person, the other a body", _name(left), _name(right), veto=True)
        return
    for field, what in _CONTRADICTIONS:
        mine, other = getattr(left, field), getattr(right, field)
        if mine and other and not _agree(mine, other):
            yield Reason(what, mine, other, veto=True)


_CONTRADICTIONS: tuple[tuple[_Field, str], ...] = (
    ("given", "given name contradicted"),
    ("patronymic", "patronymic contradicted"),
    ("gender", "gender contradicted"),
    ("country", "country contradicted"),
)


def _agree(left: str, right: str) -> bool:
    """Equal, or one is the other's initial."""
    if left.endswith(".") or right.endswith("."):
        return left[0] == right[0]
    return left == right


def _score(left: Signature, right: Signature) -> float:
    if left.form != right.form:
        return OMITTED
    if left.form == "initials":
        return INITIALS
    sure = left.form == "patronymic" or (left.country and left.country == right.country)
    return FULL if sure else PLAIN


def _grounds(left: Signature, right: Signature) -> Iterator[Reason]:
    what = "same name" if left.words == right.words else "same name, otherwise written"
    if left.form != right.form:
        what = "same given name and surname, patronymic omitted on one side"
    if left.form == right.form == "initials":
        what = "same surname and both initials"
    yield Reason(what, _name(left), _name(right))
    for field in ("gender", "country"):
        mine, other = getattr(left, field), getattr(right, field)
        if mine or other:
            yield Reason(f"same {field}" if mine == other else f"{field} known on one side only", mine, other)


def _name(one: Signature) -> str:
    return " ".join(one.words)
