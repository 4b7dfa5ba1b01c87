"""Objects: whom a verb appoints or dismisses («назначил Сабитова акимом», «назначил его акимом»)."""

from kadry.claim import Mention
from kadry.extractors.focus import NOMINATIVE, can_stand, focus, is_subject
from kadry.extractors.frames import Frame
from kadry.extractors.standing import is_left_behind
from kadry.russian.parse import Clause, Parse
from kadry.russian.triggers import Trigger
from kadry.russian.words import noun_lemmas

OBJECT = ("accs", "gent")
OBJECTS = frozenset(("его", "ее", "которого", "которую"))
HER = frozenset(("ее", "которую"))
ABOUT = frozenset(("о", "об"))
REQUESTS = frozenset(("заявление", "рапорт", "просьба", "прошение"))
REACH = 8  # tokens between a pronoun and its verb


def own_subject(parse: Parse, number: int, trigger: Trigger) -> Mention | None:
    """«Ким опроверг слухи о своём назначении»: the noun's object is the sentence's subject."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    before = tokens[trigger.token - 1].low if trigger.token else ""
    if trigger.voice == "noun" and _is_reason(clause, trigger):
        return last_before(clause, trigger) or focus(parse, number)
    asks = trigger.voice == "noun" and trigger.kind == "dismiss" and before in ABOUT
    if asks and (asking := _asking(clause, trigger)) is not None:
        return asking
    asks = asks and trigger.token > 1 and not REQUESTS.isdisjoint(noun_lemmas(tokens[trigger.token - 2].low))
    if trigger.voice != "noun" or not (asks or "свой" in noun_lemmas(before)):
        return None
    left = (clause.names[i] for i, p in enumerate(clause.persons) if p.last < trigger.token and is_subject(clause, i))
    return next(left, None) or focus(parse, number)


def _asking(clause: Clause, trigger: Trigger) -> Mention | None:
    """«просьба Кима | об уходе с поста», «ходатайство министра Кима | об освобождении»: whose request it is."""
    last = trigger.token - 1
    own = (i for i, p in enumerate(clause.persons) if p.last == last and can_stand(clause, i, OBJECT))
    return next((clause.names[i] for i in own), None)


def object_of(parse: Parse, number: int, frame: Frame) -> Mention | None:
    """«назначил Сабитова акимом», «его назначили послом»."""
    clause, trigger = parse.clauses[number], frame.trigger
    if _is_pronoun(clause, trigger.token + 1):  # «утвердил Кима членом и назначил его секретарём вместо Пака»
        return _object_before(clause, trigger) or _meant(parse, number, trigger)
    fitting = [i for i in range(len(clause.persons)) if can_stand(clause, i, OBJECT)]
    fitting = [i for i in fitting if trigger.voice == "noun" or not is_left_behind(clause, i, trigger)]
    right = [i for i in fitting if clause.persons[i].first > trigger.token and _in_reach(clause, i, trigger)]
    left = [i for i in fitting if clause.persons[i].last <= trigger.token and _is_object(clause, i, trigger)]
    if right or (left and trigger.voice == "active"):
        return clause.names[right[0] if right else left[-1]]
    return _meant(parse, number, trigger) if has_near(clause, trigger, OBJECTS) else None


def _in_reach(clause: Clause, index: int, trigger: Trigger) -> bool:
    """Not «отставку принял и назначил Кима»: behind the noun of an event no verb stands before the name."""
    between = clause.sentence.tokens[trigger.token + 1 : clause.persons[index].first]
    return trigger.voice != "noun" or all(t.verb != "Fin" for t in between)


def _meant(parse: Parse, number: int, trigger: Trigger) -> Mention | None:
    """Whom «его», «её» means: who tells it, else of whom the text goes on speaking, if the gender allows it."""
    other = "masc" if has_near(parse.clauses[number], trigger, HER) else "femn"
    person = _teller(parse.clauses[number], trigger, other) or focus(parse, number)
    if person is None:
        return None
    head = parse.antecedents.get(person.key, person)
    return None if any(c.head == head and c.gender == other for c in parse.chains) else person


def _teller(clause: Clause, trigger: Trigger, other: str) -> Mention | None:
    """«Ким рассказал, что Пак пригласил его тренером»: the last subject before «что», but for one of another gender."""
    tokens = clause.sentence.tokens
    that = next((k for k in range(trigger.token - 1, 0, -1) if tokens[k].low == "что"), 0)
    before = (i for i, p in enumerate(clause.persons) if p.last <= that and p.gender != other)
    return next((clause.names[i] for i in reversed([*before]) if is_subject(clause, i)), None)


def _is_object(clause: Clause, index: int, trigger: Trigger) -> bool:
    """Whether a name before its verb is no subject: by its form or the parser, or one name before a plural."""
    if not can_stand(clause, index, NOMINATIVE):
        return True
    person = clause.persons[index]
    told = any(t.rel == "obj" for t in clause.sentence.tokens[person.first : person.last])
    lone = sum(p.last <= trigger.token for p in clause.persons) == 1
    return told or (lone and clause.sentence.tokens[trigger.token].plural)


def last_before(clause: Clause, trigger: Trigger) -> Mention | None:
    """The last person before a verb in its sentence."""
    before = [m for m, p in zip(clause.names, clause.persons, strict=True) if p.last <= trigger.token]
    return before[-1] if before else None


def _object_before(clause: Clause, trigger: Trigger) -> Mention | None:
    """The last person before a verb who is no subject: whom «его» means."""
    tokens = clause.sentence.tokens
    before = [i for i, p in enumerate(clause.persons) if p.last <= trigger.token and can_stand(clause, i, OBJECT)]
    spans = ((i, tokens[clause.persons[i].first : clause.persons[i].last]) for i in reversed(before))
    return next((clause.names[i] for i, own in spans if not any(t.rel.startswith("nsubj") for t in own)), None)


def _is_pronoun(clause: Clause, i: int) -> bool:
    """«назначил его секретарём», not «назначил его заместителя»: a pronoun that a verb has as its object."""
    tokens = clause.sentence.tokens
    if i + 1 >= len(tokens) or tokens[i].low not in ("его", "ее"):
        return False
    return tokens[i + 1].case == "ablt" or tokens[i + 1].pos in ("ADP", "PUNCT")


def _is_reason(clause: Clause, trigger: Trigger) -> bool:
    """«отставка Кима в связи с назначением послом», «отозван в связи с его избранием депутатом»: it is his own."""
    tokens = clause.sentence.tokens
    start = trigger.token - (tokens[trigger.token - 1].low in ("его", "ее") if trigger.token else 0)
    if [t.low for t in tokens[max(0, start - 3) : start]] != ["в", "связи", "с"]:
        return False
    return not any(p.first == trigger.token + 1 for p in clause.persons)


def has_near(clause: Clause, trigger: Trigger, words: frozenset[str]) -> bool:
    """Whether one of some words stands near a verb."""
    tokens = clause.sentence.tokens
    return any(t.low in words and abs(i - trigger.token) < REACH for i, t in enumerate(tokens))
