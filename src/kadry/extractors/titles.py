"""Titles: roles that stand beside a name («член Политбюро, президент Лыонг Кыонг, глава делегации»)."""

from collections.abc import Iterator

from kadry.claim import RoleClaim
from kadry.extractors.linking import claim_of
from kadry.russian.parse import Parse

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
            confidence = max(0.7, CONFIDENCE[title.place] - STEP * (title.links - 1))
            yield claim_of(parse, role, clause.names[title.person], support=(RULE, confidence))
