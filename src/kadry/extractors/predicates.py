"""Predicates: verbs of appointment, dismissal and holding («назначен секретарём», «занимал пост», «возглавила»)."""

import re
from collections.abc import Iterator, Sequence

from kadry.claim import Change, Mention, RoleClaim, Status
from kadry.extractors.frames import Frame, frame_of, person_of, predecessor_of
from kadry.extractors.linking import claim_of
from kadry.russian import lexicon
from kadry.russian.bodies import Body
from kadry.russian.dates import Period
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger, find_triggers

RULE = "predicates@1"


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim for each role, or headed or joined body, that a verb gives to a person."""
    spoken: tuple[Role, ...] = ()  # the last role that a verb governed, for «на эту должность»
    for number, clause in enumerate(parse.clauses):
        triggers = _triggers(clause)
        used: set[int] = set()
        for trigger in triggers:
            frame = frame_of(clause, trigger, triggers, used)
            used.update(role.head for role in frame.roles)
            roles = spoken if frame.anaphor else frame.roles
            person = person_of(parse, number, frame) if roles or frame.bodies else None
            if person is not None:
                yield from _claims(parse, number, frame, roles, person)
            spoken = frame.roles[-1:] or spoken


def _triggers(clause: Clause) -> tuple[Trigger, ...]:
    """The sentence's triggers that are not words of a role themselves (исполняющий обязанности)."""
    inside = {i for role in clause.roles for i in range(role.start, role.last)}
    return tuple(t for t in find_triggers(clause.sentence.tokens) if t.token not in inside)


def _claims(parse: Parse, number: int, frame: Frame, roles: Sequence[Role], person: Mention) -> Iterator[RoleClaim]:
    clause, trigger = parse.clauses[number], frame.trigger
    said = parse.document.text[clause.sentence.start : clause.sentence.end].lower().replace("ё", "е")
    reported = _has_phrase(said, "rumour")
    status, change = _meaning(trigger)
    if (reported or status == "future") and _has_phrase(said, "denial"):
        status, change = "denied", None
    period = _period(clause, trigger, _triggers(clause))
    confidence = 0.85 if clause.sentence.start <= person.start < clause.sentence.end else 0.7
    before = predecessor_of(clause, trigger, person) if trigger.kind == "succeed" else None
    for role in (*roles, *(_verbal_role(trigger, body) for body in frame.bodies)):
        claim = claim_of(
            parse,
            role,
            person,
            support=(RULE, confidence),
            status=status if status != "current" or role.status == "current" else role.status,
            change=change,
            reported=reported,
            period=period,
            also=(number,),
        )
        yield claim
        if before is not None and claim.status == "current":
            yield claim_of(
                parse, role, before, support=(RULE, confidence), status="former", change="dismissed", also=(number,)
            )


def _has_phrase(text: str, group: str) -> bool:
    """Whether a sentence in lower case has one of a group's phrases, as whole words."""
    return any(phrase in text and re.search(rf"\b{re.escape(phrase)}\b", text) for phrase in lexicon.particles(group))


def _verbal_role(trigger: Trigger, body: Body) -> Role:
    """The role that the verb itself stands for: «возглавил комитет» makes a глава, «вошёл в состав» a член."""
    name = "член" if trigger.kind == "join" else "глава"
    at = trigger.token
    return Role(
        sentence=body.sentence,
        start=at,
        first=at,
        last=at + 1,
        end=body.last,
        head=at,
        case="nomn",
        plural=False,
        lemma=name,
        role_class="post",
        normal=name,
        post=None,
        status="current",
        fresh=False,
        acting=False,
        body=body,
        adjective=None,
        employer=None,
        possessive=None,
        event=False,
    )


def _meaning(trigger: Trigger) -> tuple[Status, Change | None]:
    """Status and change by the verb's class and time."""
    if trigger.negated:
        return "denied", None
    if trigger.kind in ("dismiss", "leave"):
        return ("current", None) if trigger.time == "future" else ("former", "dismissed")
    if trigger.time == "future":
        return "future", None
    if trigger.kind in ("appoint", "become", "succeed", "join") or (trigger.kind == "head" and trigger.finished):
        coming = trigger.finished or trigger.kind == "appoint"
        return "current", "appointed" if coming and trigger.time == "past" else None
    return ("former" if trigger.time == "past" else "current"), None


def _period(clause: Clause, trigger: Trigger, triggers: Sequence[Trigger]) -> Period | None:
    """The period that is nearer to this verb than to any other, with at most one comma on the way."""
    tokens = clause.sentence.tokens

    def distance(period: Period, verb: int) -> tuple[int, int]:
        low, high = sorted((period.first, verb))
        return sum(tokens[k].text in ",;" for k in range(low, high)), high - low

    own = [p for p in clause.periods if min(triggers, key=lambda t: distance(p, t.token)).token == trigger.token]
    best = min(own, key=lambda p: distance(p, trigger.token), default=None)
    return best if best is not None and distance(best, trigger.token)[0] <= 1 else None
