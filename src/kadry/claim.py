"""Claims, judgements and the partition: the only truth, and what resolve derives from it.

A claim is what one document states. Its id hashes what was said and where, never the normal forms and never who
it proves to be. A judgement is a person's word that two are, or are not, the same; a rejection that a claim is wrong.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Literal

from msgspec import Struct, structs

from kadry.document import digest, feed, hashed
from kadry.mention import Mention, MentionType, Quote, Status, Support, cut, place, united
from kadry.scene import SceneClaim

__all__ = [
    "Chain",
    "Change",
    "Claim",
    "Extraction",
    "Held",
    "Judgement",
    "Mention",
    "MentionType",
    "Partition",
    "Quote",
    "Rejection",
    "RoleClaim",
    "RoleClass",
    "Status",
    "Support",
    "Verdict",
    "claim_id",
    "claim_line",
    "cut",
    "entity_id",
    "join_claims",
    "mention_line",
    "with_supports",
]

Change = Literal["appointed", "dismissed"]
RoleClass = Literal["post", "profession", "rank", "title"]
Verdict = Literal["same", "different", "unsure"]


class RoleClaim(Struct, frozen=True, kw_only=True, tag="role", tag_field="kind", dict=True):
    """One document's person–role–organization triple; role and organization are never both null.

    person: the mention as it stands; antecedent: the fullest mention of its chain in the document (the same
    mention where it is the fullest), which resolve may overrule. An inferred organization's mention points to the
    words from which it was inferred. Dates are partial ISO. term_until is a planned end, never an end.
    post: the nominative name of the post where the role's words say more (врио губернатора → губернатор), else None.
    """

    document: str
    person: Mention
    antecedent: Mention
    role: Mention | None
    organization: Mention | None
    evidence: Quote
    supports: tuple[Support, ...]
    role_class: RoleClass = "post"
    organization_inferred: bool = False
    status: Status = "current"
    change: Change | None = None
    acting: bool = False
    reported: bool = False
    since: str | None = None
    until: str | None = None
    term_until: str | None = None
    observed: str | None = None
    post: str | None = None

    def __post_init__(self) -> None:
        if self.role is None and self.organization is None:
            raise ValueError("a role claim needs a role or an organization")

    @cached_property
    def id(self) -> str:
        """Hash of document, kind, spans, status and dates."""
        return claim_id(self)

    @property
    def confidence(self) -> float:
        """That of the surest rule."""
        return max(s.confidence for s in self.supports)


def claim_id(claim: RoleClaim) -> str:
    """A claim's id, which is worked out and not kept with the claim."""
    stated = None if claim.organization_inferred else claim.organization
    said = (claim.status, claim.change, claim.acting, claim.reported, claim.since, claim.until, claim.term_until)
    who, what, where = place(claim.person), place(claim.role), place(stated)
    places = f"{len(who)}:{who}{len(what) or '-'}:{what}{len(where) or '-'}:{where}".encode()  # as ``feed`` has them
    return hashed(_fed("role", claim.document) + places + _said(*said))


def with_supports(claim: RoleClaim, supports: tuple[Support, ...]) -> RoleClaim:
    """The claim with other supports, which are no part of its id."""
    found = structs.replace(claim, supports=supports)
    found.__dict__["id"] = claim.id
    return found


_fed = lru_cache(1 << 12)(feed)  # many claims have this alike


@lru_cache(1 << 12)
def _said(status: str, change: str | None, acting: bool, reported: bool, *days: str | None) -> bytes:
    """What ``feed`` gives of a claim's status and dates."""
    return feed(status, change, str(acting), str(reported), *days)


Claim = RoleClaim


class Held(Struct, frozen=True, order=True, gc=False):
    """A post that the document gives a person: folded nominative role and body ("" where unknown), and the country."""

    role: str
    body: str = ""
    country: str = ""


class Chain(Struct, frozen=True, order=True, gc=False):
    """An in-document entity: the mentions of one person or body in one document.

    head: the fullest mention, whose key is the in-document entity's key; mentions: all, head included, by position.
    country: ISO 3166 alpha-2, where the name itself states it (a body's) or the text does (a person's). gender:
    "masc", "femn" or None. generic: a common noun or bare part of a name that identifies nobody outside its document.
    setting: the country that the text is about. born: partial ISO date of birth. posts: what a person is called here,
    sorted. authority: the outside id of an entry of an authority file (``scheme:id``), which is no part of a document.
    """

    head: Mention
    mentions: tuple[Mention, ...]
    gender: str | None = None
    country: str | None = None
    generic: bool = False
    setting: str | None = None
    born: str | None = None
    posts: tuple[Held, ...] = ()
    authority: str | None = None

    @property
    def key(self) -> str:
        """The in-document entity's key."""
        return self.head.key


class Ahead(Struct, frozen=True):
    """What views need of a document, worked out by whoever has mined it (`kadry.ahead`).

    fingerprint: the text's. notes: what merging looks at of the chains, encoded; rules: those of merging by which.
    """

    fingerprint: bytes
    notes: bytes
    rules: str


class Extraction(Struct, frozen=True, kw_only=True):
    """All that one version of Kadry finds in one document, sorted; ``version`` names rules and models.

    scene: the claims of the other kinds, on bodies, decisions and events. ahead: what saves time later, and is no part
    of what was found.
    """

    document: str
    claims: tuple[Claim, ...]
    chains: tuple[Chain, ...]
    version: str
    scene: tuple[SceneClaim, ...] = ()
    ahead: Ahead | None = None


class Judgement(Struct, frozen=True, order=True, kw_only=True, tag="judgement", tag_field="kind"):
    """Somebody's word on two in-document entities (keys). ``at`` is an ISO date or time; the latest wins."""

    at: str
    left: str
    right: str
    verdict: Verdict
    by: str
    reason: str = ""


class Rejection(Struct, frozen=True, order=True, kw_only=True, tag="rejection", tag_field="kind"):
    """Somebody's word that a claim is wrong (or, with ``withdrawn``, that it is right after all)."""

    at: str
    claim: str
    by: str
    reason: str = ""
    withdrawn: bool = False


class Partition(Struct, frozen=True):
    """In-document entity key → entity id, for those merged into another.

    An entity's id is ``entity_id`` of its founder's key; founders and what stands alone need no entry.
    """

    entities: Mapping[str, str]

    def find(self, key: str) -> str:
        """The entity that holds an in-document entity now (its own id where nothing was merged)."""
        return self.entities.get(key) or entity_id(key)


@lru_cache(maxsize=10_000)
def entity_id(key: str) -> str:
    """The id of an entity whose founder is the in-document entity ``key``: opaque ASCII."""
    return digest("entity", key)


def join_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims sorted by position, those with one id made one with the union of their supports."""
    by_id: dict[str, Claim] = {}
    for claim in claims:
        key = claim.id
        known = by_id.get(key)
        if known is not None:
            claim = with_supports(known, united((*known.supports, *claim.supports)))
        by_id[key] = claim
    return tuple(claim for _, claim in sorted(by_id.items(), key=_position))


def _position(item: tuple[str, Claim]) -> tuple[int, int, int, str]:
    key, claim = item
    role, body = claim.role, claim.organization
    return (claim.person.start, role.start if role else -1, body.start if body else -1, key)


def claim_line(claim: Claim, name: str) -> dict[str, object]:
    """A claim as the flat record of ``kadry extract`` (docs/records.md); ``name`` is the document's."""
    role, body = claim.role, claim.organization
    place = None if claim.organization_inferred else body
    return {
        "kind": "role",
        "id": claim.id,
        "document": name,
        "person": claim.antecedent.normal,
        "person_start": claim.person.start,
        "person_end": claim.person.end,
        "role": role and role.normal,
        "role_start": role and role.start,
        "role_end": role and role.end,
        "role_class": claim.role_class,
        "organization": body and body.normal,
        "organization_start": place and place.start,
        "organization_end": place and place.end,
        "organization_inferred": claim.organization_inferred,
        "status": claim.status,
        "change": claim.change,
        "acting": claim.acting,
        "reported": claim.reported,
        "since": claim.since,
        "until": claim.until,
        "term_until": claim.term_until,
        "observed": claim.observed,
        "evidence": claim.evidence.text,
        "evidence_start": claim.evidence.start,
        "evidence_end": claim.evidence.end,
        "extractor": [s.rule for s in claim.supports],
        "confidence": claim.confidence,
    }


def mention_line(mention: Mention, entity: str, name: str) -> dict[str, object]:
    """A mention as the flat record of ``kadry extract --mentions``; ``entity`` is its chain's nominative name."""
    return {
        "kind": "mention",
        "document": name,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type,
        "entity": entity,
    }
