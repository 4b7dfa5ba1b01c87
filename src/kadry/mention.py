"""What every kind of claim is made of: mentions, quotes, supports."""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from kadry.document import Span

MentionType = Literal["person", "body", "role", "decision", "event", "group", "place", "succession"]
Status = Literal["current", "former", "future", "denied"]


class Mention(Struct, frozen=True, order=True, gc=False):
    """Words of a document that name something; ``text == document.text[start:end]``.

    normal: the nominative form.
    """

    document: str
    start: int
    end: int
    type: MentionType
    text: str
    normal: str

    @property
    def key(self) -> str:
        """The mention's key, ``document:start:end:type``."""
        return f"{self.document}:{self.start}:{self.end}:{self.type}"


class Quote(Struct, frozen=True, order=True, gc=False):
    """The evidence: the smallest run of sentences that says so, ``text == document.text[start:end]``."""

    start: int
    end: int
    text: str


class Support(Struct, frozen=True, order=True, gc=False):
    """A rule with its version (``titles@1``) and how sure it is, 0 to 1."""

    rule: str
    confidence: float


def cut(document_id: str, text: str, span: Span, type: MentionType, normal: str) -> Mention:
    """The mention that a span of a document's text makes."""
    return Mention(document_id, span.start, span.end, type, text[span.start : span.end], normal)


def place(mention: Mention | None) -> str:
    """Where a mention stands, as ids have it; nothing but ASCII."""
    return "" if mention is None else f"{mention.start}-{mention.end}"


def united(supports: Iterable[Support]) -> tuple[Support, ...]:
    """The supports of one claim, sorted, each rule once at its surest."""
    best: dict[str, float] = {}
    for support in supports:
        best[support.rule] = max(support.confidence, best.get(support.rule, 0.0))
    return tuple(Support(rule, confidence) for rule, confidence in sorted(best.items()))
