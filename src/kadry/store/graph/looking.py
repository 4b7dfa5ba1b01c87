"""Parts of the graph that a question about one person, body, post or stretch of days needs, and no more of it."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from msgspec import Struct

from kadry.document import Header
from kadry.graph import Body, Decision, Dossier, Event, Structure, Succession, Telling, Thing
from kadry.moments import lives, marked
from kadry.store.graph.reading import Reader

_IN_GRAPH = """EXISTS (SELECT 1 FROM graph_edition JOIN edition ON edition.id = graph_edition.edition
    WHERE edition.document = document.id AND (EXISTS (SELECT 1 FROM graph_fact WHERE edition = edition.id)
    OR EXISTS (SELECT 1 FROM graph_scene WHERE edition = edition.id)))"""
_HEADER = """SELECT lower(hex(document.hash)), source, title, published, language FROM document
    JOIN edition ON edition.document = document.id JOIN graph_edition ON graph_edition.edition = edition.id
    WHERE document.hash = ?"""


class Sources(Struct, frozen=True):
    """The documents that some claims are from, and those of which they are reprints or that reprint them.

    copies: as in the graph, for these documents. groups: all documents of each group, by its first.
    """

    headers: dict[str, Header]
    copies: dict[str, str]
    groups: dict[str, tuple[str, ...]]

    def others(self, document: str) -> list[Header]:
        """The documents of the same group."""
        group = self.groups.get(self.copies.get(document, document), ())
        return [self.headers[other] for other in group if other != document]


class Scene(Struct, frozen=True):
    """Relations, decisions, events and successions in which one person or body is named, each by id."""

    structures: tuple[Structure, ...] = ()
    decisions: tuple[Decision, ...] = ()
    events: tuple[Event, ...] = ()
    successions: tuple[Succession, ...] = ()


def scene_of(reader: Reader, entity: str, day: str | None = None) -> Scene:
    """What is around one person or body; day: only what was so on it (partial ISO date), marked."""
    hash = bytes.fromhex(entity)
    structures = _relations(reader, entity)
    decisions = [
        one
        for one in reader.things_of(Decision, hash)
        if entity == one.issuer or any(effect.entity == entity for effect in one.effects)
    ]
    events = [one for one in reader.things_of(Event, hash) if any(part.entity == entity for part in one.parts)]
    at_posts = reader.things_of(Succession, hash)
    successions = [one for one in at_posts if entity in (one.person, one.predecessor, one.body)]
    if day is None:
        return Scene(tuple(structures), tuple(decisions), tuple(events), tuple(successions))
    bodies = {body for one in structures for body in (one.body, one.other)} | {one.body or "" for one in successions}
    bodies.discard("")
    lasting = lives(one for body in bodies for one in _relations(reader, body))
    return Scene(
        tuple(marked(structures, day, lasting)),
        tuple(marked(decisions, day, lasting)),
        tuple(marked(events, day, lasting)),
        tuple(marked(successions, day, lasting)),
    )


def _relations(reader: Reader, body: str) -> list[Structure]:
    return [one for one in reader.things_of(Structure, bytes.fromhex(body)) if body in (one.body, one.other)]


def members(reader: Reader, body: str) -> Iterator[Dossier]:
    """What is known of each person in one body, by id; the person's other bodies are left out."""
    query = """SELECT DISTINCT person FROM graph_fact WHERE post IN (SELECT id FROM graph_post
        WHERE body = (SELECT id FROM graph_entity WHERE hash = ?))"""
    for one in reader.dossiers_of(_rows(reader, query, bytes.fromhex(body))):
        holdings = tuple(holding for holding in one.holdings if holding.body.id == body)
        yield Dossier(one.person, holdings, tuple(other for other in one.others if other.body.id == body))


def holders(reader: Reader, post: str) -> Iterator[Dossier]:
    """What is known of each person who has held one post, by id."""
    query = "SELECT DISTINCT person FROM graph_tenure WHERE post = (SELECT id FROM graph_post WHERE hash = ?)"
    return reader.dossiers_of(_rows(reader, query, bytes.fromhex(post)))


def told_since(reader: Reader, day: str) -> Iterator[Dossier]:
    """What is known of each person of whom a document speaks that was not published before a day, by id."""
    query = """SELECT DISTINCT person FROM graph_fact JOIN edition ON edition.id = graph_fact.edition
        WHERE first_day(published) >= ?"""
    return reader.dossiers_of(_rows(reader, query, day))


def told_at(reader: Reader, address: str) -> Iterator[Dossier]:
    """What is known of each person of whom a document at an address speaks, by id."""
    query = """SELECT DISTINCT person FROM graph_fact WHERE edition IN (SELECT id FROM edition
        WHERE document IN (SELECT id FROM document WHERE source = ?))"""
    return reader.dossiers_of(_rows(reader, query, address))


def things_since(reader: Reader, day: str) -> Iterator[Thing]:
    """Each relation, decision, event and succession of which a document tells that was not published before a day."""
    return reader.things_in("SELECT id FROM edition WHERE first_day(published) >= ?", day)


def things_at(reader: Reader, address: str) -> Iterator[Thing]:
    """Each relation, decision, event and succession of which a document at an address tells."""
    documents = "SELECT id FROM document WHERE source = ?"
    return reader.things_in(f"SELECT id FROM edition WHERE document IN ({documents})", address)


def knows(reader: Reader, thing: Thing, told: Iterable[Telling]) -> bool:
    """Whether the graph has a thing, or one of the claims that tell of it."""
    run = reader.connection.execute
    if run("SELECT 1 FROM graph_record WHERE hash = ?", (bytes.fromhex(thing.id),)).fetchone() is not None:
        return True
    query = """SELECT 1 FROM document JOIN edition ON edition.document = document.id
        JOIN scene ON scene.edition = edition.id JOIN graph_scene ON graph_scene.claim = scene.id
        WHERE document.hash = ? AND scene.hash = ?"""
    keys = ((bytes.fromhex(one.claim.document), bytes.fromhex(one.claim.id)) for one in told)
    return any(run(query, key).fetchone() is not None for key in keys)


def followed(reader: Reader, body: str) -> tuple[list[Body], list[Body]]:
    """The bodies that followed one, and those that it follows."""
    found = reader.body(body)
    later = [reader.body(id) for id in found.followed_by] if found is not None else []
    query = "SELECT lower(hex(hash)) FROM graph_entity WHERE known IS NOT NULL AND followed LIKE ?"
    earlier = [reader.body(id) for (id,) in reader.connection.execute(query, (f'%"{body}"%',))]
    return [one for one in later if one is not None], [one for one in earlier if one is not None]


def sources(reader: Reader, documents: Collection[str]) -> Sources:
    """What is known of some documents of the graph, and of their reprints."""
    groups = {min(group): tuple(group) for id in sorted(set(documents)) if len(group := _group(reader, id)) > 1}
    wanted = {*documents, *(id for group in groups.values() for id in group)}
    headers = {id: _header(reader, id) for id in sorted(wanted)}
    copies = {id: first for first, group in groups.items() for id in group if id != first}
    return Sources(headers, copies, groups)


def _group(reader: Reader, document: str) -> list[str]:
    """The documents that are one source with one, itself among them, sorted."""
    first = "SELECT first FROM view_copy WHERE document = (SELECT id FROM document WHERE hash = ?)"
    found = reader.connection.execute(first, (bytes.fromhex(document),)).fetchone()
    if found is None:
        return [document]
    among = "SELECT document FROM view_copy WHERE first = :first AND document <> first UNION SELECT :first"
    query = f"SELECT lower(hex(hash)) FROM document WHERE id IN ({among}) AND {_IN_GRAPH} ORDER BY hash"
    return [id for (id,) in reader.connection.execute(query, {"first": found[0]})]


def _rows(reader: Reader, query: str, *values: Any) -> list[int]:
    return [row for (row,) in reader.connection.execute(query, values)]


def _header(reader: Reader, document: str) -> Header:
    id, source, title, published, language = reader.connection.execute(_HEADER, (bytes.fromhex(document),)).fetchone()
    return Header(id=id, source=source, title=title, published=published, language=language)
