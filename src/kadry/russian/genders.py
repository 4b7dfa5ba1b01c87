"""The gender of a person whom a name alone does not tell: by the verb, the title, and how the surname is declined.

Хантсмен заявила, Ю назначена               a verb in the past, or a short adjective, agrees with its subject
77-летняя Бардо, избранного Абэ             an adjective or participle agrees with the name behind it
певица Мадонна                              a title that only women have
госсекретарю Клинтон, с Клинтоном           a surname on a consonant is declined for men alone
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.declension import SYLLABLE, decline, personal_forms
from kadry.russian.nameparts import FEMININE_SURNAME
from kadry.russian.names import Person
from kadry.russian.roles import Role
from kadry.russian.runs import Title
from kadry.russian.words import cases, forms

REACH = 12  # tokens between a subject and a verb that the parser may be trusted with
PREDICATES = frozenset(("VERB", "PRTS", "ADJS"))
AGE = re.compile(r"^\d+-?")
SUBJECT = frozenset(("nsubj", "nsubj:pass"))
# endings of Russian surnames that tell a gender wherever they stand, and in an oblique case
INSTRUMENTAL = re.compile(r"(?:(?:[её]в|ов|ин|ын)ым|[сц]ким)$")
MASCULINE = re.compile(r"(?:(?:ев|ов|ин|ын)[ае]|[сц]к(?:ого|ому|ом))$")
FEMININE = re.compile(r"(?:(?:ев|ов|ин|ын|[сц]к)ой|[сц]кую)$")
CONSONANT = re.compile(r"[бвгджзйклмнпрстфхцчшщь]$")
# what ends in a consonant and may be declined all the same, or never is
DECLINED = re.compile(r"(?:[оеыи]м|[оеи]й|[ыи]х|[её]в|ов|ин|ын)$")


def gender_told(
    sentence: Sentence, person: Person, case: str, titles: Sequence[Title], roles: Sequence[Role]
) -> tuple[str, bool]:
    """The gender of a name in a sentence, "masc", "femn" or "" where nothing tells it, and whether that is sure.

    case: the one in which the name stands; titles: its own. A patronymic tells before verb, adjective and title, these
    before the name («Колин родилась»), the name before its declension. What contradicts itself tells nothing.
    """
    tokens = sentence.tokens
    if person.gender and any(_may_be_patronymic(t.low) for t in _words(tokens, person)):
        return person.gender, True
    verb, attribute = _by_verb(tokens, person, titles, roles), _by_attribute(tokens, person, case)
    agreeing = {verb, attribute, _by_title(tokens, titles, roles) if titles else ""} - {""}
    if len(agreeing) == 1:
        return agreeing.pop(), True
    return person.gender or _by_ending(tokens, person, case, titles, roles), False


@lru_cache(maxsize=20_000)
def _may_be_patronymic(low: str) -> bool:
    return any("Patr" in form.grammemes for form in forms(low))


def _words(tokens: Sequence[Token], person: Person) -> Sequence[Token]:
    return tokens[person.first : person.last]


def _by_verb(tokens: Sequence[Token], person: Person, titles: Sequence[Title], roles: Sequence[Role]) -> str:
    """The gender of the verb whose subject is the name, or the noun of a title before it («госсекретарь Клинтон»)."""
    for i in range(person.first, person.last):
        if tokens[i].rel in SUBJECT and tokens[i].case in ("nomn", ""):
            return _agreement(tokens, i)
        mistaken = tokens[i].rel in SUBJECT and FEMININE_SURNAME.search(tokens[person.last - 1].low)
        if mistaken and _agreement(tokens, i) == "femn":
            return "femn"  # «Нургуль Асанова введена», taken for a genitive
    heads = {roles[t.role].head for t in titles if t.place == "before" and not roles[t.role].plural}
    if not heads:
        return ""
    named = {t.head for t in tokens[person.first : person.last] if t.rel in ("appos", "flat:name") and t.case != "gent"}
    subject = next((i for i in sorted(heads & named) if tokens[i].rel in SUBJECT and tokens[i].case == "nomn"), -1)
    return _agreement(tokens, subject) if subject >= 0 else ""


def _agreement(tokens: Sequence[Token], subject: int) -> str:
    """The gender of the past verb or short participle of a single subject, the nearest one on its side."""
    place = tokens[subject].head
    if place < 0 or abs(place - subject) > REACH:
        return ""
    verb = tokens[place]
    past = verb.verb == "Fin" and verb.tense == "Past"
    gender = predicate_gender(verb.low) if (past or _short(verb)) and not verb.plural else ""
    rivals = (t for i, t in enumerate(tokens) if t.head == place and t.rel in SUBJECT and i != subject)
    if not gender or any(t.gender in ("", gender) for t in rivals):
        return ""  # not «Фонд возглавила Баева», where the parser has taken the fund for the subject too
    if any(t.head == subject and t.rel == "conj" for t in tokens):
        return ""
    between = tokens[min(subject, place) + 1 : max(subject, place)]
    return "" if any((t.verb == "Fin" or _short(t)) and t.head != place for t in between) else gender


def _short(token: Token) -> bool:
    """A short participle or adjective («назначена», «уверена», «готова»)."""
    return not token.case and (token.verb == "Part" or token.pos == "ADJ")


@lru_cache(maxsize=10_000)
def predicate_gender(low: str) -> str:
    """The gender of all of a word's readings as a predicate in the singular, past ones of verbs."""
    agreeing = (f for f in forms(low) if f.kind in PREDICATES and (f.kind != "VERB" or "past" in f.grammemes))
    genders = {f.gender for f in agreeing if f.number == "sing"}
    return genders.pop() if len(genders) == 1 and genders <= {"masc", "femn"} else ""


def _by_attribute(tokens: Sequence[Token], person: Person, case: str) -> str:
    """The gender of an adjective or participle right before the name («77-летняя Бардо», «избранного Абэ»)."""
    before = tokens[person.first - 1] if person.first else None
    if before is None or before.plural or not person.first <= before.head < person.last:
        return ""
    word = AGE.sub("", before.low)  # the dictionary has no «77-летняя»
    agreeing = [f for f in forms(word) if f.kind in ("ADJF", "PRTF") and f.number == "sing"]
    genders = {f.gender for f in agreeing} if any(f.case == case for f in agreeing) else set()
    return "femn" if genders == {"femn"} else "masc" if "masc" in genders and "femn" not in genders else ""


def _by_title(tokens: Sequence[Token], titles: Sequence[Title], roles: Sequence[Role]) -> str:
    """ "femn" where one of the titles is a noun for women («певица», «королева»), unless it is said of men too."""
    for role in (roles[t.role] for t in titles if not roles[t.role].plural):
        nouns = [f for f in forms(tokens[role.head].low) if f.kind == "NOUN" and f.lemma == role.lemma]
        either = role.lemma.rpartition("-")[2] in lexicon.particles("either_gender")
        if nouns and not either and all(f.gender == "femn" and "anim" in f.grammemes for f in nouns):
            return "femn"
    return ""


def _by_ending(
    tokens: Sequence[Token], person: Person, case: str, titles: Sequence[Title], roles: Sequence[Role]
) -> str:
    """The gender that the ending of a surname shows in the case in which it stands."""
    last = tokens[person.last - 1]
    if len(last.low) < 4 or last.text.isupper() or last.plural or last.pos == "ADJ":
        return ""
    if INSTRUMENTAL.search(last.low):
        return "masc"
    oblique = _oblique(tokens, person, case, titles, roles)
    if FEMININE.search(last.low) and (oblique or last.case not in ("nomn", "")):
        return "femn"
    return _by_oblique(_words(tokens, person), case) if oblique else ""


def _oblique(
    tokens: Sequence[Token], person: Person, case: str, titles: Sequence[Title], roles: Sequence[Role]
) -> bool:
    """Whether a name surely stands in an oblique case: behind a preposition, a thing, a title that is no nominative."""
    noun = tokens[person.first - 1] if person.first else None
    if noun is not None and noun.pos == "ADP":
        return True
    words = _words(tokens, person)
    if noun is not None and case == "gent" and len(words) > 1 and noun.pos == "NOUN" and _is_thing(noun.low):
        return words[0].head == person.first - 1 and all(t.case == "gent" for t in words)
    before = (roles[t.role] for t in titles if roles[t.role].end == person.first)
    return case != "nomn" and any(not r.plural and "nomn" not in cases(tokens[r.head].low) for r in before)


@lru_cache(maxsize=20_000)
def _is_thing(low: str) -> bool:
    """«об избрании | Шерзода Каримова»: a noun that is nobody's title."""
    return all("inan" in form.grammemes for form in forms(low) if form.kind == "NOUN")


def _by_oblique(words: Sequence[Token], case: str) -> str:
    """The gender that the last word of a name in an oblique case shows."""
    word = words[-1]
    if MASCULINE.search(word.low):
        return "masc"
    if len(words) > 1 and all(SYLLABLE.match(t.low) for t in words):
        return ""
    normal = decline(word.text, case, "").lower() if case not in ("nomn", "loct") else word.low
    if normal != word.low:
        return "masc" if CONSONANT.search(normal) and not normal.endswith("ь") else ""
    declined = (f.case != "nomn" and "Fixd" not in f.grammemes for f in personal_forms(word.low))
    return "femn" if CONSONANT.search(word.low) and not (DECLINED.search(word.low) or any(declined)) else ""
