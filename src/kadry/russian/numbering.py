"""Numbers of decisions: «№ 242-QD/TW», «№18/2024», «номер 5», and «Резолюции 18» without a sign."""

import re
from collections.abc import Sequence

from kadry.russian.analysis import Token
from kadry.russian.dates import YEAR_WORDS

NUMBER = re.compile(r"(?=[^\s]*\d)\w+(?:[-–—./]\w+)*|[IVXLC]+\b")
# a number without «№»: 18, 06-CT/TU, DEC/21/14; «5-й» is none
BARE = re.compile(r"\d+(?:[-–/][\dA-ZА-ЯЁ]+)*|(?=[^\s]*\d)[A-ZА-ЯЁ]{1,6}(?:[-–/][\dA-ZА-ЯЁ]+)+")
SIGNS = frozenset(("№", "n", "#", "номер", "номером"))


def number_at(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The number behind «№» at token i with its end: «№ 242-QD/TW», «№18/2024», «номер 5»."""
    if i >= len(tokens):
        return None
    text = tokens[i].text
    if text[0] in "№N#" and text[1:2].isdigit():
        return _written(tokens, i, 1)
    if tokens[i].low not in SIGNS or i + 1 >= len(tokens):
        return None
    written, end = _written(tokens, i + 1)
    return (written, end) if written else None


def _written(tokens: Sequence[Token], i: int, sign: int = 0) -> tuple[str, int]:
    """A number with its end: all that is written from token i on without a space, as far as it is one.

    sign: how many characters of it are a sign.
    """
    end = i + 1
    while end < len(tokens) and tokens[end].start == tokens[end - 1].end:
        end += 1
    run = "".join(t.text for t in tokens[i:end])
    match = NUMBER.match(run, sign)
    if match is None:
        return "", i
    stop = tokens[i].start + match.end()
    return match[0], next((k for k in range(i, end) if tokens[k].start >= stop), end)


def bare_number(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """«Резолюции 18»: a number without «№» that counts no noun behind it."""
    if not (tokens[i].text[0].isdigit() or tokens[i].text[0].isupper()):
        return None
    written, end = _written(tokens, i)
    after = tokens[end] if end < len(tokens) else None
    counts = after is not None and (after.pos in ("NOUN", "PROPN", "ADJ", "NUM", "SYM") or after.text == "%")
    if counts and after is not None and after.case != "gent" and after.pos != "SYM" and after.low not in YEAR_WORDS:
        counts = False
    return (written, end) if BARE.fullmatch(written) and not counts else None
