"""Contradictions: what documents say that cannot all be true. Chosen for precision: a gap in the texts is none.

"two holders": of a post that one person holds at a time, two are said to hold it at once. "dates": claims of one
person to one post put a start, or an end, on days that exclude each other. "denied": one source denies a post that
another asserts. docs/analysis.md says what counts as known and what as possible.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from kadry.analysis.datings import clashing_dates
from kadry.analysis.denials import denied
from kadry.analysis.stretches import Stretch, collide, stretches
from kadry.fold import fold
from kadry.graph import Body, Certainty, Dossier, Graph, Holding, Person, Post, Tenure
from kadry.russian.seats import one_holder

Kind = Literal["two holders", "dates", "denied"]


class Contradiction(Struct, frozen=True, kw_only=True):
    """A contradiction about one post.

    certainty: "known" where no reading of the dates avoids it, "possible" where one does that is unlikely. dates: for
    "dates" those that clash, as written; for "denied" the day of the denial; for "two holders" the first and last day
    on which both are said to hold the post. people: persons' names in the order of person_ids. claims: all that say so.
    """

    kind: Kind
    certainty: Certainty
    person_ids: tuple[str, ...]
    people: tuple[str, ...]
    post_id: str
    role: str | None
    body_id: str
    body: str
    dates: tuple[str, ...]
    tenures: tuple[str, ...]
    claims: tuple[str, ...]


class Rival(Struct, frozen=True):
    """One who has held a post that one person holds at a time, and on which days sources say so."""

    person: Person
    tenure: Tenure
    stretches: tuple[Stretch, ...]


def contradictions(graph: Graph) -> Iterator[Contradiction]:
    """All of a graph: first what is said of one person, by person id, then who held one post at once, by post id.

    Two passes over the dossiers; of a large graph only the tenures of posts with several holders are kept.
    """
    posts = _Posts()
    for dossier in graph.dossiers():
        yield from own_contradictions(dossier, graph.copies)
        posts.note(dossier)
    rivals: dict[str, list[Rival]] = defaultdict(list)
    places: dict[str, tuple[Post, Body]] = {}
    for dossier in graph.dossiers():
        for holding in dossier.holdings:
            if posts.contested(holding.post):
                places[holding.post.id] = holding.post, holding.body
                rivals[holding.post.id].append(rival(dossier.person, holding, graph.copies))
    for id in sorted(rivals):
        yield from rival_holders(*places[id], rivals[id])


def own_contradictions(dossier: Dossier, copies: Mapping[str, str]) -> Iterator[Contradiction]:
    """What is said of one person: clashing dates and denials; copies as in the graph."""
    for holdings in _same_posts(dossier):
        for clash in clashing_dates(statement.claim for holding in holdings for statement in holding.statements):
            clashing = [holding for holding in holdings if not clash.claims.isdisjoint(holding.tenure.claims)]
            yield _own("dates", clash.certainty, dossier.person, clashing, clash.dates, clash.claims)
    for other in dossier.others:
        days = tuple(filter(None, (other.statement.claim.observed,)))
        for holding in dossier.holdings:
            if denial := denied(other, holding, copies):
                yield _own("denied", denial.certainty, dossier.person, [holding], days, denial.claims)


def rival(person: Person, holding: Holding, copies: Mapping[str, str]) -> Rival:
    """A holder of a post with the days that the holding's statements give; copies as in the graph."""
    return Rival(person, holding.tenure, tuple(sorted(set(stretches(holding.statements, copies)))))


def rival_holders(post: Post, body: Body, rivals: Iterable[Rival]) -> Iterator[Contradiction]:
    """Who is said to have held a post at once, if one person holds it at a time; rivals: all that ever held it.

    Who acts for a holder is no rival of the holder, but of whoever else acts for them.
    """
    if post.role is None or body.unspecified or not one_holder(post.role, body.name, body.country):
        return
    groups: dict[bool, list[Rival]] = defaultdict(list)
    for rival in rivals:
        groups[rival.tenure.acting].append(rival)
    for acting in sorted(groups):
        yield from _colliding(post, body, groups[acting])


def _same_posts(dossier: Dossier) -> list[list[Holding]]:
    """The holdings by post, those of acting holders apart: claims that clash may have been taken for two terms."""
    groups: dict[tuple[str, bool], list[Holding]] = defaultdict(list)
    for holding in dossier.holdings:
        groups[holding.post.id, holding.tenure.acting].append(holding)
    return [groups[key] for key in sorted(groups)]


class _Posts:
    """The posts on which a look is worth while: several have held them, and somebody for a stated stretch of time."""

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._several: set[str] = set()
        self._dated: set[str] = set()

    def note(self, dossier: Dossier) -> None:
        """Take a person's posts."""
        held = {holding.post.id for holding in dossier.holdings}
        self._several |= held & self._met
        self._met |= held
        self._dated |= {
            holding.post.id
            for holding in dossier.holdings
            if any(stretch.stated for stretch in stretches(holding.statements, {}))
        }

    def contested(self, post: Post) -> bool:
        """Whether two may have held it at once."""
        return post.id in self._several and post.id in self._dated


def _colliding(post: Post, body: Body, rivals: Sequence[Rival]) -> Iterator[Contradiction]:
    ordered = sorted(rivals, key=lambda rival: (rival.person.id, rival.tenure.id))
    for place, left in enumerate(ordered):
        for right in ordered[place + 1 :]:
            if left.person.id != right.person.id and (found := collide(left.stretches, right.stretches)):
                # two with a word of their names in common may be one whom nothing has joined yet
                certainty: Certainty = "possible" if _alike(left.person, right.person) else found.certainty
                yield Contradiction(
                    kind="two holders",
                    certainty=certainty,
                    person_ids=(left.person.id, right.person.id),
                    people=(left.person.name, right.person.name),
                    post_id=post.id,
                    role=post.role,
                    body_id=body.id,
                    body=body.name,
                    dates=(found.first, found.last),
                    tenures=(left.tenure.id, right.tenure.id),
                    claims=tuple(sorted(found.claims)),
                )


def _alike(left: Person, right: Person) -> bool:
    return not _words(left).isdisjoint(_words(right))


def _words(person: Person) -> frozenset[str]:
    return frozenset(word for name in (person.name, *person.names) for word in fold(name).split())


def _own(
    kind: Kind,
    certainty: Certainty,
    person: Person,
    holdings: Sequence[Holding],
    dates: tuple[str, ...],
    claims: Collection[str],
) -> Contradiction:
    post, body = holdings[0].post, holdings[0].body
    return Contradiction(
        kind=kind,
        certainty=certainty,
        person_ids=(person.id,),
        people=(person.name,),
        post_id=post.id,
        role=post.role,
        body_id=body.id,
        body=body.name,
        dates=dates,
        tenures=tuple(holding.tenure.id for holding in holdings),
        claims=tuple(sorted(claims)),
    )
