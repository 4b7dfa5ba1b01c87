"""Values of a drawing's attributes, several texts as one, and what claims rest on as such lists."""

from collections.abc import Iterable, Mapping, Sequence

from kadry.claim import RoleClaim
from kadry.scene import SceneClaim

Value = str | bool | int | float | None


def joined(items: Iterable[str]) -> str | None:
    """The items as one string; a bar within one becomes a broken bar, so that no text can pose as two items."""
    parts = [item.replace("|", "¦") for item in items]
    return " | ".join(parts) if parts else None


def evidence(
    claims: Sequence[RoleClaim | SceneClaim],
    effects: Iterable[str],
    copies: Mapping[str, str],
    addresses: Mapping[str, str],
) -> dict[str, Value]:
    """What each claim rests on, as lists that have the same order and the same length.

    copies: document → the one that it reprints; addresses: of the documents, by id.
    """
    return {
        "claims": joined(claim.id for claim in claims),
        "effects": joined(effects),
        "statuses": joined(claim.status for claim in claims),
        "documents": joined(claim.document for claim in claims),
        "copy_of": joined(copies.get(claim.document, "") for claim in claims),
        "sources": joined(addresses[claim.document] for claim in claims),
        "offsets": joined(f"{claim.evidence.start}-{claim.evidence.end}" for claim in claims),
        "quotes": joined(claim.evidence.text for claim in claims),
        "rules": joined(", ".join(f"{s.rule}={s.confidence!r}" for s in claim.supports) for claim in claims),
    }
