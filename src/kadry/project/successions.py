"""Successions: who came after whom at a post, and which posts are vacant, each put together from its claims.

Claims of one topic are of one succession where their posts agree; one that says less of the post than others joins them
where it can mean but one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kadry.document import digest
from kadry.fold import fold
from kadry.graph import Standing, Succession
from kadry.project.things import Seen, common, happened, lasted, normal, shared
from kadry.scene import SuccessionClaim


class Place(Struct, frozen=True, order=True):
    """The post of a succession as far as it is known: the body's id and the folded role, "" for what is not."""

    body: str
    role: str

    def agrees(self, other: "Place") -> bool:
        """Whether nothing that both know is another."""
        pairs = ((self.body, other.body), (self.role, other.role))
        return all(one == two for one, two in pairs if one and two)

    @property
    def known(self) -> int:
        """How much of it is."""
        return bool(self.body) + bool(self.role)


class Change(Struct, frozen=True):
    """A claim with the ids of those whom it names, None for whom it does not."""

    seen: Seen
    claim: SuccessionClaim
    person: str | None
    predecessor: str | None
    place: Place


def topic_of(seen: Seen) -> tuple[str, ...]:
    """What names the topic: two people, or a post that is vacant; one of no known body is of its document alone."""
    one = _change(seen)
    if one.person is not None:
        return one.person, one.predecessor or ""
    if one.place.body:
        return "", one.place.body, one.place.role
    return one.claim.document, one.predecessor or "", one.place.role


def successions(standing: Standing, topic: Sequence[Seen], copies: Mapping[str, str]) -> Iterator[Succession]:
    """The successions that the claims of one topic tell of. copies: document → the first of its copy group."""
    changes = list(map(_change, topic))
    places: dict[Place, list[Change]] = defaultdict(list)
    for known in (2, 1, 0):
        fuller = list(places)
        for one in (one for one in changes if one.place.known == known):
            fitting = [place for place in fuller if place.agrees(one.place)]
            places[fitting[0] if len(fitting) == 1 else one.place].append(one)
    for place, own in places.items():
        for year, some in _by_year(own):
            yield _succession(standing, place, year, sorted(some, key=lambda one: one.claim.id), copies)


def _change(seen: Seen) -> Change:
    claim = seen.claim
    assert isinstance(claim, SuccessionClaim)
    ids = iter(seen.who)
    person, predecessor, body = (
        None if mention is None else next(ids) for mention in (claim.person, claim.predecessor, claim.organization)
    )
    return Change(seen, claim, person, predecessor, Place(body or "", fold(normal(claim.role) or "")))


def _by_year(own: Sequence[Change]) -> Iterator[tuple[str, Sequence[Change]]]:
    """A post may be vacant again after years; one comes after another once."""
    years: dict[str, list[Change]] = defaultdict(list)
    for one in own:
        years[(one.claim.date or "")[:4] if one.person is None else ""].append(one)
    if len(years) == 2 and "" in years:
        yield max(years), own
    else:
        yield from years.items()


def _succession(
    standing: Standing, place: Place, year: str, own: Sequence[Change], copies: Mapping[str, str]
) -> Succession:
    topic = [one.seen for one in own]
    person, before = own[0].person, common(one.predecessor for one in own)
    home = "" if person or place.body else own[0].claim.document
    return Succession(
        id=digest("succession", person, before, place.body, place.role, home, year, standing),
        person=person,
        predecessor=before,
        body=place.body or None,
        role=common(normal(one.claim.role) for one in own),
        post=digest("post", place.body, place.role) if place.body and place.role else None,
        over=person is None and any(one.claim.status == "former" for one in own),
        bounds=happened(topic) if person is not None else lasted(topic),
        **shared(standing, topic, copies),
    )
