"""Abandoning: bodies in which one has no post any more who leaves them («клуб покинул тренер»)."""

from kadry.russian.bodies import Body
from kadry.russian.parse import Clause
from kadry.russian.triggers import Trigger
from kadry.russian.words import noun_lemmas

OWN = frozenset(("company", "team", "media"))  # kinds of bodies that appoint nobody elsewhere
RULING = frozenset(("ведомство", "кабинет", "министерство", "правительство"))
ABANDONING = frozenset(("покидать", "покинуть"))


def abandoned(clause: Clause, trigger: Trigger) -> Body | None:
    """The body that somebody leaves for good, not «покинул зал»: the verb's object by the parser."""
    if trigger.lemma not in ABANDONING:
        return None
    tokens = clause.sentence.tokens
    objects = (b for b in clause.bodies if tokens[b.head].head == trigger.token and tokens[b.head].rel == "obj")
    left = (b for b in objects if b.kind in OWN or not RULING.isdisjoint(noun_lemmas(tokens[b.head].low)))
    return next(left, None)
