"""Signs: what a word may be in any sentence, asked of the lexicon and the dictionary once.

Most words are neither the head of a role nor that of a body, so that rules look closer only at those that may be.
"""

from functools import cache, lru_cache

from kadry.russian import lexicon
from kadry.russian.countries import by_capital, by_noun, lemmas_of_countries
from kadry.russian.heads import fixed_words, follows, heads_body, heads_role, is_coined, opens_foreign
from kadry.russian.rolewords import beginnings, role_names
from kadry.russian.words import NOMINAL, forms, noun_lemmas

ROLE = 1  # the head of a role
BODY = 2  # the head of a body
FOREIGN = 4  # the beginning of a body's foreign name
PERSON = 8  # a word for a person
FIXED = 16  # the second word of a body's fixed name of two
COUNTRY = 32  # the name of a country
SETTING = 64  # what speaks of a country: its name, adjective, capital or organ
EVENT = 128  # a noun of events
PART = 256  # a word of taking part in one
HELD = 512  # a verb that says that an event is held
MEET = 1024  # one that says that people meet, or receive somebody
DECISION = 2048  # a word for a decision or another paper
ORDER = 4096  # a kind of decision by which bodies are made or ended
TIE = 8192  # a word that may say how bodies hang together
TRIGGER = 16384  # the trigger of a post's beginning, holding or end, or its first word
POST = 32768  # a noun for posts themselves («должность»)
MEMBER = 65536  # a word that may put somebody in a body
DIGIT = 131072  # what begins with a digit
HANDOVER = 262144  # a word that may tell who came after whom at a post, or that it is vacant


@lru_cache(maxsize=100_000)
def signs(low: str) -> int:
    """What a word may be in the names of roles, bodies, persons and countries, as a sum."""
    readings, words = forms(low), _listed()
    living = {form.kind for form in readings if "anim" in form.grammemes}
    listed = "-" in low or not words.isdisjoint(noun_lemmas(low)) or is_coined(low)
    found = 0 if NOMINAL.isdisjoint(living) else PERSON
    if low[:1].isdigit():
        found |= DIGIT
    if (listed or "NOUN" in living or low == "и" or low.startswith(beginnings())) and heads_role(low):
        found |= ROLE
    if listed:
        found |= _named(low)
    if readings and readings[0].lemma in words and opens_foreign(low):
        found |= FOREIGN
    return found


def _named(low: str) -> int:
    """What a word may be in the names of bodies and countries, as a sum."""
    found = BODY if heads_body(low) else 0
    if follows(low) is not None:
        found |= FIXED
    if by_noun(low) is not None:
        found |= COUNTRY
    return found if by_capital(low) is None else found | SETTING


@cache
def _listed() -> frozenset[str]:
    """The lemmas that name roles, bodies and countries, alone or with other words."""
    return lemmas_of_countries() | {*lexicon.roles(), *lexicon.bodies(), *role_names(), *fixed_words()}
