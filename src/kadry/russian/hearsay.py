"""Hearsay: phrases by which a sentence gives a statement as rumour, denies it, or calls it untrue."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from kadry.document import Document
from kadry.russian import lexicon
from kadry.russian.analysis import Sentence

Group = Literal["rumour", "denial", "falsehood"]
_WORD = re.compile(r"[\w-]+")


def has_phrase(document: Document, sentence: Sentence, group: Group) -> bool:
    """Whether a sentence has one of a group's phrases, as whole words; letter case does not matter, nor does ё."""
    phrases = _phrases(group)
    told = [token.low for token in sentence.tokens if token.low in phrases]
    text = lexicon.fold(document.text[sentence.start : sentence.end]) if told else ""
    return any(re.search(rf"\b{re.escape(phrase)}\b", text) for word in told for phrase in phrases[word])


@cache
def _phrases(group: Group) -> Mapping[str, Sequence[str]]:
    """The phrases of a group by the longest of their words, which few sentences have."""
    found: dict[str, list[str]] = {}
    for phrase in lexicon.particles(group):
        found.setdefault(max(_WORD.findall(phrase), key=len), []).append(phrase)
    return found
