"""Descriptions: a profession, or a former post, without a name that goes on speaking of a person («Певец заявил …»)."""

from collections.abc import Iterator

from kadry.claim import RoleClaim
from kadry.extractors.linking import claim_of
from kadry.extractors.references import described
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role

RULE = "descriptions@1"
CONFIDENCE = 0.5


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim for each nameless profession or former post whose only possible holder the text is speaking of.

    Posts that are held are left out: of those that were tried on development texts one in three was the person's.
    """
    titled = _titled_roles(parse)
    for number, clause in enumerate(parse.clauses):
        for index, role in enumerate(clause.roles):
            if any(t.role == index for t in clause.titles) or not _describes(clause, role) or role.lemma in titled:
                continue
            person = described(parse, number, role)
            if person is not None:
                yield claim_of(parse, person, role, (RULE, CONFIDENCE), also=(number,))


def _titled_roles(parse: Parse) -> set[str]:
    """Heads of roles that stand beside a name somewhere, and so have a holder of their own."""
    return {c.roles[t.role].lemma for c in parse.clauses for t in c.titles}


def _describes(clause: Clause, role: Role) -> bool:
    """A single definite subject: nominative, without a word that makes it anybody."""
    told = (role.role_class, role.status) in (("profession", "current"), ("post", "former"))
    if role.plural or role.case != "nomn" or role.event or not told:
        return False
    head = clause.sentence.tokens[role.head]
    return head.rel in ("nsubj", "nsubj:pass") and not head.text.isupper()
