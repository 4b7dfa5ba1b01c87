"""Facts: what is left of a claim while the graph is put together; its words stay in the ledger."""

from msgspec import Struct

from kadry.claim import Change, Status
from kadry.graph import Effect


class Fact(Struct, frozen=True, gc=False):
    """A claim by its number in the ledger, with its person, folded role, and body; body None: the text names none.

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
