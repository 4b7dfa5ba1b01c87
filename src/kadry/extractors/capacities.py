"""Capacities: posts that no verb of appointment or holding governs («на посту министра», «путь до министра»)."""

from collections.abc import Collection, Iterator, Sequence

from kadry.extractors.contests import victories
from kadry.extractors.frames import Frame
from kadry.russian.handovers import is_noun
from kadry.russian.offices import CAPACITIES
from kadry.russian.parse import Clause
from kadry.russian.roles import Role
from kadry.russian.triggers import Trigger
from kadry.russian.words import lemmas

ACTING = frozenset(("выступать", "выступить", "работать", "поработать"))  # with «в роли», which actors are too
PERFORMING = frozenset(("выступать", "выступить"))
BEING, OWN = "бытность", frozenset(("свою", "его", "ее"))  # «в бытность свою министром»
RISING = frozenset("вырасти дорасти дослужиться подняться".split())  # «дорос до начальника»
PROMOTING = frozenset("повысить повышать понизить понижать разжаловать".split())  # «повышен до начальника»
GIVEN = 12  # tokens from «назначил» to «в ранге министра»


class Capacities:
    """Finds the posts of one sentence that are told in such a way; ``used`` are the starts of those that verbs have."""

    def __init__(self, clause: Clause, triggers: Sequence[Trigger], used: Collection[int]) -> None:
        self.clause = clause
        self.tokens = clause.sentence.tokens
        self.triggers = triggers
        self.used = used

    def all(self) -> Iterator[Frame]:
        """A frame for each, with the verb beside it, if there is one."""
        if self.clause.roles:
            yield from self._places()
            yield from self._ways()
            yield from self._performances()
            yield from victories(self.clause)

    def _ways(self) -> Iterator[Frame]:
        """«прошёл путь от инструктора до министра»: the posts at the ends of a career."""
        tokens = self.tokens
        for i in [i for i, token in enumerate(tokens) if token.low == "от" and i and tokens[i - 1].low == "путь"]:
            first = next((r for r in self.clause.roles if r.start == i + 1 and r.case == "gent"), None)
            ends = (r for r in self.clause.roles if r.start > i + 1 and tokens[r.start - 1].low == "до")
            last = next((r for r in ends if r.case == "gent"), None)
            found = tuple(r for r in (first, last) if r is not None and r.start not in self.used)
            verb = next((k for k in range(i - 1, -1, -1) if tokens[k].verb in ("Fin", "Conv", "Part")), i - 1)
            here = Trigger(verb, "", "hold", "active", "past", finished=True)
            yield Frame(here, found)
        for role in self.clause.roles:
            if role.case == "gent" and role.start > 1 and tokens[role.start - 1].low == "до" and not role.plural:
                rising = None if role.start in self.used else self._rising(role.start - 2)
                if rising is not None:
                    yield Frame(rising, (role,))

    def _rising(self, i: int) -> Trigger | None:
        """«дорос до начальника», «Кима повысили до начальника», «повышен до начальника»: who comes to the post how."""
        verb, told = self.tokens[i], lemmas(self.tokens[i].low)
        if verb.verb == "Fin" and not RISING.isdisjoint(told):
            return Trigger(i, "", "become", "active", "past", finished=True)
        if verb.verb and not PROMOTING.isdisjoint(told):
            voice = "passive" if verb.verb == "Part" else "active"
            return Trigger(i, "повысить", "appoint", voice, "past", finished=True)
        return None

    def _places(self) -> Iterator[Frame]:
        """«в качестве председателя», «на посту министра», «в должности начальника»: roles that no verb has taken."""
        for role in self.clause.roles:
            if role.start in self.used or role.case not in ("gent", "accs", ""):
                continue
            words = tuple([t.low for t in self.tokens[max(0, role.start - 2) : role.start]])
            if not (words in CAPACITIES or (words == ("в", "роли") and self._works(role))):
                continue
            holding = [t for t in self.triggers if t.kind == "hold" and abs(t.token - role.start) < 8]
            holding = holding or [t for t in self.triggers if self._gives_rank(t, role)]
            time = "past" if self._was_before(role) else "present"
            here = Trigger(role.start - 1, "", "hold", "active", time)
            yield Frame(holding[0] if holding else here, (role,))

    def _was_before(self, role: Role) -> bool:
        """«его предшественник на посту | мэра»: whose post it was before another's."""
        return role.start > 2 and is_noun(self.tokens[role.start - 3].low, "predecessor")

    def _performances(self) -> Iterator[Frame]:
        """«Продюсерами картины выступили Ким и Пак», «в бытность министром»: roles in the instrumental beside these."""
        for role in self.clause.roles:
            governed = role.start > 0 and self.tokens[role.start - 1].pos == "ADP"
            if role.case != "ablt" or role.start in self.used or governed:
                continue
            start = role.start - (role.start > 0 and self.tokens[role.start - 1].low in OWN)
            if start and self.tokens[start - 1].low == BEING:
                yield Frame(Trigger(start - 1, "", "hold", "active", "past"), (role,))
                continue
            behind = role.end
            while behind < len(self.tokens) and self.tokens[behind].case == "gent":
                behind += 1
            near = (k for k in (behind, role.start - 1) if 0 <= k < len(self.tokens))
            told = (k for k in near if self.tokens[k].verb == "Fin")
            verb = next((k for k in told if not PERFORMING.isdisjoint(lemmas(self.tokens[k].low))), None)
            if verb is not None:
                yield Frame(Trigger(verb, "", "hold", "active", "present"), (role,))

    def _gives_rank(self, trigger: Trigger, role: Role) -> bool:
        """«назначил Кима помощником в ранге министра»: a verb of appointment with no comma on the way."""
        near = trigger.kind == "appoint" and 0 < role.start - trigger.token < GIVEN
        return near and all(t.text != "," for t in self.tokens[trigger.token : role.start])

    def _works(self, role: Role) -> bool:
        near = self.tokens[max(0, role.start - 8) : role.end + 4]
        return any(not ACTING.isdisjoint(lemmas(t.low)) for t in near if t.pos == "VERB")
