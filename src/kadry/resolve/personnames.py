"""Names of persons taken apart: given name, patronymic, surname, as far as the words themselves tell which is which.

A name is split where a patronymic, initials or a known given name show its parts, and in the order given name, surname
otherwise; a name of syllables («Лыонг Кыонг») is kept whole.
"""

import re
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from kadry.fold import fold
from kadry.russian.namewords import only_patronymic
from kadry.russian.onomastics.people import LINEAGE, given_forms, patronymic_stem
from kadry.russian.onomastics.transcription import syllabic
from kadry.russian.words import forms, is_known

Form = Literal["full", "syllabic", "initials", "single", "generic"]

_GENERATION = re.compile(r"[-\s,(]+(?:(мл(?:адш\w+|\.)|jr\.?|junior)|(?:старш\w+|ст\.|sr\.?|senior))\)?$")
_INITIALS = 2  # given name and patronymic


class PersonName(Struct, frozen=True, order=True, cache_hash=True, gc=False, omit_defaults=True):
    """A name of a person, folded.

    words: in writing order. form: "full" has a given name and a surname, "initials" a surname with one or two letters,
    "single" one word, or a given name with patronymic alone; "generic" holds no word of a name. given, patronymic,
    surname: as far as known; an initial keeps its dot. middle: further given names or surnames between the two.
    swapped: the words do not tell which of the two is the surname. generation: "jr", "sr" or "".
    """

    words: tuple[str, ...]
    form: Form
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    middle: tuple[str, ...] = ()
    swapped: bool = False
    generation: str = ""

    @property
    def is_given(self) -> bool:
        """Whether a single name is a given name, with or without patronymic, which many people bear."""
        return self.form == "single" and (bool(self.given) or is_known_given(self.surname))


@lru_cache(maxsize=1 << 16)
def person_name(name: str) -> PersonName:
    """A nominative name taken apart."""
    folded = fold(name)
    generation = ""
    if match := _GENERATION.search(folded):
        folded, generation = folded[: match.start()], "jr" if match[1] else "sr"
    words = _lineage_joined(
        tuple(folded.replace(".", ". ").replace(",", " ").replace("(", " ").replace(")", " ").split())
    )
    full = tuple(word for word in words if not is_initial(word))
    if not full:
        return PersonName(words, "generic")
    if len(full) == 1:
        return _one_word(words, full[0], generation)
    if len(full) < len(words):
        return _with_initials(words, full, generation)
    if syllabic(words):
        return PersonName(words, "syllabic", given=words[-1], surname=words[0], generation=generation)
    return _whole(words, generation)


def is_initial(word: str) -> bool:
    """Whether a word is a letter or an abbreviated given name («И.», «Ю», «Вл.»)."""
    return len(word) == 1 or word.endswith(".")


def _lineage_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """«Гейдар оглы» is one patronymic in two words."""
    for i in range(1, len(words)):
        if words[i] in LINEAGE:
            return (*words[: i - 1], f"{words[i - 1]}-{words[i]}", *words[i + 1 :])
    return words


def _one_word(words: tuple[str, ...], word: str, generation: str) -> PersonName:
    """A surname with initials on one side, or a single word."""
    initials = [f"{w[0]}." if len(w) == 1 else w for w in words if w != word]
    together = words[0] == word or words[-1] == word
    if not initials or not together or len(initials) > _INITIALS:
        return PersonName(words, "single", surname=word, generation=generation)
    patronymic = initials[1] if len(initials) == _INITIALS else ""
    return PersonName(words, "initials", initials[0], patronymic, word, generation=generation)


def _with_initials(words: tuple[str, ...], full: tuple[str, ...], generation: str) -> PersonName:
    """«Джордж У. Буш», «Иван П. Сидоров»: an initial beside two words is a middle name's or a patronymic's."""
    inner = next(word for word in words if is_initial(word))
    split = _whole(full, generation)
    if split.patronymic:
        return split
    return PersonName(
        words, "full", split.given, inner[0] + ".", split.surname, split.middle, split.swapped, generation
    )


def _whole(words: tuple[str, ...], generation: str) -> PersonName:
    first, *middle, last = words
    if not middle:
        if is_known(last) and only_patronymic(last):
            return PersonName(words, "single", first, last, generation=generation)
        known = is_known_given(first), is_known_given(last)
        if known == (False, True):
            first, last = last, first
        return PersonName(words, "full", first, "", last, (), known[0] == known[1], generation)
    if len(middle) == 1 and patronymic_stem(middle[0]):
        return PersonName(words, "full", first, middle[0], last, (), False, generation)
    if len(middle) == 1 and patronymic_stem(last) and (given_forms(middle[0]) or only_patronymic(last)):
        return PersonName(words, "full", middle[0], last, first, (), False, generation)
    return PersonName(words, "full", first, "", last, tuple(middle), False, generation)


@lru_cache(maxsize=50_000)
def is_known_given(word: str) -> bool:
    """Whether a word is a given name as it stands: «Петров» is none for being of several who are called Пётр."""
    named = (form for form in forms(word) if "Name" in form.grammemes)
    return bool(given_forms(word)) or (is_known(word) and any((f.case, f.number) == ("nomn", "sing") for f in named))
