"""People, bodies, posts, tenures and the graph that they form: derived from claims, never stored as truth."""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from kadry.claim import Claim
from kadry.document import Header

Effect = Literal["supports", "starts", "ends", "denies", "plans", "reports"]


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
    give together, 0 to 1 (`kadry.project.sources`).
    """

    id: str
    person: str
    post: str
    acting: bool
    bounds: Bounds
    claims: tuple[str, ...]
    sources: int = 0
    confidence: float = 0.0


class Statement(Struct, frozen=True):
    """A claim and what it does to the graph. tenure is None for what is denied, planned or reported only."""

    claim: Claim
    person: str
    post: str
    effect: Effect
    tenure: str | None


class Graph(Struct, frozen=True):
    """The merged view, each sequence sorted by id, the statements by document and claim id.

    Every statement's document, person and post, and every tenure's, is in the graph. Statements carry their sentences,
    and may be read from a file one by one: go through them in order, and keep no list of them. copies: the documents
    that reprint another → the document of their group with the least id, which stands for it; both are in the graph.
    """

    documents: Sequence[Header]
    persons: Sequence[Person]
    bodies: Sequence[Body]
    posts: Sequence[Post]
    tenures: Sequence[Tenure]
    statements: Sequence[Statement]
    copies: Mapping[str, str] = {}
