"""When two spellings are one: the only place that decides what a difference of writing is worth nothing."""

import re

_QUOTES = re.compile("[«»„“”\"'’]")
_DASHES = re.compile("[‐‑‒–—−]")


def fold(text: str) -> str:
    """A form to compare by: case, ё, kinds of quotes and dashes, and runs of space make no difference."""
    if text.isalpha():
        return text.casefold().replace("ё", "е")
    if text.replace(" ", "").replace("-", "").isalpha():
        return " ".join(text.casefold().replace("ё", "е").split())
    plain = _DASHES.sub("-", _QUOTES.sub('"', text)).casefold().replace("ё", "е")
    return " ".join(plain.split())
