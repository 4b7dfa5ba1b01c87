"""What pymorphy3 says of a word, in its order and with its scores, at a fraction of its time for words that it knows.

A known word's readings are taken straight from the dictionary's paradigms; pymorphy3's own chain of analyzers is asked
about the others, which it guesses at.
"""

import unicodedata
from functools import lru_cache
from typing import Any

from msgspec import Struct

from kadry.russian.models import morph
from kadry.russian.paradigms import Entry

Reading = tuple[str, "Grammar", float, Entry | None]  # lemma, tag, score, and where the dictionary has it
FOLDED = {"gen2": "gent", "acc2": "accs", "loc2": "loct", "gen1": "gent", "loc1": "loct", "voct": "nomn"}


class Form(Struct, frozen=True, gc=False):
    """One reading of a word form in pymorphy3's terms; ``rank`` is its place among the readings of ``low``.

    lemma: ё as е; label: the tag as pymorphy3 writes it, of which the other fields hold the grammemes; entry: where the
    dictionary has it, None for a reading that is guessed.
    """

    low: str
    rank: int
    lemma: str
    kind: str
    case: str
    number: str
    gender: str
    score: float
    grammemes: frozenset[str]
    label: str
    entry: Entry | None


class Grammar(Struct, frozen=True, gc=False):
    """What a tag says, in the terms of a form."""

    kind: str
    case: str
    number: str
    gender: str
    grammemes: frozenset[str]
    label: str


class Place(Struct, frozen=True, gc=False):
    """A form's place in a paradigm: how many letters at either end part it from its lemma, which has others instead."""

    front: int
    back: int
    prefix: str
    suffix: str
    grammar: Grammar


@lru_cache(maxsize=100_000)
def forms(low: str) -> tuple[Form, ...]:
    """Every reading of a word in lower case, the likeliest first: those of ``morph().parse``, in their order."""
    try:
        known = _known(low) if low == low.lower() else []
    except UnicodeEncodeError:  # half of a surrogate pair
        known = []
    return tuple(_form(low, rank, *reading) for rank, reading in enumerate(known or _guessed(low)))


def _form(low: str, rank: int, lemma: str, tag: Grammar, score: float, entry: Entry | None) -> Form:
    return Form(low, rank, lemma, tag.kind, tag.case, tag.number, tag.gender, score, tag.grammemes, tag.label, entry)


def _known(low: str) -> list[Reading]:
    """The readings of a word that the dictionary has, or none."""
    analyzer = morph()
    found: list[tuple[str, Grammar, Entry]] = []
    for word, places in analyzer.dictionary.words.similar_items(low, analyzer.char_substitutes):
        for paradigm, index in places:
            place = _place(paradigm, index)
            stem = word[place.front : len(word) - place.back]
            lemma = (place.prefix + stem + place.suffix).replace("ё", "е")
            found.append((lemma, place.grammar, (word, paradigm, index)))
    table = analyzer.prob_estimator.p_t_given_w
    if table.has_keys_with_prefix(low + ":"):
        likely = [table.prob(low, grammar.label) for _, grammar, _ in found]
        if any(likely):
            scored = [(lemma, tag, score, entry) for (lemma, tag, entry), score in zip(found, likely, strict=True)]
            return sorted(scored, key=_score, reverse=True)
    return [(lemma, tag, 1.0 / len(found), entry) for lemma, tag, entry in found]


def _score(reading: Reading) -> float:
    return reading[2]


@lru_cache(maxsize=20_000)
def _place(paradigm: int, index: int) -> Place:
    """The place ``index`` of a paradigm, which holds the suffixes, tags and prefixes of its forms one after another."""
    dictionary = morph().dictionary
    numbers = dictionary.paradigms[paradigm]
    size = len(numbers) // 3
    grammar = _grammar(str(dictionary.gramtab[numbers[size + index]]))
    if index == 0:
        return Place(0, 0, "", "", grammar)
    prefixes, suffixes = dictionary.paradigm_prefixes, dictionary.suffixes
    front, back = len(prefixes[numbers[2 * size + index]]), len(suffixes[numbers[index]])
    return Place(front, back, prefixes[numbers[2 * size]], suffixes[numbers[0]], grammar)


def _guessed(low: str) -> list[Reading]:
    return [(parse.normal_form.replace("ё", "е"), _grammar(str(parse.tag)), parse.score, None) for parse in parses(low)]


def parses(low: str) -> list[Any]:
    """pymorphy3's own readings; letters that Unicode does not name, on which it fails, are left out.

    They are not kept: what each holds of tuples costs the garbage collector more than to parse a few words again.
    """
    try:
        return list(morph().parse(low))
    except ValueError:
        return list(morph().parse("".join(letter if unicodedata.name(letter, "") else "?" for letter in low)))


@lru_cache(maxsize=10_000)
def _grammar(label: str) -> Grammar:
    """A tag by its label, of which the dictionary has a few thousand."""
    tag = morph().TagClass(label)
    case = str(tag.case or "")
    return Grammar(
        kind=str(tag.POS or ""),
        case=FOLDED.get(case, case),
        number=str(tag.number or ""),
        gender=str(tag.gender or ""),
        grammemes=tag.grammemes,
        label=label,
    )
