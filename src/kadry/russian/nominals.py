"""Nominals: adjectives, the heads of bodies, and where the phrases end that nouns make in one sentence."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.heads import GUARDS, ROMAN, body_noun, fixed_name, is_abbreviation, is_rank, is_role
from kadry.russian.rolewords import role_entry
from kadry.russian.signed import Signs
from kadry.russian.signs import BODY, COUNTRY, FIXED, signs
from kadry.russian.words import (
    ORDINAL,
    adjectival,
    agree,
    can_be,
    cases,
    forms,
    is_known,
    is_pure_participle,
    noun_lemmas,
)

RELATIVE = re.compile(r"[сц]к(?:ая|ой|ую|ое|ий|ого|ому|им|ом|ие|их|ими)$")
NUMBER = re.compile(r"^\d[\d\-/]*$")
# places that are named by an adjective, so that a noun beside them is another's
ADJECTIVAL = frozenset(("область", "край", "регион"))
OFFICES = frozenset(("администрация", "аппарат", "канцелярия", "управление", "офис", "секретариат", "резерв"))
# what bears a place's name beside it: «порта Бейра»
FACILITIES = frozenset(("порт", "аэропорт", "станция", "шахта", "рудник", "вокзал"))
RIGHTS = frozenset(("права", "правам", "правах"))  # «по правам ребёнка | Ким»: whose they are is none
FIELDS = frozenset(("хозяйство",))  # what looks like a body and is a field


@lru_cache(maxsize=50_000)
def _attributive(low: str) -> bool:
    """Whether a participle may stand before a noun: a full one that is no verb of the lexicon's, or an adjective."""
    return any(f.kind == "ADJF" or (f.kind == "PRTF" and f.lemma not in lexicon.verbs()) for f in forms(low))


@lru_cache(maxsize=50_000)
def _is_relative(low: str) -> bool:
    return RELATIVE.search(low) is not None


@lru_cache(maxsize=10_000)
def _is_other_role(low: str) -> bool:
    """«президента Туркменистана | хякимом области»: a role, taken for a genitive, that cannot be one."""
    return role_entry(low) is not None and all(form.case != "gent" for form in forms(low))


class Nominals:
    """The noun phrases of one sentence; ``blocked`` are the tokens of persons, which no phrase takes in.

    marks: the signs of its words; kinds: what was found out about them by others. Ends are half-open; that of a phrase
    which is not there is where it was to begin.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        blocked: Collection[int],
        marks: Signs | None = None,
        kinds: dict[int, str] | None = None,
    ) -> None:
        self.tokens = tokens
        self.blocked = blocked
        self.marks = Signs(signs(token.low) for token in tokens) if marks is None else marks
        self.kinds = {} if kinds is None else kinds  # of words that are not blocked

    def adjective(self, i: int) -> bool:
        """Whether token i can be an adjective before a noun."""
        tokens = self.tokens
        if i >= len(tokens) or i in self.blocked:
            return False
        token = tokens[i]
        if token.verb == "Part":
            return _attributive(token.low) and not (
                i + 1 < len(tokens) and "Fixd" in forms(tokens[i + 1].low)[0].grammemes
            )
        if token.pos == "ADJ":
            if adjectival(token.low):
                return not (token.low[0].isdigit() and NUMBER.match(token.text))
            return _is_relative(token.low) and self._before_noun(i)  # «Шкловского», known as a surname
        if token.pos == "NUM":
            return ORDINAL.match(token.low) is not None  # «2-м», which the tagger takes for a number
        if token.pos == "NOUN" and token.rel == "amod" and not token.capital:
            return adjectival(token.low)  # «самопровозглашённой», which the tagger takes for a noun
        if token.capital and token.pos in ("PROPN", "NOUN"):
            return adjectival(token.low, 5) or (_is_relative(token.low) and adjectival(token.low))
        return False

    def _before_noun(self, i: int) -> bool:
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) and i + 1 not in self.blocked else None
        return following is not None and following.pos in ("ADJ", "NOUN") and agree(self.tokens[i], following)

    def kind(self, i: int) -> str:
        """What makes token i the head of a body, or ""."""
        if i in self.blocked:
            return ""
        if (found := self.kinds.get(i)) is None:
            found = self.kinds[i] = self._kind(i)
        return found

    def _kind(self, i: int) -> str:
        token = self.tokens[i]
        if not token.text[0].isalpha() or token.verb in ("Fin", "Inf", "Conv"):
            return ""
        if i and self.tokens[i - 1].text == "/":
            return ""  # the tail of a number, 242-QD/TW
        if self.marks[i] & BODY:
            entry = body_noun(token) or (i > 0 and fixed_name(self.tokens[i - 1], token))
            if entry:
                return entry
        if houses := self._house(i):
            return houses
        if self.marks[i] & COUNTRY and token.capital and not self._named_on_from(i):
            return "country"
        if is_abbreviation(token):
            return "abbreviation"
        if token.name in ("ORG", "LOC") and token.capital and token.pos != "ADP":
            if i == 0 and (token.pos == "ADV" or is_pure_participle(token.low)):
                return ""  # «Сегодня | академия …», «Возглавлявший | компанию …»
            return "" if lexicon.particles("paper").intersection(noun_lemmas(token.low)) else "name"
        return "name" if token.name in ("ORG", "LOC") and token.pos == "NOUN" and self._ends_name(i) else ""

    def _house(self, i: int) -> str:
        """«дом | культуры»: the class of a fixed name whose first word alone is no body, before its genitive."""
        fixed = i + 1 < len(self.tokens) and self.marks[i + 1] & FIXED and self.tokens[i].pos == "NOUN"
        return fixed_name(self.tokens[i], self.tokens[i + 1]) if fixed and can_be(self.tokens[i + 1], "gent") else ""

    def _ends_name(self, i: int) -> bool:
        """«Федеральной резервной | системы»: a noun in lower case behind the adjectives that open a tagger's name."""
        k = i
        while k and self.tokens[k - 1].span == self.tokens[i].span:
            k -= 1
        if k == i or not self.tokens[k].capital:
            return False
        return all(t.pos == "ADJ" and agree(t, self.tokens[i]) for t in self.tokens[k:i])

    def _named_on_from(self, i: int) -> bool:
        """«Единая Россия»: a country's name that the tagger takes for part of an organisation's, adjective first."""
        token, previous = self.tokens[i], self.tokens[i - 1] if i else None
        return previous is not None and previous.pos == "ADJ" and token.name == "ORG" and token.span == previous.span

    def after_preposition(self, i: int, wanted: Collection[str]) -> int:
        """The end of «по правовым вопросам», «по стратегии и развитию»; i where no noun phrase in the case follows."""
        end = self.noun_phrase(i + 1, wanted)
        if end == i + 1 or (self.tokens[i].low == "по" and self.tokens[end - 1].low in lexicon.particles("ground")):
            return i
        while end + 1 < len(self.tokens) and self.tokens[end].text in ("и", ","):
            nxt = self.noun_phrase(end + 1, wanted)
            if self.tokens[end].text == "," and (nxt >= len(self.tokens) or self.tokens[nxt].text not in ("и", ",")):
                break  # «по ресурсам, собственности и …», not «по ресурсам, собственник …»
            places = self.tokens[end - 1].name == self.tokens[nxt - 1].name == "LOC"
            if nxt == end + 1 or is_role(self.tokens[nxt - 1]) or (self.kind(nxt - 1) and not places):
                break
            end = nxt
        return end

    def noun_phrase(self, i: int, wanted: Collection[str]) -> int:
        """The end of adjectives and a noun in one of the cases; i where there is none."""
        k = i + self._graded(i)
        while k < len(self.tokens) and self.adjective(k) and any(can_be(self.tokens[k], case) for case in wanted):
            k += 1
        if k >= len(self.tokens) or k in self.blocked or self.tokens[k].pos not in ("NOUN", "PROPN"):
            return i
        return k + 1 if any(can_be(self.tokens[k], case) for case in wanted) else i

    def coordinated(self, i: int) -> int:
        """The end of «и народной мобилизации» after a common genitive; i where the next phrase is another's."""
        k = self.phrase(i + 1)
        if k == i + 1:
            return i
        head = self.tokens[k - 1]
        if (
            self.kind(k - 1)
            or is_role(head)
            or head.capital
            or lexicon.particles("chain_end").intersection(noun_lemmas(head.low))
        ):
            return i
        if self.tokens[i].text == "," and (k >= len(self.tokens) or self.tokens[k].text not in ("и", ",")):
            return i
        return k

    def genitive(self, i: int) -> tuple[int, bool]:
        """The end of a genitive phrase at token i, and whether its noun is a common one."""
        end = self.phrase(i)
        if end == i:
            return (i + 1, False) if self._apposed(i) else (i, False)
        noun = self.tokens[end - 1]
        if noun.low == GUARDS and any(is_rank(t) for t in self.tokens[end : end + 2]):
            return i, False  # «дивизии | гвардии полковник»
        if lexicon.particles("chain_end").intersection(noun_lemmas(noun.low)) or _is_other_role(noun.low):
            return i, False
        named = end in self.blocked and self.tokens[i - 1].low not in RIGHTS and self._is_person(noun)
        person = (is_role(noun) and not self._collective(end - 1)) or named
        if person and not self._office(i, end):
            return i, False  # «генсек ООН норвежец Ли»
        return end, not ((self.kind(end - 1) and not self._is_field(end - 1)) or noun.capital)

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
        stands = body_noun(previous) == "place" or not FACILITIES.isdisjoint(noun_lemmas(previous.low))
        if not stands or not token.capital or token.pos not in ("PROPN", "NOUN", "ADJ"):
            return False
        if token.case == "nomn" and previous.case not in ("nomn", "accs") and self.marks[i] & BODY:
            return False  # «указом главы государства | Служба выделена»
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

    def phrase(self, i: int) -> int:
        """The end of adjectives and a noun in the genitive at token i; i where there is none."""
        k = i + 1 if i + 1 < len(self.tokens) and ROMAN.match(self.tokens[i].text) else i  # «XIV съезда»
        k += self._graded(k)
        while k < len(self.tokens) and k - i < 5 and self.adjective(k) and can_be(self.tokens[k], "gent"):
            if not self._genitive_noun(k) or (k + 1 < len(self.tokens) and self._agreeing(k)):
                k += 1
                continue
            break
        if k < len(self.tokens) and k > i and self.tokens[k].text == "и" and self.adjective(k + 1):
            rest = self.phrase(k + 1)
            return rest if rest > k + 1 else i
        return k + 1 if k < len(self.tokens) and self._genitive_noun(k) else i

    def _graded(self, k: int) -> bool:
        """«особо важных дел»: an adverb that the parser hangs on the adjective behind it."""
        token = self.tokens[k] if k + 1 < len(self.tokens) else None
        return token is not None and token.pos == "ADV" and token.head == k + 1 and self.adjective(k + 1)

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
        hung = token.pos == "ADJ" and token.rel == "amod" and token.head == k + 1
        titled = hung and k + 1 in self.blocked and agree(token, self.tokens[k + 1])
        if titled or (hung and forms(token.low)[0].kind == "ADJF"):
            return False  # «больнице нового | главного врача», «коллегии прокуратуры | нового руководителя»
        if token.case == "gent":  # «пост министра | вакантен» is a noun to the tagger alone
            return token.capital or bool(cases(token.low)) or not is_known(token.low)
        proper = token.pos == "PROPN" or token.name in ("ORG", "LOC")
        return proper and (not cases(token.low) or "gent" in cases(token.low))
