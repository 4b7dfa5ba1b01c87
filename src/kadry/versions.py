"""Versions of what is derived: a hash over the files of the rules, so that changed ones are never taken for the old."""

import os
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from kadry.document import digest

_KINDS = (".py", ".txt", ".tsv", ".json", ".npz")
_SHOWN = 12  # characters of the hash


def hashed(*parts: str) -> str:
    """The hash of the files of some parts of the package, and of those below them."""
    return digest(*map(_hashed, parts))[:_SHOWN]


@cache
def _hashed(part: str) -> str:
    place = os.path.join(Path(__file__).parent, part)
    hash = blake2b()
    for path in [place] if os.path.isfile(place) else sorted(_below(place)):
        with open(path, "rb") as file:
            data = file.read()
        hash.update(b"%d:" % len(data) + data)
    return hash.hexdigest()


def _below(folder: str) -> Iterator[str]:
    """The files of rules in a folder and in those below it."""
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in names if name.endswith(_KINDS))


def installed(*libraries: str) -> str:
    """The versions of libraries that are here."""
    return " ".join(f"{name}-{version(name)}" for name in libraries)
