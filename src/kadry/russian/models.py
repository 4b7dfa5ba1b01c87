"""natasha's models and pymorphy3's dictionary, each loaded once per process: the only door to those libraries.

Importing this module puts pymorphy3 under the name of pymorphy2, which natasha and yargy still import and which needs
setuptools' pkg_resources, gone from current setuptools. The one BLAS thread is asked for in kadry.threads.
"""

import sys
import warnings
from functools import cache
from types import ModuleType
from typing import Any

from msgspec import Struct


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
def morph() -> Any:
    """pymorphy3's analyzer: ``parse(word)``, each parse with ``tag``, ``normal_form``, ``inflect``, ``lexeme``."""
    import pymorphy3

    _check_dictionary()
    return pymorphy3.MorphAnalyzer(lang="ru")


@cache
def vocabulary() -> Any:
    """natasha's MorphVocab, the same dictionary with parses in Universal Dependencies terms."""
    from natasha import MorphVocab

    _check_dictionary()
    return MorphVocab()


def fast_dictionary() -> bool:
    """Whether DAWG2's C++ holds the dictionary; the Python fallback gives equal parses four times slower."""
    import pymorphy3.dawg

    return bool(pymorphy3.dawg.EXTENSION_AVAILABLE)


def _check_dictionary() -> None:
    if not fast_dictionary():
        message = "pymorphy3 runs without DAWG2's C++ dictionary, four times slower; install DAWG2"
        warnings.warn(message, RuntimeWarning, stacklevel=3)
