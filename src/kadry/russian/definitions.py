"""Definitions: short names that a text gives its bodies («Фонд поддержки моряков (далее — Фонд)»)."""

import re
from collections.abc import Iterable, Mapping

from kadry.claim import Mention
from kadry.russian.bodynames import ABBREVIATION, body_name

MARKED = re.compile(
    r"\s*\(\s*(?:именуем\w+\s+)?(?:в дальнейшем|далее(?: по тексту| именуем\w+)?|сокращ[её]нно|сокр\.|англ\.|кратко)"
    r"\s*[-–—:]?\s*[«\"„“]?$"
)
PLAIN = re.compile(r"\s*\(\s*[«\"„“]?$")
CLOSED = re.compile(r"[»\"”“]?\s*[),;]")
REACH = 60  # characters before a name in which its definition begins
LATIN = re.compile(r"[A-Za-z][\w .&'’-]*")


def definitions(text: str, mentions: Iterable[Mention]) -> Mapping[str, str]:
    """Key of a mention that defines a short name → key of the mention of the whole name before it.

    text: of the document. mentions: of its bodies. Without «далее» only capitals that begin like the name, and Latin
    letters, count; what the table of bodies knows to be another body does not.
    """
    known = sorted(mentions)
    ends = {m.end: m for m in sorted(known, key=lambda m: m.end - m.start)}  # of several the longest
    found: dict[str, str] = {}
    for mention in known:
        before = text[max(0, mention.start - REACH) : mention.start]
        if "(" not in before or not CLOSED.match(text, mention.end):
            continue
        marked = MARKED.search(before)
        opening = marked or PLAIN.search(before)
        if opening is None:
            continue
        whole = ends.get(mention.start - len(opening[0]))
        if whole is not None and (marked or _short_for(mention.normal, whole.normal)):
            found[mention.key] = whole.key
    return found


def _short_for(short: str, full: str) -> bool:
    if body_name(short).scope or len(short) >= len(full):
        return False
    capitals = ABBREVIATION.fullmatch(short) is not None and short[0].casefold() == full.lstrip('«"„“')[:1].casefold()
    return capitals or (LATIN.fullmatch(short) is not None and not full.isascii())
