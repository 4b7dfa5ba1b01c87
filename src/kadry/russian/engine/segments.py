"""Sentences and tokens exactly as razdel's, which natasha segments with, at several times its speed.

Tokens are one regular expression. It rests on two facts of razdel's rules: no token runs over white space, and a rule
looks at most one word or mark ahead or back. Sentences end at a mark before white space; the plain cases, nearly all,
are told here, and razdel's own rules are asked about the rest.
"""

import re
import sys
from functools import cache
from typing import Any

RUSSIAN = "А-Яа-яЁё\u1c80-\u1c86"  # what [а-яё] and [a-z] match where case is ignored
LATIN = "A-Za-z\u0130\u0131\u017f\u212a"
MARKS = re.escape("\\/!#$%&*+,.:;<=>?@^_`|~№…‑–—−-«“‘»”’\"„'([})]}")
DASHES = r"\-‑–—−_"  # join the words beside them: «кто-то», «snake_case»

OTHER = rf"[^\s\d{RUSSIAN}{LATIN}{MARKS}]"
UNMARKED = rf"[^\s{MARKS}]"
AFTER_WORD = r"""[\s,.:;!?»”"')]"""  # what a Russian word ends at, whatever comes then
WORD = rf"(?:[{RUSSIAN}]+|[{LATIN}]+|\d+|{OTHER})"
YAHOO = rf"(?<=[yY][aA][hH][oO][oO])(?<![{LATIN}][yY][aA][hH][oO][oO])"
# Nothing after them can fail, so the parts of a token are never given back: a greedy loop finds the same, but remembers
# each of them until the token ends. Possessive groups lose what they matched before Python 3.11.5.
PARTS = "*+" if sys.version_info >= (3, 11, 5) else "*"
TOKEN = rf"""
    [{RUSSIAN}]+ (?={AFTER_WORD})                   # most tokens
  | {WORD}
    (?: [{DASHES}] (?=\s*{UNMARKED}) {WORD}?        # кто-то; of «кто- то» the dash goes with the first word
      | (?<=\d) [.,/\\] (?=\s*\d) \d*               # 1,5; 3/4
      | (?<=[^\s\d{MARKS}]) {OTHER}                 # σσ, mσ
      | (?<={OTHER}) (?:[{RUSSIAN}]+|[{LATIN}]+)    # Δσ
    ){PARTS}
    (?: {YAHOO} ! [.?!…]* )?
  | [.?!…]+ | [=:;][)(]{{1,3}} | -+ | \*+ | \S
"""
SPACED = re.compile(rf"(\s*)({TOKEN})", re.VERBOSE)  # every token with what stands before it
BEFORE_WORD = re.compile(  # «а -б», «1 ,5»: perhaps one token
    rf"[{DASHES}.,/\\](?<=\s.)(?: (?<=[{DASHES}])(?={UNMARKED}) | (?=\d) )", re.VERBOSE
)
MARK = re.compile(MARKS.join("[]"))
BETWEEN_WORDS, BETWEEN_DIGITS = frozenset("-‑–—−_"), frozenset(".,/\\")

WINDOW = 10  # characters on either side of a mark at which razdel looks
STEM = 3  # letters by which a word is known to be none of razdel's abbreviations
BULLET = 20  # the longest sentence that may be no more than the number of a list's item
END = re.compile(r"""[.?!…;"„'»”’)(\]}](?=\s)""")
SMILE = re.compile(r"[=:;]-?[)(]{1,3}$")
SPACE = re.compile(r"\s*")
FIRST = re.compile(r"[^\W\d]+|\d|[^\w\s]")
STOPS = frozenset("?!…;")
CLOSING = frozenset("\"„'»”’)]}")
OPENING = frozenset('«“‘"([{')


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, without the white space around it; a blank text is one of no length."""
    found = []
    begin = 0
    for match in END.finditer(text):
        start, end = _mark(text, *match.span())
        if start < end and not _goes_on(text, begin, start, end):
            found.append((_first(text, begin), end))
            begin = end
    if text:
        last = len(text.rstrip())
        found.append((min(_first(text, begin), last), last))
    return found


def _mark(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole mark that ends here: a bracket may be a smile's mouth; of no length where it is none that can end."""
    if text[start] not in "()":
        return start, end
    smile = SMILE.search(text, max(0, end - 5), end)
    if smile:
        return smile.start(), end
    return (end, end) if text[start] == "(" else (start, end)


def _first(text: str, begin: int) -> int:
    found = SPACE.match(text, begin)
    return found.end() if found else begin


def _goes_on(text: str, begin: int, start: int, end: int) -> bool:
    """Whether the sentence that began at ``begin`` goes on after the mark from ``start`` to ``end``."""
    first = FIRST.match(text[end : end + WINDOW].lstrip())
    if start == 0 or first is None:
        return True
    token, mark, before = first[0], text[start:end], text[start - 1]
    if token.islower() and token.isalpha():
        return True
    if mark in CLOSING and before.isalnum():
        return True
    if token[0].isalnum() or token in OPENING:
        if mark in STOPS and not before.isspace():
            return False
        if mark == "." and start - begin > BULLET and (before in CLOSING or _plain(text[start - STEM : start])):
            return False
    return _razdel_joins(text, begin, start, end)


def _plain(tail: str) -> bool:
    """Whether the last letters before a full stop are those of a word that razdel does not know as a shortened one."""
    return tail.isalpha() and tail.lower() not in _shortened()


@cache
def _shortened() -> frozenset[str]:
    """The last letters of the abbreviations in razdel's rules that have as many."""
    from razdel.segmenters.sokr import HEAD_SOKRS, INITIALS, PAIR_SOKRS, SOKRS

    words = {*SOKRS, *HEAD_SOKRS, *INITIALS, *(pair[0] for pair in PAIR_SOKRS if pair)}
    return frozenset(word[-STEM:] for word in words if len(word) >= STEM)


def _razdel_joins(text: str, begin: int, start: int, end: int) -> bool:
    from razdel.segmenters.sentenize import SentSplit, sentenize

    split: Any = SentSplit(text[max(0, start - WINDOW) : start], text[start:end], text[end : end + WINDOW])
    split.buffer = text[begin : min(start, begin + BULLET + 1)]
    return bool(sentenize.join(split))


def tokens(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Start, end and text of every token of a stretch, which is read as if nothing stood around it."""
    part = text[start:end].rstrip()  # each of many blanks at its end would be tried as the first one
    found = []
    for space, token in SPACED.findall(part):
        begin = start + len(space)
        start = begin + len(token)
        found.append((begin, start, token))
    return _rejoined(found) if BEFORE_WORD.search(part) else found


def _rejoined(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The tokens, where a mark that stands between two words but touches the second only goes with that one."""
    kept = found[:1]
    for i, (start, end, text) in enumerate(found[1:], 1):
        if _leads(found, i - 1) and found[i - 1][1] == start:
            kept[-1] = (kept[-1][0], end, kept[-1][2] + text)
        else:
            kept.append((start, end, text))
    return kept


def _leads(found: list[tuple[int, int, str]], i: int) -> bool:
    """Whether a token is a mark that razdel joins to the next one: a dash between words, a comma between digits."""
    if i == 0 or found[i - 1][1] == found[i][0]:
        return False
    left, mark, right = found[i - 1][2][-1], found[i][2], found[i + 1][2][0]
    if mark in BETWEEN_WORDS:
        return not (MARK.match(left) or MARK.match(right))
    return mark in BETWEEN_DIGITS and left.isdecimal() and right.isdecimal()
