"""Turns of speech that give somebody a part: «под председательством …», «вместе с …», «во главе с …», «принял …»."""

from collections.abc import Collection, Iterator
from itertools import pairwise

from kadry.extractors.readings import BOUNDS, INSERTS, Reading
from kadry.russian.attendants import Attendant
from kadry.russian.events import OWN, Happening
from kadry.russian.marks import DASHES
from kadry.russian.partaking import Partaking
from kadry.russian.words import alike, cases, lemmas, noun_lemmas
from kadry.scene import Share

GENITIVE, INSTRUMENTAL = ("gent",), ("ablt",)
PHRASES: dict[tuple[str, str], Share] = {
    ("под", "председательством"): "chair",
    ("под", "сопредседательством"): "co_chair",
    ("под", "руководством"): "chair",
    ("под", "началом"): "chair",
    ("с", "участием"): "participant",
    ("при", "участии"): "participant",
    ("в", "присутствии"): "participant",
}
WITH = frozenset(("с", "со"))
MEETING = WITH | {"между"}
TOGETHER = frozenset("вместе совместно наряду пару паре тандеме поочередно попеременно вдвоем".split())
OTHERWISE = TOGETHER | {"главе", "связи", "соответствии"}  # another «с»
WITHIN = frozenset(("нем", "ней", "них", "котором", "которой", "которых"))
DEBATES = frozenset(("обсуждение", "прение", "прения", "дебаты", "дискуссия", "диспут"))
DISPUTES = frozenset("спор споры дискуссия дебаты диспут полемика перепалка пререкания".split())
AGREEING = frozenset(
    "обсудить обсуждать договориться договариваться условиться согласовать обменяться подписать рассмотреть".split()
)
REPLYING = frozenset("возразить возражать ответить отвечать оппонировать парировать поддержать".split())
OBJECTS = frozenset("его ее их им ею ей которую которое который которые которым которой".split())
OWNERS = frozenset(("его", "ее", "их"))
PAPERS = frozenset(("доклад", "отчет", "сообщение", "информация", "содоклад"))
SPEECHES = frozenset(("выступление", "речь", "слово", "мнение"))
OPENED = ("открыл", "начал", "заверши", "закончи")  # «заседание открылось докладом …»
HEARD = ("заслуш", "прозвуч", "выслуш", "звуч", "услыш", "представлен")
BEING = frozenset(("был", "была", "были"))
VISITING = frozenset(
    "находиться прибыть прибывать посетить посещать пребывать приехать приезжать побывать отправиться осмотреть "
    "ознакомиться".split()
)
GUESTS = frozenset(("делегация", "гость", "делегат"))
DELIBERATING = frozenset(
    "избрать избирать рассмотреть рассматривать заслушать обсудить обсуждать утвердить одобрить постановить принять "
    "принимать выслушать поддержать наметить определить решить отметить призвать переизбрать подвести".split()
)
TALKING = frozenset(("говорить", "поговорить", "спорить", "беседовать", "подводить", "разбирать"))
PRESS = frozenset("журналист корреспондент репортер газета агентство телеканал интервью эфир пресса".split())
CLOSE = 6  # tokens between a verb and «в обсуждении», or a paper and its dash
OPENING = 12  # tokens in which a sentence says where it is
GAP = 6  # tokens from a comma to a name behind a dash
PRESSING = 4  # tokens between a verb and the press
NAMED = 8  # tokens from an event to who chairs it


def embedded(reading: Reading, verb: Partaking) -> bool:
    """Whether a verb stands in what somebody says: «указал, что комитет поручил …»."""
    before = reading.tokens[: verb.token]
    own = verb.token if "paper" in verb.flags else -1  # «отчёт, который сделал …»
    return any(t.low in BOUNDS and i and before[i - 1].text == "," and t.head != own for i, t in enumerate(before))


def in_clause(reading: Reading, happening: Happening) -> bool:
    """«…, поскольку спикер находится с визитом»: whether an event is told in a clause that says why or when."""
    before = reading.tokens[: happening.head]
    return any(t.low in INSERTS and i and before[i - 1].text == "," for i, t in enumerate(before))


def to_press(reading: Reading, verb: Partaking) -> bool:
    """«пояснил журналистам», «сказал в интервью»: said elsewhere than at the event that was told of."""
    near = reading.tokens[max(0, verb.token - PRESSING) : verb.token + PRESSING]
    return any(t.case in ("datv", "loct") and not PRESS.isdisjoint(noun_lemmas(t.low)) for t in near)


def replies(reading: Reading, verb: Partaking) -> bool:
    """«ему возразил посол»: said where he spoke to whom the pronoun means."""
    near = reading.tokens[max(0, verb.token - 2) : verb.token + 2]
    return verb.lemma in REPLYING and any(t.low in ("ему", "ей", "им", "его", "ее") and t.pos == "PRON" for t in near)


def to_another(reading: Reading, verb: Partaking) -> bool:
    """«к ней подключилось агентство», a check perhaps: no words for the debate of an event stand behind «к»."""
    near = range(max(0, verb.token - 2), min(len(reading.tokens) - 1, verb.token + 2))
    to = next((i for i in near if reading.tokens[i].low in ("к", "ко")), None)
    return to is not None and DEBATES.isdisjoint(noun_lemmas(reading.tokens[to + 1].low))


def debated(reading: Reading) -> bool:
    """«обсуждение проходило …»: the debate of the event that was spoken of last."""
    if DEBATES.isdisjoint(reading.nouns):
        return False
    return any(token.pos == "NOUN" and not DEBATES.isdisjoint(noun_lemmas(token.low)) for token in reading.tokens)


def within(reading: Reading, verb: Partaking) -> bool:
    """«на нём», «в ней», «в обсуждении»: at the event that was spoken of last."""
    near = reading.tokens[max(0, verb.token - CLOSE) : verb.token + CLOSE]
    return any(
        t.low in ("на", "в") and (nxt.low in WITHIN or not DEBATES.isdisjoint(noun_lemmas(nxt.low)))
        for t, nxt in pairwise([*reading.tokens[:OPENING], *near])
    )


def pronoun(reading: Reading, verb: Partaking) -> bool:
    """«вёл её», «им руководил», «работой», «прениями руководил»: the event is a pronoun, its work or its debate."""
    near = reading.tokens[max(0, verb.token - 2) : verb.token + 2]
    work = any(_is_work(reading, k) for k in (verb.token - 1, verb.token + 1) if 0 <= k < len(reading.tokens))
    return work or any(t.low in OBJECTS and t.pos == "PRON" and not t.low.startswith("котор") for t in near)


def _is_work(reading: Reading, k: int) -> bool:
    """«работой» with nothing behind that tells whose, a debate."""
    behind = reading.tokens[k + 1].case if k + 1 < len(reading.tokens) else ""
    token = reading.tokens[k]
    if token.low in ("часть", "половину", "частью"):
        return k > 0 and reading.tokens[k - 1].pos == "ADJ" and behind != "gent"  # «вторую часть вёл»
    if token.low in ("работой", "работу", "ходом"):
        return behind != "gent"
    return not DEBATES.isdisjoint(noun_lemmas(token.low)) and not {"ablt", "accs"}.isdisjoint(cases(token.low))


def debating(reading: Reading, verb: Partaking) -> bool:
    """«прения открыл», «открыв дискуссию»: whether the object beside a verb is the debate of an event."""
    near = reading.tokens[max(0, verb.token - 1) : verb.token + 2]
    return any(not DEBATES.isdisjoint(noun_lemmas(t.low)) for t in near)


def governs(reading: Reading, verb: Partaking) -> bool:
    """Whether a verb has something in the instrumental that it is done with: «руководил работой»."""
    return any(t.head == verb.token and t.case == "ablt" and t.pos in ("NOUN", "PRON", "PROPN") for t in reading.tokens)


def takes_up(reading: Reading, verb: Partaking, happening: Happening) -> bool:
    """«заседание …, вёл его», «сессия, которую открыл»: a pronoun that may mean an event of the same sentence."""
    near = reading.tokens[max(0, verb.token - 2) : verb.token + 2]
    relative = (t for t in near if t.low in OBJECTS and t.low.startswith("котор"))
    return any(alike(t.low, reading.tokens[happening.head].low) for t in relative) or pronoun(reading, verb)


def phrased(reading: Reading) -> Iterator[tuple[int, Attendant, Share]]:
    """Those behind «под председательством», «с участием», with the phrase's place and their part."""
    for i, (before, token) in enumerate(pairwise(reading.tokens), 1):
        part = PHRASES.get((before.low, token.low))
        if part is not None:
            led = part == "chair" and any(a.last == i - 1 and is_delegation(reading, a) for a in reading.attendants)
            for attendant in reading.governed(i + 1, GENITIVE):
                yield i, attendant, "delegation_head" if led else part


def is_phrased(reading: Reading, happening: Happening) -> bool:
    """«заседание под руководством …»."""
    if "body" in happening.flags and happening.case not in ("nomn", "loct"):
        return False  # «судебной коллегией под председательством …»
    return any(0 < i - happening.head <= NAMED for i, _, _ in phrased(reading))


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
    before = attendant.first - 1
    if reading.tokens[before].low not in MEETING or "ablt" not in attendant.cases or _otherwise(reading, before):
        return False
    own = reading.tokens[attendant.first : attendant.last]
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
    if whose or happening.preposition != "на":
        return whose
    before = [a for a in bodies if a.last == happening.place and "nomn" in a.cases]
    return before or ruling(reading, happening)


def ruling(reading: Reading, happening: Happening) -> list[Attendant]:
    """«правительство вчера подвело на заседании итоги»: the body that does what such a body does there."""
    verb = reading.tokens[happening.head].head
    if "body" in happening.flags or verb < 0 or DELIBERATING.isdisjoint(lemmas(reading.tokens[verb].low)):
        return []
    return [a for a in reading.attendants if a.entity.type == "body" and reading.ruled(a, verb)]


def owners(reading: Reading, happening: Happening) -> list[Attendant]:
    """«встреча министра с послом»: whose it is."""
    return [a for a in reading.attendants if a.first == happening.head + 1 and "gent" in a.cases]


def is_common(reading: Reading, happening: Happening) -> bool:
    """«на совещании обсудили посевную»: all who were there did it, so that the text tells of the event itself."""
    verb = reading.tokens[happening.head].head
    if not happening.at or verb < 0 or not reading.tokens[verb].plural or reading.tokens[verb].tense != "Past":
        return False
    talked = not (DELIBERATING | TALKING).isdisjoint(lemmas(reading.tokens[verb].low))
    return talked and not any(t.head == verb and t.rel.startswith("nsubj") for t in reading.tokens)


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


def deliberates(reading: Reading, happening: Happening) -> bool:
    """«пленум рассмотрел отчёт», «съезд избрал …»: the event does something itself."""
    token = reading.tokens[happening.head]
    if happening.preposition or happening.bridge >= 0 or not token.rel.startswith("nsubj") or token.head < 0:
        return False
    return not DELIBERATING.isdisjoint(lemmas(reading.tokens[token.head].low))


def heard(reading: Reading) -> Iterator[tuple[Attendant, Share]]:
    """«заслушан доклад министра», «прозвучали выступления Кима», «открылось докладом Пака»: whose paper is heard."""
    if PAPERS.isdisjoint(reading.nouns) and SPEECHES.isdisjoint(reading.nouns):
        return
    tokens = reading.tokens
    heard = any(t.verb and t.low.startswith(HEARD) for t in tokens)
    opened = any(t.verb and t.low.startswith(OPENED) for t in tokens)
    if not (heard or opened):
        return
    for k, token in enumerate(tokens):
        opener = token.case == "ablt" or any(t.low in WITH for t in tokens[max(0, k - 2) : k])  # «начался с доклада»
        part = _spoken(token.low) if token.pos == "NOUN" and (heard or opener) else None
        if part is not None:
            yield from ((a, part) for a in reading.governed(k + 1, GENITIVE) if a.entity.type == "person")


def _spoken(low: str) -> Share | None:
    """What is heard, a paper or a speech."""
    found = noun_lemmas(low)
    return "presenter" if not PAPERS.isdisjoint(found) else "speaker" if not SPEECHES.isdisjoint(found) else None


def gapped(reading: Reading, verb: Partaking) -> Iterator[tuple[Attendant, Share]]:
    """«доклад зачитал Ким, содоклад — Пак», «Ким выступил за, Пак — против»: what stands for the verb is a dash."""
    tokens = reading.tokens
    for a in reading.attendants:
        if a.first <= verb.token + 1 or a.entity.type != "person" or "nomn" not in a.cases:
            continue
        near = range(a.first - 1, max(verb.token, a.first - GAP), -1)
        comma = next((k for k in near if tokens[k].text == ","), None)
        if comma is None or not reading.open(verb.token + 1, a.first, verb.token):
            continue
        start = a.first - 1 if tokens[a.first - 1].low in OWNERS else a.first  # «содоклад — её заместитель»
        before = tokens[start - 1].text in DASHES and comma < start - 2
        behind = comma == a.first - 1 and a.last + 1 < len(tokens) and tokens[a.last].text in DASHES
        if before or (behind and tokens[a.last + 1].pos in ("ADP", "ADV")):
            papers = any(not PAPERS.isdisjoint(noun_lemmas(t.low)) for t in tokens[comma : a.first])
            row = reading.row([b for b in reading.attendants if b.first >= a.first and "nomn" in b.cases])
            for other in row if before else (a,):
                yield other, "presenter" if papers else verb.part or "speaker"


def in_speech(reading: Reading) -> bool:
    """«в своём выступлении», «в докладе»: what is said is said there."""
    return any(
        t.low in ("в", "во") and any(_spoken(n.low) and n.case == "loct" for n in reading.tokens[i + 1 : i + 4])
        for i, t in enumerate(reading.tokens)
    )


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


def to_report(reading: Reading) -> bool:
    """«слово для доклада»."""
    if PAPERS.isdisjoint(reading.nouns):
        return False
    return any(a.low == "для" and not PAPERS.isdisjoint(noun_lemmas(b.low)) for a, b in pairwise(reading.tokens))


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
