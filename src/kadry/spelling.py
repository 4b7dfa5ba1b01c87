"""Names as a user types them: words and initials in any order, and the rough Latin form of a Russian spelling."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kadry.fold import fold

_WORD = re.compile(r"[^\s.]+\.?")
_TWICE = re.compile(r"(.)\1+")
# Latin spellings differ by scheme and by country; what most of them have in common is kept, the rest is levelled.
_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e",
        "ю": "iu", "я": "ia", "đ": "d",
    }
)  # fmt: skip
_LEVEL = (
    ("shch", "sh"), ("kh", "h"), ("ts", "c"), ("tz", "c"), ("tch", "ch"), ("ph", "f"), ("w", "v"), ("x", "ks"),
    ("ck", "k"), ("q", "k"), ("y", "i"), ("j", "i"), ("ie", "e"), ("'", ""), ("`", ""), ("’", ""),
)  # fmt: skip
_VARIED = re.compile("|".join(re.escape(spelling) for spelling, _ in _LEVEL))


def words(text: str) -> list[str]:
    """The words and initials of a folded text."""
    return _WORD.findall(text)


def agree(wanted: Sequence[str], name: Sequence[str]) -> bool:
    """Whether every word, or initial, stands for another word of the name."""
    left = list(name)
    for word in sorted(wanted, key=len, reverse=True):
        initial = word.rstrip(".")
        match = next((w for w in left if w == word or (len(initial) == 1 and w.startswith(initial))), None)
        if match is None:
            return False
        left.remove(match)
    return bool(wanted)


def latin(text: str) -> str:
    """A rough Latin form in which the common transcriptions of a Russian spelling agree."""
    plain = fold(text).translate(_LATIN)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if _VARIED.search(plain):
        for spelling, level in _LEVEL:
            plain = plain.replace(spelling, level)
    return _TWICE.sub(r"\1", plain)


def is_latin(text: str) -> bool:
    """Whether a text has Latin letters."""
    return re.search("[A-Za-z]", text) is not None


def marks(names: Iterable[str]) -> frozenset[str]:
    """Words by which an index knows names: the Latin forms of those that are no initials."""
    return frozenset(mark for name in names for piece in name.split() for mark in _marks(piece))


@lru_cache(1 << 16)
def _marks(piece: str) -> tuple[str, ...]:
    """The marks of what stands between two blanks: names have most of it in common."""
    return tuple(word for word in words(latin(piece)) if len(word.rstrip(".")) > 1)


def sought(wanted: str) -> frozenset[str]:
    """The marks that every name has which ``wanted`` may mean; none for initials alone, which may mean too many."""
    return marks([wanted])
