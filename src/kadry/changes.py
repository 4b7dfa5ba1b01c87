"""What documents published since a day, and people's words since then, have changed in the graph.

What was known by the eve of the day is compared with what is known now. An undated document, and one whose date may be
earlier or later than the day, is on neither side: what only it says is no change, and makes nothing known before.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, get_args

from msgspec import Struct, structs

from kadry.bounds import first_day, last_day
from kadry.clashing import contradictions_of, documents, statements, telling
from kadry.document import Header
from kadry.errors import UsageError
from kadry.fold import fold
from kadry.graph import (
    Body,
    Decision,
    Dossier,
    Event,
    Holding,
    Person,
    Post,
    Statement,
    Structure,
    Succession,
    Telling,
    Thing,
)
from kadry.graphing import reading
from kadry.novelties import Novelty, involved, named, novelties
from kadry.store.graph.looking import sources, told_at, told_since

if TYPE_CHECKING:
    from kadry.store import Store
    from kadry.store.graph.reading import Reader
    from kadry.store.graph.refresh import Tell

Kind = Literal[
    "appointed", "left", "new", "related", "decided", "happened", "succeeded", "over", "merged", "contradicted"
]


_KINDS: Mapping[type, Kind] = {Structure: "related", Decision: "decided", Event: "happened", Succession: "succeeded"}


class Evidence(Struct, frozen=True):
    """A sentence that says so, with the claim and the document that it is from."""

    claim: str
    sentence: str
    document: str
    title: str | None
    source: str | None
    published: str | None


class Change(Struct, frozen=True, kw_only=True):
    """One thing that has changed.

    day: of publication of the first document that says so, as written, or of the judgement. ids, names: the people; of
    "merged" those who became one, as they were known before, or the keys that were judged. since, until: of the tenure.
    known, person_known: whether the tenure, the person were known before. why: the kind of contradiction, or whose word
    it was. dates: those that contradict, or of what happened. thing_id, thing: the relation, decision, event or
    succession, and what it is; ids, names: the persons and bodies in it. evidence: by date of publication.
    """

    kind: Kind
    day: str | None
    ids: tuple[str, ...]
    names: tuple[str, ...]
    role: str | None = None
    body: str | None = None
    post_id: str | None = None
    body_id: str | None = None
    tenure_id: str | None = None
    acting: bool = False
    since: str | None = None
    until: str | None = None
    known: bool | None = None
    person_known: bool | None = None
    why: str | None = None
    certainty: str | None = None
    dates: tuple[str, ...] = ()
    thing_id: str | None = None
    thing: str | None = None
    evidence: tuple[Evidence, ...] = ()


def changes(store: "Store", since: str, until: str | None = None, tell: "Tell | None" = None) -> list[Change]:
    """All changes since a day and, where given, until another (partial ISO dates), sorted by day, kind and names.

    Raises UsageError for what is no date, and for a stretch that ends before it begins.
    """
    first = first_day(since)
    if first is None or (until is not None and last_day(until) is None):
        raise UsageError(f"{since if first is None else until!r} is no date; write 2025, 2025-03 or 2025-03-14")
    if first < "0002" or (last_day(until) or first) < first:
        raise UsageError(f"{since} to {until}: no document was published in such a stretch of days")
    eve = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    with reading(store, known_at=eve, tell=tell) as before, reading(store, known_at=until, tell=tell) as now:
        found = [*_told(before, now, first), *_merged(before, now, first), *_judged(now, first, until)]
        found += map(partial(_novelty, now), novelties(before, now, first))
        return sorted([*found, *_contradicted(now, first)], key=_order)


def _order(change: Change) -> tuple[object, ...]:
    places = (
        change.role or "",
        change.body or "",
        change.tenure_id or "",
        change.post_id or "",
        change.dates,
        change.thing_id or "",
    )
    return change.day or "", get_args(Kind).index(change.kind), change.names, change.ids, *places, change.evidence


class _Fresh:
    """The statements of some dossiers that documents since a day make."""

    def __init__(self, reader: "Reader", dossiers: Sequence[Dossier], first: str) -> None:
        self.headers = sources(reader, documents(dossiers)).headers
        self._first = first

    def among(self, some: Iterable[Statement]) -> list[Statement]:
        """Those of some statements, by date of publication."""
        fresh = [one for one in some if self.is_fresh(one)]
        return sorted(fresh, key=lambda one: (self._day(one), one.claim.document, one.claim.id))

    def is_fresh(self, statement: Statement) -> bool:
        """Whether its document was surely published since the day."""
        return self._day(statement) >= self._first

    def addresses(self, dossier: Dossier) -> set[str]:
        """Where they were published."""
        found = {self.headers[one.claim.document].source for one in self.among(statements([dossier]))}
        return {address for address in found if address is not None}

    def _day(self, statement: Statement) -> str:
        return first_day(self.headers[statement.claim.document].published) or ""


def _told(before: "Reader", now: "Reader", first: str) -> Iterator[Change]:
    """Who was appointed, who left, and what is new."""
    for dossier in told_since(now, first):
        fresh = _Fresh(now, [dossier], first)
        own = dossier.person
        old = _former(before, own, fresh.addresses(dossier))
        some = [change for holding in dossier.holdings for change in _held(own, holding, _Past(dossier, old), fresh)]
        said = fresh.among(other.statement for other in dossier.others)
        if not old and not some and said:
            other = next(other for other in dossier.others if other.statement is said[0])
            some = [_change("new", own, other.post, other.body, said, fresh.headers, person_known=False)]
        yield from some


def _former(before: "Reader", person: Person, addresses: Iterable[str]) -> list[Dossier]:
    """Those as whom a person was known, also in texts that newer ones at the same addresses have replaced since."""
    found = {id: one for id in (person.id, *person.replaced) if (one := before.dossier(id)) is not None}
    for address in sorted(addresses):
        alike = (one for one in told_at(before, address) if _share(one.person.names, person.names))
        found |= {one.person.id: one for one in alike}
    return list(found.values())


def _share(left: Iterable[str], right: Iterable[str]) -> bool:
    return not set(map(fold, left)).isdisjoint(map(fold, right))


class _Past:
    """What was known of a person: the dossiers of all that the person was taken for."""

    def __init__(self, now: Dossier, before: Sequence[Dossier]) -> None:
        self.is_known = bool(before)
        self._held = [holding for dossier in before for holding in dossier.holdings]
        self._claims = {claim for holding in now.holdings for claim in holding.tenure.claims}

    def of(self, holding: Holding) -> list[Holding]:
        """What was known of a tenure.

        It shares a claim; or it is of the same post, and none of its claims is left, since their document was replaced.
        """
        own = set(holding.tenure.claims)
        return [
            one
            for one in self._held
            if not own.isdisjoint(one.tenure.claims)
            or (_is_same(one, holding) and self._claims.isdisjoint(one.tenure.claims))
        ]


def _is_same(old: Holding, new: Holding) -> bool:
    """Whether two are of one post, even if the body has another id by now."""
    bodies = old.body.id in (new.body.id, *new.body.replaced) or _share(old.body.names, new.body.names)
    roles = {fold(post.role or "") for post in (old.post, new.post)}
    return bodies and len(roles) == 1 and old.tenure.acting == new.tenure.acting


def _held(person: Person, holding: Holding, past: _Past, fresh: _Fresh) -> Iterator[Change]:
    said = fresh.among(holding.statements)
    if not said:
        return
    before = past.of(holding)
    begun = any(one.effect == "starts" for old in before for one in old.statements)
    over = any(old.tenure.over for old in before)
    starts = [] if begun else [one for one in said if one.effect == "starts"]
    # a tenure that nobody knew of, called former now, may have ended at any time
    ends = [] if over else [one for one in said if one.effect == "ends" and (before or one.claim.change)]
    news = said if not before and not starts and not ends else []
    parts: tuple[tuple[Kind, list[Statement]], ...] = (("appointed", starts), ("left", ends), ("new", news))
    for kind, told in parts:
        if told:
            change = _change(kind, person, holding.post, holding.body, told, fresh.headers, person_known=past.is_known)
            tenure, bounds = holding.tenure, holding.tenure.bounds
            added = {"tenure_id": tenure.id, "since": bounds.since, "until": bounds.until, "acting": tenure.acting}
            yield structs.replace(change, **added, known=bool(before))


def _change(
    kind: Kind,
    person: Person,
    post: Post,
    body: Body,
    said: Sequence[Statement],
    headers: dict[str, Header],
    *,
    person_known: bool,
) -> Change:
    told = _evidence(said, headers)
    return Change(
        kind=kind,
        day=told[0].published,
        ids=(person.id,),
        names=(person.name,),
        role=post.role,
        body=body.name,
        post_id=post.id,
        body_id=body.id,
        person_known=person_known,
        evidence=told,
    )


def _novelty(now: "Reader", one: Novelty) -> Change:
    """What is around the posts: a relation, decision, event or succession."""
    thing, told = one.thing, _evidence(one.told, one.headers)
    at_post: dict[str, Any] = {}
    if isinstance(thing, Succession):
        body = now.body(thing.body) if thing.body is not None else None
        names = {"role": thing.role, "body": body.name if body else None}
        at_post = {"post_id": thing.post, "body_id": thing.body, **names}
    return Change(
        kind="over" if one.over else _KINDS[type(thing)],
        day=told[0].published,
        ids=involved(thing),
        names=named(now, thing),
        dates=() if thing.date is None else (thing.date,),
        thing_id=thing.id,
        thing=_called(thing),
        evidence=told,
        **at_post,
    )


def _called(thing: Thing) -> str:
    """What a relation, decision, event or succession is."""
    match thing:
        case Structure():
            return thing.relation
        case Decision():
            number, title = thing.number and f"№ {thing.number}", thing.title and f"«{thing.title}»"
            return " ".join(filter(None, (thing.type, number, title)))
        case Event():
            title = thing.title or thing.names[0]
            return title if fold(thing.type) in fold(title) else f"{thing.type} {title}"
    return "vacant" if thing.person is None else "succession"


def _evidence(said: Iterable[Statement | Telling], headers: Mapping[str, Header]) -> tuple[Evidence, ...]:
    def one(statement: Statement | Telling) -> Evidence:
        claim, header = statement.claim, headers[statement.claim.document]
        return Evidence(claim.id, claim.evidence.text, header.id, header.title, header.source, header.published)

    return tuple(map(one, said))


def _merged(before: "Reader", now: "Reader", first: str) -> Iterator[Change]:
    """Who and what became one by what documents say; the ids of all that was known before are held."""
    known = {one.id for part in (before.persons(), before.bodies()) for one in part}
    for part in (now.persons(), now.bodies()):
        for one in part:
            parts = [id for id in (one.id, *one.replaced) if id in known]
            if len(parts) > 1:
                yield _joined(before, now, one, parts, first)


def _joined(before: "Reader", now: "Reader", one: Person | Body, parts: Sequence[str], first: str) -> Change:
    dossier = now.dossier(one.id)
    fresh = _Fresh(now, [dossier] if dossier else [], first)
    held = [statement for holding in dossier.holdings for statement in holding.statements] if dossier else []
    told = _evidence(fresh.among(held), fresh.headers)
    names = tuple(name for id in parts if (name := _name(before, id)) is not None)
    return Change(kind="merged", day=told[0].published if told else None, ids=tuple(parts), names=names, evidence=told)


def _name(reader: "Reader", id: str) -> str | None:
    dossier = reader.dossier(id)
    found = reader.body(id) if dossier is None else dossier.person
    return None if found is None else found.name


def _judged(now: "Reader", first: str, until: str | None) -> Iterator[Change]:
    """What people have said to be one."""
    finder = now.finder()
    for word in now.judgements():
        day = first_day(word.at) or ""
        if first <= day <= (last_day(until) or day):
            names = tuple(finder.name_of(key) or key for key in (word.left, word.right))
            why = f"judged by {word.by}" + (f": {word.reason}" if word.reason else "")
            yield Change(kind="merged", day=day, ids=(word.left, word.right), names=names, why=why)


def _contradicted(now: "Reader", first: str) -> Iterator[Change]:
    """Contradictions in which a claim of a document since the day takes part."""
    for found in contradictions_of(now, (_touched(now, one, first) for one in told_since(now, first))):
        said = telling(now, found, [])
        headers = sources(now, [statement.claim.document for statement in said]).headers
        told = sorted(
            _evidence(said, headers), key=lambda one: (first_day(one.published) or "", one.document, one.claim)
        )
        days = [one.published for one in told if (first_day(one.published) or "") >= first]
        if days:
            yield Change(
                kind="contradicted",
                day=days[0],
                ids=found.person_ids,
                names=found.people,
                role=found.role,
                body=found.body,
                post_id=found.post_id,
                body_id=found.body_id,
                why=found.kind,
                certainty=found.certainty,
                dates=found.dates,
                evidence=tuple(told),
            )


def _touched(now: "Reader", dossier: Dossier, first: str) -> Dossier:
    """Of a dossier only the posts of which documents since the day speak."""
    fresh = _Fresh(now, [dossier], first)
    posts = {one.post.id for one in dossier.holdings if fresh.among(one.statements)}
    posts |= {other.post.id for other in dossier.others if fresh.is_fresh(other.statement)}
    return Dossier(
        dossier.person,
        tuple(one for one in dossier.holdings if one.post.id in posts),
        tuple(other for other in dossier.others if other.post.id in posts),
    )
