"""Employers: a person in a body, without a word for the role («Ступак из Министерства», «играла в театре „Волна“»)."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec.structs import replace

from kadry.claim import RoleClaim
from kadry.extractors.frames import Frame
from kadry.extractors.governed import WORK
from kadry.extractors.headings import seated
from kadry.extractors.linking import Meaning, claim_of, employment_of, verbal_role
from kadry.extractors.people import people_of
from kadry.extractors.timing import period_of
from kadry.extractors.workplaces import PLACES, behind, capacity, fronted, is_goal, row
from kadry.russian.bodies import Body
from kadry.russian.dates import Period
from kadry.russian.memberships import Membership, Way
from kadry.russian.parse import Clause, Parse
from kadry.russian.triggers import Trigger
from kadry.russian.words import Form, forms

RULE = "employers@2"
CONFIDENCE: Mapping[Way, float] = {"noun": 0.6, "from": 0.6, "brackets": 0.5, "comma": 0.5, "led": 0.7, "list": 0.5}
ACTIVE = 0.6
# what is done in or for a body by those who belong to it
ACTIVITIES = frozenset("играть сыграть поиграть выступать тренироваться дебютировать воевать".split())
GOING_OFF = frozenset(("уйти", "уходить"))  # to another body; which one is left, the predicates tell
MOVES = frozenset(("перейти", "переходить")) | GOING_OFF
COMINGS = frozenset(("прийти", "приходить", "устроиться", "поступить", "вернуться"))  # with «на работу», «на службу»
TAKEN_ON = frozenset(("прийти", "устроиться"))  # from one body to another: «пришёл в холдинг из „Волны“»
TO_WORK = frozenset((("на", "работу"), ("на", "службу")))
BEGINNINGS = frozenset(("начать", "начинать"))  # a career
DONE = ACTIVITIES | WORK | MOVES | COMINGS | BEGINNINGS
TOLD_BY, KINDS = frozenset(("Fin", "Part")), frozenset(("VERB", "PRTF"))  # participles of work are the predicates'
CAREER_REACH = 5  # tokens between «начал» and «карьеру»
FROM = frozenset(("из", "с"))
LEFT, COME, HIRED = Meaning(status="former", change="dismissed"), Meaning(change="appointed"), Meaning()
FOR = frozenset(("за",))  # «выступает в Думе» is a speech


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim without a role for each person whom the words beside the name, or a verb, put in a body."""
    for number, clause in enumerate(parse.clauses):
        for member in clause.memberships:
            if _adds(clause, member) and not (member.way == "list" and next(seated(parse, number), None)):
                name, support = clause.names[member.person], (RULE, CONFIDENCE[member.way])
                if member.way == "led":
                    yield claim_of(parse, name, verbal_role("глава", member.word, member.body), support)
                else:
                    yield employment_of(parse, name, member.body, support)
        for i, form in _activities(clause) if clause.bodies else ():
            coming = form.lemma in MOVES or form.lemma in COMINGS
            yield from _moved(parse, number, i, form) if coming else _active(parse, number, i, form)


def _adds(clause: Clause, member: Membership) -> bool:
    """Whether no role beside the name is in that body, nor, after «из», a post in any or a role in another one.

    Nor one that a verb gives to several: «членами совета избраны …», «членами совета — Ким и Пак».
    """
    if any(r.plural and r.case == "ablt" and r.body == member.body for r in clause.roles):
        return False
    if any(behind(clause, t.person, t.role) == member.body for t in clause.titles if t.person == member.person):
        return False
    roles = [clause.roles[t.role] for t in clause.titles if t.person == member.person]
    if member.way == "from":
        return all(r.role_class != "post" and r.body is None for r in roles)
    if member.way == "comma" and any(r.start == member.body.first for r in roles):
        return False  # «Дэвид Росс, CEO компании»
    return all(r.body is None or r.body.first != member.body.first for r in roles)


def _activities(clause: Clause) -> Iterator[tuple[int, Form]]:
    for i, token in enumerate(clause.sentence.tokens):
        form = _activity(token.low) if token.verb in TOLD_BY and token.pos == "VERB" else None
        if form is not None:
            yield i, form


@lru_cache(maxsize=50_000)
def _activity(low: str) -> Form | None:
    form = next((f for f in forms(low) if f.kind in KINDS), None)
    if form is None or form.lemma not in DONE:
        return None
    return form if form.kind == "VERB" or form.lemma not in WORK else None


def _active(parse: Parse, number: int, i: int, form: Form) -> Iterator[RoleClaim]:
    """«играл за „Реал“ и сборную Испании»; what stands right behind a verb of work is the predicates' own."""
    clause = parse.clauses[number]
    time = "past" if "past" in form.grammemes else "present"
    places = FOR if form.lemma == "выступать" else PLACES
    start = _career(clause, i) if form.lemma in BEGINNINGS else i
    bodies = (row(clause, start, places) or fronted(clause, start)) if start >= 0 else []
    if form.lemma in WORK and bodies and _is_predicates(clause, i, bodies[0]):
        bodies = bodies[1:]
    negated = i > 0 and clause.sentence.tokens[i - 1].low == "не"
    trigger = Trigger(i, form.lemma, "hold", "active", time, False, negated, form.kind == "PRTF", frozenset())
    people = people_of(parse, number, Frame(trigger, bodies=tuple(bodies))) if bodies and not negated else ()
    meaning = Meaning(status="former" if time == "past" else "current", period=_span(parse, number, trigger))
    for person in people:
        yield from (employment_of(parse, person, body, (RULE, ACTIVE), meaning) for body in bodies if body.proper)


def _span(parse: Parse, number: int, trigger: Trigger) -> Period | None:
    """«в 2005–2009 годах играл за», «работает с 2005 года»: no single day, on which something else may have been."""
    period = period_of(parse, number, Frame(trigger), (trigger,), None) if parse.clauses[number].periods else None
    return None if period is None or period.at is not None else period


def _career(clause: Clause, i: int) -> int:
    """Behind which token to look for the body of a career that is begun; -1 for another, or one with its role."""
    near = range(max(0, i - CAREER_REACH), min(len(clause.sentence.tokens), i + CAREER_REACH))
    career = next((k for k in near if clause.sentence.tokens[k].low == "карьеру"), -1)
    told = any(r.case == "ablt" and r.start > i for r in clause.roles)
    return -1 if career < 0 or told else max(i, career)


def _moved(parse: Parse, number: int, i: int, form: Form) -> Iterator[RoleClaim]:
    """«перешла из Минфина в Счётную палату», «пришла на работу в полицию»: she left the one and came to the other."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    employed = (tokens[i + 1].low, tokens[i + 2].low) in TO_WORK if i + 2 < len(tokens) else False
    start = i + 2 if employed else i
    left = row(clause, start, FROM)[:1]
    come = [b for b in row(clause, left[0].last - 1 if left else start, PLACES) if b not in left][:1]
    if come and not left:
        left = [b for b in row(clause, come[0].last - 1, FROM) if b.proper and b.first > come[0].last][:1]
    if form.lemma in GOING_OFF:
        left = []
    settled = form.lemma == "устроиться" and bool(come)  # «устроился на завод»
    if form.lemma in COMINGS and not (employed or settled or (form.lemma in TAKEN_ON and come and left)):
        return
    trigger = Trigger(i, form.lemma, "hold", "active", "past", True, False, form.kind == "PRTF", frozenset())
    moved = (
        "past" in form.grammemes and tokens[i - 1].low != "не" and (employed or any(b.proper for b in (*come, *left)))
    )
    end = next((k for k in range(i + 1, len(tokens)) if tokens[k].verb == "Fin"), len(tokens))
    posts = [r for r in clause.roles if r.start > i]  # where to, the predicates tell with a post
    posted = any(is_goal(clause, r) or (settled and r.case == "ablt" and r.start < end) for r in posts)
    told = ((left, LEFT), ([] if posted else come, HIRED if employed else COME))
    for person in people_of(parse, number, Frame(trigger, bodies=(*left, *come))) if moved else ():
        for body, meaning in ((b, m) for found, m in told for b in found):
            period = period_of(parse, number, Frame(trigger), (trigger,), meaning.change)
            yield employment_of(parse, person, body, (RULE, ACTIVE), replace(meaning, period=period))


def _is_predicates(clause: Clause, verb: int, body: Body) -> bool:
    """Whether the predicates claim a body: right behind its preposition, or with the role that the verb governs."""
    role = capacity(clause, verb, body)
    if role is not None:
        return role.body is None or role.body.first == body.first
    governed = any(r.case == "ablt" and r.start > verb for r in clause.roles)
    return clause.sentence.tokens[body.first - 1].low in PLACES and not governed
