"""The case in which a name stands: its titles', its row's or its verb's, else what the tagger says of its words.

с министром Орловым                         a title has the same case
Ким, Гатина и Пак избраны                   so have the names of a row
в должности директора Александра Белова     «директора» is no title there: a woman's nominative, as her verb tells
избрали Евгению Титову секретарём           who is made something is an object, not whom it is given to
"""

from collections.abc import Sequence
from functools import lru_cache

from kadry.russian.analysis import Sentence, Token
from kadry.russian.declension import ACCUSATIVE, OBJECT, OBLIQUE, is_syllabic, personal_forms
from kadry.russian.genders import SUBJECT, predicate_gender
from kadry.russian.lexicon import particles
from kadry.russian.marks import DASHES
from kadry.russian.names import Person
from kadry.russian.offices import CAPACITIES
from kadry.russian.roles import Role
from kadry.russian.rolewords import is_animate
from kadry.russian.runs import SAME, Title
from kadry.russian.words import forms, is_known

GOVERNED = dict.fromkeys(("вместо", "после", "от", "у", "для", "против"), "gent") | {"к": "datv"}
PHRASE = 7  # tokens between a participle and the name behind its words
ROW = frozenset((",", "и"))  # what joins the names of a row
LIKE_A_MANS = frozenset(("gent", "accs"))  # the cases of a man's name that a woman's nominative looks like


def person_case(
    sentence: Sentence, persons: Sequence[Person], i: int, titles: Sequence[Title], roles: Sequence[Role]
) -> str:
    """The case in which the name at ``i`` of a sentence's stands; titles: those of the name.

    The nominative, where nothing tells another.
    """
    person = persons[i]
    if not titles and (beside := _beside(sentence.tokens, persons, i)) in person.cases:
        return beside
    case = _told(sentence, person, titles, roles)
    if case == "datv" and "accs" in person.cases and _is_made(sentence.tokens, person, roles):
        return "accs"
    if case in LIKE_A_MANS and "nomn" in person.cases and _is_her(sentence.tokens, persons, i, titles, roles):
        return "nomn"
    return case


def _told(sentence: Sentence, person: Person, titles: Sequence[Title], roles: Sequence[Role]) -> str:
    """The case of a name's titles, where it can be, else the one that the tagger tells of its words."""
    tokens = sentence.tokens[person.first : person.last]
    possible = _possible(sentence.tokens, person)
    straight = "nomn" in possible and all(t.case == "nomn" for t in tokens)
    for title in titles:
        if straight and roles[title.role].plural:
            continue  # «девять членов комиссии, в том числе Надира Ким»
        case = roles[title.role].case
        if case == "gent" and _is_object(tokens):
            given = "datv" in possible and all(t.case == "datv" for t in tokens)
            return "datv" if given else "accs"  # «уступил пост министра | Петру Лунину»
        if case in possible:
            return case
        if case in SAME and not SAME.isdisjoint(possible):
            return "gent" if case == "accs" else "accs"
    before = sentence.tokens[person.first - 1] if person.first else None
    if before is not None and before.case in possible and _is_somebody(before):
        return before.case
    return _attributed(sentence.tokens, person, possible) or _by_words(tokens, possible)


def _attributed(tokens: Sequence[Token], person: Person, possible: frozenset[str]) -> str:
    """The case of a name behind a participle with words of its own: «вместо | ушедшего в отставку | Яна Горака»."""
    for k in range(person.first - 2, max(-1, person.first - PHRASE), -1):
        token = tokens[k]
        if token.text == "," or token.verb == "Fin":
            return ""
        participle = any(t.verb == "Part" for t in tokens[k + 1 : person.first])
        told = token.case if token.verb == "Part" else GOVERNED.get(token.low, "") if participle else ""
        if told and person.first <= token.head < person.last:
            return told if told in possible else ""
    return ""


def _is_somebody(token: Token) -> bool:
    """Whether a word before a name has its case: «товарищ Ким», «с коллегой Во Хоанг Натом», not «брат Кима»."""
    if token.low in particles("honorific"):
        return True
    return token.pos == "NOUN" and token.case in OBLIQUE and is_animate(token.low)


def _possible(tokens: Sequence[Token], person: Person) -> frozenset[str]:
    """The cases of a name; the nominative is none behind a preposition («вместо | Канатбека Сулайманова»)."""
    ruled = person.first > 0 and tokens[person.first - 1].pos == "ADP"
    return person.cases - {"nomn"} if ruled and len(person.cases) > 1 else person.cases


def _by_words(tokens: Sequence[Token], possible: frozenset[str]) -> str:
    """The case among those in which a name can stand that its words and their places in the tree tell."""
    governed = _governed_case(tokens)
    if governed in possible:
        return governed
    tagged = [t.case for t in tokens if t.case]
    if tokens[-1].case != "nomn" and is_syllabic(tokens):
        first = tagged[-1:]
    else:
        first = [t.case for t in tokens if t.case in _noun_cases(t.low)][-1:]
    told = next((case for case in (*first, *tagged) if case in possible), "")
    return told or next((case for case in ("nomn", *OBLIQUE) if case in possible), "nomn")


def _beside(tokens: Sequence[Token], persons: Sequence[Person], i: int) -> str:
    """The only case of a name in the row of the one at i, the nearest that has one, or "" («Ким, Гатина и Пак»)."""
    for step in (-1, 1):
        at = i
        while 0 <= at + step < len(persons):
            left, right = persons[min(at, at + step)], persons[max(at, at + step)]
            if right.first != left.last + 1 or tokens[left.last].low not in ROW:
                break
            at += step
            if len(persons[at].cases) == 1:
                return next(iter(persons[at].cases))
    return ""


def _is_made(tokens: Sequence[Token], person: Person, roles: Sequence[Role]) -> bool:
    """«избрал секретарём Валентину Кирсанову», «секретарём избрали Валентину»: a post beside the name or its verb."""
    ends = {person.first, *(n for n in (person.first - 1,) if n >= 0 and tokens[n].verb)}
    return any(role.case == "ablt" and role.end in ends for role in roles)


def _is_her(
    tokens: Sequence[Token], persons: Sequence[Person], i: int, titles: Sequence[Title], roles: Sequence[Role]
) -> bool:
    """Whether a name that looks like a man's in an oblique case is a woman's nominative."""
    person = persons[i]
    if not person.first or not _may_be_hers(tokens[person.first].low):
        return False
    before = tokens[person.first - 1]
    if before.text == ":":
        return not any(t.verb for t in tokens[: person.first])
    if before.text in DASHES:
        posted = any(r.case == "ablt" and r.end == person.first - 1 for r in roles)
        return posted and i > 0 and "nomn" in persons[i - 1].cases
    above = {roles[t.role].head for t in titles}
    if above and not any(_is_office(tokens, roles[t.role]) for t in titles):
        return False
    if any(t.rel in SUBJECT and not person.first <= n < person.last for n, t in enumerate(tokens)):
        return False
    verb = _verb_of(tokens, person, above)
    return bool(above) if verb < 0 else predicate_gender(tokens[verb].low) in ("femn", *["" for _ in above])


def _is_office(tokens: Sequence[Token], role: Role) -> bool:
    """«в качестве директора», «на посту директора»: a name behind it has a case of its own."""
    before = tuple(token.low for token in tokens[max(0, role.start - 2) : role.start])
    return role.case == "gent" and before in (*CAPACITIES, ("в", "роли"))


@lru_cache(maxsize=20_000)
def _may_be_hers(low: str) -> bool:
    """Whether a word may be a woman's given name in the nominative."""
    return any(f.case == "nomn" and f.gender == "femn" and "Name" in f.grammemes for f in personal_forms(low))


def _verb_of(tokens: Sequence[Token], person: Person, above: set[int]) -> int:
    """The finite verb that a name hangs on, over titles and what they hang on; -1 where there is none."""
    at, seen = person.first, 0
    while at >= 0 and seen < len(tokens):
        if tokens[at].verb == "Fin":
            return at
        if not (person.first <= at < person.last or above):
            return -1
        at, seen = tokens[at].head, seen + 1
    return -1


def _is_object(tokens: Sequence[Token]) -> bool:
    """«утвердил начальником следователя Сомову», «директора Стеллу Абашидзе»: a name of an accusative's form alone."""
    return OBJECT.search(tokens[-1].low) is not None or any(_noun_cases(t.low) == ACCUSATIVE for t in tokens)


@lru_cache(maxsize=20_000)
def _noun_cases(low: str) -> frozenset[str]:
    """The cases of a word's readings as a noun."""
    return frozenset([form.case for form in forms(low) if form.kind == "NOUN"]) - {""}


def _governed_case(tokens: Sequence[Token]) -> str:
    """The case of a name of several words that the parser makes an object or a noun's attribute, else ""."""
    first, last = tokens[0], tokens[-1]
    if first.rel == "obj" and first.case == "datv":
        return "accs"  # «назначить Иванову А. А. начальником»
    if len(tokens) == 1 or last.low[-1] not in "ая" or (is_known(last.low) and not is_syllabic(tokens)):
        return ""
    return {"obj": "accs", "nmod": "gent"}.get(first.rel, "")
