"""Paradigms: which form of a word has other grammemes, chosen once for all words that inflect alike.

pymorphy3 builds all the forms of a word and compares their tags to choose one. What it chooses hangs on the word's
paradigm and on its own place there, so that the choice is kept and only the chosen form is built.
"""

from functools import lru_cache
from typing import Any

from kadry.russian.models import morph

# A form as the dictionary spells it, the number of its paradigm, its place there, what a guessed word has before it.
Entry = tuple[str, int, int, str]
Change = tuple[str, str, str, str]  # a form's prefix and ending, those of the form that takes its place


def inflect(entry: Entry, wanted: tuple[str, ...]) -> str:
    """The form of a word with other grammemes, or "" where it has no such form."""
    word, paradigm, place, front = entry
    change = _change(paradigm, place, wanted)
    if change is None:
        return ""
    before, after, prefix, ending = change
    return front + prefix + word[len(before) : len(word) - len(after)] + ending


@lru_cache(maxsize=50_000)
def _change(paradigm: int, place: int, wanted: tuple[str, ...]) -> Change | None:
    """What makes the form at a place of a paradigm the one that pymorphy3's ``inflect`` chooses for the grammemes."""
    forms = morph().dictionary.build_paradigm_info(paradigm)
    before, own, after = forms[place]
    grammemes = frozenset(wanted)
    fitting = [form for form in forms if grammemes <= form[1].grammemes]
    if not fitting:
        grammemes = own.fix_rare_cases(grammemes)
        fitting = [form for form in forms if grammemes <= form[1].grammemes]
    sought = own.updated_grammemes(grammemes)

    def similarity(form: tuple[str, Any, str]) -> float:
        return len(sought & form[1].grammemes) - 0.1 * len(sought ^ form[1].grammemes)

    best = max(fitting, key=similarity, default=None)
    return None if best is None else (before, after, best[0], best[2])
