"""Whether two names of any language are one, word by word, where the syllable tables have nothing to say."""

import re
from collections.abc import Iterator
from itertools import combinations, permutations

from kadry.russian.onomastics.transcription.agreement import Relation
from kadry.russian.onomastics.transcription.alignment import distance
from kadry.russian.onomastics.transcription.blocks import bare
from kadry.russian.onomastics.transcription.japanese import one_japanese
from kadry.russian.onomastics.transcription.letters import script, standard
from kadry.russian.onomastics.transcription.skeletons import skeletons

# Costs that a name may bear, in hundredths per letter of the shorter spelling: of the whole name, of one word of it,
# and of a word that stands alone. Surnames of Russian make are spelled in one way but for э, ь and doubled letters.
_NAME, _WORD, _ALONE, _SPELLING = 40, 60, 34, 1
_LEAST_LETTERS, _SHORT = 4, 2
_PERMUTED = 3
_RUSSIAN = re.compile(r"(?!\w*дж)\w{2,}(?:[ое]ва?|[иы]на?|[сц]к(?:ий|ой|ая)|ич|[ое]вна|енко|[иы]х)")
_ENDING = re.compile("а[оеэиыу]|[оеэиыу]а|a[oeiuy]|[oeiuy]a")  # another gender or case, within one script
_PATRONYMIC = re.compile(r"\w{2,}(?:[ое]вич|[ое]вна|ична)")


def word_variant(left: str, right: str) -> bool:
    """Whether two words are spellings of one, with nothing else to go by: short words are strict.

    Args:
        left: a folded word, in Cyrillic or Latin script.
        right: another.
    """
    left, right = standard((left, right))
    cost = _between(left, right)
    return cost is not None and cost * 100 <= _ALONE * min(len(left), len(right))


def by_words(left: tuple[str, ...], right: tuple[str, ...]) -> Relation:
    """What the spelling tables say of two names, whatever the order of their words."""
    left, right = bare(left), bare(right)
    if sorted(left) == sorted(right):
        return Relation("same", "equal words" if left == right else "equal words in another order")
    if any(_initial(word) for word in left + right):
        return Relation("unknown", "an initial stands for many names")
    if len(left) == len(right):
        return _whole(left, right)
    return _parts(*sorted((left, right), key=len))


def _whole(left: tuple[str, ...], right: tuple[str, ...]) -> Relation:
    """Two names of as many words."""
    if len(left) == 1:
        if word_variant(left[0], right[0]):
            return Relation("variant", _shown(left, right))
    elif (found := _best(left, right)) is not None:
        return Relation("variant", _shown(left, found))
    elif one_japanese(left, right):
        return Relation("variant", _shown(left, right))
    if far := _far(left, right) or _far(right, left):
        return Relation("different", far)
    return Relation("unknown", f"alike, and no rule makes them one: {_shown(left, right)}")


def _best(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...] | None:
    """The order of the right name's words in which it is a spelling of the left one, at the least cost."""
    costs = [(cost, order) for order in _orders(right) if (cost := _cost(left, order)) is not None]
    return min(costs)[1] if costs else None


def _orders(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return permutations(words) if len(words) <= _PERMUTED else iter((words,))


def _cost(left: tuple[str, ...], right: tuple[str, ...]) -> int | None:
    """What it costs to read one name as the other; None where a word or the whole bears too much."""
    total = letters = 0
    for mine, other in zip(left, right, strict=True):
        cost, shorter = _between(mine, other), min(len(mine), len(other))
        if cost is None or cost * 100 > _limit(shorter, len(left)):
            return None
        total, letters = total + cost, letters + shorter
    return total if total * 100 <= _NAME * letters else None


def _limit(letters: int, words: int) -> int:
    """What a word of a name bears: a short one 2 where it has four letters, or three of a longer name."""
    short = letters >= _LEAST_LETTERS or (letters == _LEAST_LETTERS - 1 and words >= _PERMUTED)
    return max(_WORD * letters, 100 * _SHORT) if short else _WORD * letters


def _between(left: str, right: str) -> int | None:
    """The distance of two words whose consonants agree."""
    if left == right:
        return 0
    if any(map(str.isdigit, left + right)):
        return None  # a number is no matter of spelling
    if set(skeletons(left)).isdisjoint(skeletons(right)):
        return None
    cost = distance(left, right)
    if _ENDING.fullmatch(left[-1] + right[-1]):
        return None
    if cost is not None and cost > _SPELLING and script(left) == script(right) == "cyrillic":
        return None if _RUSSIAN.fullmatch(left) and _RUSSIAN.fullmatch(right) else cost
    return cost


def _parts(short: tuple[str, ...], long: tuple[str, ...]) -> Relation:
    """Two names of which one has more words."""
    if any(_best(short, part) is not None or part == short for part in combinations(long, len(short))):
        return Relation("partial", f"a part is omitted: {_shown(short, long)}")
    if far := _far(short, long):
        return Relation("different", far)
    return Relation("unknown", f"alike, and no rule makes them one: {_shown(short, long)}")


def _far(short: tuple[str, ...], long: tuple[str, ...]) -> str:
    """Why two names are too far apart: a word of the shorter one has no consonants in common with any of the other."""
    if any(map(_PATRONYMIC.fullmatch, short)) != any(map(_PATRONYMIC.fullmatch, long)) and len(short) == len(long):
        return ""
    for word in short:
        if not any(_near(word, other) for other in long):
            return f"«{word}» is like no word of «{' '.join(long)}»"
    return ""


def touching(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether any word of one name has the consonants of a word of the other."""
    return any(_near(mine, other) for mine in bare(left) for other in bare(right))


def _near(left: str, right: str) -> bool:
    """Whether two words have consonants in common or one is cut short: «Джо», «Джозеф»."""
    return left.startswith(right) or right.startswith(left) or not set(skeletons(left)).isdisjoint(skeletons(right))


def _initial(word: str) -> bool:
    return len(word) == 1 or word.endswith(".")


def _shown(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    return f"{' '.join(left)} / {' '.join(right)}"
