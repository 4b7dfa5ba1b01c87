"""Checks: that a body looks into another's work («провела проверку управления», «результаты проверки фонда»)."""

from collections.abc import Iterator, Sequence

from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.moods import Moods
from kadry.russian.placement import is_short
from kadry.russian.pronouns import BEHIND, OWNERS, alike
from kadry.russian.slots import Slots
from kadry.russian.ties import Tie
from kadry.russian.tiewords import is_one, listed, verbs
from kadry.russian.words import lemmas

HELD = frozenset(("провести", "проводить", "осуществить", "осуществлять", "вести", "выполнить", "завершить"))
BUSY = frozenset(("заниматься", "заняться"))  # with a check in the instrumental
BESIDE = 12  # tokens between a check and what tells of it


RESULTS = frozenset(("итогам", "результатам", "ходе", "результате"))


class Checks:
    """The ties that nouns of looking into another's work state in one sentence."""

    def __init__(self, tokens: Sequence[Token], slots: Slots, moods: Moods) -> None:
        self.tokens = tokens
        self.slots = slots
        self.moods = moods

    def looking(self, i: int) -> Iterator[Tie]:
        """«комиссия провела проверку управления», «проверка, проведённая комиссией в управлении»."""
        token = self.tokens[i]
        if not listed("looking", token.low):
            return
        verb, doers = self._lookers(i)
        if verb is None or self.moods.open(verb):
            return
        inside = self.slots.governed(verb, "loct", "в") if verb > i or not token.rel.startswith("nsubj") else []
        looked = self.slots.behind(i) or self._governed_by(i) or inside or self._among(i) or self.slots.worker(i)
        for doer in doers[:1]:
            for body in looked:
                if doer is not body:
                    yield Tie("inspects", doer, body, i, 0.75)

    def _lookers(self, i: int) -> tuple[int | None, list[Body]]:
        """The verb by which somebody looks into something, and who does."""
        token = self.tokens[i]
        behind = range(i + 1, min(i + BESIDE, len(self.tokens)))
        held = (k for k in behind if self.tokens[k].verb == "Part" and not HELD.isdisjoint(verbs(self.tokens[k].low)))
        bound = next((k for k in held if not is_short(self.tokens[k].low)), None)
        if bound is not None:
            return bound, self.slots.governed(bound, "ablt")
        told = next((k for k in behind if self._is_told_of(i, k)), None)
        if told is not None:
            return told, self.slots.subject(told)
        if token.head >= 0 and is_one("charging", self.tokens[token.head].low):
            return token.head, self.slots.governed(token.head, "accs", "на")  # «надзор возложен на комитет»
        if token.head >= 0 and is_one("entrusting", self.tokens[token.head].low):
            return token.head, self.slots.governed(token.head, "datv")  # «надзор поручен комитету»
        if token.rel == "nsubj:pass":
            return token.head, self.slots.agent(token.head)
        found = self._found(i)
        if found is not None:
            return found, self.slots.subject(found)
        shown = self._shown(i)
        if shown is not None:
            return shown, self.slots.subject(shown)
        if i > 1 and self.tokens[i - 1].low == "к" and is_one("starting", self.tokens[token.head].low):
            return token.head, self.slots.subject(token.head)
        busy = token.case == "ablt" and token.head >= 0 and not BUSY.isdisjoint(lemmas(self.tokens[token.head].low))
        if token.rel != "obj" and not busy:
            return None, []
        return token.head, self.slots.subject(token.head) or self.slots.staff(token.head)

    def _shown(self, i: int) -> int | None:
        """«обнародовал отчёт о результатах | проверки»: the verb by which a body makes known what it has found."""
        if not i or not listed("results", self.tokens[i - 1].low):
            return None
        k = i
        while k >= 0 and self.tokens[k].verb != "Fin":
            k = self.tokens[k].head
        return k if k >= 0 and is_one("showing", self.tokens[k].low) else None

    def _found(self, i: int) -> int | None:
        """«по итогам | проверки | завода выдал предписание»: the verb by which a body tells what it has found."""
        if not i or self.tokens[i - 1].low not in RESULTS:
            return None
        k = i
        while k >= 0 and self.tokens[k].verb != "Fin":
            k = self.tokens[k].head
        return k if k >= 0 and is_one("finding", self.tokens[k].low) else None

    def _among(self, i: int) -> list[Body]:
        """«проверки ста школ, | в том числе лицея № 5 и гимназии»: those who are named of many."""
        lows = [t.low for t in self.tokens[i : i + BESIDE]]
        k = next((k for k in range(2, len(lows)) if lows[k - 2 : k + 1] == ["в", "том", "числе"]), None)
        return self.slots.behind(i + k) if k is not None else []

    def _is_chained(self, k: int) -> bool:
        """«эффективности | деятельности управления», «использованием | средств фонда»."""
        following = self.tokens[k + 1].low
        return listed("work", self.tokens[k].low) and (listed("work", following) or listed("matter", following))

    def _owner(self, i: int, k: int) -> list[Body]:
        """«надзор за использованием | его средств»: whom the pronoun at token k means, which is not the noun itself."""
        meant = self.slots.antecedent(k)
        if meant is not None and meant.head == i:
            own = (b for b in reversed(self.slots.bodies) if b.last <= i)
            meant = next((b for b in own if alike(self.tokens[k].low, self.tokens[b.head].low)), None)
        return [meant] if meant is not None else []

    def _is_told_of(self, i: int, k: int) -> bool:
        """«проверка, которую | провела комиссия»: whether the verb at token k holds what the noun at token i names."""
        token, relative = self.tokens[k], self.tokens[i + 2] if i + 2 < len(self.tokens) else None
        if relative is None or self.tokens[i + 1].text != "," or not relative.low.startswith("котор"):
            return False
        return token.verb == "Fin" and relative.head == k and not HELD.isdisjoint(verbs(token.low))

    def _governed_by(self, i: int) -> list[Body]:
        """«контроль за деятельностью управления», «надзор за управлением», «проверка работы управления»."""
        k = i + 1
        if k < len(self.tokens) and self.tokens[k].low in ("за", "над"):
            found = self.slots.behind(k, "ablt")
            if not found and k + 1 < len(self.tokens) and self.tokens[k + 1].low in BEHIND:
                meant = self.slots.antecedent(k + 1)  # «контроль за ней осуществляет инспекция»
                found = [meant] if meant is not None else []
            if found:
                return found
            k += 1
        while k + 1 < len(self.tokens) and (self.tokens[k].pos == "ADJ" or self._is_chained(k)):
            k += 1
        if k >= len(self.tokens) or not any(listed("work", t.low) for t in self.tokens[i + 1 : k + 1]):
            return []
        if k + 1 < len(self.tokens) and self.tokens[k + 1].low in OWNERS:
            return self._owner(i, k + 1)
        return self.slots.behind(k)
