"""Definitions: short names that a text gives its bodies («Фонд поддержки моряков (далее — Фонд)»)."""

import re
from collections.abc import Iterable, Mapping

from kadry.claim import Mention
from kadry.russian.bodynames import ABBREVIATION, abbreviation, body_name, initials

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
    ends: dict[int, list[Mention]] = {}  # the longest first
    for mention in sorted(known, key=lambda m: m.start - m.end):
        ends.setdefault(mention.end, []).append(mention)
    found: dict[str, str] = {}
    for mention in known:
        before = text[max(0, mention.start - REACH) : mention.start]
        if "(" not in before or not CLOSED.match(text, mention.end):
            continue
        marked = MARKED.search(before)
        opening = marked or PLAIN.search(before)
        if opening is None:
            continue
        wholes = ends.get(mention.start - len(opening[0]), ())
        fitting = [whole for whole in wholes if marked or _short_for(mention.normal, whole.normal)]
        spelled = (whole for whole in fitting if abbreviation(mention.normal) in initials(whole.normal))
        whole = next(spelled, next(iter(fitting), None))
        if whole is not None:
            found[mention.key] = whole.key
    return found


def _short_for(short: str, full: str) -> bool:
    if body_name(short).scope or len(short) >= len(full):
        return False
    capitals = ABBREVIATION.fullmatch(short) is not None and short[0].casefold() == full.lstrip('«"„“')[:1].casefold()
    return capitals or (LATIN.fullmatch(short) is not None and not full.isascii())
