"""pymorphy3's dictionary, loaded once per process: the only door to that library."""

import warnings
from functools import cache
from typing import Any


@cache
def morph() -> Any:
    """pymorphy3's analyzer: ``parse(word)``, each parse with ``tag``, ``normal_form``, ``inflect``, ``lexeme``.

    It is told where its dictionary is, which it would look for among all packages.
    """
    import pymorphy3
    from pymorphy3_dicts_ru import get_path

    _check_dictionary()
    return pymorphy3.MorphAnalyzer(path=get_path(), lang="ru")


def fast_dictionary() -> bool:
    """Whether DAWG2's C++ holds the dictionary; the Python fallback gives equal parses four times slower."""
    import pymorphy3.dawg

    return bool(pymorphy3.dawg.EXTENSION_AVAILABLE)


def _check_dictionary() -> None:
    if not fast_dictionary():
        message = "pymorphy3 runs without DAWG2's C++ dictionary, four times slower; install DAWG2"
        warnings.warn(message, RuntimeWarning, stacklevel=3)
