"""Bodies that a pronoun beside a verb takes up: «Создан совет. Его возглавил Ким», «им руководит Ким»."""

from collections.abc import Iterator, Sequence

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
HIM = frozenset(("него", "нее", "них"))
INTO_IT = HIM | {"его", "ее", "их"}
INTO = 4  # tokens between «в него» and «вошли»
OBJECTS = ("obj", "iobj", "obl")


def taken_up(parse: Parse, number: int, frame: Frame) -> Frame:
    """A frame of a verb that makes a post of a body and has a pronoun for it, with the post."""
    clause, trigger = parse.clauses[number], frame.trigger
    if trigger.kind == "join":
        return _joined(parse, number, frame)
    noun = role_made(trigger.lemma)
    k = _pronoun(clause, frame) if noun else None
    body = None if k is None else _meant(parse, number, k, min(k, trigger.token))
    if body is None:
        return frame
    return replace(frame, roles=(replace(verbal_role(noun, trigger.token, body), sentence=number),))


def _joined(parse: Parse, number: int, frame: Frame) -> Frame:
    """«Создан совет. В него вошли Ким и Пак», «В его состав вошёл Ким»: a frame of joining with the body."""
    tokens, verb = parse.clauses[number].sentence.tokens, frame.trigger.token
    near = range(max(1, verb - INTO), min(verb + INTO, len(tokens)))
    told = (k for k in near if tokens[k - 1].low in ("в", "во") and tokens[k].low in INTO_IT)
    k = next(
        (k for k in told if tokens[k].low in HIM or (tokens[k + 1].low if k + 1 < len(tokens) else "") == "состав"),
        None,
    )
    body = None if k is None else _meant(parse, number, k, min(k, verb), ("obj", "nsubj:pass"))
    if body is None or body.kind in ("place", "country"):
        return frame
    role = replace(verbal_role("член", verb, body), sentence=number, plural=tokens[verb].plural)
    return replace(frame, roles=(role,))


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


def _meant(
    parse: Parse, number: int, pronoun: int, end: int, first: Sequence[str] = ("nsubj", "nsubj:pass")
) -> Body | None:
    """The body before that agrees with the pronoun: of the nearest sentence that has one the subject, else the last.

    first: what that one is to its verb, by the parser («Правление избрало секретариат. | В него вошли …»).
    """
    low = parse.clauses[number].sentence.tokens[pronoun].low
    either = (low, "его") if low == "им" else (low,)  # «руководил им»: of one, too
    for found in _before(parse, number, end):
        agreeing = [(c, b) for c, b in found if any(alike(word, c.sentence.tokens[b.head].low) for word in either)]
        agreeing = [(c, b) for c, b in agreeing if not _is_titles(c, b)] or agreeing
        subjects = [b for c, b in agreeing if c.sentence.tokens[b.head].rel in first]
        if agreeing:
            return (subjects or [b for _, b in agreeing])[-1]
    return None


def _is_titles(clause: Clause, body: Body) -> bool:
    """Whether a body is that of a title beside a name («сохранил место в совете | председатель правительства Ким»)."""
    return any(clause.roles[t.role].body == body for t in clause.titles)


def _before(parse: Parse, number: int, end: int) -> Iterator[list[tuple[Clause, Body]]]:
    """The bodies before a place of a sentence, then those of the sentence before."""
    here = parse.clauses[number]
    yield [(here, b) for b in here.bodies if b.last <= end]
    if number:
        yield [(parse.clauses[number - 1], b) for b in parse.clauses[number - 1].bodies]
