"""Seats: a role and the body that its phrase has, and the numbers by which a forest tells whether that is its body."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from msgspec import Struct

from kadry.claim import Mention
from kadry.extractors.learned import tokens as at
from kadry.extractors.learned.facts import Facts, Numbers
from kadry.extractors.learned.holders import CLASSES
from kadry.extractors.linking import organization_of, role_start
from kadry.russian import lexicon
from kadry.russian.bodies import Body
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role

KINDS = ("organ", "company", "party", "media", "church", "team", "place", "country", "name", "abbreviation", "")
NAMES = ("", "ORG", "LOC", "PER")


class Seat(Struct, frozen=True):
    """A role, by its sentence and its index there, and its body's mention; body: None for an adjective's country."""

    sentence: int
    role: int
    mention: Mention
    body: Body | None


class Bodies:
    """A document's bodies by chain, and which head nouns of roles have which. Nothing is changed after it is made."""

    def __init__(self, facts: Facts) -> None:
        parse = facts.parse
        wholes = (parse.body_mention(link.whole) for clause in parse.clauses for link in clause.nested)
        inside = {(m.start, m.end) for m in wholes}
        bodies = (c for c in parse.chains if c.head.type == "body")
        self.sizes = {c.key: sum([(m.start, m.end) not in inside for m in c.mentions]) for c in bodies}
        self.alike: dict[str, Counter[str]] = defaultdict(Counter)  # head noun of a role → chains
        for role in facts.roles.values():
            mention, _ = organization_of(parse, role)
            if mention is not None:
                self.alike[role.lemma][chain_of(parse, mention)] += 1
        self.held: dict[str, Counter[str]] = defaultdict(Counter)  # person's chain → bodies' chains
        for claim in facts.claims:
            if claim.organization is not None:
                self.held[claim.antecedent.key][chain_of(parse, claim.organization)] += 1


def chain_of(parse: Parse, mention: Mention) -> str:
    """The key of a body's chain; of an adjective's country, its name."""
    found = parse.antecedents.get(mention.key)
    return mention.normal.casefold() if found is None else found.key


def place_of(facts: Facts, seat: Seat) -> int:
    """The first offset of a seat's role."""
    return role_start(facts.parse, facts.parse.clauses[seat.sentence].roles[seat.role])


def candidates(facts: Facts, wanted: Collection[int] | None = None) -> Iterator[Seat]:
    """The roles of a document that have a body, with it; wanted: the first offsets of those to look at, None: all."""
    for number, clause in enumerate(facts.parse.clauses):
        for i, role in enumerate(clause.roles):
            asked = wanted is None or role_start(facts.parse, role) in wanted
            mention = organization_of(facts.parse, role)[0] if asked else None
            if mention is not None:
                yield Seat(number, i, mention, role.body)


def numbers(facts: Facts, bodies: Bodies, seat: Seat) -> Numbers:
    """Every number of a seat, by name; what does not apply is absent."""
    parse = facts.parse
    clause = parse.clauses[seat.sentence]
    role, key = clause.roles[seat.role], chain_of(parse, seat.mention)
    found = _role(clause, role) | _document(facts, bodies, role, key)
    found["adjective"] = seat.body is None
    if seat.body is not None:
        found |= body_numbers(parse, seat.body)
        found["apart"] = seat.sentence - seat.body.sentence
        if seat.body.sentence == seat.sentence:
            found |= _between(facts, clause, role, seat.body)
    return found


def _role(clause: Clause, role: Role) -> Numbers:
    tokens = clause.sentence.tokens
    entry = lexicon.roles().get(role.lemma)
    return {
        "role:class": CLASSES.index(role.role_class),
        "role:body": (role.body is not None) + 2 * (role.adjective is not None),
        "role:words": role.last - role.first,
        "role:plural": role.plural,
        "role:single": entry is not None and "single" in entry.flags,
        "role:national": role.lemma in lexicon.particles("national_post"),
        "role:before": at.kind(tokens, role.start - 1),
        "role:after": at.kind(tokens, role.last),
        "role:capital": tokens[role.head].capital,
        "bodies": len(clause.bodies),
        "names": len(clause.persons),
        "roles": len(clause.roles),
    }


def body_numbers(parse: Parse, body: Body) -> Numbers:
    """What a body shows of itself."""
    tokens = parse.clauses[body.sentence].sentence.tokens
    head = tokens[body.head]
    return {
        "body:kind": KINDS.index(body.kind) if body.kind in KINDS else -1,
        "body:case": at.CASES.index(body.case) if body.case in at.CASES else 0,
        "body:proper": body.proper,
        "body:name": NAMES.index(head.name) if head.name in NAMES else 0,
        "body:words": body.last - body.first,
        "body:lower": tokens[body.first].text.islower(),
        "body:rel": at.rel(head),
        "body:before": at.kind(tokens, body.first - 1),
        "body:after": at.kind(tokens, body.last),
        "body:governor": at.governor(at.parent(tokens, body.head)),
    }


def _document(facts: Facts, bodies: Bodies, role: Role, key: str) -> Numbers:
    alike = bodies.alike.get(role.lemma, Counter())
    holders = facts.holders.get(role_start(facts.parse, role), {})
    held = [bodies.held[holder][key] for holder in holders]
    return {
        "body:size": bodies.sizes.get(key, 1),
        "alike:mine": alike[key],
        "alike:others": sum(alike.values()) - alike[key],
        "held": max(held, default=-1),
        "holders": len(holders),
    }


def _between(facts: Facts, clause: Clause, role: Role, body: Body) -> Numbers:
    whole, span = (role.start, max(role.last, role.start + 1)), (body.first, body.last)
    low, high = min(role.last, body.last), max(role.start, body.first)
    return {**at.between(clause.sentence.tokens, whole, span), **gaps(facts, body.sentence, low, high)}


def gaps(facts: Facts, sentence: int, low: int, high: int) -> Numbers:
    """How many names, roles and bodies begin between two tokens of a sentence."""
    line = facts.line(sentence)
    return {
        "gap:names": at.within(line.firsts, low, high),
        "gap:roles": at.within(line.starts, low, high),
        "gap:bodies": sum(low <= b.first < high for b in facts.parse.clauses[sentence].bodies),
    }
