"""Signs: what a word may be in any sentence, asked of the lexicon and the dictionary once.

Most words are neither the head of a role nor that of a body, so that rules look closer only at those that may be.
"""

from functools import cache, lru_cache

from kadry.russian import lexicon
from kadry.russian.heads import fixed_words, heads_body, heads_role, opens_foreign
from kadry.russian.rolewords import beginnings, role_names
from kadry.russian.words import NOMINAL, forms, noun_lemmas

ROLE = 1  # the head of a role
BODY = 2  # the head of a body
FOREIGN = 4  # the beginning of a body's foreign name
PERSON = 8  # a word for a person
EVENT = 16  # a noun of events
PART = 32  # a word of taking part in one
HELD = 64  # a verb that says that an event is held
MEET = 128  # one that says that people meet, or receive somebody
DECISION = 256  # a word for a decision or another paper
ORDER = 512  # a kind of decision by which bodies are made or ended
TIE = 1024  # a word that may say how bodies hang together
TRIGGER = 2048  # the trigger of a post's beginning, holding or end, or its first word


@lru_cache(maxsize=100_000)
def signs(low: str) -> int:
    """What a word may be in the names of roles, bodies and persons, as a sum."""
    readings, words = forms(low), _listed()
    living = {form.kind for form in readings if "anim" in form.grammemes}
    listed = "-" in low or not words.isdisjoint(noun_lemmas(low))
    found = 0 if NOMINAL.isdisjoint(living) else PERSON
    if (listed or "NOUN" in living or low == "и" or low.startswith(beginnings())) and heads_role(low):
        found |= ROLE
    if listed and heads_body(low):
        found |= BODY
    if readings and readings[0].lemma in words and opens_foreign(low):
        found |= FOREIGN
    return found


@cache
def _listed() -> frozenset[str]:
    """The lemmas that name roles and bodies, alone or with other words."""
    return frozenset((*lexicon.roles(), *lexicon.bodies(), *role_names(), *fixed_words()))
