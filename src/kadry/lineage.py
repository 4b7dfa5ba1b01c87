"""Lineage: renamed and successor bodies stay two nodes, and the earlier one says which followed it (docs/lineage.md).

Who follows whom is a fact of the table of known bodies, not of a document. It changes no node, id, post or tenure.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kadry.graph import Body
from kadry.russian.bodynames import body_name
from kadry.russian.onomastics.bodies import EVERY, HEIRS, INTERNATIONAL, known, successors


class Identity(Struct, frozen=True, order=True):
    """What tells a known body: its canonical name and its country, which is "" for an international one."""

    name: str
    country: str


def followers(own: Mapping[str, frozenset[Identity]]) -> dict[str, tuple[str, ...]]:
    """The followers of each body that has some, by the ids of bodies with their identities."""
    bearers = _bearers(own)
    found = {id: _followers(id, meant, bearers) for id, meant in own.items() if meant}
    return {id: later for id, later in found.items() if later}


def identities(body: Body) -> frozenset[Identity]:
    """The known bodies that a body's names mean; none where they state two countries.

    A name that has other readings (``?`` in the table) means nothing here.
    """
    names = {body_name(form, body.country or "", alone=True) for form in body.names}
    stated = {name.country for name in names if name.country}
    if len(stated) > 1:
        return frozenset()
    country = next(iter(stated), body.country or "")
    return frozenset(
        Identity(name.words[0], "" if name.scope == INTERNATIONAL else country)
        for name in names
        if name.scope == INTERNATIONAL or (name.scope and country and not name.local)
    )


def _bearers(own: Mapping[str, frozenset[Identity]]) -> dict[Identity, str]:
    """The id of the only body that is each identity."""
    found: dict[Identity, str | None] = {}
    for id, meant in own.items():
        for identity in meant:
            found[identity] = None if identity in found else id
    return {identity: id for identity, id in found.items() if id is not None}


def _followers(id: str, meant: frozenset[Identity], bearers: Mapping[Identity, str]) -> tuple[str, ...]:
    """The ids of the first bodies of the graph on every way through the table, other than the body itself."""
    found: set[str] = set()
    seen = set(meant)
    ahead = list(meant)
    while ahead:
        for choices in _later(ahead.pop()):
            present = next((bearers[choice] for choice in choices if choice in bearers), None)
            if present is not None:
                found.add(present)
            else:
                ahead += [choice for choice in choices if choice not in seen]
                seen.update(choices)
    return tuple(sorted(found - {id}))


def _later(earlier: Identity) -> Iterator[tuple[Identity, ...]]:
    """What each later name of the table may be, the nearest first: a kind that every country has may be the heir's."""
    for name in successors().get(earlier.name, ()):
        target = (known(name, earlier.country) if earlier.country else None) or known(name)
        if target is None:
            continue
        if target.scope == EVERY:
            states = (earlier.country, HEIRS.get(earlier.country, earlier.country))
            yield tuple(Identity(target.name, state) for state in dict.fromkeys(states))
        else:
            yield (Identity(target.name, "" if target.scope == INTERNATIONAL else target.scope),)
