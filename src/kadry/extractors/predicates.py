"""Predicates: verbs of appointment, dismissal and holding («назначен секретарём», «занимал пост», «возглавила»)."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kadry.claim import Change, Mention, RoleClaim, Status
from kadry.extractors.abandoning import OWN, abandoned, quitted
from kadry.extractors.appointers import appointer, is_free, is_of
from kadry.extractors.capacities import Capacities
from kadry.extractors.frames import STANDING_IN, Frame, Framer
from kadry.extractors.gapping import Gap, gaps, goes_on, governing, headed, told_by, without
from kadry.extractors.governed import BEGINNING, GOING, WORK, has_members
from kadry.extractors.inheritance import (
    COMING,
    Held,
    given_here,
    inherited,
    may_inherit,
    predecessor_of,
    replaced,
    succeeds,
)
from kadry.extractors.linking import Meaning, claim_of, employment_of, verbal_role
from kadry.extractors.people import ENDED, PARTING
from kadry.extractors.pointing import pointed
from kadry.extractors.predecessors import predecessors, turnovers
from kadry.extractors.references import holders_of
from kadry.extractors.shared import apart, shared
from kadry.extractors.taken import owned, taken_up
from kadry.extractors.timing import bracketed, further, period_of
from kadry.extractors.workplaces import PLACES, come_to, row, where, worked
from kadry.russian.bodies import Body
from kadry.russian.dates import Period
from kadry.russian.hearsay import has_phrase
from kadry.russian.parse import Clause, Parse
from kadry.russian.partitives import single_out
from kadry.russian.roles import Role
from kadry.russian.rolewords import role_entry
from kadry.russian.signs import EVENT, POST, TRIGGER
from kadry.russian.triggers import Trigger, find_triggers, role_made
from kadry.russian.words import forms, lemmas, noun_lemmas

RULE = "predicates@1"
PROPOSED = frozenset(("выдвинуть", "выдвигать"))
ENDING = ("dismiss", "leave")
REFUTING = frozenset(
    "опровергнуть опровергать опровержение отрицать дезавуировать отклонить отклонять отвергнуть отвергать".split()
)
WANTING = frozenset(
    "ждать желать настаивать обсудить обсуждать ожидать отказаться отказываться планировать потребовать предлагать "
    "предложить призвать призывать рассматривать рассмотреть требовать угрожать хотеть".split()
)  # of an end that has not come
WANTED_REACH = 2  # verbs above the noun of it
REFUTED_REACH = 5  # tokens from a denial to the noun of what is denied
ELECTING = frozenset(("избрать", "избирать", "выбрать", "переизбрать"))
CHAIRS = frozenset(("председатель", "заместитель председателя", "спикер", "вице-спикер", "сопредседатель"))
# told of a life: «избирался депутатом», «входил в правление»
PAST = frozenset(("избираться", "переизбираться", "назначаться", "входить"))
LEFT_REACH = 5  # tokens between a verb and the post that is left
QUITTING = frozenset("увольняться уволиться уйти уходить".split())  # from where somebody worked
EXPELLING = frozenset(("исключить", "исключать"))
CHAMBERS = frozenset(("ассамблея", "конгресс", "собрание"))  # parliaments, by nouns of events
TAKING_UP = frozenset(("вступать в должность", "вступить в должность", "приступать", "приступить"))
PASSED = frozenset(("принять", "утвердить"))  # of papers too
NO_MORE = frozenset(("больше", "более", "уже"))
STAYING = frozenset(("остаться", "оставаться", "сохранить", "сохранять"))
# of those who work somewhere, too
DISCHARGING = frozenset("выгнать выгонять уволить увольнять уволиться увольняться".split())
EMPLOYING = frozenset(("name", "company", "media", "team"))
NEAR, FAR = 0.85, 0.7  # the person is in the verb's sentence, or in another


def extract(parse: Parse) -> Iterator[RoleClaim]:
    """A claim for each role, or headed, joined or left body, that a verb gives to a person."""
    spoken: tuple[Role, ...] = ()  # the last role that a verb governed, or that was left, for «на эту должность»
    held: dict[str, tuple[Role, ...]] = {}
    going: Trigger | None = None  # the verb that a list goes on with
    for number, whole in enumerate(parse.clauses):
        if not (whole.roles or whole.signs.all & TRIGGER):
            going = going if goes_on(whole) else None
            continue
        roles = single_out(whole.sentence.tokens, whole.roles)
        clause = whole if roles == whole.roles else replace(whole, roles=roles)
        triggers = _triggers(clause)
        found = tuple(gaps(clause))
        for verb, gap in (*told_by(clause, found, triggers, going), *headed(clause, triggers)):
            yield from _gapped(parse, number, gap, verb, held)
        going = next(reversed(governing(triggers)), going) if found or goes_on(clause) else None
        clause = without(clause, found)
        framer, earlier, told = Framer(clause, triggers), spoken, set[str]()
        gapped = [(gap.role,) for gap in found]
        for trigger in _ordered(clause, triggers):
            frame = _filled(parse, number, framer.frame(trigger), (earlier, spoken, *gapped), held)
            gone: tuple[Role, ...] = ()
            people = holders_of(parse, number, frame) if _gives(clause, frame) else ()
            for person, own in zip(people, _each(clause, frame, len(people)), strict=True):
                left = _left_posts(parse, number, own, person, held)
                gone = gone or left
                for claim in _claims(parse, number, own, person, triggers, held, left):
                    told.add(claim.antecedent.key)
                    yield claim
                key = parse.antecedents.get(person.key, person).key
                if (given := _given(clause, own) or left) and not _is_aside(trigger, number, held.get(key, ())):
                    held[key] = given
            lone = gone if len(gone) == 1 else ()
            spoken = spoken if _is_aside(trigger, number, spoken) else frame.roles[-1:] or lone or spoken
        yield from predecessors(parse, number, held)
        yield from turnovers(parse, number, told)
        for frame in Capacities(clause, triggers, framer.used).all():
            for person in holders_of(parse, number, frame):
                yield from _claims(parse, number, frame, person, triggers or (frame.trigger,), held)


def _filled(parse: Parse, number: int, frame: Frame, spoken: Sequence[tuple[Role, ...]], held: Held) -> Frame:
    """A frame with the post that it only points at («эту должность»), or that it makes of a body («возглавил его»)."""
    begun = frame.bare and frame.trigger.modifier and frame.trigger.kind in ("appoint", "become")
    if frame.anaphor or (begun and parse.clauses[number].periods):  # «мэр Ким, избранный в 2010 году, …»
        return pointed(parse, number, frame, spoken, held)
    return owned(parse, number, frame) if frame.roles or frame.bodies else taken_up(parse, number, frame)


def _each(clause: Clause, frame: Frame, count: int) -> Sequence[Frame]:
    """The frame as each of several people has it («главами Южного и Северного районов избраны Ким и Пак»)."""
    if count < 2 or not any(role.plural for role in frame.roles):
        return (frame,) * count
    told = [apart(clause, role, count) or (role,) * count for role in frame.roles]
    return [replace(frame, roles=roles) for roles in zip(*told, strict=True)]


def _ordered(clause: Clause, triggers: Sequence[Trigger]) -> Sequence[Trigger]:
    """The triggers, one that makes a successor last: «сменил Кима, возглавлявшего отдел»."""
    return sorted(triggers, key=lambda one: succeeds(clause, one)) if len(triggers) > 1 else triggers


def _gives(clause: Clause, frame: Frame) -> bool:
    """Whether a frame can give or take anything, whoever its person is."""
    told = bool(frame.roles or frame.bodies) or _leaves(frame) or _takes_up(frame)
    return told or may_inherit(clause, frame.trigger)


def _is_aside(trigger: Trigger, number: int, given: Sequence[Role]) -> bool:
    """«директором стал Ким, ранее возглавлявший отдел»: what a participle adds to the post that the sentence gives."""
    return trigger.modifier and trigger.kind in ("hold", "head") and any(r.sentence == number for r in given)


def _given(clause: Clause, frame: Frame) -> tuple[Role, ...]:
    """The roles that a frame names, and those that a verb makes of bodies («возглавил комитет», «вошёл в состав»)."""
    if frame.trigger.lemma in WORK:
        return frame.roles
    noun = role_made(frame.trigger.lemma) or "член"
    roles = come_to(clause, frame) if frame.trigger.lemma in GOING else frame.roles
    return (*roles, *(verbal_role(noun, _speaking(clause, frame.trigger), body) for body in frame.bodies))


def _speaking(clause: Clause, trigger: Trigger) -> int:
    """The word that stands for a post: the verb («возглавил»), or the noun of its phrase («стоит во | главе»)."""
    _, phrase, noun = trigger.lemma.rpartition(" ")
    if not phrase:
        return trigger.token
    said = (k for k, token in enumerate(clause.sentence.tokens) if token.low == noun)
    return min(said, key=lambda k: abs(k - trigger.token), default=trigger.token)


def _housed(clause: Clause, frame: Frame) -> tuple[Role, ...]:
    """The roles of a frame; who chairs it is elected by a body itself («сенат избрал председателем»)."""
    begun = frame.trigger.lemma in BEGINNING and bool(frame.roles)
    given = worked(clause, frame) if begun or frame.trigger.lemma in WORK else _given(clause, frame)
    given = where(clause, replace(frame, roles=given)) if frame.roles else given
    if frame.trigger.lemma not in ELECTING or all(r.body is not None or r.lemma not in CHAIRS for r in given):
        return given
    house = next((b for b in clause.bodies if _elects(clause, b, frame.trigger)), None)
    return tuple(replace(r, body=r.body or house) if r.lemma in CHAIRS else r for r in given)


def _appointed(clause: Clause, trigger: Trigger, roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles, those without a body in that which appoints or dismisses («клуб уволил главного тренера»)."""
    house = appointer(clause, trigger) if any(is_free(role) for role in roles) or trigger.lemma in PARTING else None
    if house is None and trigger.lemma in PARTING - ENDED:
        return ()  # «актриса рассталась с режиссёром Кимом»
    return roles if house is None else tuple([replace(r, body=house) if is_free(r) else r for r in roles])


def _elects(clause: Clause, body: Body, trigger: Trigger) -> bool:
    head = clause.sentence.tokens[body.head]
    doing = head.head == trigger.token and head.rel == "nsubj" and body.kind == "organ"
    house = body.proper and head.name == "ORG" and not CHAMBERS.isdisjoint(noun_lemmas(head.low))
    return doing and (house or not clause.signs[body.head] & EVENT)


def _leaves(frame: Frame) -> bool:
    """«ушёл в отставку»: the verb does not say what was left."""
    leaves = frame.trigger.kind in ENDING and frame.trigger.time == "past" and not frame.trigger.negated
    expelled = frame.trigger.lemma in EXPELLING and bool(frame.bodies)  # from a party, which takes no other post
    return leaves and frame.bare and not frame.roles and not expelled


def _takes_up(frame: Frame) -> bool:
    """«вступил в должность», «приступил к обязанностям»: the verb does not say which post it is."""
    return frame.trigger.lemma in TAKING_UP and frame.bare and not frame.roles


def _gapped(parse: Parse, number: int, gap: Gap, verb: Trigger, held: Held) -> Iterator[RoleClaim]:
    """«послом — Ким»: what the verb would say if it stood there again."""
    role = gap.role
    bodies = row(parse.clauses[number], role.end - 1, PLACES) if verb.lemma in WORK and is_free(role) else []
    frame = Frame(replace(verb, token=role.start), (replace(role, body=bodies[0]) if bodies else role,))
    yield from _claims(parse, number, frame, parse.clauses[number].names[gap.person], (frame.trigger,), held)


def _triggers(clause: Clause) -> tuple[Trigger, ...]:
    """The sentence's triggers that are not words of a role themselves (исполняющий обязанности), nor of a paper.

    «Решение о назначении Кима директором принято»
    """
    tokens = clause.sentence.tokens
    found = find_triggers(tokens, clause.signs)
    own = (t for t in found if not any(role.start <= t.token < role.last for role in clause.roles))
    return tuple([t for t in own if not (t.lemma in PASSED and tokens[t.token].gender == "neut")])


def _claims(
    parse: Parse,
    number: int,
    frame: Frame,
    person: Mention,
    triggers: Sequence[Trigger],
    held: Held,
    left: Sequence[Role] = (),
) -> Iterator[RoleClaim]:
    """What a frame says of a person. left: the posts that he leaves, where the verb does not say which."""
    clause, trigger = parse.clauses[number], frame.trigger
    here = clause.sentence.start <= person.start < clause.sentence.end
    support = (RULE, NEAR if here else FAR)
    quits = trigger.lemma in QUITTING | DISCHARGING and _employs(clause, frame)
    if not frame.roles and (trigger.lemma in WORK or quits):
        meaning = _meaning(parse, number, frame, triggers)
        yield from (employment_of(parse, person, body, support, meaning) for body in frame.bodies)
        return
    roles = _appointed(clause, trigger, (*_housed(clause, frame), *left))
    before = predecessor_of(clause, trigger, person) or replaced(parse, number, trigger, person, held)
    said: Sequence[Role] = ()  # by another verb of the sentence: «возглавил фонд в мае, сменив Кима»
    if not roles and trigger.lemma in STANDING_IN:
        (roles, _), frame = inherited(parse, number, frame, person, held), replace(frame, acting=True)
    elif not roles and trigger.kind in COMING:
        roles, before = inherited(parse, number, frame, person, held)
        roles = _appointed(clause, trigger, tuple(roles))
        said = given_here(parse, number, person, held)
    if not roles and (house := quitted(clause, trigger)) is not None:
        roles = (verbal_role("член", trigger.token, house),) if house.kind == "party" else ()
        if not roles:
            yield employment_of(parse, person, house, support, _meaning(parse, number, frame, triggers))
    if not roles:
        return
    meaning = _meaning(parse, number, frame, triggers)
    apart = {role.start: bracketed(clause, role) for role in roles}
    for role in roles:
        told = replace(meaning, status=role.status) if meaning.status == "current" and frame.roles else meaning
        own = apart[role.start] if any(apart.values()) else meaning.period
        for period in (own, *further(clause, own)) if role not in said else ():
            yield claim_of(parse, person, role, support, replace(told, period=period), (number,))
        if before is not None:
            told = _left(meaning, bool(frame.roles), before.start >= clause.sentence.start)
            yield claim_of(parse, before, role, support, told, (number,))


def _employs(clause: Clause, frame: Frame) -> bool:
    """Whether the bodies that somebody leaves are no party and no board, of which one is a member.

    What an abbreviation is, the verb shows («уволена из МВД»).
    """
    kinds = EMPLOYING | {"abbreviation"} if frame.trigger.lemma.startswith("увол") else EMPLOYING
    return any(body.kind in kinds or _is_house(clause, body) for body in frame.bodies)


def _is_house(clause: Clause, body: Body) -> bool:
    """«уволили из больницы», not «из горсовета»: an organ whose noun is of none that people make up together."""
    return body.kind == "organ" and not has_members(clause.sentence.tokens[body.head].low)


def _left(meaning: Meaning, told: bool, here: bool) -> Meaning:
    """What is said of who held the post before: he has left it once another holds it, and holds it till then.

    told: the verb has the post's name; here: his own name stands in the verb's sentence.
    """
    if meaning.status == "current":
        return Meaning(status="former", change="dismissed" if here else None)
    return Meaning(status="former" if told else None)


def _left_posts(parse: Parse, number: int, frame: Frame, person: Mention, held: Held) -> tuple[Role, ...]:
    """The titles beside the name, else what the sentence gave before, where the verb does not say what was left.

    Or what is taken up: «в должность вступает новый ректор Ким».
    """
    clause = parse.clauses[number]
    if not (_leaves(frame) or _takes_up(frame)):
        return ()
    titled = {t.role for t in clause.titles if clause.names[t.person] == person}
    own = (role for i in sorted(titled) for p, role in shared(clause, i) if clause.names[p] == person)
    works = frame.trigger.lemma in DISCHARGING
    told = (r for r in own if r.status == "current" or _is_previous(clause, r))
    posts = [r for r in told if r.role_class == "post" or (works and r.body is not None)]
    if (house := abandoned(clause, frame.trigger)) is not None:
        named = house if house.kind in OWN else None
        return tuple(replace(r, body=r.body or named) for r in posts if is_of(r, house))
    if lemma := _adjective_post(clause, frame.trigger):
        return tuple(role for role in posts if role.lemma == lemma)
    given = held.get(parse.antecedents.get(person.key, person).key, ())
    return tuple(posts or (r for r in given if r.sentence == number and r.role_class == "post"))


def _is_previous(clause: Clause, role: Role) -> bool:
    """«Прежний глава ведомства подал в отставку»: who held the post till then, unlike «экс-глава»."""
    words = clause.sentence.tokens[role.start : role.first]
    return any(t.low.startswith(("прежн", "предыдущ")) for t in words)


def _adjective_post(clause: Clause, trigger: Trigger) -> str:
    """«сложил депутатский мандат»: the holder's noun of the adjective that tells which post is left, "" for none."""
    for i in range(max(1, trigger.token - LEFT_REACH), min(trigger.token + LEFT_REACH, len(clause.signs))):
        before = clause.sentence.tokens[i - 1].low
        if clause.signs[i] & POST and any(f.kind == "ADJF" for f in forms(before)):
            stem = lemmas(before)[0].removesuffix("ский")
            return stem if role_entry(stem) is not None else ""
    return ""


def _meaning(parse: Parse, number: int, frame: Frame, triggers: Sequence[Trigger]) -> Meaning:
    """Status and change by the verb's class and time; rumour, denial and dates by the words around it."""
    clause = parse.clauses[number]
    said = (parse.document, clause.sentence)
    reported = has_phrase(*said, "rumour")
    status, change = _status(frame.trigger)
    if status == "denied" and _no_more(clause, frame.trigger):
        status = "former"
    denied = (reported or status == "future") and has_phrase(*said, "denial")
    refuted = _is_refuted(clause, frame.trigger) or _is_wanted(clause, frame.trigger)
    if denied or has_phrase(*said, "falsehood") or refuted:
        status, change = "current" if frame.trigger.kind in ENDING else "denied", None
    period = period_of(parse, number, frame, triggers, change)
    if status == "current" and frame.trigger.lemma in STAYING and _is_over(frame.trigger, period):
        status = "former"
    return Meaning(status=status, change=change, acting=frame.acting, reported=reported, period=period)


def _is_over(trigger: Trigger, period: Period | None) -> bool:
    """«остался директором до 2010 года», not «остаётся до 2030 года»."""
    return trigger.time == "past" and period is not None and period.until is not None


def _no_more(clause: Clause, trigger: Trigger) -> bool:
    """«больше не занимает пост», «уже не является секретарём»: what is denied was so before."""
    before = [t.low for t in clause.sentence.tokens[max(0, trigger.token - 3) : trigger.token]]
    return trigger.time == "present" and "не" in before and not NO_MORE.isdisjoint(before)


def _status(trigger: Trigger) -> tuple[Status, Change | None]:
    if trigger.negated:
        return "current" if trigger.kind in ENDING else "denied", None
    if trigger.kind in ENDING:
        return ("current", None) if trigger.time == "future" else ("former", "dismissed")
    if trigger.lemma in STAYING and (trigger.time != "past" or trigger.finished):
        return "current", None
    if trigger.time == "future" or trigger.lemma in PROPOSED:
        return "future", None
    if trigger.lemma in PAST and trigger.time == "past":
        return "former", None
    if trigger.kind in ("appoint", "become", "succeed", "join") or (trigger.kind == "head" and trigger.finished):
        coming = trigger.finished or trigger.kind == "appoint"
        told = trigger.time == "past" or (trigger.kind == "appoint" and trigger.voice == "passive")  # «назначается»
        return "current", "appointed" if coming and told else None
    return ("former" if trigger.time == "past" else "current"), None


def _is_refuted(clause: Clause, trigger: Trigger) -> bool:
    """«опроверг слухи о своём назначении», «опровергла отставку министра»: the event is what is denied."""
    before = clause.sentence.tokens[max(0, trigger.token - REFUTED_REACH) : trigger.token]
    return trigger.voice == "noun" and any(not REFUTING.isdisjoint(lemmas(t.low)) for t in before)


def _is_wanted(clause: Clause, trigger: Trigger) -> bool:
    """«требует отставки министра», «не принял отставку»: an end that has not come."""
    tokens = clause.sentence.tokens
    if trigger.voice != "noun" or trigger.kind not in ENDING:
        return False
    verb = tokens[trigger.token].head
    for _ in range(WANTED_REACH):
        if verb < 0 or not tokens[verb].verb:
            return False
        if (verb and tokens[verb - 1].low == "не") or not WANTING.isdisjoint(lemmas(tokens[verb].low)):
            return True
        verb = tokens[verb].head
    return False
