"""Plain text files, and plain text on standard input."""

from collections.abc import Iterator
from pathlib import Path

from kadry.document import Failure, Reading
from kadry.errors import InputError
from kadry.plugins import ReadOptions
from kadry.readers import prepare


def read(path: Path, options: ReadOptions) -> Iterator[Reading | Failure]:
    """The one document of a text file, decoded only; its date may stand in the file's name."""
    place = prepare.shown(path)
    try:
        data = prepare.file_bytes(path, options)
        text, encoding = prepare.decoded(data, place)
        _refuse_markup(text, place)
        yield prepare.make_reading(
            text,
            place=place,
            found=prepare.location(path),
            name=prepare.shown(Path(path.stem)),
            options=options,
            published=prepare.name_date(path),
            notes=prepare.encoding_note(encoding),
        )
    except InputError as error:
        yield Failure(error.location, error.reason)


def read_bytes(data: bytes, options: ReadOptions) -> Iterator[Reading | Failure]:
    """The one document of a text that came on standard input; its location is its content, since it has no other."""
    try:
        text, encoding = prepare.decoded(prepare.text_bytes(data, "-"), "-")
        reading = prepare.make_reading(
            text, place="-", found="-", name="-", options=options, notes=prepare.encoding_note(encoding)
        )
        yield prepare.unplaced(reading)
    except InputError as error:
        yield Failure(error.location, error.reason)


def _refuse_markup(text: str, place: str) -> None:
    start = text[:200].lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<?xml")):
        raise InputError(place, "is marked-up text (HTML or XML); name an HTML page .html")
