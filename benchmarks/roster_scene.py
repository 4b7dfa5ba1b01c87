"""What is around the posts of a made-up graph (roster.py): for each block one thing of each kind, and a claim on each.

Bodies are a tree, each under one of a third of its number; each decides on somebody of its block, who chairs an event
and comes after another.
"""

from collections.abc import Callable
from typing import Any

from kadry.graph import Decision, Event, Outcome, Participant, Structure, Succession, Telling
from kadry.mention import Mention, Quote, Support
from kadry.scene import BodyClaim, DecisionClaim, EventClaim, SceneClaim, SuccessionClaim

RULE = "scene@1"
_WEIGHED: dict[str, Any] = {"standing": "asserted", "sources": 1, "confidence": 0.9}


class SceneMaker:
    """Things by the number of their block. ids: give that of a record by its kind and number; documents: of a block."""

    def __init__(self, id: Callable[[str, int], str], persons: int, documents: int) -> None:
        self._id, self._persons, self._documents = id, persons, documents

    def structure(self, block: int) -> Structure:
        """The body under another; the first one is under the second, for want of any above it."""
        other = self._id("body", block // 3 if block else 1)
        return Structure(
            id=self._id("structure", block), body=self._id("body", block), relation="subordinate_to", other=other,
            decision=f"приказ № {block}", date="2019-05", claims=(self._claims(block)[0].id,), **_WEIGHED,
        )  # fmt: skip

    def decision(self, block: int) -> Decision:
        """The body's."""
        effect = Outcome("appoints", "Иван Петров", "person", self._person(block, 0))
        return Decision(
            id=self._id("decision", block), type="приказ", names=(f"приказ № {block}",), number=str(block),
            date="2019-05-17", title="О назначении", issuer=self._id("body", block), issuer_name="Ведомство",
            issuer_type="body", effects=(effect,), claims=(self._claims(block)[1].id,), **_WEIGHED,
        )  # fmt: skip

    def event(self, block: int) -> Event:
        """One with a person and a group."""
        parts = (
            Participant("chair", "Иван Петров", "person", self._person(block, 0)),
            Participant("participant", "делегаты", "group"),
        )
        return Event(
            id=self._id("event", block), type="совещание", names=("совещание",), date="2019-06-01", place="Зареченск",
            parts=parts, claims=(self._claims(block)[2].id,), **_WEIGHED,
        )  # fmt: skip

    def succession(self, block: int) -> Succession:
        """At a post of the body."""
        claims = (self._claims(block)[3].id,)
        return Succession(
            id=self._id("succession", block), person=self._person(block, 0), predecessor=self._person(block, 1),
            role="начальник", body=self._id("body", block), date="2019", claims=claims, **_WEIGHED,
        )  # fmt: skip

    def tellings(self, block: int) -> list[Telling]:
        """By document and claim, as a graph has them."""
        kinds = ("structure", "decision", "event", "succession")
        told = zip(self._claims(block), kinds, strict=True)
        return sorted((Telling(claim, self._id(kind, block)) for claim, kind in told), key=lambda one: one.claim.id)

    def _person(self, block: int, place: int) -> str:
        return self._id("person", block * self._persons + place)

    def _claims(self, block: int) -> tuple[SceneClaim, ...]:
        document = self._id("document", block * self._documents)
        text = f"Приказом № {block} от 17 мая 2019 года начальником назначен Иван Петров, сменивший Олега Лозу."
        words = [Mention(document, start, start + 9, "body", text[:9], "приказ") for start in range(4)]
        common: dict[str, Any] = {
            "document": document,
            "evidence": Quote(0, len(text), text),
            "supports": (Support(RULE, 0.9),),
        }
        one, two, three, four = words
        return (
            BodyClaim(body=one, body_entity=one, relation="subordinate_to", other=two, other_entity=two, **common),
            DecisionClaim(words=two, type="приказ", number=str(block), **common),
            EventClaim(words=three, type="совещание", **common),
            SuccessionClaim(words=four, **common),
        )
