"""Events: who chaired, presented, spoke and was there, told over one sentence or many («Конференция … . Вёл её …»)."""

from collections.abc import Collection, Iterator, Sequence

from kadry.claim import Mention, Status
from kadry.extractors import company, delegations, floors, turns
from kadry.extractors.drafts import SIGNING, Draft
from kadry.extractors.readings import Reading
from kadry.extractors.shares import OWN, is_plain, met, share_of, sharers
from kadry.extractors.stagings import dateline, place_of, relative, rules
from kadry.russian.attendants import Attendant
from kadry.russian.events import Happening
from kadry.russian.lexicon import fold
from kadry.russian.parse import Parse
from kadry.russian.partaking import CALLING, MEETING, RECEIVING, REPRESENTING, SITTING, Partaking
from kadry.russian.signs import EVENT, HELD, MEET, PART
from kadry.russian.yearless import day_of
from kadry.scene import EventClaim, Share

NEXT = 2  # sentences after which who leads a delegation is no longer told of its event
REACH, FAR = 4, 8  # sentences after which what somebody says, or does, is no longer of the event
AFTER = "после"
AGAIN = frozenset(("завершение", "начале", "начало", "окончании", "конце", "ходе"))  # before «встречи»
LATEST = 2  # tokens in which a sentence tells that it is of another time
ELSEWHEN = frozenset(("ранее", "напомним", "накануне", "позже", "впоследствии", "прежде", "раньше"))
REMINDING = " напомним "  # what happened before; the next paragraph goes on with the event
CHAIR = "председательством"
BRIEFINGS = frozenset("брифинг пресс-брифинг пресс-конференция пресс-подход онлайн-конференция".split())
OFTEN = frozenset("раз раза ежегодно ежеквартально ежемесячно еженедельно ежедневно регулярно обычно".split())
CARRYING = frozenset(("alone", "paper"))
DELEGATION = "делегаци"
JOINING = "подключиться"
JOINING_IN = "участвовать"
TAKEN_UP = frozenset("его ее ей ею им нем ней них".split())
INTO = frozenset(("в", "во"))  # before what somebody takes part in, which may be another event

Told = dict[int, Draft]  # the event that a sentence's noun means, by the noun's token


def extract(parse: Parse) -> Iterator[EventClaim]:
    """A claim for each event that is held, bears a Roman number or has somebody taking part in it."""
    teller = Teller(parse)
    for number in range(len(parse.clauses)):
        teller.read(number)
    for draft in teller.drafts:
        if draft.told:
            yield draft.claim()


class Teller:
    """Reads a document sentence by sentence.

    open: the event that the text is telling of; coming: the one that it last put into the future; listing: the event
    and part of a list that goes on in the next sentence. leading: who was last said to lead a delegation, and where.
    aside: the event that a paragraph of what happened before has interrupted. mentioned: the event that the last
    sentence names without telling of it, which the next one may («Заседание перенесли. Вёл его …»).
    """

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        text = fold(parse.document.text)
        self.delegation = DELEGATION in text
        self.chaired = CHAIR in text
        self.drafts: list[Draft] = []
        self.open: Draft | None = None
        self.coming: Draft | None = None
        self.listing: tuple[Draft, Share] | None = None
        self.leading: tuple[int, list[Attendant]] = (-FAR, [])
        self.aside: Draft | None = None
        self.mentioned: tuple[Reading, Happening] | None = None

    def read(self, number: int) -> None:
        """Take in the next sentence; one without a word for an event counts only while the text is telling of one."""
        sign = self.parse.clauses[number].signs.all
        if self.aside is not None and self._opens_paragraph(number):
            self.open, self.aside = self.open or self.aside, None
        chaired = self.chaired and any(t.low == CHAIR for t in self.parse.clauses[number].sentence.tokens)
        taking = bool(sign & (PART | HELD))
        told = taking and self._is_taken_up(number)
        if chaired or told or sign & (EVENT | MEET) or self.listing or self._goes_on(number, taking):
            self._read(Reading(self.parse, number))

    def _is_taken_up(self, number: int) -> bool:
        """Whether a sentence may tell of the event that the one before mentions, by a pronoun."""
        near = self.mentioned is not None and self.mentioned[0].number == number - 1
        return near and any(t.low in TAKEN_UP for t in self.parse.clauses[number].sentence.tokens)

    def _opens_paragraph(self, number: int) -> bool:
        start = self.parse.clauses[number].sentence.start
        return number > 0 and "\n" in self.parse.document.text[self.parse.clauses[number - 1].sentence.end : start]

    def _goes_on(self, number: int, taking: bool) -> bool:
        """Whether a sentence may tell more of an event; taking: whether it has a word of taking part."""
        going, coming = self._going(number), self._coming(number)
        return (going and coming) or (taking and (going or coming))

    def _coming(self, number: int) -> bool:
        """Whether a sentence speaks of a delegation, whose event the next one may tell."""
        tokens = self.parse.clauses[number].sentence.tokens if self.delegation else ()
        return any(token.low.startswith(DELEGATION) for token in tokens)

    def _going(self, number: int) -> bool:
        """Whether the text is still telling of an event."""
        return _is_near(self.open, number) or _is_near(self.coming, number)

    def _read(self, reading: Reading) -> None:
        if self.listing is not None and self._listed(reading, *self.listing):
            return
        self.listing = None
        if reading.tokens[0].low == AFTER and any(0 < h.head <= LATEST for h in reading.happenings):
            self.open = self.coming = None  # «После заседания премьер открыл мост»
        if any(token.low in ELSEWHEN for token in reading.tokens[:LATEST]):
            self.aside = self.open if REMINDING in reading.line else None
            self.open = self.coming = None
        told = self._told(reading)
        if self.mentioned is not None and not told and self.mentioned[0].number == reading.number - 1:
            self._take_up(reading, *self.mentioned)
        self.mentioned = None if told else self._mentioned(reading)
        for verb in reading.partakings:
            if verb.lemma in SITTING:
                self._assembled(reading, verb, told)
            if verb.part is None:
                self._meeting(reading, verb)
            elif not self._receiving(reading, verb) and not self._leading(reading, verb, told):
                self._take(reading, verb, told)
        self._chaired(reading, told)
        self._turns(reading, told)

    def _listed(self, reading: Reading, draft: Draft, part: Share) -> bool:
        """The rest of a list that semicolons have broken into sentences."""
        if any(token.verb == "Fin" for token in reading.tokens):
            return False
        _give(draft, [a for a in reading.attendants if "nomn" in a.cases], part, reading)
        if reading.tokens[-1].text != ";":
            self.listing = None
        return True

    def _told(self, reading: Reading) -> Told:
        """The events of which the sentence tells; one with a number is kept though it is only mentioned."""
        found: Told = {}
        for happening in reading.happenings:
            ruling = [verb for verb in reading.partakings if rules(reading, happening, verb)]
            after = bool(ruling) and turns.follows(reading, happening)
            visitors = company.visitors(reading, happening)
            acting = turns.deliberates(reading, happening)
            if ruling or visitors or happening.at or acting or turns.is_phrased(reading, happening):
                coming = happening.coming or any(verb.time == "future" for verb in ruling)
                draft = found[happening.head] = self._draft(reading, happening, coming, after)
                told = self.open
                self._stage(reading, draft, happening, ruling)
                if told is not None and told.seen == reading.number and turns.in_clause(reading, happening):
                    self.open = told  # «заседание вёл вице-спикер, поскольку спикер находится с визитом …»
                draft.strong = draft.strong or acting or turns.is_common(reading, happening)
                present = (*visitors, *company.present(reading, happening), *company.agreeing(reading, happening))
                _give(draft, present, "participant", reading)
            elif happening.number is not None:
                self._draft(reading, happening, False)
        return found

    def _mentioned(self, reading: Reading) -> tuple[Reading, Happening] | None:
        """The only event of a sentence that has more to say of it than that it is coming."""
        found = [h for h in reading.happenings if h.case in ("nomn", "accs") and not h.preposition and not h.coming]
        return (reading, found[0]) if len(found) == 1 == len(reading.happenings) else None

    def _take_up(self, reading: Reading, before: Reading, happening: Happening) -> None:
        """Tell of the event of the sentence before if a verb says of «его», or of what was done there, who did it."""
        said = (v for v in reading.partakings if v.part is not None and v.time == "past" and not is_plain(v))
        led = (turns.pronoun(reading, v) if "object" in v.flags else turns.within(reading, v) for v in said)
        if any(led) and happening.kind != "general":
            draft = self._draft(before, happening, False)
            self._stage(before, draft, happening, ())

    def _draft(self, reading: Reading, happening: Happening, coming: bool, after: bool = False) -> Draft:
        """The event that a noun means: one that the text has told of, or, ``after`` another for sure, a new one."""
        behind = reading.tokens[happening.last].low if happening.last < len(reading.tokens) else ""
        meant = self.open is not None and (happening.kind == "general" or self._is_again(reading, happening))
        if self.open is not None and not after and (meant or self.open.means(happening, behind)):
            return self.open
        if self.open is not None and self.open.sits(happening, behind):
            self.open.name(self._words(reading, happening), happening.kind)  # «Коллегия одобрила … Заседание коллегии»
            return self.open
        anew = happening.anew or after
        loose = self.open is not None and self.open.nameless(happening) and not (coming or anew)
        if loose and self.open is not None and reading.number - self.open.seen <= NEXT:
            self.open.name(self._words(reading, happening), happening.kind)  # «В мероприятии … Форум состоялся …»
        date = self._day(reading, reading.number)
        same = (draft for draft in reversed(self.drafts) if draft.takes(happening, coming, date))
        draft = next(same, None) if coming or not anew else None
        if draft is None:
            draft = Draft(self.parse, self._words(reading, happening), happening.kind, reading.number)
            draft.status = "future" if coming else "current"
            self.drafts.append(draft)
        draft.title = draft.title or happening.title
        draft.ordinal = draft.ordinal or happening.number
        return draft

    def _is_again(self, reading: Reading, happening: Happening) -> bool:
        """«в завершение встречи»: a word for any event, where the text is telling of a sitting or a forum."""
        draft = self.open
        told = draft is not None and draft.strong and draft.status == "current" and draft.kind in ("sitting", "forum")
        plain = happening.type == "встреча" and happening.first == happening.head > 0
        return told and plain and reading.tokens[happening.head - 1].low in AGAIN

    def _words(self, reading: Reading, happening: Happening) -> Mention:
        return self.parse.mention(reading.number, happening.first, happening.last, "event", happening.type)

    def _stage(self, reading: Reading, draft: Draft, happening: Happening, ruling: Sequence[Partaking]) -> None:
        """What the sentence says of the event itself: that it is held, when, where and by whom."""
        draft.sentences.add(reading.number)
        draft.held = draft.held or any(verb.part is None for verb in ruling)
        behind = reading.tokens[happening.last].low if happening.last < len(reading.tokens) else ""
        draft.signing = draft.signing or (happening.type == "церемония" and behind.startswith(SIGNING))
        draft.strong = draft.strong or bool(ruling)
        self._place(reading, draft, {happening.head, reading.tokens[happening.head].head})
        hosts = company.hosts(reading, happening)
        draft.acting = draft.acting or any("nomn" in host.cases for host in hosts)
        _give(draft, hosts, "host", reading)
        guests = happening.kind == "talks" or any(company.is_delegation(reading, a) for a in reading.attendants)
        if 0 < reading.number - self.leading[0] <= NEXT and guests:
            _give(draft, self.leading[1], "delegation_head", reading)
        if happening.kind == "talks" and ruling:
            _give(draft, company.owners(reading, happening), "participant", reading)
            _give(draft, company.companions(reading, happening.head, happening.end), "participant", reading)
        if draft.status == "future":
            self.coming = draft
        else:
            self.open = draft

    def _day(self, reading: Reading, number: int) -> str | None:
        clause = self.parse.clauses[number]
        return day_of(clause.sentence.tokens, clause.periods, self.parse.document.published)

    def _place(self, reading: Reading, draft: Draft, anchors: Collection[int]) -> None:
        """When and where, as the sentence says, or the dateline that it has or that stands just before it."""
        number = reading.number
        draft.date = draft.date or self._day(reading, number)
        draft.place = draft.place or place_of(reading, anchors)
        for n in (number, number - 1):
            place = dateline(self.parse, n) if n >= 0 and draft.status != "future" else None
            if place is not None:
                draft.date = draft.date or self._day(reading, n)
                draft.place = draft.place or place

    def _take(self, reading: Reading, verb: Partaking, told: Told) -> None:
        """Give those of whom a verb is said their part."""
        draft, carried = self._draft_of(reading, verb, told)
        apart = (verb.time == "future") != (draft is not None and draft.status == "future")
        if draft is None or (apart and verb.voice != "bound"):  # «форум, созванный союзом, состоится»
            return
        beside, others = company.partners(reading, verb) if verb.part == "chair" else (False, [])
        _give(draft, others, "co_chair", reading)
        who = sharers(reading, verb, draft, carried)
        gapped = verb.part in OWN or verb.lemma in REPRESENTING
        for attendant, part in turns.gapped(reading, verb) if who and gapped else ():
            _give(draft, [attendant], part, reading)
        for attendant in who:
            _give(draft, [attendant], "co_chair" if beside else share_of(reading, verb, draft, attendant), reading)
            draft.carried = draft.carried or carried
        if who and verb.part in ("participant", "speaker") and reading.tokens[-1].text in (";", ":"):
            self.listing = (draft, verb.part)
        if verb.lemma in CALLING and not carried:
            _give(draft, company.called(reading, verb), "participant", reading)
        if who and verb.part == "participant":
            _give(draft, delegations.led(reading), "participant", reading)
        if "object" in verb.flags and not others:
            _give(draft, met(reading, verb), "participant", reading)

    def _draft_of(self, reading: Reading, verb: Partaking, told: Told) -> tuple[Draft | None, bool]:
        """The event that a verb is about, and whether it is only carried over from before."""
        if "signing" in verb.flags and not (self.open is not None and self.open.signs):
            return None, False  # «президент подписал указ»
        near = [h for h in reading.happenings if h.head in told and _is_about(reading, h, verb)]
        if near:
            return told[min(near, key=lambda h: abs(h.head - verb.token)).head], False
        draft = self.open if verb.time != "future" else self.coming
        return (draft, True) if draft is not None and _goes_on(reading, verb, draft) else (None, False)

    def _assembled(self, reading: Reading, verb: Partaking, told: Told) -> None:
        """«под председательством … собрался совет», «заседала комиссия»: a sitting that no noun names."""
        bodies = [a for a in reading.subjects(verb) if a.entity.type == "body"][:1]
        if any(t.low in OFTEN for t in reading.tokens):
            return  # «совет собирается раз в квартал»
        if bodies and not told and not any(verb.token < h.head for h in reading.happenings):
            draft = self._met(reading, verb, "заседание", "sitting")
            told[verb.token] = draft
            _give(draft, bodies, "host", reading)

    def _chaired(self, reading: Reading, told: Told) -> None:
        """«президиум под председательством мэра обсудил …»: a sitting that only its chair tells of."""
        if told or reading.happenings or CHAIR not in reading.line:
            return
        found = turns.presided(reading)
        if found is not None:
            at, body = found
            draft = self._drafted(reading, at, "заседание", "sitting", "current")
            told[at] = draft
            _give(draft, [body], "host", reading)

    def _meeting(self, reading: Reading, verb: Partaking) -> None:
        """«встретился с министром»."""
        if verb.lemma not in MEETING or verb.voice != "active":
            return
        who = [a for a in map(reading.named, reading.subjects(verb)) if a.role is None or a.role.plural]
        others = [reading.named(a) for a in company.companions(reading, verb.token, verb.token + 1)]
        everybody = [*who, *others]
        if who and len(everybody) > 1 and any(a.entity.type != "body" for a in everybody):
            draft = self._met(reading, verb, MEETING[verb.lemma])
            _give(draft, everybody, "participant", reading)

    def _receiving(self, reading: Reading, verb: Partaking) -> bool:
        """«принял делегацию», «делегация посетила палату, где её принял председатель»."""
        if verb.lemma not in RECEIVING or verb.part != "host":
            return False
        guests = company.received(reading, verb)
        subjects = [reading.named(a) for a in reading.subjects(verb) if a not in guests]
        hosts = [a for a in subjects if a.entity.type == "person"]
        visit = self.open if self._going(reading.number) and self.open and self.open.kind == "visit" else None
        paid = next((d for d in reversed(self.drafts) if d.kind == "visit"), None)
        if not guests and hosts and paid is not None and company.is_guest(reading, verb):
            draft = self._met(reading, verb, "встреча")  # «гостя принял президент»
            _give(draft, hosts[:1], "host", reading)
            draft.receive(paid)
            return True
        if not guests or not hosts or (visit is not None and company.is_hosting(reading, verb, guests)):
            if guests and visit is not None:
                _give(visit, hosts[:1] or subjects[:1], "host", reading)
            return False
        draft = self._met(reading, verb, "встреча")
        _give(draft, hosts[:1], "host", reading)
        _give(draft, guests, "participant", reading)
        return True

    def _met(self, reading: Reading, verb: Partaking, type: str, kind: str = "talks") -> Draft:
        """A meeting or sitting that a verb tells of."""
        return self._drafted(reading, verb.token, type, kind, "future" if verb.time == "future" else "current")

    def _drafted(self, reading: Reading, at: int, type: str, kind: str, status: Status) -> Draft:
        """An event that no noun names, told by the word at a token."""
        words = self.parse.mention(reading.number, at, at + 1, "event", type)
        draft = Draft(self.parse, words, kind, reading.number)
        draft.status = status
        draft.strong = draft.verbal = True
        self._place(reading, draft, {at})
        _give(draft, delegations.leaders(reading), "delegation_head", reading)
        self.drafts.append(draft)
        self.open = draft
        return draft

    def _leading(self, reading: Reading, verb: Partaking, told: Told) -> bool:
        """«делегацию возглавил министр»."""
        if verb.part != "chair" or "object" not in verb.flags or not delegations.leads_delegation(reading, verb):
            return False
        draft = next(iter(told.values()), self.open if self._going(reading.number) else None)
        heads = [a for a in reading.subjects(verb) if a.entity.type == "person"]
        heads += delegations.gapped(reading, verb)
        if draft is not None:
            _give(draft, heads, "delegation_head", reading)
        self.leading = (reading.number, heads)
        return True

    def _turns(self, reading: Reading, told: Told) -> None:
        """«заслушан доклад …», «слово предоставлено …», «под председательством …», «по приглашению …»."""
        draft = next(iter(told.values()), self.open if self._going(reading.number) else None)
        if draft is None:
            return
        for attendant, share in turns.heard(reading):
            _give(draft, [attendant], share, reading)
        _give(draft, floors.entrusted(reading), "chair", reading)
        _give(draft, floors.presiding(reading), "chair", reading)
        _give(draft, floors.owning(reading), "presenter", reading)
        _give(draft, company.disputing(reading), "speaker", reading)
        part: Share = "presenter" if turns.to_report(reading) else "speaker"
        _give(draft, floors.granted(reading), part, reading)
        _give(draft, floors.listened(reading), "presenter", reading)
        _give(draft, floors.invited(reading, draft.type), "participant", reading)
        if told or turns.debated(reading):
            for _, attendant, part in turns.phrased(reading):
                _give(draft, [attendant], part, reading)
            _give(draft, delegations.leaders(reading), "delegation_head", reading)
            _give(draft, company.inviting(reading), "host", reading)
        elif coming := delegations.arriving(reading, draft.kind):
            _give(draft, coming, "participant", reading)
            _give(draft, delegations.leaders(reading), "delegation_head", reading)
        self._parties(reading, draft, bool(told))

    def _parties(self, reading: Reading, draft: Draft, told: bool) -> None:
        """«с сербской стороны были …», «во главе делегации — …», «в составе делегации …»."""
        if draft.kind in ("talks", "visit"):
            _give(draft, company.sided(reading), "participant", reading)
        if draft.status == "current" and draft.receives:
            _give(draft, delegations.headed(reading), "delegation_head", reading)
        if draft.status == "current" and draft.kind in ("forum", "visit", "talks"):
            _give(draft, delegations.at_head(reading, delegations.DELEGATION), "delegation_head", reading)
        visit = next((d for d in reversed(self.drafts) if d.kind == "visit" and d.status == draft.status), draft)
        coming = [*delegations.members(reading), *delegations.within_party(reading)]
        _give(draft if told or not draft.receives else visit, coming, "participant", reading)


def _is_near(draft: Draft | None, number: int) -> bool:
    return draft is not None and number - draft.seen <= FAR


def _give(draft: Draft, attendants: Collection[Attendant], part: Share, reading: Reading) -> None:
    for attendant in attendants:
        draft.add(attendant, part, reading.number)


def _is_about(reading: Reading, happening: Happening, verb: Partaking) -> bool:
    """Whether a word of taking part is said of an event in its sentence."""
    if verb.lemma == "руководить" and happening.at and not turns.governs(reading, verb):
        return True  # «на конференции присутствовали и руководили …»
    if verb.voice == "noun" or "object" in verb.flags:
        taken_up = "object" in verb.flags and happening.last < verb.token and turns.takes_up(reading, verb, happening)
        return taken_up or rules(reading, happening, verb)
    first, last = sorted((happening.head, verb.token))
    if reading.parted(first, last):
        return False
    return relative(reading, happening, verb) or reading.open(first + 1, last, verb.token)


def _goes_on(reading: Reading, verb: Partaking, draft: Draft) -> bool:
    """Whether a word of taking part is said of an event that only sentences before name."""
    if reading.number - draft.seen > FAR:
        return False
    if "object" in verb.flags and "alone" not in verb.flags:
        return turns.pronoun(reading, verb)
    if turns.within(reading, verb) or verb.voice == "noun":
        return True
    if verb.lemma == JOINING_IN:
        return reading.number - draft.seen == 1 and draft.strong and not any(t.low in INTO for t in reading.tokens)
    gap = reading.number - draft.seen
    lost = is_plain(verb) and not turns.in_speech(reading) and (not draft.goes_on(gap) or gap > REACH)
    listed = gap == 0 and any(t.text == ";" for t in reading.tokens[: verb.token])
    lost = lost and not (listed or (gap == 1 and turns.replies(reading, verb)))
    lost = lost or (draft.type not in BRIEFINGS and is_plain(verb) and turns.to_press(reading, verb))
    lost = lost or (verb.lemma == JOINING and turns.to_another(reading, verb))
    lost = lost or ("paper" in verb.flags and not draft.works(gap))
    return not lost and not verb.flags.isdisjoint(CARRYING) and not turns.embedded(reading, verb)
