"""References: whom a subject without a name means: «тот», «последний», «чиновник», «министр»."""

from collections.abc import Sequence

from kadry.claim import Mention
from kadry.extractors.described import MODIFIER_REACH, gives
from kadry.extractors.focus import main_person
from kadry.extractors.frames import Frame
from kadry.extractors.people import people_of, role_gender
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger
from kadry.russian.words import noun_lemmas

LATTER = {"тот": "masc", "последний": "masc", "та": "femn", "последняя": "femn"}
OFFICIALS = frozenset(("чиновник", "чиновница", "функционер", "госслужащий", "руководитель", "начальник"))


def holders_of(parse: Parse, number: int, frame: Frame) -> tuple[Mention, ...]:
    """Whom a frame's subject without a name means, else the people whom the sentence names for it."""
    trigger = frame.trigger
    meant = None if gives(trigger) else _referent(parse, number, trigger)
    return people_of(parse, number, frame) if meant is None else (meant,)


def _referent(parse: Parse, number: int, trigger: Trigger) -> Mention | None:
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    if trigger.modifier and (told := _modified(clause, trigger)) is not None:
        return described(parse, number, told)
    subject = _subject(tokens, trigger.token)
    if subject is None or any(t.pos == "PUNCT" for t in tokens[:subject]):
        return None  # «, если тот не может»: what a further clause takes up is in the sentence
    if tokens[subject].low in LATTER and tokens[subject].name != "PER":
        return _last_named(parse, number, LATTER[tokens[subject].low])
    if not lexicon.places("demonym").keys().isdisjoint(noun_lemmas(tokens[subject].low)):
        return _countryman(parse, number, subject)
    titled = {t.role for t in clause.titles}
    bare = (r for i, r in enumerate(clause.roles) if r.head == subject and i not in titled)
    role = next((r for r in bare if not r.plural and r.case == "nomn" and r.status == "current"), None)
    named = any(t.case in ("nomn", "") for p in clause.persons for t in tokens[p.first : p.last])
    return None if role is None or named else described(parse, number, role)


def _countryman(parse: Parse, number: int, subject: int) -> Mention | None:
    """«Англичанин руководил командой»: the only person of the sentence before, where none is named here."""
    before = parse.clauses[number - 1].names if number else ()
    alone = len({parse.antecedents[m.key] for m in before}) == 1 and not parse.clauses[number].persons
    return before[0] if alone and not parse.clauses[number].sentence.tokens[subject].plural else None


def _subject(tokens: Sequence[Token], verb: int) -> int | None:
    """The subject of a verb, or of the one that it is joined to («дипломат жил в Риме, а потом занял пост»)."""
    verbs = {verb, tokens[verb].head} - {-1}  # «был вице-мэром»: the subject is the noun's
    own = next((i for i, t in enumerate(tokens) if t.head in verbs and t.rel.startswith("nsubj")), None)
    told = tokens[verb].head if tokens[verb].rel in ("cop", "aux") else verb
    if own is not None or tokens[told].rel not in ("conj", "root"):
        return own
    before = next((k for k in range(min(verb, told) - 1, -1, -1) if tokens[k].verb == "Fin"), None)
    return None if before is None else _subject(tokens, before)


def _modified(clause: Clause, trigger: Trigger) -> Role | None:
    """«дипломат, ранее работавший консулом, …»: the nameless role right before the comma that a participle follows."""
    near = range(trigger.token - 1, max(0, trigger.token - MODIFIER_REACH), -1)
    comma = next((k for k in near if clause.sentence.tokens[k].text == ","), None)
    titled = {t.role for t in clause.titles}
    found = (r for i, r in enumerate(clause.roles) if r.end == comma and i not in titled)
    return next((r for r in found if not r.plural and r.case == "nomn"), None)


def described(parse: Parse, number: int, role: Role) -> Mention | None:
    """Whom a nameless role means: a post its holder named before, a profession whom the text is about.

    A former post is that of the only person before («Суд арестовал Кима. Экс-мэр …»), where no holder is named.
    """
    if role.role_class != "profession" and not (role.lemma in OFFICIALS and role.body is None):
        holder = _holder(parse, number, role)
        if holder is not None or role.status != "former":
            return holder
        person = _only_person_before(parse, number, role)
    else:
        person = _only_person_before(parse, number, role) or main_person(parse, number)
    return person if person is not None and _suits(parse, person, parse.clauses[number], role) else None


def _last_named(parse: Parse, number: int, gender: str) -> Mention | None:
    """The last name of the sentence before that the gender allows."""
    before = parse.clauses[number - 1] if number else None
    if before is None:
        return None
    fitting = [m for m, p in zip(before.names, before.persons, strict=True) if p.gender in (gender, "")]
    return fitting[-1] if fitting else None


def _holder(parse: Parse, number: int, role: Role) -> Mention | None:
    """The last mention of the only person before who has a title with the same head («Министр был вице-мэром»)."""
    found: dict[str, Mention] = {}
    for place, mention in parse.titled.get(role.lemma, ()):
        if place < number:
            found[parse.antecedents.get(mention.key, mention).key] = mention
    return next(iter(found.values())) if len(found) == 1 else None


def _only_person_before(parse: Parse, number: int, role: Role) -> Mention | None:
    """The only person of the sentence before, where it has one."""
    here = parse.clauses[number]
    if number == 0 or any(p.last <= role.start for p in here.persons):
        return None
    before = parse.clauses[number - 1]
    heads = {parse.antecedents[m.key] for m in before.names}
    return before.names[0] if len(heads) == 1 else None


def _suits(parse: Parse, person: Mention, clause: Clause, role: Role) -> bool:
    """Whether gender allows it, and the sentence does not name the person beside the role."""
    head = parse.antecedents.get(person.key, person)
    if any(parse.antecedents.get(m.key, m) == head for m in clause.names):
        return False
    gender = next((c.gender for c in parse.chains if c.head == head), None)
    return not (role_gender(clause, role) == "femn" and gender == "masc")
