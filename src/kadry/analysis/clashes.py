"""Contradictions: what documents say that cannot all be true. Chosen for precision: a gap in the texts is none.

"two holders": of a post that one person holds at a time, two are said to hold it at once. "dates": claims of one
person to one post put a start, or an end, on days that exclude each other. "denied": one source denies a post that
another asserts. docs/analysis.md says what counts as known and what as possible.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Literal

from msgspec import Struct

from kadry.analysis.datings import clashing_dates
from kadry.analysis.denials import denied
from kadry.analysis.stretches import Stretch, collide, stretches, telling
from kadry.fold import fold
from kadry.graph import Body, Certainty, Dossier, Graph, Holding, Person, Post
from kadry.russian.namewords import is_initial
from kadry.russian.onomastics.people import given_forms, patronymic_stem
from kadry.russian.seats import may_have_one_holder, one_holder

MOST = 10_000  # posts whose holders are kept at a time: some 100 MB
_SEVERAL, _DATED = 1, 2
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

    person_id: str
    person: str
    names: str  # all of the person's, folded, with blanks between
    tenure: str
    acting: bool
    stretches: tuple[Stretch, ...]


def contradictions(graph: Graph) -> Iterator[Contradiction]:
    """All of a graph: first what is said of one person, by person id, then who held one post at once, by post id.

    Two passes over the dossiers, and one more for each ``MOST`` posts that several are said to have held; no more than
    that many are kept at a time.
    """
    posts = _Posts()
    for dossier in graph.dossiers():
        yield from own_contradictions(dossier, graph.copies)
        posts.note(dossier)
    parts = posts.contested // MOST + 1
    borders = ["", *(f"{part * 16**4 // parts:04x}" for part in range(1, parts)), None]  # ids are hexadecimal, and even
    for least, limit in pairwise(borders):
        yield from _rivals_between(graph, posts, least or "", limit)


def _rivals_between(graph: Graph, posts: "_Posts", least: str, limit: str | None) -> Iterator[Contradiction]:
    """The rivals for posts with ids from ``least`` up to ``limit``, by post id."""
    rivals: dict[str, list[Rival]] = defaultdict(list)
    places: dict[str, tuple[Post, Body]] = {}
    for dossier in graph.dossiers():
        for holding in dossier.holdings:
            post, body = holding.post, holding.body
            wanted = least <= post.id and (limit is None or post.id < limit)
            if wanted and posts.is_contested(post) and is_single(post, body):
                places[post.id] = post, body
                one = rival(dossier.person, holding, graph.copies)
                if one.stretches:
                    rivals[post.id].append(one)
    for id in sorted(rivals):
        yield from rival_holders(*places[id], rivals[id])


def own_contradictions(dossier: Dossier, copies: Mapping[str, str]) -> Iterator[Contradiction]:
    """What is said of one person: clashing dates and denials; copies as in the graph."""
    for holdings in _same_posts(dossier):
        claims = [statement.claim for holding in holdings for statement in holding.statements]
        for clash in clashing_dates(claims, copies):
            clashing = [holding for holding in holdings if not clash.claims.isdisjoint(holding.tenure.claims)]
            yield _own("dates", clash.certainty, dossier.person, clashing, clash.dates, clash.claims)
    for other in dossier.others:
        days = tuple(filter(None, (other.statement.claim.observed,)))
        for holding in dossier.holdings:
            if denial := denied(other, holding, copies):
                yield _own("denied", denial.certainty, dossier.person, [holding], days, denial.claims)


def rival(person: Person, holding: Holding, copies: Mapping[str, str]) -> Rival:
    """A holder of a post with the days that the holding's statements give; copies as in the graph."""
    names = " ".join(sorted(map(fold, {person.name, *person.names})))
    found = tuple(telling(stretches(holding.statements, copies)))
    return Rival(person.id, person.name, names, holding.tenure.id, holding.tenure.acting, found)


def rival_holders(post: Post, body: Body, rivals: Iterable[Rival]) -> Iterator[Contradiction]:
    """Who is said to have held a post at once, if one person holds it at a time; rivals: all that ever held it.

    Who acts for a holder is no rival of the holder, but of whoever else acts for them.
    """
    if not is_single(post, body):
        return
    groups: dict[bool, list[Rival]] = defaultdict(list)
    for one in rivals:
        groups[one.acting].append(one)
    for acting in sorted(groups):
        yield from _colliding(post, body, groups[acting])


def is_single(post: Post, body: Body) -> bool:
    """Whether one person at a time holds a post."""
    return post.role is not None and not body.unspecified and one_holder(post.role, body.name, body.country)


def _same_posts(dossier: Dossier) -> list[list[Holding]]:
    """The holdings by post, those of acting holders apart: claims that clash may have been taken for two terms."""
    groups: dict[tuple[str, bool], list[Holding]] = defaultdict(list)
    for holding in dossier.holdings:
        groups[holding.post.id, holding.tenure.acting].append(holding)
    return [groups[key] for key in sorted(groups)]


class _Posts:
    """The posts on which a look is worth while: several have held them, and somebody for a stated stretch of time.

    Of each post that one person may hold at a time the hash of its id is kept, and these two in one small number.
    """

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}

    def note(self, dossier: Dossier) -> None:
        """Take a person's posts."""
        dated: dict[int, bool] = {}
        for holding in dossier.holdings:
            if holding.post.role is not None and may_have_one_holder(holding.post.role):
                key = hash(holding.post.id)
                stated = any(stretch.stated for stretch in stretches(holding.statements, {}))
                dated[key] = stated or dated.get(key, False)
        for key, stated in dated.items():
            known = self._seen.get(key)
            self._seen[key] = (known or 0) | (0 if known is None else _SEVERAL) | (_DATED if stated else 0)

    @property
    def contested(self) -> int:
        """How many of them there are."""
        return sum(flags == _SEVERAL | _DATED for flags in self._seen.values())

    def is_contested(self, post: Post) -> bool:
        """Whether two may have held it at once; wrong at times, as two hashes may be one."""
        return self._seen.get(hash(post.id)) == _SEVERAL | _DATED


def _colliding(post: Post, body: Body, rivals: Sequence[Rival]) -> Iterator[Contradiction]:
    ordered = sorted(rivals, key=lambda rival: (rival.person_id, rival.tenure))
    for left, right in combinations(ordered, 2):
        if left.person_id != right.person_id and (found := collide(left.stretches, right.stretches)):
            # two of one surname may be one person whom nothing has joined yet
            certainty: Certainty = "possible" if _alike(left, right) else found.certainty
            yield Contradiction(
                kind="two holders",
                certainty=certainty,
                person_ids=(left.person_id, right.person_id),
                people=(left.person, right.person),
                post_id=post.id,
                role=post.role,
                body_id=body.id,
                body=body.name,
                dates=(found.first, found.last),
                tenures=(left.tenure, right.tenure),
                claims=tuple(sorted(found.claims)),
            )


def _alike(left: Rival, right: Rival) -> bool:
    return not _surnames(left).isdisjoint(_surnames(right))


def _surnames(rival: Rival) -> set[str]:
    """The words of the names that are no given names and no patronymics; all of them where no other is left."""
    words = {word for word in rival.names.split() if not is_initial(word)}
    return {word for word in words if not given_forms(word) and patronymic_stem(word) is None} or words


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
