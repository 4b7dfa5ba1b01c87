"""The review of what the rules have found: how sure each claim is, which are none, which ones the rules have missed.

Three forests answer: whether a person holds a role, whether a role is held in its body, whether a person belongs to a
body. A claim's confidence comes from the product of the answers that it rests on, calibrated so that it is the share of
right ones among claims with that product.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import RoleClaim, Support, join_claims
from kadry.extractors.learned import holders, members, seats
from kadry.extractors.learned.facts import Facts
from kadry.extractors.learned.forests import Calibration, Forests, judge
from kadry.extractors.learned.forests import forests as usual
from kadry.extractors.linking import claim_of, role_start
from kadry.russian.parse import Parse

RULE = "learned@1"
# KEPT and HEADED: where F1 on texts that a forest had not seen was best.
KEPT = 0.3  # a rule's claim of a role less likely than that is none
HEADED = 0.25  # the same for a body that a verb puts somebody at the head of, without a word for the role
FOUND = 0.5  # a person and a role that no rule joins make a claim where that is likelier than not


class Answers(Struct, frozen=True):
    """What the forests say of one document. Roles are keyed by their first offset, persons and bodies by chain."""

    facts: Facts
    holders: dict[tuple[int, str], tuple[holders.Pair, float]]
    seats: dict[int, float]
    members: dict[tuple[str, int], float]  # a person's chain and a body's first offset
    calibration: Calibration


def review(parse: Parse, claims: Iterable[RoleClaim], forests: Forests | None = None) -> list[RoleClaim]:
    """The claims of the rules that stand, each as sure as it is likely, and those that the forests add.

    forests: None for those that come with the package.
    """
    answers = ask(Facts(parse, join_claims(claims)), forests or usual())
    reviewed = (_reviewed(answers, claim) for claim in answers.facts.claims)
    return [*(claim for claim in reviewed if claim is not None), *_found(answers)]


def ask(facts: Facts, forests: Forests) -> Answers:
    """Put the pairs of a document to the forests."""
    bodies = seats.Bodies(facts)
    return Answers(
        facts=facts,
        holders=_holders(facts, forests),
        seats=_seats(facts, bodies, forests),
        members=_members(facts, bodies, forests),
        calibration=forests.calibration,
    )


def _holders(facts: Facts, forests: Forests) -> dict[tuple[int, str], tuple[holders.Pair, float]]:
    """For each role and person the likeliest mention."""
    pairs = list(holders.candidates(facts))
    values = judge(forests.holders, [(holders.numbers(facts, p), _head(facts, p.sentence, p.role)) for p in pairs])
    found: dict[tuple[int, str], tuple[holders.Pair, float]] = {}
    for pair, value in zip(pairs, values, strict=True):
        role = facts.parse.clauses[pair.sentence].roles[pair.role]
        key = (role_start(facts.parse, role), holders.chain_of(facts, pair))
        if key not in found or found[key][1] < value:
            found[key] = (pair, value)
    return found


def _seats(facts: Facts, bodies: seats.Bodies, forests: Forests) -> dict[int, float]:
    places = list(seats.candidates(facts))
    rows = [(seats.numbers(facts, bodies, s), _head(facts, s.sentence, s.role)) for s in places]
    roles = (facts.parse.clauses[s.sentence].roles[s.role] for s in places)
    return dict(zip((role_start(facts.parse, role) for role in roles), judge(forests.seats, rows), strict=True))


def _members(facts: Facts, bodies: seats.Bodies, forests: Forests) -> dict[tuple[str, int], float]:
    """Only where a claim has no role that the other forests could tell of."""
    wanted = {_membership(c) for c in facts.claims if not _has_role(facts, c)}
    parse = facts.parse
    pairs = {m: (members.chain_of(facts, m), parse.body_mention(m.body).start) for m in members.candidates(facts)}
    kept = [m for m, key in pairs.items() if key in wanted]
    rows = [(members.numbers(facts, bodies, m), members.word(facts, m)) for m in kept]
    return dict(zip((pairs[m] for m in kept), judge(forests.members, rows), strict=True))


def _head(facts: Facts, sentence: int, role: int) -> str:
    clause = facts.parse.clauses[sentence]
    return clause.sentence.tokens[clause.roles[role].head].low


def _has_role(facts: Facts, claim: RoleClaim) -> bool:
    """Whether a claim's role has words of its own («возглавил» has none)."""
    return claim.role is not None and claim.role.start in facts.roles


def _membership(claim: RoleClaim) -> tuple[str, int]:
    return claim.antecedent.key, claim.organization.start if claim.organization is not None else -1


def _reviewed(answers: Answers, claim: RoleClaim) -> RoleClaim | None:
    """A rule's claim as sure as the forests find it; None where they do not believe it."""
    if claim.role is not None and _has_role(answers.facts, claim):
        answer = answers.holders.get((claim.role.start, claim.antecedent.key))
        value = claim.confidence if answer is None else answer[1]
        return None if value < KEPT else _sure(answers, claim, value * _seat(answers, claim))
    value = answers.members.get(_membership(claim), claim.confidence)
    return None if claim.role is not None and value < HEADED else _sure(answers, claim, value)


def _seat(answers: Answers, claim: RoleClaim) -> float:
    """How likely a claim's body is its role's."""
    if claim.role is None or claim.organization is None:
        return 1.0
    return answers.seats.get(claim.role.start, claim.confidence)


def _sure(answers: Answers, claim: RoleClaim, value: float) -> RoleClaim:
    """The claim with one confidence for all its rules, as ``value`` is worth."""
    confidence = round(answers.calibration.confidence(value), 3)
    return replace(claim, supports=tuple(Support(s.rule, confidence) for s in claim.supports))


def _found(answers: Answers) -> Iterator[RoleClaim]:
    """The claims that no rule has found: the likeliest holder of a role, or each of one in the plural.

    What the rules say of the same person and the same words elsewhere in the document is not said again.
    """
    facts = answers.facts
    best: dict[int, float] = {}
    for (place, _), (_, value) in answers.holders.items():
        best[place] = max(value, best.get(place, 0.0))
    known = {(c.antecedent.key, c.role.normal.casefold()) for c in facts.claims if c.role is not None}
    for (place, chain), (pair, value) in answers.holders.items():
        role = facts.roles[place]
        chosen = value >= FOUND and (role.plural or value == best[place]) and holders.possible(facts, pair)
        if chosen and (chain, role.normal.casefold()) not in known:
            claim = claim_of(facts.parse, holders.mention_of(facts, pair), role, (RULE, value), also=(pair.sentence,))
            yield _sure(answers, claim, value * _seat(answers, claim))
