"""Signatures: all that a comparison may look at of an in-document entity.

Equal signatures never contradict each other, and there are far fewer of them than of entities, so that pairs of
signatures are compared, not pairs of entities. A name is split into given name, patronymic and surname only where a
patronymic or initials say which word is which: «Лыонг Кыонг» has no part that a rule may call a surname.
"""

import re
from typing import Literal

from msgspec import Struct

from kadry.claim import Chain, MentionType
from kadry.fold import fold

_PATRONYMIC = re.compile(r"\w{2,}(?:ович|евич|ич|овна|евна|ична|оглы|кызы|улы)|\w+-(?:оглы|кызы|улы)")
_LINEAGE = frozenset(("оглы", "кызы", "улы", "уулу"))
_DAUGHTER = re.compile(r"\w{2,}(?:овна|евна|ична)")  # never a surname, as -ович may be
_INITIALS = 2  # given name and patronymic; a single initial says too little to identify anybody


class Signature(Struct, frozen=True, order=True):
    """A folded name and what else tells namesakes apart.

    words: the name in writing order. form: by what they could be split; a "single" word (or a name without surname)
    and a "generic" one name nobody outside their document. given, patronymic, surname: where the form tells; an
    initial keeps its dot.
    """

    type: MentionType
    form: Literal["plain", "patronymic", "initials", "single", "generic"]
    words: tuple[str, ...]
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    gender: str = ""
    country: str = ""

    @property
    def block(self) -> tuple[str, ...] | None:
        """What must be equal for two to be one by rule; None where the name identifies nobody."""
        if self.form in ("single", "generic"):
            return None
        if self.form == "patronymic":
            return (self.type, self.given, self.surname)
        if self.form == "initials":
            return (self.type, self.given, self.patronymic, self.surname)
        return (self.type, *self.words)


def signature(chain: Chain) -> Signature:
    """The signature of an in-document entity, from the name of its fullest mention."""
    if chain.head.type != "person":
        words = tuple(fold(chain.head.normal).split())
        form: Literal["generic", "plain"] = "generic" if chain.generic or not words else "plain"
        return Signature(chain.head.type, form, words, country=chain.country or chain.setting or "")
    return _person(_words(chain.head.normal), chain.gender or "", chain.generic)


def _person(words: tuple[str, ...], gender: str, generic: bool) -> Signature:
    parts = _by_patronymic(words) or _by_initials(words)
    initials = sum(map(_initial, words))
    if generic or len(words) - initials == 0:
        return Signature("person", "generic", words, gender=gender)
    if parts is None:
        return Signature("person", "single" if _nameless(words) else "plain", words, gender=gender)
    given, patronymic, surname = parts
    form: Literal["initials", "patronymic", "single"] = "patronymic"
    if initials:
        form = "initials" if initials == _INITIALS else "single"
    return Signature("person", form, words, given, patronymic, surname, gender)


def _nameless(words: tuple[str, ...]) -> bool:
    """Whether the words hold no full name: one word, or a given name with a patronymic («Анна Петровна»)."""
    full = [word for word in words if not _initial(word)]
    return len(full) < 2 or (len(full) == 2 and _DAUGHTER.fullmatch(full[1]) is not None)


def _words(name: str) -> tuple[str, ...]:
    """The folded words of a name; «И.О.» is two, an initial keeps its dot."""
    return tuple(fold(name.replace(".", ". ")).split())


def _initial(word: str) -> bool:
    return len(word) == 1 or word.endswith(".")


def _by_patronymic(words: tuple[str, ...]) -> tuple[str, str, str] | None:
    """Given name, patronymic, surname where a patronymic stands in the middle, or last after two other words.

    A last word alone proves nothing: «Виктор Жданович» has a surname, «Иванов Иван Иванович» a patronymic.
    """
    words = _lineage_joined(words)
    if len(words) != 3 or any(map(_initial, words)):
        return None
    first, second, third = words
    if _PATRONYMIC.fullmatch(second):
        return first, second, third
    return (second, third, first) if _PATRONYMIC.fullmatch(third) else None


def _lineage_joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """«Гейдар оглы» is one patronymic in two words."""
    for i in range(1, len(words)):
        if words[i] in _LINEAGE:
            return (*words[: i - 1], f"{words[i - 1]}-{words[i]}", *words[i + 1 :])
    return words


def _by_initials(words: tuple[str, ...]) -> tuple[str, str, str] | None:
    """Given name, patronymic, surname of «И. О. Фамилия», «Фамилия И. О.» and «И. Фамилия» (no patronymic)."""
    initials = [word[0] + "." for word in words if _initial(word)]
    rest = [word for word in words if not _initial(word)]
    together = all(map(_initial, words[: len(initials)])) or all(map(_initial, words[len(rest) :]))
    if not together or len(rest) != 1 or not 1 <= len(initials) <= _INITIALS:
        return None
    return initials[0], initials[1] if len(initials) == _INITIALS else "", rest[0]
