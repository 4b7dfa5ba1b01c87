"""The shape of a written word by the names that natasha's models know: «RU_Xx», «NUM», «PUNCT_,»."""

import re

from kadry.russian.engine.segments import LATIN, RUSSIAN

BEGINNING = re.compile(rf"(?P<RU>[{RUSSIAN}])|(?P<EN>[{LATIN}])|(?P<NUM>[+-]?\d)|(?P<PUNCT>.)", re.DOTALL)
OTHER = "OTHER"
MARK = "PUNCT_"


def shape(word: str, marks: frozenset[str]) -> str:
    """The shape of a word; ``marks``: the characters that are punctuation to the models."""
    found = BEGINNING.match(word)
    kind = found.lastgroup if found else None
    if kind in ("RU", "EN"):
        return f"{kind}_{_outline(word)}"
    if kind == "PUNCT" and word[0] in marks:
        return MARK + (word if len(word) == 1 else OTHER)
    return "NUM" if kind == "NUM" else OTHER


def _outline(word: str) -> str:
    """The capitals of a word: x, X, xx, XX, Xx, Xx-Xx or something else."""
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.islower():
        return "xx"
    if word.isupper():
        return "XX"
    if _is_title(word):
        return "Xx"
    left, _, right = word.partition("-")
    return "Xx-Xx" if _is_title(left) and _is_title(right) else OTHER


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word[1:].islower()
