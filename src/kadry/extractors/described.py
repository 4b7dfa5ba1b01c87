"""Described: whom a relative clause or a participle speaks of («Ким, который стал …», «Ким, возглавлявший …»)."""

from collections.abc import Sequence

from msgspec.structs import replace

from kadry.extractors.focus import NOMINATIVE, can_stand
from kadry.extractors.objects import OBJECT
from kadry.russian.analysis import Token
from kadry.russian.parse import Clause
from kadry.russian.triggers import Trigger
from kadry.russian.words import cases

RELATIVE_REACH = 10  # tokens from «который» to its verb
SUBJECTS = {"который": "nomn", "которая": "nomn"}  # of people: the tagger takes «который» for an accusative too
MODIFIER_REACH = 5  # tokens from a participle to the comma before it


def gives(trigger: Trigger) -> bool:
    """Whether the person is the verb's object: «избрал его секретарём»."""
    return trigger.kind in ("appoint", "dismiss") and trigger.voice != "passive"


def taken_up(clause: Clause, trigger: Trigger) -> int | None:
    """«Павла Кима, который стал министром»: the person, or the title of a person, whom «который» takes up."""
    tokens = clause.sentence.tokens
    wanted = OBJECT if gives(trigger) else NOMINATIVE
    for k in range(trigger.token - 1, max(0, trigger.token - RELATIVE_REACH), -1):
        if tokens[k].verb == "Fin" and tokens[k].pos != "AUX":
            joined = _is_joined(tokens[trigger.token], tokens[k], k) or _and(tokens, k, trigger)
            return taken_up(clause, replace(trigger, token=k)) if joined and not gives(trigger) else None
        if tokens[k].low.startswith("котор") and tokens[k - 1].text == ",":
            case = SUBJECTS.get(tokens[k].low, tokens[k].case)
            fits = case in wanted and not tokens[k].plural
            return _before_clause(clause, k - 1, trigger) if fits else None
    return None


def _before_clause(clause: Clause, comma: int, trigger: Trigger) -> int | None:
    """The person right before a relative clause, or to whom the parser ties it («Кима, дипломата из Рима, …»)."""
    found = _ending_at(clause, comma)
    verb = clause.sentence.tokens[trigger.token]
    if found is not None or verb.rel != "acl:relcl":
        return found
    return next((i for i, p in enumerate(clause.persons) if p.first <= verb.head < p.last), None)


def _and(tokens: Sequence[Token], k: int, trigger: Trigger) -> bool:
    """«который занимал этот пост и теперь возглавит …»: only «и», no mark, between the verb at token k and another."""
    between = tokens[k + 1 : trigger.token]
    return any(t.low == "и" for t in between[-3:]) and not any(t.pos == "PUNCT" or t.verb == "Fin" for t in between)


def _is_joined(verb: Token, before: Token, k: int) -> bool:
    """Whether a verb goes on with the clause of the one before at token k («которая вела отдел, преподавала и …»)."""
    again = before.rel == verb.rel == "acl:relcl" and before.head == verb.head
    return again or (verb.rel, verb.head) == ("conj", k)


def modified(clause: Clause, trigger: Trigger) -> int | None:
    """«сменил Кима, ранее возглавлявшего отдел», «ушедшего на пенсию Кима»: whom a participle of his case describes.

    He stands right before a comma, or behind, the next who is named, with no mark and no verb on the way.
    """
    tokens = clause.sentence.tokens
    if not trigger.modifier or gives(trigger) or tokens[trigger.token].plural:
        return None  # «министр, назначивший его послом»
    near = range(trigger.token - 1, max(0, trigger.token - MODIFIER_REACH), -1)
    comma = next((k for k in near if tokens[k].text == ","), None)
    found = None if comma is None else _ending_at(clause, comma)
    found = _described(clause, trigger) if found is None else found
    return found if found is not None and can_stand(clause, found, tuple(cases(tokens[trigger.token].low))) else None


def _described(clause: Clause, trigger: Trigger) -> int | None:
    """«ушедшего на пенсию | Кима», «покинувший пост директора музея | Ким»."""
    tokens = clause.sentence.tokens
    behind = next((i for i, p in enumerate(clause.persons) if p.first > trigger.token), None)
    if behind is None or clause.persons[behind].first > trigger.token + MODIFIER_REACH:
        return None
    between = tokens[trigger.token + 1 : clause.persons[behind].first]
    return None if any(t.verb == "Fin" or t.text in ",;:()—–" for t in between) else behind


def _ending_at(clause: Clause, end: int) -> int | None:
    """The person whose name or title, with a bracket behind it or none, ends before token ``end``."""
    tokens = clause.sentence.tokens
    if end and tokens[end - 1].text == ")":  # «Кима (США), который …»
        end = next((k for k in range(end - 1, 0, -1) if tokens[k].text == "("), end)
    named = [i for i, p in enumerate(clause.persons) if p.last == end]
    titled = [t.person for t in clause.titles if clause.roles[t.role].end == end]
    return next(iter((*named, *titled)), None)
