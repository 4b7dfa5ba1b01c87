"""Readings of the words that pymorphy3's dictionary has, straight from its paradigms and with its scores."""

from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from msgspec import Struct

from kadry.russian.models import morph
from kadry.russian.paradigms import Entry

Reading = tuple[str, "Grammar", float, Entry | None]  # lemma, tag, score, and what it inflects like
FOLDED = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "gen1": "gent", "loc1": "loct", "voct": "nomn"}
score_of = itemgetter(2)
PERSONAL = frozenset(("Name", "Surn", "Patr"))  # the grammemes of words that name a person


class Grammar(Struct, frozen=True, gc=False):
    """What a tag says, in the terms of a form.

    productive: whether unknown words may be read so; terms: the label without what parts a lexeme's from a form's.
    """

    kind: str
    case: str
    number: str
    gender: str
    grammemes: frozenset[str]
    label: str
    terms: str
    productive: bool


class Place(Struct, frozen=True, gc=False):
    """A form's place in a paradigm: which letters its lemma has too, and what stands around them there, ё as е."""

    kept: slice
    prefix: str
    suffix: str
    grammar: Grammar

    def lemma(self, word: str) -> str:
        """The lemma of a word, ё as е, in this place."""
        return self.prefix + word[self.kept] + self.suffix


def has(low: str) -> bool:
    """Whether the dictionary has a word, as it stands or with ё for some е."""
    analyzer = morph()
    words = analyzer.dictionary.words
    return low in words or ("е" in low and bool(words.similar_keys(low, analyzer.char_substitutes)))


def known(low: str) -> list[Reading]:
    """The readings of a word in lower case that the dictionary has, or none."""
    found = entries(low)
    ambiguous = len(found) > 1 or "ё" in low  # texts tell nothing of other words
    return (told(low, found) or found) if ambiguous else found


def entries(low: str) -> list[Reading]:
    """The readings of a word that the dictionary has, in its order, all with one score."""
    spellings = _spellings(low)
    if not spellings:
        return []
    score, plain = 1.0 / sum([len(places) for _, places in spellings]), low.replace("ё", "е")
    return [
        (at.prefix + plain[at.kept] + at.suffix, at.grammar, score, (word, paradigm, index, ""))
        for word, places in spellings
        for paradigm, index in places
        for at in (place(paradigm, index),)
    ]


def _spellings(low: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """A word, and as it may be with ё for some е, each with its paradigms and its places there."""
    analyzer = morph()
    words = analyzer.dictionary.words
    if "е" in low:
        similar: list[tuple[str, list[tuple[int, int]]]] = words.similar_items(low, analyzer.char_substitutes)
        return similar
    places = words.get(low)
    return [(low, places)] if places else []


def told(low: str, found: list[Reading]) -> list[Reading]:
    """Readings with the likelihood of their tags in texts, the likeliest first; none where texts told nothing."""
    table = morph().prob_estimator.p_t_given_w
    counted = table.items(low + ":")
    if not counted:
        return []
    counts, whole = dict(counted), table.MULTIPLIER
    likely = [counts.get(f"{low}:{tag.label}", 0) for _, tag, _, _ in found]
    if not any(likely):
        return []
    scored = [(lemma, tag, count / whole, entry) for (lemma, tag, _, entry), count in zip(found, likely, strict=True)]
    scored.sort(key=score_of, reverse=True)
    return scored


def normalized(low: str, found: list[Reading]) -> list[Reading]:
    """Guessed readings with the scores that texts tell, else with those that they have, in parts of one."""
    if not found:
        return []
    part = 1.0 / sum(map(score_of, found))
    return told(low, found) or [(lemma, tag, score * part, entry) for lemma, tag, score, entry in found]


@lru_cache(maxsize=20_000)
def place(paradigm: int, index: int) -> Place:
    """The place ``index`` of a paradigm, which holds the suffixes, tags and prefixes of its forms one after another."""
    dictionary = morph().dictionary
    numbers = dictionary.paradigms[paradigm]
    size = len(numbers) // 3
    tag = _tabled(numbers[size + index])
    if index == 0:
        return Place(slice(None), "", "", tag)
    prefixes, suffixes = dictionary.paradigm_prefixes, dictionary.suffixes
    front, back = len(prefixes[numbers[2 * size + index]]), len(suffixes[numbers[index]])
    prefix, suffix = prefixes[numbers[2 * size]], suffixes[numbers[0]]
    return Place(slice(front, -back or None), prefix.replace("ё", "е"), suffix.replace("ё", "е"), tag)


@cache
def _tabled(number: int) -> Grammar:
    """A tag by its number in the dictionary's table, of a few thousand."""
    return _told_by(morph().dictionary.gramtab[number])


@lru_cache(maxsize=10_000)
def grammar(label: str) -> Grammar:
    """A tag by its label."""
    return _told_by(morph().TagClass(label))


def _told_by(tag: Any) -> Grammar:
    """What a tag of pymorphy3's says."""
    label, grammemes = str(tag), tag.grammemes
    case = next(iter(grammemes & tag.CASES), "")
    return Grammar(
        kind=next(iter(grammemes & tag.PARTS_OF_SPEECH), ""),
        case=FOLDED.get(case, case),
        number=next(iter(grammemes & tag.NUMBERS), ""),
        gender=next(iter(grammemes & tag.GENDERS), ""),
        grammemes=grammemes,
        label=label,
        terms=label.replace(" ", ","),
        productive=tag.is_productive(),
    )
