"""Structure: what a sentence says of how two bodies hang together.

«Агентство, созданное приказом министерства, входит в состав комитета»: verbs with their participles and nouns, bonds
behind a preposition, words for parts, earlier names. Which words do is said in lexicon/structure.txt.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import cast

from msgspec import Struct

from kadry.mention import Status
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.signs import TIE
from kadry.russian.slots import Slots, is_short
from kadry.russian.words import forms, noun_lemmas
from kadry.scene import Relation

BE = frozenset(("быть", "являться", "стать", "оставаться"))
LASTING = frozenset(("part_of", "subordinate_to", "reports_to", "advises", "inspects"))
UNSURE = frozenset(("бы", "если", "ли", "возможно", "якобы"))
OWNERS = frozenset(("его", "ее", "их", "свой", "своего"))
WILL = frozenset(("будет", "будут"))


class Tie(Struct, frozen=True):
    """One relation: ``body`` is to ``other`` what it says, by the word at ``token``; order: the decision's token."""

    relation: Relation
    body: Body
    other: Body
    token: int
    confidence: float
    status: Status = "current"
    order: int | None = None


class Frame(Struct, frozen=True):
    """What a verb says of the bodies in two of its places."""

    verb: str
    relation: Relation
    body: str
    other: str


def find_ties(
    tokens: Sequence[Token],
    bodies: Sequence[Body],
    signs: Sequence[int],
    before: Body | None = None,
    issuers: Mapping[str, Body] = MappingProxyType({}),
    within: Mapping[int, Body] = MappingProxyType({}),
) -> Iterator[Tie]:
    """The relations that a sentence states; ``before`` and ``issuers`` are those of Slots.

    signs: those of its words; within: the head of a body → the body in its name.
    """
    telling = [i for i, sign in enumerate(signs) if sign & TIE and tokens[i].pos != "PUNCT"]
    if telling and (len(bodies) > 1 or (bodies and (before or issuers)) or within):
        finder = _Finder(tokens, Slots(tokens, bodies, before, issuers), within)
        for i in telling:
            yield from finder.at(i)


class _Finder:
    """The ties of one sentence."""

    def __init__(self, tokens: Sequence[Token], slots: Slots, within: Mapping[int, Body]) -> None:
        self.tokens = tokens
        self.slots = slots
        self.within = within
        self.inside = {i for b in slots.bodies for i in range(b.first + 1, b.last) if i != b.head}

    def at(self, i: int) -> Iterator[Tie]:
        """The ties that the word at token i states."""
        if i in self.inside or self._open(i):
            return
        low = self.tokens[i].low
        frames, kind = _frames(low)
        if frames:
            yield from self._first(i, frames, kind)
        elif _act(low) is not None:
            yield from self._noun(i)
        yield from self._bond(i)
        yield from self._unit(i)
        yield from self._looking(i)
        yield from self._earlier(i)

    def _open(self, i: int) -> bool:
        """Whether what the word at token i says is denied, wished or only supposed."""
        near = [t.low for t in self.tokens[max(0, i - 3) : i]]
        if (near and near[-1] == "не") or (len(near) > 1 and near[-2] == "не") or not UNSURE.isdisjoint(near):
            return True
        if self._behind(i, "open"):
            return True
        return self.tokens[i].verb == "Inf" and not (self._behind(i, "plan") or self._decided(i))

    def _behind(self, i: int, group: str) -> bool:
        """Whether the verb at token i hangs on one of a group, or stands right behind one."""
        governors = {self.tokens[i].head, i - 1, i - 2}
        return any(0 <= k < i and _is_one(group, self.tokens[k].low) for k in governors)

    def _decided(self, i: int) -> bool:
        governors = {self.tokens[i].head, i - 1}
        return any(0 <= k < i and not _verbs(self.tokens[k].low).isdisjoint(_deciding()) for k in governors)

    def _first(self, i: int, frames: Sequence[Frame], kind: str) -> Iterator[Tie]:
        """The ties of the first of a verb's frames whose two places are filled."""
        for frame in frames:
            found, others = self._place(i, frame.body, kind), self._place(i, frame.other, kind)
            pairs = [(b, o) for b in found for o in others if b is not o and b not in others and o not in found]
            if pairs:
                status = self._status(i, frame.relation)
                issuer = self.slots.issuer(i) if "subj" in (frame.body, frame.other) else None
                order = issuer[0] if issuer is not None else None
                for body, other in pairs:
                    yield Tie(frame.relation, body, other, i, 0.85, status, order)
                return

    def _place(self, i: int, place: str, kind: str) -> list[Body]:
        """The bodies in one of a verb's places; ``kind`` of form is active, passive, or those of full participles."""
        if place == "subj":
            if kind == "active":
                return self.slots.subject(i)
            return self.slots.modified(i) if kind == "doing" else self.slots.agent(i)
        if place == "obj":
            if kind in ("active", "doing"):
                return self.slots.object(i)
            return self.slots.modified(i) if kind == "done" else self.slots.subject(i)
        preposition, _, case = place.rpartition(" ")
        return self.slots.governed(i, case, preposition)

    def _noun(self, i: int) -> Iterator[Tie]:
        """«создание комиссии министерством», «приказ министерства о создании комиссии»."""
        frames = _by_verb()[_act(self.tokens[i].low) or ""]
        frame = next((f for f in frames if (f.body, f.other) == ("obj", "subj")), None)
        found = self.slots.behind(i)
        if frame is None or not found:
            return
        doers = self.slots.behind(found[-1].last - 1, "ablt")
        order = None
        if not doers and i > 1 and self.tokens[i - 1].low in ("о", "об"):
            issuer = next((b for b in self.slots.bodies if b.last == i - 1), None)
            k = issuer.first - 1 if issuer is not None else -1
            if issuer is not None and k >= 0 and _listed("order", self.tokens[k].low):
                doers, order = [issuer], k
        for doer in doers[:1]:
            for body in found:
                yield Tie(frame.relation, body, doer, i, 0.75, "current", order)

    def _bond(self, i: int) -> Iterator[Tie]:
        """«в составе министерства действует служба», «при министерстве создан совет», «в её состав вошла группа»."""
        bond = self._bonded(i)
        if bond is None:
            return
        relation, start, whole = bond
        beside = next((b for b in self.slots.bodies if b.last == start), None)
        governor = self._placing(i, start)
        found = self._placed(governor) if governor is not None else [beside] if beside is not None else []
        status = self._status(governor, relation) if governor is not None else "current"
        for body in found:
            if body is not whole and not (governor is not None and self._open(governor)):
                yield Tie(relation, body, whole, i, 0.8, status)

    def _bonded(self, i: int) -> tuple[Relation, int, Body] | None:
        """The relation, the preposition's token and the whole of a bond that the word at token i makes."""
        tokens = self.tokens
        if tokens[i].low == "при":
            wholes = self.slots.behind(i, "loct")
            if i + 1 < len(tokens) and noun_lemmas(tokens[i + 1].low)[0] == "который":
                wholes = [b for b in self.slots.bodies if b.last <= i][-1:]
            return ("part_of", i, wholes[0]) if wholes else None
        noun = noun_lemmas(tokens[i].low)[0]
        for start in (i - 1, i - 2):
            relation = _bonds().get((tokens[start].low, noun)) if start >= 0 else None
            if relation is not None:
                own = start == i - 2 and tokens[i - 1].low in OWNERS
                meant = self.slots.antecedent(i - 1) if own else next(iter(self.slots.behind(i)), None)
                return (relation, start, meant) if meant is not None else None
        return None

    def _placing(self, i: int, start: int) -> int | None:
        """The verb of placing that a bond belongs to: on the parser's word, before it, or behind its body."""
        k = self.tokens[i].head if self.tokens[i].low != "при" else -1
        behind = next((b.last for b in self.slots.bodies if b.first > i), i + 1)
        near = (start - 1, start - 2, k, behind, behind + 1, i + 1, i + 2)
        known = (k for k in near if 0 <= k < len(self.tokens) and self.tokens[k].low not in WILL)
        return next((k for k in known if _is_one("placing", self.tokens[k].low)), None)

    def _placed(self, k: int) -> list[Body]:
        """What a verb of placing puts somewhere: its object, where it has one, else its subject."""
        token = self.tokens[k]
        if token.verb == "Part" and not is_short(token.low):
            return self.slots.modified(k)
        told = any(t.head == k and t.rel == "obj" for t in self.tokens)
        return self.slots.object(k) if told else self.slots.subject(k)

    def _unit(self, i: int) -> Iterator[Tie]:
        """«служба является структурным подразделением министерства», «служба — часть министерства»."""
        whole = self.within.get(i) or next(iter(self.slots.behind(i)), None)
        if whole is None or not _listed("unit", self.tokens[i].low):
            return
        copulas = (k for k in range(max(0, i - 4), i) if not BE.isdisjoint(_verbs(self.tokens[k].low)))
        verb = next(copulas, None)
        if verb is not None:
            found = self.slots.subject(i) or self.slots.subject(verb)
            found = [b for b in found if b.head != i]
        else:
            found = [b for b in self.slots.bodies if self._apposed(b.last, i)]
        for body in found[:1]:
            yield Tie("part_of", body, whole, i, 0.8)

    def _apposed(self, end: int, i: int) -> bool:
        """«служба — структурное подразделение», «служба, подразделение»."""
        gap = self.tokens[end:i]
        return bool(gap) and gap[0].text in ("—", "–", "-", ",") and all(t.pos == "ADJ" for t in gap[1:])

    def _looking(self, i: int) -> Iterator[Tie]:
        """«комиссия провела проверку управления», «комиссия осуществляет контроль за деятельностью управления»."""
        token = self.tokens[i]
        if not _listed("looking", token.low) or token.rel not in ("obj", "nsubj:pass", "nsubj"):
            return
        looked = self.slots.behind(i) or self._governed_by(i)
        passive = token.rel == "nsubj:pass"
        doers = self.slots.agent(token.head) if passive else self.slots.subject(token.head)
        if token.rel == "nsubj" or (token.head >= 0 and self._open(token.head)):
            return
        for doer in doers[:1]:
            for body in looked:
                if doer is not body:
                    yield Tie("inspects", doer, body, i, 0.75)

    def _governed_by(self, i: int) -> list[Body]:
        """«контроль за деятельностью управления», «надзор за управлением», «проверка работы управления»."""
        k = i + 1
        if k < len(self.tokens) and self.tokens[k].low in ("за", "над"):
            found = self.slots.behind(k, "ablt")
            if found:
                return found
            k += 1
        return self.slots.behind(k) if k < len(self.tokens) and _listed("work", self.tokens[k].low) else []

    def _earlier(self, i: int) -> Iterator[Tie]:
        """«управление (бывший комитет)», «управление, ранее называвшееся комитетом»."""
        low = self.tokens[i].low
        if not _listed("earlier", low) or i == 0 or self.tokens[i - 1].text not in ("(", ",", "—", "–"):
            return
        new = next((b for b in self.slots.bodies if b.last == i - 1), None)
        k = i + 1
        while k < len(self.tokens) and (
            _listed("called", self.tokens[k].low) or self.tokens[k].text in ("—", "–", "-")
        ):
            k += 1
        old = next((b for b in self.slots.bodies if b.first == k), None)
        if new is not None and old is not None:
            yield Tie("renamed_from", new, old, i, 0.8)

    def _status(self, i: int, relation: str) -> Status:
        token = self.tokens[i]
        near = {t.low for t in self.tokens[max(0, i - 3) : i]}
        planned = token.verb == "Inf" and not self._decided(i)
        if planned or token.tense == "Fut" or not WILL.isdisjoint(near):
            return "future"
        imperfect = any("impf" in f.grammemes for f in forms(token.low)[:1])
        past = token.tense == "Past" and (token.verb == "Fin" or token.voice != "Pass")
        return "former" if relation in LASTING and past and imperfect else "current"


def tells(low: str) -> bool:
    """Whether a word may say how bodies hang together."""
    return not telling().isdisjoint([*_verbs(low), *noun_lemmas(low)])


@cache
def telling() -> frozenset[str]:
    """The lemmas of words that may say how bodies hang together."""
    bonds = (noun for _, noun in _bonds())
    single = (c[0] for group in ("act", "looking", "unit", "earlier") for c in lexicon.structure(group))
    return frozenset((*_by_verb(), *bonds, *single, "при"))


@cache
def _by_verb() -> Mapping[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = {}
    for verb, relation, body, other in lexicon.structure("verb"):
        found.setdefault(verb, []).append(Frame(verb, cast(Relation, relation), body, other))
    return {verb: tuple(frames) for verb, frames in found.items()}


@cache
def _bonds() -> Mapping[tuple[str, str], Relation]:
    found = {}
    for words, relation, _ in lexicon.structure("bond"):
        preposition, noun = words.split()
        found[preposition, noun] = cast(Relation, relation)
    return found


@lru_cache(maxsize=50_000)
def _frames(low: str) -> tuple[tuple[Frame, ...], str]:
    """A verb's frames, and in which form the word is: active, passive, doing or done (full participles)."""
    for form in forms(low):
        known = _by_verb().get(form.lemma)
        if known is not None and form.kind in ("VERB", "INFN", "PRTS", "PRTF", "GRND"):
            return known, _kind(form.kind, "pssv" in form.grammemes)
        base = _by_verb().get(form.lemma.removesuffix("ся").removesuffix("сь"))
        if known is None and base is not None and form.kind in ("VERB", "INFN") and form.lemma.endswith("ся"):
            return base, "passive"
    found = next((f for f in forms(low) if f.lemma in _by_verb()), None)
    if found is not None:
        return _by_verb()[found.lemma], "doing" if found.kind == "ADJF" else "active"
    entry = next((_by_verb()[lemma] for lemma in noun_lemmas(low) if lemma in _by_verb()), ())
    return entry, "doing"


def _kind(form: str, passive: bool) -> str:
    if form == "PRTF":
        return "done" if passive else "doing"
    return "passive" if form == "PRTS" or passive else "active"


@lru_cache(maxsize=50_000)
def _act(low: str) -> str | None:
    """The verb whose deed a noun names."""
    acts = dict(cast(tuple[tuple[str, str], ...], lexicon.structure("act")))
    return next((acts[f.lemma] for f in forms(low) if f.kind == "NOUN" and f.lemma in acts), None)


@lru_cache(maxsize=50_000)
def _listed(group: str, low: str) -> bool:
    """Whether a word is one of a group."""
    return not {columns[0] for columns in lexicon.structure(group)}.isdisjoint(noun_lemmas(low))


def _verbs(low: str) -> frozenset[str]:
    """The verbs, without «ся», that a word may be a form of."""
    return frozenset(lemma for form in forms(low) for lemma in (form.lemma, form.lemma.removesuffix("ся")))


@lru_cache(maxsize=50_000)
def _is_one(group: str, low: str) -> bool:
    """Whether a word is a form of a verb of a group."""
    return not _verbs(low).isdisjoint(columns[0] for columns in lexicon.structure(group))


@cache
def _deciding() -> frozenset[str]:
    return lexicon.particles("decision")
