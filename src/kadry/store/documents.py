"""Documents as editions have them."""

import sqlite3

import msgspec

from kadry.document import Document, Span


def read(connection: sqlite3.Connection, edition: int) -> Document:
    """The document as one edition has it."""
    id, text, source, title, published, language, masked = connection.execute(
        """SELECT document.hash, text.text, source, title, published, language, masked FROM edition
        JOIN document ON document.id = edition.document JOIN text ON text.id = document.text WHERE edition.id = ?""",
        (edition,),
    ).fetchone()
    return Document(
        id=id.hex(),
        text=text,
        source=source,
        title=title,
        published=published,
        language=language,
        masked=msgspec.json.decode(masked, type=tuple[Span, ...]),
    )
