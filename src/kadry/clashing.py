"""Contradictions of single people and bodies, found without going through the rest of the graph."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kadry.analysis.clashes import Contradiction, is_single, own_contradictions, rival, rival_holders
from kadry.graph import Dossier, Holding, Statement
from kadry.store.graph.looking import holders, sources

if TYPE_CHECKING:
    from kadry.store.graph.reading import Reader


def contradictions_of(reader: "Reader", dossiers: Iterable[Dossier]) -> Iterator[Contradiction]:
    """The contradictions about people in the posts that their dossiers hold, as those of the whole graph have them.

    Those of one person come first, then for each post who is said to have held it at once: one of these people with
    another of them, or with anybody else.
    """
    posts: dict[str, Holding] = {}
    people: set[str] = set()
    for dossier in dossiers:
        people.add(dossier.person.id)
        yield from own_contradictions(dossier, sources(reader, documents([dossier])).copies)
        posts |= {one.post.id: one for one in dossier.holdings if is_single(one.post, one.body)}
    for _, holding in sorted(posts.items()):
        for found in _rivals(reader, holding):
            if not people.isdisjoint(found.person_ids):
                yield found


def documents(dossiers: Iterable[Dossier]) -> list[str]:
    """The ids of the documents that dossiers rest on."""
    return [statement.claim.document for statement in statements(dossiers)]


def statements(dossiers: Iterable[Dossier]) -> Iterator[Statement]:
    """The statements of dossiers."""
    for dossier in dossiers:
        for holding in dossier.holdings:
            yield from holding.statements
        yield from (other.statement for other in dossier.others)


def telling(reader: "Reader", found: Contradiction, known: Sequence[Dossier]) -> list[Statement]:
    """The statements that contradict; known: dossiers that are at hand."""
    missing = set(found.person_ids) - {dossier.person.id for dossier in known}
    others = [dossier for id in sorted(missing) if (dossier := reader.dossier(id)) is not None]
    wanted = set(found.claims)
    told = {one.claim.id: one for one in statements([*known, *others]) if one.claim.id in wanted}
    return [told[claim] for claim in found.claims]


def _rivals(reader: "Reader", holding: Holding) -> Iterator[Contradiction]:
    held = list(holders(reader, holding.post.id))
    copies = sources(reader, documents(held)).copies
    rivals = [rival(one.person, own, copies) for one in held for own in one.holdings if own.post.id == holding.post.id]
    return rival_holders(holding.post, holding.body, (one for one in rivals if one.stretches))
