"""What is around a person or body as lines of text: the tree of bodies, other relations, decisions, events, changes.

Successions are those that documents state; in what order tenures tell that a post was held is told by succession.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kadry.cli.evidence import evidence
from kadry.cli.screen import printable
from kadry.graph import Body, Certainty, Decision, Event, Outcome, Participant, Structure, Succession, Thing
from kadry.moments import lasts
from kadry.scenery import READS

if TYPE_CHECKING:
    from kadry.store.graph.looking import Scene
    from kadry.store.graph.reading import Reader

_ID = 12
_PART_OF = "part_of"
_HELD: dict[Certainty, str] = {"known": "held", "possible": "possibly held"}
_ORDER = ("asserted", "planned", "denied", "reported")


def scenery(reader: "Reader", entity: str, scene: "Scene", day: str | None = None) -> Iterator[str]:
    """Relations, then decisions, events and successions by date, each with the sentences that it rests on.

    day: that they are of.
    """
    yield from _Tree(reader, day).lines(entity, scene)
    for title, things in (("decisions:", scene.decisions), ("events:", scene.events)):
        if things:
            yield from ("", title)
        for one in sorted(things, key=_by_date):
            told = _decision(one) if isinstance(one, Decision) else _event(one)
            yield f"  {told}{_standing(one.standing)}{_on(one, day)}"
            yield from _involved(reader, one.effects if isinstance(one, Decision) else one.parts, entity)
            yield from _evidence(reader, one.id, "  ")
    if scene.successions:
        yield from ("", "successions:")
    for change in sorted(scene.successions, key=_by_date):
        yield f"  {_succession(reader, change)}{_standing(change.standing)}{_on(change, day)}"
        yield from _evidence(reader, change.id, "  ")


class _Tree:
    """The bodies above one and below it, each once, with the sentences by which they hang there."""

    def __init__(self, reader: "Reader", day: str | None) -> None:
        self._reader = reader
        self._day = day

    def lines(self, entity: str, scene: "Scene") -> Iterator[str]:
        """What a body belongs to, what belongs to it, then its other relations."""
        own = sorted(scene.structures, key=lambda one: (one.relation != _PART_OF, _ORDER.index(one.standing), one.id))
        for title, up in (("belongs to:", True), ("has as parts:", False)):
            if any(_steps(entity, own, up)):
                yield from ("", title)
                yield from self._branch(entity, own, up)
        others = [one for one in own if not _in_tree(one)]
        if others:
            yield from ("", "other relations:")
        for one in others:
            yield f"  {self._told(one, one.body == entity)}"
            yield from _evidence(self._reader, one.id, "  ")

    def _branch(self, body: str, own: Iterable[Structure], up: bool) -> Iterator[str]:
        """A chain may be longer than Python's stack is deep."""
        from kadry.store.graph.looking import scene_of

        seen, steps = {body}, [_steps(body, own, up)]
        while steps:
            one = next(steps[-1], None)
            if one is None:
                steps.pop()
                continue
            margin, next_one = "  " * len(steps), _side(one, not up)
            yield f"{margin}{self._told(one, up)}"
            yield from _evidence(self._reader, one.id, margin)
            if next_one not in seen:
                seen.add(next_one)
                steps.append(_steps(next_one, scene_of(self._reader, next_one, self._day).structures, up))

    def _told(self, one: Structure, forwards: bool) -> str:
        words, other = READS[one.relation][not forwards], self._reader.body(one.other if forwards else one.body)
        decision = self._reader.decision(one.decided_by) if one.decided_by is not None else None
        by = one.decision if decision is None else f"by {_decision(decision)} (decision {decision.id[:_ID]})"
        dates = filter(None, (one.date, "over" if one.over else None, by))
        told = printable(", ".join((f"{words} {_name(other)}", *dates)) + _standing(one.standing))
        return told + _on(one, self._day)


def held(certainty: Certainty | None, day: str) -> str:
    """The words for how surely something was so on a day."""
    return "" if certainty is None else f", {_HELD[certainty]} on {day}"


def _on(one: Thing, day: str | None) -> str:
    """What lasts was held on a day; what came about may have done so after it."""
    if day is None:
        return ""
    if lasts(one):
        return held(one.as_of, day)
    return f", possibly after {day}" if one.as_of == "possible" else ""


def _in_tree(one: Structure) -> bool:
    return one.relation == _PART_OF and one.standing == "asserted"


def _steps(body: str, own: Iterable[Structure], up: bool) -> Iterator[Structure]:
    return (one for one in own if _in_tree(one) and _side(one, up) == body)


def _side(one: Structure, first: bool) -> str:
    return one.body if first else one.other


def _name(body: Body | None) -> str:
    return "a body that nothing names" if body is None else f"{body.name} (body {body.id[:_ID]})"


def _standing(standing: str) -> str:
    return "" if standing == "asserted" else f", {standing} only"


def _by_date(one: Decision | Event | Succession) -> tuple[str, str]:
    return one.date or "9999", one.id


def _decision(one: Decision) -> str:
    number = f"№ {one.number}" if one.number else None
    title = f"«{one.title}»" if one.title else None
    return printable(" · ".join(filter(None, (one.date or "no date", one.type, number, title, one.issuer_name))))


def _event(one: Event) -> str:
    name = one.title or one.names[0]
    return printable(" · ".join(filter(None, (one.date or "no date", name, one.place))))


def _succession(reader: "Reader", one: Succession) -> str:
    """Date, post, and who came after whom; or since when it is vacant."""
    body = None if one.body is None else _name(reader.body(one.body))
    post = " · ".join(filter(None, (one.role or "(no role stated)", body)))
    before = None if one.predecessor is None else f"after {_person(reader, one.predecessor)}"
    if one.person is None:
        vacant = "vacant" if one.date is None else f"vacant since {one.date}"
        return printable(", ".join(filter(None, (f"{post}: {vacant}", before, "over" if one.over else None))))
    return printable(f"{one.date or 'no date'} · {post}: {_person(reader, one.person)} {before}")


def _person(reader: "Reader", id: str) -> str:
    found = reader.person(id)
    return f"{found.name if found else 'somebody'} (person {id[:_ID]})"


def _involved(reader: "Reader", involved: Sequence[Outcome | Participant], entity: str) -> Iterator[str]:
    """What a decision does and who takes which part; whose dossier it is needs no id."""
    for one in involved:
        how = one.result if isinstance(one, Outcome) else one.part.replace("_", "-")
        known = f" ({one.type} {one.entity[:_ID]})" if one.entity is not None and one.entity != entity else ""
        posts = _posts(reader, one) if isinstance(one, Outcome) and one.tenures else ()
        yield f"    {printable(', '.join((f'{how}: {one.name}{known}', *posts)))}"


def _posts(reader: "Reader", one: Outcome) -> Iterator[str]:
    """The posts of the tenures that a decision begins or ends."""
    dossier = reader.dossier(one.entity) if one.entity is not None else None
    for holding in dossier.holdings if dossier is not None else ():
        if holding.tenure.id in one.tenures:
            yield " · ".join((holding.post.role or "(no role stated)", holding.body.name or "(no body stated)"))


def _evidence(reader: "Reader", thing: str, margin: str) -> Iterator[str]:
    from kadry.store.graph.looking import sources

    told = reader.tellings_of(thing)
    found = sources(reader, [telling.claim.document for telling in told])
    yield from (f"{margin}{line}" for line in evidence(told, found))
