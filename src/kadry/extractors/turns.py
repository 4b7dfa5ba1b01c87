"""Turns of speech that give somebody a part: «под председательством …», «с докладом», «в обсуждении»."""

from collections.abc import Iterator
from itertools import pairwise

from kadry.extractors.company import DELIBERATING, GENITIVE, OBJECTS, OWNERS, WITH, is_delegation
from kadry.extractors.readings import BOUNDS, INSERTS, Reading
from kadry.russian.attendants import Attendant
from kadry.russian.events import Happening
from kadry.russian.marks import DASHES
from kadry.russian.partaking import Partaking
from kadry.russian.words import alike, cases, lemmas, noun_lemmas
from kadry.scene import Share

PHRASES: dict[tuple[str, str], Share] = {
    ("под", "председательством"): "chair",
    ("под", "сопредседательством"): "co_chair",
    ("под", "руководством"): "chair",
    ("под", "началом"): "chair",
    ("с", "участием"): "participant",
    ("при", "участии"): "participant",
    ("в", "присутствии"): "participant",
    ("в", "честь"): "participant",
}
WITHIN = frozenset(("нем", "ней", "них", "котором", "которой", "которых"))
DEBATES = frozenset(("обсуждение", "прение", "прения", "дебаты", "дискуссия", "диспут"))
REPLYING = frozenset(
    "возразить возражать вторить дополнить ответить отвечать оппонировать парировать поддержать согласиться "
    "соглашаться солидаризироваться".split()
)
REPLIED = frozenset("ему ей им его ее ним ней ними".split())  # to whom
PAPERS = frozenset(("доклад", "отчет", "сообщение", "информация", "содоклад"))
SPEECHES = frozenset(("выступление", "речь", "слово", "мнение"))
OPENED = ("открыл", "начал", "заверши", "закончи")  # «заседание открылось докладом …»
HEARD = ("последов", "заслуш", "прозвуч", "выслуш", "звуч", "услыш", "представлен")
TALKING = frozenset(("говорить", "поговорить", "спорить", "беседовать", "подводить", "разбирать"))
PRESS = frozenset("журналист корреспондент репортер газета агентство телеканал интервью эфир пресса".split())
CLOSE = 6  # tokens between a verb and «в обсуждении», or a paper and its dash
OPENING = 12  # tokens in which a sentence says where it is
GAP = 6  # tokens from a comma to a name behind a dash
PRESSING = 4  # tokens between a verb and the press
CLOSED = frozenset((("по", "окончании"), ("по", "завершении"), ("по", "итогам")))  # of an event before another
RECEPTION = "прием"  # given in somebody's honour
NAMED = 8  # tokens from an event to who chairs it


def embedded(reading: Reading, verb: Partaking) -> bool:
    """Whether a verb stands in what somebody says: «указал, что комитет поручил …»."""
    before = reading.tokens[: verb.token]
    own = verb.token if "paper" in verb.flags else -1  # «отчёт, который сделал …»
    opened = [t for i, t in enumerate(before) if i and before[i - 1].text == ","]
    return any((t.low in BOUNDS and t.head != own) or t.low in ("которому", "которым") for t in opened)


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
    return verb.lemma in REPLYING and any(t.low in REPLIED and t.pos == "PRON" for t in near)


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
    """«на нём», «в ней», «в обсуждении», «в его работе»: at the event that was spoken of last."""
    near = reading.tokens[max(0, verb.token - CLOSE) : verb.token + CLOSE]
    for t, nxt in pairwise([*reading.tokens[:OPENING], *near]):
        if t.low in ("на", "в") and (nxt.low in WITHIN or not DEBATES.isdisjoint(noun_lemmas(nxt.low))):
            return True
        if nxt.low == "работе" and t.low in ("его", "ее"):
            return True
    return False


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
        return behind != "gent" or not DEBATES.isdisjoint(noun_lemmas(reading.tokens[k + 1].low))
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
            honoured = token.low == "честь"
            if honoured and not any(h.type == RECEPTION for h in reading.happenings):
                continue  # «митинг в честь дня рождения поэта»
            for attendant in reading.governed(i + 1, GENITIVE):
                if honoured and attendant.first != i + 1:
                    break
                yield i, attendant, "delegation_head" if led else part


def presided(reading: Reading) -> tuple[int, Attendant] | None:
    """«президиум | под председательством мэра | обсудил»: the verb and the body that sits under a chair."""
    for i, _, part in phrased(reading):
        body = next((a for a in reading.attendants if a.last == i - 1 and a.entity.type == "body"), None)
        if part != "chair" or body is None or "nomn" not in body.cases:
            continue
        verbs = (k for k, t in enumerate(reading.tokens[i:], i) if t.verb == "Fin" and t.tense == "Past")
        verb = next(verbs, None)
        if verb is not None and not DELIBERATING.isdisjoint(lemmas(reading.tokens[verb].low)):
            return verb, body
    return None


def is_phrased(reading: Reading, happening: Happening) -> bool:
    """«заседание под руководством …»."""
    if "body" in happening.flags and happening.case not in ("nomn", "loct"):
        return False  # «судебной коллегией под председательством …»
    later = [h.head for h in reading.happenings if h.head > happening.head and h.kind != "general"]
    return any(0 < i - happening.head <= NAMED and not any(head < i for head in later) for i, _, _ in phrased(reading))


def follows(reading: Reading, happening: Happening) -> bool:
    """«после закрытия сессии состоялось | заседание»: whether an event comes after the one that opens its sentence."""
    words = tuple(t.low for t in reading.tokens[:2])
    after = words[:1] == ("после",) or words in CLOSED
    return after and any(h.head < happening.head and not h.at for h in reading.happenings)


def is_common(reading: Reading, happening: Happening) -> bool:
    """«на совещании обсудили посевную»: all who were there did it, so that the text tells of the event itself."""
    verb = reading.tokens[happening.head].head
    if not happening.at or verb < 0 or not reading.tokens[verb].plural or reading.tokens[verb].tense != "Past":
        return False
    talked = not (DELIBERATING | TALKING).isdisjoint(lemmas(reading.tokens[verb].low))
    return talked and not any(t.head == verb and t.rel.startswith("nsubj") for t in reading.tokens)


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


def to_report(reading: Reading) -> bool:
    """«слово для доклада»."""
    if PAPERS.isdisjoint(reading.nouns):
        return False
    return any(a.low == "для" and not PAPERS.isdisjoint(noun_lemmas(b.low)) for a, b in pairwise(reading.tokens))
