"""What all readers share: a file's bytes with the checks that come before decoding, and a document from a text."""

import os
import re
from pathlib import Path

from msgspec import structs

from kadry.document import Reading, make_document
from kadry.errors import InputError
from kadry.plugins import ReadOptions
from kadry.readers import dates
from kadry.readers.encoding import UnknownEncodingError, decode
from kadry.readers.language import foreign
from kadry.readers.leftovers import find

# How the files begin that people save or rename by mistake, and what to do about each.
_MAGIC = (
    (b"%PDF", "is a PDF, not a text; extract its text first, for instance with pdftotext"),
    (b"PK\x03\x04", "is a zip archive or an office document (docx, odt, epub); save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "is an old office document (doc); save it as plain text"),
    (b"{\\rtf", "is RTF; save it as plain text"),
    (b"\x1f\x8b", "is compressed; unpack it, or name a dump .jsonl.gz"),
    (b"SQLite format 3\x00", "is a database, not a text"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_CONTROL_SHARE = 0.01
_FEW_CONTROLS = 8
_LONGEST_NAME = 200


def shown(path: Path) -> str:
    """A path as text that any terminal and database takes, whatever bytes its name holds."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def location(path: Path) -> str:
    """The path that finds the file again from any folder."""
    return shown(Path(os.path.abspath(path)))


def file_bytes(path: Path, options: ReadOptions) -> bytes:
    """The bytes of a file that may be a text.

    Raises InputError where it is missing, unreadable, empty, enormous or of another kind.
    """
    check_file(path)
    try:
        if path.stat().st_size > 4 * options.max_chars:
            raise InputError(shown(path), too_long(options))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(shown(path), unreadable(error)) from error
    return text_bytes(data, shown(path))


def check_file(path: Path) -> None:
    """Raises InputError where a path leads to no ordinary file."""
    try:
        if path.is_file():
            return
        reason = "is not an ordinary file" if path.exists() else "there is no such file; check the path"
    except OSError as error:
        reason = unreadable(error)
    raise InputError(shown(path), reason)


def text_bytes(data: bytes, place: str) -> bytes:
    """The same bytes; raises InputError where they are empty or of a kind that is no text."""
    if not data.strip():
        raise InputError(place, "is empty; there is nothing to read")
    for magic, reason in _MAGIC:
        if data.startswith(magic):
            raise InputError(place, reason)
    return data


def decoded(data: bytes, place: str) -> tuple[str, str]:
    """The text and its encoding's name; raises InputError where the bytes are no text."""
    try:
        text, encoding = decode(data)
    except UnknownEncodingError as error:
        reason = "is binary, not a text" if b"\x00" in data else f"is {error}"
        raise InputError(place, reason) from error
    if "\x00" in text or len(_CONTROL.findall(text)) > max(_FEW_CONTROLS, _CONTROL_SHARE * len(text)):
        raise InputError(place, "is binary, not a text")
    return text, encoding


def encoding_note(encoding: str) -> tuple[str, ...]:
    """The note for an encoding that was not certain."""
    return () if encoding == "UTF-8" else (f"read as {encoding}",)


def make_reading(
    text: str,
    *,
    place: str,
    found: str,
    name: str,
    options: ReadOptions,
    source: str | None = None,
    title: str | None = None,
    published: str | None = None,
    notes: tuple[str, ...] = (),
) -> Reading:
    """The reading that a text makes; ``place`` names it in messages, ``found`` is its location.

    Raises InputError where the text is empty, enormous or not Russian.
    """
    if not text.strip():
        raise InputError(place, "is empty; there is nothing to read")
    if len(text) > options.max_chars:
        raise InputError(place, too_long(options))
    reason = foreign(text)
    if reason is not None:
        raise InputError(place, f"is not in Russian: {reason}; it was not mined")
    masked, stated = find(text)
    document = make_document(
        text,
        source=source or stated,
        title=(title or "").strip() or None,
        published=published or options.published,
        masked=masked,
    )
    return Reading(document=document, name=name[:_LONGEST_NAME], location=found, notes=notes)


def unplaced(reading: Reading) -> Reading:
    """The reading with its content for a location: what comes on standard input replaces nothing that came before."""
    return structs.replace(reading, location=f"-#{reading.document.id}")


def name_date(path: Path) -> str | None:
    """The date in a file's name."""
    return dates.in_name(path.name)


def too_long(options: ReadOptions) -> str:
    """The reason given for an enormous text."""
    return f"is longer than {options.max_chars:,} characters; split it, or raise --max-chars"


def unreadable(error: OSError) -> str:
    """The reason given for a file that the system does not let us read."""
    return f"cannot be read ({error.strerror or error}); check its permissions"
