"""Roles: phrases that name a post, profession, rank or title, with the body that belongs to them.

A role is a head noun with the adjectives before it, the roles in the genitive that it takes (заместитель министра), the
field that is part of its name (министр юстиции, уполномоченный по правам человека), and then its body: in the case
that the head governs, after a preposition, or as a country's adjective in front (литовский премьер-министр). Words that
say when or whether (бывший, новый, исполняющий обязанности) are read off and left out of the nominative, except those
of an acting holder.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import RoleClass, Status
from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.bodies import Body
from kadry.russian.countries import body_of_adjective, country_of_adjective, place_of_adjective, seat_of
from kadry.russian.headforms import case_of_head, only_plural, own_forms
from kadry.russian.heads import role_at
from kadry.russian.marks import CLOSING, DASHES, OPENING
from kadry.russian.mistaken import is_contestant, is_part, is_prize
from kadry.russian.modifiers import AGED, Modifiers
from kadry.russian.phrases import normal_phrase, shortened
from kadry.russian.rolewords import EX, quality, role_entry
from kadry.russian.sees import further_see
from kadry.russian.signed import Signs
from kadry.russian.signs import PERSON, ROLE
from kadry.russian.tails import SPORTS, Tail
from kadry.russian.words import adjectival, agree, case_of, forms, noun_lemmas, reading

POSSESSIVE = frozenset(("его", "ее", "их"))
WHOSE = "чей"
QUOTED = 4  # tokens of a short name in quotes, its closing mark included
DEAD_REACH = 6  # tokens from such a participle to the role
OF_WHICH = frozenset(("которого", "которой", "которых"))
OTHERS = frozenset(("country", "place", "party"))  # what a manager does not manage
POINTERS = frozenset(("свой", WHOSE))  # the body is the subject, or what a clause is about
PLACES = frozenset(("place", "country"))
ACTED = "исполнявш"  # «исполнявший обязанности»
HONOURS = frozenset(("народный", "почетный"))


class Role(Struct, frozen=True):
    """A role in a sentence.

    first, last: the role's own tokens (half-open); end: past its body; start: with words that are not part of the
    role (бывший, литовский). head: its head noun. post: the nominative without the words of an acting holder.
    prefix, suffix: letters of its first and last token that are not the role's (экс-министр, депутат-единоросс).
    body: what belongs to it; country: the adjective token that stands for its employer, with its name in normal.
    """

    sentence: int
    start: int
    first: int
    last: int
    end: int
    head: int
    case: str
    plural: bool
    lemma: str
    role_class: RoleClass
    normal: str
    post: str | None = None
    status: Status = "current"
    fresh: bool = False
    acting: bool = False
    body: Body | None = None
    adjective: int | None = None
    employer: str | None = None
    possessive: int | None = None
    event: bool = False
    prefix: int = 0
    suffix: int = 0


@lru_cache(maxsize=10_000)
def _is_dying(low: str) -> bool:
    """Whether a word is a participle of dying («умершего»)."""
    return any(f.kind == "PRTF" and f.lemma in lexicon.particles("death") for f in forms(low))


def _status(token: Token, senses: Collection[str]) -> Status:
    """What the words before a role, or its prefix, say of when it is held."""
    if "former" in senses or _prefix(token) or token.low.startswith(ACTED):
        return "former"
    return "future" if "future" in senses else "current"


def _prefix(token: Token) -> int:
    """The length of «экс-» before a role word, which is no part of the role."""
    if not token.low.startswith(EX) or role_entry(token.low.removeprefix(EX).removeprefix("-")) is None:
        return 0
    return len(EX) + (token.low[len(EX)] == "-")


def _manages(role: Role) -> bool:
    """Whether a post is one of those who run a body from within."""
    return not lexicon.particles("manager").isdisjoint((role.lemma, lexicon.fold(role.normal)))


def leads(role: Role) -> bool:
    """Whether a body has one who holds the post: its head, or one of those who run it."""
    return role.lemma in lexicon.particles("local") or _manages(role)


class RoleFinder:
    """Finds the roles of one sentence, each with its body; arguments are those of Tail."""

    def __init__(self, number: int, sentence: Sentence, blocked: Collection[int], marks: Signs | None = None) -> None:
        self.number = number
        self.tokens = sentence.tokens
        self.blocked = blocked
        self.tail = Tail(number, sentence, blocked, marks)
        self.modifiers = Modifiers(self.tokens, blocked)

    def all(self) -> list[Role]:
        """Every role, from the left, none inside another."""
        found: list[Role] = []
        floor = 0
        for i in self.tail.nominals.marks.where(ROLE):
            role = None if i < floor or i in self.blocked else self.at(i, floor)
            if role is not None:
                found += [role, *self._joined(role)]
                floor = max(i + 1, role.end, found[-1].end)
        found = [self._also_former(before, role) for before, role in zip((None, *found), found, strict=False)]
        return [self._sharing(role, after) for role, after in zip_longest(found, found[1:])]

    def _also_former(self, before: Role | None, role: Role) -> Role:
        """«бывший премьер и министр финансов»: the adjective is of both where the first has no body of its own."""
        if before is None or before.status != "former" or before.prefix or before.role_class != "post":
            return role
        bare = before.body is None and before.employer is None and before.start < before.first
        joined = bare and role.start == role.first == before.end + 1 and self._and(before.end)
        alike = joined and (role.case, role.plural, role.role_class) == (before.case, before.plural, "post")
        return replace(role, status="former") if alike else role

    def _sharing(self, role: Role, after: Role | None) -> Role:
        """«директор и главный дирижёр | театра», «директор и совладелец | фирмы»: managers of one body."""
        bare = role.body is None and role.employer is None and role.possessive is None and not role.plural
        if not bare or not self._and(role.end) or not _manages(role) or not self._serves_manager(role):
            return role
        body, end = None, role.end
        other = role.end + 1
        while other + 1 < len(self.tokens) and self.tokens[other].pos == "ADJ":
            other += 1  # «и | основной | акционер фирмы»
        if after is not None and after.start == role.end + 1:
            alike = after.case == role.case or {after.case, role.case} == {"nomn", "accs"}
            body = after.body if alike and _manages(after) else None
        elif not lexicon.particles("owner").isdisjoint(noun_lemmas(self.tokens[other].low)):
            bodies = self.tail.bodies
            body = bodies.at(other + 1, ("gent",)) or bodies.quoted_body(other + 1)
            end = end if body is None else body.last
        if body is None or body.kind in OTHERS:
            return role
        state = body.kind == "organ" and role.lemma in lexicon.particles("national_post")
        return role if state else replace(role, body=body, end=end)  # «президент и председатель правительства»

    def _serves_manager(self, role: Role) -> bool:
        """Not «заместитель губернатора и начальник управления», whose own superior runs something else."""
        superiors = (role_entry(self.tokens[k].low) for k in range(role.head + 1, role.last))
        return all(entry is None or entry.lemma in lexicon.particles("manager") for entry in superiors)

    def _joined(self, role: Role) -> list[Role]:
        """The same role in further bodies: «член Общественной палаты и рабочей группы», «игрок „А“, „Б“ и „В“»."""
        if role.body is None or not self._goes_on(role.end) or (role.plural and leads(role)):
            return []  # «главы Южного и Северного районов» have one each
        entry = role_entry(role.lemma)
        if entry is None or "single" in entry.flags:
            return []
        found = [role]
        while self._goes_on(found[-1].end) and found[-1].body is not None and found[-1].body.kind not in PLACES:
            start = found[-1].end + 1
            named = self.tail.bodies.quoted_body(start) if self.tokens[start].text in OPENING else None
            body = named or self.tail.bodies.at(start, ("gent",))
            if body is None or body.kind in PLACES:
                return []
            found.append(replace(role, start=start, end=body.last, body=body))
            if self.tokens[start - 1].text == "и":
                return found[1:]
        return []

    def _goes_on(self, i: int) -> bool:
        """Whether «и», or a comma and a name in quotes, follows a body."""
        return self._and(i) or (
            i + 1 < len(self.tokens) and self.tokens[i].text == "," and self.tokens[i + 1].text in OPENING
        )

    def _and(self, i: int) -> bool:
        return i + 1 < len(self.tokens) and self.tokens[i].text == "и"

    def others(self, roles: Sequence[Role]) -> list[Role]:
        """Nouns for people that are no roles (совладелец WFC, республиканец): rows of titles run on over them."""
        taken = {i for role in roles for i in range(role.start, role.end)}
        found: list[Role] = []
        for i in self.tail.nominals.marks.where(PERSON):
            token = self.tokens[i]
            if i in taken or i in self.blocked or token.pos != "NOUN" or token.capital:
                continue
            form = reading(token, case_of(token))
            person = form is not None and "anim" in form.grammemes
            if person and not lexicon.particles("kinship").intersection(noun_lemmas(token.low)):
                role = self._found(i, lexicon.Role(token.low, "title", frozenset(("domain",))), 0)
                found.append(role)
                taken.update(range(role.start, role.end))
        return found

    def at(self, head: int, floor: int) -> Role | None:
        """The role whose head noun is token ``head``; modifiers are looked for down to ``floor``."""
        entry = role_at(self.tokens, head, self.blocked)
        if entry is None or self._inside_name(head):
            return None
        token = self.tokens[head]
        if head and token.plural and self.tokens[head - 1].low == "в" and token.case in ("nomn", "accs"):
            return None  # «кандидат в президенты»
        if is_part(self.tokens, head, entry):
            return None
        role = self._found(head, entry, floor)
        if role.acting and role.post is None and role.body is None and token.low.startswith(ACTED):
            return None  # «утверждён Ким, временно исполнявший обязанности с марта»: of the post just named
        span = (role.first, head, role.last)
        prize = is_prize(self.tokens, role.start, head, entry)
        return None if prize or is_contestant(self.tokens, span, role.body, entry) else role

    def _found(self, head: int, entry: lexicon.Role, floor: int) -> Role:
        token = self.tokens[head]
        first, said = self.modifiers.before(head, floor, entry)
        entry = self._in_words(entry, first, head)
        last, acting, inner = self.tail.own(head, entry)
        several = self._are_subject(token, entry.lemma)
        case = "nomn" if several else "" if "indecl" in entry.flags else self._case(token, entry.lemma)
        case = case or self._case_beside(head, first)
        body, end = self.tail.body(last, entry, inner)
        role = Role(
            sentence=self.number,
            start=min((*said, first)),
            first=first,
            last=last,
            end=max(end, last),
            head=head,
            case=case,
            plural=token.plural or several or only_plural(token.low, entry.lemma),
            lemma=entry.lemma,
            role_class=entry.role_class,
            normal="",
            acting=acting or "acting" in entry.flags,
            body=body,
        )
        senses = {sense: k for k, sense in said.items()}
        placed = self._placed(self._told(role, senses, floor), entry, senses.get("country"))
        named = self._named(placed, entry)
        return replace(named, case="nomn") if named.case == "gent" and self._is_of_row(named) else named

    def _is_of_row(self, role: Role) -> bool:
        """«двое министров — Ким и Пак», «среди членов — Ким и Пак»: the genitive of those who are named behind."""
        before = self.tokens[role.start - 1] if role.start else None
        if before is None or role.end >= len(self.tokens):
            return False
        counted = before.pos == "NUM" and before.case in ("nomn", "accs") and before.text.isalpha()
        counted = counted and not before.low.endswith("х")  # «двух министров, Кима и Пака, уволили»
        return counted or (before.low in ("среди", "числе") and self.tokens[role.end].text in DASHES)

    def _are_subject(self, token: Token, lemma: str) -> bool:
        """«Главы МИД … подписали»: the plural of a subject that the tagger takes for the genitive of one."""
        if token.case != "gent" or token.plural or not token.rel.startswith("nsubj") or token.head < 0:
            return False
        verb = self.tokens[token.head]
        own = own_forms(token.low, lemma)
        return verb.plural and verb.verb == "Fin" and any(f.case == "nomn" and f.number == "plur" for f in own)

    def _told(self, role: Role, senses: Collection[str], floor: int) -> Role:
        """The role with what the words around it say of its holder, and of when it is held."""
        before = role.start - 1
        which = self._relative(role)
        return replace(
            role,
            end=role.end + (which is not None),
            post=self._post(role.head, role.last) if role.acting else None,
            status="former" if self._is_dead(role) else _status(self.tokens[role.head], senses),
            fresh="fresh" in senses,
            possessive=before if before >= floor and self._is_possessive(before) else which,
            event=role.body is None and role.last < len(self.tokens) and self._is_gathering(role.last),
        )

    def _placed(self, role: Role, entry: lexicon.Role, adjective: int | None) -> Role:
        """The role with the employer that an adjective tells: a country, a local post's place, a see behind a title."""
        if adjective is not None:
            return replace(role, adjective=adjective, employer=self._employer(entry, adjective))
        if role.body is not None:
            return role
        place = self._local(entry, role.first) if role.first < role.head else None
        if place is not None:
            return replace(role, first=role.first + 1, adjective=role.first, employer=place)
        seat = seat_of(self.tokens, role.head, entry.lemma)
        if seat is None:
            return role
        end = further_see(self.tokens, role.head + 2)
        return replace(role, adjective=seat[0], employer=seat[1], end=max(role.end, end))

    def _named(self, role: Role, entry: lexicon.Role) -> Role:
        """The role with its nominative, without what tells of the holder only."""
        token = self.tokens[role.head]
        several = role.plural or self._counted(role.start)
        normal = self._normal((role.first, role.head, role.last), role.case, entry, several)
        suffix = self._suffix(role.head, role.last, normal, entry)
        return replace(
            role,
            plural=several,
            normal=normal[: len(normal) - suffix],
            prefix=_prefix(self.tokens[role.first]),
            suffix=suffix and len(token.text) - token.text.rindex("-"),
        )

    def _is_possessive(self, i: int) -> bool:
        low = self.tokens[i].low
        return low in POSSESSIVE or not POINTERS.isdisjoint(noun_lemmas(low))

    def _is_dead(self, role: Role) -> bool:
        """«умершего | в феврале | председателя»: a participle of dying with words of its own before a role."""
        for k in range(role.start - 1, max(-1, role.start - DEAD_REACH), -1):
            token = self.tokens[k]
            if _is_dying(token.low):
                return k + 1 < role.start and agree(token, self.tokens[role.head])
            if token.verb or token.pos not in ("ADP", "ADV", "NOUN", "PROPN", "ADJ", "NUM"):
                return False
        return False

    def _relative(self, role: Role) -> int | None:
        """The pronoun right behind a role for the body of which a clause is («фонд, директор | которого | Ким»)."""
        if role.body is not None or role.end >= len(self.tokens) or self.tokens[role.end].low not in OF_WHICH:
            return None
        return role.end

    def _suffix(self, head: int, last: int, normal: str, entry: lexicon.Role) -> int:
        """The length in the nominative of a last part that only tells of the holder («депутат-единоросс»)."""
        if last != head + 1 or "-" not in normal or not quality(self.tokens[head].low, entry):
            return 0
        return len(normal) - normal.rindex("-")

    def _counted(self, start: int) -> bool:
        """«71 сенатор», «три депутата»: a number before the role."""
        before = self.tokens[start - 1] if start else None
        if before is None or self.tokens[start].low.startswith("летн") or AGED.match(before.low):
            return False
        if before.low == "один" or (start > 1 and self.tokens[start - 2].text == "№"):
            return False
        return before.pos == "NUM" or before.text.isdigit()

    def _local(self, entry: lexicon.Role, first: int) -> str | None:
        """The place that an adjective tells of a local post (свердловский губернатор), or the body (кремлёвский …)."""
        body = body_of_adjective(self.tokens[first])
        if body is not None:
            return body
        if entry.lemma not in lexicon.particles("local"):
            return None
        return place_of_adjective(self.tokens[first], region="губернатор" in entry.lemma)

    def _is_gathering(self, i: int) -> bool:
        return not lexicon.particles("gathering").isdisjoint(noun_lemmas(self.tokens[i].low))

    def _in_words(self, entry: lexicon.Role, first: int, head: int) -> lexicon.Role:
        """«главный врач» is a post, «заслуженный врач», «народный артист» are honours, whatever the noun alone is."""
        if first == head:
            return entry
        words = {lemma for t in self.tokens[first:head] for lemma in noun_lemmas(t.low)}
        words.update(shortened(self.tokens, k) for k in range(first, head))
        profession = entry.role_class == "profession"
        kept = profession or entry.role_class == "title"
        if "заслуженный" in words or (kept and not words.isdisjoint(HONOURS)):
            return replace(entry, role_class="title", flags=entry.flags | {"honour"})
        return replace(entry, role_class="post") if profession and "главный" in words else entry

    def _employer(self, entry: lexicon.Role, adjective: int | None) -> str | None:
        """The country that an adjective before a post stands for; before a profession it tells the origin only.

        So it does before who trains or leads a team («бельгийский тренер возглавил „Спортинг“»).
        """
        country = country_of_adjective(self.tokens[adjective]) if adjective is not None else None
        serves = entry.role_class == "post" and SPORTS.isdisjoint(entry.lemma.split())
        return country.name if country is not None and serves else None

    def _inside_name(self, i: int) -> bool:
        """A role word within the name of a body, of a person («Президент-Отель», «Король») or of a thing in quotes."""
        token = self.tokens[i]
        if token.capital and self._is_quoted(i):
            return True
        if token.name in ("ORG", "PER") and token.capital and i > 0:
            return self.tokens[i - 1].span == token.span
        return False

    def _is_quoted(self, i: int) -> bool:
        """«судно „Академик Штокман“»: the first word of a short name behind a noun."""
        if i < 2 or self.tokens[i - 1].text not in OPENING or self.tokens[i - 2].pos != "NOUN":
            return False
        return any(t.text in CLOSING for t in self.tokens[i + 1 : i + QUOTED])

    def _case(self, token: Token, lemma: str) -> str:
        return case_of_head(token.low, lemma, case_of(token), "plur" if token.plural else "sing")

    def _case_beside(self, head: int, first: int) -> str:
        """The case of a head that does not decline: that of an adjective before it, else ""."""
        return next((t.case for t in self.tokens[first:head] if t.case), "")

    def _normal(self, span: tuple[int, int, int], case: str, entry: lexicon.Role, plural: bool) -> str:
        first, head, last = span
        if "indecl" in entry.flags and (first == head or not self.tokens[head - 1].case):
            case = "nomn"
        elif "indecl" in entry.flags:
            case = self.tokens[head - 1].case  # «торговым атташе»
        text = normal_phrase(self.tokens, first, head, last, case, singular=plural)
        return text[_prefix(self.tokens[first]) :]

    def _post(self, head: int, last: int) -> str | None:
        """The nominative of the post that an acting holder fills: the first role noun after the acting words."""
        for k in range(head + 1, last):
            inner = role_at(self.tokens, k, self.blocked)
            if inner is not None:
                start = k
                while start - 1 > head and adjectival(self.tokens[start - 1].low, 2):
                    start -= 1
                return normal_phrase(self.tokens, start, k, last, "gent")
        return None
