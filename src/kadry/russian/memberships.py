"""Memberships: words beside a name that put its bearer in a body without a role.

участницы группы «Полынь» Зинаида Кротова и Мадина Ахунова     a noun that is no role, its body, then names
депутат собрания от «Северного пути» Гурам Лосев               whom a party sends, whatever noun or role says as what
Фома Лыков, кандидат от Крестьянской партии                    the same after the name
её коллега из Института физики Рональд Тойс                    whose fellow somebody is, and where
Нина Саблина из комитета по культуре                           where somebody is from
Ли Мин Хо («Пусан Тайгерс»)                                    a body in brackets, or behind a comma
Союз садоводов во главе с Тихоном Лебедем                      who stands at a body's head
оркестр «Волна» под управлением Юрия Баша                      the same
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from kadry.russian.analysis import Token
from kadry.russian.bodies import Body, Finder
from kadry.russian.heads import is_rank, is_role
from kadry.russian.marks import CLOSING, DASHES, OPENING
from kadry.russian.names import Person
from kadry.russian.signed import Signs
from kadry.russian.signs import MEMBER
from kadry.russian.words import forms, noun_lemmas

Way = Literal["noun", "from", "brackets", "comma", "led", "list"]
# what takes its body in the genitive, in the dative after «по», and what a party or a fraction sends
OF = frozenset("участник участница звезда легенда воспитанник воспитанница сторонник сторонница игрок".split())
BY = frozenset("коллега партнер партнерша соратник соратница товарищ одноклубник напарник напарница визави".split())
SENT = frozenset("кандидат кандидатка депутат сенатор представитель участник спикер вице-спикер".split())
SENDERS = frozenset(("party", "abbreviation", "name"))
GROUPS = frozenset(("organ", "company", "party", "media", "team", "name", "abbreviation"))
NAMED_BY_NOUN = GROUPS - {"name", "abbreviation"}
REACH = 8  # tokens between a noun and «от»
PASSING = frozenset(("делегация", "группа", "миссия", "бригада", "отряд", "команда", "оргкомитет", "подгруппа"))
LASTING = frozenset(("organ", "company", "party", "media"))
LONGEST = 12  # tokens of a body that is led
LINKS = frozenset((",", "и"))
LED = "возглавляем"
UNDER = frozenset(("руководством", "управлением", "командованием"))  # behind «под»
TELLING = OF | BY | SENT
LEADING = frozenset("глава возглавлять возглавляться руководство управление командование".split())
PUTTING = TELLING | LEADING  # the lemmas of all words that put somebody in a body


def puts(low: str) -> bool:
    """Whether a word may put somebody in a body, as far as it tells by itself."""
    return low == "главе" or low in UNDER or low.startswith(LED) or not TELLING.isdisjoint(noun_lemmas(low))


def _may_tell(token: Token) -> bool:
    """Whether the word for it stands as a noun, or leads as a participle."""
    return token.low.startswith(LED) != (token.pos in ("NOUN", "PROPN"))


class Membership(Struct, frozen=True):
    """A person, by index in the sentence, the body that words beside the name put him in, and how they say it.

    word: the token that says so, where it stands for a role (во главе, возглавляемый).
    """

    person: int
    body: Body
    way: Way
    word: int = -1


class Joiner:
    """Finds the memberships of one sentence; ``blocked`` are the tokens of names, ``signs`` those of its words."""

    def __init__(self, finder: Finder, persons: Sequence[Person], blocked: Collection[int], signs: Signs) -> None:
        self.finder = finder
        self.tokens = finder.tokens
        self.persons = persons
        self.blocked = blocked
        self.signs = signs

    def all(self) -> tuple[Membership, ...]:
        """Those by a noun, then those by what follows a name."""
        if not self.persons:
            return ()
        telling = [i for i in self.signs.where(MEMBER) if i not in self.blocked and _may_tell(self.tokens[i])]
        found = [m for i in telling for m in self._by_noun(i)]
        found += [m for k in range(len(self.persons)) for m in self._behind(k)]
        found += self._listed()
        return tuple(found)

    def _by_noun(self, i: int) -> Iterator[Membership]:
        token = self.tokens[i]
        if token.low == "главе" or token.low.startswith(LED):
            yield from self._led(i)
        if token.low in UNDER and i and self.tokens[i - 1].low == "под":
            yield from self._under(i)
        if token.pos not in ("NOUN", "PROPN"):
            return
        body = self._taken(i, noun_lemmas(token.low))
        if body is not None:
            several = any(f.number == "plur" and f.case == "nomn" for f in forms(token.low)) or token.plural
            for person in self._bearers(i, body.last, several):
                yield Membership(person, body, "noun")

    def _listed(self) -> Iterator[Membership]:
        """«руководство клуба „Волна“ — Лебедь, Корж и Бек»: two names or more behind a body's dash or colon."""
        for k, person in enumerate(self.persons):
            mark = self.tokens[person.first - 1].text if person.first > 1 else ""
            body = self._ending(person.first - 1) if mark in (":", "—", "–") else None
            if body is not None and body.proper and body.kind in NAMED_BY_NOUN:
                row = list(self._row(k))
                yield from (Membership(member, body, "list") for member in row if len(row) > 1)

    def _row(self, first: int) -> Iterator[int]:
        """The names that commas and «и» join to the one at ``first``, itself included."""
        yield first
        for k in range(first + 1, len(self.persons)):
            between = self.tokens[self.persons[k - 1].last : self.persons[k].first]
            if not between or any(t.low not in LINKS for t in between):
                return
            yield k

    def _taken(self, i: int, lemmas: Collection[str]) -> Body | None:
        """The body that the noun at token i takes."""
        after = self.tokens[i + 1].low if i + 1 < len(self.tokens) else ""
        if not OF.isdisjoint(lemmas):
            body = self.finder.at(i + 1, ("gent",))
            if body is not None and self._is_group(body) and body.proper:
                return body
        if not BY.isdisjoint(lemmas) and after == "по":
            body = self.finder.at(i + 2, ("datv",))
            return body if body is not None and body.kind in GROUPS and body.last > i + 3 else None
        if after == "из" and not BY.isdisjoint(lemmas):
            body = self.finder.quoted_body(i + 2) or self.finder.at(i + 2, ("gent",))
            return body if body is not None and body.proper and self._is_group(body) else None
        return None if SENT.isdisjoint(lemmas) else self._sender(i)

    def _led(self, i: int) -> Iterator[Membership]:
        """«союз (ССО) во главе с Лебедем», «фонд, возглавляемый Ашировой»: the named body before, the name after."""
        headed = self.tokens[i].low == "главе"
        if headed and i + 1 < len(self.tokens) and self.tokens[i - 1].low == "во":
            body = self.finder.at(i + 1, ("gent",)) or self.finder.quoted_body(i + 1)
            if body is not None and body.last < len(self.tokens) and self.tokens[body.last].text in DASHES:
                yield from self._leader(body, i, body.last + 1, "nomn")  # «Во главе комитета — Ким»
                return
        if headed and [t.low for t in self.tokens[i - 1 : i + 2]] not in (["во", "главе", "с"], ["во", "главе", "со"]):
            return
        start, end = (i - 1, i + 2) if headed else (i, i + 1)
        body = self._ending(start)
        if body is None or (headed and body.first and is_role(self.tokens[body.first - 1])):
            return  # «члены коллегии министерства во главе с Лебедем»
        yield from self._leader(body, i, end, "ablt")

    def _under(self, i: int) -> Iterator[Membership]:
        """«оркестр „Волна“ под управлением Юрия Баша», not «учения флота под …», «учился в МГУ под …»."""
        body = self._ending(i - 1)
        before = self.tokens[body.first - 1].pos if body is not None and body.first else ""
        if body is None or before == "ADP" or (before, body.case) == ("NOUN", "gent"):
            return
        yield from self._leader(body, i, i + 1, "gent")

    def _leader(self, body: Body, i: int, end: int, case: str) -> Iterator[Membership]:
        """Who is named behind the words for it, which are at token i and end before another, with his titles."""
        person = next((k for k, p in enumerate(self.persons) if p.first >= end), None)
        if person is None or not self._is_group(body):
            return
        if not (body.proper or (self._lasts(body) and self._ranked(end, self.persons[person].first))):
            return
        between = self.tokens[end : self.persons[person].first]
        plain = len(between) <= REACH and all(t.pos in ("ADJ", "NOUN", "PROPN") for t in between)
        if plain and case in self.persons[person].cases:
            yield Membership(person, body, "led", i)

    def _ranked(self, start: int, end: int) -> bool:
        """Whether nothing but a rank stands between two places («во главе с майором Кимом»)."""
        return all(t.pos == "ADJ" or is_rank(t) for t in self.tokens[start:end])

    def _lasts(self, body: Body) -> bool:
        """«парламент республики во главе с Кимом»: a body that is no delegation and no team."""
        return body.kind in LASTING and PASSING.isdisjoint(noun_lemmas(self.tokens[body.head].low))

    def _ending(self, end: int) -> Body | None:
        """The body that ends before a token, a bracket or a comma between them passed over."""
        if end and self.tokens[end - 1].text == ",":
            end -= 1
        if end > 2 and self.tokens[end - 1].text == ")":
            end = next((k for k in range(end - 2, max(end - 8, 0), -1) if self.tokens[k].text == "("), end)
        for first in range(max(0, end - LONGEST), end):
            body = self.finder.at(first) if first not in self.blocked else None
            if body is not None and body.last == end:
                return body
        return None

    def _is_group(self, body: Body) -> bool:
        return body.kind in GROUPS and self.tokens[body.head].name != "LOC"

    def _sender(self, i: int) -> Body | None:
        """«депутат Госдумы от ЛДПР»: the party behind «от» a few words on."""
        for k in range(i + 1, min(i + 1 + REACH, len(self.tokens) - 1)):
            if k in self.blocked or self.tokens[k].verb == "Fin" or self.tokens[k].text in ",.;:":
                return None
            if self.tokens[k].low == "от":
                body = self.finder.quoted_body(k + 1) or self.finder.at(k + 1, ("gent",))
                if body is None or not body.proper or not self._is_group(body):
                    return None
                fraction = "фракция" in noun_lemmas(self.tokens[body.head].low)
                return body if fraction or body.kind in SENDERS else None
        return None

    def _bearers(self, first: int, last: int, several: bool) -> Iterator[int]:
        """The names right behind the body, else the one before the noun with a comma."""
        behind = next((k for k, p in enumerate(self.persons) if p.first >= last), None)
        if behind is None or not self._beside(last, self.persons[behind].first):
            parted = first > 0 and self.tokens[first - 1].text in ",(—–-"
            yield from (k for k, p in enumerate(self.persons) if parted and p.last == first - 1)
            return
        yield from self._row(behind) if several else (behind,)

    def _beside(self, start: int, end: int) -> bool:
        """Whether only an age, a rank or an abbreviation in brackets stands between a body and a name."""
        return end - start <= 6 and all(
            t.pos == "ADJ" or t.text in "()«»" or t.text.isupper() or (is_role(t) and t.case)
            for t in self.tokens[start:end]
        )

    def _behind(self, k: int) -> Iterator[Membership]:
        """What stands right behind a name."""
        i = self.persons[k].last
        mark = self.tokens[i].low if i + 1 < len(self.tokens) else ""
        if mark == "из":
            body = self.finder.quoted_body(i + 1) or self.finder.at(i + 1, ("gent",))
            if body is not None and self._is_origin(k, body):
                yield Membership(k, body, "from")
        elif mark == "(":
            yield from (Membership(k, body, "brackets") for body in self._bracketed(i + 1))
        elif mark == ",":
            body = self.finder.quoted_body(i + 1, "nomn") or self.finder.at(i + 1, ("nomn",))
            if body is not None and body.proper and self._is_group(body) and self._ends(body.last):
                yield Membership(k, body, "comma")

    def _ends(self, i: int) -> bool:
        """What follows the body of a speaker: a colon, or a comma and then the verb («Яна Шульц, Минфин, сказала»)."""
        if i + 1 >= len(self.tokens):
            return False
        return self.tokens[i].text == ":" or (self.tokens[i].text == "," and self.tokens[i + 1].verb == "Fin")

    def _is_origin(self, k: int, body: Body) -> bool:
        """A named body, or one that the parser hangs on the name rather than on a verb («вышел Ким из комитета»)."""
        person = self.persons[k]
        hung = person.first <= self.tokens[body.head].head < person.last
        return self._is_group(body) and (body.proper or (hung and body.last > body.first + 1))

    def _bracketed(self, i: int) -> list[Body]:
        """The bodies that fill a bracket, with nothing else but marks between."""
        found: list[Body] = []
        while i < len(self.tokens) and self.tokens[i].text != ")":
            body = self.finder.quoted_body(i, "nomn") or self.finder.at(i)
            if body is None and self.tokens[i].text not in ("/", ",", *OPENING, *CLOSING):
                return []
            if body is not None:
                found.append(body)
            i = i + 1 if body is None else body.last
        named = [b for b in found if self._is_group(b) and b.proper]
        sure = all(
            self.tokens[b.head].name == "ORG" or (b.name is not None and self.tokens[b.name[0]].capital) for b in named
        )
        return named if i < len(self.tokens) and sure and len(named) == len(found) else []
