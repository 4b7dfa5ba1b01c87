"""Structure: what a sentence says of how two bodies hang together.

«Агентство, созданное приказом министерства, входит в состав комитета»: verbs with their participles and nouns, bonds
behind a preposition, words for parts, earlier names. Which words do is said in lexicon/structure.txt.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.checks import Checks
from kadry.russian.deeds import Deeds
from kadry.russian.marks import DASHES
from kadry.russian.moods import LASTING, WILL, Moods, is_transitive
from kadry.russian.placement import is_participle, is_short
from kadry.russian.pronouns import BEHIND, OWNERS, alike
from kadry.russian.renamings import Renamings
from kadry.russian.signed import Signs
from kadry.russian.signs import TIE
from kadry.russian.slots import Slots
from kadry.russian.ties import Tie, filled, newest
from kadry.russian.tiewords import Frame, act, bonds, frames, is_daughter, is_one, listed, verbs
from kadry.russian.words import noun_lemmas
from kadry.scene import Relation

BE = frozenset(
    "быть являться стать оставаться остаться составлять составить состоять служить выступать считаться".split()
)
STRAIGHT = frozenset(("nomn", "accs"))
PHRASED = STRAIGHT | {"gent", "ablt"}  # of a noun that makes a phrase of a verb
BESIDE = 12  # tokens between a verb and the object that makes a phrase of it
MAKING = frozenset(("created_by", "abolished_by"))
SERVICES = frozenset(("advises", "inspects"))  # that people of a body do for it
JOINING = frozenset(("присоединиться", "присоединяться"))
THIS = frozenset(("этого", "этой", "данного", "данной", "названного", "названной"))
BESIDE_BODIES = OWNERS | THIS
LATTER = frozenset(("тот", "та", "то"))  # «отдел подчинён комитету, а тот — министерству»
GIVEN = frozenset(("его", "ее", "их"))
BECOMING = "стать"
WORK = frozenset(("деятельность", "работа"))
OUT = "из"
LEAVING = frozenset("выделить выделять исключить исключать перевести переводить".split())
PARTICIPIAL = frozenset(("относиться",))  # «относившийся к министерству», but «фонд относился к союзу с недоверием»
LEADS = DASHES | {",", "(", "как"}  # before a word for what a body is
NOW = frozenset(("отныне", "ныне", "теперь", "впредь", "с", "стал", "стало", "стала", "стали", "будет"))


def find_ties(
    tokens: Sequence[Token],
    bodies: Sequence[Body],
    signs: Signs,
    before: Sequence[tuple[Body, str]] = (),
    issuers: Mapping[str, Body] = MappingProxyType({}),
    within: Mapping[int, Body] = MappingProxyType({}),
    made: Body | None = None,
) -> Iterator[Tie]:
    """The relations that a sentence states; ``before``, ``issuers`` and ``made`` are those of Slots.

    signs: those of its words; within: the head of a body → the body in its name.
    """
    if not (len(bodies) > 1 or (bodies and (before or issuers)) or within):
        return
    telling = [i for i in signs.where(TIE) if not _is_idle(tokens, i)]
    beside = [b for b in bodies if b.first and tokens[b.first - 1].low in BESIDE_BODIES]
    until = [b for b in bodies if b.last + 1 < len(tokens) and tokens[b.last + 1].low == "до"]
    if telling or beside or until:
        finder = _Finder(tokens, Slots(tokens, bodies, before, issuers, made, within), within)
        for body in beside:
            yield from finder.beside(body)
        for body in until:
            yield from finder.renamings.until(body)
        for i in telling:
            for tie in finder.at(i):
                finder.slots.made = newest(tie) or finder.slots.made
                yield tie


def _is_idle(tokens: Sequence[Token], i: int) -> bool:
    """Whether a frequent word says nothing of bodies where it stands: «стал» before no name, «член» as a title."""
    token = tokens[i]
    if token.low.startswith(("стал", "стан")):
        return i + 1 >= len(tokens) or not tokens[i + 1].capital
    if token.low.startswith(("член", "участни")):
        return token.case != "ablt"
    if token.low.startswith("объединенн") and token.rel == "amod" and token.head > i:
        return True  # «объединённая канцелярия»
    return token.pos == "PUNCT" or (token.low.startswith("извест") and (i == 0 or tokens[i - 1].text != ","))


class _Finder:
    """The ties of one sentence."""

    def __init__(self, tokens: Sequence[Token], slots: Slots, within: Mapping[int, Body]) -> None:
        self.tokens = tokens
        self.slots = slots
        self.within = within
        self.moods = Moods(tokens)
        self.deeds = Deeds(tokens, slots, self.moods)
        self.checks = Checks(tokens, slots, self.moods)
        self.renamings = Renamings(tokens, slots, self.moods)
        self.inside = {i for b in slots.bodies for i in range(b.first + 1, b.last) if i != b.head}

    def at(self, i: int) -> Iterator[Tie]:
        """The ties that the word at token i states."""
        if i in self.inside or self.moods.open(i):
            return
        low = self.tokens[i].low
        known, kind = frames(low)
        fused = [*self.deeds.fused(i)] if known else []
        if fused:
            yield from fused
        elif known:
            yield from self._first(i, known, kind)
            yield from self._inside(i, known, kind)
        elif act(low) is not None:
            yield from self.deeds.noun(i)
        yield from self._bond(i)
        yield from self._unit(i + is_daughter(self.tokens, i + 1))
        yield from self.checks.looking(i)
        yield from self.renamings.earlier(i)
        yield from self.renamings.known(i)
        yield from self.renamings.called(i)
        yield from self.deeds.founder(i)
        yield from self.deeds.fusion(i)

    def beside(self, body: Body) -> Iterator[Tie]:
        """«… и его бюро», «отдел этого департамента»: what a pronoun before a body says of it."""
        if self.tokens[body.first - 1].low in OWNERS:
            yield from self.owned(body)
        elif body.first > 1 and body.case == "gent":
            yield from self.of_this(body)

    def owned(self, body: Body) -> Iterator[Tie]:
        """«отчитывается перед советом и его бюро»: the body behind «его», «её», «свой» belongs to the one meant."""
        k = body.first - 1
        if not listed("owned", self.tokens[body.head].low):
            return
        verb = self.tokens[body.head].head
        if self.tokens[k].low.startswith("сво") and verb >= 0 and self.tokens[verb].verb == "Fin":
            yield from (Tie("part_of", body, whole, k, 0.7) for whole in self.slots.subject(verb) if whole is not body)
            return
        if any(t.name == "PER" for t in self.tokens[:k]):
            return
        beside = next((b for b in self.slots.bodies if b.last == k - 1 and self.tokens[k - 1].low == "и"), None)
        own = beside is not None and alike(self.tokens[k].low, self.tokens[beside.head].low)
        whole = beside if own else self.slots.antecedent(k)  # «проверил секретариат и его бюро»
        if whole is not None and whole is not body and (whole in self.slots.bodies or k == 0):
            yield Tie("part_of", body, whole, k, 0.7)

    def of_this(self, body: Body) -> Iterator[Tie]:
        """«отдел учёта | этого департамента»: the body behind «этого» is the whole of the one right before it."""
        part = next((b for b in self.slots.bodies if b.last == body.first - 1), None)
        if part is not None and part.kind == body.kind == "organ" and body.last == body.head + 1:
            yield Tie("part_of", part, body, body.head, 0.75)

    def _first(self, i: int, known: Sequence[Frame], kind: str) -> Iterator[Tie]:
        """The ties of the first of a verb's frames whose two places are filled."""
        for frame in (f for f in known if not f.nouns or self._beside(i, f.nouns)):
            found, others = self._doers(i, frame, kind), filled(self.slots, i, frame.other, kind)
            if frame.relation == "renamed_from" and frame.other == "ablt" and self._lasts(i):
                found, others = others, found
            pairs = [(b, o) for b in found for o in others if b is not o and b not in others and o not in found]
            if found and not pairs and frame.relation in MAKING and frame.other == "subj":
                ordered = self.slots.ordered(i)
                pairs = [(b, ordered[1]) for b in found if b is not ordered[1]] if ordered is not None else []
            if frame.verb == BECOMING and not (pairs and self._is_new_name(i, *pairs[0])):
                continue
            loose = frame.verb in PARTICIPIAL or (frame.verb in LEAVING and kind != "passive")
            if pairs and loose and self.tokens[i].verb != "Part":
                continue
            if pairs:
                pairs += self._gapped(frame, *pairs[-1])
                status = "former" if frame.verb in LEAVING else self.moods.status(i, frame.relation)
                issuer = self.slots.issuer(i) if "subj" in (frame.body, frame.other) else None
                order = issuer[0] if issuer is not None else None
                if frame.relation == "renamed_from":
                    self.renamings.renamed.update((other.head, body) for body, other in pairs)
                elif frame.relation in LASTING:
                    pairs = [(self.renamings.renamed.get(b.head, b), o) for b, o in pairs]
                for body, other in pairs:
                    relation = self._meant(frame, other)
                    yield Tie(relation, self._described(body), self._described(other), i, 0.85, status, order)
                return

    def _doers(self, i: int, frame: Frame, kind: str) -> list[Body]:
        """The bodies in a frame's first place; what people of a body do for it is done by the body."""
        found = filled(self.slots, i, frame.body, kind)
        return found or (self.slots.staff(i) if frame.relation in SERVICES and kind == "active" else [])

    def _is_new_name(self, i: int, new: Body, old: Body) -> bool:
        """«комитет стал Министерством труда»: whether what a body has become is a name and no word for what it is."""
        head = self.tokens[new.first]
        named = new.first == i + 1 and head.capital and new.kind == old.kind == "organ"
        end = self.tokens[new.last].low if new.last < len(self.tokens) else ""
        return named and new.last > new.first + 1 and end != "года"  # «стал Центром компетенций года»

    def _gapped(self, frame: Frame, body: Body, other: Body) -> list[tuple[Body, Body]]:
        """«отдел подчинён комитету, центр — институту»: the bodies that a dash ties as the verb before it did."""
        turned = frame.other == "subj"  # «комитет стал агентством, архив — службой»
        preposition, _, case = (frame.body if turned else frame.other).rpartition(" ")
        if case in ("subj", "obj"):
            return []
        found = []
        for k in range(max(body.last, other.last), len(self.tokens)):
            if self.tokens[k].text in ("—", "–"):
                left = next((b for b in self.slots.bodies if b.last == k and b.case in STRAIGHT), None)
                left = other if self.tokens[k - 1].low in LATTER else left
                right = next((b for b in self.slots.bodies if k < b.first <= k + 2), None)
                if left is None and right is not None and right.case in STRAIGHT:
                    left, right = right, next((b for b in self.slots.bodies if b.last == k), None)
                if left is not None and right is not None and self._fits(right, case, preposition):
                    found.append((right, left) if turned else (left, right))
        return found

    def _fits(self, body: Body, case: str, preposition: str) -> bool:
        return self.slots.stands(body, case) and self.slots.preposition(body) == preposition

    def _meant(self, frame: Frame, other: Body) -> Relation:
        """What a frame says of a body: who joins a union becomes a part of it."""
        joins = frame.verb in JOINING and any(listed("union", t.low) for t in self._words(other))
        return "part_of" if joins else frame.relation

    def _words(self, body: Body) -> Sequence[Token]:
        """The head of a body, where it stands in this sentence."""
        return [self.tokens[body.head]] if body in self.slots.bodies else []

    def _inside(self, i: int, known: Sequence[Frame], kind: str) -> Iterator[Tie]:
        """«в департаменте создан центр»: what is made in a body is part of it."""
        if kind == "doing" or not any(frame.relation == "created_by" for frame in known):
            return
        wholes = [b for b in self.slots.governed(i, "loct", "в") if b.kind == "organ"]
        for body in filled(self.slots, i, "obj", kind) if wholes else ():
            if body is not wholes[0]:
                yield Tie("part_of", body, wholes[0], i, 0.75, self.moods.status(i, "created_by"))

    def _described(self, body: Body) -> Body:
        """«Центр надзора — казённое учреждение, подотчётное …»: the body that a word for a sort of body describes."""
        own = any(body is one for one in self.slots.bodies)  # one of the sentence before stands among other tokens
        gap = self.tokens[body.first - 1].text if own and body.first else ""
        if own and body.case == "ablt" and listed("sort", self.tokens[body.head].low) and not body.proper:
            verb = next((k for k in range(max(0, body.first - 2), body.first) if self._is_copula(k)), None)
            meant = self.slots.subject(verb) if verb is not None else []
            return meant[0] if meant and meant[0] is not body else body  # «центр становится учреждением, подчинённым …»
        if gap not in ("—", "–", "-") or body.proper or not listed("sort", self.tokens[body.head].low):
            return body
        return next((b for b in self.slots.bodies if b.last == body.first - 1 and b.case in STRAIGHT), body)

    def _is_copula(self, k: int) -> bool:
        return not BE.isdisjoint(verbs(self.tokens[k].low)) or is_one("becoming", self.tokens[k].low)

    def _lasts(self, i: int) -> bool:
        """«отныне именуется дирекцией», «с апреля именуемое дирекцией»: the name is the new one."""
        return self.tokens[i].tense in ("Pres", "Fut") or any(t.low in NOW for t in self.tokens[max(0, i - 3) : i])

    def _beside(self, i: int, nouns: frozenset[str]) -> bool:
        """Whether a noun that makes a phrase of a verb stands near it («представляет отчёт», «помогает советами»)."""
        low, high = self.slots.bounds(i)
        near = (*self.tokens[max(low, i - BESIDE) : i], *self.tokens[i + 1 : min(high, i + 1 + BESIDE)])
        return any(not nouns.isdisjoint(noun_lemmas(t.low)) for t in near if t.pos == "NOUN" and t.case in PHRASED)

    def _bond(self, i: int) -> Iterator[Tie]:
        """«в составе министерства действует служба», «при министерстве создан совет», «в её состав вошла группа»."""
        bond = self._bonded(i)
        if bond is None:
            return
        relation, start, whole = bond
        beside = next((b for b in self.slots.bodies if b.last == start and not self.slots.preposition(b)), None)
        governor = self._placing(i, start)
        found = self._placed(governor, whole) if governor is not None else [beside] if beside is not None else []
        status = self.moods.status(governor, relation) if governor is not None else "current"
        if self.tokens[start].low == OUT:
            found, status = (found if governor is not None else []), "former"  # «выведен из состава министерства»
        if self.tokens[i - 1].low in OWNERS and any(body is whole for body in found):
            whole = self.slots.other(i - 1, found) or whole  # «академия перешла в её ведение»
        for body in found:
            if body is not whole and not (governor is not None and self.moods.open(governor)):
                yield Tie(relation, self.renamings.renamed.get(body.head, body), whole, i, 0.8, status)

    def _bonded(self, i: int) -> tuple[Relation, int, Body] | None:
        """The relation, the preposition's token and the whole of a bond that the word at token i makes."""
        tokens = self.tokens
        if tokens[i].low == "при":
            wholes = self.slots.behind(i, "loct")
            if i + 1 < len(tokens) and noun_lemmas(tokens[i + 1].low)[0] == "который":
                wholes = [b for b in self.slots.bodies if b.last <= i][-1:]
            if i + 1 < len(tokens) and tokens[i + 1].low in BEHIND:
                wholes = [b for b in (self.slots.antecedent(i + 1),) if b is not None]  # «при нём»
            made, sort = self.slots.made, next((b for b in self.slots.bodies if i < b.first <= i + 2), None)
            if made is not None and sort is not None and self.renamings.is_fresh(sort):
                wholes = [made]  # «при новом ведомстве»
            return ("part_of", i, wholes[0]) if wholes else None
        noun = noun_lemmas(tokens[i].low)[0]
        for start in (i - 1, i - 2):
            relation = bonds().get((tokens[start].low, noun)) if start >= 0 else None
            if relation is not None:
                own = start == i - 2 and tokens[i - 1].low in OWNERS
                inner = self.within.get(i)  # «под руководством фронта», where the noun may head a body
                meant = self.slots.antecedent(i - 1) if own else inner or next(iter(self.slots.behind(i)), None)
                return (relation, start, meant) if meant is not None else None
        return None

    def _placing(self, i: int, start: int) -> int | None:
        """The verb of placing that a bond belongs to: on the parser's word, before it, or behind its body."""
        k = self.tokens[i].head if self.tokens[i].low != "при" else -1
        behind = next((b.last for b in self.slots.bodies if b.first > i), i + 1)
        near = (start - 1, start - 2, k, behind, behind + 1, i + 1, i + 2, i + 3)
        known = (k for k in near if 0 <= k < len(self.tokens) and self.tokens[k].low not in WILL)
        return next((k for k in known if is_one("placing", self.tokens[k].low) or self._sets_out(k)), None)

    def _sets_out(self, k: int) -> bool:
        """«начнёт работу», «приступил к работе»: a verb that places what it tells of with a noun for its work."""
        if not is_one("setting", self.tokens[k].low):
            return False
        return any(not WORK.isdisjoint(noun_lemmas(t.low)) for t in self.tokens[k + 1 : k + 3])

    def _placed(self, k: int, whole: Body) -> list[Body]:
        """What a verb of placing puts into ``whole``: its object, where it has one, else its subject."""
        token = self.tokens[k]
        if token.verb == "Part" and not is_short(token.low):
            return self.slots.modified(k)
        told = any(t.head == k and t.rel == "obj" for t in self.tokens)
        if token.verb == "Fin" and self._is_object(k + 1):
            given = self.slots.other(k + 1, self.slots.subject(k))
            return [given] if given is not None else []
        if self._sets_out(k):
            return self.slots.subject(k)
        if not told and token.verb == "Fin" and is_transitive(token.low):
            behind = [b for b in self.slots.object(k) if b.first > k and b in self.slots.bodies and b is not whole]
            if behind:
                return behind  # «посетила институт и открыла при нём центр»
        loose = self.slots.object(k) if token.verb == "Inf" and not told else []
        return loose or (self.slots.object(k) if told else self.slots.subject(k))

    def _is_object(self, k: int) -> bool:
        """«передал | его под эгиду союза»: a pronoun that is no owner of what follows."""
        if k + 1 >= len(self.tokens) or self.tokens[k].low not in GIVEN:
            return False
        return self.tokens[k + 1].pos == "ADP"

    def _unit(self, i: int) -> Iterator[Tie]:
        """«служба является подразделением министерства», «комитет, составляющий часть совета», «служба — часть …»."""
        low, many = self.tokens[i].low, self.tokens[i].plural
        member = self.tokens[i].case == "ablt" and listed("member", low)
        daughter = is_daughter(self.tokens, i)
        if not (member or daughter or listed("unit", low) or listed("sort", low)) or self._is_placed(i):
            return
        whole = self._whole(i, member)
        if whole is None:
            return
        copulas = (
            k for k in (*range(max(0, i - 4), i), *self._past(i)) if not BE.isdisjoint(verbs(self.tokens[k].low))
        )
        verb = next(copulas, None)
        listed_behind = daughter and many and verb is None  # «двух его дочерних обществ — „А“ и „Б“»
        if many and not listed_behind and (verb is None or self.tokens[i].case != "ablt"):
            return
        if verb is not None:
            bound = is_participle(self.tokens[verb].low)
            found = self.slots.modified(verb) if bound else self.slots.subject(i) or self.slots.subject(verb)
            found = [b for b in found if b.head != i and not (member and b not in self.slots.bodies)]
            found = found or self._behind_verb(i, verb)
        else:
            found = [b for b in self.slots.bodies if self._apposed(b.last, i)]
            found = self.slots.row(next(iter(self._named(i, whole)), None)) if listed_behind else found
            found = found or self._named(i, whole)
        relation: Relation = "advises" if self._advises(i) else "subordinate_to" if daughter else "part_of"
        for body in found if many else found[:1]:
            yield Tie(relation, body, whole, i, 0.8)

    def _whole(self, i: int, member: bool) -> Body | None:
        """The body that the word for a part at token i belongs to: in its name, behind it, or meant by «его»."""
        whole = self.within.get(i) or next(iter(self.slots.behind(i)), None)
        owned = whole is None and member and i and self.tokens[i - 1].low in OWNERS
        owner = i - 1 if owned else self._owner(i) if whole is None else None
        if owner is None:
            return whole
        start = next((k for k in range(owner - 1, 0, -1) if self.tokens[k].pos != "NUM"), 0)
        beside = next((b for b in self.slots.bodies if b.last == start and self.tokens[start].low == "и"), None)
        own = beside is not None and alike(self.tokens[owner].low, self.tokens[beside.head].low)
        return beside if own else self.slots.antecedent(owner)  # «холдинга и двух его дочерних обществ»

    def _owner(self, i: int) -> int | None:
        """«| её дочерняя структура — институт»: the pronoun before the adjectives of a noun that a dash follows."""
        start = i
        while start and self.tokens[start - 1].pos == "ADJ":
            start -= 1
        dash = i + 1 < len(self.tokens) and self.tokens[i + 1].text in DASHES
        return start - 1 if dash and start and self.tokens[start - 1].low in OWNERS else None

    def _named(self, i: int, whole: Body) -> list[Body]:
        """«его подразделение — | институт», «дочерняя компания „Волги“ — | „Ладья“»: what a dash behind it names."""
        inside = self.within.get(i) is whole  # «дочернее предприятие компании — ООО „Ладья“»
        end = whole.last if (inside or whole in self.slots.bodies) and whole.first > i else i + 1
        near = (b for b in self.slots.bodies if b.first in (end + 1, end + 2))
        named = next((b for b in near if self.slots.stands(b, "nomn")), None)
        return [named] if named is not None and self.tokens[end].text in DASHES else []

    def _is_placed(self, i: int) -> bool:
        """«доставлен в реанимационное отделение больницы»: whether a preposition stands before a noun's phrase."""
        start = next((k for k in range(i - 1, -1, -1) if self.tokens[k].pos != "ADJ"), 0)
        return self.tokens[start].pos == "ADP"

    def _advises(self, i: int) -> bool:
        """«является консультативным органом министерства»."""
        return i > 0 and listed("advisory", self.tokens[i - 1].low)

    def _past(self, i: int) -> range:
        """The tokens behind a unit and its body, where a verb may stand («подразделением министерства является»)."""
        end = next((b.last for b in self.slots.bodies if b.first <= i < b.last or b.first == i + 1), i + 1)
        return range(end, min(end + 1, len(self.tokens)))

    def _behind_verb(self, i: int, verb: int) -> list[Body]:
        """«подразделением министерства является | департамент»: what stands behind the verb."""
        behind = next((b for b in self.slots.bodies if verb > i and b.first == verb + 1), None)
        return self.slots.row(behind)

    def _apposed(self, end: int, i: int) -> bool:
        """«служба — структурное подразделение», «служба, подразделение»."""
        gap = self.tokens[end:i]
        return bool(gap) and gap[0].low in LEADS and all(t.pos == "ADJ" for t in gap[1:])
