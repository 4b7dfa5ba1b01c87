"""Ties: relations of two bodies in a sentence, and which bodies stand in the places of the words that state them."""

from msgspec import Struct

from kadry.mention import Status
from kadry.russian.bodies import Body
from kadry.russian.slots import Slots
from kadry.scene import Relation


class Tie(Struct, frozen=True):
    """One relation: ``body`` is to ``other`` what it says, by the word at ``token``; order: the decision's token."""

    relation: Relation
    body: Body
    other: Body
    token: int
    confidence: float
    status: Status = "current"
    order: int | None = None


def newest(tie: Tie) -> Body | None:
    """The body that a relation tells to be new."""
    if tie.relation == "merged_into":
        return tie.other
    return tie.body if tie.relation in ("created_by", "renamed_from") else None


def filled(slots: Slots, i: int, place: str, kind: str) -> list[Body]:
    """The bodies in one of a verb's places; ``kind`` of form is active, passive, or those of full participles."""
    if place == "subj":
        if kind == "active":
            return slots.subject(i)
        return slots.modified(i) if kind == "doing" else slots.agent(i)
    if place == "obj":
        if kind in ("active", "doing"):
            return slots.object(i)
        return slots.modified(i) if kind == "done" else slots.subject(i)
    preposition, _, case = place.rpartition(" ")
    return slots.governed(i, case, preposition)
