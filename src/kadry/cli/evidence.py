"""The sentences that claims rest on, as lines of text, with where they stand."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from kadry.claim import RoleClaim
from kadry.cli.screen import printable
from kadry.document import Header
from kadry.graph import Statement, Telling

if TYPE_CHECKING:
    from kadry.store.graph.looking import Sources

_ID = 12


def evidence(statements: Iterable[Statement | Telling], sources: "Sources") -> Iterator[str]:
    """Each claim's sentence, where it stands, and the rules that found it."""
    for statement in statements:
        claim = statement.claim
        rules = ", ".join(support.rule for support in claim.supports)
        change = claim.change if isinstance(claim, RoleClaim) else None
        marks = [claim.status, change, "reported" if claim.reported else None, rules]
        yield f"  «{printable(claim.evidence.text)}»"
        yield f"    {cited(sources.headers[claim.document])}"
        yield from _reprints(sources.others(claim.document))
        stated = ", ".join(mark for mark in marks if mark)
        yield f"    claim {claim.id[:_ID]}, {stated}, confidence {claim.confidence:.2f}"


def _reprints(others: Sequence[Header]) -> Iterator[str]:
    """Where else the same text stands, more or less."""
    if others:
        places = (f"{header.source or 'no address'} (document {header.id[:_ID]})" for header in others)
        yield f"    one source with {printable('; '.join(places))}"


def cited(header: Header) -> str:
    """Title, address, date and id of a document."""
    parts = [header.title, header.source, header.published or "no date", f"document {header.id[:_ID]}"]
    return printable(" · ".join(part for part in parts if part))
