"""Introductions: a role in one sentence, its holder's name in the next («Нужен новый прокурор. Им стал Пётр Ким»)."""

from collections.abc import Iterator

from msgspec.structs import replace

from kadry.claim import Change, Mention, RoleClaim
from kadry.extractors.fellows import fellows
from kadry.extractors.focus import focus, is_subject
from kadry.extractors.headings import RULE as HEADINGS
from kadry.extractors.headings import headed, seated
from kadry.extractors.lines import lined
from kadry.extractors.linking import Meaning, claim_of
from kadry.extractors.people import PRONOUNS, has_died
from kadry.extractors.predicates import CHAIRS
from kadry.russian import lexicon
from kadry.russian.apposition import PRONOUNED
from kadry.russian.marks import DASHES
from kadry.russian.memberships import GROUPS
from kadry.russian.names import Person
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role, leads
from kadry.russian.triggers import find_triggers
from kadry.russian.words import forms, lemmas

RULE = "introductions@1"
CONFIDENCE, LISTED = 0.65, 0.85
REACH = 4  # tokens of a sentence in which the words that take up the role stand
TAKEN_UP = frozenset(("им", "ею", "ей"))
COPULAS = frozenset(("стать", "быть", "оказаться", "остаться", "оставаться", "являться"))
PHRASES = (
    ("речь", "идет", "о"),
    ("речь", "идет", "об"),
    ("его", "звали"),
    ("ее", "звали"),
    ("его", "зовут"),
    ("ее", "зовут"),
)

FINDING = frozenset("менять найти обрести поменять получить сменить".split())  # «Компания сменила руководителя»
VOTING = frozenset(("голосовать", "проголосовать"))


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim for each role and name that stand in two sentences in a row or on both sides of «им стал».

    And for «Он — министр».
    """
    for line, name, told in lined(parse):
        yield claim_of(parse, name, told, (HEADINGS, LISTED), also=(line,))
    for number, clause in enumerate(parse.clauses):
        if clause.roles and clause.names:
            yield from _continued(parse, number)
        yield from _told(parse, number)
        if not number:
            continue
        before = parse.clauses[number - 1]
        role = _introduced(before) if clause.names and before.roles else None
        person, change = _named(clause) if role is not None else (None, None)
        if person is not None and role is not None:
            dead = has_died(before, role)
            meaning = Meaning(status="former" if dead else role.status, change=change)
            yield claim_of(parse, person, _housed(before, role), (RULE, CONFIDENCE), meaning, (number,))
        if clause.roles:
            yield from _begun(parse, number)


def _told(parse: Parse, number: int) -> Iterator[RoleClaim]:
    """What one sentence says by «Он — министр», by a heading with a colon, or of a minister's colleague."""
    clause = parse.clauses[number]
    if clause.roles:
        yield from _equated(parse, number)
        for line, name, role in headed(parse, number):
            yield claim_of(parse, name, role, (HEADINGS, LISTED), also=(line,))
    for line, name, role in seated(parse, number) if clause.bodies else ():
        yield claim_of(parse, name, role, (HEADINGS, LISTED), also=(line,))
    for place, name, role in fellows(parse, number) if clause.names else ():
        yield claim_of(parse, name, role, (RULE, CONFIDENCE), also=(place,))


def _named(clause: Clause) -> tuple[Mention | None, Change | None]:
    """Whom the sentence names as the holder, and whether he has only begun."""
    low = [t.low for t in clause.sentence.tokens]
    lemmas = {f.lemma for t in clause.sentence.tokens[: 2 * REACH] if t.pos in ("VERB", "AUX") for f in forms(t.low)}
    if not TAKEN_UP.isdisjoint(low[:REACH]) and not COPULAS.isdisjoint(lemmas):
        subject = next((clause.names[i] for i in range(len(clause.names)) if is_subject(clause, i)), None)
        return subject, "appointed" if "стать" in lemmas else None
    if not VOTING.isdisjoint(lemmas):
        before = (p.first > 0 and low[p.first - 1] == "за" for p in clause.persons)
        return next((m for m, named in zip(clause.names, before, strict=True) if named), None), "appointed"
    start = _past_phrase(low)
    return next((m for m, p in zip(clause.names, clause.persons, strict=True) if p.first in start), None), None


def _past_phrase(low: list[str]) -> range:
    """Where a name must begin: right after «Это», «Речь идёт о», «Его звали»; nowhere if none opens the sentence."""
    if low[0] == "это":
        return range(1, 3)
    end = next((len(phrase) for phrase in PHRASES if tuple(low[: len(phrase)]) == phrase), 0)
    return range(end, end + 1 if end else 0)


def _introduced(clause: Clause) -> Role | None:
    """The only post without a name of a sentence that names nobody; where there are several, the only object."""
    if clause.names:
        return None
    posts = [r for r in clause.roles if r.role_class == "post" and not (r.plural or r.event or _is_anothers(clause, r))]
    objects = [r for r in posts if r.case != "nomn"] if len(posts) > 1 else posts
    return objects[0] if len(objects) == 1 else None


def _is_anothers(clause: Clause, role: Role) -> bool:
    """A genitive, unless the parser makes it an object («избрала председателя»)."""
    return role.case == "gent" and clause.sentence.tokens[role.head].rel != "obj"


def _housed(clause: Clause, role: Role) -> Role:
    """«У „Волны“ новый директор», «Комиссия избрала председателя»: the post is in the body of which that is said."""
    if role.body is not None or role.employer is not None:
        return role
    verb = clause.sentence.tokens[clause.sentence.tokens[role.head].head].low
    if role.lemma in CHAIRS or (leads(role) and not FINDING.isdisjoint(lemmas(verb))):
        heads = ((b, clause.sentence.tokens[b.head]) for b in clause.bodies)
        own = next((b for b, t in heads if t.rel == "nsubj" and t.head == clause.sentence.tokens[role.head].head), None)
        return role if own is None else replace(role, body=own)
    if clause.sentence.tokens[0].low != "у":
        return role
    house = next((b for b in clause.bodies if b.first in (1, 2) and b.kind in GROUPS), None)
    named = house is not None and clause.sentence.tokens[house.head].name != "LOC"
    return replace(role, body=house) if named else role


def _continued(parse: Parse, number: int) -> Iterator[RoleClaim]:
    """«представил нового главу управления, им стал Олег Жук»: a post that the words right behind it take up."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    titled = {t.role for t in clause.titles}
    for i, role in enumerate(clause.roles):
        first = role.end + 1
        if i in titled or role.plural or role.role_class != "post" or first + 1 >= len(tokens):
            continue
        if tokens[role.end].text not in ",—–" or tokens[first].low not in TAKEN_UP:
            continue
        if COPULAS.isdisjoint(f.lemma for f in forms(tokens[first + 1].low)):
            continue
        behind = (k for k, p in enumerate(clause.persons) if p.first > first and is_subject(clause, k))
        person = next((clause.names[k] for k in behind), None)
        if person is not None:
            yield claim_of(parse, person, role, (RULE, CONFIDENCE), Meaning(change="appointed"), (number,))


def _begun(parse: Parse, number: int) -> Iterator[RoleClaim]:
    """«Указ о назначении Анны Ким подписан. Новый министр связи прибыл …»: the post of an appointment after it."""
    before, clause = parse.clauses[number - 1], parse.clauses[number]
    if before.roles or clause.names or not before.names:
        return
    people = {parse.antecedents.get(name.key, name).key for name in before.names}
    posts = [r for r in clause.roles if r.fresh and r.case == "nomn" and not r.plural and r.role_class == "post"]
    if len(people) != 1 or len(posts) != 1:
        return
    if any(t.kind == "appoint" and t.time == "past" for t in find_triggers(before.sentence.tokens, before.signs)):
        meaning = Meaning(change="appointed")
        yield claim_of(parse, before.names[-1], posts[0], (RULE, CONFIDENCE), meaning, (number,))


def _equated(parse: Parse, number: int) -> Iterator[RoleClaim]:
    """«Он — министр транспорта края», «Сейчас она спикер», «сменит Анна Ким, сейчас она его заместитель».

    What was so before is no more: «До этого он — заместитель министра».
    """
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    for role in clause.roles:
        k = role.start - 1
        k -= k > 0 and (tokens[k].text in DASHES or tokens[k].low in PRONOUNED)
        if k < 0 or tokens[k].low not in PRONOUNS or role.case != "nomn" or role.role_class != "post":
            continue
        first = next((i + 1 for i in range(k - 1, -1, -1) if tokens[i].text in ",;"), 0)
        said = " ".join([t.low for t in tokens[first:k] if t.low not in ("а", "и")])
        before = said in lexicon.particles("earlier")
        person = focus(parse, number) if not said or before or said in lexicon.particles("now") else None
        own = [m for m, p in zip(clause.names, clause.persons, strict=True) if p.last <= k and _fits(p, tokens[k].low)]
        person = own[-1] if own and person is not None else person
        if person is not None:
            meaning = Meaning(status="former" if before else None)
            yield claim_of(parse, person, role, (RULE, CONFIDENCE), meaning, (number,))


def _fits(person: Person, pronoun: str) -> bool:
    return person.gender in ("", PRONOUNS[pronoun])
