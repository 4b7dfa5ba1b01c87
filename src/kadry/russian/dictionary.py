"""What pymorphy3 says of a word, in its order and with its scores, at a fraction of its time for words that it knows.

Words of Russian letters are read from the dictionary's own data, known and guessed ones, those of ASCII by their shape;
pymorphy3's chain of analyzers is asked about those with several hyphens or other letters that the dictionary lacks.
"""

import unicodedata
from functools import lru_cache
from typing import Any

from msgspec import Struct

from kadry.russian.guesses import guessed, is_russian
from kadry.russian.hyphens import hyphenated
from kadry.russian.models import morph
from kadry.russian.paradigms import Entry
from kadry.russian.readings import Reading, grammar, known
from kadry.russian.shapes import shaped


class Form(Struct, frozen=True, gc=False):
    """One reading of a word form in pymorphy3's terms; ``rank`` is its place among the readings of ``low``.

    lemma: ё as е; label: the tag as pymorphy3 writes it, of which the other fields hold the grammemes; entry: what it
    inflects like, None where only pymorphy3 knows.
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


@lru_cache(maxsize=100_000)
def forms(low: str) -> tuple[Form, ...]:
    """Every reading of a word in lower case, the likeliest first: those of ``morph().parse``, in their order."""
    return tuple(
        [
            Form(low, i, lemma, tag.kind, tag.case, tag.number, tag.gender, score, tag.grammemes, tag.label, entry)
            for i, (lemma, tag, score, entry) in enumerate(_readings(low))
        ]
    )


def _readings(low: str) -> list[Reading]:
    if is_russian(low):
        return known(low) or guessed(low)
    try:
        told = known(low) if low == low.lower() else []
    except UnicodeEncodeError:  # half of a surrogate pair
        told = []
    return told or shaped(low) or hyphenated(low) or _foreign(low)


def _foreign(low: str) -> list[Reading]:
    return [(parse.normal_form.replace("ё", "е"), grammar(str(parse.tag)), parse.score, None) for parse in parses(low)]


def parses(low: str) -> list[Any]:
    """pymorphy3's own readings; letters that Unicode does not name, on which it fails, are left out.

    They are not kept: what each holds of tuples costs the garbage collector more than to parse a few words again.
    """
    try:
        return list(morph().parse(low))
    except ValueError:
        return list(morph().parse("".join(letter if unicodedata.name(letter, "") else "?" for letter in low)))
