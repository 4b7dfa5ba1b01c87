"""Text for XML 1.0: what it cannot carry is removed, what it would change on reading is written as a reference."""

import re
from xml.sax.saxutils import escape, quoteattr

_UNCARRIED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = bytes({*range(0x20)} - {*b"\t\n"}) + b"&<>\xed\xef"  # surrogates, U+FFFE, U+FFFF begin with the last two
_MARKED = bytes.maketrans(_SPECIAL, b"?" * len(_SPECIAL))


def carried(text: str) -> str:
    """The text without the characters that XML 1.0 has no way to write (its section 2.2)."""
    return _UNCARRIED.sub("", text)


def content(text: str) -> str:
    """Text as element content; a carriage return would be read back as a line feed (section 2.11)."""
    return text if _is_bare(text) else escape(carried(text), {"\r": "&#13;"})


def encoded(text: str) -> bytes:
    """Text as element content, in UTF-8."""
    data = bare(text)
    return content(text).encode() if data is None else data


def bare(text: str) -> bytes | None:
    """A text in UTF-8 if it surely has nothing that is escaped or removed in content, as most do."""
    data = text.encode("utf-8", "surrogatepass")
    return data if data.isalnum() or data.translate(_MARKED) == data else None


def attribute(text: str) -> str:
    """Text as an attribute value with its quotes."""
    return f'"{text}"' if _is_bare(text) and '"' not in text else quoteattr(carried(text))


def quoted(text: str) -> bytes:
    """Text as an attribute value with its quotes, in UTF-8; quickest for an id."""
    data = text.encode("utf-8", "surrogatepass")
    return b'"%b"' % data if data.isalnum() else attribute(text).encode()


def _is_bare(text: str) -> bool:
    """Whether a text surely stands as it is, as most do."""
    return text.isprintable() and "&" not in text and "<" not in text and ">" not in text
