"""Holders: a role and a person who may hold it, and the numbers by which a forest tells how likely that is.

Every role is paired with the names of its own sentence, with those that the text speaks of just before, and with
whomever a rule has given it to. The numbers tell of the words between, of morphology and syntax, of rivals on either
side and of what the rules said. But for the embedding of the role's head noun they hold no word of the text.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from kadry.claim import Mention
from kadry.extractors.learned import tokens as at
from kadry.extractors.learned.facts import Facts, Line, Numbers
from kadry.extractors.linking import role_start
from kadry.extractors.people import role_gender
from kadry.russian import lexicon
from kadry.russian.apposition import PRONOUNED
from kadry.russian.offices import CAPACITIES
from kadry.russian.parse import Clause
from kadry.russian.roles import Role

NEGATIONS = frozenset(("не", "ни", "без"))
REACH = 3  # persons on either side of a role that may be its holder
CLASSES = ("post", "profession", "rank", "title")
STATUSES = ("current", "former", "future", "denied")
CHANGES = ("", "appointed", "dismissed")
GENDERS = ("", "masc", "femn")
NOMINATIVE = frozenset(("nomn",))
NOBODY: Counter[str] = Counter()
NOTHING = Line([], [], [], [], [], [])


class Pair(Struct, frozen=True):
    """A role and a mention of a person: the sentence of each, and its index there.

    start: the role's first offset; chain: the key of the person's chain.
    """

    sentence: int
    role: int
    place: int
    person: int
    start: int
    chain: str


def candidates(facts: Facts) -> Iterator[Pair]:
    """The pairs of a document, in the order of its roles."""
    parse = facts.parse
    index = {m.start: (n, i) for n, c in enumerate(parse.clauses) if c.names for i, m in enumerate(c.names)}
    for number, clause in enumerate(parse.clauses):
        line = facts.line(number) if clause.roles else NOTHING
        for i, role in enumerate(clause.roles):
            found = {(number, k): line.chains[k] for k in _near(line, role)}
            place = role_start(parse, role)
            chains = facts.holders.get(place, ())
            others = [claim.person.start for key in chains for claim in facts.said[place, key]]
            if not line.firsts or line.firsts[0] > role.start:
                others += line.meant
            found.update({index[offset]: facts.chains[offset] for offset in others if offset in index})
            yield from [Pair(number, i, n, k, place, chain) for (n, k), chain in found.items()]


def _near(line: Line, role: Role) -> list[int]:
    """The names nearest to a role, one mention of each person on each side."""
    left: dict[str, int] = {}
    for i in range(bisect_right(line.lasts, role.start) - 1, -1, -1):
        left.setdefault(line.chains[i], i)
        if len(left) == REACH:
            break
    right: dict[str, int] = {}
    for i in range(bisect_left(line.firsts, role.start), len(line.firsts)):
        right.setdefault(line.chains[i], i)
        if len(right) == REACH:
            break
    return [*reversed(left.values()), *right.values()]


def mention_of(facts: Facts, pair: Pair) -> Mention:
    """The mention of a pair's person."""
    return facts.parse.clauses[pair.place].names[pair.person]


def possible(facts: Facts, pair: Pair) -> bool:
    """Whether nothing in the text speaks against a pair that no rule has joined.

    «говорил с министром», «не министр», «министр и Орлов», «Орлов и его тренер», «Орлов ушёл. Певица …»; a post is
    not taken from one sentence to a name in another, since what a bare title stands for is told by the chains.
    """
    clause = facts.parse.clauses[pair.sentence]
    role = clause.roles[pair.role]
    if role.event or (pair.place != pair.sentence and role.role_class == "post"):
        return False
    gender = role_gender(clause, role)
    if gender == "femn" and facts.genders.get(pair.chain) == "masc":
        return False
    if pair.place != pair.sentence:
        return True
    tokens, person = clause.sentence.tokens, clause.persons[pair.person]
    negated = role.start > 0 and tokens[role.start - 1].low in NEGATIONS
    between = tokens[role.end : person.first] or (() if role.plural else tokens[person.last : role.start])
    joined = [t.low for t in between if t.low not in PRONOUNED] == ["и"]
    return not negated and not joined and _agrees(facts, pair, role)


def _agrees(facts: Facts, pair: Pair, role: Role) -> bool:
    return not role.case or role.case in facts.parse.clauses[pair.place].persons[pair.person].cases


def numbers(facts: Facts, pair: Pair) -> Numbers:
    """Every number of a pair, by name; what does not apply is absent."""
    role, key = facts.parse.clauses[pair.sentence].roles[pair.role], pair.chain
    found = _role(facts, pair.sentence, pair.role) | person_numbers(facts, pair.place, pair.person)
    found |= _rules(facts, pair.start, key)
    found |= _document(facts, role, key)
    found["person:gender"] = GENDERS.index(facts.genders.get(key, ""))
    found["agrees"] = _agrees(facts, pair, role)
    found["apart"] = pair.sentence - pair.place
    if pair.place == pair.sentence:
        found |= _between(facts, pair, role)
    return found


def _rules(facts: Facts, place: int, key: str) -> Numbers:
    """What the rules say of the pair and of the other holders of the role at an offset."""
    holders = facts.holders.get(place)
    if holders is None:
        return {"claimed": 0.0, "rivals": 0, "rival": 0.0}
    rivals = [value for other, value in holders.items() if other != key]
    found: Numbers = {"claimed": holders.get(key, 0.0), "rivals": len(rivals), "rival": max(rivals, default=0.0)}
    for claim in facts.said.get((place, key), ()):
        for support in claim.supports:
            said, change, status = _columns(support.rule)
            found[said] = support.confidence
            found[change] = CHANGES.index(claim.change or "")
            found[status] = STATUSES.index(claim.status)
    return found


@cache
def _columns(rule: str) -> tuple[str, str, str]:
    """The names of the numbers that a rule gives."""
    name = rule.partition("@")[0]
    return f"rule:{name}", f"change:{name}", f"status:{name}"


def _role(facts: Facts, sentence: int, index: int) -> Numbers:
    """What a role shows of itself."""
    found = facts.kept.get(("role", sentence, index))
    if found is None:
        found = facts.kept["role", sentence, index] = _role_numbers(facts.parse.clauses[sentence], index)
    return found


def _role_numbers(clause: Clause, index: int) -> Numbers:
    tokens, role = clause.sentence.tokens, clause.roles[index]
    head, entry = tokens[role.head], lexicon.roles().get(role.lemma)
    over, gender = at.parent(tokens, role.head), role_gender(clause, role)
    return {
        "role:class": CLASSES.index(role.role_class),
        "role:case": at.CASES.index(role.case),
        "role:plural": role.plural,
        "role:status": STATUSES.index(role.status),
        "role:body": (role.body is not None) + 2 * (role.adjective is not None),
        "role:words": role.last - role.first,
        "role:length": role.end - role.start,
        "role:rel": at.rel(head),
        "role:capital": head.capital,
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
        "role:gender": GENDERS.index(gender) if gender in GENDERS else 0,
    }


def person_numbers(facts: Facts, sentence: int, index: int) -> Numbers:
    """What a name shows of itself, and of its person."""
    found = facts.kept.get(("person", sentence, index))
    if found is None:
        found = facts.kept["person", sentence, index] = _person_numbers(facts, sentence, index)
    return found


def _person_numbers(facts: Facts, sentence: int, index: int) -> Numbers:
    clause, line = facts.parse.clauses[sentence], facts.line(sentence)
    tokens, person, key = clause.sentence.tokens, clause.persons[index], line.chains[index]
    head = at.top(tokens, person.first, person.last)
    over, size = at.parent(tokens, head), facts.sizes.get(key, 1)
    possible = person.cases
    return {
        "person:words": person.last - person.first,
        "person:case": at.CASES.index(tokens[head].case),
        "person:nominative": "nomn" in possible,
        "person:oblique": not possible <= NOMINATIVE,
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
    alike = facts.alike.get(role.lemma, NOBODY)
    mine = alike[key]
    return {
        "alike:mine": mine,
        "alike:others": sum(alike.values()) - mine,
        "alike:roles": facts.heads[role.lemma],
        "people": len(facts.sizes),
    }


def _between(facts: Facts, pair: Pair, role: Role) -> Numbers:
    """What stands between a role and a name of one sentence, and who stands closer."""
    clause, line = facts.parse.clauses[pair.sentence], facts.line(pair.sentence)
    person, whole = clause.persons[pair.person], (role.start, role.end)
    name = (person.first, person.last)
    found = at.between(clause.sentence.tokens, whole, name)
    low, high = min(role.end, person.last), max(role.start, person.first)
    found["gap:names"] = at.within(line.firsts, low, high)
    found["gap:roles"] = at.within(line.starts, low, high)
    found["closer:names"] = at.closer(line.firsts, line.lasts, whole, found["distance"])
    found["closer:roles"] = at.closer(line.starts, line.ends, name, found["distance"])
    found["names"] = len(clause.persons)
    found["roles"] = len(clause.roles)
    return found
