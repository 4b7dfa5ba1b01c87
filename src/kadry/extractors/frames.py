"""Frames: a trigger with the roles or bodies that it governs, and the person whom it is about."""

from collections.abc import Container, Iterator, Sequence

from msgspec import Struct

from kadry.claim import Mention
from kadry.russian import lexicon
from kadry.russian.bodies import Body
from kadry.russian.names import person_cases
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger
from kadry.russian.words import forms

NOMINATIVE, OBJECT = ("nomn",), ("accs", "gent")
SUBJECTS = frozenset(("он", "она", "который", "которая"))
LINKS = frozenset((",", "и", "а", "также", "одновременно"))


class Frame(Struct, frozen=True):
    """A trigger with the roles and bodies that it governs; anaphor: «эту должность», the role stands elsewhere."""

    trigger: Trigger
    roles: tuple[Role, ...]
    bodies: tuple[Body, ...]
    anaphor: bool = False


def frame_of(clause: Clause, trigger: Trigger, triggers: Sequence[Trigger], used: Container[int]) -> Frame:
    """What a trigger governs; ``used`` are the heads of roles that earlier triggers of the sentence govern."""
    tokens = clause.sentence.tokens
    after = min([t.token for t in triggers if t.token > trigger.token], default=len(tokens))
    before = max([t.token for t in triggers if t.token < trigger.token], default=-1)
    open_roles = [r for r in clause.roles if r.head not in used and not r.event]
    free = [r for i, r in enumerate(clause.roles) if r in open_roles and not _titled(clause, i)]
    for start, end in ((trigger.token + 1, after), (before + 1, trigger.token)):
        post, anaphor = _post_noun(clause, start, end)
        if anaphor:
            return Frame(trigger, (), (), True)
        first = [r for r in open_roles if r.start == post][:1]
        roles = _joined(clause, free, first, ("gent", "accs"))
        if not roles and trigger.kind in ("appoint", "hold", "become") and "postnoun" not in trigger.flags:
            governed = [r for r in free if start <= r.start < end and _instrumental(clause, r)]
            roles = _joined(clause, free, governed[:1], ("ablt",))
        if roles:
            return Frame(trigger, roles, ())
    heading = trigger.lemma in lexicon.particles("heading") or trigger.kind == "join"
    bodies = tuple(_governed_body(clause, trigger, after)) if heading else ()
    return Frame(trigger, (), bodies)


def _instrumental(clause: Clause, role: Role) -> bool:
    """A single role in the instrumental that no preposition governs (not «с премьер-министром»)."""
    before = clause.sentence.tokens[role.start - 1] if role.start else None
    return role.case == "ablt" and not role.plural and (before is None or before.pos != "ADP")


def _titled(clause: Clause, index: int) -> bool:
    """Whether apposition has given the role away, other than in the instrumental, which a verb may govern."""
    return any(t.role == index for t in clause.titles) and clause.roles[index].case != "ablt"


def _post_noun(clause: Clause, start: int, end: int) -> tuple[int | None, bool]:
    """The token after «пост», «должность» between two places, and whether «эту» points to another sentence."""
    tokens = clause.sentence.tokens
    for i in range(start, min(end, len(tokens))):
        if any(f.lemma in lexicon.particles("postnoun") for f in forms(tokens[i].low) if f.kind == "NOUN"):
            if any(role.start <= i < role.last for role in clause.roles):
                continue
            if i and any(f.lemma == "этот" for f in forms(tokens[i - 1].low)):
                return None, True
            return i + 1, False
    return None, False


def _joined(clause: Clause, free: Sequence[Role], first: Sequence[Role], wanted: Sequence[str]) -> tuple[Role, ...]:
    """A role and those that «и» or a comma joins to it in the same case."""
    found = list(first)
    tokens = clause.sentence.tokens
    for role in free:
        if found and role.start >= found[-1].end and role.case in wanted:
            between = tokens[found[-1].end : role.start]
            if between and all(t.low in LINKS for t in between):
                found.append(role)
    return tuple(found)


def _governed_body(clause: Clause, trigger: Trigger, after: int) -> Iterator[Body]:
    """The body that a verb heads (возглавить комитет) or joins (войти в состав комиссии)."""
    tokens = clause.sentence.tokens
    for body in clause.bodies:
        if not trigger.token < body.first < after or (body.kind in ("country",) and trigger.kind == "join"):
            continue
        between = [t.low for t in tokens[trigger.token + 1 : body.first]]
        if trigger.kind == "join":
            fits = bool(between) and between[0] in ("в", "во") and len(between) <= 3 and "состав" in between
        else:
            fits = len(between) <= 2 and not any(t in ("в", "на", "с", "по", "из", "от", ",") for t in between)
        if fits:
            yield body
        return


def person_of(parse: Parse, number: int, frame: Frame) -> Mention | None:
    """Who gets or leaves the post: the object of an active verb of appointment, else the subject."""
    clause, trigger = parse.clauses[number], frame.trigger
    wanted = OBJECT if trigger.kind in ("appoint", "dismiss") and trigger.voice != "passive" else NOMINATIVE
    if wanted == NOMINATIVE and (found := _by_syntax(clause, trigger)) is not None:
        return clause.names[found]
    fitting = [i for i in range(len(clause.persons)) if _can_stand(clause, i, wanted)]
    left = [i for i in fitting if clause.persons[i].last <= trigger.token]
    right = [i for i in fitting if clause.persons[i].first > trigger.token]
    if wanted == OBJECT:
        found = next(iter(right), left[-1] if left and trigger.voice == "active" else None)
        return clause.names[found] if found is not None else None
    if _fronted(frame) or (trigger.voice == "passive" and not left):
        left = right[:1] or left
    if left:
        return clause.names[left[-1] if left[-1] < len(clause.names) else 0]
    if _bare_subject(clause, trigger):
        return None
    return _focus(parse, number) if not fitting or _pronoun(clause, trigger) else None


def _bare_subject(clause: Clause, trigger: Trigger) -> bool:
    """Whether a title without a name is the subject: «бывший министр станет послом»."""
    titled = {t.role for t in clause.titles}
    return any(
        r.case == "nomn" and i not in titled and r.end <= trigger.token and not r.plural
        for i, r in enumerate(clause.roles)
    )


def _fronted(frame: Frame) -> bool:
    """«Заместителем министра назначен …»: the role comes first, so the person comes after the verb."""
    return bool(frame.roles) and frame.roles[0].start < frame.trigger.token and not frame.trigger.modifier


def _by_syntax(clause: Clause, trigger: Trigger) -> int | None:
    """The person whose name, or whose title, the parser makes the verb's subject, also over joined verbs."""
    tokens = clause.sentence.tokens
    verb, seen = trigger.token, 0
    while verb >= 0 and seen < 4:
        for i, person in enumerate(clause.persons):
            spans = [range(person.first, person.last)] + [
                range(clause.roles[t.role].start, clause.roles[t.role].end) for t in clause.titles if t.person == i
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
    titles = [
        clause.roles[t.role].case for t in clause.titles if t.person == index and clause.roles[t.role].case != "ablt"
    ]
    if titles:
        return titles[0] in wanted
    return bool(person_cases(clause.sentence.tokens[person.first : person.last]).intersection(wanted))


def _pronoun(clause: Clause, trigger: Trigger) -> bool:
    tokens = clause.sentence.tokens
    return any(t.low in SUBJECTS and abs(i - trigger.token) < 8 for i, t in enumerate(tokens))


def _focus(parse: Parse, number: int) -> Mention | None:
    """The person that the text speaks of: the first name in the nearest sentence before, at most two back."""
    for back in (number - 1, number - 2):
        if back >= 0 and parse.clauses[back].names:
            clause = parse.clauses[back]
            nominative = [i for i in range(len(clause.names)) if _can_stand(clause, i, NOMINATIVE)]
            return clause.names[nominative[0]] if nominative else clause.names[0]
    return None


def predecessor_of(clause: Clause, trigger: Trigger, person: Mention) -> Mention | None:
    """Whom «сменил» replaces: the object after the verb, another than the subject."""
    after = (i for i, p in enumerate(clause.persons) if p.first > trigger.token and _can_stand(clause, i, OBJECT))
    return next((clause.names[i] for i in after if clause.names[i] != person), None)
