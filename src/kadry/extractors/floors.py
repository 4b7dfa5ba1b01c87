"""Floors: to whom the word is given, who is heard, who is invited («трибуну дали …», «приглашённый на заседание»)."""

from collections.abc import Sequence

from kadry.extractors.readings import Reading
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.attendants import Attendant
from kadry.russian.events import event_noun
from kadry.russian.words import lemmas, noun_lemmas

FLOORS = frozenset(("слово", "трибуна", "микрофон"))
GRANTING = frozenset("предоставить предоставлять дать давать передать передавать".split())
DATIVES = frozenset(("ему", "ей"))
GIVEN = 6  # tokens between the floor and the verb by which it is given
INVITED = ("приглашен", "вызван", "допущен")
ENTRUSTED = ("поручил", "поручен", "доверил", "доверен")
LEADING = frozenset("вести ведение председательствовать председательство".split())
PRESIDING = "председательствующий"
HEARD = ("заслуш", "выслуш")
NEAR = 3  # tokens from a participle to the event: «приглашённый на внеочередное заседание»


def granted(reading: Reading) -> list[Attendant]:
    """«слово было предоставлено министру и послу», «трибуну дали мэру»."""
    if FLOORS.isdisjoint(reading.nouns):
        return []
    tokens = reading.tokens
    nouns = (i for i, t in enumerate(tokens) if t.case in ("nomn", "accs"))
    floors = [i for i in nouns if not FLOORS.isdisjoint(noun_lemmas(tokens[i].low))]
    verbs = [i for i, t in enumerate(tokens) if not GRANTING.isdisjoint(lemmas(t.low)) and _done(tokens, i)]
    pair = next(((i, k) for i in floors for k in verbs if abs(i - k) < GIVEN and not reading.parted(i, k)), None)
    if pair is None:
        return []
    fit = [a for a in reading.attendants if "datv" in a.cases and a.entity.type == "person"]
    return [a for a in fit if a.first > min(pair) and reading.open(max(pair) + 1, a.first)] or fit[:1]


def entrusted(reading: Reading) -> list[Attendant]:
    """«вести заседание поручили министру», «председательствовать доверено Киму»: who leads it by another's will."""
    tokens = reading.tokens
    verbs = [i for i, t in enumerate(tokens) if t.low.startswith(ENTRUSTED) and _done(tokens, i)]
    if not verbs or not any(not LEADING.isdisjoint(lemmas(t.low)) for t in tokens):
        return []
    fit = [a for a in reading.attendants if "datv" in a.cases and a.entity.type == "person"]
    return [a for a in fit if not reading.parted(a.first, verbs[0])][:1]


def presiding(reading: Reading) -> list[Attendant]:
    """«председательствующий на заседании, вице-спикер Ким»: who is named behind the event that he leads."""
    ends = {h.end for h in reading.happenings if h.at and _is_presided(reading.tokens, h.place)}
    return [a for a in reading.attendants if {a.first, a.first - 1} & ends and a.entity.type == "person"][:1]


def _is_presided(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and PRESIDING in lemmas(tokens[place - 1].low) and tokens[place - 1].verb != "Fin"


def owning(reading: Reading) -> list[Attendant]:
    """«содоклад принадлежал министру», «ему принадлежит доклад»: whose paper it is."""
    if " принадлеж" not in reading.line:
        return []
    tokens = reading.tokens
    verb = next((i for i, t in enumerate(tokens) if t.verb == "Fin" and t.low.startswith("принадлеж")), None)
    papers = lexicon.particles("report")
    own = (t for t in tokens if verb is not None and t.head == verb and t.rel.startswith("nsubj"))
    if verb is None or not any(not papers.isdisjoint(noun_lemmas(t.low)) for t in own):
        return []
    pronoun = next((i for i, t in enumerate(tokens) if t.head == verb and t.low in DATIVES), None)
    if pronoun is not None:
        return reading.meant(pronoun)
    return [a for a in reading.attendants if "datv" in a.cases and a.entity.type == "person" and reading.free(a)][:1]


def listened(reading: Reading) -> list[Attendant]:
    """«депутаты заслушали министра», «был заслушан министр»: who reports, though no paper is named."""
    found: list[Attendant] = []
    for i, token in enumerate(reading.tokens):
        if token.low.startswith(HEARD) and _done(reading.tokens, i):
            found += reading.governed(i + 1, ("accs", "gent") if token.verb == "Fin" else ("nomn",))
    return [a for a in found if a.entity.type == "person"]


def invited(reading: Reading, type: str) -> list[Attendant]:
    """«прокурор, приглашённый на заседание»: who is called to the event of a type that is told of."""
    tokens = reading.tokens
    found: list[Attendant] = []
    for i, token in enumerate(tokens):
        if token.verb and token.low.startswith(INVITED) and _to(reading, i, type):
            found += [a for a in reading.attendants if a.last == i - 1 and tokens[i - 1].text == ","]
    return found


def _done(tokens: Sequence[Token], i: int) -> bool:
    """Whether token i is a verb that says what was done, and no wish, denial or plan."""
    said = tokens[i].verb not in ("", "Inf") and tokens[i].tense != "Fut"
    return said and not (i and tokens[i - 1].low == "не")


def _to(reading: Reading, participle: int, type: str) -> bool:
    """Whether «на» and an event of a type stand behind a participle."""
    behind = reading.tokens[participle + 1 : participle + 2 + NEAR]
    nouns = (event_noun(t.low) for t in behind)
    return bool(behind) and behind[0].low in ("на", "в") and any(n is not None and n.lemma == type for n in nouns)
