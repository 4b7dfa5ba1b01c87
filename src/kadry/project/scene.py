"""What is around the posts: relations of bodies, decisions, events and successions, each put together from its claims.

Claims that share a key may be of one thing; all that hang together by keys are looked at together. Both halves are pure
functions: of one document's claims, and of those that hang together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kadry.document import digest
from kadry.fold import fold
from kadry.graph import Standing, Thing
from kadry.mention import Status
from kadry.project import accounts, successions
from kadry.project.accounts import Account, Key, is_coded, is_recurring, ordinal, weight
from kadry.project.sameness import FEW, SHORT, joined, same_decision, same_event
from kadry.project.things import Seen, decision, event, structure
from kadry.scene import BodyClaim, DecisionClaim, EventClaim, SceneClaim, SuccessionClaim

_STANDING: Mapping[Status, Standing] = {
    "current": "asserted",
    "former": "asserted",
    "future": "planned",
    "denied": "denied",
}


def topics(document: Sequence[Seen]) -> list[frozenset[str]]:
    """The topics of each claim of one document: hashes of what it may share with others that are of the same thing.

    A relation has one, its bodies, and a succession one, its people or the post that is vacant. Every word by which
    `kadry.project.sameness` joins decisions or events is one.
    """
    found: dict[str, set[Key]] = defaultdict(set)
    for seen in document:
        claim = seen.claim
        if isinstance(claim, BodyClaim):
            found[claim.id].add((claim.relation, *(who or "" for who in seen.who)))
        elif isinstance(claim, SuccessionClaim):
            found[claim.id].add(successions.topic_of(seen))
        else:
            found[claim.id].add(("said", fold(claim.type), fold(claim.evidence.text)))
        if isinstance(claim, DecisionClaim) and claim.number:
            found[claim.id].add(("here", claim.document, *accounts.numbered(claim)))
    for told, words in ((accounts.decisions(document, {}), _deciding), (accounts.events(document, {}), _happening)):
        for account in told:
            for seen in account.seen:
                found[seen.claim.id].update(words(account))
    return [frozenset(digest(_kind(seen.claim), *key) for key in found[seen.claim.id]) for seen in document]


def _kind(claim: SceneClaim) -> str:
    return str(claim.__struct_config__.tag)


def _deciding(one: Account) -> Iterator[Key]:
    """What tells a decision, whole or in part."""
    yield ("name", *one.key[:-1])
    kind = one.said.type
    for number in one.said.numbers:
        if is_coded(number):
            yield "number", kind, number
        yield from (("number", kind, number, day) for day in one.said.days)
    for title in one.said.titles:
        if weight(title) >= SHORT and not is_recurring(title):
            yield "title", kind, title
        if weight(title) >= FEW:
            yield from (("title", kind, title, day) for day in one.said.days)
    yield from (("issuer", kind, who, day) for who, _ in one.said.issuers if who for day in one.said.days)


def _happening(one: Account) -> Iterator[Key]:
    """What tells an event, whole or in part."""
    yield ("name", *one.key)
    kind = one.said.type
    for title in one.said.titles:
        if ordinal(title):
            yield from (("title", kind, title, date[:4]) for date in one.said.dates)
            if title in one.said.named:
                yield "title", kind, title
        elif title in one.said.named or weight(title) >= FEW:
            yield from (("title", kind, title, date[:7]) for date in one.said.dates)
    yield from (("place", kind, place, day) for place in one.said.places for day in one.said.days)


def records(together: Iterable[Seen], copies: Mapping[str, str]) -> list[Thing]:
    """The things that claims name which hang together. copies: document → the first of its copy group."""
    found: dict[Standing, list[Seen]] = defaultdict(list)
    for seen in sorted(together, key=lambda seen: seen.claim.id):
        found[standing(seen.claim)].append(seen)
    return [record for stands, own in found.items() for record in _records(stands, own, copies)]


def standing(claim: SceneClaim) -> Standing:
    """Whether a claim asserts what it tells, or only plans, denies or reports it."""
    return "reported" if claim.reported else _STANDING[claim.status]


def _records(standing: Standing, own: Sequence[Seen], copies: Mapping[str, str]) -> Iterator[Thing]:
    match own[0].claim:
        case BodyClaim():
            yield structure(standing, own, copies)
        case DecisionClaim():
            for group in joined(accounts.decisions(own, copies), same_decision):
                yield decision(_id("decision", standing, group), standing, _claims(group), copies)
        case EventClaim():
            for group in joined(accounts.events(own, copies), same_event):
                yield event(_id("event", standing, group), standing, _claims(group), copies)
        case SuccessionClaim():
            yield from successions.successions(standing, own, copies)


def _claims(group: Iterable[Account]) -> list[Seen]:
    return sorted((seen for account in group for seen in account.seen), key=lambda seen: seen.claim.id)


def _id(kind: str, standing: Standing, group: Iterable[Account]) -> str:
    return digest(kind, *min(account.id for account in group), standing)
