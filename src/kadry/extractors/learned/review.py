"""The review of what the rules have found: how sure each claim is, which are none, which ones the rules have missed.

Three forests answer: whether a person holds a role, whether a role is held in its body, whether a person belongs to a
body. A claim's confidence comes from the product of the answers that it rests on, calibrated so that it is the share of
right ones among claims with that product.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from msgspec import Struct

from kadry.claim import RoleClaim, Support, join_claims, with_supports
from kadry.extractors.headings import RULE as HEADINGS
from kadry.extractors.learned import holders, members, seats
from kadry.extractors.learned.facts import Facts
from kadry.extractors.learned.forests import Calibration, Forests, Row, judge
from kadry.extractors.learned.forests import forests as usual
from kadry.extractors.linking import claim_of
from kadry.russian.parse import Parse
from kadry.russian.trees import Forest

RULE = "learned@1"
# KEPT and HEADED: where F1 on texts that a forest had not seen was best.
KEPT = 0.3  # a rule's claim of a role less likely than that is none
HEADED = 0.25  # the same for a body that a verb puts somebody at the head of, without a word for the role
FOUND = 0.5  # a person and a role that no rule joins make a claim where that is likelier than not


Key = TypeVar("Key")  # what a question is about
Holders = dict[tuple[int, str], tuple[holders.Pair, float]]  # a role's first offset and a person's chain


class Case(Struct, frozen=True, dict=True):
    """One document once it is known who holds which role: found are the claims of which no rule has told."""

    facts: Facts
    holders: Holders
    found: list[RoleClaim]

    @cached_property
    def bodies(self) -> seats.Bodies:
        """Its bodies, for documents of which the forests are asked about one."""
        return seats.Bodies(self.facts)


class Answers(Struct, frozen=True):
    """What the forests say of one document, as far as something hangs on it. Roles are keyed by their first offset."""

    case: Case
    seats: dict[int, float]
    members: dict[tuple[str, int], float]  # a person's chain and a body's first offset
    calibration: Calibration


def review(parse: Parse, claims: Iterable[RoleClaim], forests: Forests | None = None) -> list[RoleClaim]:
    """What ``review_all`` makes of one document's claims."""
    return review_all([(parse, claims)], forests)[0]


def review_all(
    told: Sequence[tuple[Parse, Iterable[RoleClaim]]], forests: Forests | None = None
) -> list[list[RoleClaim]]:
    """Of each document's claims by rules those that stand, as sure as they are likely, and those that forests add.

    The questions of all documents go to a forest together: it is large, so that to reach it takes longer than to ask.
    forests: None for those that come with the package.
    """
    grown, known = forests or usual(), [Facts(parse, join_claims(claims)) for parse, claims in told]
    pairs = _answered(grown.holders, [_pairs(facts) for facts in known])
    cases = [_case(facts, values) for facts, values in zip(known, pairs, strict=True)]
    seated = _answered(grown.seats, [_seats(case) for case in cases])
    belonging = _answered(grown.members, [_members(case) for case in cases])
    told_of = zip(cases, seated, belonging, strict=True)
    return [_judged(Answers(case, places, bodies, grown.calibration)) for case, places, bodies in told_of]


def _answered(forest: Forest, asked: Sequence[Mapping[Key, Row]]) -> list[dict[Key, float]]:
    """What a forest says to the questions of each document."""
    values = iter(judge(forest, [row for rows in asked for row in rows.values()]))
    return [{key: next(values) for key in rows} for rows in asked]


def _case(facts: Facts, pairs: Mapping[holders.Pair, float]) -> Case:
    held = _holders(pairs)
    return Case(facts, held, list(_found(facts, held)))


def _judged(answers: Answers) -> list[RoleClaim]:
    reviewed = (_reviewed(answers, claim) for claim in answers.case.facts.claims)
    added = (_sure(answers, claim, claim.confidence * _seat(answers, claim)) for claim in answers.case.found)
    return [*(claim for claim in reviewed if claim is not None), *added]


def _pairs(facts: Facts) -> dict[holders.Pair, Row]:
    return {p: (holders.numbers(facts, p), _head(facts, p.sentence, p.role)) for p in _open(facts)}


def _holders(pairs: Mapping[holders.Pair, float]) -> Holders:
    """For each role and person the likeliest mention."""
    found: Holders = {}
    for pair, value in pairs.items():
        key = (pair.start, pair.chain)
        if key not in found or found[key][1] < value:
            found[key] = (pair, value)
    return found


def _open(facts: Facts) -> Iterator[holders.Pair]:
    """The pairs whose answers matter: those of the rules, and those of roles for which a holder may be found."""
    known = facts.known
    for place, group in groupby(holders.candidates(facts), key=attrgetter("start")):
        pairs, role = list(group), facts.roles[place]
        told, word = facts.holders.get(place, ()), role.normal.casefold()
        free = {pair.chain for pair in pairs if (pair.chain, word) not in known and holders.possible(facts, pair)}
        rivals = bool(free) and not role.plural  # of whom only the likeliest may be found
        yield from [pair for pair in pairs if rivals or pair.chain in free or pair.chain in told]


def _seats(case: Case) -> dict[int, Row]:
    """Of the roles that claims give to somebody in a body."""
    facts, claims = case.facts, (*case.facts.claims, *case.found)
    wanted = {c.role.start for c in claims if c.role is not None and c.organization is not None}
    places = {seats.place_of(facts, seat): seat for seat in seats.candidates(facts, wanted)} if wanted else {}
    return {
        place: (seats.numbers(facts, case.bodies, seat), _head(facts, seat.sentence, seat.role))
        for place, seat in places.items()
    }


def _members(case: Case) -> dict[tuple[str, int], Row]:
    """Only where a claim has no role that the other forests could tell of."""
    facts = case.facts
    wanted = {_membership(c) for c in facts.claims if not _has_role(facts, c)}
    if not wanted:
        return {}
    parse = facts.parse
    pairs = {m: (members.chain_of(facts, m), parse.body_mention(m.body).start) for m in members.candidates(facts)}
    kept = {key: m for m, key in pairs.items() if key in wanted}
    return {key: (members.numbers(facts, case.bodies, m), members.word(facts, m)) for key, m in kept.items()}


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
    if claim.role is not None and _has_role(answers.case.facts, claim):
        listed = any(support.rule == HEADINGS for support in claim.supports)  # in a form that forests do not know
        answer = None if listed else answers.case.holders.get((claim.role.start, claim.antecedent.key))
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
    return with_supports(claim, tuple([Support(s.rule, confidence) for s in claim.supports]))


def _found(facts: Facts, held: Holders) -> Iterator[RoleClaim]:
    """The claims that no rule has found: the likeliest holder of a role, or each of one in the plural.

    What the rules say of the same person and the same words elsewhere in the document is not said again.
    """
    best: dict[int, float] = {}
    for (place, _), (_, value) in held.items():
        best[place] = max(value, best.get(place, 0.0))
    known = facts.known
    for (place, chain), (pair, value) in held.items():
        role = facts.roles[place]
        chosen = value >= FOUND and (role.plural or value == best[place]) and holders.possible(facts, pair)
        if chosen and (place, chain) not in facts.said and (chain, role.normal.casefold()) not in known:
            yield claim_of(facts.parse, holders.mention_of(facts, pair), role, (RULE, value), also=(pair.sentence,))
