"""Hearsay: phrases by which a sentence gives a statement as rumour, denies it, or calls it untrue."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal

from kadry.document import Document
from kadry.russian import lexicon
from kadry.russian.analysis import Sentence

Group = Literal["rumour", "denial", "falsehood"]
_WORD = re.compile(r"\w+")


def has_phrase(document: Document, sentence: Sentence, group: Group) -> bool:
    """Whether a sentence has one of a group's phrases, as whole words; letter case does not matter, nor does ё."""
    text = lexicon.fold(document.text[sentence.start : sentence.end])
    begun = _beginnings(group).keys() & _words(text)
    phrases = (phrase for word in begun for phrase in _beginnings(group)[word])
    return any(phrase in text and re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in phrases)


@lru_cache(maxsize=100)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


@cache
def _beginnings(group: Group) -> Mapping[str, Sequence[str]]:
    """The phrases of a group by their first words."""
    found: dict[str, list[str]] = {}
    for phrase in lexicon.particles(group):
        found.setdefault(_WORD.findall(phrase)[0], []).append(phrase)
    return found
