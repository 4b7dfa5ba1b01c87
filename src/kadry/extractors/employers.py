"""Employers: a person beside a body, without a word for the role («Ступак из Министерства», «Ким („Союз“)»)."""

from collections.abc import Iterator

from kadry.claim import RoleClaim
from kadry.extractors.linking import employment_of
from kadry.russian.bodies import Body
from kadry.russian.names import Person
from kadry.russian.parse import Clause, Parse

RULE = "employers@1"
FROM, BRACKETED = 0.6, 0.5
KINDS = frozenset(("organ", "company", "party", "media", "team", "name", "abbreviation"))


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim without a role for each person that «из», a bracket or a comma joins to a body."""
    for clause in parse.clauses:
        inside = {i for role in clause.roles for i in range(role.start, role.end)}
        titled = {t.person for t in clause.titles}
        for index, person in enumerate(clause.persons):
            body = next((b for b in clause.bodies if b.first not in inside and _joined(clause, person, b)), None)
            if body is None or body.kind not in KINDS or index in titled:
                continue
            bracketed = clause.sentence.tokens[person.last].text == "("
            support = (RULE, BRACKETED if bracketed else FROM)
            yield employment_of(parse, clause.names[index], body, support)


def _joined(clause: Clause, person: Person, body: Body) -> bool:
    """«из Министерства», «(Всемирный банк)» right after the name."""
    tokens = clause.sentence.tokens
    if body.first != person.last + 1 or not body.proper or clause.sentence.tokens[body.head].name == "LOC":
        return False
    if tokens[person.last].low == "из":
        return True
    closed = body.last < len(tokens) and tokens[body.last].text == ")"
    return tokens[person.last].text == "(" and closed and tokens[body.head].name == "ORG"
