"""Single words: what the dictionary says of them, and their nominative in agreement with others."""

import re
from functools import lru_cache
from typing import Any

from kadry.russian import dictionary
from kadry.russian.analysis import Token
from kadry.russian.paradigms import inflect
from kadry.russian.readings import has

Form = dictionary.Form
forms = dictionary.forms

KINDS = {
    "NOUN": ("NOUN", "NPRO"),
    "PROPN": ("NOUN", "ADJF"),
    "ADJ": ("ADJF", "PRTF", "NOUN"),
    "VERB": ("PRTF", "VERB"),
    "DET": ("ADJF",),
    "PRON": ("NPRO", "ADJF"),
}
NOMINAL = frozenset(("NOUN", "ADJF", "PRTF", "NPRO"))
ADJECTIVAL = frozenset(("ADJF", "PRTF"))
PARTICIPLE = re.compile(r"(?:[иы]ми|[ео]го|[ео]му|[иы][ехмй]|[еоую]ю|[ая]я|[ое][ейм])(?:ся)?$")
GENITIVE = re.compile(r"(?<!ов)(?<!ев)(?<!ин)(?<!ын)(?<!ств)(?<=[бвгджзклмнпрстфхцчшщ])а$")
ACRONYM = re.compile(r"([А-ЯЁ]{3,})(?:а|у|е|ом)$")  # «МИДа», «ТЮЗом»
ORDINAL = re.compile(r"(\d+-)(й|я|е|го|му|м|ой|ей|ую|ю|х|ми)$")  # «20-й», «8-ю»
FEW = frozenset(("два", "две", "три", "четыре", "оба", "обе"))  # behind which a noun is in the genitive singular
ENDINGS = {"masc": "й", "femn": "я", "neut": "е", "plur": "е"}  # of those in the nominative
RARER = frozenset(("временной",))  # «временным поверенным», «временным управляющим» are of временный


@lru_cache(maxsize=100_000)
def is_known(low: str) -> bool:
    """Whether the dictionary has the word, rather than guessing at it."""
    return has(low.lower())


@lru_cache(maxsize=100_000)
def lemmas(low: str) -> tuple[str, ...]:
    """The lemmas of a word's nominal and verbal readings, likeliest first, without repetition; the word itself last."""
    return tuple(dict.fromkeys([*[form.lemma for form in forms(low)], low]))


@lru_cache(maxsize=100_000)
def noun_lemmas(low: str) -> tuple[str, ...]:
    """The lemmas of a word's readings as noun, adjective or participle."""
    own = [form.lemma if form.kind != "PRTF" else "" for form in forms(low) if form.kind in NOMINAL]
    if "" in own:
        participle = participle_lemma(low)
        own = [lemma or participle for lemma in own]
    return tuple(dict.fromkeys((*own, low)))


@lru_cache(maxsize=50_000)
def may_be_given(low: str) -> bool:
    """Whether a word may be a person's given name, as the dictionary has it or guesses."""
    return any("Name" in form.grammemes for form in forms(low))


def participle_lemma(low: str) -> str:
    """A participle's own masculine nominative, not its verb's infinitive.

    It is made by its ending: inflecting means to build all the forms of its verb.
    """
    stem, reflexive = PARTICIPLE.sub("", low), "ся" if low.endswith("ся") else ""
    return stem + ("ий" if stem.endswith(("ш", "щ")) else "ый") + reflexive


@lru_cache(maxsize=100_000)
def cases(low: str) -> frozenset[str]:
    """The cases that a nominal form can stand in; every case for a word that does not decline."""
    return frozenset([form.case for form in forms(low) if form.kind in NOMINAL and form.case])


@lru_cache(maxsize=50_000)
def is_fixed(low: str) -> bool:
    """Whether a noun does not decline («Политбюро»)."""
    return any("Fixd" in form.grammemes for form in forms(low) if form.kind == "NOUN")


def can_be(token: Token, case: str) -> bool:
    """Whether a token may stand in a case, by the tagger or, for a name or an unsure tag, by the dictionary."""
    return token.case == case or case in cases(token.low)


@lru_cache(maxsize=50_000)
def only_plural(low: str) -> bool:
    """Whether a word is a noun in the plural, which no other form of it looks like («парткомам», not «комиссии»)."""
    return {form.number for form in forms(low) if form.kind == "NOUN"} == {"plur"}


def case_of(token: Token) -> str:
    """The case of a noun: the tagger's where the form can stand in it, else the likeliest of the form's own."""
    possible = cases(token.low)
    if token.case in possible or not possible:
        return token.case
    number = "plur" if token.plural else "sing"
    fitting = [f.case for f in forms(token.low) if f.kind == "NOUN" and f.number == number and f.case]
    return fitting[0] if fitting else token.case


def agree(left: Token, right: Token) -> bool:
    """Whether an adjective and a noun can agree in case, number and (in the singular) gender."""
    genders = (left.gender, right.gender)
    alike = left.plural or "" in genders or genders[0] == genders[1]
    if (
        left.case
        and left.case == right.case
        and left.plural == right.plural
        and alike
        and not is_pure_participle(left.low)
    ):
        return True
    return not _concords(left.low, ADJECTIVAL).isdisjoint(_concords(right.low, NOMINAL))


@lru_cache(maxsize=50_000)
def is_pure_participle(low: str) -> bool:
    """Whether a word is a participle alone, whose tag may be that of its object («Возглавлявший компанию Ким …»)."""
    return is_known(low) and all(form.kind == "PRTF" for form in forms(low))


@lru_cache(maxsize=10_000)
def alike(pronoun: str, noun: str) -> bool:
    """Whether a pronoun and a noun can be of one gender and number («которую» and «сессия»)."""
    told = {(f.number, f.gender if f.number == "sing" else "") for f in forms(pronoun)}
    own = [f for f in forms(noun) if f.kind == "NOUN"]
    return not own or any((f.number, f.gender if f.number == "sing" else "") in told for f in own)


@lru_cache(maxsize=100_000)
def _concords(low: str, kinds: frozenset[str]) -> frozenset[tuple[str, str, str]]:
    """The case, number and (in the singular) gender of each reading of some kinds."""
    own = [form for form in forms(low) if form.kind in kinds]
    return frozenset([(f.case, f.number, f.gender if f.number == "sing" else "") for f in own])


@lru_cache(maxsize=100_000)
def adjectival(low: str, among: int = 1000) -> bool:
    """Whether one of a word's likeliest readings is a full adjective or participle."""
    return not ADJECTIVAL.isdisjoint([form.kind for form in forms(low)[:among]])


def reading(token: Token, case: str, gender: str = "", *, kinds: tuple[str, ...] = ()) -> Form | None:
    """The reading of a token that fits a case, its number and, where given, a gender, the likeliest of the best."""
    return _reading(token.low, kinds or KINDS.get(token.pos, ()), case, "plur" if token.plural else "sing", gender)


@lru_cache(maxsize=50_000)
def _reading(low: str, kinds: tuple[str, ...], case: str, number: str, gender: str) -> Form | None:
    found, best = None, (-1, False)
    for form in forms(low):
        if form.kind in NOMINAL:
            suits = not gender or form.gender in (gender, "")
            alike = (form.kind in kinds) + (form.case == case) + (form.number == number) + suits
            fit = (alike, form.lemma not in RARER)
            if fit > best:
                found, best = form, fit
    return found


def like(word: str, model: str) -> str:
    """A lower-case word in the capitals of another: Xxx, XXX or xxx, part by part at hyphens."""
    if model.islower():
        return word
    if len(model) > 1 and model.isupper():
        return word.upper()
    left, right = word.split("-"), model.split("-")
    if len(left) == len(right) and len(left) > 1:
        return "-".join(like(w, m) for w, m in zip(left, right, strict=True))
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def nominative(token: Token, case: str, *, singular: bool = False, gender: str = "") -> str:
    """A token's nominative in its own capitals, in the number that it has (or the singular).

    case: the one that the phrase stands in; gender: that of the noun which an adjective agrees with.
    """
    if case == "nomn" and not singular:
        return token.text
    return _nominative(token.text, token.low, token.pos, token.plural, case, singular, gender)


@lru_cache(maxsize=50_000)
def _nominative(text: str, low: str, pos: str, plural: bool, case: str, singular: bool, gender: str) -> str:
    if text[:1].isdigit() and (ordinal := ORDINAL.match(text)) is not None:
        return ordinal[1] + ENDINGS.get("plur" if plural and not singular else gender, ordinal[2])
    if not text[:1].isalpha() or (len(text) > 1 and text.isupper()):
        return text
    if (acronym := ACRONYM.match(text)) is not None:
        return acronym[1]
    if text[-2:].isupper() or (case == "gent" and _is_ministry(low)):
        return text  # «УрФО», «Минцифры»
    if case == "gent" and text[:1].isupper() and _is_masculine(low):
        return text[:-1]
    form = _reading(low, KINDS.get(pos, ()), case, "plur" if plural else "sing", gender)
    found = "" if form is None else _of_reading(form, gender, singular)
    return like(found, text) if found else text


def _is_ministry(low: str) -> bool:
    """A ministry by its first syllable and the genitive of its matter, which no dictionary has («Минприроды»)."""
    matter = low.removeprefix("мин")
    if matter == low or low[-1] not in "ыия" or is_known(low):
        return False
    return any(f.kind == "NOUN" and f.case == "gent" for f in forms(matter)) and is_known(matter)


def _is_masculine(low: str) -> bool:
    """A genitive in -а that no dictionary has («Усольска», «Нортекса»); those in -ова and -ина may be neuters."""
    return GENITIVE.search(low) is not None and not is_known(low)


def _of_reading(form: Form, gender: str, singular: bool) -> str:
    """The nominative of a reading, or "" where it is one or has none."""
    if form.case == "nomn" and not singular:
        return ""
    wanted = "sing" if singular else form.number or "sing"
    agreeing = (gender,) if gender and wanted == "sing" and form.kind in ("ADJF", "PRTF") else ()
    return inflected(form, "nomn", wanted, *agreeing) or inflected(form, "nomn")


def inflected(form: Form, *grammemes: str) -> str:
    """The word of a reading with other grammemes, or "" where it has no such form."""
    if form.entry is not None and "Supr" not in form.grammemes:
        return inflect(form.entry, grammemes)
    parse, wanted = dictionary.parses(form.low)[form.rank], set(grammemes)
    if "Supr" in form.grammemes:
        return _superlative(parse, wanted)
    found = parse.inflect(wanted)
    return str(found.word) if found else ""


def _superlative(parse: Any, wanted: set[str]) -> str:
    """The form of a superlative with the same stem: высшего is of высший, though высочайший is of the same word."""
    fitting = [str(f.word) for f in parse.lexeme if "Supr" in f.tag and wanted <= f.tag.grammemes]
    return max(fitting, key=lambda word: shared_letters(word, parse.word), default="")


def shared_letters(left: str, right: str) -> int:
    """How many letters two words begin with alike."""
    return next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
