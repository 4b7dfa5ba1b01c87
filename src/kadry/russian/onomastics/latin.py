"""Latin script: what a Cyrillic name looks like in plain transliteration, beside the spellings that tables list."""

import re
import unicodedata
from functools import lru_cache

CYRILLIC = re.compile("[а-яіїєґўʼ]")
_SOUNDS = "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i i e g u".split(" ")
_LETTERS = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў", _SOUNDS, strict=True))
# _LETTERS are as United States and United Kingdom boards write names (BGN/PCGN 1947), without their special cases.
_OTHERS = (
    {"й": "i", "ю": "iu", "я": "ia", "ъ": "ie"},  # passports: ICAO Doc 9303, part 3
    {"й": "j", "ю": "ju", "я": "ja", "х": "h", "ц": "c"},  # scholars: ISO/R 9 without diacritics
)
_SCHEMES = tuple(str.maketrans(_LETTERS | other) for other in ({}, *_OTHERS))
_VARIED = frozenset(letter for other in _OTHERS for letter in other)
_ENDINGS = {"ий": ("ы", "и"), "ия": ("иа",)}  # Yury and Yuri for Юрий, Maria for Мария


def romanised(word: str) -> frozenset[str]:
    """A Cyrillic word in Latin letters, in the plain ways; nothing for other words."""
    if not CYRILLIC.search(word):
        return frozenset()
    if _VARIED.isdisjoint(word):  # so that no ending is written in several ways either
        forms = {word.translate(_SCHEMES[0])}
    else:
        endings = (word, *[word[:-2] + ending for ending in _ENDINGS.get(word[-2:], ())])
        forms = {ending.translate(scheme) for ending in endings for scheme in _SCHEMES}
    if word[0] in "еє":
        forms |= {f"y{form}" for form in forms}
    return frozenset(forms.union([form.replace("ks", "x") for form in forms if "ks" in form]))


def transliterated(word: str) -> str:
    """A Cyrillic word in Latin letters, in the one way that is most common in English texts."""
    return word.translate(_SCHEMES[0])


_STROKES = str.maketrans("łøđı", "lodi")


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """The word without the diacritics of Latin script; Cyrillic й and ї stay."""
    if word.isascii() or CYRILLIC.search(word):
        return word
    parts = unicodedata.normalize("NFD", word.translate(_STROKES))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))
