"""Holders: a role and a person who may hold it, and the numbers by which a forest tells how likely that is.

Every role is paired with the names of its own sentence, with those that the text speaks of just before, and with
whomever a rule has given it to. The numbers tell of the words between, of morphology and syntax, of rivals on either
side and of what the rules said. But for the embedding of the role's head noun they hold no word of the text.
"""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from kadry.claim import Mention
from kadry.extractors.frames import CAPACITIES
from kadry.extractors.learned import tokens as at
from kadry.extractors.learned.facts import Facts
from kadry.extractors.linking import role_start
from kadry.extractors.people import focus, main_person, role_gender
from kadry.russian import lexicon
from kadry.russian.declension import person_cases
from kadry.russian.parse import Clause
from kadry.russian.roles import Role

NEGATIONS = frozenset(("не", "ни", "без"))
REACH = 3  # persons on either side of a role that may be its holder
CLASSES = ("post", "profession", "rank", "title")
STATUSES = ("current", "former", "future", "denied")
CHANGES = ("", "appointed", "dismissed")
GENDERS = ("", "masc", "femn")
Numbers = dict[str, float]


class Pair(Struct, frozen=True):
    """A role and a mention of a person: the sentence of each, and its index there."""

    sentence: int
    role: int
    place: int
    person: int


def candidates(facts: Facts) -> Iterator[Pair]:
    """The pairs of a document, in the order of its roles."""
    parse = facts.parse
    index = {m.start: (n, i) for n, c in enumerate(parse.clauses) for i, m in enumerate(c.names)}
    for number, clause in enumerate(parse.clauses):
        for i, role in enumerate(clause.roles):
            found = dict.fromkeys((number, k) for k in _near(facts, clause, role))
            place = role_start(parse, role)
            chains = facts.holders.get(place, ())
            others = [claim.person.start for key in chains for claim in facts.said[place, key]]
            if all(p.first > role.start for p in clause.persons):
                spoken_of = (focus(parse, number), main_person(parse, number))
                others += [m.start for m in spoken_of if m is not None]
            found.update(dict.fromkeys(index[offset] for offset in others if offset in index))
            yield from (Pair(number, i, place, k) for place, k in found)


def _near(facts: Facts, clause: Clause, role: Role) -> list[int]:
    """The names nearest to a role, one mention of each person on each side."""
    left: dict[str, int] = {}
    right: dict[str, int] = {}
    for i, person in enumerate(clause.persons):
        key = facts.parse.antecedents[clause.names[i].key].key
        if person.last <= role.start:
            left.pop(key, None)
            left[key] = i
        elif person.first >= role.start:
            right.setdefault(key, i)
    return [*list(left.values())[-REACH:], *list(right.values())[:REACH]]


def mention_of(facts: Facts, pair: Pair) -> Mention:
    """The mention of a pair's person."""
    return facts.parse.clauses[pair.place].names[pair.person]


def chain_of(facts: Facts, pair: Pair) -> str:
    """The key of a pair's person's chain."""
    return facts.parse.antecedents[mention_of(facts, pair).key].key


def possible(facts: Facts, pair: Pair) -> bool:
    """Whether nothing in the text speaks against a pair that no rule has joined.

    «говорил с министром», «не министр», «министр и Орлов», «Орлов ушёл. Певица …»; a post is not taken from one
    sentence to a name in another, since what a bare title stands for is told by the chains.
    """
    clause = facts.parse.clauses[pair.sentence]
    role = clause.roles[pair.role]
    if role.event or (pair.place != pair.sentence and role.role_class == "post"):
        return False
    gender = role_gender(clause, role)
    if gender == "femn" and facts.genders.get(chain_of(facts, pair)) == "masc":
        return False
    if pair.place != pair.sentence:
        return True
    tokens, person = clause.sentence.tokens, clause.persons[pair.person]
    negated = role.start > 0 and tokens[role.start - 1].low in NEGATIONS
    joined = [t.low for t in tokens[role.end : person.first]] == ["и"]
    return not negated and not joined and _agrees(clause, pair.person, role)


def _agrees(home: Clause, index: int, role: Role) -> bool:
    person = home.persons[index]
    return not role.case or role.case in person_cases(home.sentence.tokens[person.first : person.last])


def numbers(facts: Facts, pair: Pair) -> Numbers:
    """Every number of a pair, by name; what does not apply is absent."""
    clause, home = facts.parse.clauses[pair.sentence], facts.parse.clauses[pair.place]
    role, key = clause.roles[pair.role], chain_of(facts, pair)
    found = _rules(facts, role, key) | _role(clause, role) | person_numbers(facts, home, pair.person, key)
    found |= _document(facts, role, key) | _agreement(facts, home, pair.person, clause, role, key)
    if pair.place == pair.sentence:
        found |= _between(clause, pair.person, role)
    found["apart"] = pair.sentence - pair.place
    return found


def _rules(facts: Facts, role: Role, key: str) -> Numbers:
    """What the rules say of the pair and of the role's other holders."""
    place = role_start(facts.parse, role)
    found: Numbers = {}
    for claim in facts.said.get((place, key), ()):
        for support in claim.supports:
            rule = support.rule.partition("@")[0]
            found[f"rule:{rule}"] = support.confidence
            found[f"change:{rule}"] = CHANGES.index(claim.change or "")
            found[f"status:{rule}"] = STATUSES.index(claim.status)
    holders = facts.holders.get(place, {})
    rivals = [value for other, value in holders.items() if other != key]
    return found | {"claimed": holders.get(key, 0.0), "rivals": len(rivals), "rival": max(rivals, default=0.0)}


def _role(clause: Clause, role: Role) -> Numbers:
    tokens = clause.sentence.tokens
    head, entry = tokens[role.head], lexicon.roles().get(role.lemma)
    over = at.parent(tokens, role.head)
    return {
        "role:class": CLASSES.index(role.role_class),
        "role:case": at.CASES.index(role.case),
        "role:plural": role.plural,
        "role:status": STATUSES.index(role.status),
        "role:body": (role.body is not None) + 2 * (role.adjective is not None),
        "role:words": role.last - role.first,
        "role:length": role.end - role.start,
        "role:rel": at.rel(head),
        "role:capital": head.text[0].isupper(),
        "role:event": role.event,
        "role:place": role.start,
        "role:before": at.kind(tokens, role.start - 1),
        "role:after": at.kind(tokens, role.end),
        "role:possessive": role.possessive is not None,
        "role:single": entry is not None and "single" in entry.flags,
        "role:governor": at.governor(over),
        "role:verb": at.verb_class(over),
        "role:capacity": tuple(t.low for t in tokens[max(0, role.start - 2) : role.start]) in CAPACITIES,
        "role:sentence": role.sentence,
    }


def person_numbers(facts: Facts, clause: Clause, index: int, key: str) -> Numbers:
    """What a name shows of itself."""
    tokens, person = clause.sentence.tokens, clause.persons[index]
    head = at.top(tokens, person.first, person.last)
    over, size = at.parent(tokens, head), facts.sizes.get(key, 1)
    possible = person_cases(tokens[person.first : person.last])
    return {
        "person:words": person.last - person.first,
        "person:case": at.CASES.index(tokens[head].case),
        "person:nominative": "nomn" in possible,
        "person:oblique": bool(possible - {"nomn"}),
        "person:rel": at.rel(tokens[head]),
        "person:before": at.kind(tokens, person.first - 1),
        "person:after": at.kind(tokens, person.last),
        "person:titles": sum(t.person == index for t in clause.titles),
        "person:governor": at.governor(over),
        "person:verb": at.verb_class(over),
        "person:size": size,
        "person:share": size / facts.mentions,
        "person:claims": facts.held[key],
    }


def _document(facts: Facts, role: Role, key: str) -> Numbers:
    alike = facts.alike.get(role.lemma, Counter())
    mine = alike[key]
    return {
        "alike:mine": mine,
        "alike:others": sum(alike.values()) - mine,
        "alike:roles": facts.heads[role.lemma],
        "people": len(facts.sizes),
    }


def _agreement(facts: Facts, home: Clause, index: int, clause: Clause, role: Role, key: str) -> Numbers:
    """Whether case and gender of a role and a name go together."""
    gender = role_gender(clause, role)
    return {
        "agrees": _agrees(home, index, role),
        "role:gender": GENDERS.index(gender) if gender in GENDERS else 0,
        "person:gender": GENDERS.index(facts.genders.get(key, "")),
    }


def _between(clause: Clause, index: int, role: Role) -> Numbers:
    """What stands between a role and a name of one sentence, and who stands closer."""
    person, whole = clause.persons[index], (role.start, role.end)
    name = (person.first, person.last)
    found = at.between(clause.sentence.tokens, whole, name)
    low, high = min(role.end, person.last), max(role.start, person.first)
    return found | {
        "gap:names": sum(low <= p.first < high for p in clause.persons),
        "gap:roles": sum(low <= r.start < high for r in clause.roles),
        "closer:names": sum(at.apart((p.first, p.last), whole) < found["distance"] for p in clause.persons),
        "closer:roles": sum(at.apart(name, (r.start, r.end)) < found["distance"] for r in clause.roles),
        "names": len(clause.persons),
        "roles": len(clause.roles),
    }
