"""Made-up claims on bodies, decisions and events: what they say follows from the words of a text, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from kadry.document import Document, digest
from kadry.mention import Mention, Quote, Support
from kadry.scene import BodyClaim, DecisionClaim, Effect, EventClaim, Part, SceneClaim

RELATIONS = ("part_of", "reports_to", "created_by")
STATUS = ("current", "current", "former", "future", "denied")
DATES = (None, "2019", "2020-05", "2020-05-17", "2021-01-02")
RESULTS = ("appoints", "creates")
SHARES = ("chair", "participant")


def scenery(
    document: Document, seen: Sequence[Mention], chains: Mapping[str, Sequence[Mention]]
) -> Iterator[SceneClaim]:
    """A claim for each two mentions that follow one another. chains: the mentions of each name."""
    for left, right in pairwise(seen):
        chance = int(digest(left.text, right.text, document.published)[:6], 16)
        yield _claim(document, left, right, chance, lambda mention: chains[mention.text][0])


def _pick(chance: int, some: Sequence[Any]) -> Any:
    return some[chance % len(some)]


def _claim(document: Document, left: Mention, right: Mention, chance: int, whole: Any) -> SceneClaim:
    start, end = sorted((left.start, right.start))
    common: dict[str, Any] = {
        "document": document.id,
        "evidence": Quote(start, end, document.text[start:end]),
        "supports": (Support("scene@1", 0.5 + chance % 5 / 10),),
        "status": _pick(chance // 5, STATUS),
        "reported": chance % 7 == 0,
        "date": _pick(chance // 11, DATES),
    }
    if (left.type, right.type) == ("body", "body"):
        relation = _pick(chance // 13, RELATIONS)
        bodies = {"body": left, "body_entity": whole(left), "other": right, "other_entity": whole(right)}
        return BodyClaim(relation=relation, decision=right if chance % 2 else None, **bodies, **common)
    if chance % 2:
        issuer = left if chance // 17 % 3 and left.type == "body" else None
        return DecisionClaim(
            words=right,
            type=_pick(chance // 3, ("решение", "Решение", "указ")),
            number=_pick(chance // 19, (None, "5", "18-Р")),
            title=_pick(chance // 23, (None, "О мерах")),
            issuer=issuer,
            issuer_entity=issuer and whole(issuer),
            effects=(Effect(_pick(chance // 29, RESULTS), right, whole(right)),),
            **common,
        )
    return EventClaim(
        words=left,
        type=_pick(chance // 3, ("съезд", "совещание")),
        title=_pick(chance // 17, (None, "XIV съезд")),
        place=_pick(chance // 19, (None, right)),
        parts=tuple(Part(one, whole(one), _pick(chance // 23, SHARES)) for one in (left, right)),
        **common,
    )
