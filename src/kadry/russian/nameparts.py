"""Parts of names: what a word looks like that may be of a name, or stands beside one, and the gender that it shows."""

import re
from collections.abc import Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.countries import country_of
from kadry.russian.declension import SYLLABLE, WOMANS, personal_forms
from kadry.russian.onomastics.people import LINEAGE
from kadry.russian.readings import PERSONAL
from kadry.russian.rolewords import role_entry
from kadry.russian.words import forms, is_known, noun_lemmas

PATRONYMIC = re.compile(
    rf"(?:(?:ов|ев)?ич(?:а|у|ем|е)?|(?:овн|евн|ичн)(?:а|у|е|ы|ой|ою))$|^(?:{'|'.join(sorted(LINEAGE))})$"
)
MASCULINE_SURNAME = re.compile(r"(?:ов|ев|ин|ын|ский|цкий)$")
FEMININE_SURNAME = re.compile(r"(?:ова|ева|ина|ына|ская|цкая)$")
TOWN = re.compile(r"(?:ск|град|бург|поль|горск)(?:а|у|ом|е|ом)?$")
PLACES = frozenset(("город", "провинция", "область", "район", "село", "поселок", "край", "республика", "уезд", "штат"))


def looks_russian(token: Token) -> bool:
    """Whether a word has the look of a Russian surname."""
    return any(MASCULINE_SURNAME.search(lemma) or FEMININE_SURNAME.search(lemma) for lemma in noun_lemmas(token.low))


@lru_cache(maxsize=50_000)
def is_only_given(low: str) -> bool:
    """Whether the dictionary knows a word as a given name and nothing else of a person."""
    return {g for f in forms(low) for g in PERSONAL & f.grammemes} == {"Name"} and is_known(low)


def is_row(tokens: Sequence[Token]) -> bool:
    """Whether words are three capitalised syllables, as Vietnamese and Korean names have them."""
    if len(tokens) != 3 or not (is_capital(tokens[0]) and is_capital(tokens[1])):
        return False
    return all(t.name != "ORG" and is_capital(t) and SYLLABLE.match(t.low) for t in tokens)


def is_capital(token: Token) -> bool:
    """Whether a word is written as names are: with a capital, not in capitals, and with a letter at its end."""
    text = token.text
    return token.capital and (len(text) == 1 or not text.isupper()) and text[-1].isalpha()


def is_foreign(token: Token) -> bool:
    """Whether the dictionary does not know a word, or knows it as a name of a person."""
    return is_personal(token.low) or not is_known(token.low)


@lru_cache(maxsize=50_000)
def is_personal(low: str) -> bool:
    """Whether the dictionary knows a word as a name of a person, whatever else it is."""
    return any(not PERSONAL.isdisjoint(form.grammemes) for form in forms(low))


@lru_cache(maxsize=50_000)
def is_place_alone(low: str) -> bool:
    """Whether a word is read as a name of a place and nothing else."""
    return all("Geox" in form.grammemes for form in forms(low))


def is_role_word(token: Token) -> bool:
    """Whether a word is the head of a role."""
    return _is_of_role(token.low)


@lru_cache(maxsize=50_000)
def _is_of_role(low: str) -> bool:
    return not lexicon.roles().keys().isdisjoint(noun_lemmas(low)) or role_entry(low) is not None


def is_state(token: Token) -> bool:
    """Whether a word is a country's name in the genitive («Катара»), unlike Чад and Куба, given names too."""
    country = country_of(token)
    if country is None or is_personal(token.low):
        return False
    names = {lexicon.fold(name) for name in (country.name, *country.names)}
    return any(f.lemma in names and f.case == "gent" for f in forms(token.low))


def is_after_place(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is the name of a place, told by the word before it."""
    return i > 0 and not PLACES.isdisjoint(noun_lemmas(tokens[i - 1].low))


def is_body_word(token: Token) -> bool:
    """Whether a word is a noun for bodies."""
    return _is_of_body(token.low)


@lru_cache(maxsize=50_000)
def _is_of_body(low: str) -> bool:
    return not lexicon.bodies().keys().isdisjoint(noun_lemmas(low))


def gender_of(tokens: Sequence[Token]) -> str:
    """The gender that a patronymic, a given name or a surname's ending shows."""
    for wanted, among in (("Patr", tokens), ("Name", tokens[:1] if len(tokens) > 1 else ())):
        for token in among:
            found = _genders(token.low, wanted)
            if len(found) == 1:
                return next(iter(found))
            if token.gender in found and token.rel.startswith("nsubj"):
                return token.gender
    last = tokens[-1]
    if len(tokens) > 1 and not any(personal_forms(t.low) and is_known(t.low) for t in tokens[:-1]):
        return ""  # the endings of syllabic names mean nothing
    if len(tokens) > 1 and last.case != "nomn" and WOMANS.search(last.low):
        mans = last.case == "datv" and not last.low.endswith(("ой", "ую"))
        return "masc" if mans else "femn"  # «Дмитрию Мусину»; «Дине Мусиной», not «Саша Донской»
    if last.case == "nomn" and MASCULINE_SURNAME.search(last.low):
        return "masc"
    return "femn" if FEMININE_SURNAME.search(last.low) and last.case == "nomn" else ""


@lru_cache(maxsize=50_000)
def _genders(low: str, grammeme: str) -> frozenset[str]:
    """The genders of a known word as a patronymic or a given name."""
    named = [f for f in personal_forms(low) if grammeme in f.grammemes and f.gender in ("masc", "femn")]
    return frozenset([f.gender for f in named]) if named and is_known(low) else frozenset()
