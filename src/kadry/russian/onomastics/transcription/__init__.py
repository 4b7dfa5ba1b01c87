"""Transcription: two spellings of a name in Russian texts or in Latin script, one name or two.

Vietnamese, Chinese and Korean names are compared syllable by syllable, by tables of how each syllable is written; all
other names word by word, by tables of letter groups. Pure functions of folded words (``kadry.fold``) in the
nominative; only the last word of a syllabic name may carry a Russian case ending.
"""

from functools import lru_cache

from kadry.russian.onomastics.transcription.agreement import Relation, by_syllables
from kadry.russian.onomastics.transcription.blocks import keys, names_syllables
from kadry.russian.onomastics.transcription.general import by_words, touching, word_variant
from kadry.russian.onomastics.transcription.letters import script, standard
from kadry.russian.onomastics.transcription.syllables import LANGUAGES, readings

__all__ = ["Relation", "keys", "names_syllables", "relation", "syllabic", "word_variant"]


@lru_cache(maxsize=1 << 17)
def relation(left: tuple[str, ...], right: tuple[str, ...]) -> Relation:
    """What two names are to each other; names of different verdicts may still be one person for other reasons.

    Args:
        left: the folded words of a full name; hyphens stand inside words.
        right: those of another.
    """
    left, right = standard(left), standard(right)
    if left == right:
        return Relation("same", "equal words")
    if not left or not right:
        return Relation("unknown", "a name without words")
    found = by_syllables(left, right) or _otherwise(left, right)
    if found.verdict == "variant" and not _meet(left, right):
        return Relation("unknown", f"only roughly alike: {found.reason}")
    return found


def _meet(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two names share a block key; two that are read by syllables one of syllables."""
    shared = keys(left) & keys(right)
    if syllabic(left) and syllabic(right):
        return any(map(names_syllables, shared))
    return bool(shared)


def _otherwise(left: tuple[str, ...], right: tuple[str, ...]) -> Relation:
    """By words; a Latin spelling that no table of syllables knows («Tsai Ing-wen») contradicts no Cyrillic one."""
    found = by_words(left, right)
    scripts = {script(word.replace("-", "")) for word in left + right}
    if (
        found.verdict == "different"
        and len(scripts) > 1
        and (syllabic(left) or syllabic(right))
        and touching(left, right)
    ):
        return Relation("unknown", f"in another romanisation perhaps: {found.reason}")
    return found


def syllabic(words: tuple[str, ...]) -> frozenset[str]:
    """The languages (vi, zh, ko) in which a whole name can be read, family name first; empty for a Russian name.

    Args:
        words: the folded words of a full name; a single word is never enough.
    """
    return frozenset(language for language in LANGUAGES if readings(standard(words), language))
