"""Members: a person and a body of one sentence, and the numbers by which a forest tells if they belong together."""

from collections.abc import Iterator

from msgspec import Struct

from kadry.extractors.learned import seats
from kadry.extractors.learned import tokens as at
from kadry.extractors.learned.facts import Facts, Numbers
from kadry.extractors.learned.holders import person_numbers
from kadry.extractors.learned.seats import Bodies, body_numbers
from kadry.extractors.linking import role_start
from kadry.russian.bodies import Body
from kadry.russian.parse import Clause

REACH = 4  # bodies that a person is paired with, the nearest


class Member(Struct, frozen=True):
    """A person and a body: the sentence, the person's index there, and the body."""

    sentence: int
    person: int
    body: Body


def candidates(facts: Facts) -> Iterator[Member]:
    """The pairs of a document, for each person of a sentence the nearest mention of each body there."""
    parse = facts.parse
    for number, clause in enumerate(parse.clauses):
        seen: set[tuple[str, str]] = set()
        for i, person in enumerate(clause.persons):
            span = (person.first, person.last)
            key = facts.line(number).chains[i]
            near = sorted(clause.bodies, key=lambda b: at.apart((b.first, b.last), span))
            for body in near[:REACH]:
                pair = (key, seats.chain_of(parse, parse.body_mention(body)))
                if pair not in seen:
                    seen.add(pair)
                    yield Member(number, i, body)


def chain_of(facts: Facts, member: Member) -> str:
    """The key of a pair's person's chain."""
    return facts.line(member.sentence).chains[member.person]


def word(facts: Facts, member: Member) -> str:
    """The head noun of a pair's body."""
    return facts.parse.clauses[member.sentence].sentence.tokens[member.body.head].low


def numbers(facts: Facts, bodies: Bodies, member: Member) -> Numbers:
    """Every number of a pair, by name; what does not apply is absent."""
    parse = facts.parse
    clause = parse.clauses[member.sentence]
    key = chain_of(facts, member)
    place = seats.chain_of(parse, parse.body_mention(member.body))
    found = person_numbers(facts, member.sentence, member.person) | body_numbers(parse, member.body)
    found |= _between(facts, clause, member) | _roles(facts, clause, member.body, key)
    found |= _rules(facts, key, member)
    return found | {"body:size": bodies.sizes.get(place, 1), "held": bodies.held[key][place]}


def _between(facts: Facts, clause: Clause, member: Member) -> Numbers:
    person, body = clause.persons[member.person], member.body
    low, high = min(person.last, body.last), max(person.first, body.first)
    return {
        **at.between(clause.sentence.tokens, (person.first, person.last), (body.first, body.last)),
        **seats.gaps(facts, member.sentence, low, high),
        "names": len(clause.persons),
        "roles": len(clause.roles),
        "bodies": len(clause.bodies),
    }


def _roles(facts: Facts, clause: Clause, body: Body, key: str) -> Numbers:
    """Whose role the body belongs to."""
    owners = [r for r in clause.roles if r.start <= body.first < r.end]
    mine = [facts.holders.get(role_start(facts.parse, r), {}).get(key, 0.0) for r in owners]
    others = [v for r in owners for k, v in facts.holders.get(role_start(facts.parse, r), {}).items() if k != key]
    return {"owned": len(owners), "owned:mine": max(mine, default=0.0), "owned:others": max(others, default=0.0)}


def _rules(facts: Facts, key: str, member: Member) -> Numbers:
    """What rules say of the person and this very mention of the body."""
    token = facts.parse.clauses[member.sentence].sentence.tokens[member.body.first]
    told = facts.employed.get((key, token.start), ())
    return {f"rule:{s.rule.partition('@')[0]}": s.confidence for claim in told for s in claim.supports}
