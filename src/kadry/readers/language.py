"""Is a text Russian? A cheap check by letters and small words that prefers to keep a short Russian headline.

Other alphabets give themselves away by the share of Cyrillic letters; the Turkic languages, Ukrainian, Belarusian and
Serbian by letters that Russian lacks; Bulgarian and the rest by their small words.
"""

import re
from collections import Counter

_SAMPLE = 200_000
_CYRILLIC_SHARE = 0.4
# A headline may quote names in Latin letters at length; a whole text does not.
_HEADLINE = 300
_HEADLINE_SHARE = 0.25
_RUSSIAN_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
# Of the words in small letters: names may bring letters of their own language into a Russian text.
_FOREIGN_WORDS = 0.12
_FEWEST_WORDS = 2
_FEWEST_MARKERS = 3
_WORD = re.compile(r"[^\W\d_]+")
_RUSSIAN_BYTES = "".join(sorted(_RUSSIAN_LETTERS)).encode("cp1251")
_CYRILLIC = range(0x400, 0x530)
_STRANGE = re.compile(f"[{''.join(c for c in map(chr, _CYRILLIC) if c.isalpha() and c not in _RUSSIAN_LETTERS)}]")

# Frequent small words of Russian. Those that another language writes alike stand in _SHARED and speak for neither.
_RUSSIAN = frozenset(
    "в и к с что это его их её как из также был была были было который которая которые которых или чтобы об со при "
    "после только ещё еще уже если этом этого под между года лет сегодня".split()
)
# Frequent small words that Russian does not have. Counted in small letters only: Се, Бе or Ще may be Chinese names.
_MARKERS = {
    "Ukrainian": frozenset("що як від це його її він вона які який яка щоб або бути після між року".split()),
    "Belarusian": frozenset("што гэта яго ён як ад быў былі якія які таксама пасля паводле гэтага каб".split()),
    "Bulgarian": frozenset("се че като със във ще това които който през бе беше след още която съм".split()),
    "Serbian": frozenset("је су се који која које као што није бити био била ће године након".split()),
    "Macedonian": frozenset("се дека што кој која кои беше ќе како ова".split()),
}
_ANY_MARKER = frozenset().union(*_MARKERS.values())
_SHARED = {
    "Ukrainian": frozenset("в и к с при".split()),
    "Belarusian": frozenset("с при".split()),
    "Bulgarian": frozenset("в и с при или под".split()),
    "Serbian": frozenset("и с при или под".split()),
    "Macedonian": frozenset("и с при или под".split()),
}


def foreign(text: str) -> str | None:
    """Why a text is not Russian, in a few words, or None where it may be."""
    sample = text[:_SAMPLE]
    small = sample.lower()
    return (None if _is_mostly_russian(small) else _by_alphabet(small)) or _by_language(sample, small)


def _is_mostly_russian(small: str) -> bool:
    """Whether so many characters are Russian letters that whatever the others are, the alphabet is right."""
    coded = small.encode("cp1251", "ignore")
    return len(coded) - len(coded.translate(None, _RUSSIAN_BYTES)) > len(small) * _CYRILLIC_SHARE


def _by_alphabet(small: str) -> str | None:
    letters = Counter({c: n for c, n in Counter(small).items() if c.isalpha()})
    total = letters.total()
    cyrillic = sum(n for c, n in letters.items() if ord(c) in _CYRILLIC)
    if not total:
        return "it holds no words"
    if cyrillic < total * (_HEADLINE_SHARE if total < _HEADLINE else _CYRILLIC_SHARE):
        return f"only {100 * cyrillic // total} % of its letters are Cyrillic"
    return None


def _by_language(sample: str, small: str) -> str | None:
    found = _WORD.findall(sample)
    strange = _STRANGE.search(small) is not None
    if not strange and sum(map(_ANY_MARKER.__contains__, found)) < _FEWEST_MARKERS:
        return None
    words = Counter(found)
    return (_by_letters(words) if strange else None) or _by_words(words)


def _by_letters(words: Counter[str]) -> str | None:
    small = {word: n for word, n in words.items() if word.islower()} or words
    strange = sum(n for word, n in small.items() if _STRANGE.search(word.lower()))
    total = sum(small.values())
    if strange < _FEWEST_WORDS or strange <= _FOREIGN_WORDS * total:
        return None
    return f"{100 * strange // total} % of its words have letters that are not in the Russian alphabet"


def _by_words(words: Counter[str]) -> str | None:
    counts = {language: sum(words[w] for w in markers & words.keys()) for language, markers in _MARKERS.items()}
    likely = max(counts, key=lambda language: counts[language])
    if counts[likely] < _FEWEST_MARKERS:
        return None
    own = sum(words[word] + words[word.capitalize()] for word in _RUSSIAN - _SHARED[likely])
    return f"its small words are {likely}" if counts[likely] > own else None
