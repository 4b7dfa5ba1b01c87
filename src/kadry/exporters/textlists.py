"""Values of a drawing's attributes, several texts as one, and what claims rest on as such lists."""

from collections.abc import Iterable, Mapping, Sequence

from kadry.claim import RoleClaim
from kadry.scene import SceneClaim

Value = str | bool | int | float | None

EVIDENCE = ("claims", "effects", "statuses", "documents", "copy_of", "sources", "offsets", "quotes", "rules")
_BETWEEN = " | "


def joined(items: Iterable[str]) -> str | None:
    """The items as one string; a bar within one becomes a broken bar, so that no text can pose as two items."""
    parts = list(items)
    if not parts:
        return None
    text = _BETWEEN.join(parts)
    return text if text.count("|") < len(parts) else _BETWEEN.join([item.replace("|", "¦") for item in parts])


def evidence(
    claims: Sequence[RoleClaim | SceneClaim],
    effects: Iterable[str],
    copies: Mapping[str, str],
    addresses: Mapping[str, str],
) -> dict[str, Value]:
    """What each claim rests on, as lists that have the same order and the same length.

    copies: document → the one that it reprints; addresses: of the documents, by id.
    """
    if not claims:
        return dict.fromkeys(EVIDENCE)
    quotes = [claim.evidence for claim in claims]
    documents = [claim.document for claim in claims]
    return {
        "claims": joined([claim.id for claim in claims]),
        "effects": joined(effects),
        "statuses": joined([claim.status for claim in claims]),
        "documents": joined(documents),
        "copy_of": joined([copies.get(document, "") for document in documents]),
        "sources": joined([addresses[document] for document in documents]),
        "offsets": joined([f"{quote.start}-{quote.end}" for quote in quotes]),
        "quotes": joined([quote.text for quote in quotes]),
        "rules": joined([", ".join([f"{s.rule}={s.confidence!r}" for s in claim.supports]) for claim in claims]),
    }
