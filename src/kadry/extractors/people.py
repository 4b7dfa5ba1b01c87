"""People of a frame: who gets, holds or leaves the post that a verb speaks of."""

from collections.abc import Sequence
from functools import lru_cache

from kadry.claim import Mention
from kadry.extractors.described import gives, modified, taken_up
from kadry.extractors.focus import NOMINATIVE, can_stand, focus, is_owner
from kadry.extractors.frames import Frame
from kadry.extractors.governed import BEGINNING
from kadry.extractors.objects import OBJECT, OBJECTS, has_near, object_of, own_subject
from kadry.extractors.standing import PASSING, beside, is_left_behind, receives, start_of, words_before
from kadry.extractors.workplaces import is_goal
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.marks import DASHES
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import POSSESSIVE, Role
from kadry.russian.triggers import Trigger
from kadry.russian.words import forms, lemmas, noun_lemmas

SUBJECTS = frozenset(("он", "она", "который", "которая"))
PRONOUNS = {"он": "masc", "она": "femn"}
LINKS = frozenset((",", "и"))
FOLLOWING = frozenset(("сменить", "сменять", "заменить"))
COMMISSIONING = frozenset("поручить поручать доверить доверять предложить предлагать".split())
WAY = "путь"  # of «прошёл путь от инженера до директора», which the parser takes for its subject
LAYING = frozenset(("возложить", "возлагать"))  # «обязанности ректора возложены на Кима»
# what a body does to its own, and what needs no body to be told
ENDED = frozenset(("расторгнуть контракт", "расторгнуть трудовой договор", "прекратить трудовой договор"))
PARTING = ENDED | {"попрощаться с", "распрощаться с", "расставаться с", "расстаться с"}


def people_of(parse: Parse, number: int, frame: Frame) -> tuple[Mention, ...]:
    """The object of an active verb of appointment or dismissal, else the subject; several for a plural role or verb."""
    clause = parse.clauses[number]
    first = _person(parse, number, frame)
    several = (frame.bodies or frame.bare) and _may_be_several(clause, frame.trigger)
    plural = frame.roles[0].plural if frame.roles else bool(several)
    if first is None or not plural:
        return () if first is None else (first,)
    found = _row(clause, first, frame.trigger)
    return tuple(found) if len(found) > 1 or not frame.roles else ()


def _row(clause: Clause, first: Mention, trigger: Trigger) -> list[Mention]:
    """A person with those whom commas and «и» join to him, also before him where he stands right before the verb."""
    at = next((i for i, name in enumerate(clause.names) if name == first), None)
    if at is None:
        return [first]
    start, end = at, at + 1
    if not gives(trigger) and clause.persons[at].last <= trigger.token:
        while start and _joined(clause, start - 1) and can_stand(clause, start - 1, NOMINATIVE):
            start -= 1
    while end < len(clause.persons) and _joined(clause, end - 1):
        end += 1
    return list(clause.names[start:end])


def _may_be_several(clause: Clause, trigger: Trigger) -> bool:
    """Whether a verb's number allows for several members: the plural, or any of one that has them as its object."""
    return clause.sentence.tokens[trigger.token].plural or gives(trigger)


def _joined(clause: Clause, index: int) -> bool:
    """Whether only «и» or a comma, and the next one's titles, stand between a name and the next."""
    beside = ((index, "after"), (index + 1, "before"))
    titles = [clause.roles[t.role] for t in clause.titles if (t.person, t.place) in beside]
    own = {k for role in titles for k in range(role.start, role.end)}
    tokens = clause.sentence.tokens
    start, end = clause.persons[index].last, clause.persons[index + 1].first
    if tokens[start].text == "(":  # «Вера Цой (по согласованию), …»
        start = next((k + 1 for k in range(start, end) if tokens[k].text == ")"), start)
    if tokens[start].text in DASHES:  # «министр Олег Жук — в связи с выходом на пенсию; …»
        start = next((k + 1 for k in range(start, end) if tokens[k].text == ";"), start)
    own.update(k - 1 for k in tuple(own) if tokens[k - 1].low in POSSESSIVE)  # «министр Ким и | его | заместитель Пак»
    respect = lexicon.particles("honorific")
    return all(k in own or tokens[k].low in LINKS or tokens[k].low in respect for k in range(start, end))


def _person(parse: Parse, number: int, frame: Frame) -> Mention | None:
    clause, trigger = parse.clauses[number], frame.trigger
    if clause.sentence.tokens[trigger.token].verb == "Inf" and (told := _commissioned(clause)) is not None:
        return clause.names[told]
    taken = taken_up(clause, trigger)
    taken = modified(clause, trigger) if taken is None else taken
    if taken is not None:
        return clause.names[taken]
    if trigger.modifier and trigger.kind in ("appoint", "dismiss") and frame.bodies:
        return _following(clause, frame.bodies[-1].last)  # not «санкции, введённые из-за вхождения в состав союза»
    if trigger.lemma in PASSING | COMMISSIONING and frame.roles and not is_goal(clause, frame.roles[0]):
        return next((name for i, name in enumerate(clause.names) if receives(clause, i)), None)
    if trigger.lemma in LAYING:
        behind = (i for i in range(len(clause.persons)) if _is_laid_on(clause, i))
        return next((clause.names[i] for i in behind), None)
    if trigger.lemma in PARTING:
        parted = [i for i in range(len(clause.persons)) if words_before(clause, i)[-1:] == ["с"]]
        parted.sort(key=lambda i: clause.persons[i].first < trigger.token)
        return clause.names[parted[0]] if parted else None
    if trigger.kind == "dismiss" and (titled := _titled(clause, frame)) is not None:
        return clause.names[titled]
    if gives(trigger):
        return own_subject(parse, number, trigger) or object_of(parse, number, frame)
    if _followed(clause, trigger):
        return _earlier(clause, trigger) or focus(parse, number)
    return _subject(parse, number, frame)


def _is_laid_on(clause: Clause, index: int) -> bool:
    """«возложены на Кима», «на его заместителя Кима»."""
    before = words_before(clause, index)
    return before[-1:] == ["на"] or (before[:1] == ["на"] and before[-1] in POSSESSIVE)


def _commissioned(clause: Clause) -> int | None:
    """«исполнять обязанности поручено Киму», «премьеру Киму предложено возглавить банк»: who is to do it."""
    tokens = clause.sentence.tokens
    if not any(t.verb and not COMMISSIONING.isdisjoint(lemmas(t.low)) for t in tokens):
        return None
    cases = ({t.case for t in tokens[p.first : p.last]} - {""} for p in clause.persons)
    return next((i for i, found in enumerate(cases) if found == {"datv"}), None)


def _subject(parse: Parse, number: int, frame: Frame) -> Mention | None:
    """The verb's subject: by the words right behind it, by the parser, else by its place or from what was said."""
    clause, trigger = parse.clauses[number], frame.trigger
    if _pronoun_does(clause, trigger):
        return _earlier(clause, trigger) or focus(parse, number)
    behind = _right_behind(clause, trigger) if _fronted(frame) else None
    found = behind if behind is not None and not _is_surer(clause, trigger) else _by_syntax(clause, trigger)
    found = behind if found is None else found
    if found is not None:
        return clause.names[found]
    if _of_a_thing(clause, trigger):
        return None
    fitting = [i for i in range(len(clause.persons)) if can_stand(clause, i, NOMINATIVE) and not is_owner(clause, i)]
    fitting = list(beside(clause, trigger, [i for i in fitting if not is_left_behind(clause, i, trigger)]))
    left = [i for i in fitting if clause.persons[i].last <= trigger.token and _is_meant(clause, i, trigger)]
    right = [i for i in fitting if clause.persons[i].first > trigger.token]
    right = _idle(clause, frame, right)
    if trigger.kind == "join" and _is_in_clause(clause, frame):
        return clause.names[right[0]] if right else None
    left = [] if right and _opens_clause(clause, left, trigger) else left
    if right and (_fronted(frame) or not left) and not _bare_subject(clause, trigger):
        return clause.names[right[0]]
    if left and not _parted_by_subject(clause, left[-1], trigger):
        return clause.names[left[-1]]
    if _bare_subject(clause, trigger) or _other_subject(clause, frame):
        return None
    if fitting and not has_near(clause, trigger, SUBJECTS):
        return None
    if clause.sentence.tokens[trigger.token].plural and not trigger.modifier:
        return None  # «Ким ушёл. Все они уволены из полиции»
    return _earlier(clause, trigger) or focus(parse, number)


def _opens_clause(clause: Clause, left: list[int], trigger: Trigger) -> bool:
    """«судьёй назначена Анна Ким, | освобождён от должности судьи …»: a passive after a subject of the other gender."""
    tokens = clause.sentence.tokens
    gender = tokens[trigger.token].gender
    opens = trigger.token > 0 and tokens[trigger.token - 1].low in (",", ";", "и", "а")
    if not (opens and left and gender and trigger.voice == "passive") or trigger.modifier:
        return False
    return clause.persons[left[-1]].gender not in ("", gender)


def _parted_by_subject(clause: Clause, index: int, trigger: Trigger) -> bool:
    """«Ким сказал, что чиновница отстранена»: by the parser, a nameless role behind the name is the verb's subject."""
    tokens, last = clause.sentence.tokens, clause.persons[index].last
    titled = {t.role for t in clause.titles}
    bare = (r for i, r in enumerate(clause.roles) if i not in titled and last < r.head < trigger.token)
    told = (tokens[r.head] for r in bare if r.case == "nomn" and not r.plural)
    that = next((k for k in range(last, trigger.token) if tokens[k].low == "что"), trigger.token)
    nouns = (t for t in tokens[that : trigger.token] if t.pos == "NOUN")  # «…, что оба офицера уволены»
    return any(t.head == trigger.token and t.rel.startswith("nsubj") for t in (*told, *nouns))


def _pronoun_does(clause: Clause, trigger: Trigger) -> bool:
    """«Он сменил Федерико Солу»: a pronoun before the verb, right before it or by the parser, is its subject."""
    if trigger.lemma not in FOLLOWING:
        return False
    if any(words_before(clause, i)[-1:] == ["на"] for i in range(len(clause.persons))):
        return False  # «своего тренера Олега Жука она сменила на Петра Кима»
    before = clause.sentence.tokens[: trigger.token]
    told = (t for t in before if t.low in PRONOUNS)
    near = bool(before) and before[-1].low in PRONOUNS
    return near or any(t.head == trigger.token and t.rel.startswith("nsubj") for t in told)


def _earlier(clause: Clause, trigger: Trigger) -> Mention | None:
    """«Ренату Ким избрали секретарём, этот пост она занимала»: the last person before the pronoun."""
    if not has_near(clause, trigger, frozenset(("он", "она"))):
        return None
    before = [i for i, p in enumerate(clause.persons) if p.last <= trigger.token and _is_meant(clause, i, trigger)]
    return clause.names[before[-1]] if before else None


def _is_meant(clause: Clause, index: int, trigger: Trigger) -> bool:
    """Whether no pronoun of the other gender stands between a name and the verb («Анна сказала, что он не станет»)."""
    gender = clause.persons[index].gender
    between = clause.sentence.tokens[clause.persons[index].last : trigger.token]
    told = {PRONOUNS[t.low] for t in between if t.low in PRONOUNS}
    return not (gender and told) or gender in told


def _titled(clause: Clause, frame: Frame) -> int | None:
    """«полномочия губернатора Кима прекращены»: whose title the post is, but of whom somebody dismisses no subject."""
    does = gives(frame.trigger) and frame.trigger.voice == "active"
    posts = {role.start for role in frame.roles if not (does and role.case == "nomn")}
    return next((t.person for t in clause.titles if clause.roles[t.role].start in posts), None)


def _of_a_thing(clause: Clause, trigger: Trigger) -> bool:
    """«в стране, которая является членом …», «чей муж служит прокурором»: the subject is a thing or a relative."""
    if _of_a_relative(clause, trigger):
        return True
    tokens = clause.sentence.tokens
    people = {i for p in clause.persons for i in range(p.first, p.last)}
    people |= {i for r in clause.roles for i in range(r.start, r.end)}
    for i, token in enumerate(tokens):
        if token.head == trigger.token and token.low.startswith("котор") and token.rel.startswith("nsubj"):
            return i > 1 and tokens[i - 1].text == "," and tokens[i - 2].text not in (")", "»") and i - 2 not in people
    return False


def _of_a_relative(clause: Clause, trigger: Trigger) -> bool:
    """Whether a noun of kinship is the verb's subject, with no name right behind it («его сын Пётр стал министром»)."""
    tokens = clause.sentence.tokens
    verbs = {trigger.token, tokens[trigger.token].head if tokens[trigger.token].rel == "cop" else trigger.token}
    for i, token in enumerate(tokens):
        if token.head in verbs and token.rel.startswith("nsubj"):
            named = any(0 < p.first - i <= 2 for p in clause.persons)
            return not named and not lexicon.particles("kinship").isdisjoint(noun_lemmas(token.low))
    return False


def _other_subject(clause: Clause, frame: Frame) -> bool:
    """Whether the verb's subject is a noun that is nobody's name («комитеты продолжают возглавлять»).

    Not the body that is headed, though it looks like a nominative («возглавлял совет»), nor what somebody begins
    («трудовую деятельность начала учителем»).
    """
    trigger = frame.trigger
    named = {i for p in clause.persons for i in range(p.first, p.last)}
    named.update(body.head for body in frame.bodies if body.first > trigger.token)
    named.update(i for role in frame.roles for i in range(role.head + 1, role.end))
    tokens = clause.sentence.tokens
    does = any(t.head == trigger.token and t.rel.startswith("nsubj") for t in tokens)
    verbs = {trigger.token} if does else {trigger.token, tokens[trigger.token].head}  # «может стать»: the first verb's
    if trigger.lemma in BEGINNING:
        named.update(i for i, t in enumerate(tokens) if t.case == "accs")
    return any(
        t.head in verbs and t.rel.startswith("nsubj") and t.pos in ("NOUN", "PROPN") and i not in named and t.low != WAY
        for i, t in enumerate(tokens)
    )


def _is_in_clause(clause: Clause, frame: Frame) -> bool:
    """«совет, в который вошли трое»: the body that is joined stands before the clause of the verb."""
    between = clause.sentence.tokens[frame.bodies[0].last : frame.trigger.token] if frame.bodies else ()
    return any(t.low.startswith("котор") for t in between)


def _idle(clause: Clause, frame: Frame, behind: list[int]) -> list[int]:
    """Those of the people behind a verb of heading or joining who are not said to do something else."""
    trigger = frame.trigger
    if trigger.kind == "join" and _other_subject(clause, frame):
        behind = [i for i in behind if not _is_listed(clause, i, trigger)]
    elif trigger.kind != "head" or trigger.modifier:
        return behind
    return [i for i in behind if not _does_else(clause, i, trigger)]


def _is_listed(clause: Clause, index: int, trigger: Trigger) -> bool:
    """Whether a colon stands between a verb and a name."""
    return any(t.text == ":" for t in clause.sentence.tokens[trigger.token : clause.persons[index].first])


def _does_else(clause: Clause, index: int, trigger: Trigger) -> bool:
    """«вошли трое, министром назначен Ким»: whether a name is the subject of a later verb."""
    tokens = clause.sentence.tokens
    own = tokens[start_of(clause, index) : clause.persons[index].last]
    return any(t.rel.startswith("nsubj") and t.head > trigger.token and tokens[t.head].pos == "VERB" for t in own)


def _fronted(frame: Frame) -> bool:
    """«Заместителем министра назначен …», «Комитет возглавил …»: what is governed comes first, the person after."""
    governed = [r.start for r in frame.roles] + [b.first for b in frame.bodies]
    return bool(governed) and governed[0] < frame.trigger.token and not frame.trigger.modifier


def _followed(clause: Clause, trigger: Trigger) -> bool:
    """«На этом посту сменила Павла Кима»: the only name is whom the subject, which is left out, comes after."""
    if trigger.lemma not in FOLLOWING or trigger.modifier or len(clause.persons) != 1:
        return False
    tokens, person = clause.sentence.tokens, clause.persons[0]
    before, between = tokens[: trigger.token], tokens[trigger.token + 1 : person.first]
    if not can_stand(clause, 0, OBJECT) or tokens[person.last - 1].low[-1] not in "аяую":
        return False
    phrases = all(not part or part[0].pos == "ADP" for part in (before, between))
    return phrases and not any(t.rel in ("obj", "nsubj") or t.low in OBJECTS or t.text == "," for t in before)


def _is_surer(clause: Clause, trigger: Trigger) -> bool:
    """«На посту министра Олег Ким сменил Петра Лунина»: of two people beside the verb one can be the subject only."""
    if trigger.kind != "succeed":
        return False
    return any(p.last <= trigger.token and p.cases == {*NOMINATIVE} for p in clause.persons)


def _right_behind(clause: Clause, trigger: Trigger) -> int | None:
    """The person with whose name, or titles, the words right after the verb begin."""
    behind = (i for i in range(len(clause.persons)) if start_of(clause, i) == trigger.token + 1)
    return next((i for i in behind if can_stand(clause, i, NOMINATIVE)), None)


def _following(clause: Clause, end: int) -> Mention | None:
    """«исключённый из партии Ким»: the person whose name, or titles, begin at a token."""
    return next((name for i, name in enumerate(clause.names) if start_of(clause, i) == end), None)


def _is_apposed(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name stands behind a noun for its bearer («руководит его | сын | Пётр»)."""
    before = tokens[first - 1] if first else None
    apposed = tokens[first].rel == "appos" and tokens[first].head == first - 1
    return before is not None and apposed and before.pos == "NOUN" and before.case == "nomn"


def _by_syntax(clause: Clause, trigger: Trigger) -> int | None:
    """The person whose name, or whose title, the parser makes the verb's subject, also over joined verbs."""
    tokens = clause.sentence.tokens
    verb, seen = trigger.token, 0
    able = (i for i in range(len(clause.persons)) if can_stand(clause, i, NOMINATIVE))
    fitting = beside(clause, trigger, [i for i in able if not is_left_behind(clause, i, trigger)])
    while verb >= 0 and seen < 4:
        for i, person in ((i, clause.persons[i]) for i in fitting):
            spans = [range(person.first - _is_apposed(tokens, person.first), person.last)] + [
                range(clause.roles[t.role].start, clause.roles[t.role].last) for t in clause.titles if t.person == i
            ]
            if any(tokens[k].head == verb and tokens[k].rel.startswith("nsubj") for span in spans for k in span):
                return _right_before(clause, trigger, i)
        governor = tokens[verb].head
        if tokens[verb].rel != "conj" or any(t.text == ";" for t in tokens[min(verb, governor) : max(verb, governor)]):
            return None
        verb, seen = governor, seen + 1
    return None


def _right_before(clause: Clause, trigger: Trigger, found: int) -> int:
    """«Павел Ким назначен послом, Олег Жук уволен»: the name right before a verb, none behind a comma."""
    person = clause.persons[found]
    low, high = sorted((trigger.token, person.first))
    if all(t.text != "," for t in clause.sentence.tokens[low:high]):
        return found
    left = (i for i, p in enumerate(clause.persons) if p.last == trigger.token and can_stand(clause, i, NOMINATIVE))
    return next(left, found)


def _bare_subject(clause: Clause, trigger: Trigger) -> bool:
    """Whether a title without a name is the subject: «бывший министр станет послом»."""
    titled = {t.role for t in clause.titles}
    return any(
        r.case == "nomn" and i not in titled and r.end <= trigger.token and not r.plural
        for i, r in enumerate(clause.roles)
    )


def has_died(clause: Clause, role: Role, person: int | None = None) -> bool:
    """Whether a role's holder is the subject of a verb of dying: he holds it no more."""
    tokens = clause.sentence.tokens
    own = set(range(role.start, role.last))
    if person is not None:
        own.update(range(clause.persons[person].first, clause.persons[person].last))
    verbs = {tokens[i].head for i in own if tokens[i].rel.startswith("nsubj")} - own
    told = (k for k in verbs if k >= 0 and not (k and tokens[k - 1].low == "не"))
    return any(not lexicon.particles("death").isdisjoint(lemmas(tokens[k].low)) for k in told)


def role_gender(clause: Clause, role: Role) -> str:
    """masc, femn, or "" for a noun that both can be called by."""
    return _gender(clause.sentence.tokens[role.head].low)


@lru_cache(maxsize=10_000)
def _gender(low: str) -> str:
    noun = next((f for f in forms(low) if f.kind == "NOUN"), None)
    return noun.gender if noun is not None and "ms-f" not in noun.grammemes else ""
