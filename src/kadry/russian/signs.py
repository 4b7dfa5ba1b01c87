"""Signs: what a word may be in any sentence, asked of the lexicon and the dictionary once.

Most words are neither the head of a role nor that of a body, so that rules look closer only at those that may be. What
a word may be is told by its lemmas, each of which is looked up once; only then is the rule asked that knows.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from kadry.russian import lexicon
from kadry.russian.countries import by_capital, by_noun, lemmas_of_countries
from kadry.russian.heads import (
    COINED_FROM,
    COMPOUND_ENDINGS,
    fixed_firsts,
    fixed_seconds,
    follows,
    heads_body,
    heads_role,
    opens_foreign,
    role_words,
)
from kadry.russian.rolewords import COINED_ENDINGS, beginnings
from kadry.russian.words import NOMINAL, forms, participle_lemma

Question = tuple[int, Callable[[str], object]]  # a sign, and what says of a word whether it has it
Listed = tuple[int, Iterable[str]]  # signs, and the lemmas of the words that may have them

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

EVERY = ~(PERSON | DIGIT)  # the signs that a rule must be asked about
JOINED = ROLE | BODY | DECISION | MEMBER  # what one part of a word may make of it: «постановление-декрет»
NAMES: tuple[Question, ...] = (
    (ROLE, heads_role),
    (BODY, heads_body),
    (FIXED, follows),
    (COUNTRY, by_noun),
    (SETTING, by_capital),
    (FOREIGN, opens_foreign),
)


@lru_cache(maxsize=10_000)
def signs(low: str) -> int:
    """What a word may be in the names of roles, bodies, persons and countries, as a sum."""
    may = possible(low, _names())
    return may & ~EVERY | answers(low, NAMES, may)


def answers(low: str, questions: Iterable[Question], may: int = EVERY) -> int:
    """The sum of the signs that a word has, of those that it may have."""
    return sum([sign for sign, asks in questions if may & sign and asks(low)])


def possible(low: str, listed: Mapping[str, int]) -> int:
    """What a word may be, as the sum of the signs that its lemmas are listed with; PERSON and DIGIT it surely is."""
    may = listed.get(low, 0) | (JOINED if "-" in low else 0)
    participle = False
    for form in forms(low):
        may |= listed.get(form.lemma, 0)
        if "anim" in form.grammemes and form.kind in NOMINAL:
            may |= PERSON | ROLE if form.kind == "NOUN" and form.lemma.endswith(COINED_ENDINGS) else PERSON
        if form.lemma.endswith(COMPOUND_ENDINGS):
            may |= BODY
        participle = participle or form.kind == "PRTF"
    if participle:
        may |= listed.get(participle_lemma(low), 0)
    if low.startswith(beginnings()):
        may |= ROLE
    if low.startswith(COINED_FROM):
        may |= BODY
    return may | DIGIT if low[:1].isdigit() else may


@cache
def _names() -> Mapping[str, int]:
    return lemmas_of(naming())


def naming() -> tuple[Listed, ...]:
    """The lemmas that name roles, bodies and countries, alone or with other words."""
    return (
        (ROLE, role_words()),
        (BODY, lexicon.bodies()),
        (BODY | FIXED, fixed_seconds()),
        (FOREIGN, fixed_firsts()),
        (COUNTRY | SETTING, lemmas_of_countries()),
    )


def lemmas_of(groups: Iterable[Listed]) -> dict[str, int]:
    """What a word with each lemma may be, as a sum of signs."""
    found: dict[str, int] = {}
    for sign, lemmas in groups:
        for lemma in lemmas:
            found[lemma] = found.get(lemma, 0) | sign
    return found
