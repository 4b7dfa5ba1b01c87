"""FollowTheMoney files: one JSON object a line, of which people with the posts that they hold are taken (docs/ftm.md).

Lines may come in any order, so that a file is gone through twice: for posts, bodies and who held them, which are kept,
and for the people, who are not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, structs

from kadry.bounds import first_day, last_day
from kadry.document import Failure
from kadry.errors import InputError
from kadry.readers import prepare
from kadry.readers.ftm_lines import Entity, entity, lines, only, plain, usual

_BODIES = {"Organization", "PublicBody", "Company"}
# schema → the properties that name the person and what the person holds or belongs to
_LINKS = {
    "Occupancy": ("holder", "post"),
    "Membership": ("member", "organization"),
    "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"),
}


class Organization(Struct, frozen=True, order=True):
    """A body of the file. names: the usual one first; country: our code, where the file states one only."""

    id: str
    names: tuple[str, ...]
    country: str | None = None
    wikidata: str | None = None


class Held(Struct, frozen=True, order=True):
    """What a person holds or held: a role in a body, where the file states them.

    country: that of the post. since, until: partial ISO dates. status: as the file has it, in small letters.
    acting: the file says «acting» of it. sources: addresses. texts: what the file quotes or remarks.
    """

    role: str | None = None
    body: Organization | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    status: str = ""
    acting: bool = False
    sources: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


class Record(Struct, frozen=True, kw_only=True):
    """A person of the file with what the person held, sorted. place: file and line, for messages.

    names: the usual one first. gender: "masc", "femn" or None. born, died: partial ISO dates. countries: our codes.
    """

    id: str
    place: str
    names: tuple[str, ...]
    held: tuple[Held, ...]
    gender: str | None = None
    born: str | None = None
    died: str | None = None
    countries: tuple[str, ...] = ()
    wikidata: str | None = None
    datasets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class _Position(Struct, frozen=True):
    """A post: its names, the id of its body, its country."""

    names: tuple[str, ...]
    organization: str | None
    country: str | None


class _Link(Struct, frozen=True):
    """A link from a person to a post or body (``target``); role None: the target is a post, or none is stated."""

    schema: str
    target: str
    role: str | None
    held: Held


class Roster:
    """What a file says of who holds what. ``left`` counts what was passed over, and why, once ``records`` is through.

    Raises InputError where the file itself cannot be read; then nothing of it is taken.
    """

    def __init__(self, path: Path) -> None:
        prepare.check_file(path)
        self._path = path
        self._place = prepare.shown(path)
        self._positions: dict[str, _Position] = {}
        self._bodies: dict[str, Organization] = {}
        self._links: dict[str, list[_Link]] = defaultdict(list)
        self._failures: list[Failure] = []
        self._persons: set[int] = set()  # lines
        self.left: Counter[str] = Counter()
        self._survey()

    def records(self) -> Iterator[Record | Failure]:
        """Every person with a post, in the file's order, after what could not be read."""
        yield from self._failures
        for number, line in lines(self._path):
            if number in self._persons:
                yield from self._record(entity(line), f"{self._place}:{number}")
        for links in self._links.values():
            for link in links:
                self.left[f"{link.schema} of somebody who is no person of the file"] += 1

    def _survey(self) -> None:
        seen: set[str] = set()
        for number, line in lines(self._path):
            here = f"{self._place}:{number}"
            if not line.strip():
                continue
            try:
                found = entity(line)
                if found.id in seen:
                    raise ValueError(f"{found.id[:60]!r} was in the file before; join its lines first (ftm aggregate)")
            except ValueError as error:
                self._failures.append(Failure(here, str(error)))
                continue
            seen.add(found.id)
            if found.schema == "Person":
                self._persons.add(number)
            else:
                self._note(found)
        if not seen and not self._failures:
            raise InputError(self._place, "is empty; there is nothing to read")

    def _note(self, one: Entity) -> None:
        """Keep a post, a body or a link."""
        if one.schema in _LINKS:
            holder, links_to = _LINKS[one.schema]
            for person in one.get(holder):
                self._links[person] += [_link(one, target) for target in one.get(links_to)]
        elif one.schema == "Position":
            self._positions[one.id] = _Position(
                one.names("name"), min(one.get("organization"), default=None), only(one.countries("country"))
            )
        elif one.schema in _BODIES:
            self._bodies[one.id] = _organization(one)
        else:
            self.left[f"{plain(one.schema)[:40]}: no schema of posts"] += 1

    def _record(self, one: Entity, here: str) -> Iterator[Record]:
        links = self._links.pop(one.id, [])
        held = sorted({found for link in links if (found := self._held(link)) is not None}, key=_order)
        names = one.names("name", "alias", "previousName")
        if not links:
            self.left["Person without a post in the file"] += 1
        elif held and not names:
            self.left["Person without a name"] += 1
        elif held:
            genders = {"male": "masc", "female": "femn"}
            yield Record(
                id=one.id,
                place=here,
                names=names,
                held=tuple(held),
                gender=only([genders[value] for value in one.get("gender") if value in genders]),
                born=only(one.dates("birthDate")),
                died=only(one.dates("deathDate")),
                countries=one.countries("citizenship", "nationality", "country"),
                wikidata=only(one.get("wikidataId")),
                datasets=tuple(sorted(filter(None, map(plain, one.datasets)))),
                sources=tuple(sorted(one.get("sourceUrl"))),
            )

    def _held(self, link: _Link) -> Held | None:
        """What a link says, with its post and body; None where they are not in the file or have no name."""
        role, country, target = link.role, link.held.country, link.target
        if link.schema == "Occupancy":
            post = self._positions.get(target)
            if post is None or not post.names:
                self.left["Occupancy of a post that is not in the file or has no name"] += 1
                return None
            body = self._bodies.get(post.organization or "")
            role, country = _role(post.names[0], body), post.country
        else:
            body = self._bodies.get(target)
        if body is not None and not body.names:
            body = None
        if body is None and role is None:
            self.left[f"{link.schema} of a body that is not in the file or has no name"] += 1
            return None
        return structs.replace(link.held, role=role, body=body, country=country)


def _link(one: Entity, target: str) -> _Link:
    stated = Held(
        since=min(one.dates("startDate"), key=lambda day: (first_day(day), -len(day)), default=None),
        until=max(one.dates("endDate"), key=lambda day: (last_day(day), len(day)), default=None),
        status=min(one.get("status"), default="").lower(),
        acting="acting" in one.get("description"),
        sources=tuple(sorted(one.get("sourceUrl"))),
        texts=tuple(sorted(one.get("summary"))),
    )
    role = None if one.schema == "Occupancy" else min(one.get("role"), key=usual, default=None)
    return _Link(one.schema, target, role, stated)


def _organization(one: Entity) -> Organization:
    return Organization(
        one.id,
        one.names("name", "alias"),
        only(one.countries("jurisdiction", "mainCountry", "country")),
        only(one.get("wikidataId")),
    )


def _role(name: str, body: Organization | None) -> str:
    """A post's name without that of its body, where it ends in it («министр, Министерство обороны»)."""
    endings = [f", {form}" for form in body.names] if body else []
    return next((name.removesuffix(end) for end in endings if name.endswith(end) and name != end), name)


def _order(held: Held) -> tuple[str, ...]:
    body = held.body
    texts = (held.role, body and body.names[0], body and body.id, held.country, held.since, held.until, held.status)
    return (*(text or "" for text in texts), *held.sources, *held.texts)
