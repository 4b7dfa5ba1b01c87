"""People, bodies, posts, tenures and the graph that they form: derived from claims, never stored as truth."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from kadry.claim import Claim, Judgement
from kadry.document import Header
from kadry.mention import MentionType
from kadry.scene import Relation, Result, SceneClaim, Share

Effect = Literal["supports", "starts", "ends", "denies", "plans", "reports"]
Certainty = Literal["known", "possible"]
Standing = Literal["asserted", "planned", "denied", "reported"]


class Bounds(Struct, frozen=True, order=True):
    """When a tenure began and ended: as written (partial ISO), and the earliest and latest day of each (ISO dates).

    None means unknown, never "still in office". A bound may be known on one side only.
    """

    since: str | None = None
    until: str | None = None
    start_earliest: str | None = None
    start_latest: str | None = None
    end_earliest: str | None = None
    end_latest: str | None = None


class Person(Struct, frozen=True, order=True):
    """A person. names: every nominative form, sorted; replaced: ids of members that were merged into this one.

    same_as: addresses of outside identities (`kadry.authority.iri`), sorted; they are no source of anything here.
    """

    id: str
    name: str
    names: tuple[str, ...]
    replaced: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


class Body(Struct, frozen=True, order=True):
    """A body. unspecified: stands for the unnamed body of one person's claim; its name is then "". same_as as above.

    followed_by: ids of the graph's bodies that this one was renamed to or followed by, sorted (`kadry.lineage`).
    """

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None = None
    unspecified: bool = False
    replaced: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()


class Post(Struct, frozen=True, order=True):
    """A role in a body; role None: the text names the body only. variants: the role's other spellings."""

    id: str
    body: str
    role: str | None
    variants: tuple[str, ...] = ()


class Tenure(Struct, frozen=True, order=True):
    """One person in one post for one term; ``claims`` support it (or start or end it).

    sources: how many independent ones these are from: documents that reprint one another are one. confidence: what they
    give together, 0 to 1 (`kadry.project.sources`). over: whether one of the claims says that it has ended, with or
    without a day. as_of: in a graph of one day, whether it was held on it for certain; else None.
    """

    id: str
    person: str
    post: str
    acting: bool
    bounds: Bounds
    claims: tuple[str, ...]
    sources: int = 0
    confidence: float = 0.0
    over: bool = False
    as_of: Certainty | None = None


class Statement(Struct, frozen=True):
    """A claim and what it does to the graph. tenure is None for what is denied, planned or reported only."""

    claim: Claim
    person: str
    post: str
    effect: Effect
    tenure: str | None


class Structure(Struct, frozen=True, kw_only=True):
    """That a body is to another what ``relation`` says, by all claims that put it so; both are ids of bodies.

    standing: whether it is asserted, or only planned, denied or reported: each has a record of its own. date: partial
    ISO, of what happened. over: whether a claim calls it former. decision: what the texts call the one that did it;
    decided_by: its id.
    bounds: the days since when, or on which, it was so, as a tenure's; sources, confidence, as_of: as a tenure's.
    """

    id: str
    body: str
    relation: Relation
    other: str
    standing: Standing
    claims: tuple[str, ...]
    date: str | None = None
    over: bool = False
    decision: str | None = None
    decided_by: str | None = None
    sources: int = 0
    confidence: float = 0.0
    bounds: Bounds = Bounds()
    as_of: Certainty | None = None


class Outcome(Struct, frozen=True):
    """What a decision does. entity: the id of the person or body, None where it is neither, or has no node.

    tenures: ids of those that begin or end by it, as the sentences that say so tell, sorted.
    """

    result: Result
    name: str
    type: MentionType
    entity: str | None = None
    tenures: tuple[str, ...] = ()


class Decision(Struct, frozen=True, kw_only=True):
    """A decision. number: as written; issuer: the id of the person or body.

    issuer_name, issuer_type: what the texts call who issued it, and what that is. names: what the texts call it,
    nominative. Which claims are of one decision is told by `kadry.project.sameness`. The rest is as a structure's.
    """

    id: str
    type: str
    standing: Standing
    names: tuple[str, ...]
    claims: tuple[str, ...]
    number: str | None = None
    date: str | None = None
    title: str | None = None
    issuer: str | None = None
    issuer_name: str | None = None
    issuer_type: MentionType | None = None
    effects: tuple[Outcome, ...] = ()
    sources: int = 0
    confidence: float = 0.0
    bounds: Bounds = Bounds()
    as_of: Certainty | None = None


class Participant(Struct, frozen=True):
    """Who took which part in an event. entity: the id of the person or body, None for a group without a name."""

    part: Share
    name: str
    type: MentionType
    entity: str | None = None


class Event(Struct, frozen=True, kw_only=True):
    """An event. place: its name. The rest is as a decision's."""

    id: str
    type: str
    standing: Standing
    names: tuple[str, ...]
    claims: tuple[str, ...]
    title: str | None = None
    date: str | None = None
    place: str | None = None
    parts: tuple[Participant, ...] = ()
    sources: int = 0
    confidence: float = 0.0
    bounds: Bounds = Bounds()
    as_of: Certainty | None = None


class Succession(Struct, frozen=True, kw_only=True):
    """That a person came after another at a post, or, without a person, that the post is vacant.

    person, predecessor: ids of persons; body: id of the post's body; role: what the texts call it; post: the id of the
    post, where body and role are known; what is not known is None, a person's predecessor always is. date: partial ISO,
    of the change, or since when the post is vacant. over: whether a claim calls the vacancy former. The rest is as a
    structure's.
    """

    id: str
    standing: Standing
    claims: tuple[str, ...]
    person: str | None = None
    predecessor: str | None = None
    role: str | None = None
    body: str | None = None
    post: str | None = None
    date: str | None = None
    over: bool = False
    sources: int = 0
    confidence: float = 0.0
    bounds: Bounds = Bounds()
    as_of: Certainty | None = None


Thing = Structure | Decision | Event | Succession  # of what is around the posts


class Telling(Struct, frozen=True):
    """A claim on what is around the posts, and the id of the structure, decision, event or succession it supports."""

    claim: SceneClaim
    about: str


class Holding(Struct, frozen=True):
    """A tenure with its post and body; statements: those of its claims, by claim id, each with its sentence."""

    tenure: Tenure
    post: Post
    body: Body
    statements: tuple[Statement, ...]


class Other(Struct, frozen=True):
    """A statement that makes no tenure (denied, planned, reported), with the post and body that it is about."""

    statement: Statement
    post: Post
    body: Body


class Dossier(Struct, frozen=True):
    """All that the graph holds of a person: the tenures by id, and what was only said, by claim id."""

    person: Person
    holdings: tuple[Holding, ...]
    others: tuple[Other, ...]


class Graph(Struct, frozen=True):
    """The merged view, each sequence sorted by id, the statements by document and claim id.

    Every statement's document, person and post, and every tenure's, is in the graph. Sequences may be read from a file
    record by record: go through them in order, and keep no list of persons, posts, tenures or statements.
    copies: the documents that reprint another → the document of their group with the least id, which stands for it;
    both are in the graph. rules: names of the rules that found the statements' claims, sorted. judgements: people's
    words by which names are one (`kadry.project.words`), sorted. as_of: the day that the graph is of (partial ISO
    date), None: all that was ever held. known_at: the day by which its documents were published, None: all of them.
    structures, decisions, events, successions: by id; tellings: their claims, by document and claim id. A graph of one
    day has those that are asserted, as `kadry.moments.was_so` says.
    """

    documents: Sequence[Header]
    persons: Sequence[Person]
    bodies: Sequence[Body]
    posts: Sequence[Post]
    tenures: Sequence[Tenure]
    statements: Sequence[Statement]
    copies: Mapping[str, str] = {}
    rules: Sequence[str] = ()
    judgements: Sequence[Judgement] = ()
    as_of: str | None = None
    known_at: str | None = None
    structures: Sequence[Structure] = ()
    decisions: Sequence[Decision] = ()
    events: Sequence[Event] = ()
    successions: Sequence[Succession] = ()
    tellings: Sequence[Telling] = ()

    def dossiers(self, *, evidence: bool = True) -> Iterator[Dossier]:
        """What is known of each person, by id: the one stream that joins persons, tenures, posts, bodies, statements.

        evidence: False leaves holdings without their statements, and dossiers without others, which is quicker.
        """
        return _joined(self, evidence)

    def told(self) -> Callable[[str], Sequence[Telling]]:
        """A look-up by the id of a relation, decision, event or succession: the claims on it, by document and id."""
        told: dict[str, list[Telling]] = defaultdict(list)
        for telling in self.tellings:
            told[telling.about].append(telling)
        return lambda id: told.get(id, ())


def _joined(graph: Graph, evidence: bool) -> Iterator[Dossier]:
    """The dossiers of a graph in memory; statements are held by their place, and read when they are asked for."""
    posts = {post.id: post for post in graph.posts}
    bodies = {body.id: body for body in graph.bodies}
    held: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in graph.tenures:
        held[tenure.person].append(tenure)
    places: dict[str, list[int]] = defaultdict(list)  # of a tenure's statements, and of a person's that make none
    if evidence:
        for place, statement in enumerate(graph.statements):
            places[statement.tenure or statement.person].append(place)

    def read(key: str) -> list[Statement]:
        found = (graph.statements[place] for place in places.get(key, ()))
        return sorted(found, key=lambda statement: statement.claim.id)

    def joined(post: str) -> tuple[Post, Body]:
        return posts[post], bodies[posts[post].body]

    for person in graph.persons:
        holdings = (Holding(t, *joined(t.post), tuple(read(t.id))) for t in held.get(person.id, ()))
        others = (Other(statement, *joined(statement.post)) for statement in read(person.id))
        yield Dossier(person, tuple(holdings), tuple(others))
