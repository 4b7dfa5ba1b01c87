"""A claim as the page shows it: its sentence, where that stands, and who found it."""

from collections.abc import Mapping

from msgspec import Struct

from kadry.claim import RoleClaim
from kadry.graph import Effect
from kadry.scene import SceneClaim


class Sentence(Struct, frozen=True):
    """A claim: its sentence, the document's place, and which rules found it, how sure each is."""

    id: str
    effect: Effect
    status: str
    quote: str
    document: int
    start: int
    end: int
    confidence: float
    rules: tuple[tuple[str, float], ...]


def sentence(claim: RoleClaim | SceneClaim, effect: Effect, documents: Mapping[str, int]) -> Sentence:
    """A claim that has an effect. documents: their places, by id."""
    return Sentence(
        id=claim.id,
        effect=effect,
        status=claim.status,
        quote=claim.evidence.text,
        document=documents[claim.document],
        start=claim.evidence.start,
        end=claim.evidence.end,
        confidence=claim.confidence,
        rules=tuple((support.rule, support.confidence) for support in claim.supports),
    )
