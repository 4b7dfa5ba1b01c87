"""Stages: one sentence as the rules of succession look at it, and where in it a verb's people and post stand."""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from kadry.extractors.focus import focus
from kadry.extractors.linking import verbal_role
from kadry.extractors.parties import Party, is_placed, parties
from kadry.russian.analysis import Token
from kadry.russian.handovers import is_noun
from kadry.russian.parse import Clause, Parse
from kadry.russian.roles import Role
from kadry.russian.signs import PERSON
from kadry.russian.triggers import Trigger, find_triggers, is_post

DECLINED = "аяую"  # last letters of names that are no subject where they stand alone: «сменил Вэй Сунлина»
CASE = "дело"  # «передал дело Кима в суд», unlike «передал дела»
REACH = 6  # words between a verb and what goes with a post
LEAD = 4  # words between a preposition and the name behind it
NOMINATIVE, OBJECT = frozenset(("nomn",)), frozenset(("accs", "gent"))


class Stage(Struct, frozen=True, dict=True):
    """A sentence; views are made when first asked for."""

    parse: Parse
    number: int

    @property
    def clause(self) -> Clause:
        """The sentence with what was found in it."""
        return self.parse.clauses[self.number]

    @property
    def tokens(self) -> Sequence[Token]:
        """Its words."""
        return self.clause.sentence.tokens

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The people whom it names or means."""
        return parties(self.parse, self.number)

    @cached_property
    def triggers(self) -> tuple[Trigger, ...]:
        """The verbs of posts."""
        return find_triggers(self.tokens, self.clause.signs)

    @cached_property
    def placed(self) -> tuple[Role, ...]:
        """The roles that follow a noun for posts: «пост министра», «в кресле мэра»."""
        found = (r for r in self.clause.roles if r.start and not r.plural and r.role_class == "post")
        return tuple(r for r in found if is_placed(self.tokens, r))

    def lead(self, party: Party) -> int:
        """Where the words begin that go with a name: «вместо | ранее убитого муллы Кима», «своего отца Кима»."""
        start = party.start
        while start and party.start - start < LEAD and self._goes_with(start - 1):
            start -= 1
        return start

    def _goes_with(self, k: int) -> bool:
        token = self.tokens[k]
        if token.pos in ("ADJ", "DET", "ADV") or token.verb == "Part":
            return True
        return token.pos == "NOUN" and token.case in OBJECT and bool(self.clause.signs[k] & PERSON)

    def is_one(self, party: Party, other: Party) -> bool:
        """Whether two are one person of the document."""
        heads = [self.parse.antecedents.get(p.mention.key, p.mention) for p in (party, other)]
        return heads[0] == heads[1]

    def open(self, first: int, last: int) -> bool:
        """Whether two words stand in one clause: no finite verb is between them, but that on which an infinitive hangs.

        Nor «, а», behind which a verb is left out («Кима сменил Ли, а Пака — Чхве»).
        """
        low, high = sorted((first, last))
        own = self.tokens[first].head if self.tokens[first].verb == "Inf" else -1
        return all(k == own or not self._parts(k) for k in range(low + 1, high))

    def _parts(self, k: int) -> bool:
        token = self.tokens[k]
        return (token.verb == "Fin" and token.pos != "AUX") or token.text == ";" or token.low == "а"

    def near(
        self, verb: int, cases: Collection[str], without: Collection[Party] = (), behind: str = ""
    ) -> Iterator[Party]:
        """The people who can stand in one of the cases beside a verb, those that the parser hangs on it first.

        behind: the preposition that may stand before them.
        """
        fitting = [p for p in self.parties if not p.cases.isdisjoint(cases) and p not in without]
        fitting = [p for p in fitting if not self._preposed(p, behind)]
        fitting = [p for p in fitting if self.open(verb, p.start)]
        yield from sorted(
            fitting, key=lambda p: (not self._hangs(p, verb), min(abs(p.start - verb), abs(p.end - verb)))
        )

    def _preposed(self, party: Party, behind: str) -> bool:
        start = self.lead(party)
        before = self.tokens[start - 1] if start else None
        return before is not None and before.pos == "ADP" and before.low != behind

    def governs(self, verb: int) -> bool:
        """Whether the object of a verb is nobody: «сменил тему», not «сменил своего знакомого Кима»."""
        people = {k for p in self.parties for k in range(p.start - 1, p.end)}
        return any(t.head == verb and t.rel == "obj" and k not in people for k, t in enumerate(self.tokens))

    def _hangs(self, party: Party, verb: int) -> bool:
        return any(self.tokens[k].head == verb for k in range(party.start, party.end))

    def subject(self, verb: int, without: Collection[Party] = ()) -> Party | None:
        """Who does what a verb says: by a word beside it, else whom the sentence, or the text, goes on with."""
        found = next(self.near(verb, NOMINATIVE, without), None)
        if found is not None or self._has_subject(verb, without):
            return found
        left = [p for p in self.parties if p.end <= verb and "nomn" in p.cases and p not in without]
        if left:
            return left[-1]
        meant = focus(self.parse, self.number)
        if meant is None or self.tokens[verb].verb != "Fin" or any(p.mention == meant for p in self.parties):
            return None
        return Party(verb, verb, meant, NOMINATIVE, "", here=False)

    def _has_subject(self, verb: int, without: Collection[Party]) -> bool:
        others = {k for p in without for k in range(p.start, p.end)}
        return any(t.head == verb and t.rel.startswith("nsubj") and k not in others for k, t in enumerate(self.tokens))

    def pair(self, verb: int, cases: Collection[str], without: Collection[Party] = ()) -> tuple[Party, Party] | None:
        """A verb's subject, and who beside it stands in one of the cases.

        Names that can stand in either are taken in the order of the words, the verb between them.
        """
        others = list(self.near(verb, cases, without))
        subjects = list(self.near(verb, NOMINATIVE, without))
        found = [(s, o) for s in subjects for o in others if not self.is_one(s, o)]
        told = [(s, o) for s, o in found if "nomn" not in o.cases or s.cases.isdisjoint(cases)]
        found = told or [(s, o) for s, o in found if s.end <= verb < o.start]
        if found:
            return found[0]
        alone = len(self.parties) == 1 and self.tokens[self.parties[0].end - 1].low[-1] in DECLINED
        subject = self.subject(verb, (*without, *others)) if others and (alone or not subjects) else None
        if subject is None or self.is_one(subject, others[0]):
            return None
        return subject, others[0]

    def place(self, at: int, trigger: Trigger | None = None) -> Role | None:
        """The post of which a word speaks: behind «на посту», else what a verb of appointment governs."""
        told = [*self.placed, *(self._governed() if trigger is not None else ())]
        fitting = [r for r in told if self.open(at, r.start)]
        return min(fitting, key=lambda r: self._distance(r, at)) if fitting else self._headed(at, trigger)

    def _governed(self) -> list[Role]:
        titled = {t.role for t in self.clause.titles}
        free = (r for i, r in enumerate(self.clause.roles) if i not in titled and not r.plural)
        return [r for r in free if r.role_class == "post" and r.case == "ablt"]

    def _distance(self, role: Role, at: int) -> tuple[int, int]:
        """Commas and words on the way."""
        low, high = sorted((role.start, at))
        return sum(t.text == "," for t in self.tokens[low:high]), high - low

    def _headed(self, at: int, trigger: Trigger | None) -> Role | None:
        """«сменил Кима во главе комитета», «комитет возглавил»."""
        for body in self.clause.bodies:
            before = [t.low for t in self.tokens[max(0, body.first - 2) : body.first]]
            if before == ["во", "главе"]:
                return verbal_role("глава", body.first - 1, body)
            if trigger is not None and trigger.kind == "head" and body.case in OBJECT and self.open(at, body.first):
                return verbal_role("глава", trigger.token, body)
        return None

    def post_end(self, i: int) -> int:
        """Behind «на посту министра», «на этом посту», where it begins at token i."""
        tokens = self.tokens
        if i + 1 >= len(tokens) or tokens[i].low not in ("на", "в"):
            return i
        post = i + 1 + (tokens[i + 1].pos == "DET")
        if post < len(tokens) and is_post(tokens[post].low, taken=False):
            return next((r.end for r in self.placed if r.start == post + 1), post + 1)
        return i

    def handed(self, verb: int, cases: Collection[str]) -> int | None:
        """What goes with a post, in one of the cases near a verb: «пост», «полномочия», «дела»."""
        near = range(max(0, verb - REACH), min(len(self.tokens), verb + REACH))
        found = (i for i in near if is_noun(self.tokens[i].low, "handed") and self.tokens[i].case in cases)
        found = (i for i in found if self.tokens[i].low != CASE)
        return next((i for i in found if self.open(verb, i) and not (i and self.tokens[i - 1].pos == "ADP")), None)
