"""Japanese names written by way of English («Шигеру Ишиба»), read in the Russian way («Сигэру Исиба»)."""

import re
from functools import lru_cache

from kadry.russian.onomastics.transcription.letters import script

_SYLLABLES = re.compile("(?:(?:дз|[кгсзтдцнхбпмрф])?[аиуеояю]|н)+")
_RUSSIAN = {
    **{"ши": "си", "ша": "ся", "шу": "сю", "шо": "се", "ше": "се", "шя": "ся", "шю": "сю"},
    **{"чи": "ти", "ча": "тя", "чу": "тю", "чо": "те", "че": "те"},
    **{"джи": "дзи", "джа": "дзя", "джу": "дзю", "джо": "дзе", "дже": "дзе", "жи": "дзи", "дж": "дз"},
    **{"дзу": "дзу", "дзи": "дзи", "зу": "дзу", "зи": "дзи"},
    **{"тсу": "цу", "йо": "е", "э": "е", "оу": "о", "оо": "о", "уу": "у", "мб": "нб", "мп": "нп", "мм": "нм"},
}
_FOREIGN = re.compile("ч[иауое]").search  # what has other consonants in the Russian way
_ENGLISH = re.compile("|".join(sorted(_RUSSIAN, key=lambda way: -len(way))))


def one_japanese(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names of folded words are one by Japanese syllables, in either order of family and given name."""
    mine, other = list(map(_read, left)), list(map(_read, right))
    return all(mine) and all(other) and sorted(mine) == sorted(other)


def in_russian(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name with Japanese syllables written in the Russian way; as they are where one has others."""
    if not any(map(_FOREIGN, words)):
        return words
    ways = tuple(map(_read, words))
    return ways if all(ways) else words


@lru_cache(maxsize=1 << 14)
def _read(word: str) -> str:
    """A word in the Russian way, «ё» as «е»; "" where it is not made of Japanese syllables."""
    if script(word) != "cyrillic":
        return ""
    way = _ENGLISH.sub(lambda found: _RUSSIAN[found[0]], word.replace("ъ", ""))
    return way if _SYLLABLES.fullmatch(way) else ""
