"""Bodies: phrases that name an organisation or a country, with or without capitals.

A body is recognised by its head: a head noun of the lexicon (комитет, министерство), a span of the name tagger, an
abbreviation (ЦК, МВД) or a country. To its left stand adjectives that agree with it; to its right a chain: a number,
a quoted name, genitives («партийных комитетов центральных партийных органов»), «по» with a dative, «при» with a
prepositional, a name after «имени». The chain ends before a person or the role of one.
"""

import re
from collections.abc import Collection

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.countries import country_of
from kadry.russian.heads import ROMAN, body_noun, fixed_name, is_abbreviation, is_role
from kadry.russian.marks import OPENING
from kadry.russian.phrases import normal_phrase, quoted_normal
from kadry.russian.proper import name_part, opening, quoted_end
from kadry.russian.words import agree, can_be, cases, forms, is_known, noun_lemmas

RELATIVE = re.compile(r"[сц]к(?:ая|ой|ую|ое|ий|ого|ому|им|ом|ие|их|ими)$")
NUMBER = re.compile(r"^\d[\d\-/]*$")
# prepositions that belong to the noun before them: контроль за оборотом, борьба с коррупцией
GOVERNING = {
    "за": ("контролю", "контроля", "надзору", "надзора", "наблюдению", "наблюдения"),
    "с": (
        "борьбе",
        "борьбы",
        "дружбы",
        "солидарности",
        "контактов",
        "взаимодействия",
        "взаимодействию",
        "связям",
        "связей",
        "работе",
        "отношений",
        "сотрудничества",
    ),
    "со": ("борьбе", "борьбы", "связям", "связей", "работе"),
}
# what a movement is for or against: Движение за права человека
CAUSES = {"за": ("accs",), "против": ("gent",)}
MOVEMENTS = frozenset("движение фронт комитет коалиция альянс союз партия лига инициатива блок".split())
# places that are named by an adjective, so that a noun beside them is another's
ADJECTIVAL = frozenset(("область", "край", "регион"))
OFFICES = frozenset(("администрация", "аппарат", "канцелярия", "управление", "офис", "секретариат", "резерв"))
FIELDS = frozenset(("хозяйство",))  # what looks like a body and is a field
REGIONS = frozenset(("департамент", "управление", "отдел", "бюро", "главк", "сектор"))  # offices that deal with regions
LIMIT = 24  # tokens of one body


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


class Finder:
    """Finds bodies in one sentence.

    ``blocked`` are the tokens of persons, which no body takes in.
    """

    def __init__(self, number: int, sentence: Sentence, blocked: Collection[int]) -> None:
        self.number = number
        self.tokens = sentence.tokens
        self.blocked = blocked

    def at(self, i: int, wanted: Collection[str] = ()) -> Body | None:
        """The body that begins at token i, in one of the wanted cases where given; None where none does."""
        head = self._head_from(i)
        if head is None:
            return None
        start = i
        while start < head and self._descriptive(start):
            start += 1
        named = next((k for k in range(start, head) if self.tokens[k].text[0].isupper()), start)
        start = named if i > 0 else start  # «крайне правого Национального фронта»
        case = self._case(head, wanted)
        if case is None:
            return None
        last = self._chain(head)
        return self._body(start, head, last, case)

    def all(self) -> list[Body]:
        """Every body of the sentence, the longest from the left, none inside another."""
        found: list[Body] = []
        i = 0
        while i < len(self.tokens):
            body = None if i in self.blocked else self.at(i)
            if body is None:
                i += 1
            else:
                found.append(body)
                i = body.last
        return found

    def _descriptive(self, i: int) -> bool:
        """«соседней области», «нового комитета»: an adjective in lower case that is no part of a name."""
        described = lexicon.particles("descriptive").intersection(noun_lemmas(self.tokens[i].low))
        return bool(described) and self.tokens[i].text.islower()

    def _head_from(self, i: int) -> int | None:
        """The head noun of a phrase whose first word is token i: adjectives, then the head they agree with."""
        if self._foreign_name(i):
            return i + 1
        k = i
        while k < len(self.tokens) and k - i < 6 and k not in self.blocked:
            token = self.tokens[k]
            if k > i and token.text in OPENING and self.tokens[k - 1].name == "":
                return None
            kind = self.kind(k)
            if kind and not (self.adjective(k) and self._head_after(k) is not None):
                return k if k == i or all(self._fits(j, k) for j in range(i, k)) else None
            joint = token.text in ("и", ",", "-") or (token.pos == "ADV" and k > i)
            if not (self.adjective(k) or (k > i and joint and self.adjective(k + 1))):
                return None
            k += 1
        return None

    def _foreign_name(self, i: int) -> bool:
        """Whether a fixed name of two words begins at token i whose first is no noun of ours («Жогорку Кенеш»)."""
        pair = self.tokens[i : i + 2]
        return len(pair) == 2 and i + 1 not in self.blocked and not is_known(pair[0].low) and bool(fixed_name(*pair))

    def _head_after(self, i: int) -> int | None:
        k = i + 1
        while k < len(self.tokens) and k - i < 5 and k not in self.blocked:
            if self.adjective(k):
                k += 1
                continue
            return k if self.kind(k) and agree(self.tokens[i], self.tokens[k]) else None
        return None

    def _fits(self, j: int, head: int) -> bool:
        return not self.adjective(j) or agree(self.tokens[j], self.tokens[head])

    def adjective(self, i: int) -> bool:
        """Whether token i can be an adjective before a noun."""
        if i >= len(self.tokens) or i in self.blocked:
            return False
        token = self.tokens[i]
        if token.verb == "Part":
            full = any(
                f.kind == "ADJF" or (f.kind == "PRTF" and f.lemma not in lexicon.verbs()) for f in forms(token.low)
            )
            return full and not (i + 1 < len(self.tokens) and "Fixd" in forms(self.tokens[i + 1].low)[0].grammemes)
        if token.pos == "ADJ" or (token.pos in ("PROPN", "NOUN") and token.text[:1].isupper()):
            if token.pos == "ADJ" and RELATIVE.search(token.low) and self._before_noun(i):
                return True  # «Шкловского», which the dictionary knows as a surname
            sure = token.pos == "ADJ" or RELATIVE.search(token.low)
            likely = forms(token.low) if sure else forms(token.low)[:5]
            return any(f.kind in ("ADJF", "PRTF") for f in likely) and not NUMBER.match(token.text)
        return False

    def _before_noun(self, i: int) -> bool:
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) and i + 1 not in self.blocked else None
        return following is not None and following.pos in ("ADJ", "NOUN") and agree(self.tokens[i], following)

    def kind(self, i: int) -> str:
        """What makes token i the head of a body, or ""."""
        token = self.tokens[i]
        if i in self.blocked or not token.text[0].isalpha() or token.verb in ("Fin", "Inf", "Conv"):
            return ""
        if i and self.tokens[i - 1].text == "/":
            return ""  # the tail of a number, 242-QD/TW
        entry = body_noun(token) or (i > 0 and fixed_name(self.tokens[i - 1], token)) or ""
        if entry:
            return entry
        if token.text[0].isupper() and country_of(token) is not None and not self._named_on_from(i):
            return "country"
        if is_abbreviation(token):
            return "abbreviation"
        if token.name in ("ORG", "LOC") and token.text[0].isupper() and token.pos != "ADP":
            return "" if lexicon.particles("paper").intersection(noun_lemmas(token.low)) else "name"
        return ""

    def _named_on_from(self, i: int) -> bool:
        """«Единая Россия»: a country's name that the tagger takes for part of an organisation's, adjective first."""
        token, previous = self.tokens[i], self.tokens[i - 1] if i else None
        return previous is not None and previous.pos == "ADJ" and token.name == "ORG" and token.span == previous.span

    def _case(self, head: int, wanted: Collection[str]) -> str | None:
        token = self.tokens[head]
        if not wanted:
            return token.case or "nomn"
        if token.case in wanted:
            return token.case
        for case in wanted:
            possible = cases(token.low)
            if case in possible or not possible or is_abbreviation(token):
                return case
        return None

    def _chain(self, head: int) -> int:
        """The end of the chain of words that belong to the head."""
        end = head + 1
        common = False  # the last link is a common noun in the genitive, which «и» may continue
        while end < len(self.tokens) and end - head < LIMIT:
            nxt, common = self._link(head, end, common)
            if nxt == end:
                break
            end = nxt
        return end

    def _link(self, head: int, i: int, common: bool) -> tuple[int, bool]:
        """The end of the link that begins at token i (i itself where none does), and whether «и» may continue it."""
        if i in self.blocked:
            return i, False
        token = self.tokens[i]
        if token.text == "№" or NUMBER.match(token.text):
            return self._number(i), False
        if opening(self.tokens, i):
            return quoted_end(self.tokens, i), False
        if (token.text in ("и", ",") or token.pos == "ADP") and self._spans_on(i):
            return i + 1, True
        if token.text in ("и", ","):
            return (self.coordinated(i), True) if common else (self._further_region(head, i), False)
        if token.low == "делами" and "управление" in noun_lemmas(self.tokens[i - 1].low):
            return i + 1, False
        if token.pos == "ADP" or token.low in ("имени", "им"):
            return self._governed(head, i), token.low not in ("имени", "им", "при")
        if self._named_on(i):
            return i + 1, False
        if token.text == "(" and i + 3 < len(self.tokens) and self.tokens[i + 2].text == ")":
            after = self.genitive(i + 3)[0] if is_abbreviation(self.tokens[i + 1]) else i + 3
            return (after if after > i + 3 else i), False
        return self.genitive(i)

    def _further_region(self, head: int, i: int) -> int:
        """The end of «, Тихого океана» or «и Африки» after an office's region; i where no row of regions goes on."""
        if REGIONS.isdisjoint(noun_lemmas(self.tokens[head].low)):
            return i
        end = self._phrase(i + 1)
        regions = self.tokens[i - 1].name == "LOC" and all(t.name == "LOC" for t in self.tokens[i + 1 : end])
        if end == i + 1 or not regions:
            return i
        last = self.tokens[i].text == "и"
        return end if last or (end < len(self.tokens) and self._further_region(head, end) > end) else i

    def _number(self, i: int) -> int:
        """The end of «№ 1907», or of a bare number that ends the phrase."""
        if self.tokens[i].text == "№":
            return i + 2 if i + 1 < len(self.tokens) and self.tokens[i + 1].text.isdigit() else i
        return i + 1 if self._numbered(i) else i

    def _governed(self, head: int, i: int) -> int:
        """The end of what a preposition or «имени» adds to a body's name; i where it is no part of it."""
        low, before = self.tokens[i].low, self.tokens[i - 1].low
        if i + 1 >= len(self.tokens):
            return i
        if low in ("имени", "им"):
            return self._named_after(i)
        whole = not lexicon.particles("government").isdisjoint(noun_lemmas(self.tokens[head].low))
        if low == "по" and ((self.kind(head) == "organ" and not whole) or self._placed(i + 1)):
            return self.after_preposition(i, ("datv",))
        if low in CAUSES and i == head + 1 and self.tokens[head].text[0].isupper():
            fights = not MOVEMENTS.isdisjoint(noun_lemmas(self.tokens[head].low))
            return self.after_preposition(i, CAUSES[low]) if fights else i
        if before in GOVERNING.get(low, ()):
            return self.after_preposition(i, ("ablt",))
        if low in ("в", "во") and self.tokens[i + 1].low in ("сфере", "области", "деле"):
            return i + 2
        return self.after_preposition(i, ("loct",)) if low == "при" and self.kind(head) == "organ" else i

    def _named_on(self, i: int) -> bool:
        """Whether the tagger's name goes on over token i."""
        token, previous = self.tokens[i], self.tokens[i - 1]
        if token.case == "nomn" and not ADJECTIVAL.isdisjoint(noun_lemmas(previous.low)):
            return False
        return token.name in ("ORG", "LOC") and token.span == previous.span and token.text[0].isalnum()

    def _spans_on(self, i: int) -> bool:
        """Whether one organisation of the tagger's goes on over a comma, «и» or a preposition («Движение за права»)."""
        around = self.tokens[i - 1 : i + 2]
        return len(around) == 3 and around[0].name == "ORG" and len({t.span for t in around}) == 1

    def _placed(self, i: int) -> bool:
        """Whether a place follows: «МЧС по Санкт-Петербургу»."""
        return i < len(self.tokens) and self.tokens[i].name == "LOC"

    def _numbered(self, i: int) -> bool:
        """«школа 57», «округ 3»: a bare number that no noun follows in agreement."""
        return i + 1 >= len(self.tokens) or self.tokens[i + 1].text in {",", ".", ";", ")"}

    def quoted_body(self, i: int, case: str = "gent") -> Body | None:
        """A body by its quoted name alone, with adjectives before it («лидер московского „Центра“»)."""
        k = i
        while k < len(self.tokens) and k - i < 4 and self.adjective(k) and can_be(self.tokens[k], case):
            k += 1
        width, end = opening(self.tokens, k), quoted_end(self.tokens, k)
        if end <= k + 2 * width:
            return None
        name = (k + width, end - width)
        inner = self.tokens[slice(*name)]
        normal = quoted_normal(inner, case if k > i or case == "nomn" or len(inner) > 1 else "")
        return Body(self.number, i, end, k + width, "name", case, normal, True, name)

    def governed(self, i: int, case: str) -> Body | None:
        """What a head governs, though it is named by no word for a body: «заведующий литературной частью театра»."""
        end = self._noun_phrase(i, (case,))
        if end == i or is_role(self.tokens[end - 1]) or not self.tokens[end - 1].text.islower():
            return None
        tokens, last = self.tokens, self._chain(end - 1)
        normal = normal_phrase(tokens, i, end - 1, last, case)
        return Body(
            self.number, i, last, end - 1, "organ", case, normal, any(t.text[0].isupper() for t in tokens[i:last])
        )

    def _named_after(self, i: int) -> int:
        """The end of whom or what «имени» names, in the genitive: the name of an official that follows is not."""
        end = self._past_titles(i + 1)
        while end < len(self.tokens) and self._is_namesake(end):
            end += 1
        return end if end > i + 1 else i

    def _past_titles(self, i: int) -> int:
        """The end of a namesake's titles («имени маршала Конева», «имени Героя Советского Союза Ивана Котова»)."""
        k = i
        while k < min(i + 8, len(self.tokens)) and k not in self.blocked and self._genitive_or_short(self.tokens[k]):
            k += 1
        titled = any(is_role(t) or "герой" in noun_lemmas(t.low) for t in self.tokens[i:k])
        return k if titled and k < len(self.tokens) and (k in self.blocked or self.tokens[k].name == "PER") else i

    def _genitive_or_short(self, token: Token) -> bool:
        return can_be(token, "gent") or is_abbreviation(token)

    def _is_namesake(self, i: int) -> bool:
        token = self.tokens[i]
        if token.text == "." or len(token.text) == 1:
            before = self.tokens[i - 1]
            initial = before.text if token.text == "." else token.text
            return (len(initial) == 1 and initial.isupper()) or (token.text == "." and before.low == "им")
        named = token.text[0].isupper() or i in self.blocked
        return named and (can_be(token, "gent") or not cases(token.low) or not is_known(token.low))

    def after_preposition(self, i: int, wanted: Collection[str]) -> int:
        """The end of «по правовым вопросам», «по стратегии и развитию»; i where no noun phrase in the case follows."""
        end = self._noun_phrase(i + 1, wanted)
        if end == i + 1:
            return i
        while end + 1 < len(self.tokens) and self.tokens[end].text == "и":
            nxt = self._noun_phrase(end + 1, wanted)
            places = self.tokens[end - 1].name == self.tokens[nxt - 1].name == "LOC"
            if nxt == end + 1 or is_role(self.tokens[nxt - 1]) or (self.kind(nxt - 1) and not places):
                break
            end = nxt
        return end

    def _noun_phrase(self, i: int, wanted: Collection[str]) -> int:
        """The end of adjectives and a noun in one of the cases; i where there is none."""
        k = i
        while k < len(self.tokens) and self.adjective(k) and any(can_be(self.tokens[k], case) for case in wanted):
            k += 1
        if k >= len(self.tokens) or k in self.blocked or self.tokens[k].pos not in ("NOUN", "PROPN"):
            return i
        return k + 1 if any(can_be(self.tokens[k], case) for case in wanted) else i

    def coordinated(self, i: int) -> int:
        """The end of «и народной мобилизации» after a common genitive; i where the next phrase is another's."""
        k = self._phrase(i + 1)
        if k == i + 1:
            return i
        head = self.tokens[k - 1]
        if (
            self.kind(k - 1)
            or is_role(head)
            or head.text[0].isupper()
            or lexicon.particles("chain_end").intersection(noun_lemmas(head.low))
        ):
            return i
        if self.tokens[i].text == "," and (k >= len(self.tokens) or self.tokens[k].text not in ("и", ",")):
            return i
        return k

    def genitive(self, i: int) -> tuple[int, bool]:
        """The end of a genitive phrase at token i, and whether its noun is a common one."""
        end = self._phrase(i)
        if end == i:
            return (i + 1, False) if self._apposed(i) else (i, False)
        noun = self.tokens[end - 1]
        if lexicon.particles("chain_end").intersection(noun_lemmas(noun.low)):
            return i, False
        person = (is_role(noun) and not self._collective(end - 1)) or (end in self.blocked and self._is_person(noun))
        if person and not self._office(i, end):
            return i, False  # «генсек ООН норвежец Ли»
        return end, not ((self.kind(end - 1) and not self._is_field(end - 1)) or noun.text[0].isupper())

    def _is_field(self, i: int) -> bool:
        """«сельского хозяйства», «банков»: a lower-case body or bodies that an office deals with."""
        plain = self.tokens[i].text.islower() and not self.tokens[i].name
        return plain and (self.tokens[i].plural or not FIELDS.isdisjoint(noun_lemmas(self.tokens[i].low)))

    def _is_person(self, noun: Token) -> bool:
        """A noun in lower case for one person, as those that tell a nation or a party."""
        if noun.plural or not noun.text.islower():
            return False
        return any("anim" in f.grammemes and f.case == "gent" and f.kind == "NOUN" for f in forms(noun.low)[:2])

    def _apposed(self, i: int) -> bool:
        """«города Лонгхыонг»: a name beside a common noun for a place that takes one (an oblast takes an adjective)."""
        token, previous = self.tokens[i], self.tokens[i - 1]
        if body_noun(previous) != "place" or not token.text[0].isupper() or token.pos not in ("PROPN", "NOUN", "ADJ"):
            return False
        return ADJECTIVAL.isdisjoint(noun_lemmas(previous.low))

    def _office(self, i: int, end: int) -> bool:
        """«администрация президента», «аппарат премьера»: one man's office, unless his name follows in the genitive."""
        before = self.tokens[i - 1].low
        office = before == "делами" or not OFFICES.isdisjoint(noun_lemmas(before))
        return office and not (end in self.blocked and can_be(self.tokens[end], "gent") and self._owner(end))

    def _owner(self, i: int) -> bool:
        """Whether every word of the name that begins at token i may be a genitive by its ending."""
        while i in self.blocked:
            if self.tokens[i].low[-1] not in "аяыиоеуэю" and self.tokens[i].low[-3:] not in ("ого", "ых", "их"):
                return False
            i += 1
        return True

    def _collective(self, i: int) -> bool:
        """«совет директоров», «собрание представителей»: roles in the plural, which are no one person's title."""
        return self.tokens[i].plural

    def _phrase(self, i: int) -> int:
        """The end of adjectives and a noun in the genitive at token i; i where there is none."""
        k = i + 1 if i + 1 < len(self.tokens) and ROMAN.match(self.tokens[i].text) else i  # «XIV съезда»
        while k < len(self.tokens) and k - i < 5 and self.adjective(k) and can_be(self.tokens[k], "gent"):
            if not self._genitive_noun(k) or (k + 1 < len(self.tokens) and self._agreeing(k)):
                k += 1
                continue
            break
        if k < len(self.tokens) and k > i and self.tokens[k].text == "и" and self.adjective(k + 1):
            rest = self._phrase(k + 1)
            return rest if rest > k + 1 else i
        return k + 1 if k < len(self.tokens) and self._genitive_noun(k) else i

    def _agreeing(self, k: int) -> bool:
        return (
            k + 1 not in self.blocked
            and self.tokens[k + 1].pos in ("NOUN", "PROPN", "ADJ")
            and agree(self.tokens[k], self.tokens[k + 1])
        )

    def _genitive_noun(self, k: int) -> bool:
        token = self.tokens[k]
        if k in self.blocked or not token.text[0].isalpha() or token.pos not in ("NOUN", "PROPN", "ADJ", "X"):
            return False
        if is_abbreviation(token):
            return True
        if token.pos == "ADJ" and not any(f.kind == "NOUN" for f in forms(token.low)[:2]):
            return False
        if token.case == "gent":
            return True
        proper = token.pos == "PROPN" or token.name in ("ORG", "LOC")
        return proper and (not cases(token.low) or "gent" in cases(token.low))

    def _body(self, first: int, head: int, last: int, case: str) -> Body:
        tokens = self.tokens
        proper = any(
            t.name in ("ORG", "LOC")
            or is_abbreviation(t)
            or t.text in OPENING
            or t.text == "№"
            or NUMBER.match(t.text)
            or t.text[0].isupper()
            for t in tokens[first + (first == 0) : last]
        )
        kind = self.kind(head)
        return Body(
            self.number,
            first,
            last,
            head,
            kind,
            case,
            normal_phrase(tokens, first, head, last, case),
            proper,
            name_part(tokens, head, last, kind),
        )
