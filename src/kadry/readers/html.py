"""Saved web pages: article text, title, date and address by trafilatura."""

import re
from collections.abc import Iterator
from pathlib import Path

from kadry.document import Failure, Reading
from kadry.errors import InputError
from kadry.plugins import ReadOptions
from kadry.readers import dates, prepare
from kadry.readers.leftovers import address

_DECLARED = re.compile(r"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_SAME = {"utf8": "utf-8", "cp1251": "windows-1251", "win-1251": "windows-1251"}
# Without these, htmldate takes any number that looks like a year, and today is the latest date that it believes.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}


def read(path: Path, options: ReadOptions) -> Iterator[Reading | Failure]:
    """The article of a saved page. Its encoding is found from its bytes, not from what it declares."""
    place = prepare.shown(path)
    try:
        page, encoding = prepare.decoded(prepare.file_bytes(path, options), place)
        text, title, date, link = _article(page, place)
        yield prepare.make_reading(
            text,
            place=place,
            found=prepare.location(path),
            name=prepare.shown(Path(path.stem)),
            options=options,
            source=link,
            title=title,
            published=date or prepare.name_date(path),
            notes=_notes(page, encoding),
        )
    except InputError as error:
        yield Failure(error.location, error.reason)


def _article(page: str, place: str) -> tuple[str, str | None, str | None, str | None]:
    """Text, title, date and address of a page; the one place that sees trafilatura."""
    from trafilatura import bare_extraction

    found = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES))
    if found is None or isinstance(found, dict) or not found.text:
        raise InputError(place, "no article was found in the page; save its text as .txt")
    return found.text, found.title, dates.partial(found.date or ""), address(found.url)


def _notes(page: str, encoding: str) -> tuple[str, ...]:
    declared = _DECLARED.search(page[:4000])
    name = declared[1].lower() if declared else "utf-8"
    if _SAME.get(name, name) == encoding.lower():
        return ()
    return (f"read as {encoding}" + (f"; the page declares {declared[1]}" if declared else ""),)
