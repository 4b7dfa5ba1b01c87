"""Academic degrees cut short beside a post or a name: «к.т.н.», «д-р ист. наук», «канд. техн. наук»."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kadry.russian.analysis import Token

FIRST = frozenset(("к", "д", "канд", "докт", "д-р", "кандидат", "доктор"))
LAST = frozenset(("н", "наук"))
LONGEST = 9  # tokens before the last word: «канд . физ . - мат .»
PART = re.compile(r"[а-яё]{1,6}|[.\-‑]")


def degrees(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where degrees that are cut short begin and end (half-open)."""
    for i in [i for i, token in enumerate(tokens) if token.low in LAST]:
        end = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].text == ".")
        parts = takewhile(lambda k: _is_part(tokens[k]), range(i - 1, max(-1, i - LONGEST), -1))
        start = next((k for k in parts if tokens[k].low in FIRST), i)
        if any(token.text == "." for token in tokens[start:i]):
            yield start, end


def _is_part(token: Token) -> bool:
    """Whether a word or mark may stand within a degree; «д-р» and a branch in full are such too."""
    return PART.fullmatch(token.text) is not None or token.low in FIRST or token.low.endswith(("ских", "ческих"))


def begins_degree(tokens: Sequence[Token], i: int) -> bool:
    """Whether a degree that is cut short begins at token i."""
    return tokens[i].low in FIRST and any(start == 0 for start, _ in degrees(tokens[i : i + LONGEST + 2]))


def is_behind_degree(tokens: Sequence[Token], i: int) -> bool:
    """Whether a degree that is cut short ends right before token i."""
    near = tokens[max(0, i - 2) : i]
    return any(token.low in LAST for token in near) and any(end == i for _, end in degrees(tokens[:i]))
