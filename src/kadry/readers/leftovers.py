"""What a web page leaves behind in a copied text: its stated address, and lines that are buttons and not prose."""

import re
from urllib.parse import urlsplit

from kadry.document import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
# One button or counter; a line may hold several of them with bars or dots between.
_ITEM = (
    r"(?:комментари(?:й|и|я|ев)(?:\s*[(:]?\s*\d+\s*\)?)?|(?:нет|оставить|добавить)\s+комментари(?:й|и|ев)|"
    r"распечатать(?:\s+(?:статью|страницу))?|печать|версия\s+для\s+печати|"
    r"поделиться(?:\s+(?:в|во)\s+[\w\s]{2,24}|\s+ссылкой|\s+новостью)?|отправить(?:\s+(?:по\s+почте|другу|ссылку))?|"
    r"(?:с)?копировать\s+ссылку|подписаться(?:\s+на\s+(?:рассылку|новости|канал))?|читать\s+(?:далее|также|ещё|еще)|"
    r"наверх|назад|на\s+главную|главная|в\s+избранное|просмотр(?:ы|ов)\s*:?\s*\d+|размер\s+шрифта|"
    r"telegram|вконтакте|vk|whatsapp|facebook|twitter|одноклассники|viber|e-?mail|a[+-])"
)
_BUTTONS = re.compile(rf"\s*{_ITEM}(?:[\s|·•/,;:—–-]+{_ITEM})*[\s.:|…]*", re.IGNORECASE)
_SOURCE = re.compile(r"\s*(?:первоисточник|источник|ссылка\s+на\s+источник|адрес)\s*:\s*(\S+)\s*", re.IGNORECASE)
_LONGEST = 400
_DEEPEST = 12


def address(text: object) -> str | None:
    """A stated address, where it is an http or https one without blanks, quotes or brackets; None otherwise."""
    if not isinstance(text, str) or len(text) > 2000 or re.search(r"[\s\x00-\x20\x7f-\xa0\"<>\\^`{|}]", text.strip()):
        return None
    try:
        parts = urlsplit(text.strip())
        host = parts.hostname
    except ValueError:
        return None
    return text.strip() if parts.scheme.lower() in ("http", "https") and host else None


def find(text: str) -> tuple[tuple[Span, ...], str | None]:
    """The leftover lines at head and tail of a text as ranges, and the address that a closing source line states.

    Only lines that consist of nothing else count; the search stops at the first line of prose from either side.
    """
    masked: set[Span] = set()
    source: str | None = None
    for line in _ends(text, backward=True):
        stated = _SOURCE.fullmatch(text, line.start, line.end)
        if stated is not None and source is None:
            source = address(stated[1].rstrip(".,;»"))
        elif stated is None and not _BUTTONS.fullmatch(text, line.start, line.end):
            break
        masked.add(line)
    for line in _ends(text, backward=False):
        if not _BUTTONS.fullmatch(text, line.start, line.end):
            break
        masked.add(line)
    return tuple(sorted(masked)), source


def _ends(text: str, *, backward: bool) -> list[Span]:
    """The first or last few lines that are not blank, from the end inwards, over-long ones excluded with the rest."""
    size = _LONGEST * _DEEPEST
    offset = max(0, len(text) - size) if backward else 0
    part = text[offset:] if backward else text[:size]
    found = [Span(offset + m.start(), offset + m.end()) for m in _LINE.finditer(part) if m[0].strip()]
    if len(text) > size:  # the innermost line may have been cut in two
        found = found[1:] if backward else found[:-1]
    return (found[::-1] if backward else found)[:_DEEPEST]
