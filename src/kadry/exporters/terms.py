"""The terms of RDF: IRIs are strings, literals are `Literal`; text from documents becomes a literal and nothing else.

Characters that some reader of RDF 1.1 cannot take in any escape (NUL, lone surrogates, U+FFFE and U+FFFF)
become U+FFFD, one for one, so that a quotation keeps its length.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from kadry.document import digest
from kadry.exporters.vocabulary import (
    XSD_BOOLEAN,
    XSD_DATE,
    XSD_DATE_TIME,
    XSD_DECIMAL,
    XSD_NUMBER,
    XSD_YEAR,
    XSD_YEAR_MONTH,
)

_UNCARRIED = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_YEAR = re.compile(r"(?!0000)[0-9]{4}")
_YEAR_MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\+00:00|Z)?")


class Literal(NamedTuple):
    """An RDF literal; of datatype and language at most one is set, neither means xsd:string."""

    value: str
    datatype: str | None = None
    language: str | None = None


Term = str | Literal


def plain(kind: str, id: str) -> str:
    """An id as IRIs have it: as it is where that is letters, digits and hyphens, else a hash of it and its kind.

    Nothing is percent-encoded, as Turtle would have to escape the sign in a prefixed name, which rdflib cannot read.
    """
    is_plain = (id.isascii() and id.isalnum()) or _PLAIN.fullmatch(id)
    return id if is_plain else digest(kind, id)


def string(text: str | None) -> Literal | None:
    """Text as it stands, without a language; None or "" gives None."""
    if not text:
        return None
    return Literal(text if text.isprintable() else _UNCARRIED.sub("\ufffd", text))


def words(text: str | None) -> Literal | None:
    """A name or role: in the language that ``language_of`` tells."""
    literal = string(text)
    return literal and Literal(literal.value, None, language_of(literal.value))


def language_of(text: str) -> str | None:
    """Russian where a text holds a Cyrillic letter, else unknown."""
    return "ru" if _CYRILLIC.search(text) else None


def title(text: str | None, language: str) -> Literal | None:
    """A title in its document's language (RFC 5646 in shape; a tag of another shape is left off)."""
    literal = string(text)
    if literal is None or not _TAG.fullmatch(language):
        return literal
    return literal._replace(language=language.lower())


def moment(text: str | None) -> Literal | None:
    """A partial ISO date as xsd:gYear, xsd:gYearMonth or xsd:date; what is none of them stays a plain string."""
    literal = string(text)
    if literal is None:
        return None
    if _YEAR.fullmatch(literal.value):
        return literal._replace(datatype=XSD_YEAR)
    if _YEAR_MONTH.fullmatch(literal.value):
        return literal._replace(datatype=XSD_YEAR_MONTH)
    return literal._replace(datatype=XSD_DATE) if _is_day(literal.value) else literal


def instant(text: str | None) -> Literal | None:
    """An ISO time, local or in UTC, as xsd:dateTime; what is none is taken as a partial date."""
    literal = string(text)
    if literal is None or not _is_time(literal.value):
        return moment(text)
    return literal._replace(datatype=XSD_DATE_TIME)


def _is_day(text: str) -> bool:
    return bool(_DAY.fullmatch(text)) and _is_read(date.fromisoformat, text)


def _is_time(text: str) -> bool:
    return bool(_TIME.fullmatch(text)) and _is_read(datetime.fromisoformat, text)


def _is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def boolean(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal("true" if value else "false", XSD_BOOLEAN)


def number(value: int) -> Literal:
    """An xsd:nonNegativeInteger."""
    return Literal(str(value), XSD_NUMBER)


def decimal(value: float) -> Literal:
    """An xsd:decimal: the shortest one that gives the same float back, never in scientific notation."""
    return Literal(format(Decimal(repr(value)), "f"), XSD_DECIMAL)
