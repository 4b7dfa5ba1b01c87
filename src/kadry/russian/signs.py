"""Signs: what a word may be in any sentence, asked of the lexicon and the dictionary once.

Most words are neither the head of a role nor that of a body, so that rules look closer only at those that may be.
"""

from collections.abc import Sequence
from functools import cache, lru_cache

from kadry.russian import lexicon
from kadry.russian.heads import fixed_words, heads_role, opens_body
from kadry.russian.rolewords import coining, role_names
from kadry.russian.words import NOMINAL, Form, forms, noun_lemmas

ROLE = 1  # the head of a role
BODY = 2  # the head of a body, or the beginning of its foreign name
PERSON = 4  # a word for a person


@lru_cache(maxsize=100_000)
def signs(low: str) -> int:
    """All that a word may be, as a sum."""
    readings, listed_words = forms(low), _listed()
    person = _is_person(readings)
    listed = "-" in low or not listed_words.isdisjoint(noun_lemmas(low))
    found = PERSON if person else 0
    if (listed or person or low == "и" or low.startswith(coining())) and heads_role(low):
        found |= ROLE
    if (listed or (readings and readings[0].lemma in listed_words)) and opens_body(low):
        found |= BODY
    return found


def _is_person(readings: Sequence[Form]) -> bool:
    return any("anim" in form.grammemes and form.kind in NOMINAL for form in readings)


@cache
def _listed() -> frozenset[str]:
    """The lemmas that name roles and bodies, alone or with other words."""
    return frozenset((*lexicon.roles(), *lexicon.bodies(), *role_names(), *fixed_words()))
