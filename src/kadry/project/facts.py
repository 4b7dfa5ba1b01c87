"""Facts: what is left of a claim while the graph is put together; its words stay in the spool."""

from msgspec import Struct

from kadry.claim import Change, Claim, Status
from kadry.fold import fold
from kadry.graph import Effect
from kadry.project.entities import Entities


class Fact(Struct, frozen=True, gc=False):
    """A claim by its number in the spool, with its person, folded role, and body; body None: the text names none.

    written: the nominative name of the post as this claim has it. confidence: that of the surest rule.
    """

    number: int
    id: str
    document: str
    person: str
    role: str | None
    written: str | None
    body: str | None
    status: Status
    change: Change | None
    acting: bool
    reported: bool
    since: str | None
    until: str | None
    observed: str | None
    confidence: float

    @property
    def asserted(self) -> bool:
        """Whether the claim says that the post is or was held."""
        return self.status in ("current", "former") and not self.reported

    @property
    def holding(self) -> tuple[str, str | None, bool]:
        """What a claim without a body can be matched by."""
        return self.person, self.role, self.acting

    @property
    def effect(self) -> Effect:
        """What the claim does; what is only reported neither plans nor denies anything."""
        if self.reported:
            return "reports"
        if self.status == "denied":
            return "denies"
        if self.status == "future":
            return "plans"
        if self.change == "appointed":
            return "starts"
        return "ends" if self.change == "dismissed" or self.status == "former" else "supports"


class Reduction:
    """Claims to facts; equal strings become one, since a role or a day comes back in thousands of claims."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._shared: dict[str, str] = {}

    def fact(self, number: int, claim: Claim) -> Fact:
        """What the graph needs of a claim."""
        role, body, share = claim.role, claim.organization, self._share
        written = None if role is None else claim.post or role.normal
        return Fact(
            number=number,
            id=claim.id,
            document=self._shared.setdefault(claim.document, claim.document),
            person=self._entities.find(claim.person, claim.antecedent),
            role=None if written is None else share(fold(written)),
            written=share(written),
            body=None if body is None else self._entities.find(body),
            status=claim.status,
            change=claim.change,
            acting=claim.acting,
            reported=claim.reported,
            since=share(claim.since),
            until=share(claim.until),
            observed=share(claim.observed),
            confidence=claim.confidence,
        )

    def _share(self, text: str | None) -> str | None:
        return None if text is None else self._shared.setdefault(text, text)
