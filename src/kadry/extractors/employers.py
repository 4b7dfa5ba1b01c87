"""Employers: a person beside a body, without a word for the role («Ступак из Министерства», «Ким („Союз“)»)."""

from collections.abc import Iterator, Mapping

from kadry.claim import RoleClaim
from kadry.extractors.linking import employment_of
from kadry.russian.memberships import Membership, Way
from kadry.russian.parse import Clause, Parse

RULE = "employers@2"
CONFIDENCE: Mapping[Way, float] = {"noun": 0.6, "from": 0.6, "brackets": 0.5, "comma": 0.5}


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim without a role for each person whom the words beside the name put in a body."""
    for clause in parse.clauses:
        for member in clause.memberships:
            if _adds(clause, member):
                support = (RULE, CONFIDENCE[member.way])
                yield employment_of(parse, clause.names[member.person], member.body, support)


def _adds(clause: Clause, member: Membership) -> bool:
    """Whether no role beside the name is already in that body, nor, after «из», in any that the text leaves out."""
    roles = [clause.roles[t.role] for t in clause.titles if t.person == member.person]
    if member.way == "from":
        return not roles
    return all(r.body is None or r.body.first != member.body.first for r in roles)
