"""Deeds: nouns by which a sentence tells that bodies are made, ended and joined («создание комиссии министерством»)."""

from collections.abc import Iterator, Sequence

from kadry.mention import Status
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.dates import YEAR_WORDS
from kadry.russian.moods import Moods
from kadry.russian.pronouns import BEHIND, OWNERS
from kadry.russian.slots import Slots
from kadry.russian.ties import Tie, filled
from kadry.russian.tiewords import Frame, act, by_verb, frames, is_one, listed, verbs

PLACED = frozenset(("accs", "datv", "ablt", "gent"))  # of the body that another is joined or made subject to
STEERING = frozenset(("осуществлять", "осуществить", "взять"))  # with «руководство школой»
NEAR = 8  # tokens from a verb to the noun that tells by what it is done
NUMBERED = 14  # tokens of a number and a day
PARTS = frozenset(("№", "от", "/", "-", ".", "за"))
FAR = 8  # tokens from a founder's noun to the body that is one
COPULAS = frozenset("быть выступать выступить стать являться".split())
MEANS = frozenset(("путем", "результате", "посредством", "после"))  # before «слияния»


class Deeds:
    """The ties that nouns of making and ending state in one sentence."""

    def __init__(self, tokens: Sequence[Token], slots: Slots, moods: Moods) -> None:
        self.tokens = tokens
        self.slots = slots
        self.moods = moods

    def noun(self, i: int) -> Iterator[Tie]:
        """«создание комиссии министерством», «приказ министерства о создании комиссии»."""
        known = by_verb()[act(self.tokens[i].low) or ""]
        yield from self._steered(i, known)
        yield from self._subjected(i, known)
        frame = next((f for f in known if (f.body, f.other) == ("obj", "subj")), None)
        found = self.slots.behind(i)
        if not found:
            yield from self._taken_in(i, known)
            yield from self._placed(i, known)
            return
        yield from self._charged(i, known, found)
        yield from self._directed(i, known, found)
        if frame is None:
            return
        doers, order = self.slots.behind(found[-1].last - 1, "ablt"), None
        if not doers and i > 1 and self.tokens[i - 1].low in ("о", "об"):
            doers, order = self._deciders(i)
        doers = doers or self._performers(i)
        for doer in doers[:1]:
            for body in (b for b in found if b.case != "ablt"):  # «учреждение фонда | совместно с министерством»
                yield Tie(frame.relation, body, doer, i, 0.75, "current", order)

    def _subjected(self, i: int, known: Sequence[Frame]) -> Iterator[Tie]:
        """«преобразован в центр | с подчинением министерству»: under whom the body before a preposition comes."""
        frame = next((f for f in known if (f.body, f.other) == ("obj", "datv")), None)
        start = i - 1 if self.tokens[i - 1].pos != "ADJ" else i - 2
        if frame is None or start < 1 or self.tokens[start].low != "с":
            return
        body = next((b for b in self.slots.bodies if b.last in (start, start - 1)), None)
        for whole in self.slots.behind(i, "datv")[:1] if body is not None else ():
            if body is not None and body is not whole:
                yield Tie(frame.relation, body, whole, i, 0.75)

    def _placed(self, i: int, known: Sequence[Frame]) -> Iterator[Tie]:
        """«объявил о создании | при министерстве | проектного офиса»: at which body another is made."""
        verb = self.tokens[i].head
        making = any(f.relation == "created_by" for f in known) and not (verb >= 0 and self.moods.open(verb))
        if not making or i + 1 >= len(self.tokens) or self.tokens[i + 1].low != "при":
            return
        for whole in self.slots.behind(i + 1, "loct")[:1]:
            for body in self.slots.behind(whole.last - 1):
                yield Tie("part_of", body, whole, i, 0.75, self._coming(verb))

    def _taken_in(self, i: int, known: Sequence[Frame]) -> Iterator[Tie]:
        """«школа реорганизована путём присоединения | к ней лицея»: what the body that is reorganised takes in."""
        k = i + 2
        joined = next((f.relation for f in known if (f.body, f.other) == ("obj", "к datv")), None)
        if joined is None or k >= len(self.tokens) or self.tokens[k].low not in BEHIND:
            return
        verb = next((n for n in range(i - 1, max(-1, i - NEAR), -1) if frames(self.tokens[n].low)[0]), None)
        told = filled(self.slots, verb, "obj", frames(self.tokens[verb].low)[1]) if verb is not None else []
        whole = next(iter(told), None) or self.slots.antecedent(k)
        if whole is None or (verb is not None and self.moods.open(verb)):
            return
        status = self.moods.status(verb, joined) if verb is not None else "current"
        for body in self.slots.behind(k):
            if body is not whole:
                yield Tie(joined, body, whole, i, 0.75, status)

    def _steered(self, i: int, known: Sequence[Frame]) -> Iterator[Tie]:
        """«руководство школой осуществляет министерство», «возложено на министерство»: who is over whom."""
        verb = self.tokens[i].head
        frame = next((f for f in known if (f.body, f.other) == ("ablt", "subj")), None)
        if frame is None or verb < 0 or self.moods.open(verb):
            return
        charged = is_one("charging", self.tokens[verb].low)
        if not charged and STEERING.isdisjoint(verbs(self.tokens[verb].low)):
            return
        doers = self.slots.governed(verb, "accs", "на") if charged else self.slots.subject(verb)
        for body in self.slots.behind(i, "ablt"):
            for doer in (d for d in doers[:1] if d is not body):
                yield Tie(frame.relation, body, doer, i, 0.75, self.moods.status(verb, frame.relation))

    def _charged(self, i: int, known: Sequence[Frame], found: Sequence[Body]) -> Iterator[Tie]:
        """«на совет возложено консультирование министерства»: what a body has to do for another."""
        verb = self.tokens[i].head
        frame = next((f for f in known if (f.body, f.other) == ("subj", "obj")), None)
        if frame is None or verb < 0 or not is_one("charging", self.tokens[verb].low) or self.moods.open(verb):
            return
        for doer in self.slots.governed(verb, "accs", "на")[:1]:
            for body in found:
                yield Tie(frame.relation, doer, body, i, 0.75, self.moods.status(verb, "created_by"))

    def _directed(self, i: int, known: Sequence[Frame], found: Sequence[Body]) -> Iterator[Tie]:
        """«присоединение больницы | к клинике», «переименование отдела | в службу»: what a body is joined to."""
        after = found[-1].last
        other = next((b for b in self.slots.bodies if after <= b.first <= after + 1), None)
        verb = self.tokens[i].head
        if other is None or (verb >= 0 and (self.moods.open(verb) or is_one("open", self.tokens[verb].low))):
            return
        status = self._coming(verb)
        for frame in known:
            turned = frame.other == "obj"  # «переименование отдела»: the old name is the object
            preposition, _, case = (frame.body if turned else frame.other).rpartition(" ")
            fits = self.slots.stands(other, case) and self.slots.preposition(other) == preposition
            if "obj" in (frame.body, frame.other) and case in PLACED and fits:
                for one in found:
                    body, whole = (other, one) if turned else (one, other)
                    yield Tie(frame.relation, body, whole, i, 0.75, status)
                return

    def _coming(self, verb: int) -> Status:
        """«предусматривает присоединение», «предложил передачу»: whether a deed is still to come."""
        if verb < 0 or not self.tokens[verb].verb:
            return "current"
        low = self.tokens[verb].low
        planned = is_one("plan", low) or is_one("providing", low) or self.tokens[verb].tense == "Fut"
        return "future" if planned else "current"

    def _deciders(self, i: int) -> tuple[list[Body], int | None]:
        """«приказ министерства о | создании»: whose decision is about the deed at token i, and the decision's token."""
        if i > 2 and self.tokens[i - 2].low in ("и", "также"):
            earlier = (k for k in range(i - 3, 0, -1) if self.tokens[k - 1].low in ("о", "об"))
            first = next((k for k in earlier if act(self.tokens[k].low) is not None), None)
            if first is not None:
                return self._deciders(first)  # «принял решение о ликвидации отдела и о | создании фонда»
        issuer = next((b for b in self.slots.bodies if b.last == i - 1), None)
        if issuer is None:
            return self._announcer(self._order(i - 2))
        k = issuer.first - 1
        return ([issuer], k) if k >= 0 and listed("order", self.tokens[k].low) else ([], None)

    def _order(self, k: int) -> int:
        """The noun of a decision before its number and day: «издал | постановление № 5 от 3 мая | о создании»."""
        start = k
        while start > 0 and k - start < NUMBERED and self._is_of_number(self.tokens[start]):
            start -= 1
        return start if listed("order", self.tokens[start].low) else k

    def _is_of_number(self, token: Token) -> bool:
        if token.low in PARTS or token.low in lexicon.months() or token.low in YEAR_WORDS:
            return True
        return any(c.isdigit() for c in token.text) or (token.text.isupper() and not token.text.isspace())

    def _performers(self, i: int) -> list[Body]:
        """«кабинет одобрил ликвидацию», «сейм проголосовал за создание», «слияние проведено министерством»."""
        token, verb = self.tokens[i], self.tokens[i].head
        if verb < 0 or self.moods.open(verb):
            return []
        if i and self.tokens[i - 1].low == "за":
            return self.slots.subject(verb) if is_one("voting", self.tokens[verb].low) else []
        if not is_one("carrying", self.tokens[verb].low):
            return []
        return self.slots.agent(verb) if token.rel == "nsubj:pass" else self._subject_of(i, verb)

    def _subject_of(self, i: int, verb: int) -> list[Body]:
        return self.slots.subject(verb) if self.tokens[i].rel == "obj" and self.tokens[verb].verb == "Fin" else []

    def _announcer(self, k: int) -> tuple[list[Body], int | None]:
        """«совет | принял решение | о создании», «объявил | о роспуске»: who does it, and the decision's token."""
        if is_one("announcing", self.tokens[k].low):
            return ([], None) if self.moods.open(k) else (self.slots.subject(k), None)
        verb = self.tokens[k].head
        decided = verb >= 0 and listed("order", self.tokens[k].low) and self.tokens[verb].verb == "Fin"
        adopts = decided and (self.moods.decides(verb) or is_one("adopting", self.tokens[verb].low))
        if not adopts or self.moods.open(verb):
            return [], None
        return self.slots.subject(verb), k

    def fused(self, i: int) -> Iterator[Tie]:
        """«слились, образовав совет», «были объединены, образовав совет»: who made a body by becoming it."""
        verb = self.tokens[i].head
        if self.tokens[i].verb != "Conv" or verb < 0:
            return
        known, kind = frames(self.tokens[verb].low)
        if any(frame.relation == "merged_into" for frame in known) and not self.moods.open(verb):
            for whole in self.slots.object(i)[:1]:
                for part in filled(self.slots, verb, "obj" if kind == "passive" else "subj", kind):
                    yield Tie("merged_into", part, whole, i, 0.75, self.moods.status(verb, "merged_into"))

    def fusion(self, i: int) -> Iterator[Tie]:
        """«департамент образован путём слияния управления и комитета»: of what a body was made."""
        if not listed("fusion", self.tokens[i].low) or not i or self.tokens[i - 1].low not in MEANS:
            return
        low = self.slots.bounds(i)[0] - 1
        known, kind = frames(self.tokens[low].low) if low >= 0 else ((), "")
        if any(frame.relation == "created_by" for frame in known) and not self.moods.open(low):
            for whole in filled(self.slots, low, "obj", kind)[:1]:
                for part in self.slots.behind(i):
                    yield Tie("merged_into", part, whole, i, 0.75, self.moods.status(low, "merged_into"))

    def _is_told(self, end: int, verb: int) -> bool:
        """«учредителем от имени города | выступает комиссия»: whether a copula stands there with no comma before."""
        return not COPULAS.isdisjoint(verbs(self.tokens[verb].low)) and all(
            t.pos != "PUNCT" for t in self.tokens[end:verb]
        )

    def founder(self, i: int) -> Iterator[Tie]:
        """«учредителем фонда выступило министерство», «фонд, учредителем которого является министерство»."""
        if not listed("founder", self.tokens[i].low):
            return
        owner = self.slots.antecedent(i - 1) if i and self.tokens[i - 1].low in OWNERS else None
        own = self.slots.behind(i)[:1] or [b for b in self.slots.bodies if b.last in (i, i - 1)][-1:]
        own = [owner] if owner is not None else own  # «её учредителем стала федерация»
        end = i + 1 if owner is not None else own[0].last if own and own[0].first > i else i + 2
        near = (b for b in self.slots.bodies if end < b.first <= end + FAR and b.case in ("nomn", "accs"))
        doer = next((b for b in near if b.first <= end + 2 or self._is_told(end, b.first - 1)), None)
        for one in self.slots.row(doer) if own else []:
            if one is not own[0]:
                yield Tie("created_by", own[0], one, i, 0.75)
