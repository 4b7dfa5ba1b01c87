"""Descriptions: a profession without a name that goes on speaking of a person («Певец заявил …»)."""

from collections.abc import Iterator

from kadry.claim import Mention, RoleClaim
from kadry.extractors.linking import claim_of
from kadry.extractors.people import main_person
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.words import forms

RULE = "descriptions@1"
CONFIDENCE = 0.5


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim for each nameless profession whose only possible holder is the person that the text is speaking of.

    Posts are left out: of those that were tried on development texts one in three was the person's.
    """
    titled = _titled_roles(parse)
    for number, clause in enumerate(parse.clauses):
        for index, role in enumerate(clause.roles):
            if any(t.role == index for t in clause.titles) or not _describes(clause, role) or role.lemma in titled:
                continue
            person = _before(parse, number, role) or main_person(parse, number)
            if person is not None and _suits(parse, person, clause, role):
                yield claim_of(parse, person, role, (RULE, CONFIDENCE), also=(number,))


def _titled_roles(parse: Parse) -> set[str]:
    """Heads of roles that stand beside a name somewhere, and so have a holder of their own."""
    return {c.roles[t.role].lemma for c in parse.clauses for t in c.titles}


def _describes(clause: Clause, role: Role) -> bool:
    """A single definite subject: nominative, without a word that makes it anybody."""
    if role.plural or role.case != "nomn" or role.event or role.status != "current" or role.role_class != "profession":
        return False
    head = clause.sentence.tokens[role.head]
    return head.rel in ("nsubj", "nsubj:pass") and not head.text.isupper()


def _before(parse: Parse, number: int, role: Role) -> Mention | None:
    """The only person of the sentence before, where it has one."""
    own = [
        m
        for m, p in zip(parse.clauses[number].names, parse.clauses[number].persons, strict=True)
        if p.last <= role.start
    ]
    if own:
        return None
    if number == 0:
        return None
    heads = {parse.antecedents[m.key] for m in parse.clauses[number - 1].names}
    return parse.clauses[number - 1].names[0] if len(heads) == 1 else None


def _suits(parse: Parse, person: Mention, clause: Clause, role: Role) -> bool:
    """Whether gender allows it, and the sentence does not name the person beside the role."""
    head = parse.antecedents.get(person.key, person)
    if any(parse.antecedents.get(m.key, m) == head for m in clause.names):
        return False
    gender = next((c.gender for c in parse.chains if c.head == head), None)
    noun = next((f for f in forms(clause.sentence.tokens[role.head].low) if f.kind == "NOUN"), None)
    feminine = noun is not None and noun.gender == "femn" and "ms-f" not in noun.grammemes
    return not (feminine and gender == "masc")
