"""Hints of the words that natasha's models know, worked out ahead for all runs (``benchmarks/hint_table.py``).

Every second word that a process meets for the first time is one of them, and to look it up takes as long as to parse
it. The table is of one version of the rules and of the dictionaries; with others each word is looked up.
"""

import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from kadry.russian.engine.weights import encoded, word_ids
from kadry.versions import hashed, installed

PLACE = Path(__file__).parent / "hints.bin"


class Table(Struct, frozen=True):
    """The hints of all words by their numbers: ``codes`` has for each the place of its hints among ``values``.

    listed: what any word with one of some lemmas may be.
    """

    rules: str
    values: tuple[int, ...] = ()
    codes: bytes = b""
    listed: dict[str, int] = {}


def hinted(low: str) -> int | None:
    """The signs of a word in lower case, as ``kadry.russian.hints`` has them; None where they are not worked out."""
    known = table()
    number = word_ids().get(encoded(low)) if known.codes else None
    return None if number is None else known.values[known.codes[number]]


@cache
def table() -> Table:
    """The table that is here, if it is of these rules and dictionaries; else an empty one."""
    if PLACE.exists():
        found = msgspec.msgpack.decode(zlib.decompress(PLACE.read_bytes()), type=Table)
        if found.rules == rules():
            return found
    return Table(rules())


def rules() -> str:
    """Names what hints hang on: the lexicon and rules of this part, and what natasha and the dictionary know."""
    return f"{hashed('russian')} {installed('natasha', 'pymorphy3-dicts-ru')}"


def work_out(hints: Callable[[str], int], listed: dict[str, int]) -> Table:
    """The table of what ``hints`` says of each word, and of lemmas.

    Raises ValueError where it says more than 256 different things.
    """
    told = list(_told(hints))
    values = tuple(sorted(set(told)))
    place = {value: number for number, value in enumerate(values)}
    return Table(rules(), values, bytes(map(place.__getitem__, told)), dict(sorted(listed.items())))


def _told(hints: Callable[[str], int]) -> Iterator[int]:
    for word in word_ids():
        yield hints(word.decode())


def write(made: Table) -> None:
    """Put a table in the place of the one that is here."""
    PLACE.write_bytes(zlib.compress(msgspec.msgpack.encode(made), 9))
