"""A person's or body's dossier as lines of text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kadry.authority import iri
from kadry.claim import Chain
from kadry.cli.screen import printable
from kadry.document import Header
from kadry.graph import Body, Bounds, Graph, Statement, Tenure
from kadry.lookup import Entity

_EFFECTS = {"denies": "denied", "plans": "planned", "reports": "reported only"}
_ID = 12


def dossier(graph: Graph, entity: Entity) -> Iterator[str]:
    """Names, tenures with their bounds, each with the sentences that it rests on, and where the entity is mentioned."""
    yield f"{printable(entity.name)}  ({entity.type} {entity.id})"
    others = [printable(name) for name in entity.names if name != entity.name]
    if others:
        yield f"also: {'; '.join(others)}"
    yield from map(_identified, entity.identities)
    yield from _lineage(graph, entity)
    view = _View(graph)
    own = (s for s in graph.statements if entity.id in (s.person, view.posts[s.post].body))
    told = sorted(own, key=lambda statement: statement.claim.id)
    tenures = [t for t in graph.tenures if entity.id in (t.person, view.posts[t.post].body)]
    for tenure in sorted(tenures, key=_by_date):
        yield ""
        yield f"{view.heading(tenure.person, tenure.post, entity)}{_acting(tenure)}, {when(tenure.bounds)}"
        behind = [s for s in told if s.tenure == tenure.id]
        yield f"  {_counted(tenure, behind)}, confidence {tenure.confidence:.4f}"
        yield from view.evidence(behind)
    loose = [s for s in told if s.tenure is None]
    for statement in loose:
        yield ""
        yield f"not held, {_EFFECTS[statement.effect]}: {view.heading(statement.person, statement.post, entity)}"
        yield from view.evidence([statement])
    if not entity.mentioned:
        yield "no document mentions it; an authority file names it"
        return
    if not tenures and not loose:
        yield "no claim says anything about it; it is only mentioned"
    yield from ("", "mentioned in:", *(f"  {chain.key}  {printable(chain.head.normal)}" for chain in entity.mentioned))


def _identified(chain: Chain) -> str:
    """An outside identity with the names that its file gives; they are no source of what stands above or below."""
    names = "; ".join(printable(mention.normal) for mention in chain.mentions)
    return f"same as: {iri(chain.authority or '')}  ({names})"


def _lineage(graph: Graph, entity: Entity) -> Iterator[str]:
    """The bodies that followed this one, and those that it follows."""
    if entity.type != "body":
        return
    later = {id for body in graph.bodies if body.id == entity.id for id in body.followed_by}
    yield from _named("followed by", (body for body in graph.bodies if body.id in later))
    yield from _named("follows", (body for body in graph.bodies if entity.id in body.followed_by))


def _named(label: str, bodies: Iterable[Body]) -> Iterator[str]:
    shown = [f"{printable(body.name)} (body {body.id[:_ID]})" for body in sorted(bodies, key=lambda b: (b.name, b.id))]
    if shown:
        yield f"{label}: {'; '.join(shown)}"


class _View:
    """A graph by its ids."""

    def __init__(self, graph: Graph) -> None:
        self.posts = {post.id: post for post in graph.posts}
        self._names = {p.id: p.name for p in graph.persons} | {b.id: b.name for b in graph.bodies}
        self._documents = {header.id: header for header in graph.documents}
        self._first = graph.copies
        self._groups: dict[str, list[str]] = defaultdict(list)
        for header in graph.documents:
            self._groups[graph.copies.get(header.id, header.id)].append(header.id)

    def heading(self, person: str, post: str, entity: Entity) -> str:
        """Role and the other side: the body in a person's dossier, the person in a body's."""
        role = self.posts[post].role or "(no role stated)"
        body = self._names[self.posts[post].body] or "(no body stated)"
        return printable(f"{role} · {body}" if entity.id == person else f"{role} · {self._names[person]}")

    def evidence(self, statements: Iterable[Statement]) -> Iterator[str]:
        """Each claim's sentence, where it stands, and the rules that found it."""
        for statement in statements:
            claim = statement.claim
            rules = ", ".join(support.rule for support in claim.supports)
            marks = [claim.status, claim.change, "reported" if claim.reported else None, rules]
            yield f"  «{printable(claim.evidence.text)}»"
            yield f"    {_cited(self._documents[claim.document])}"
            yield from self._reprints(claim.document)
            stated = ", ".join(mark for mark in marks if mark)
            yield f"    claim {claim.id[:_ID]}, {stated}, confidence {claim.confidence:.2f}"

    def _reprints(self, document: str) -> Iterator[str]:
        """Where else the same text stands, more or less."""
        group = self._groups[self._first.get(document, document)]
        others = [self._documents[other] for other in group if other != document]
        if others:
            places = (f"{header.source or 'no address'} (document {header.id[:_ID]})" for header in others)
            yield f"    one source with {printable('; '.join(places))}"


def _counted(tenure: Tenure, statements: Iterable[Statement]) -> str:
    addresses = len({statement.claim.document for statement in statements})
    return f"{_many(tenure.sources, 'source')} ({_many(addresses, 'address', 'es')})"


def _many(number: int, word: str, ending: str = "s") -> str:
    return f"{number} {word}{'' if number == 1 else ending}"


def _cited(header: Header) -> str:
    parts = [header.title, header.source, header.published or "no date", f"document {header.id[:_ID]}"]
    return printable(" · ".join(part for part in parts if part))


def _acting(tenure: Tenure) -> str:
    return " (acting)" if tenure.acting else ""


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
