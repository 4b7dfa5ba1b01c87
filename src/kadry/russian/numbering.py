"""Numbers and days of decisions as papers write them: «№ 242-QD/TW», «номер 5», «Резолюции 18», «14/6/2024»."""

import re
from collections.abc import Sequence

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.dates import YEAR_WORDS
from kadry.russian.papers import decision_noun

NUMBER = re.compile(r"(?=[^\s]*\d)\w+(?:[-–—./]\w+)*|[IVXLC]+\b")
# a number without «№»: 18, 06-CT/TU, DEC/21/14; «5-й» is none
BARE = re.compile(r"\d+(?:[-–/][\dA-ZА-ЯЁĐ]+)*|(?=[^\s]*\d)[A-ZА-ЯЁĐ]{1,6}(?:[-–/][\dA-ZА-ЯЁĐ]+)+")
# «14/6/2024», «14.06.24», «14-го июня 2024-го»
STROKES = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
LETTERED = re.compile(r"[A-ZА-ЯЁ]{1,4}-\d+")
MARK = re.compile(r"[А-ЯЁ]{1,4}")
DATED = 8  # tokens of a date and «№»
DAY = re.compile(r"(\d{1,2})(?:-го|-е)?")
YEAR = re.compile(r"(\d{4})(?:-го)?")
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
    run, end = _run(tokens, i)
    match = NUMBER.match(run, sign)
    if match is None:
        return "", i
    stop = tokens[i].start + match.end()
    return match[0], next((k for k in range(i, end) if tokens[k].start >= stop), end)


def date_at(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The day of a decision at token i with its end, as papers write it: «14/6/2024», «14-го июня 2024-го»."""
    written, end = _run(tokens, i)
    strokes = STROKES.match(written)
    if strokes is not None:
        day, month, year = int(strokes[1]), int(strokes[3]), int(strokes[4])
        stop = tokens[i].start + strokes.end()
        end = next((k for k in range(i, end) if tokens[k].start >= stop), end)
        return _day(year if year > 99 else 2000 + year, month, day, end)
    words = [t.low for t in tokens[i : i + 3]]
    day_, year_ = DAY.fullmatch(words[0]), YEAR.fullmatch(words[-1])
    if len(words) < 3 or words[1] not in lexicon.months() or day_ is None or year_ is None:
        return None
    return _day(int(year_[1]), lexicon.months()[words[1]], int(day_[1]), i + 3)


def _day(year: int, month: int, day: int, end: int) -> tuple[str, int] | None:
    return (f"{year}-{month:02}-{day:02}", end) if 0 < month < 13 and 0 < day < 32 else None


def _run(tokens: Sequence[Token], i: int) -> tuple[str, int]:
    """All that is written from token i on without a space, with its end."""
    end = i + 1
    while end < len(tokens) and tokens[end].start == tokens[end - 1].end:
        end += 1
    return "".join(t.text for t in tokens[i:end]), end


def is_own_number(tokens: Sequence[Token], i: int) -> bool:
    """«указ президента | УП-45 от 3 мая»: letters and digits that are a decision's number, as no «№» follows."""
    run, end = _run(tokens, i)
    if not LETTERED.fullmatch(run.rstrip(",.;")):
        return False
    return not any(t.low in SIGNS for t in tokens[end : end + DATED])


def is_mark(tokens: Sequence[Token], i: int) -> bool:
    """«указ от 3 мая 2024 года | УП № 45»: letters between the date of a decision and its number."""
    if i == 0 or i + 1 >= len(tokens) or tokens[i + 1].text != "№" or not MARK.fullmatch(tokens[i].text):
        return False
    before = tokens[i - 1]
    dated = before.low in YEAR_WORDS or before.text[0].isdigit() or before.text == "."
    return dated and any(decision_noun(t.low) for t in tokens[max(0, i - DATED) : i])


def bare_number(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """«Резолюции 18»: a number without «№» that counts no noun behind it."""
    if not (tokens[i].text[0].isdigit() or tokens[i].capital):
        return None
    written, end = _written(tokens, i)
    after = tokens[end] if end < len(tokens) else None
    counts = after is not None and (after.pos in ("NOUN", "PROPN", "ADJ", "NUM", "SYM") or after.text == "%")
    if counts and after is not None and after.case != "gent" and after.pos != "SYM" and after.low not in YEAR_WORDS:
        counts = False
    return (written, end) if BARE.fullmatch(written) and not counts else None
