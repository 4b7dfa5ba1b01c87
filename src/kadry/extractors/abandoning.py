"""Abandoning: bodies in which one has no post any more who leaves them («клуб покинул тренер»)."""

from kadry.russian.bodies import Body
from kadry.russian.marks import OPENING
from kadry.russian.parse import Clause
from kadry.russian.triggers import Trigger
from kadry.russian.words import noun_lemmas

OWN = frozenset(("company", "team", "media"))  # kinds of bodies that appoint nobody elsewhere
JOINED = OWN | {"party"}  # those that nobody leaves who does not belong to them
RULING = frozenset(("ведомство", "кабинет", "министерство", "правительство"))
ABANDONING = frozenset(("покидать", "покинуть"))


def abandoned(clause: Clause, trigger: Trigger) -> Body | None:
    """The body that somebody leaves for good, not «покинул зал»: the verb's object by the parser."""
    if trigger.lemma not in ABANDONING:
        return None
    tokens = clause.sentence.tokens
    objects = (b for b in clause.bodies if tokens[b.head].head == trigger.token and tokens[b.head].rel == "obj")
    left = (b for b in objects if _is_left(clause, b))
    return next(left, None)


def quitted(clause: Clause, trigger: Trigger) -> Body | None:
    """The body that bears a name of its own and to which somebody belonged who leaves it («покинул „Волну“»)."""
    body = abandoned(clause, trigger)
    return body if body is not None and body.proper and body.kind in (*JOINED, "name") else None


def _is_left(clause: Clause, body: Body) -> bool:
    head = clause.sentence.tokens[body.head]
    if body.kind == "name":
        return body.head > 0 and clause.sentence.tokens[body.head - 1].text in OPENING
    return body.kind in JOINED or not RULING.isdisjoint(noun_lemmas(head.low))
