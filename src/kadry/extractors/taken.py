"""Bodies that a pronoun beside a verb takes up: «Создан совет. Его возглавил Ким», «им руководит Ким»."""

from collections.abc import Iterator

from msgspec.structs import replace

from kadry.extractors.frames import Frame
from kadry.extractors.linking import verbal_role
from kadry.russian import lexicon
from kadry.russian.bodies import Body
from kadry.russian.parse import Clause, Parse
from kadry.russian.pronouns import alike
from kadry.russian.roles import POSSESSIVE
from kadry.russian.triggers import role_made

# the case that a verb asks for → the pronouns that stand in it
PRONOUNS = {"accs": frozenset(("его", "ее", "их")), "ablt": frozenset(("им", "ей", "ею", "ими"))}
OBJECTS = ("obj", "iobj", "obl")


def taken_up(parse: Parse, number: int, frame: Frame) -> Frame:
    """A frame of a verb that makes a post of a body and has a pronoun for it, with the post."""
    clause, trigger = parse.clauses[number], frame.trigger
    noun = role_made(trigger.lemma)
    k = _pronoun(clause, frame) if noun else None
    body = None if k is None else _meant(parse, number, k, min(k, trigger.token))
    if body is None:
        return frame
    return replace(frame, roles=(replace(verbal_role(noun, trigger.token, body), sentence=number),))


def owned(parse: Parse, number: int, frame: Frame) -> Frame:
    """A frame of a manager's post with the body that «его» means: «Создан союз. Его президентом избран Ким»."""
    first = frame.roles[0] if frame.roles else None
    if first is None or first.possessive is None or first.lemma not in lexicon.particles("manager"):
        return frame
    clause = parse.clauses[number]
    if clause.sentence.tokens[first.possessive].low not in POSSESSIVE:
        return frame
    if any(b.last <= first.possessive for b in clause.bodies):
        return frame
    body = _meant(parse, number, first.possessive, first.possessive)
    return frame if body is None else replace(frame, roles=(replace(first, body=body), *frame.roles[1:]))


def _pronoun(clause: Clause, frame: Frame) -> int | None:
    """The pronoun right beside the verb, in its case, that owns no noun behind it («возглавил его аппарат»)."""
    at, tokens = frame.trigger.token, clause.sentence.tokens
    words = PRONOUNS.get(lexicon.verbs()[frame.trigger.lemma].governs, frozenset())
    near = (k for k in (at + 1, at - 1) if 0 <= k < len(tokens) and tokens[k].low in words)
    return next((k for k in near if _is_object(clause, k, at) or _is_before_doer(clause, k, at)), None)


def _is_object(clause: Clause, k: int, verb: int) -> bool:
    token = clause.sentence.tokens[k]
    return token.head == verb and token.rel in OBJECTS


def _is_before_doer(clause: Clause, k: int, verb: int) -> bool:
    """«возглавит его профессор Ким»: before the subject's profession or rank, which is nobody's."""
    doer = next((r for r in clause.roles if r.start == k + 1 and r.role_class in ("profession", "rank")), None)
    if doer is None or k < verb:
        return False
    head = clause.sentence.tokens[doer.head]
    return head.head == verb and head.rel.startswith("nsubj")


def _meant(parse: Parse, number: int, pronoun: int, end: int) -> Body | None:
    """The body before that agrees with the pronoun: of the nearest sentence that has one the subject, else the last."""
    low = parse.clauses[number].sentence.tokens[pronoun].low
    for found in _before(parse, number, end):
        agreeing = [(c, b) for c, b in found if alike(low, c.sentence.tokens[b.head].low)]
        subjects = [b for c, b in agreeing if c.sentence.tokens[b.head].rel.startswith("nsubj")]
        if agreeing:
            return (subjects or [b for _, b in agreeing])[-1]
    return None


def _before(parse: Parse, number: int, end: int) -> Iterator[list[tuple[Clause, Body]]]:
    """The bodies before a place of a sentence, then those of the sentence before."""
    here = parse.clauses[number]
    yield [(here, b) for b in here.bodies if b.last <= end]
    if number:
        yield [(parse.clauses[number - 1], b) for b in parse.clauses[number - 1].bodies]
