"""Titles: roles that stand beside a name («член Политбюро, президент Лыонг Кыонг, глава делегации»)."""

from collections.abc import Iterator

from kadry.claim import RoleClaim
from kadry.extractors.linking import Meaning, claim_of
from kadry.extractors.shared import shared
from kadry.russian.apposition import DASHES, PRONOUNED
from kadry.russian.asides import time_before
from kadry.russian.dates import Period
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role

RULE = "titles@1"
CONFIDENCE = {"before": 0.95, "after": 0.92}
STEP = 0.02  # what each further mark between role and name costs


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim for each role that apposition gives to a person."""
    for clause in parse.clauses:
        for index in sorted({title.role for title in clause.titles}):
            if not clause.roles[index].event:
                yield from _claims(parse, clause, index)


def _claims(parse: Parse, clause: Clause, index: int) -> Iterator[RoleClaim]:
    own = {title.person: title for title in clause.titles if title.role == index}
    for person, role in shared(clause, index):
        title = own.get(person)
        confidence = max(0.7, CONFIDENCE[title.place] - STEP * (title.links - 1)) if title else 0.7
        told = (p for p in clause.periods if p.at is None and _tells(clause, role, person, p))
        period = min(told, key=lambda p: abs(p.first - role.start), default=None)
        ended = period is not None and period.until is not None and not period.planned
        past = ended or time_before(clause.sentence.tokens, role.start)[1] == "earlier"
        meaning = Meaning(status="former" if past else None, period=period)
        yield claim_of(parse, clause.names[person], role, (RULE, round(confidence, 2)), meaning)


def _tells(clause: Clause, role: Role, person: int, period: Period) -> bool:
    """Whether a period is the title's: right after it, before it with a dash, before the name of «Ким — директор»."""
    tokens = clause.sentence.tokens
    between = [t.text for t in tokens[role.end : period.first]]
    if period.first >= role.end:
        return between in ([], ["("], ["в"])
    if period.last >= role.start:
        return False
    named = clause.persons[person]
    if named.first == period.last:
        return named.last < role.start and tokens[named.last].text in DASHES
    return all(t.text in DASHES or t.low in PRONOUNED for t in tokens[period.last : role.start])
