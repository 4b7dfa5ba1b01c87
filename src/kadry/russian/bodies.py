"""Bodies: phrases that name an organisation or a country, with or without capitals.

A body is recognised by its head: a head noun of the lexicon (комитет, министерство), a span of the name tagger, an
abbreviation (ЦК, МВД) or a country. To its left stand adjectives that agree with it, to its right its complements,
which end before a person or the role of one.
"""

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.complements import Complements
from kadry.russian.heads import fixed_name, is_abbreviation, is_role
from kadry.russian.marks import CLOSING, OPENING
from kadry.russian.nominals import NUMBER, Nominals
from kadry.russian.numbering import is_mark
from kadry.russian.phrases import normal_phrase, quoted_normal
from kadry.russian.proper import name_part, opening, quoted_end
from kadry.russian.signed import Signs
from kadry.russian.signs import BODY, COUNTRY, FIXED, FOREIGN
from kadry.russian.words import (
    FEW,
    agree,
    can_be,
    cases,
    inflected,
    is_fixed,
    is_known,
    lemmas,
    like,
    nominative,
    noun_lemmas,
    reading,
)

OPENING_SIGNS = BODY | FOREIGN
WIDEST = 6  # tokens of a phrase up to its head
NAMED = frozenset(("ORG", "LOC"))  # the tagger's names that a body may bear


class Body(Struct, frozen=True):
    """A body in a sentence: tokens ``first`` to ``last`` (half-open), ``head`` the head noun's index.

    kind: organ, company, party, media, church, team, place, country, name (tagger only) or abbreviation.
    case: the one in which the phrase stands. proper: something in it names one body rather than a class.
    name: the tokens (half-open) of the proper name behind a common noun («корпорация | Orbis»), or None.
    """

    sentence: int
    first: int
    last: int
    head: int
    kind: str
    case: str
    normal: str
    proper: bool
    name: tuple[int, int] | None = None


def _openings(tokens: Sequence[Token], marks: Signs) -> list[int]:
    """Where the name of a body may begin, as far as words tell by themselves: at a head, or a few words before one."""
    heads = marks.where(OPENING_SIGNS)
    for i in [i for i, token in enumerate(tokens) if token.capital]:
        if tokens[i].name in NAMED or marks[i] & COUNTRY or is_abbreviation(tokens[i]):
            heads.append(i)
    near = {k for i in heads for k in range(max(0, i - WIDEST + 1), i)}
    told = ((k, tokens[k]) for k in near)
    described = [k for k, t in told if t.capital or t.pos == "ADJ" or t.verb == "Part" or marks[k + 1] & FIXED]
    return sorted({*heads, *described})


def _names_one(token: Token) -> bool:
    """Whether a word in a body's name makes it that of one body: a capital, a quotation mark, a number."""
    text = token.text
    if text.isalpha():
        return token.capital or token.name in NAMED
    return token.capital or token.name in NAMED or text in OPENING or text == "№" or NUMBER.match(text) is not None


def _several(token: Token) -> str:
    """The plural of a noun that stands in the genitive behind a small number («два | отдела»), else its nominative."""
    form = None if token.plural else reading(token, "gent")
    plural = inflected(form, "nomn", "plur") if form is not None else ""
    return like(plural, token.text) if plural else nominative(token, "gent")


FOUNDING = "учреждении"
CHECK = "инспекци"
HELD = frozenset(("провести", "проводить", "завершить", "начать", "осуществить"))
COURSE = frozenset(("ходе", "время", "итогам", "результатам", "рамках"))
STAFF = frozenset(("штат", "штата", "штату", "штатом", "штате"))


class Finder:
    """Finds bodies in one sentence.

    ``blocked`` are the tokens of persons, which no body takes in; ``marks`` the words' signs, where they are known;
    ``known`` another finder of the sentence, which has found out what does not hang on the tokens that are blocked.
    """

    def __init__(
        self,
        number: int,
        sentence: Sentence,
        blocked: Collection[int],
        marks: Signs | None = None,
        known: "Finder | None" = None,
    ) -> None:
        self.number = number
        self.tokens = sentence.tokens
        self.blocked = blocked
        if known is None:
            self.nominals = Nominals(sentence.tokens, blocked, marks)
            self.openings = _openings(self.tokens, self.nominals.marks)
        else:
            self.nominals = Nominals(sentence.tokens, blocked, known.nominals.marks, known.nominals.kinds)
            self.openings = known.openings
        self.complements = Complements(self.nominals)

    def at(self, i: int, wanted: Collection[str] = ()) -> Body | None:
        """The body that begins at token i, in one of the wanted cases where given; None where none does."""
        head = self._head_from(i) if i < len(self.tokens) else None
        if head is None or self._is_none(head):
            return None
        case = self._case(head, wanted)
        if case is None:
            return None
        start = i if i == head else self._start(i, head)
        return self._body(start, head, self.complements.end(head), case)

    def _is_none(self, head: int) -> bool:
        """«об | учреждении совета»: founding, no institution; «штат агентства»: its staff."""
        low = self.tokens[head].low
        if low == FOUNDING:
            return head > 0 and self.tokens[head - 1].low == "об"
        if low.startswith(CHECK):
            return self._is_check(head)
        behind = self.tokens[head + 1] if head + 1 < len(self.tokens) else None
        if behind is not None and behind.text == "№" and is_mark(self.tokens, head):
            return True
        return low in STAFF and head + 1 < len(self.tokens) and self.nominals.kind(head + 1) == "organ"

    def _is_check(self, head: int) -> bool:
        """«провёл инспекцию завода», «по итогам инспекции»: a deed, no body."""
        token, before = self.tokens[head], self.tokens[head - 1].low if head else ""
        verb = self.tokens[token.head].low if token.head >= 0 and self.tokens[token.head].verb else ""
        return token.text.islower() and (before in COURSE or not HELD.isdisjoint(lemmas(verb) if verb else ()))

    def _start(self, i: int, head: int) -> int:
        """Where the name begins among the adjectives from token i on («крайне правого | Национального фронта»)."""
        start = i
        while start < head and self._descriptive(start):
            start += 1
        return next((k for k in range(start, head) if self.tokens[k].capital), start) if i > 0 else start

    def all(self) -> list[Body]:
        """Every body of the sentence, the longest from the left, none inside another."""
        found: list[Body] = []
        end = 0
        for i in self.openings:
            body = None if i < end or i in self.blocked else self.at(i)
            if body is not None:
                found.append(replace(body, case="nomn") if self._opens_clause(body) else body)
                end = body.last
        return found

    def _opens_clause(self, body: Body) -> bool:
        """«Политбюро вынесло …»: a name that does not decline, at the head of a sentence and right before its verb."""
        tokens = self.tokens
        fixed = body.first == 0 and is_fixed(tokens[body.head].low) and body.last < len(tokens)
        return fixed and tokens[body.last].verb == "Fin"

    def _descriptive(self, i: int) -> bool:
        """«соседней области», «нового комитета»: an adjective in lower case that is no part of a name."""
        found = noun_lemmas(self.tokens[i].low)
        described = lexicon.particles("descriptive").intersection(found)
        opens = i == 0 and len(self.tokens) > 1 and self.tokens[1].capital  # «Бывший Комитет печати»
        return bool(described) and (self.tokens[i].text.islower() or opens or "сам" in found)

    def _head_from(self, i: int) -> int | None:
        """The head noun of a phrase whose first word is token i: adjectives, then the head they agree with."""
        if self.nominals.marks[i] & FOREIGN and self._foreign_name(i):
            return i + 1
        k = i
        while k < len(self.tokens) and k - i < WIDEST and k not in self.blocked:
            token = self.tokens[k]
            if k > i and token.text in OPENING and self.tokens[k - 1].name == "":
                return None
            kind = self.nominals.kind(k)
            adjective = self.nominals.adjective(k)
            if kind and not (adjective and self._head_after(k) is not None):
                return k if k == i or all(self._fits(j, k) for j in range(i, k)) else None
            joint = k > i and (token.text in ("и", ",", "-") or token.pos == "ADV")
            if not (adjective or (joint and self.nominals.adjective(k + 1))):
                return None
            k += 1
        return None

    def _foreign_name(self, i: int) -> bool:
        """Whether a fixed name of two words begins at token i whose first is no noun of ours («Жогорку Кенеш»)."""
        if i + 1 >= len(self.tokens) or i + 1 in self.blocked:
            return False
        return bool(fixed_name(self.tokens[i], self.tokens[i + 1]))

    def _head_after(self, i: int) -> int | None:
        k = i + 1
        while k < len(self.tokens) and k - i < 5 and k not in self.blocked:
            if self.nominals.adjective(k):
                k += 1
                continue
            return k if self.nominals.kind(k) and agree(self.tokens[i], self.tokens[k]) else None
        return None

    def _fits(self, j: int, head: int) -> bool:
        return not self.nominals.adjective(j) or agree(self.tokens[j], self.tokens[head])

    def _case(self, head: int, wanted: Collection[str]) -> str | None:
        token = self.tokens[head]
        if not wanted:
            only = cases(token.low)
            told = len(only) == 1 and (token.text.islower() or token.case == "nomn")  # «в „Звезде“ и „Гудке“»
            if told and token.low.endswith("ком") and not is_known(token.low):
                told = False  # «Инспекком»: the short name of a committee
            return next(iter(only)) if told else token.case or "nomn"
        if token.case in wanted:
            return token.case
        for case in wanted:
            possible = cases(token.low)
            if case in possible or not possible or is_abbreviation(token):
                return case
            if (
                head
                and (token.low[-1] == "и" or not is_known(token.low))
                and self.nominals.marks[head - 1] & FOREIGN
                and self._foreign_name(head - 1)
            ):
                return case  # «председатель | Маджлиси милли»
        return None

    def quoted_body(self, i: int, case: str = "gent") -> Body | None:
        """A body by its quoted name alone, with adjectives before it («лидер московского „Центра“»)."""
        k = i
        while k < len(self.tokens) and k - i < 4 and self.nominals.adjective(k) and can_be(self.tokens[k], case):
            k += 1
        width, end = opening(self.tokens, k), quoted_end(self.tokens, k)
        if end <= k + 2 * width:
            return None
        name = (k + width, end - width)
        inner = self.tokens[slice(*name)]
        normal = quoted_normal(inner, case if k > i or case == "nomn" or len(inner) > 1 else "")
        return Body(self.number, i, end, k + width, "name", case, normal, True, name)

    def given(self, first: int, last: int) -> Body:
        """The body that tokens ``first`` to ``last`` are known to name."""
        tokens = self.tokens
        while last - first > 1 and tokens[first].text in OPENING:
            first += 1
        while last - first > 1 and tokens[last - 1].text in CLOSING and tokens[first - 1].text in OPENING:
            last -= 1
        head = self._head_from(first)
        if head is None or head >= last:
            nouns = (k for k in range(first, last) if tokens[k].pos in ("NOUN", "PROPN"))
            head = next((k for k in range(first, last) if self.nominals.kind(k)), next(nouns, first))
        body = self._body(first, head, last, self._case(head, ()) or "nomn")
        return body if body.kind else replace(body, kind="name", proper=tokens[head].capital)

    def governed(self, i: int, case: str) -> Body | None:
        """What a head governs, though it is named by no word for a body: «заведующий литературной частью театра»."""
        end = self.nominals.noun_phrase(i, (case,))
        if end == i or is_role(self.tokens[end - 1]) or not self.tokens[end - 1].text.islower():
            return None
        tokens, last = self.tokens, self.complements.end(end - 1)
        normal = normal_phrase(tokens, i, end - 1, last, case)
        return Body(self.number, i, last, end - 1, "organ", case, normal, any(t.capital for t in tokens[i:last]))

    def _titled(self, first: int, head: int) -> bool:
        """Whether a capital makes the adjective part of the body's own name («Детский фонд ООН» is not ООН)."""
        return 0 < first < head and self.tokens[first].capital

    def _body(self, first: int, head: int, last: int, case: str) -> Body:
        tokens = self.tokens
        proper = any(map(_names_one, tokens[first + (first == 0) : last]))
        kind = self.nominals.kind(head)
        normal = normal_phrase(tokens, first, head, last, case)
        if case == "gent" and first and tokens[first - 1].low in FEW:
            normal = normal.replace(nominative(tokens[head], case), _several(tokens[head]), 1)
        if head == first + 1 and self.nominals.marks[first] & FOREIGN and self._foreign_name(first):
            normal = f"{tokens[first].text} {normal.partition(' ')[2]}"  # «Олий Мажлис», whose first word stays
        return Body(
            self.number,
            first,
            last,
            head,
            kind,
            case,
            normal,
            proper,
            None if self._titled(first, head) else name_part(tokens, head, last, kind),
        )
