"""Lines of FollowTheMoney files: entities, and their values as plain single lines, dates and codes of countries."""

import gzip
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from kadry.errors import InputError
from kadry.ftm import country_of
from kadry.readers import dates, prepare

_LONGEST_LINE = 20_000_000  # bytes
_LONGEST_VALUE = 1_000  # characters
_BLANK = {"Cc", "Zl", "Zp"}
_UNSEEN = {"Cf", "Cs", "Cn", "Co"}


class Entity(Struct):
    """An entity as it is written; other keys are nobody's business here."""

    id: str
    schema: str
    properties: dict[str, list[str]] = {}
    datasets: list[str] = []

    def get(self, *names: str) -> list[str]:
        """The values of some properties, each once, in order, as single lines."""
        found = (plain(value) for name in names for value in self.properties.get(name, ()))
        return list(dict.fromkeys(filter(None, found)))

    def names(self, first: str, *others: str) -> tuple[str, ...]:
        """The values of a property by how usual they are to a reader of Russian, then those of others."""
        chief = sorted(self.get(first), key=usual)
        return tuple(dict.fromkeys((*chief, *sorted(self.get(*others), key=usual))))

    def dates(self, name: str) -> list[str]:
        """The values that are partial ISO dates; a time is left out."""
        return [day for value in self.get(name) if (day := dates.partial(value)) is not None]

    def countries(self, *names: str) -> tuple[str, ...]:
        """Our codes of the countries that the first property with any states, sorted."""
        found = (sorted({code for value in self.get(name) if (code := country_of(value))}) for name in names)
        return tuple(next(filter(None, found), ()))


_DECODER = msgspec.json.Decoder(Entity)


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Each line with its number, from one; a longer one than may be is cut, so that it is no JSON.

    Raises InputError where the file cannot be read to its end.
    """
    number = 0
    try:
        with gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb") as file:
            while line := file.readline(_LONGEST_LINE):
                number += 1
                yield number, line
                while not line.endswith(b"\n") and (line := file.readline(_LONGEST_LINE)):
                    pass
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        reason = "the gzip file is damaged or cut short here; nothing of it was taken"
        raise InputError(f"{prepare.shown(path)}:{number + 1}", reason) from error
    except OSError as error:
        raise InputError(prepare.shown(path), prepare.unreadable(error)) from error


def entity(line: bytes) -> Entity:
    """The entity of a line. Raises ValueError, in words that say what to do, where there is none."""
    try:
        found = _DECODER.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        reason = f"is no FollowTheMoney entity ({error}); write one object a line, with id, schema and properties"
        raise ValueError(f"{reason}, each of which is a list of texts") from error
    if not found.id or plain(found.id) != found.id:
        raise ValueError(f"its id is {plain(found.id)[:60]!r}; give each entity a plain one")
    return found


def usual(name: str) -> tuple[bool, int, str]:
    """What to sort names by: Cyrillic first, then the fuller one, then the alphabet."""
    return not any("а" <= c <= "я" for c in name.lower()), -len(name.split()), name


def only(values: Sequence[str]) -> str | None:
    """The only value; None where there are several, none of which can be trusted more."""
    return values[0] if len(set(values)) == 1 else None


def plain(value: str) -> str:
    """A text as one line with single blanks and without what nobody sees, of no more than a bounded length."""
    seen = "".join(" " if (kind := unicodedata.category(c)) in _BLANK else c * (kind not in _UNSEEN) for c in value)
    return " ".join(seen.split())[:_LONGEST_VALUE].strip()
