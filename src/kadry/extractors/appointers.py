"""Appointers: bodies that give or take a post of their own («клуб уволил тренера», «совет директоров банка …»)."""

from kadry.extractors.abandoning import OWN
from kadry.extractors.described import gives
from kadry.russian.bodies import Body
from kadry.russian.marks import OPENING
from kadry.russian.parse import Clause
from kadry.russian.phrases import quoted_normal
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger
from kadry.russian.words import noun_lemmas

# heads of other bodies that run themselves
HOUSES = frozenset(
    "академия ансамбль ассоциация библиотека больница гимназия издательство институт колледж консерватория лига лицей "
    "музей оркестр поликлиника театр университет училище федерация филармония хор школа".split()
)
BOARDS = frozenset(("совет", "собрание", "правление"))  # which appoint in the body that their name goes on with
STRAIGHT = frozenset(("nomn", "accs"))


def appointer(clause: Clause, trigger: Trigger) -> Body | None:
    """The body of the posts that a verb of appointment or dismissal, or the noun of one, gives: its subject's."""
    if not gives(trigger):
        return None
    verb = _first(clause, clause.sentence.tokens[trigger.token].head if trigger.voice == "noun" else trigger.token)
    body = next((b for b in clause.bodies if _does(clause, b, verb)), None)
    return None if body is None else _own(clause, body)


def _first(clause: Clause, verb: int) -> int:
    """The verb whose subject a verb has: its own, or that to which «и» joins it («банк уволил Кима и | назначил …»)."""
    tokens = clause.sentence.tokens
    if tokens[verb].rel != "conj" or any(t.head == verb and t.rel.startswith("nsubj") for t in tokens):
        return verb
    return tokens[verb].head


def is_of(role: Role, house: Body) -> bool:
    """Whether a post can be in a body: it names none, or what may be that one («тренер „Зари“ покинул команду»)."""
    if role.body is None:
        return is_free(role)
    return role.body.kind in (*OWN, "name") or role.body.normal == house.normal


def is_free(role: Role) -> bool:
    """Whether a post names no body, so that it can be in that which appoints to it."""
    return role.role_class == "post" and role.body is None and role.employer is None and role.possessive is None


def _does(clause: Clause, body: Body, verb: int) -> bool:
    head = clause.sentence.tokens[body.head]
    return head.head == verb and head.rel == "nsubj" and (body.case in STRAIGHT or head.text.isascii())


def _own(clause: Clause, body: Body) -> Body | None:
    """The body itself, or the one whose board it is («совет директоров | банка»); None for one of another kind."""
    tokens = clause.sentence.tokens
    nouns = noun_lemmas(tokens[body.head].low)
    if body.kind in OWN or not HOUSES.isdisjoint(nouns):
        return body
    if body.kind == "name":
        foreign = tokens[body.head].text.isascii()
        named = foreign or (body.first > 0 and tokens[body.first - 1].text in OPENING)
        return body if named and tokens[body.head].name == "ORG" else None
    if BOARDS.isdisjoint(nouns):
        return None
    whole = next((link.whole for link in clause.nested if link.part == body), None) or _of_board(clause, body)
    return whole if whole is not None and (whole.kind in OWN or tokens[whole.head].name == "ORG") else None


def _of_board(clause: Clause, board: Body) -> Body | None:
    """«совет директоров | Apple», «правление | „Волны“»: the name without a noun with which a board's ends."""
    tokens = clause.sentence.tokens
    first = next((k for k in range(board.head + 1, board.last) if tokens[k].name == "ORG"), board.last)
    opened = first > 0 and tokens[first - 1].text in OPENING
    words = tokens[first : board.last - opened]
    if not words or any(t.name != "ORG" for t in words) or not (opened or words[0].text.isascii()):
        return None
    normal = quoted_normal(words, "gent")
    return Body(board.sentence, first, first + len(words), first, "name", "gent", normal, True)
