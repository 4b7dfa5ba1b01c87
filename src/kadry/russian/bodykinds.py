"""Kinds of bodies that one name in quotes does not make one: «банк „Заря“» is not «колхоз „Заря“»."""

import re
from collections.abc import Iterable

from kadry.fold import fold
from kadry.russian import lexicon
from kadry.russian.words import noun_lemmas

_NAMED = re.compile(r"([А-ЯЁа-яё]+) [«„“\"]")


def kind_of(forms: Iterable[str]) -> str:
    """The kind that the words before a body's name in quotes tell, by the forms of its name; "" for none or several."""
    kinds = lexicon.places("body_kind")
    words = {word for form in forms for word in _NAMED.findall(form)}
    found = {kinds[lemma] for word in words for lemma in noun_lemmas(fold(word)) if lemma in kinds}
    return found.pop() if len(found) == 1 else ""
