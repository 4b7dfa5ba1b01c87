"""People of a frame: who gets, holds or leaves the post that a verb speaks of."""

from collections.abc import Sequence
from itertools import pairwise

from kadry.claim import Mention
from kadry.extractors.frames import Frame
from kadry.russian.names import person_cases
from kadry.russian.parse import Clause, Parse
from kadry.russian.triggers import Trigger

NOMINATIVE, OBJECT = ("nomn",), ("accs", "gent")
SUBJECTS = frozenset(("он", "она", "который", "которая"))
OBJECTS = frozenset(("его", "ее", "которого", "которую"))
LINKS = frozenset((",", "и"))
DOMINANT = 0.5  # share of a document's names that make one person its subject


def people_of(parse: Parse, number: int, frame: Frame) -> tuple[Mention, ...]:
    """The object of an active verb of appointment or dismissal, else the subject; several for a plural role."""
    clause = parse.clauses[number]
    first = _person(parse, number, frame)
    if first is None or not frame.roles or not frame.roles[0].plural:
        return () if first is None else (first,)
    found = [first]
    for i, (left, right) in enumerate(pairwise(clause.persons)):
        between = clause.sentence.tokens[left.last : right.first]
        if clause.names[i] == found[-1] and all(t.low in LINKS for t in between):
            found.append(clause.names[i + 1])
    return tuple(found) if len(found) > 1 else ()


def predecessor_of(clause: Clause, trigger: Trigger, person: Mention) -> Mention | None:
    """Whom «сменил» replaces: an object other than the subject."""
    objects = (clause.names[i] for i in range(len(clause.persons)) if _can_stand(clause, i, OBJECT))
    return next((name for name in objects if name != person), None)


def _person(parse: Parse, number: int, frame: Frame) -> Mention | None:
    clause, trigger = parse.clauses[number], frame.trigger
    if trigger.kind in ("appoint", "dismiss") and trigger.voice != "passive":
        return _object(parse, number, frame)
    found = _by_syntax(clause, trigger)
    if found is not None:
        return clause.names[found]
    if _of_a_thing(clause, trigger):
        return None
    fitting = [i for i in range(len(clause.persons)) if _can_stand(clause, i, NOMINATIVE)]
    left = [i for i in fitting if clause.persons[i].last <= trigger.token]
    right = [i for i in fitting if clause.persons[i].first > trigger.token]
    if right and (_fronted(frame) or not left) and not _bare_subject(clause, trigger):
        return clause.names[right[0]]
    if left:
        return clause.names[left[-1]]
    if _bare_subject(clause, trigger) or _other_subject(clause, trigger):
        return None
    return focus(parse, number) if not fitting or _has(clause, trigger, SUBJECTS) else None


def _of_a_thing(clause: Clause, trigger: Trigger) -> bool:
    """«в стране, которая является членом …»: what the relative pronoun takes up is no person and no title of one."""
    tokens = clause.sentence.tokens
    people = {i for p in clause.persons for i in range(p.first, p.last)}
    people |= {i for r in clause.roles for i in range(r.start, r.end)}
    for i, token in enumerate(tokens):
        if token.head == trigger.token and token.low.startswith("котор") and token.rel.startswith("nsubj"):
            return i > 1 and tokens[i - 1].text == "," and tokens[i - 2].text not in (")", "»") and i - 2 not in people
    return False


def _other_subject(clause: Clause, trigger: Trigger) -> bool:
    """Whether the verb's subject is a noun that is nobody's name («комитеты продолжают возглавлять»)."""
    named = {i for p in clause.persons for i in range(p.first, p.last)}
    tokens = clause.sentence.tokens
    verbs = {trigger.token, tokens[trigger.token].head}  # «может стать»: the subject is the first verb's
    return any(
        t.head in verbs and t.rel.startswith("nsubj") and t.pos in ("NOUN", "PROPN") and i not in named
        for i, t in enumerate(tokens)
    )


def _object(parse: Parse, number: int, frame: Frame) -> Mention | None:
    """«назначил Сабитова акимом», «его назначили послом»."""
    clause, trigger = parse.clauses[number], frame.trigger
    fitting = [i for i in range(len(clause.persons)) if _can_stand(clause, i, OBJECT)]
    right = [i for i in fitting if clause.persons[i].first > trigger.token]
    left = [i for i in fitting if clause.persons[i].last <= trigger.token]
    if right or (left and trigger.voice == "active"):
        return clause.names[right[0] if right else left[-1]]
    return focus(parse, number) if _has(clause, trigger, OBJECTS) else None


def _fronted(frame: Frame) -> bool:
    """«Заместителем министра назначен …», «Комитет возглавил …»: what is governed comes first, the person after."""
    governed = [r.start for r in frame.roles] + [b.first for b in frame.bodies]
    return bool(governed) and governed[0] < frame.trigger.token and not frame.trigger.modifier


def _by_syntax(clause: Clause, trigger: Trigger) -> int | None:
    """The person whose name, or whose title, the parser makes the verb's subject, also over joined verbs."""
    tokens = clause.sentence.tokens
    verb, seen = trigger.token, 0
    while verb >= 0 and seen < 4:
        for i, person in enumerate(clause.persons):
            if not _can_stand(clause, i, NOMINATIVE):
                continue
            spans = [range(person.first, person.last)] + [
                range(clause.roles[t.role].start, clause.roles[t.role].last) for t in clause.titles if t.person == i
            ]
            if any(tokens[k].head == verb and tokens[k].rel.startswith("nsubj") for span in spans for k in span):
                return i
        if tokens[verb].rel != "conj":
            return None
        verb, seen = tokens[verb].head, seen + 1
    return None


def _can_stand(clause: Clause, index: int, wanted: Sequence[str]) -> bool:
    """Whether a name can be in one of the cases: by its title's case, else by its own form."""
    person = clause.persons[index]
    roles = (clause.roles[t.role] for t in clause.titles if t.person == index)
    titles = [role.case for role in roles if role.case != "ablt"]
    if titles:
        return titles[0] in wanted
    return bool(person_cases(clause.sentence.tokens[person.first : person.last]).intersection(wanted))


def _bare_subject(clause: Clause, trigger: Trigger) -> bool:
    """Whether a title without a name is the subject: «бывший министр станет послом»."""
    titled = {t.role for t in clause.titles}
    return any(
        r.case == "nomn" and i not in titled and r.end <= trigger.token and not r.plural
        for i, r in enumerate(clause.roles)
    )


def _has(clause: Clause, trigger: Trigger, words: frozenset[str]) -> bool:
    tokens = clause.sentence.tokens
    return any(t.low in words and abs(i - trigger.token) < 8 for i, t in enumerate(tokens))


def focus(parse: Parse, number: int) -> Mention | None:
    """Whom the text speaks of: the first name in one of the two sentences before, else its subject."""
    for back in (number - 1, number - 2):
        if back >= 0 and parse.clauses[back].names:
            clause = parse.clauses[back]
            nominative = [i for i in range(len(clause.names)) if _can_stand(clause, i, NOMINATIVE)]
            return clause.names[nominative[0]] if nominative else clause.names[0]
    return main_person(parse, number)


def main_person(parse: Parse, number: int) -> Mention | None:
    """The person that more than half of the document's names mean: the last mention before sentence ``number``."""
    chains = [c for c in parse.chains if c.head.type == "person"]
    total = sum(len(c.mentions) for c in chains)
    best = max(chains, key=lambda c: len(c.mentions), default=None)
    if best is None or len(best.mentions) <= DOMINANT * total:
        return None
    before = [m for m in best.mentions if m.end <= parse.clauses[number].sentence.start]
    return before[-1] if before else best.head
