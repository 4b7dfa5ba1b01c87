"""Delegations: who leads them, who belongs to them, that one comes («делегация во главе с …», «в состав вошли …»)."""

from itertools import pairwise

from kadry.extractors.company import GENITIVE, INSTRUMENTAL, WITH, goers, is_delegation, objects
from kadry.extractors.readings import Reading
from kadry.russian.attendants import Attendant
from kadry.russian.marks import DASHES
from kadry.russian.partaking import Partaking
from kadry.russian.words import cases, lemmas, noun_lemmas

PARTIES = frozenset(("делегация", "группа", "миссия", "команда", "комиссия"))
DELEGATION = frozenset(("делегация",))  # of a group, who heads it at home may be told
FEMININE = frozenset(("ее", "ей", "ею"))
LED = ("возглавляем", "руководим", "возглавленн")  # the participles
COMING = frozenset("прибыть прибывать приехать приезжать прилететь явиться прийти".split())
BELONGING = COMING | frozenset("войти входить быть состоять находиться включить".split())
HEADS = frozenset(("глава", "руководитель", "председатель"))
LEAD = " во главе "
TITLED = 2  # tokens between «глава делегации» and the name
PARTY = 12  # tokens from a delegation to «во главе с»


def leaders(reading: Reading) -> list[Attendant]:
    """«делегация во главе с министром»: who leads those who come."""
    found: list[Attendant] = []
    tokens = reading.tokens
    for i in range(2, len(tokens) if LEAD in reading.line else 0):
        if tokens[i].low in WITH and (tokens[i - 2].low, tokens[i - 1].low) == ("во", "главе"):
            found += reading.governed(i + 1, INSTRUMENTAL)[:1] if _comes(reading, i - 2) else []
    return found or _led_by(reading) or at_head(reading)


def headed(reading: Reading) -> list[Attendant]:
    """«глава делегации Ким», «руководителем делегации был Ким»: a title, or what somebody is said to be."""
    if HEADS.isdisjoint(reading.nouns):
        return []
    tokens = reading.tokens
    for i, (head, noun) in enumerate(pairwise(tokens)):
        if HEADS.isdisjoint(noun_lemmas(head.low)) or "делегация" not in noun_lemmas(noun.low):
            continue
        if i and tokens[i - 1].pos == "NOUN" and head.case == "gent":
            continue  # «заместитель главы делегации»
        people = [a for a in reading.attendants if a.entity.type == "person"]
        titled = [a for a in people if a.first <= i < a.last or 0 <= a.first - i - 2 <= TITLED]
        said = [a for a in people if head.case == "ablt" and a.first > i and "nomn" in a.cases]
        return (said or titled)[:1]
    return []


def _led_by(reading: Reading) -> list[Attendant]:
    """«делегация, возглавляемая министром»."""
    forms = (i for i, t in enumerate(reading.tokens) if t.low.startswith(LED) and _comes(reading, i))
    return [a for i in forms for a in reading.governed(i + 1, INSTRUMENTAL)[:1]]


def within_party(reading: Reading) -> list[Attendant]:
    """«делегация в составе министра, посла и советника»: who belongs to those who come."""
    if " в составе " not in reading.line:
        return []
    tokens = reading.tokens
    at = (i for i in range(2, len(tokens)) if (tokens[i - 1].low, tokens[i].low) == ("в", "составе"))
    start = next((i for i in at if _comes(reading, i)), None)
    return [] if start is None else [a for a in reading.governed(start + 1, GENITIVE) if a.entity.type == "person"]


def _comes(reading: Reading, i: int) -> bool:
    """Whether a delegation stands shortly before token i."""
    before = {name for t in reading.tokens[max(0, i - PARTY) : i] for name in noun_lemmas(t.low)}
    return not PARTIES.isdisjoint(before)


def at_head(reading: Reading, parties: frozenset[str] = PARTIES) -> list[Attendant]:
    """«во главе делегации — министр», «во главе российской делегации стоит министр»: who leads those who come."""
    if LEAD not in reading.line:
        return []
    tokens = reading.tokens
    at = (i for i in range(1, len(tokens)) if (tokens[i - 1].low, tokens[i].low) == ("во", "главе"))
    near = (k for i in at for k in range(i + 1, min(i + 4, len(tokens))))
    noun = next((k for k in near if not parties.isdisjoint(noun_lemmas(tokens[k].low))), None)
    if noun is None:
        return []
    found = [a for a in reading.attendants if a.first > noun and "nomn" in a.cases and a.entity.type == "person"]
    return found[:1]


def led(reading: Reading) -> list[Attendant]:
    """«члены бюро во главе с секретарём»: who leads others than a delegation."""
    if LEAD not in reading.line:
        return []
    tokens = reading.tokens
    at = (i for i in range(2, len(tokens)) if tokens[i].low in WITH)
    fit = (i for i in at if (tokens[i - 2].low, tokens[i - 1].low) == ("во", "главе") and not _comes(reading, i - 2))
    return [a for i in fit for a in reading.governed(i + 1, INSTRUMENTAL)[:1]]


def leads_delegation(reading: Reading, verb: Partaking) -> bool:
    """«делегацию возглавил», «делегация, руководит которой», «прибыла делегация; её возглавляет»."""
    if any(is_delegation(reading, a) for a in objects(reading, verb)):
        return True
    tokens, i = reading.tokens, verb.token - 1
    comma = next((k for k in (i, i - 1) if k > 0 and tokens[k].text == ","), -1)
    if comma >= 0 and any(t.low.startswith("котор") for t in tokens[comma + 1 : comma + 3]):
        return any(a.last == comma and is_delegation(reading, a) for a in reading.attendants)
    beside = any(t.low in FEMININE and t.pos == "PRON" for t in tokens[max(0, i) : verb.token + 2])
    nouns = (t for t in reversed(tokens[: verb.token]) if t.pos == "NOUN" and t.rel.startswith(("nsubj", "obj", "obl")))
    return beside and any(not PARTIES.isdisjoint(noun_lemmas(t.low)) for t in nouns)


def gapped(reading: Reading, verb: Partaking) -> list[Attendant]:
    """«узбекскую делегацию возглавлял Ким, | таджикскую — Пак»: who leads others, where dashes stand for the verb."""
    tokens = reading.tokens
    found = []
    for a in reading.attendants:
        before = tokens[a.first - 3 : a.first] if a.first > verb.token + 3 else []
        if len(before) < 3 or before[2].text not in DASHES or before[0].text not in (",", ";"):
            continue
        if before[1].pos == "ADJ" and {"accs", "ablt"}.intersection(cases(before[1].low)) and a.entity.type == "person":
            found.append(a)
    return found


def members(reading: Reading) -> list[Attendant]:
    """«в составе делегации прибыли …», «в делегацию вошли …»: who belongs to those who come."""
    if DELEGATION.isdisjoint(reading.nouns):
        return []
    tokens = reading.tokens
    named = (i for i in range(1, len(tokens)) if "делегация" in noun_lemmas(tokens[i].low))
    inside = any(tokens[i - 1].low in ("составе", "состав", "в") and tokens[i].case != "nomn" for i in named)
    verbs = (i for i, t in enumerate(tokens) if (t.verb == "Fin" and _belongs(t.low)) or t.text in DASHES)
    verb = next(verbs, None) if inside else None
    return [] if verb is None else goers(reading, verb)


def _belongs(low: str) -> bool:
    return not BELONGING.isdisjoint(lemmas(low))


def arriving(reading: Reading, kind: str) -> list[Attendant]:
    """«прибыла делегация во главе с …»: who comes while the text is telling of an event; to a visit, anybody."""
    verbs = (i for i, t in enumerate(reading.tokens) if t.verb == "Fin" and not COMING.isdisjoint(lemmas(t.low)))
    verb = next(verbs, None)
    coming = [] if verb is None else goers(reading, verb)
    return coming if kind == "visit" else [a for a in coming if is_delegation(reading, a)]
