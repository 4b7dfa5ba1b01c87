"""Versions of what is derived: a hash over the files of the rules, so that changed ones are never taken for the old."""

from importlib.metadata import version
from pathlib import Path

from kadry.document import digest

_KINDS = (".py", ".txt", ".tsv", ".json", ".npz")
_SHOWN = 12  # characters of the hash


def hashed(*parts: str) -> str:
    """The hash of the files of some parts of the package, and of those below them."""
    here = Path(__file__).parent
    files = sorted(file for part in parts for file in (here / part, *(here / part).rglob("*")) if file.is_file())
    return digest(*(file.read_bytes().decode("latin-1") for file in files if file.suffix in _KINDS))[:_SHOWN]


def installed(*libraries: str) -> str:
    """The versions of libraries that are here."""
    return " ".join(f"{name}-{version(name)}" for name in libraries)
