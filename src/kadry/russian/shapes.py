"""Readings of numbers, marks and words of plain Latin letters, which pymorphy3 knows by their shape."""

from collections.abc import Sequence

from kadry.russian.models import morph
from kadry.russian.readings import Reading, grammar, normalized

SHAPED = 0.9  # what pymorphy3 takes a reading by shape to be worth
LONGEST = 100  # letters of a word that is looked at


def shaped(low: str) -> list[Reading]:
    """The readings of a word in lower case of ASCII letters, digits and marks; none where others must tell."""
    labels = _labels(low) if low.isascii() and low.isprintable() and len(low) <= LONGEST else ()
    return normalized(low, [(low, grammar(label), SHAPED, None) for label in labels])


def _labels(low: str) -> Sequence[str]:
    from pymorphy3.shapes import is_latin, is_punctuation, is_roman_number

    morph()  # which makes the tags of shapes known
    if _is_number(low, int):
        return ("NUMB,intg",)
    if _is_number(low.replace(",", "."), float):
        return ("NUMB,real",)
    if is_punctuation(low):
        return ("PNCT",)
    told = (("ROMN", is_roman_number(low)), ("LATN", is_latin(low)))
    return [label for label, fits in told if fits]


def _is_number(word: str, kind: type[int] | type[float]) -> bool:
    try:
        kind(word)
    except ValueError:
        return False
    return True
