"""Drafts: an event while the text is still telling of it."""

from kadry.claim import Mention, Status, Support
from kadry.russian.attendants import Attendant
from kadry.russian.events import OWN, Happening, event_noun
from kadry.russian.hearsay import has_phrase
from kadry.russian.parse import Parse
from kadry.scene import EventClaim, Part, Share

RULE = "events@1"
ENDS = frozenset(("открытия", "закрытия"))  # behind «церемония»: of the event that is told of
SESSIONS = frozenset(("заседание", "сессия"))  # of a gathering, with one of these adjectives
PARTLY = frozenset("пленарный вступительный заключительный утренний дневной вечерний".split())
COUNTED = frozenset("первый второй третий четвертый пятый".split())  # of a forum's sessions
SIGNING = "подписани"
STEM = 6  # letters of a noun that all of its forms have
NEXT = 2  # sentences after which a paper is no longer laid before an event that is told in passing
CONFIDENCE = {False: 0.9, True: 0.75}  # whether a part was carried over to the event from a sentence that names none


class Draft:
    """What is known of an event so far; parts are kept as they come, each once.

    strong: the text tells of it for its own sake (it was held, led), so that what is said next was said there. held: a
    verb says that it takes place. acting: its body does something there («правительство на заседании утвердило …»).
    signing: it is the ceremony of one. verbal: a verb tells of it («заседал совет»), no noun.
    """

    def __init__(self, parse: Parse, words: Mention, kind: str, number: int) -> None:
        self.parse = parse
        self.words = words
        self.kind = kind
        self.first = number
        self.sentences = {number}
        self.title: str | None = None
        self.ordinal: str | None = None
        self.date: str | None = None
        self.place: Mention | None = None
        self.status: Status = "current"
        self.verbal = False
        self.held = False
        self.strong = False
        self.acting = False
        self.signing = False
        self.carried = False
        self.parts: dict[tuple[str, Share], Part] = {}

    @property
    def type(self) -> str:
        """The nominative noun."""
        return self.words.normal

    def nameless(self, happening: Happening) -> bool:
        """Whether only «мероприятие», or a verb («заседал совет»), has told of it yet."""
        verbal = self.verbal and self.kind == happening.kind == "sitting"
        return self.kind == "general" or (verbal and len(self.parts) < 2 and happening.type != self.type)

    def name(self, words: Mention, kind: str) -> None:
        """Give it the noun by which the text calls it after «мероприятие»."""
        self.words = words
        self.kind = kind

    @property
    def seen(self) -> int:
        """The last sentence that tells of it."""
        return max(self.sentences)

    @property
    def told(self) -> bool:
        """Whether the text says more of it than that it is an event."""
        return bool(self.parts) or self.held or (self.ordinal or " ")[0] in "IVXLCDM"

    @property
    def signs(self) -> bool:
        """Whether something is signed there."""
        return self.signing or SIGNING in f"{self.type} {self.title}"

    @property
    def receives(self) -> bool:
        """Whether a delegation comes to it, as to a visit or talks; elsewhere it may have come to inspect."""
        guests = (p.entity.normal for p in self.parts.values() if p.part == "participant")
        return self.kind in ("visit", "talks") or any(guest.lower().startswith("делегаци") for guest in guests)

    def goes_on(self, gap: int) -> bool:
        """Whether what is said ``gap`` sentences later may be said there: at once after others had a part in it."""
        return self.strong or (gap == 1 and (self.acting or len(self.parts) > 1))

    def works(self, gap: int) -> bool:
        """Whether papers may be laid before it ``gap`` sentences later: no concert, soon if it is told in passing."""
        told = self.strong or gap <= NEXT or any(part == "chair" for _, part in self.parts)
        formal = self.type == "церемония" and self.strong and gap <= NEXT  # where decisions are read
        return not gap or (told and (self.kind in ("sitting", "forum", "talks") or formal))

    def receive(self, visit: "Draft") -> None:
        """Let those who pay a visit be there."""
        guests = {key: p for key, p in visit.parts.items() if p.part == "participant" and p.entity.type == "person"}
        self.parts.update(guests)

    def add(self, attendant: Attendant, part: Share, number: int) -> None:
        """Give somebody a part, as sentence ``number`` tells."""
        found = Part(attendant.mention, attendant.entity, part)
        self.parts.setdefault((attendant.entity.key, part), found)
        self.sentences.add(number)

    def takes(self, happening: Happening, coming: bool, date: str | None) -> bool:
        """Whether a further noun may mean this event; ``date``: the day that is told with the noun."""
        alike = self.type == happening.type and (self.status == "future") == coming
        numbered = happening.number is None or self.ordinal in (happening.number, None)
        return alike and numbered and (date is None or self.date in (date, None))

    def means(self, happening: Happening, behind: str) -> bool:
        """«в ходе беседы», «в работе коллегии», «на церемонии открытия», «первую сессию»: the event that is told of.

        behind: the word behind the noun.
        """
        if self.holds(happening):
            return True
        if not happening.at or self.type == happening.type:
            return False
        if self.kind == happening.kind == "talks":
            return self.strong
        if happening.type == "церемония" and self.kind in ("sitting", "forum"):
            return behind in ENDS
        own = happening.type[:STEM] if happening.kind == "sitting" and "body" in happening.flags else ""
        return bool(own) and any(p.part == "host" and own in p.entity.normal.lower() for p in self.parts.values())

    def holds(self, happening: Happening) -> bool:
        """«модератором первой сессии был …», «на утреннем заседании»: a session of the forum, or congress, told of."""
        if not self.strong or self.status != "current" or happening.type not in SESSIONS:
            return False
        if self.kind == "forum":
            return not happening.words.isdisjoint(PARTLY | COUNTED)
        return self.kind == "sitting" and self.type not in SESSIONS and not happening.words.isdisjoint(PARTLY)

    def sits(self, happening: Happening, behind: str) -> bool:
        """«заседание | коллегии»: the sitting of the body by whose noun alone the text has told of it so far."""
        noun = event_noun(behind) if self.kind == happening.kind == "sitting" and happening.type in OWN else None
        return noun is not None and noun.lemma == self.type and "body" in noun.flags

    def hears(self, attendant: Attendant) -> bool:
        """Whether what somebody says next may be said there: at talks that nobody chairs, only by who is there."""
        chaired = any(part == "chair" for _, part in self.parts)
        return self.kind not in ("talks", "visit") or chaired or attendant.entity.key in {key for key, _ in self.parts}

    def claim(self) -> EventClaim:
        """All that is known of it."""
        return EventClaim(
            document=self.parse.document.id,
            evidence=self.parse.quote(sorted(self.sentences)),
            supports=(Support(RULE, CONFIDENCE[self.carried]),),
            status=self.status,
            reported=has_phrase(self.parse.document, self.parse.clauses[self.first].sentence, "rumour"),
            words=self.words,
            type=self.type,
            title=self.title,
            date=self.date,
            place=self.place,
            parts=tuple(sorted(self.parts.values())),
        )
