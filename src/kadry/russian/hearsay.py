"""Hearsay: phrases by which a sentence gives a statement as rumour, denies it, or calls it untrue."""

import re
from functools import lru_cache
from typing import Literal

from kadry.document import Document
from kadry.russian import lexicon
from kadry.russian.analysis import Sentence

Group = Literal["rumour", "denial", "falsehood"]


def has_phrase(document: Document, sentence: Sentence, group: Group) -> bool:
    """Whether a sentence has one of a group's phrases, as whole words; letter case does not matter, nor does ё."""
    return _has_phrase(lexicon.fold(document.text[sentence.start : sentence.end]), group)


@lru_cache(maxsize=1_000)
def _has_phrase(text: str, group: Group) -> bool:
    return any(phrase in text and re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in lexicon.particles(group))
