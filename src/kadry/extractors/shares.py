"""Shares: of whom a word of taking part is said, and which part it gives in an event of its kind."""

from kadry.extractors.company import companions
from kadry.extractors.drafts import Draft
from kadry.extractors.readings import Reading
from kadry.extractors.stagings import rules
from kadry.extractors.turns import debating, replies
from kadry.russian.attendants import Attendant
from kadry.russian.partaking import SITTING, Partaking
from kadry.russian.words import noun_lemmas
from kadry.scene import Share

# what is said at an event, not to the press
OWN_WORDS = frozenset("выступить выступать высказаться произнести взять зачитать огласить".split())
OWN = frozenset(("presenter", "speaker"))  # what no body does itself
PARTNERS = frozenset(("сопредседатель", "соведущий", "сомодератор"))
PARTNER = 4  # tokens from such a word to the name
HOLDING = frozenset(("провести", "проводить"))
GATHERING = frozenset(("собрать", "собирать"))
OPENING = frozenset(("открыть", "открывать"))


def is_plain(verb: Partaking) -> bool:
    """«отметил», «заявил»: words that may as well be said elsewhere."""
    return verb.part == "speaker" and verb.lemma not in OWN_WORDS


def sharers(reading: Reading, verb: Partaking, draft: Draft, carried: bool) -> list[Attendant]:
    """Of whom a verb is said: no body speaks, a group only where the event is named, of talks only who is there."""
    if verb.lemma == "пригласить" and verb.voice == "passive":
        return [reading.named(a) for a in reading.subjects(verb)]  # «приглашены министры»
    if verb.voice in ("passive", "bound"):
        return [a for a in reading.agents(verb) if verb.part not in OWN or a.entity.type == "person"]
    found = [reading.named(a) for a in reading.subjects(verb)]
    if verb.part in ("participant", "host"):
        return found
    if verb.part == "chair":
        return [a for a in found if a.role is None]
    spoken = [a for a in found if a.entity.type != "body" and (a.role is None or a.role.plural)]
    if reading.tokens[verb.token].verb == "Conv":
        spoken = [a for a in spoken if a.entity.type == "person"]  # «тысячи собрались, требуя …»
    if not carried or not is_plain(verb):
        return spoken
    replying = replies(reading, verb)
    return [a for a in spoken if a.entity.type == "person" and (replying or draft.hears(a))]


def share_of(reading: Reading, verb: Partaking, draft: Draft, attendant: Attendant) -> Share:
    """The part that a verb gives to somebody: who holds talks or pays a visit takes part in it, a body is its host."""
    assert verb.part is not None
    if verb.part == "chair" and _as_partner(reading, attendant):
        return "co_chair"
    if verb.lemma in SITTING and draft.kind == "sitting" and attendant.entity.type == "body":
        return "host"
    if verb.lemma in GATHERING and attendant.entity.type == "group":
        return "participant"  # «форум собрал триста экспертов»
    if verb.part != "chair" or "object" not in verb.flags:
        return verb.part
    several = verb.lemma == "вести" and (verb.plural or bool(met(reading, verb)))
    equal = draft.kind == "talks" and (verb.lemma in HOLDING or several)
    if equal or draft.kind == "visit":
        return "participant"
    if attendant.entity.type != "person":
        return "host"
    if verb.lemma in OPENING and debating(reading, verb):
        return "speaker"  # «прения открыл Ким»
    opens = verb.lemma in OPENING and draft.kind != "sitting" and not _leads(reading, verb)
    return "speaker" if opens else "chair"


def _as_partner(reading: Reading, attendant: Attendant) -> bool:
    """«и, на правах сопредседателя, его заместитель»: what somebody is there as, right before the name."""
    before = reading.tokens[max(0, attendant.first - PARTNER) : attendant.first]
    return any(t.case == "gent" and not PARTNERS.isdisjoint(noun_lemmas(t.low)) for t in before)


def _leads(reading: Reading, verb: Partaking) -> bool:
    """«открыл и вёл»: who opens an event also leads it."""
    fellows = reading.joined(verb.token)
    others = (p for p in reading.partakings if p.token in fellows and p.lemma not in OPENING)
    return any(p.part == "chair" for p in others)


def met(reading: Reading, verb: Partaking) -> list[Attendant]:
    """«провёл переговоры с министром»: with whom somebody leads an event."""
    for happening in reading.happenings:
        if rules(reading, happening, verb):
            found = companions(reading, happening.head, happening.end)
            if found:
                return found
    return companions(reading, verb.token, verb.token + 1)
