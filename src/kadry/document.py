"""Documents and spans of text: what was read, before anything is understood.

Offsets are code points into ``Document.text``, half-open. A document's id hashes its stated address and
its text; a path is only a location and never part of it.
"""

from hashlib import blake2b

from msgspec import Struct

_EMPTY = blake2b(digest_size=16)


def digest(*parts: str | None) -> str:
    """The content hash of some strings: 16 bytes of BLAKE2b in hexadecimal (32 characters)."""
    return hashed(feed(*parts))


def feed(*parts: str | None) -> bytes:
    """What is hashed of some strings; what one sequence gives, followed by what another does, is what both give.

    Parts are length-prefixed, so that no two different sequences are fed alike; ``None`` differs from "".
    """
    fed = []
    for part in parts:
        if part is None:
            fed.append(b"-:")
        else:
            data = part.encode("utf-8", "surrogatepass")
            fed += (b"%d:" % len(data), data)
    return b"".join(fed)


def hashed(fed: bytes) -> str:
    """The content hash of what ``feed`` gives."""
    hash = _EMPTY.copy()  # quicker than a new one
    hash.update(fed)
    return hash.hexdigest()


class Span(Struct, frozen=True, order=True, gc=False):
    """A half-open range of code points."""

    start: int
    end: int


class Header(Struct, frozen=True, order=True, kw_only=True):
    """What is known of a document besides its text."""

    id: str
    source: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "ru"


class Document(Struct, frozen=True, kw_only=True):
    """One text as it was read. ``masked`` are ranges of page leftovers that hold no prose.

    source: the stated address, or None. published: partial ISO date, or None.
    """

    id: str
    text: str
    source: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "ru"
    masked: tuple[Span, ...] = ()

    @property
    def header(self) -> Header:
        """The document without its text."""
        return Header(
            id=self.id, source=self.source, title=self.title, published=self.published, language=self.language
        )


def document_id(source: str | None, text: str) -> str:
    """The id of a document: a hash of its stated address and its text."""
    return digest("document", source, text)


def make_document(
    text: str,
    *,
    source: str | None = None,
    title: str | None = None,
    published: str | None = None,
    language: str = "ru",
    masked: tuple[Span, ...] = (),
) -> Document:
    """A document with the id that its address and text give it."""
    return Document(
        id=document_id(source, text),
        text=text,
        source=source,
        title=title,
        published=published,
        language=language,
        masked=masked,
    )


class Reading(Struct, frozen=True, kw_only=True):
    """A document and where it was found.

    name: the file's stem or the record's id in a dump. location: path (and record) for messages and for
    finding a changed file again; it never enters an export. notes: what a reader chose, for instance an encoding.
    """

    document: Document
    name: str
    location: str
    notes: tuple[str, ...] = ()


class Failure(Struct, frozen=True, order=True):
    """An input that could not be read or mined: its location, the reason, and what to do."""

    location: str
    reason: str
