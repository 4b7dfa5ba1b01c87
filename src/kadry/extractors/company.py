"""Company: who is at an event with whom, as host, guest, visitor or one of two sides."""

from collections.abc import Collection

from kadry.extractors.readings import Reading
from kadry.russian.attendants import Attendant
from kadry.russian.events import OWN, Happening
from kadry.russian.marks import DASHES
from kadry.russian.partaking import Partaking
from kadry.russian.words import lemmas, noun_lemmas

GENITIVE, INSTRUMENTAL = ("gent",), ("ablt",)
WITH = frozenset(("с", "со"))
MEETING = WITH | {"между"}
TOGETHER = frozenset("вместе совместно наряду пару паре тандеме поочередно попеременно вдвоем".split())
OTHERWISE = TOGETHER | {"главе", "связи", "соответствии"}  # another «с»
DISPUTES = frozenset("спор споры дискуссия дебаты диспут полемика перепалка пререкания".split())
AGREEING = frozenset(
    "обсудить обсуждать договориться договариваться условиться согласовать обменяться подписать рассмотреть".split()
)
OBJECTS = frozenset("его ее их им ею ей которую которое который которые которым которой".split())
OWNERS = frozenset(("его", "ее", "их"))
WHOSE = frozenset(("которого", "которой"))
BEING = frozenset(("был", "была", "были"))
VISITING = frozenset(
    "находиться прибыть прибывать посетить посещать пребывать приехать приезжать побывать отправиться осмотреть "
    "ознакомиться".split()
)
GUESTS = frozenset(("делегация", "гость", "делегат", "участник"))
DELIBERATING = frozenset(
    "избрать избирать рассмотреть рассматривать заслушать обсудить обсуждать утвердить одобрить постановить принять "
    "принимать выслушать поддержать наметить определить решить отметить призвать переизбрать подвести".split()
)


def partners(reading: Reading, verb: Partaking) -> tuple[bool, list[Attendant]]:
    """«вместе с ним», «вместе с министром»: whether a pronoun stands for the other, else the others."""
    tokens = reading.tokens
    for i in range(len(tokens) - 2):
        together = tokens[i].low in TOGETHER and tokens[i + 1].low in WITH
        if together and _is_beside(reading, i, verb.token):
            if tokens[i + 2].pos == "PRON":
                return True, []
            return False, [a for a in reading.governed(i + 2, INSTRUMENTAL) if a.entity.type == "person"]
    return False, []


def _is_beside(reading: Reading, i: int, verb: int) -> bool:
    """Whether «вместе с …» at token i belongs to a verb: «вместе с которой» only to one behind it."""
    own = i < verb or (not reading.tokens[i + 2].low.startswith("котор") and reading.open(verb + 1, i, verb))
    behind = (t for t in reading.tokens[i + 2 :] if t.verb == "Fin" or t.pos == "PUNCT")
    if own and i > verb and reading.tokens[i - 1].low == "а" and (later := next(behind, None)) and later.verb:
        return False  # «возглавил его премьер, а вместе с ним прибыли …»
    return own and not reading.parted(i, verb)


def companions(reading: Reading, anchor: int, end: int) -> list[Attendant]:
    """Those whom one meets, or who meet: «с делегацией», «между министрами».

    anchor: the token of the verb or noun that they belong to; end: where its own words end.
    """
    found = [a for a in reading.attendants if a.first and _beside(reading, a, anchor, end)]
    if not found:
        return []
    rest = (a for a in reading.attendants if a.first > found[0].first and "ablt" in a.cases)
    return reading.row([found[0], *(a for a in rest if not _otherwise(reading, a.first - 1))])


def _beside(reading: Reading, attendant: Attendant, anchor: int, end: int) -> bool:
    """Whether «с» joins somebody to the anchor, by the parser or right behind it."""
    before = reading.past_fellow(attendant.first) - 1
    if reading.tokens[before].low not in MEETING or "ablt" not in attendant.cases or _otherwise(reading, before):
        return False
    own = reading.tokens[before + 1 : attendant.last]
    return before == end or any(token.head == anchor for token in own)


def _otherwise(reading: Reading, i: int) -> bool:
    """«во главе с», «вместе с», «в связи с»: another «с» at token i."""
    return i > 0 and reading.tokens[i - 1].low in OTHERWISE


def hosts(reading: Reading, happening: Happening) -> list[Attendant]:
    """«заседание правительства», «Политбюро на заседании одобрило …»: whose sitting it is."""
    if happening.kind != "sitting":
        return []
    bodies = [a for a in reading.attendants if a.entity.type == "body"]
    genitives = reading.governed(happening.head + 1, GENITIVE) if happening.type in OWN else []
    whose = [a for a in genitives if a.entity.type == "body" and genitives[0].first == happening.head + 1]
    whose = whose or [a for a in bodies if happening.type in OWN and _is_whose(reading, a, happening)]
    if whose or happening.preposition != "на":
        return whose
    before = [a for a in bodies if a.last == happening.place and "nomn" in a.cases]
    return before or ruling(reading, happening)


def _is_whose(reading: Reading, body: Attendant, happening: Happening) -> bool:
    """«президиум, | заседание которого провёл …»."""
    relative = reading.tokens[happening.last].low if happening.last < len(reading.tokens) else ""
    return relative in WHOSE and body.last == happening.first - 1 and reading.tokens[body.last].text == ","


def ruling(reading: Reading, happening: Happening) -> list[Attendant]:
    """«правительство вчера подвело на заседании итоги»: the body that does what such a body does there."""
    verb = reading.tokens[happening.head].head
    if "body" in happening.flags or verb < 0 or DELIBERATING.isdisjoint(lemmas(reading.tokens[verb].low)):
        return []
    return [a for a in reading.attendants if a.entity.type == "body" and reading.ruled(a, verb)]


def owners(reading: Reading, happening: Happening) -> list[Attendant]:
    """«встреча министра с послом»: whose it is."""
    return [a for a in reading.attendants if a.first == happening.head + 1 and "gent" in a.cases]


def inviting(reading: Reading) -> list[Attendant]:
    """«по приглашению министра»: who is the host of a visit."""
    tokens = reading.tokens
    at = next((i for i in range(1, len(tokens)) if (tokens[i - 1].low, tokens[i].low) == ("по", "приглашению")), None)
    return [] if at is None else reading.governed(at + 1, GENITIVE)


def visitors(reading: Reading, happening: Happening) -> list[Attendant]:
    """«с визитом находилась делегация», «прибыл с визитом министр»: who pays a visit."""
    if happening.kind != "visit" or not (happening.preposition in WITH or _is_own(reading, happening)):
        return []
    verbs = (i for i, t in enumerate(reading.tokens) if t.verb == "Fin" and not VISITING.isdisjoint(lemmas(t.low)))
    verb = next(verbs, None)
    if verb is None:
        return []
    return goers(reading, verb)


def _is_own(reading: Reading, happening: Happening) -> bool:
    """«в ходе поездки в область министр посетил …»: a visit that is told without saying whose it is."""
    return happening.at and happening.bridge >= 0 and not owners(reading, happening)


def present(reading: Reading, happening: Happening) -> list[Attendant]:
    """«на конференции был министр»: of whom nothing but that is said."""
    tokens = reading.tokens
    if not happening.at or not any(t.low in BEING and t.head == happening.head for t in tokens):
        return []
    return [a for a in reading.attendants if reading.ruled(a, happening.head) and a.entity.type == "person"]


def agreeing(reading: Reading, happening: Happening) -> list[Attendant]:
    """«министры обсудили на встрече …», «на переговорах договорились президенты»: both sides of talks."""
    tokens, verb = reading.tokens, reading.tokens[happening.head].head
    if happening.kind != "talks" or not happening.at or verb < 0:
        return []
    verb = tokens[verb].head if tokens[verb].pos == "NOUN" else verb  # «обсудили | безопасность на встрече»
    if verb < 0 or AGREEING.isdisjoint(lemmas(tokens[verb].low)):
        return []
    return [a for a in goers(reading, verb) if a.entity.type == "person"]


def received(reading: Reading, verb: Partaking) -> list[Attendant]:
    """Whom «принял» has as its object: a person, a delegation, or whom «её» means («делегация …, где её принял»)."""
    found = [a for a in objects(reading, verb) if a.entity.type == "person" or is_delegation(reading, a)]
    inside = {i for a in found for i in range(a.first, a.last)}
    if any(
        t.head == verb.token and t.rel == "obj" and i not in inside | {verb.token - 1}
        for i, t in enumerate(reading.tokens)
    ):
        return []  # «принял пост»
    led = next((a.first for a in found for t in reading.tokens[found[0].last : a.first] if t.low in OBJECTS), None)
    guests = [a for a in found if led is None or a.first < led]  # «делегацию, которую возглавляет министр»
    if guests or not verb.token or reading.tokens[verb.token - 1].low not in OWNERS:
        return guests
    return [a for a in reading.attendants if a.last < verb.token and "nomn" in a.cases][:1]


def objects(reading: Reading, verb: Partaking) -> list[Attendant]:
    """Whom a verb has as its object: «принял посла», «делегацию возглавил …»."""
    found = (a for a in reading.attendants if not a.cases.isdisjoint(("accs", "gent")) and reading.free(a))
    sure = (a for a in found if not reading.ruled(a, verb.token) and (len(a.cases) > 1 or "nomn" not in a.cases))
    return reading.row([a for a in sure if _hangs(reading, a, verb.token)])


def called(reading: Reading, verb: Partaking) -> list[Attendant]:
    """«собрал на совещание секретарей»: those whom a verb has as its object, though the event stands between."""
    goals = {h.last for h in reading.happenings if h.preposition in ("на", "в") and not h.there}
    between = [
        a
        for a in reading.attendants
        if a.first in goals and a.first > verb.token and not a.cases.isdisjoint(("gent", "accs"))
    ]
    guests = (a for a in [*objects(reading, verb), *reading.row(between)] if a.entity.type != "body")
    return list({a.first: a for a in guests}.values())


def is_hosting(reading: Reading, verb: Partaking, guests: Collection[Attendant]) -> bool:
    """«принимал гостей»: those who have come already, all the time, but «принял гостей» once."""
    return verb.lemma == "принимать" and all("гость" in noun_lemmas(reading.tokens[a.head].low) for a in guests)


def sided(reading: Reading) -> list[Attendant]:
    """«с эфиопской стороны были министр и посол», «с сербской стороны — посол»: who is there for one of two."""
    if " стороны " not in reading.line:
        return []
    tokens = reading.tokens
    sides = (k for k in range(2, len(tokens) - 1) if tokens[k].low == "стороны" and tokens[k - 2].low in WITH)
    said = (k for k in sides if tokens[k + 1].text in DASHES or tokens[k + 1].low in BEING)
    start = next(said, None)
    if start is None:
        return []
    return reading.row([a for a in reading.attendants if a.first > start and "nomn" in a.cases])


def is_guest(reading: Reading, verb: Partaking) -> bool:
    """«гостя принял президент»: the only one who has come."""
    return any(t.head == verb.token and t.rel == "obj" and "гость" in noun_lemmas(t.low) for t in reading.tokens)


def disputing(reading: Reading) -> list[Attendant]:
    """«разгорелся спор между депутатом и послом»."""
    disputes = (k for k, t in enumerate(reading.tokens) if t.rel.startswith("nsubj") and t.low in DISPUTES)
    found = [a for k in disputes for a in companions(reading, k, k + 1)]
    return [a for a in found if a.entity.type == "person"]


def _hangs(reading: Reading, attendant: Attendant, verb: int) -> bool:
    """Whether somebody hangs on a verb, by the parser or beside it."""
    own = reading.tokens[attendant.first : attendant.last]
    beside = attendant.first - verb in (1, 2) or verb == attendant.last
    return beside or any(t.head == verb and t.rel == "obj" for t in own)


def is_delegation(reading: Reading, attendant: Attendant) -> bool:
    """Whether it is a delegation, or guests without names."""
    return not GUESTS.isdisjoint(noun_lemmas(reading.tokens[attendant.head].low))


def goers(reading: Reading, verb: int) -> list[Attendant]:
    """The subjects of a verb of going or being somewhere."""
    going = Partaking(verb, "", "participant", frozenset(), "active", "past", True)
    return [a for a in map(reading.named, reading.subjects(going)) if a.role is None or a.role.plural]
