"""Titles: roles that stand beside a name («член Политбюро, президент Лыонг Кыонг, глава делегации»)."""

from collections.abc import Iterator

from kadry.claim import RoleClaim, Status
from kadry.extractors.linking import Meaning, claim_of
from kadry.russian.asides import time_before
from kadry.russian.dates import Period
from kadry.russian.parse import Clause, Parse

RULE = "titles@1"
CONFIDENCE = {"before": 0.95, "after": 0.92}
STEP = 0.02  # what each further mark between role and name costs


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim for each role that apposition gives to a person."""
    for clause in parse.clauses:
        for title in clause.titles:
            role = clause.roles[title.role]
            if role.event:
                continue
            confidence = round(max(0.7, CONFIDENCE[title.place] - STEP * (title.links - 1)), 2)
            period = next((p for p in clause.periods if p.at is None and _follows(clause, role.end, p)), None)
            ended = period is not None and period.until is not None and not period.planned
            past = ended or time_before(clause.sentence.tokens, role.start)[1] == "earlier"
            status: Status | None = "former" if past else None
            person = clause.names[title.person]
            yield claim_of(parse, person, role, (RULE, confidence), Meaning(status=status, period=period))


def _follows(clause: Clause, end: int, period: Period) -> bool:
    """Whether a period stands right after a role, in brackets or not."""
    return period.first == end or (period.first == end + 1 and clause.sentence.tokens[end].text == "(")
