"""FollowTheMoney: people, positions, bodies, who held what when, and what is around it, one a line (docs/ftm.md).

Only what texts assert is written: posts that nobody is said to have held are left out, and so are people and bodies
without an asserted tenure, relation or part in an event.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO
from urllib.parse import quote

import msgspec

from kadry.address import is_address
from kadry.bounds import first_day
from kadry.document import Header
from kadry.exporters.ftm_model import Properties, date, entity, entity_id, evidence, name, schema_of, text, weight
from kadry.exporters.ftm_scene import FtmScene
from kadry.exporters.people import write_people
from kadry.ftm import code_of
from kadry.graph import Body, Bounds, Dossier, Graph, Holding, Person, Post, Tenure
from kadry.plugins import ExportOptions

_WIKIDATA = "http://www.wikidata.org/entity/"
_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def prepare() -> None:
    """Read the lists of words by which a body's schema is told."""
    schema_of("Министерство", None)


def write(graph: Graph, out: BinaryIO, options: ExportOptions) -> None:
    """Write the graph as FollowTheMoney JSON lines; ``options`` change nothing, since ids need no base here."""
    write_people(graph, [(Writer(graph), out)])


class Writer:
    """A graph's lines: bodies, positions, each person with what the person held, links between bodies, events."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.sources = {header.id: address for header in graph.documents if (address := _address(header))}
        self.scene = FtmScene(graph, self.sources)
        self._encode = msgspec.json.Encoder().encode

    def before(self) -> Iterator[bytes]:
        """The bodies and positions."""
        graph = self.graph
        held = {tenure.post for tenure in graph.tenures}
        housing = {post.body for post in graph.posts if post.id in held} | self.scene.entities
        bodies = {body.id: body for body in graph.bodies if body.id in housing and not body.unspecified}
        yield from map(self._line, map(_body, bodies.values()))
        for post in graph.posts:
            if post.id in held and post.role is not None:
                yield self._line(_position(post, bodies.get(post.body)))

    def person(self, dossier: Dossier) -> bytes:
        """A person who has held something or takes part in something, with what was held."""
        if not dossier.holdings and dossier.person.id not in self.scene.entities:
            return b""
        held = (_held(holding, self.sources, self.graph.as_of) for holding in dossier.holdings)
        return b"".join(map(self._line, (_person(dossier.person), *filter(None, held))))

    def after(self) -> Iterator[bytes]:
        """Links and events."""
        yield from map(self._line, self.scene.links())
        yield from map(self._line, self.scene.events())

    def _line(self, one: dict[str, object]) -> bytes:
        return self._encode(one) + b"\n"


def _body(body: Body) -> dict[str, object]:
    shown: Properties = {**_named(body), "country": [code_of(body.country)]}
    return entity(body.id, schema_of(body.name, body.country), shown, body.replaced)


def _person(person: Person) -> dict[str, object]:
    weak = [form for form in person.names if _is_weak(form, person.name)]
    return entity(person.id, "Person", _named(person, weak), person.replaced)


def _named(one: Person | Body, weak: Sequence[str] = ()) -> Properties:
    """Names and outside identities: Wikidata's have a property of their own, the others are addresses of profiles."""
    items = [iri.removeprefix(_WIKIDATA) for iri in one.same_as if iri.startswith(_WIKIDATA)]
    return {
        "name": [name(one.name)],
        "alias": [name(form) for form in one.names if form != one.name and form not in weak],
        "weakAlias": [name(form) for form in weak],
        "wikidataId": [item for item in items if item[1:].isdecimal()],
        "sourceUrl": [iri for iri in one.same_as if not iri.startswith(_WIKIDATA) and is_address(iri)],
    }


def _is_weak(form: str, name: str) -> bool:
    """Whether a form is a bare surname, or one with initials, of somebody who has a fuller name: it fits many."""
    return _words(form) < 2 <= _words(name)


def _words(form: str) -> int:
    return sum(len(word) > 1 for word in form.replace(".", " ").split())


def _position(post: Post, body: Body | None) -> dict[str, object]:
    """A post; its bare role would match that of every other body, so that it is a weak alias beside the full name."""
    roles = [name(form) for form in (post.role or "", *post.variants)]
    full = name(", ".join(filter(None, (post.role, body.name if body else ""))))
    shown: Properties = {
        "name": [full],
        "weakAlias": [role for role in roles if role != full],
        "organization": [entity_id(body.id) if body else None],
        "country": [code_of(body.country) if body else None],
    }
    return entity(post.id, "Position", shown)


def _held(holding: Holding, sources: Mapping[str, str], day: str | None) -> dict[str, object] | None:
    """A tenure as an Occupancy; as a Membership where the text names the body only; None where it names neither."""
    tenure, post, body = holding.tenure, holding.post, holding.body
    shown: Properties = {
        "startDate": [date(tenure.bounds.since)],
        "endDate": [date(tenure.bounds.until)],
        "status": [_status(tenure)],
        "description": _notes(tenure, day),
        **evidence([statement.claim for statement in holding.statements], sources),
    }
    if post.role is not None:
        ends = {"holder": [entity_id(tenure.person)], "post": [entity_id(post.id)]}
        return entity(tenure.id, "Occupancy", {**ends, **shown})
    if body.unspecified:
        return None
    ends = {"member": [entity_id(tenure.person)], "organization": [entity_id(body.id)]}
    return entity(tenure.id, "Membership", {**ends, **shown})


def _status(tenure: Tenure) -> str:
    """Of the day that the graph is of: current where that is known. Of no day: whether a text calls it over."""
    if tenure.as_of is not None:
        return "current" if tenure.as_of == "known" else "unknown"
    return "ended" if tenure.over else "unknown"


def _notes(tenure: Tenure, day: str | None) -> Iterator[str]:
    """What the model has no property for, as «word: value»."""
    if tenure.acting:
        yield "acting"
    if tenure.as_of is not None:
        yield f"held on {text(day or '')}: {tenure.as_of}"
    yield from (f"{key}: {day}" for key, day in _days(tenure.bounds))
    yield from weight(tenure)


def _days(bounds: Bounds) -> Iterator[tuple[str, str]]:
    for key in _BOUNDS:
        value = getattr(bounds, key)
        if first_day(value) is not None:
            yield key, value


def _address(header: Header) -> str | None:
    """The address of a document, with what an address cannot hold escaped; None for what is none even so."""
    source = header.source or ""
    escaped = quote(source, safe="%/:?#[]@!$&'()*+,;=~") if source.isprintable() else ""
    return escaped if is_address(escaped) else None
