"""The text that states a record of a roster: who it is, then one line for each post, as the file has it."""

from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from kadry.document import Span
from kadry.readers.ftm import Held, Record
from kadry.russian import lexicon

_GENDERS = {"masc": "мужской", "femn": "женский"}


class Row(Struct, frozen=True):
    """The line of a post, and where role and body stand in it. inferred: the body is the country of the post."""

    held: Held
    line: Span
    role: Span | None
    body: Span | None
    inferred: bool = False


class Page(Struct, frozen=True):
    """A text with the places of the names, in the record's order, and of what was held."""

    text: str
    names: tuple[Span, ...]
    rows: tuple[Row, ...]


class _Pen:
    """A text that grows; ``write`` says where the new words stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.end = 0

    def write(self, text: str) -> Span:
        start = self.end
        self._parts.append(text)
        self.end += len(text)
        return Span(start, self.end)

    @property
    def text(self) -> str:
        return "".join(self._parts)


def page_of(record: Record, dataset: str) -> Page:
    """The page of a record of that dataset. No value holds the end of a line, so that none can pose as another line."""
    pen = _Pen()
    names = [pen.write(record.names[0])]
    pen.write("\n")
    for number, other in enumerate(record.names[1:]):
        pen.write("; " if number else "Другие имена: ")
        names.append(pen.write(other))
    pen.write("\n" if len(names) > 1 else "")
    for label, value in _traits(record, dataset):
        pen.write(f"{label}: {value}\n" if value else "")
    rows = tuple(_row(pen, held) for held in record.held)
    return Page(pen.text, tuple(names), rows)


def country_name(code: str) -> str:
    """The Russian name of a country of the table."""
    return _country_names()[code]


@cache
def _country_names() -> Mapping[str, str]:
    return {one.code: one.name for one in lexicon.countries()}


def _traits(record: Record, dataset: str) -> Iterable[tuple[str, str | None]]:
    yield "Пол", _GENDERS.get(record.gender or "")
    yield "Страна", ", ".join(map(country_name, record.countries))
    yield "Дата рождения", record.born
    yield "Дата смерти", record.died
    yield "Викиданные", record.wikidata
    yield "Запись", f"{record.id}; набор данных: {', '.join(dict.fromkeys((dataset, *record.datasets)))}"
    yield "Адреса", " ".join(record.sources)


def _row(pen: _Pen, held: Held) -> Row:
    start, body, inferred = pen.end, None, False
    role = None if held.role is None else pen.write(held.role)
    if held.body is not None:
        pen.write("Состоит: " if role is None else ", ")
        body = pen.write(held.body.names[0])
    country = held.country or (held.body.country if held.body else None)
    if country is not None:
        pen.write("; страна: ")
        place = pen.write(country_name(country))
        inferred = body is None
        body = body or place
    for label, value in _details(held):
        pen.write(f"; {label}: {value}" if value else "")
    line = Span(start, pen.end)
    pen.write("\n")
    return Row(held, line, role, body, inferred)


def _details(held: Held) -> Iterable[tuple[str, str | None]]:
    yield "начало", held.since
    yield "конец", held.until
    yield "статус", held.status
    yield "исполняет обязанности", "да" if held.acting else ""
    yield "источник", " ".join(held.sources)
    yield "текст", " / ".join(held.texts)
