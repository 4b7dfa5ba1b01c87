"""Definitions: short names that a text gives its bodies («Фонд поддержки моряков (далее — Фонд)»)."""

import re
from collections.abc import Collection, Mapping

from kadry.claim import Mention
from kadry.russian.bodynames import abbreviation, body_name, initials
from kadry.russian.bodywords import ABBREVIATION

MARKED = re.compile(
    r"\s*\(\s*(?:именуем\w+\s+)?(?:в дальнейшем|далее(?: по тексту| именуем\w+)?|сокращ[её]нно|сокр\.|англ\.|кратко)"
    r"\s*[-–—:]?\s*[«\"„“]?$"
)
PLAIN = re.compile(r"\s*\(\s*[«\"„“]?$")
CLOSED = re.compile(r"[»\"”“]?\s*[),;]")
FIRMS = frozenset(("общество", "компания", "корпорация", "предприятие", "банк", "холдинг", "фирма"))
SYLLABLE = 3  # letters that stand for a word at least («Мин|вод|транс», «Инспек|ком»)
COMPOUND = re.compile(
    r"(?:меж|северо|юго|восточно|западно|научно|военно|учебно|гео|агро|авто|радио|теле|электро)(?=\w{5})"
)
REACH = 60  # characters before a name in which its definition begins
LATIN = re.compile(r"[A-Za-z][\w .&'’-]*")


def definitions(text: str, mentions: Collection[Mention]) -> Mapping[str, str]:
    """Key of a mention that defines a short name → key of the mention of the whole name before it.

    text: of the document. mentions: of its bodies. Without «далее» only capitals that begin like the name, and Latin
    letters, count; what the table of bodies knows to be another body does not.
    """
    opened = [m for m in mentions if text.rfind("(", max(0, m.start - REACH), m.start) >= 0]
    closed = [m for m in opened if CLOSED.match(text, m.end)]
    ends: dict[int, list[Mention]] = {}  # the longest first
    for mention in sorted(sorted(mentions), key=lambda m: m.start - m.end) if closed else ():
        ends.setdefault(mention.end, []).append(mention)
    found: dict[str, str] = {}
    for mention in sorted(closed):
        before = text[max(0, mention.start - REACH) : mention.start]
        marked = MARKED.search(before)
        opening = marked or PLAIN.search(before)
        if opening is None:
            continue
        wholes = ends.get(mention.start - len(opening[0]), ())
        fitting = [whole for whole in wholes if marked or _short_for(mention.normal, whole.normal)]
        if marked and mention.normal.casefold() in FIRMS:
            fitting.reverse()  # «совет директоров | АО „Верфи“ (далее — Общество)»
        spelled = (whole for whole in fitting if abbreviation(mention.normal) in initials(whole.normal))
        whole = next(spelled, next(iter(fitting), None))
        if whole is not None:
            found[mention.key] = whole.key
    return found


def _short_for(short: str, full: str) -> bool:
    if len(short) >= len(full):
        return False
    if _is_spelled(short, full):
        return True
    if body_name(short).scope:
        return False
    capitals = ABBREVIATION.fullmatch(short) is not None and short[0].casefold() == full.lstrip('«"„“')[:1].casefold()
    return capitals or (LATIN.fullmatch(short) is not None and not full.isascii())


def _is_spelled(short: str, full: str) -> bool:
    """Whether a word is made of the beginnings of a name's words: «Инспекком», «Минводтранс», «МПК»."""
    words = re.findall(r"[а-яё]+", full.casefold())
    if short.isupper():
        return len(short) > 2 and _letters(short.casefold(), words)
    plain = short.isalpha() and len(words) > 1 and not words[0].startswith(short.casefold())
    return plain and _syllables(short.casefold(), words)


def _letters(rest: str, words: list[str]) -> bool:
    """Whether letters begin words of a name in their order, each some word and the first the first."""
    starts = [start for word in words for start in _starts(word)]
    place = -1
    for letter in rest:
        place = next((k for k in range(place + 1, len(starts)) if starts[k] == letter), -1)
        if place < 0:
            return False
    return starts[0] == rest[0]


def _starts(word: str) -> str:
    """The letters that may stand for a word: its first, and that of a compound's second part."""
    first = COMPOUND.match(word)
    return word[0] if first is None else word[0] + word[first.end()]


def _syllables(rest: str, words: list[str]) -> bool:
    """Whether a word falls into beginnings of a name's words, in their order."""
    for i, word in enumerate(words):
        for size in range(min(len(rest), len(word)), SYLLABLE - 1, -1):
            if rest.startswith(word[:size]) and (size == len(rest) or _syllables(rest[size:], words[i + 1 :])):
                return True
    return False
