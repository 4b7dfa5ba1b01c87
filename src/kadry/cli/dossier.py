"""A person's or body's dossier as lines of text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kadry.authority import iri
from kadry.claim import Chain
from kadry.cli.evidence import evidence
from kadry.cli.scenery import held, scenery
from kadry.cli.screen import printable
from kadry.cli.succession import succession
from kadry.graph import Body, Bounds, Dossier, Holding, Other, Person, Post, Tenure
from kadry.moments import held_at

if TYPE_CHECKING:
    from kadry.analysis.clashes import Contradiction
    from kadry.store.graph.finding import Named
    from kadry.store.graph.looking import Sources
    from kadry.store.graph.reading import Reader

_EFFECTS = {"denies": "denied", "plans": "planned", "reports": "reported only"}
_ID = 12


def dossier(reader: "Reader", entity: "Named", day: str | None = None) -> Iterator[str]:
    """Names, tenures with their bounds and the sentences that they rest on, contradictions, and where it is mentioned.

    day: only the tenures that may have been held on this day (partial ISO date), what contradicts about them, and
    what of bodies, decisions and events was so on it.
    """
    from kadry.clashing import documents, statements
    from kadry.store.graph.looking import Scene, scene_of, sources

    finder = reader.finder()
    yield f"{printable(entity.name)}  ({entity.type} {entity.id})"
    others = [printable(name) for name in entity.names if name != entity.name]
    if others:
        yield f"also: {'; '.join(others)}"
    yield from map(_identified, finder.identities(entity.founder))
    yield from _lineage(reader, entity)
    told = [_of_day(one, day) for one in _dossiers(reader, entity)]
    page = _Page(entity, sources(reader, documents(told)))
    yield from page.tenures(told, day)
    if entity.type == "body":
        yield from succession(told)
    yield from page.loose(told)
    scene = scene_of(reader, entity.id, day)
    yield from scenery(reader, entity.id, scene, day)
    yield from _contradictions(reader, told)
    if not entity.mentioned:
        yield "no document mentions it; an authority file names it"
        return
    if not any(statements(told)) and scene == Scene():
        yield "no claim says anything about it; it is only mentioned" if day is None else f"nothing known of {day}"
    yield from ("", "mentioned in:")
    yield from (f"  {place.key}  {printable(place.name)}" for place in finder.places(entity.founder))


def _dossiers(reader: "Reader", entity: "Named") -> list[Dossier]:
    """A person's own; of a body those of all its people."""
    from kadry.store.graph.looking import members

    if entity.type == "body":
        return list(members(reader, entity.id))
    one = reader.dossier(entity.id)
    return [] if one is None else [one]


def _of_day(dossier: Dossier, day: str | None) -> Dossier:
    if day is None:
        return dossier
    held = tuple(holding for holding in dossier.holdings if held_at(holding.tenure.bounds, day))
    return Dossier(dossier.person, held, ())


def _identified(chain: Chain) -> str:
    """An outside identity with the names that its file gives; they are no source of what stands above or below."""
    names = "; ".join(printable(mention.normal) for mention in chain.mentions)
    return f"same as: {iri(chain.authority or '')}  ({names})"


def _lineage(reader: "Reader", entity: "Named") -> Iterator[str]:
    """The bodies that followed this one, and those that it follows."""
    from kadry.store.graph.looking import followed

    if entity.type == "body":
        later, earlier = followed(reader, entity.id)
        yield from _named("followed by", later)
        yield from _named("follows", earlier)


def _named(label: str, bodies: Iterable[Body]) -> Iterator[str]:
    shown = [f"{printable(body.name)} (body {body.id[:_ID]})" for body in sorted(bodies, key=lambda b: (b.name, b.id))]
    if shown:
        yield f"{label}: {'; '.join(shown)}"


class _Page:
    """The dossier of one person or body, with the documents that it rests on."""

    def __init__(self, entity: "Named", sources: "Sources") -> None:
        self._entity = entity
        self._sources = sources

    def tenures(self, dossiers: Iterable[Dossier], day: str | None) -> Iterator[str]:
        """All that was held, by date."""
        held = [(one.person, holding) for one in dossiers for holding in one.holdings]
        for person, holding in sorted(held, key=lambda pair: _by_date(pair[1].tenure)):
            tenure = holding.tenure
            yield ""
            yield f"{self._heading(person, holding)}{_acting(tenure)}, {when(tenure.bounds)}{_on(tenure, day)}"
            yield f"  {_counted(holding)}, confidence {tenure.confidence:.4f}"
            yield from evidence(holding.statements, self._sources)

    def loose(self, dossiers: Iterable[Dossier]) -> Iterator[str]:
        """What was only said."""
        said = [(one.person, other) for one in dossiers for other in one.others]
        for person, other in sorted(said, key=lambda pair: pair[1].statement.claim.id):
            yield ""
            yield f"not held, {_EFFECTS[other.statement.effect]}: {self._heading(person, other)}"
            yield from evidence([other.statement], self._sources)

    def _heading(self, person: Person, about: Holding | Other) -> str:
        """Role and the other side: the body in a person's dossier, the person in a body's."""
        where = about.body.name or "(no body stated)"
        return printable(f"{_role(about.post)} · {where if self._entity.type == 'person' else person.name}")


def _role(post: Post) -> str:
    return post.role or "(no role stated)"


def _contradictions(reader: "Reader", told: Sequence[Dossier]) -> Iterator[str]:
    """What cannot all be true, with the sentences."""
    from kadry.clashing import contradictions_of, telling
    from kadry.store.graph.looking import sources

    for found in contradictions_of(reader, told):
        said = telling(reader, found, told)
        yield ""
        yield contradicted(found)
        yield from evidence(said, sources(reader, [statement.claim.document for statement in said]))


def contradicted(found: "Contradiction") -> str:
    """A contradiction in one line."""
    where = found.body or "(no body stated)"
    dates = f", {' / '.join(found.dates)}" if found.dates else ""
    sure = "" if found.certainty == "known" else "possible "
    people = " / ".join(found.people)
    return printable(
        f"{sure}contradiction, {found.kind}: {people} · {found.role or '(no role stated)'} · {where}{dates}"
    )


def _counted(holding: Holding) -> str:
    addresses = len({statement.claim.document for statement in holding.statements})
    return f"{_many(holding.tenure.sources, 'source')} ({_many(addresses, 'address', 'es')})"


def _many(number: int, word: str, ending: str = "s") -> str:
    return f"{number} {word}{'' if number == 1 else ending}"


def _acting(tenure: Tenure) -> str:
    return " (acting)" if tenure.acting else ""


def _on(tenure: Tenure, day: str | None) -> str:
    return "" if day is None else held(held_at(tenure.bounds, day), day)


def _by_date(tenure: Tenure) -> tuple[str, str, str]:
    bounds = tenure.bounds
    first = bounds.start_earliest or bounds.start_latest or bounds.end_earliest or bounds.end_latest or "9999"
    return (first, bounds.end_latest or "9999", tenure.id)


def when(bounds: Bounds) -> str:
    """The bounds of a tenure in words; what is unknown is said to be."""
    start, end = bounds.since and f"since {bounds.since}", bounds.until and f"until {bounds.until}"
    if not start:
        start = bounds.start_latest and f"since {bounds.start_latest} or earlier"
    if not end:
        end = bounds.end_latest and f"until {bounds.end_latest} or earlier"
    if not start and not end:
        return "dates unknown"
    return ", ".join((start or "start unknown", end or "end unknown"))
