"""Sources: how many there are behind a tenure, and how sure they make it, reprints of one text counted as one."""

from collections.abc import Collection, Iterable, Mapping
from math import prod
from typing import Protocol

_DIGITS = 4


class Sure(Protocol):
    """What a document states, more or less surely."""

    @property
    def document(self) -> str:
        """Its id."""

    @property
    def confidence(self) -> float:
        """0 to 1."""


def first_copies(copies: Mapping[str, str], documents: Collection[str]) -> dict[str, str]:
    """The same groups among these documents only: each document but the least of its group → that least one."""
    groups: dict[str, list[str]] = {}
    for document in documents:
        groups.setdefault(copies.get(document, document), []).append(document)
    return {one: min(group) for group in groups.values() for one in sorted(group) if one != min(group)}


def weigh(claims: Iterable[Sure], copies: Mapping[str, str]) -> tuple[int, float]:
    """The number of independent sources among the claims' documents, and the confidence that they give together.

    copies: document → the first of its copy group. Of one source the surest claim counts; several are combined by
    noisy-or, as causes of which each would do alone: 1 − (1 − c₁)(1 − c₂)…, rounded to four digits (J. Pearl,
    Probabilistic Reasoning in Intelligent Systems, 1988, section 4.3.2).
    """
    best: dict[str, float] = {}
    for claim in claims:
        source = copies.get(claim.document, claim.document)
        best[source] = max(claim.confidence, best.get(source, 0.0))
    # sorted, since the last digit of a product depends on the order of its factors
    return len(best), round(1 - prod(sorted(1 - confidence for confidence in best.values())), _DIGITS)
