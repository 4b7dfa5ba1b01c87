"""Stagings: whether a sentence tells of an event itself, that it is held, led or gone to, and where."""

from collections.abc import Collection

from kadry.claim import Mention
from kadry.extractors.readings import Reading
from kadry.russian import lexicon
from kadry.russian.events import Happening
from kadry.russian.parse import Parse
from kadry.russian.partaking import CALLING, RECEIVING, SITTING, Partaking
from kadry.russian.signs import EVENT
from kadry.russian.words import alike, noun_lemmas

CONTAINED = frozenset(("в", "во", "на"))
RELATIVE = frozenset(("который", "которая", "которое", "которые"))
LASTING = frozenset(("день", "работа"))  # of an event, which begins as the event does: «день конференции начался»
NEAR = 10  # tokens between a verb and the event that is its object
GOAL = 3  # tokens between a verb and what its subject comes to


def rules(reading: Reading, happening: Happening, verb: Partaking) -> bool:
    """Whether a verb tells of the event itself, or a noun is somebody's part in it."""
    if verb.voice == "noun":
        return verb.token + 1 == happening.first
    if "visit" in verb.flags and happening.kind != "visit":
        return False
    if verb.lemma in RECEIVING or reading.parted(happening.head, verb.token):
        return False
    if relative(reading, happening, verb):
        return True
    if verb.voice == "bound":  # «форум, организованный академией»
        behind = verb.token - happening.end == 1 and reading.tokens[happening.end].text == ","
        return behind or verb.token == happening.first - 1
    if verb.lemma in CALLING and happening.last == verb.token and _is_subject(reading, happening, verb):
        return True  # «форум собрал участников»
    sits = verb.lemma in SITTING and "body" in happening.flags  # «коллегия заседала»
    if sits or verb.lemma in lexicon.particles("taking_place") or (verb.voice == "passive" and "object" in verb.flags):
        return _is_subject(reading, happening, verb)
    if "object" in verb.flags and _is_object(reading, happening, verb):
        return True
    return ("object" not in verb.flags or verb.lemma in CALLING) and _is_goal(reading, happening, verb)


def relative(reading: Reading, happening: Happening, verb: Partaking) -> bool:
    """«съезд, на который собрались …», «беседа, в ходе которой выступил …», «заседание, которое провёл …»."""
    tokens, end = reading.tokens, happening.end
    if end + 1 >= verb.token or tokens[end].text != ",":
        return False
    opened = next((k for k in range(end + 1, min(end + 4, verb.token)) if tokens[k].low.startswith("котор")), None)
    if opened is None or not (tokens[end + 1].pos == "ADP" or "object" in verb.flags):
        return False
    if not alike(tokens[opened].low, tokens[happening.head].low):
        return False  # «форум о кафедре, которую закрыло …»
    return reading.open(opened + 1, verb.token, verb.token)


def _is_subject(reading: Reading, happening: Happening, verb: Partaking) -> bool:
    """«состоялось заседание», «съезд, который откроется …»: the event is what the verb is said of."""
    tokens = reading.tokens
    if happening.end + 1 < verb.token and tokens[happening.end + 1].low in RELATIVE:
        return reading.open(happening.end + 2, verb.token, verb.token)
    bridge = happening.bridge
    noun = bridge if bridge >= 0 and not LASTING.isdisjoint(noun_lemmas(tokens[bridge].low)) else happening.head
    if happening.preposition or (noun != bridge and bridge >= 0) or happening.case not in ("nomn", "accs"):
        return False
    if tokens[noun].head == verb.token:
        return tokens[noun].rel.startswith("nsubj")
    low, high = sorted((noun, verb.token))
    return high - low <= NEAR and reading.open(low + 1, high, verb.token)


def _is_object(reading: Reading, happening: Happening, verb: Partaking) -> bool:
    """«вёл заседание», «руководил работой форума»: the event is what the verb governs."""
    if happening.preposition or happening.case not in ("accs", "nomn", "ablt", "gent"):
        return False
    noun = happening.head if happening.bridge < 0 else happening.bridge
    if reading.tokens[noun].head == verb.token:
        subject = reading.tokens[noun].rel.startswith("nsubj") and happening.case == "nomn"
        verbs = (verb.token, *reading.fellows(verb.token))
        return not subject or any(reading.ruled(a, k) for a in reading.attendants for k in verbs)
    low, high = sorted((noun, verb.token))
    if high - low > NEAR or not reading.open(low + 1, high, verb.token):
        return False
    return happening.case == "accs" or (happening.bridge >= 0 and happening.case == "ablt")


def _is_goal(reading: Reading, happening: Happening, verb: Partaking) -> bool:
    """«на совещание прибыли», «собрались на форум», «собрал на совещание секретарей»."""
    goes = (
        (verb.part == "participant" or verb.lemma in CALLING)
        and happening.preposition in ("на", "в")
        and not happening.there
    )
    return goes and (reading.tokens[happening.head].head == verb.token or abs(happening.place - verb.token) < GOAL)


def place_of(reading: Reading, anchors: Collection[int]) -> Mention | None:
    """Where it is held: a place behind «в» or «на», or a house that hangs on the event or its verb."""
    tokens = reading.tokens
    for body in reading.clause.bodies:
        before = tokens[body.first - 1].low if body.first else ""
        if before not in CONTAINED or body.case != "loct" or reading.signs[body.head] & EVENT:
            continue
        if tokens[body.head].name == "LOC" or tokens[body.head].head in anchors:
            return reading.parse.mention(reading.number, body.first, body.last, "place", body.normal)
    return None


def dateline(parse: Parse, number: int) -> Mention | None:
    """The place of «Гавана, 20 мая. …», a sentence that begins with a place and a day."""
    clause = parse.clauses[number]
    tokens, place = clause.sentence.tokens, next(iter(clause.bodies), None)
    if place is None or place.first or tokens[place.head].name != "LOC" or len(tokens) < place.last + 2:
        return None
    if tokens[place.last].text != "," or not tokens[place.last + 1].text.isdigit():
        return None
    return parse.mention(number, place.first, place.last, "place", place.normal)
