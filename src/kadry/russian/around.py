"""The sentence in which words stand, without parsing the document."""

from kadry.document import Span
from kadry.russian.engine.segments import sentences

_LINES = "\n\r\v\f\x85\u2028\u2029"


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence of ``text`` in which its characters from ``start`` to ``end`` stand, and no more than their line."""
    first = max(text.rfind(mark, 0, start) for mark in _LINES) + 1
    last = min((place for mark in _LINES if (place := text.find(mark, end)) >= 0), default=len(text))
    for begin, stop in sentences(text[first:last]):
        if begin <= start - first and end - first <= stop:
            return Span(first + begin, first + stop)
    return Span(first, last)
