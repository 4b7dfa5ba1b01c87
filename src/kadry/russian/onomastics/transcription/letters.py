"""What the letters of a word tell: its script, its diacritics, its tone. Words come folded (``kadry.fold``)."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

Script = Literal["cyrillic", "latin", "mixed"]

# Vietnamese tones and the marks of a vowel's quality, as combining characters.
_TONES = {"\u0300": "grave", "\u0301": "acute", "\u0303": "tilde", "\u0309": "hook", "\u0323": "dot"}
_QUALITIES = {"\u0302", "\u0306", "\u031b"}
_UNDECOMPOSED = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)
# Latin letters that look like Cyrillic ones, put into a Cyrillic word by mistake or to hide it; letters of the other
# East Slavic alphabets, which a Russian text has by mistake; and letters of Turkic alphabets and of Tajik, in names
# left as they are written at home («Дәурен Жақыпбеков»), as Russian texts write them.
_CYRILLIC = str.maketrans(
    "aceiopxykmtbhіїєґўәғқңөұүһҳҷӣӯҙҫҗ",
    "асеиорхукмтвнииегуагкноууххжиузсж",
)
_is_russian = re.compile("[а-яё]+").fullmatch


def standard(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words composed (NFC) and in one script each, as far as letters that look alike allow."""
    return tuple(map(_standard, words))


@lru_cache(maxsize=1 << 16)
def _standard(word: str) -> str:
    if _is_russian(word):
        return word
    word = unicodedata.normalize("NFC", word)
    return word.translate(_CYRILLIC) if any("\u0400" <= letter <= "\u04ff" for letter in word) else word


@lru_cache(maxsize=1 << 16)
def script(word: str) -> Script:
    """The script of a word's letters; "mixed" also where there is none of the two."""
    if _is_russian(word):
        return "cyrillic"
    cyrillic = latin = False
    for letter in word:
        if letter.isalpha():
            cyrillic = cyrillic or "\u0400" <= letter <= "\u04ff"
            latin = latin or letter < "\u0250" or "\u1e00" <= letter <= "\u1eff"
    if cyrillic == latin:
        return "mixed"
    return "cyrillic" if cyrillic else "latin"


@lru_cache(maxsize=1 << 16)
def plain(word: str) -> str:
    """A Latin word without any diacritics: «Lương» and «Luong» are one, so are «Łódź» and «Lodz»."""
    marks = unicodedata.normalize("NFD", word.translate(_UNDECOMPOSED))
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def without_tones(word: str) -> str:
    """A Vietnamese word with the quality of its vowels and without its tone."""
    marks = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(letter for letter in marks if letter not in _TONES))


def tone(word: str) -> str:
    """The Vietnamese tone that a word carries; "level" without a mark."""
    for letter in unicodedata.normalize("NFD", word):
        if letter in _TONES:
            return _TONES[letter]
    return "level"


def marked(word: str) -> bool:
    """Whether a word is written with Vietnamese marks, so that what carries none is known to have none."""
    if script(word) != "latin":
        return False
    marks = unicodedata.normalize("NFD", word)
    return "đ" in word or any(letter in _TONES or letter in _QUALITIES for letter in marks)
