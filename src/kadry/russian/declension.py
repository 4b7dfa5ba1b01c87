"""Declension of persons' names: the cases that a name can stand in, and its nominative.

The dictionary declines what it knows; a foreign name is declined by its ending, and only where the stem that remains
can carry one, so that «Лыонга Кыонга» becomes «Лыонг Кыонг» and «Рамиро Вега» stays.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from kadry.russian.analysis import Token
from kadry.russian.onomastics.people import given_gender
from kadry.russian.readings import PERSONAL
from kadry.russian.words import Form, cases, forms, inflected, is_known, like

VOWELS = "аеиоуыэюя"
VOWEL = re.compile(f"[{VOWELS}]")
SYLLABLE = re.compile(rf"^[^{VOWELS}\W]*[{VOWELS}]{{1,3}}[^{VOWELS}\W]*$")
INSTRUMENTAL = re.compile(r"(?:[оеё]в|[иы]н)ым$")
OBLIQUE = ("gent", "datv", "accs", "ablt", "loct")
# ending → endings of the nominative, by case; the first whose stem fits is taken
ENDINGS = {
    "gent": (
        ("ского", "ский"),
        ("цкого", "цкий"),
        ("ы", "а"),
        ("ки", "ка"),
        ("ги", "га"),
        ("хи", "ха"),
        ("ии", "ия"),
        ("я", "й"),
        ("а", ""),
    ),
    "accs": (("ского", "ский"), ("цкого", "цкий"), ("у", "а"), ("ю", "я"), ("я", "й"), ("а", "")),
    "datv": (("скому", "ский"), ("цкому", "цкий"), ("у", ""), ("ю", "й"), ("е", "а")),
    "ablt": (
        ("ским", "ский"),
        ("цким", "цкий"),
        ("овым", "ов"),
        ("евым", "ев"),
        ("иным", "ин"),
        ("ом", ""),
        ("ем", "й"),
        ("ой", "а"),
        ("ей", "я"),
    ),
    "loct": (("е", ""),),
}
ENDED = {
    (case, letter): tuple(pair for pair in pairs if pair[0].endswith(letter))
    for case, pairs in ENDINGS.items()
    for letter in {ending[-1] for ending, _ in pairs}
}
# endings of surnames, many of which are other words too («Лапиной» — «лапиной», «Родина» — «родина»)
_WOMAN = (("овой", "ова"), ("евой", "ева"), ("иной", "ина"), ("ыной", "ына"), ("ской", "ская"), ("цкой", "цкая"))
_MAN = (("ова", "ов"), ("ева", "ев"), ("ина", "ин"), ("ына", "ын"), ("ного", "ный"), ("ового", "овой"))
SURNAMES = {
    **{("femn", case): _WOMAN for case in ("gent", "datv", "ablt", "loct")},
    ("femn", "accs"): (("ую", "ая"),),
    **{("masc", case): _MAN for case in ("gent", "accs")},
    ("masc", "datv"): (("ному", "ный"), ("овому", "овой")),
}
# the same of given names, and what their nominative has instead
_HER = (("е", "а"), ("е", "я"), ("и", "я"))
_HIS = (("а", ""), ("я", "й"), ("я", "ь"))
GIVEN = {
    ("femn", "gent"): (("ы", "а"), ("и", "а"), ("и", "я")),
    **{("femn", case): _HER for case in ("datv", "loct")},
    ("femn", "accs"): (("у", "а"), ("ю", "я")),
    ("femn", "ablt"): (("ой", "а"), ("ей", "а"), ("ей", "я")),
    **{("masc", case): _HIS for case in ("gent", "accs")},
    ("masc", "datv"): (("у", ""), ("ю", "й"), ("ю", "ь")),
    ("masc", "ablt"): (("ом", ""), ("ем", ""), ("ем", "й"), ("ем", "ь")),
    ("masc", "loct"): (("е", ""), ("е", "й"), ("е", "ь")),
}
HISSING = "жшщчц"
RELATIONAL = ("овый", "евый", "иный", "ыный")  # «Сомовой», «Осиной» are of Сомова and Осина, «Луговой» of Луговая
EITHER = ("ой", "ым")  # endings that adjectives and such surnames share
SHORT = frozenset(("а", "я", "ом", "ем"))  # endings that even a stem of two letters can carry (Ёлем → Ёль)
LINEAGE_ENDING = ("оглу", "оглы", "зода")  # «Белёзоглу», «Мамедоглы», «Рахимзода»
UNDECLINED = "еоэ"  # what foreign surnames end in that do not decline («Каланье»)
HYPHEN = "-‑"
OBJECT = re.compile(r"(?:[ое]ву|[иы]ну|скую|цкую)$")  # a woman's surname as an object
CAPITALS = re.compile(r"[А-ЯЁ]{3,}(?:-[А-ЯЁ]{2,})?")  # «ПЕТРОВ»
WOMANS = re.compile(r"(?:[ое]в|[иы]н)(?:ой|у)$|[сц]к(?:ой|ую)$")  # and in all its oblique cases
HERS = re.compile(r"(?:[ое]ва|[иы]на|[сц]кая)$")  # a woman's surname in the nominative, a man's in the genitive
DECLINED_OF_HIS = re.compile(r"(?:[бвгджзклмнпрстфцчшщ]|(?<![иы])х)$")  # the end of surnames that men alone decline
UNTOLD, NOMINATIVE, ACCUSATIVE = frozenset[str](), frozenset(("nomn",)), frozenset(("accs",))


def person_cases(tokens: Sequence[Token]) -> frozenset[str]:
    """The cases in which a name can stand; all where nothing shows."""
    possible: frozenset[str] | None = None
    womans = len(tokens) > 1 and WOMANS.search(tokens[-1].low) is not None
    if womans and OBJECT.search(tokens[-1].low) and _may_be_hers(tokens[0].low):
        return ACCUSATIVE  # «Нелли Агафонову»
    told = _told_case(tokens)
    if told:
        return told
    agreed = len({t.case for t in tokens if t.case}) == 1
    if len(tokens) > 1 and not agreed and _shows_her(tokens[0].low, tokens[-1].low):
        return NOMINATIVE
    last = len(tokens) - 1
    pair = last == 1 and is_syllabic(tokens)
    for i, token in enumerate(tokens):
        if not i and ((womans and _is_undeclined(token.low)) or pair):
            continue
        known = _word_cases(token.low, token.case, agreed or token.rel == "obj")
        if i == last and is_syllabic(tokens):  # «Нгуен Тхань Хая», which is a name of its own too
            known |= frozenset([case for case in OBLIQUE if _common(token.text, case, "")])
        possible = known if possible is None else (possible & known or possible)
    possible = possible or frozenset(("nomn", *OBLIQUE))
    declined = last > 1 and all(t.capital for t in tokens) and is_syllabic(tokens) and _is_lengthened(tokens[-1].low)
    return possible - NOMINATIVE if declined else possible


def _is_lengthened(low: str) -> bool:
    """«Ким Ён | Нама»: a syllable with an ending of the genitive, where the other words are of one syllable each."""
    return low[-1] == "а" and low[-2:-1] not in VOWELS and SYLLABLE.match(low[:-1]) is not None


@lru_cache(maxsize=50_000)
def _may_be_hers(low: str) -> bool:
    """Whether a given name is a woman's, or one of nobody known that is no dative («Дуньягозель Гулманову»)."""
    gender = given_gender(low)
    return gender == "femn" or (not gender and low[-1] not in "ую." and not is_known(low))


@lru_cache(maxsize=50_000)
def _shows_her(given: str, surname: str) -> bool:
    """Whether a name is a woman's in the nominative: «Прасковья Шубина», «Ульяна Савич», who as a man is «Савича»."""
    readings = personal_forms(given)
    own = [f for f in readings if "Name" in f.grammemes] if is_known(given) else []
    named = any(f.case == "nomn" and f.gender == "femn" for f in own)
    if HERS.search(surname):
        listed = given[-1] in "ая" and given_gender(given) == "femn"
        hers = listed or (named and all(f.gender == "femn" for f in own))
        his = any(f.gender == "masc" and given_gender(f.lemma) == "masc" for f in readings)
        return hers and not (his or _given(given, "gent", "masc"))  # «Наргиза Умарова», not «Павла Умарова»
    return named and given[-1] in "ая" and len(surname) > 2 and DECLINED_OF_HIS.search(surname) is not None


@lru_cache(maxsize=50_000)
def _is_undeclined(low: str) -> bool:
    """A woman's given name that ends as none that declines does («Гульназ», «Нелли»)."""
    return low[-1] not in "аяь" and given_gender(low) == "femn"


@lru_cache(maxsize=50_000)
def _word_cases(low: str, told: str, sure: bool) -> frozenset[str]:
    """The cases in which one word of a name can stand: the one told, if any, those of the dictionary or its ending.

    Where that is not sure, a woman's given name in the nominative is told no case in which the dictionary lacks it.
    """
    readings = personal_forms(low)
    known = frozenset(f.case for f in readings)
    if told not in known and is_known(low) and any("Name" in f.grammemes for f in readings):
        hers = told == "gent" and low[-1] == "е" and _given(low, "datv", "femn") != ""  # «Дине», taken for a genitive
        told = "" if hers or (not sure and "nomn" in known and low[-1] in "ая") else told
    found = known if known and is_known(low) else _guessed_cases(low)
    return found | {told} if told else found


def _told_case(tokens: Sequence[Token]) -> frozenset[str]:
    """The nominative, where the parser makes a name that can stand in it a subject; empty otherwise."""
    for token in tokens:
        if token.case == "nomn" and token.rel.startswith("nsubj"):
            break
    else:
        return UNTOLD
    first = [f.case for f in personal_forms(tokens[0].low)] if is_known(tokens[0].low) else []
    last = tokens[-1]
    if is_syllabic(tokens) and last.case not in ("", "nomn"):
        return UNTOLD  # «сменил Дун Фанчэна»
    declines = len(set(first)) < len(OBLIQUE) and "nomn" in first
    bare = all(t.case == "nomn" for t in tokens) and last.low[-1] not in VOWELS + "йь" and len(last.low) > 4
    bare = bare and INSTRUMENTAL.search(last.low) is None
    return NOMINATIVE if declines or bare else UNTOLD


def _guessed_cases(low: str) -> frozenset[str]:
    if low[-1] in UNDECLINED:
        return frozenset(("nomn", *OBLIQUE))
    if low.endswith(("ов", "ев")):
        return NOMINATIVE
    fit = [case for case in OBLIQUE if _strip(low, case) is not None or _surname(low, case, "femn") is not None]
    return frozenset(("nomn", *fit)) if fit else frozenset(("nomn", *OBLIQUE))


@lru_cache(maxsize=50_000)
def personal_forms(low: str) -> tuple[Form, ...]:
    """The readings of a word as one person's name."""
    return tuple(f for f in forms(low) if f.number != "plur" and not PERSONAL.isdisjoint(f.grammemes))


def person_nominative(tokens: Sequence[Token], case: str, gender: str) -> str:
    """A name's nominative, given the case in which it stands, and without the capitals of «ПЕТРОВ»."""
    parts: list[str] = []
    for i, token in enumerate(tokens):
        if i and token.start > tokens[i - 1].end:
            parts.append(" ")
        word = "-".join(map(str.capitalize, token.text.split("-"))) if CAPITALS.fullmatch(token.text) else token.text
        if case not in ("", "nomn"):
            common = _common(word, case, gender) if i == len(tokens) - 1 and is_syllabic(tokens) else ""
            word = common or decline(word, case, gender)
        parts.append(word)
    return "".join(parts)


def is_syllabic(tokens: Sequence[Token]) -> bool:
    """Whether a name is of syllables, as Vietnamese, Chinese and Korean ones are: the last alone is declined."""
    if len(tokens) == 2 and personal_forms(tokens[0].low):  # «Хуан Цяна», unlike «Хуан Перес», «Яна Горака»
        foreign = tokens[0].case == "nomn" and tokens[1].case not in ("", "nomn")
    else:
        foreign = len(tokens) > 1
    return foreign and all(SYLLABLE.match(t.low) for t in tokens[:-1])


def _common(word: str, case: str, gender: str) -> str:
    """The nominative of a syllable that is a common noun elsewhere («То Лама», «Пак Сон Мина»); "" for other words."""
    low = word.lower().replace("ё", "е")
    if not is_known(low) or (case == "accs" and gender == "femn"):
        return ""
    stripped = _strip(low, case, gender)
    return "" if stripped is None or not SYLLABLE.match(stripped) else _with_dots(like(stripped, word), word)


@lru_cache(maxsize=50_000)
def decline(word: str, case: str, gender: str) -> str:
    """One word of a name brought from ``case`` to the nominative, with its ё; itself where it does not decline."""
    found = _declined(word, case, gender)
    low = word.lower().replace("ё", "е")
    given = _given(low, case, gender or ("femn" if case == "accs" and low[-1] in "ую" else ""))
    if given and found.lower().replace("ё", "е") != given and word[0].isupper() and not word.isupper():
        found = like(given, word)
    return _with_dots(found, word)


def _with_dots(found: str, word: str) -> str:
    """A form with the ё of another form of the word."""
    kept = zip(word, found, strict=False)
    return "".join(a if a.lower() == "ё" and b.lower() == "е" else b for a, b in kept) + found[len(word) :]


def _given(low: str, case: str, gender: str) -> str:
    """The only given name of the table that a word in a case can be of; "" where there is none, or several."""
    endings = GIVEN.get((gender, case), ())
    made = {low[: -len(ending)] + own for ending, own in endings if low.endswith(ending) and len(low) > len(ending)}
    known = [name for name in made if given_gender(name) == gender]
    return known[0] if len(known) == 1 else ""


def _declined(word: str, case: str, gender: str) -> str:
    if len(word) < 2 or not word[0].isupper() or word.isupper():
        return word
    if any(mark in word for mark in HYPHEN):
        return "-".join(decline(part, case, gender) for part in re.split(f"[{HYPHEN}]", word))
    low = word.lower().replace("ё", "е")
    if low.endswith(LINEAGE_ENDING):
        return word
    readings = [f for f in personal_forms(low) if f.case == case]
    suited = [f for f in readings if not gender or f.gender in (gender, "")] or readings
    suited = [f for f in suited if "Fixd" not in f.grammemes] or suited
    trusted = [f for f in suited if "Surn" in f.grammemes]
    suited = trusted or suited
    if suited and (is_known(low) or trusted or suited[0].score >= 0.9):
        return like(inflected(suited[0], "nomn") or word, word)
    genders = (gender, "") if gender else ("masc", "femn", "")
    adjectival = [f for f in forms(low) if f.kind == "ADJF" and f.case == case and f.gender in genders]
    unsure = low.endswith(EITHER) and any(f.lemma.endswith(RELATIONAL) for f in adjectival[:1])
    if is_known(low) and adjectival and not (readings or unsure):  # «Андрея Белого»
        return like(inflected(adjectival[0], "nomn") or word, word)
    surname = _surname(low, case, gender)
    if surname is not None:
        return like(surname, word)
    if is_known(low) and not any(f.case == case for f in forms(low)) and "nomn" in cases(low):
        return word
    stripped = _strip(low, case, gender)
    return word if stripped is None else like(stripped, word)


def _surname(low: str, case: str, gender: str) -> str | None:
    """The nominative of a man's or a woman's surname by its ending; None where it is none of these."""
    endings = SURNAMES.get((gender, case), ())
    return next((low[: -len(e)] + own for e, own in endings if low.endswith(e) and len(low) > len(e) + 1), None)


def _strip(low: str, case: str, gender: str = "") -> str | None:
    """The nominative of an unknown name by the ending of its case; None where no ending of the case is there."""
    if low.endswith(LINEAGE_ENDING):
        return None
    for ending, nominative in ENDED.get((case, low[-1:]), ()):
        stem = low[: -len(ending)]
        if not low.endswith(ending) or len(stem) < (2 if ending in SHORT else 3):
            continue
        if nominative == "" and (stem[-1] in VOWELS + "йь" or gender == "femn" or not VOWEL.search(stem)):
            continue
        if nominative in ("й", "ь") and stem[-1] == "ь":
            continue
        if nominative == "й" and stem[-1] not in VOWELS:
            nominative = "" if stem[-1] in HISSING else "ь"
        if nominative == "я" and stem[-1] in HISSING:
            nominative = "а"
        if nominative == "а" and ending in "еи" and gender == "masc" and stem[-1] in VOWELS:
            continue
        if nominative in ("й", "ь") and gender == "femn":
            continue
        return stem + nominative
    return None
