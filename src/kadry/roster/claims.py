"""What a record's page states, as claims and in-document entities, and the outside identities that they are."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from kadry import build
from kadry.authority import Entry, canonical, entry_chains, make_entry
from kadry.bounds import first_day, last_day
from kadry.claim import Chain, Extraction, Mention, Quote, RoleClaim, Status, Support, cut
from kadry.document import Document, Reading, digest, make_document
from kadry.extractors.holdings import with_posts
from kadry.readers.ftm import Held, Organization, Record
from kadry.roster.page import Page, Row, country_name, page_of

# That the file says so is certain. Whether it is true is another matter, as with every document.
SUPPORT = Support("ftm@1", 1.0)
_OVER = {"ended", "former", "past", "inactive"}
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_LONGEST_NAME, _MOST_NAMES = 200, 500  # what an authority entry takes


class Pin(Struct, frozen=True):
    """An outside identity, and the key of the in-document entity that it is."""

    entry: Entry
    key: str

    @property
    def place(self) -> str:
        """The key of the identity's own entity."""
        return next(iter(entry_chains([self.entry]))).key


class Told(Struct, frozen=True):
    """A record as a document with what it states."""

    record: Record
    reading: Reading
    extraction: Extraction
    pins: tuple[Pin, ...]


_Place = Organization | str  # a body of the file, or the country of a post without one


def source_of(dataset: str, id: str = "") -> str:
    """What stands for the address of a person's record, and for the place where it lies."""
    return f"ftm:{dataset}/{id}"


def told_of(record: Record, dataset: str, published: str | None) -> Told:
    """A record of a dataset, known by a day (partial ISO) or by none, as a document with its claims.

    Raises ValueError, in words that say what to do, for names that can be no authority entry.
    """
    page = page_of(record, dataset)
    source = source_of(dataset, record.id)
    document = make_document(page.text, source=source, title=record.names[0], published=published)
    names = tuple(_cut_name(document, page, record, i) for i in range(len(record.names)))
    bodies = _bodies(document, page)
    claims = tuple(_claim(document, names[0], row) for row in page.rows)
    person = Chain(names[0], names, gender=record.gender, country=_only_country(record), born=record.born)
    chains = with_posts([person, *bodies.values()], claims)
    ordered = tuple(sorted(chains, key=lambda chain: (chain.head.start, chain.head.end, chain.head.type)))
    extraction = Extraction(document=document.id, claims=claims, chains=ordered, version=build.version())
    reading = Reading(document=document, name=record.id, location=source)
    return Told(record, reading, extraction, tuple(_pins(record, dataset, person, bodies)))


def identity_of(dataset: str, id: str) -> str:
    """The outside id of an entity of a dataset; ids with other signs than an outside id may have are hashed."""
    return f"ftm-{dataset}:{id if _PLAIN.fullmatch(id) else digest('ftm', id)}"


def _cut_name(document: Document, page: Page, record: Record, place: int) -> Mention:
    return cut(document.id, document.text, page.names[place], "person", record.names[place])


def _body(document: Document, row: Row) -> Mention | None:
    """The mention of a row's body; one that is only the country of the post stands for that country."""
    if row.body is None:
        return None
    named = row.held.body.names[0] if row.held.body else country_name(row.held.country or "")
    return cut(document.id, document.text, row.body, "body", named)


def _bodies(document: Document, page: Page) -> Mapping[_Place, Chain]:
    """A chain for each body, of all its mentions."""
    found: dict[_Place, list[Mention]] = {}
    for row in page.rows:
        if (mention := _body(document, row)) is not None:
            found.setdefault(row.held.body or row.held.country or "", []).append(mention)
    return {place: Chain(all[0], tuple(all), country=_country(place)) for place, all in found.items()}


def _country(place: _Place) -> str | None:
    return place if isinstance(place, str) else place.country


def _claim(document: Document, person: Mention, row: Row) -> RoleClaim:
    line, held = row.line, row.held
    role = None if row.role is None else cut(document.id, document.text, row.role, "role", held.role or "")
    status, until, term_until, observed = _time(held, document.published)
    return RoleClaim(
        document=document.id,
        person=person,
        antecedent=person,
        role=role,
        organization=_body(document, row),
        organization_inferred=row.inferred,
        evidence=Quote(line.start, line.end, document.text[line.start : line.end]),
        supports=(SUPPORT,),
        status=status,
        acting=held.acting,
        since=held.since,
        until=until,
        term_until=term_until,
        observed=observed,
    )


def _time(held: Held, published: str | None) -> tuple[Status, str | None, str | None, str | None]:
    """Status, end, planned end, and the day on which the file calls the post held, or over.

    A file that calls nothing current and gives no end says that the post was held, and not when.
    """
    day = (first_day(published), last_day(published))
    if _later(held.since, day[1]):
        return "future", None, held.until, published
    if held.status in _OVER or (held.until and not _open(held, day)):
        return "former", held.until, None, published
    current = held.status == "current" or bool(held.until and published)
    return "current", None, held.until, published if current else None


def _open(held: Held, day: tuple[str | None, str | None]) -> bool:
    """Whether an end that is stated is only planned: it is after the file's day, or the file calls the post current."""
    first, last = day
    if first is None or last is None:
        return held.status == "current"
    past = (last_day(held.until) or last) < first
    return _later(held.until, last) or (held.status == "current" and not past)


def _later(date: str | None, last: str | None) -> bool:
    first = first_day(date)
    return first is not None and last is not None and first > last


def _pins(record: Record, dataset: str, person: Chain, bodies: Mapping[_Place, Chain]) -> Iterator[Pin]:
    for identity in _identities(dataset, record.id, record.wikidata):
        names, country = _full_names(record.names), _only_country(record) or ""
        yield Pin(make_entry(identity, "person", names, country, record.born or "", record.died or ""), person.key)
    for place, chain in bodies.items():
        if isinstance(place, Organization) and (known := _known_names(place.names)):
            for identity in _identities(dataset, place.id, place.wikidata):
                yield Pin(make_entry(identity, "body", known, place.country or ""), chain.key)


def _identities(dataset: str, id: str, wikidata: str | None) -> Iterator[str]:
    """The id in the dataset, and Wikidata's where the file states one, also as the id itself."""
    yield identity_of(dataset, id)
    for item in dict.fromkeys(filter(None, (wikidata, id))):
        if re.fullmatch(r"Q[1-9][0-9]{0,17}", item):
            yield canonical(item)
            return


def _full_names(names: tuple[str, ...]) -> list[str]:
    """A person's names that an authority entry takes: every one of them is a full name there, and no bare surname."""
    return _known_names(tuple(name for name in names if " " in name or " " not in names[0]))


def _known_names(names: tuple[str, ...]) -> list[str]:
    """The names that an authority entry takes."""
    return [name for name in names if len(name) <= _LONGEST_NAME and any(c.isalnum() for c in name)][:_MOST_NAMES]


def _only_country(record: Record) -> str | None:
    return record.countries[0] if len(record.countries) == 1 else None
