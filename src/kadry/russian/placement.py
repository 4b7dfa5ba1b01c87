"""Placement: the bodies of one sentence around its verbs: what stands behind a word, beside it, in one list with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.dates import YEAR_WORDS
from kadry.russian.marks import CLOSING, OPENING
from kadry.russian.pronouns import BEHIND, OWNERS
from kadry.russian.tiewords import listed
from kadry.russian.words import agree, can_be, cases, forms, noun_lemmas, only_plural

NOTHING: Mapping[int, Body] = MappingProxyType({})
REACH = 12  # tokens from a verb to what it governs
ANEW = frozenset(("вновь", "недавно", "заново"))
ITSELF = frozenset(("самого", "самой", "самих", "всей", "всего"))
QUOTES = frozenset((*OPENING, *CLOSING))
BREAKS = frozenset((";", ":"))
AMONG = [",", "в", "том", "числе"]
NAMING = frozenset((":", "—", "–"))  # between a class and those that are named of it
RANKING = frozenset(("ADJ", "DET"))
EASED = {"во": "в", "ко": "к", "со": "с", "изо": "из", "передо": "перед"}


class Placement:
    """The bodies of one sentence by their places.

    heads: the body with its head at a token; within: the head of a body → the body in its name.
    """

    def __init__(self, tokens: Sequence[Token], bodies: Sequence[Body], within: Mapping[int, Body] = NOTHING) -> None:
        self.tokens = tokens
        self.bodies = bodies
        self.within = within
        self.heads = {body.head: body for body in bodies}
        self._bounds: dict[int, tuple[int, int]] = {}

    def behind(self, k: int, case: str = "gent") -> list[Body]:
        """The bodies right behind token k in a case."""
        k += k + 1 < len(self.tokens) and self.tokens[k + 1].low in ITSELF
        while k + 2 < len(self.tokens) and _is_anew(self.tokens[k + 1]):
            k += 1  # «в состав | вновь образованной дирекции»
        quoted = k + 1 < len(self.tokens) and self.tokens[k + 1].text in OPENING
        body = next((b for b in self.bodies if b.first == k + 1 + quoted), None) or self._ranked(k)
        return self.row(body) if body is not None and self.stands(body, case) else []

    def _ranked(self, k: int) -> Body | None:
        """«в ведение | нового агентства», «того же министерства»: the body behind words that agree with it."""
        start = k + 1
        end = min(k + 3, len(self.tokens))
        while start < end and (self.tokens[start].pos in RANKING or self.tokens[start].low == "же"):
            start += 1
        body = next((b for b in self.bodies if b.first == start), None) if start > k + 1 else None
        return body if body is not None and agree(self.tokens[k + 1], self.tokens[body.head]) else None

    def modified(self, i: int) -> list[Body]:
        """The body that the participle at token i belongs to, before it with a comma or behind it."""
        body = next((b for b in self.bodies if b.first == i < b.head), None)
        joined = self._earlier(i) if body is None else None
        if joined is not None:
            return self.modified(joined)
        start = self._participial(i)
        if body is None and start and self.tokens[start - 1].text == ",":
            own = (one for b in self.bodies if b.last == start - 1 for one in self._chain(b))
            fits = [b for b in own if agree(self.tokens[i], self.tokens[b.head])]
            body = next((b for b in fits if b.case in cases(self.tokens[i].low)), next(iter(fits), None))
        if body is None:
            told = self.heads.get(self.tokens[i].head)
            apposed = start > 1 and self.tokens[i].head == start - 2 and self.tokens[start - 1].text == ","
            if told is None and apposed and agree(self.tokens[i], self.tokens[start - 2]):
                return []  # «завод, входящий в структуру холдинга»: of what is no body
            later = (b for b in self.bodies if i < b.first <= i + REACH and agree(self.tokens[i], self.tokens[b.head]))
            behind = told is None or (told.head < i and self.tokens[start - 1].text != ",")
            body = next(later, told) if behind else told
        return self.row(body) if body is not None else []

    def _earlier(self, i: int) -> int | None:
        """«отдел, созданный приказом и | подчинённый совету»: the participle that the one at token i is joined to."""
        if i < 2 or self.tokens[i - 1].low != "и" or not is_participle(self.tokens[i].low):
            return None
        ending = self.tokens[i].low[-2:]
        near = range(i - 2, max(0, i - REACH), -1)
        return next((k for k in near if is_participle(low := self.tokens[k].low) and low.endswith(ending)), None)

    def _chain(self, body: Body) -> Iterator[Body]:
        """A body and those in its name, of which a participle may tell («филиал | центра, подчинённого сенату»)."""
        inner: Body | None = body
        while inner is not None:
            yield inner
            inner = self.within.get(inner.head)

    def _is_time(self, k: int) -> bool:
        """A month with its preposition before a participle («с апреля»)."""
        at = k + 1 if self.tokens[k].low in ("с", "в", "до") and k + 1 < len(self.tokens) else k
        return self.tokens[at].low in lexicon.months() or (self.tokens[at].text.isdigit() and at == k)

    def _nearest(self, i: int, fits: Callable[[Body], bool], *, left_first: bool = False) -> Body | None:
        """The nearest fitting body of the stretch that is the verb's own."""
        low, high = self.bounds(i)
        right = next((b for b in self.bodies if i < b.first < min(high, i + REACH) and fits(b)), None)
        left = next(
            (b for b in reversed(self.bodies) if max(low, i - REACH) <= b.first and b.last <= i and fits(b)), None
        )
        first, second = (left, right) if left_first else (right, left)
        return first if first is not None else second

    def bounds(self, i: int) -> tuple[int, int]:
        """The tokens around a verb up to the next one, or to a semicolon."""
        if (found := self._bounds.get(i)) is None:
            low = next((k + 1 for k in range(i - 1, -1, -1) if self._breaks(k)), 0)
            high = next((k for k in range(i + 1, len(self.tokens)) if self._breaks(k)), len(self.tokens))
            found = self._bounds[i] = (low, high)
        return found

    def _own(self, i: int) -> tuple[int, int]:
        """The bounds of a verb, of a participle behind a comma those of its own words («…, созданный приказом …»)."""
        low, high = self.bounds(i)
        full = is_participle(self.tokens[i].low) and not is_short(self.tokens[i].low)
        start = self._participial(i) if full else 0
        if not start or self.tokens[start - 1].text != ",":
            return low, high
        return start, next((k for k in range(i, high) if self.tokens[k].text == ","), high)

    def _participial(self, i: int) -> int:
        """Where the words of the participle at token i begin («, | ежеквартально отчитывающаяся», «, | с апреля …»)."""
        while i and (self.tokens[i - 1].pos in ("ADV", "PART") or self._is_time(i - 1)):
            i -= 1
        if i > 2 and self.tokens[i - 1].low in YEAR_WORDS and self.tokens[i - 3].pos == "ADP":
            i -= 3  # «, | в прошлом году проверивший»
        return i

    def _breaks(self, k: int) -> bool:
        token = self.tokens[k]
        if token.low in BEHIND:
            return False  # «при нём», which looks like «нем»
        return token.text in BREAKS or (token.verb == "Fin" and token.pos != "AUX") or is_short(token.low)

    def stands(self, body: Body, case: str) -> bool:
        """Whether a body stands, or may stand, in a case."""
        return body.case == case or can_be(self.tokens[body.head], case) or not cases(self.tokens[body.head].low)

    def preposition(self, body: Body) -> str:
        """The preposition before a body, or before the pronoun that says whose it is («перед его бюро»)."""
        owned = body.first > 1 and self.tokens[body.first - 1].low in OWNERS
        return preposition_at(self.tokens, body.first - owned)

    def row(self, body: Body | None) -> list[Body]:
        """A body and those that are joined to it by commas and «и»."""
        if body is None:
            return []
        found = [body]
        own = self.heads.get(body.head) is body
        counted = own and body.case == "gent" and body.first > 0 and self.tokens[body.first - 1].pos == "NUM"
        fitting = (body.case, "nomn", "accs") if counted else (body.case,)  # «три отдела и центр»
        for other in self.bodies:
            if (
                other.first > found[-1].last
                and not (self.tokens[found[-1].last].text == "," and self._describes(other))
                and (
                    (any(self.stands(other, case) for case in fitting) and self._joined(found[-1].last, other.first))
                    or (self.stands(other, "ablt") and self._is_together(found[-1].last, other.first))
                )
            ):
                found.append(other)
        return (own and self._detailed(found)) or found

    def _detailed(self, found: Sequence[Body]) -> list[Body]:
        """«семь институтов, в том числе | Институт пастбищ и Институт ветеринарии»: those that are named of a class."""
        last = found[-1]
        token = self.tokens[last.head]
        if not (only_plural(token.low) or (last.first and self.tokens[last.first - 1].pos == "NUM")):
            return []
        behind = self.tokens[last.last : last.last + len(AMONG)]
        start = last.last + (len(AMONG) if [t.low for t in behind] == AMONG else 1)
        if start == last.last + 1 and not (behind and behind[0].text in NAMING):
            return []
        first = next((b for b in self.bodies if b.first == start), None)
        nouns = noun_lemmas(self.tokens[first.head].low) if first is not None else []
        sort = not _sorts().isdisjoint(noun_lemmas(token.low))
        fits = sort or not set(noun_lemmas(token.low)).isdisjoint(nouns)
        return [*found[:-1], *self.row(first)] if first is not None and fits else []

    def _describes(self, body: Body) -> bool:
        """«служба, | территориальный орган комитета»: a word for a sort of body that tells of the one before it."""
        if body.name is not None or (body.proper and self.tokens[body.head].capital):
            return False
        return not _sorts().isdisjoint(noun_lemmas(self.tokens[body.head].low))

    def _is_together(self, first: int, last: int) -> bool:
        """«академией | совместно с | университетом»."""
        between = [t.low for t in self.tokens[first:last]]
        return between in (["совместно", "с"], ["вместе", "с"], ["совместно", "со"], ["вместе", "со"])

    def _joined(self, first: int, last: int) -> bool:
        gap = self.tokens[first:last]
        between = [t.low for t in gap if t.low not in OWNERS and t.pos != "NUM" and t.text not in QUOTES]
        if len(between) > 2 and is_participle(between[1]) and [between[0], between[2]] == ["и", "при"]:
            between = between[:1]  # «департамент и состоящее при нём | управление»
        return between in ([","], ["и"], [",", "и"], [",", "а", "также"])


def doubled(tokens: Sequence[Token], verb: int) -> int | None:
    """«собрание приняло закон»: of two objects that the parser gives to a verb, the one before it, its subject."""
    own = [k for k, t in enumerate(tokens) if t.head == verb and t.rel.startswith(("obj", "nsubj"))]
    if len(own) < 2 or not own[0] < verb < own[-1] or any(tokens[k].rel != "obj" for k in own):
        return None
    fits = can_be(tokens[own[0]], "nomn") and tokens[own[0]].plural == tokens[verb].plural
    return own[0] if fits and tokens[verb].verb == "Fin" else None


def preposition_at(tokens: Sequence[Token], k: int) -> str:
    """The preposition before token k, without the vowel that makes it easier to say («со»), or ""."""
    before = tokens[k - 1] if k > 0 else None
    if before is None or before.pos != "ADP":
        return ""
    return EASED.get(before.low, before.low)


@lru_cache(maxsize=50_000)
def is_participle(low: str) -> bool:
    """Whether a word may be a full participle: «созданный», «подчинявшийся»."""
    return any(form.kind == "PRTF" for form in forms(low))


@lru_cache(maxsize=50_000)
def is_short(low: str) -> bool:
    """Whether a word is a short participle or adjective: «создан», «подотчётна»."""
    found = forms(low)
    return bool(found) and found[0].kind in ("PRTS", "ADJS")


def _is_anew(token: Token) -> bool:
    """Whether a word says that what follows has just been made: «вновь», «образованный»."""
    return token.low in ANEW or (token.verb == "Part" and listed("fresh", token.low))


@cache
def _sorts() -> frozenset[str]:
    return frozenset(columns[0] for group in ("sort", "unit") for columns in lexicon.structure(group))
