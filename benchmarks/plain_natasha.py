"""natasha as installed, with the dictionary of pymorphy3: what Kadry's own analysis is held against.

natasha and yargy import pymorphy2, which needs setuptools' pkg_resources, gone from current setuptools; pymorphy3 is
put in its place.
"""

import sys
from functools import cache
from types import ModuleType
from typing import Any

from msgspec import Struct

import kadry.threads


class Models(Struct, frozen=True):
    """natasha's four news models; the last three share the embedding's table of words."""

    embedding: Any
    morphology: Any
    syntax: Any
    names: Any


def stand_in_for_pymorphy2() -> None:
    """Put pymorphy3 where ``import pymorphy2`` looks first; the real one, even where installed, is never run."""
    import pymorphy3
    import pymorphy3.analyzer

    class BaseAnalyzerUnit:
        """What yargy patches for Python 3.11 when imported; pymorphy3's own class needs no patch and is spared it."""

    units, base = ModuleType("pymorphy2.units"), ModuleType("pymorphy2.units.base")
    vars(base)["BaseAnalyzerUnit"] = BaseAnalyzerUnit
    sys.modules["pymorphy2"] = pymorphy3
    sys.modules["pymorphy2.analyzer"] = pymorphy3.analyzer
    sys.modules["pymorphy2.units"] = units
    sys.modules["pymorphy2.units.base"] = base


kadry.threads.limit()
stand_in_for_pymorphy2()


@cache
def segmenter() -> Any:
    """razdel's rules for sentences and tokens, as natasha wraps them."""
    from natasha import Segmenter

    return Segmenter()


@cache
def taggers() -> Models:
    """Morphology, syntax and names (about 100 MB and a second to load)."""
    from natasha import NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser

    embedding = NewsEmbedding()
    return Models(embedding, NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding))


@cache
def vocabulary() -> Any:
    """natasha's MorphVocab, a dictionary of its own, so that neither engine warms the other's."""
    from natasha import MorphVocab

    return MorphVocab()
