"""Inheritance: posts that a verb leaves unsaid, and who held them before («вместо Кима», «его место заняла»)."""

from collections.abc import Iterator, Mapping, Sequence

from kadry.claim import Mention
from kadry.extractors.focus import can_stand, focus
from kadry.extractors.frames import STANDING_IN, Frame
from kadry.extractors.objects import OBJECT, OBJECTS
from kadry.extractors.standing import SUCCESSOR, is_left_behind
from kadry.russian import lexicon
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger, find_triggers
from kadry.russian.words import can_be, noun_lemmas

HERS = frozenset(("ее", "ей", "нее"))
PRONOUNS = HERS | {"его", "ему", "него"}
Held = Mapping[str, Sequence[Role]]
COMING = ("appoint", "become", "succeed")
FOLLOWED = 9  # the same of «его на посту министра внутренних дел сменил»
NEAR = 4  # tokens between a pronoun and the verb: «его вчера сменил»


def predecessor_of(clause: Clause, trigger: Trigger, person: Mention) -> Mention | None:
    """Whom a new holder follows: the object of «сменил», who stands after «вместо», «преемником», «после отставки»."""
    others = [i for i, name in enumerate(clause.names) if name != person]
    if trigger.negated or not (trigger.kind in COMING or (trigger.kind == "head" and trigger.finished)):
        return None
    behind = (i for i in others if is_left_behind(clause, i, trigger))
    found = next((clause.names[i] for i in behind if not _is_other(clause, trigger, clause.persons[i].first)), None)
    if found is None and trigger.kind == "succeed":
        found = next((clause.names[i] for i in others if can_stand(clause, i, OBJECT)), None)
    return found


def replaced(parse: Parse, number: int, trigger: Trigger, person: Mention, held: Held) -> Mention | None:
    """«Директором был Ким, его на этом посту сменил Ли»: whom «его» beside a verb of following means."""
    clause = parse.clauses[number]
    place = _pronoun(clause, trigger) if trigger.kind == "succeed" and not trigger.negated else None
    if place is None or clause.sentence.tokens[place].low not in OBJECTS:
        return None
    if clause.sentence.tokens[place + 1].pos in ("NOUN", "PROPN", "ADJ"):
        return None  # «его предшественник»
    found = _spoken_of(parse, number, trigger, person, held)
    return None if found is None or _are_one(parse, found, person) else found


def _are_one(parse: Parse, one: Mention, other: Mention) -> bool:
    """Whether two mentions are of one person."""
    return parse.antecedents.get(one.key, one) == parse.antecedents.get(other.key, other)


def _is_other(clause: Clause, trigger: Trigger, first: int) -> bool:
    """«утвердил его членом и назначил секретарём | вместо Кима»: another verb of coming stands between."""
    return any(t.voice != "noun" for t in _coming(clause, trigger.token, first))


def _coming(clause: Clause, start: int, end: int) -> Iterator[Trigger]:
    """What tells between two tokens that somebody comes to a post."""
    found = find_triggers(clause.sentence.tokens, clause.signs)
    return (t for t in found if start < t.token < end and t.kind in COMING)


def may_inherit(clause: Clause, trigger: Trigger) -> bool:
    """Whether a verb without a post can mean one that somebody held before."""
    coming = trigger.kind in COMING or trigger.lemma in STANDING_IN
    return succeeds(clause, trigger) or (coming and _pronoun(clause, trigger) is not None)


def succeeds(clause: Clause, trigger: Trigger) -> bool:
    """«сменил Кима», «преемником Кима стал», «избран преемником Кима»: the verb makes somebody another's successor."""
    if trigger.kind not in COMING or trigger.kind == "succeed":
        return trigger.kind == "succeed"
    made = (t for t in clause.sentence.tokens if t.head == trigger.token and can_be(t, "ablt"))
    return any(not SUCCESSOR.isdisjoint(noun_lemmas(t.low)) for t in made)


def inherited(
    parse: Parse, number: int, frame: Frame, person: Mention, held: Held
) -> tuple[tuple[Role, ...], Mention | None]:
    """The posts that «сменил Кима», «его место занял» leave unsaid, and whose they were.

    held: what verbs have given to people so far, by the key of the head of their chain.
    """
    clause, trigger = parse.clauses[number], frame.trigger
    before = predecessor_of(clause, trigger, person) if succeeds(clause, trigger) else None
    before = before or _spoken_of(parse, number, trigger, person, held)
    if before is None or _are_one(parse, before, person):
        return (), None
    given = [r for r in held.get(parse.antecedents.get(person.key, person).key, ()) if number - r.sentence == 1]
    fresh = _is_given(parse, number, person, held, given)  # before «до этого министр», which stands beside the name
    posts = given if fresh else posts_of(parse, number, person, held)
    here = given_here(parse, number, person, held) if clause.sentence.tokens[trigger.token].verb == "Conv" else []
    own = [r for r in here or posts if (r.sentence, r.start) < (number, trigger.token)]
    if here and own:  # «занимает пост министра, сменив на нём Кима»
        return tuple(own), before
    theirs = _left(parse, number, before, held)
    theirs = theirs or [r for r in posts_of(parse, number, before, held) if not _is_next(parse, number, trigger, r)]
    if own and theirs and not {r.lemma for r in own}.intersection(r.lemma for r in theirs):
        return (), None  # «президент сменил министра Кима»
    return tuple(theirs or (own if trigger.modifier or _is_given(parse, number, person, held, own) else ())), before


def given_here(parse: Parse, number: int, person: Mention, held: Held) -> list[Role]:
    """What verbs of a sentence have given to a person so far. held: as ``inherited`` has it."""
    return [r for r in held.get(parse.antecedents.get(person.key, person).key, ()) if r.sentence == number]


def _left(parse: Parse, number: int, person: Mention, held: Held) -> list[Role]:
    """«освободил министра Кима от должности секретаря, а на его место …»: the posts that a sentence says he left."""
    return [r for r in given_here(parse, number, person, held) if _is_left(parse.clauses[number], r.start)]


def _is_left(clause: Clause, start: int) -> bool:
    """Whether «от должности», «с поста» stands before a place."""
    return start > 1 and _is_post(clause, start - 1) and clause.sentence.tokens[start - 2].low in ("от", "с", "со")


def _is_given(parse: Parse, number: int, person: Mention, held: Held, own: Sequence[Role]) -> bool:
    """«Министром назначен Ким. Он сменил Пака»: the only post is the one that a verb has just given."""
    given = held.get(parse.antecedents.get(person.key, person).key, ())
    if len(own) != 1 or all(r is not own[0] for r in given):
        return False
    clause = parse.clauses[own[0].sentence]
    return any(
        t.kind in COMING or (t.kind == "head" and t.finished)
        for t in find_triggers(clause.sentence.tokens, clause.signs)
    )


def _is_next(parse: Parse, number: int, trigger: Trigger, role: Role) -> bool:
    """«сменил Кима, назначенного советником»: a role that a later verb of the sentence gives to who was replaced."""
    if (role.sentence, role.start) < (number, trigger.token):
        return False
    return any(_coming(parse.clauses[number], trigger.token, role.start))


def _spoken_of(parse: Parse, number: int, trigger: Trigger, person: Mention, held: Held) -> Mention | None:
    """Whom «его», «ему» beside the verb means: the last other person before it."""
    clause = parse.clauses[number]
    place = _pronoun(clause, trigger)
    placed = trigger.kind in ("appoint", "become") or trigger.lemma in STANDING_IN
    if place is None or (placed and not (_is_post(clause, place + 1) or _is_successor(clause, place + 1))):
        return None
    earlier = [m for m, p in zip(clause.names, clause.persons, strict=True) if p.last <= place and m != person]
    if earlier:
        return earlier[-1]
    pronoun = clause.sentence.tokens[place].low
    return _of_post(parse, number, pronoun, held) or _of_gender(parse, number, pronoun)


def _of_post(parse: Parse, number: int, pronoun: str, held: Held) -> Mention | None:
    """«Пак уволил министра Кима. На его место …»: of those named in the sentence before, who has left or got a post."""
    before = parse.clauses[number - 1] if number else None
    if before is None:
        return None
    genders = ("femn", "") if pronoun in HERS else ("masc", "")
    fitting = [m for m, p in zip(before.names, before.persons, strict=True) if p.gender in genders]
    found = [m for m in fitting if given_here(parse, number - 1, m, held)] or fitting
    return found[0] if len(found) == 1 else None


def _of_gender(parse: Parse, number: int, pronoun: str) -> Mention | None:
    """Whom the text goes on speaking of; a woman of the sentence before where «её» is said and that is a man."""
    meant, hers = focus(parse, number), pronoun in HERS
    before = parse.clauses[number - 1] if number else None
    if before is None or not hers:
        return meant
    women = [m for m, p in zip(before.names, before.persons, strict=True) if p.gender == "femn"]
    return women[-1] if women and meant not in women else meant


def _pronoun(clause: Clause, trigger: Trigger) -> int | None:
    """The place of «его», «ему» near a verb."""
    first = max(0, trigger.token - (FOLLOWED if trigger.kind == "succeed" else NEAR))
    near = clause.sentence.tokens[first : trigger.token + NEAR]
    return next((k for k, token in enumerate(near, first) if token.low in PRONOUNS), None)


def _is_post(clause: Clause, i: int) -> bool:
    """«на его должность»: a post noun after the pronoun, which without one is whom the verb appoints, or another's."""
    nouns = lexicon.particles("postnoun") | {"место"}
    return i < len(clause.sentence.tokens) and not nouns.isdisjoint(noun_lemmas(clause.sentence.tokens[i].low))


def _is_successor(clause: Clause, i: int) -> bool:
    """«его преемником стал …»."""
    tokens = clause.sentence.tokens
    return i < len(tokens) and not SUCCESSOR.isdisjoint(noun_lemmas(tokens[i].low))


def posts_of(parse: Parse, number: int, person: Mention, held: Held) -> Sequence[Role]:
    """The posts beside a person's name, in this sentence or the one before it, else what a verb there gave."""
    head = parse.antecedents.get(person.key, person)
    for clause in (parse.clauses[number], *parse.clauses[max(0, number - 1) : number]):
        if posts := posts_beside(parse, clause, head):
            return posts
    return [r for r in held.get(head.key, ()) if number - r.sentence < 2]


def posts_beside(parse: Parse, clause: Clause, head: Mention) -> list[Role]:
    """The posts beside the names of a person in one sentence; head: that of the person's chain."""
    same = [i for i, m in enumerate(clause.names) if parse.antecedents.get(m.key, m) == head]
    found = [clause.roles[t.role] for t in clause.titles if t.person in same]
    return [r for r in found if r.role_class == "post"]
