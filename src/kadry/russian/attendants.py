"""Attendants: who may take part in something that a sentence tells of: persons with their titles, bodies, groups.

A group is people in the plural without names («члены постоянного комитета», «представители ведомств»), or one holder of
a post whom the sentence does not name.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import Mention
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.events import OWN, event_noun, is_house
from kadry.russian.nominals import Nominals
from kadry.russian.parse import Clause, Parse
from kadry.russian.phrases import normal_phrase
from kadry.russian.placement import doubled
from kadry.russian.roles import Role
from kadry.russian.signs import PERSON, signs
from kadry.russian.words import FEW, can_be, case_of, cases, forms, noun_lemmas

DIRECT = frozenset(("accs", "gent"))  # which a living being has in one form
ALL = frozenset(("nomn", "gent", "datv", "accs", "ablt", "loct"))
COUNTED = frozenset(("nomn", "accs"))  # what a number and a genitive stand for
THOUSANDS = frozenset(("тысяч", "тысячи", "тысяча", "сотен", "сотни", "десятков", "десятки"))
FOREIGN = 3  # words of a name whose case its last word may not tell
# people who are there but as a turn of speech, and what looks like people
NOBODY = frozenset("друг человек люди лицо член сторона год раз случай имя ребенок место".split())
FACES = frozenset(("лица", "лиц", "лицам", "лицами"))
OFFICIAL = frozenset("ответственный официальный должностной руководящий уполномоченный первый доверенный".split())


class Attendant(Struct, frozen=True):
    """One who may take part: tokens ``first`` to ``last`` (half-open) with titles; head: of the name or noun.

    cases: those that the phrase may stand in. entity: the fullest mention. role: that of a post without a name.
    """

    first: int
    last: int
    head: int
    cases: frozenset[str]
    mention: Mention
    entity: Mention
    role: Role | None = None


def find_attendants(parse: Parse, number: int) -> tuple[Attendant, ...]:
    """All of a sentence in order, none within another."""
    clause = parse.clauses[number]
    found = [_person(parse, number, index) for index in range(len(clause.persons))]
    taken = {k for a in found for k in range(a.first, a.last)}
    for index, role in enumerate(clause.roles):
        if taken.isdisjoint(range(role.start, role.end)) and not any(t.role == index for t in clause.titles):
            found.append(_holder(parse, number, role, taken))
            taken.update(range(role.start, found[-1].last))
    for body in clause.bodies:
        if taken.isdisjoint(range(body.first, body.last)) and _acts(clause.sentence.tokens, body):
            found.append(_body(parse, number, body))
        taken.update(range(body.first, body.last))
    found += _groups(parse, number, taken)
    return tuple(_joined(parse, number, sorted(found, key=lambda a: a.first)))


def _body(parse: Parse, number: int, body: Body) -> Attendant:
    """A body; with a number behind it («делегации 96 государств») a group of them."""
    tokens = parse.clauses[number].sentence.tokens
    head = tokens[body.head]
    subject = head.rel.startswith("nsubj") and can_be(head, "nomn")
    subject = subject or (head.rel == "obj" and doubled(tokens, head.head) == body.head)
    case = "nomn" if subject else body.case
    own = frozenset((case,)) if case else ALL
    mention = parse.body_mention(body)
    many = head.plural or "делегация" in noun_lemmas(head.low)
    counted = many and body.last + 1 < len(tokens) and tokens[body.last].pos == "NUM"
    if counted and can_be(tokens[body.last + 1], "gent"):
        last = body.last + 2
        normal = normal_phrase(tokens, body.first, body.head, last, body.case)
        mention = parse.mention(number, body.first, last, "group", normal)
        return Attendant(body.first, last, body.head, own, mention, mention)
    return Attendant(body.first, body.last, body.head, own, mention, parse.antecedents.get(mention.key, mention))


def _joined(parse: Parse, number: int, found: Sequence[Attendant]) -> list[Attendant]:
    """Those that lie in no other, «члены и кандидаты в члены Политбюро» as one group."""
    tokens = parse.clauses[number].sentence.tokens
    kept: list[Attendant] = []
    for attendant in found:
        if kept and attendant.last <= kept[-1].last:
            continue
        if len(kept) > 1 and _is_split(tokens, kept[-2], kept[-1], attendant):
            kept.pop()
            holder = kept.pop()
            attendant = replace(attendant, first=holder.first, cases=holder.cases)
        if kept and _is_title(tokens, kept[-1], attendant):
            title = kept.pop()
            attendant = replace(attendant, first=title.first, cases=title.cases)
        if kept and _is_one(tokens, kept[-1], attendant):
            normal = f"{kept[-1].mention.normal} и {attendant.mention.normal}"
            mention = parse.mention(number, kept[-1].first, attendant.last, "group", normal)
            attendant = replace(attendant, first=kept.pop().first, mention=mention, entity=mention)
        kept.append(attendant)
    return kept


def _is_split(tokens: Sequence[Token], post: Attendant, body: Attendant, name: Attendant) -> bool:
    """«секретарь | этого парткома | Ким»: a post and the name behind its body."""
    if post.role is None or post.role.plural or body.entity.type != "body" or name.entity.type != "person":
        return False
    touching = body.last == name.first and all(t.pos in ("DET", "ADJ") for t in tokens[post.last : body.first])
    return touching and body.first - post.last < 2


def _is_title(tokens: Sequence[Token], post: Attendant, name: Attendant) -> bool:
    """«командиру отряда подполковнику | Ким Тхи Нга»: a post, perhaps with a rank, right before the name."""
    own = (f for f in forms(tokens[post.head].low) if f.kind == "NOUN" and f.case in post.cases)
    if post.role is None or name.entity.type != "person" or not any(f.number == "sing" for f in own):
        return False
    between = tokens[post.last : name.first]
    ranks = all(t.pos == "NOUN" and not post.cases.isdisjoint(cases(t.low)) for t in between)
    foreign = name.first == name.head and len(name.mention.text.split()) >= FOREIGN
    return ranks and len(between) < 2 and (foreign or not post.cases.isdisjoint(name.cases))


def _is_one(tokens: Sequence[Token], left: Attendant, right: Attendant) -> bool:
    """Whether «и» joins a bare plural to another with words of its own."""
    if any(a.entity.type != "group" or (a.role is not None and not a.role.plural) for a in (left, right)):
        return False
    bare = left.last - left.first == right.first - left.last == 1 < right.last - right.first
    return bare and tokens[left.last].low == "и" and not left.cases.isdisjoint(right.cases)


def _acts(tokens: Sequence[Token], body: Body) -> bool:
    """Whether a body can do something: a place cannot, and a congress is an event, but no parliament."""
    head = body.head
    if body.kind == "place" or tokens[head].name == "LOC":
        return body.kind == "country"
    event = body.kind != "country" and event_noun(tokens[head].low) is not None
    return not event or _sits(tokens, head) or is_house(body.normal)


def _sits(tokens: Sequence[Token], head: int) -> bool:
    """«заседание | коллегии министерства»: a body whose noun may be an event too, behind that of its sitting."""
    before, own = event_noun(tokens[head - 1].low) if head else None, event_noun(tokens[head].low)
    return before is not None and before.lemma in OWN and own is not None and "body" in own.flags


def _person(parse: Parse, number: int, index: int) -> Attendant:
    """A person, with the titles that stand beside the name."""
    clause = parse.clauses[number]
    person, mention = clause.persons[index], clause.names[index]
    floor = clause.persons[index - 1].last if index else 0
    following = clause.persons[index + 1].first if index + 1 < len(clause.persons) else len(clause.sentence.tokens)
    titles = (clause.roles[t.role] for t in clause.titles if t.person == index)
    roles = [role for role in titles if floor <= role.start < following]
    first = min([person.first, *(r.start for r in roles)])
    last = max([person.last, *(r.end for r in roles)])
    titled = next((r for r in roles if r.case), None)
    tokens = clause.sentence.tokens
    own = _cases_of(tokens, titled) if titled is not None else person.cases
    entity = parse.antecedents.get(mention.key, mention)
    return Attendant(first, last, person.first, own, mention, entity)


def _cases_of(tokens: Sequence[Token], role: Role) -> frozenset[str]:
    """The case of a title; «члена» is a genitive as well as an accusative."""
    either = role.case in DIRECT and cases(tokens[role.head].low) >= DIRECT
    return DIRECT if either else frozenset((role.case,))


def _holder(parse: Parse, number: int, role: Role, taken: set[int]) -> Attendant:
    """A post without a name, as a group."""
    clause = parse.clauses[number]
    tokens = clause.sentence.tokens
    last = _end(Nominals(tokens, taken, clause.signs), clause, role.head, role.end) if role.plural else role.end
    counted = _counted(tokens, role.start) if role.plural else role.start
    if counted < role.start:
        return _number(parse, number, counted, last, role.head)
    normal = normal_phrase(tokens, role.first, role.head, last, role.case)
    mention = parse.mention(number, role.first, last, "group", normal)
    own = frozenset((role.case,)) if role.case else ALL
    return Attendant(role.start, last, role.head, own, mention, mention, role)


def _groups(parse: Parse, number: int, taken: set[int]) -> list[Attendant]:
    """People in the plural: «ветераны отрасли», «жители района»."""
    tokens = parse.clauses[number].sentence.tokens
    free = ((i, t) for i, t in enumerate(tokens) if i not in taken and (t.plural or _few(tokens, i)))
    heads = [i for i, t in free if _people(t) or _faces(tokens, i)]
    if not heads:
        return []
    nominals = Nominals(tokens, taken, parse.clauses[number].signs)
    found: list[Attendant] = []
    for head in heads:
        if found and head < found[-1].last:
            continue
        first = head
        while first and nominals.adjective(first - 1) and tokens[first - 1].plural:
            first -= 1
        last = _end(nominals, parse.clauses[number], head, head + 1)
        if tokens[head].low in lexicon.particles("honorific"):
            continue  # «товарищи Ким и Пак»
        case, counted = case_of(tokens[head]), _counted(tokens, first)
        if counted < first:
            found.append(_number(parse, number, counted, last, head))
            continue
        mention = parse.mention(number, first, last, "group", normal_phrase(tokens, first, head, last, case))
        found.append(Attendant(first, last, head, frozenset((case,)) if case else ALL, mention, mention))
    return found


def _is_number(token: Token) -> bool:
    """A number, which the tagger may take for a verb («семнадцати»)."""
    return token.pos == "NUM" or any(form.kind == "NUMR" for form in forms(token.low))


def _few(tokens: Sequence[Token], i: int) -> bool:
    """«четыре ветерана»: a noun in the singular behind a small number."""
    return i > 0 and tokens[i - 1].low in FEW and can_be(tokens[i], "gent")


def _counted(tokens: Sequence[Token], first: int) -> int:
    """Where a number before a group begins («14 членов», «двух тысяч делегатов»); ``first`` where none stands."""
    start = first
    while start and (tokens[start - 1].pos == "NUM" or tokens[start - 1].low in THOUSANDS):
        start -= 1
    return start


def _number(parse: Parse, number: int, first: int, last: int, head: int) -> Attendant:
    """A group of so many, as it stands; «более 300 делегатов» may be a subject though its words are genitives."""
    tokens = parse.clauses[number].sentence.tokens
    normal = " ".join(parse.document.text[tokens[first].start : tokens[last - 1].end].split())
    mention = parse.mention(number, first, last, "group", normal)
    return Attendant(first, last, head, COUNTED, mention, mention)


def _people(token: Token) -> bool:
    """A common noun for people."""
    if token.pos != "NOUN" or not signs(token.low) & PERSON or not NOBODY.isdisjoint(noun_lemmas(token.low)):
        return False
    likeliest = next((f for f in forms(token.low) if f.kind == "NOUN"), None)
    return likeliest is not None and "anim" in likeliest.grammemes and bool(cases(token.low))


def _faces(tokens: Sequence[Token], i: int) -> bool:
    """«ответственные лица», «официальные лица»: people by what they are charged with."""
    return i > 0 and tokens[i].low in FACES and not OFFICIAL.isdisjoint(noun_lemmas(tokens[i - 1].low))


def _end(nominals: Nominals, clause: Clause, head: int, end: int) -> int:
    """The end of the genitives that belong to the noun, bodies among them («представители министерств и ведомств»)."""
    tokens = nominals.tokens
    while end < len(tokens):
        body = next((b for b in clause.bodies if b.first == end and b.case in ("gent", "ablt", "")), None)
        nxt = body.last if body is not None else nominals.genitive(end)[0]
        if nxt == end and _is_number(tokens[end]) and end + 1 < len(tokens) and can_be(tokens[end + 1], "gent"):
            nxt = next((b.last for b in clause.bodies if b.first == end + 1), end + 2)
        if nxt == end and tokens[end].low == "из":
            nxt = _origin(nominals, end)
        if nxt == end and tokens[end].low == "и" and end > head + 1:
            joined = next((b for b in clause.bodies if b.first == end + 1 and b.case == "gent"), None)
            nxt = joined.last if joined is not None else nominals.coordinated(end)
        if nxt == end:
            return end
        end = nxt
    return end


def _origin(nominals: Nominals, i: int) -> int:
    """The end of «из девяти стран» that begins at token i, or i."""
    tokens = nominals.tokens
    if i + 2 >= len(tokens) or not _is_number(tokens[i + 1]):
        return i
    end = nominals.genitive(i + 2)[0]
    return end if end > i + 2 else i
