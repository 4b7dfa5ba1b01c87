"""The errors of a page by kind: facts that were missed, answers that are false.

The rules look at the gold's own words and at what was answered, never at what an extractor had in mind, so that the
table of one version can be laid beside that of another.
"""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from quality_facts import Page
from quality_false import FALSE
from quality_missed import MISSED, miss

SIDES: Mapping[str, tuple[str, ...]] = {"missed": tuple(MISSED), "false": tuple(FALSE)}


class Error(Struct, frozen=True):
    """A missed fact or a false answer, its kind, and the sentence around it."""

    page: str
    side: str
    kind: str
    shown: str
    sentence: str


def errors(page: Page) -> Iterator[Error]:
    """Every error of a page: missed facts, then false answers, in their own order."""
    for f, fact in enumerate(page.facts):
        if fact.asserted and not page.found(f):
            case = miss(page, f)
            kind = next(name for name, holds in MISSED.items() if holds(case))
            place = case.spans.get("role") or case.spans.get("person") or (*fact.role, *fact.person)[0]
            yield Error(page.name, "missed", kind, fact.shown, page.sentence(place))
    for s, answer in enumerate(page.said):
        if not page.right(s):
            kind = next(name for name, holds in FALSE.items() if holds(page, s))
            yield Error(page.name, "false", kind, answer.shown, page.sentence(answer.role or answer.person))
