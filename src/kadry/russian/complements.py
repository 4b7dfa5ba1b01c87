"""Complements: what follows the head noun of a body and belongs to its name.

A number, a quoted name, genitives («партийных комитетов центральных партийных органов»), «по» with a dative, «при» with
a prepositional, a name after «имени».
"""

from collections.abc import Collection

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.degrees import begins_degree
from kadry.russian.heads import ROMAN, fixed_name, is_abbreviation, is_named_on, is_role
from kadry.russian.nominals import ADJECTIVAL, NUMBER, Nominals
from kadry.russian.papers import ABOUT, is_counted, is_issuer
from kadry.russian.phrases import is_cut
from kadry.russian.proper import opening, quoted_end
from kadry.russian.signs import FOREIGN
from kadry.russian.words import can_be, cases, is_known, noun_lemmas

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
REGIONS = frozenset(("департамент", "управление", "отдел", "бюро", "главк", "сектор"))  # offices that deal with regions
# bodies that have no field of their own behind «по», and what their managers have there
HOUSES = frozenset(
    "академия больница вуз гимназия делегация завод институт клиника колледж комбинат консерватория консульство лицей "
    "музей поликлиника посольство предприятие представительство техникум театр университет училище фабрика "
    "школа".split()
)
MATTERS = frozenset(
    "безопасность вопрос воспитание дело кадры качество маркетинг наука обучение персонал производство работа режим "
    "сбыт связь снабжение строительство учеба финансы часть экономика".split()
)
# of the constituency of a member («депутат Думы | по одномандатному округу № 5»)
ELECTORAL = frozenset(("избирательному", "одномандатному", "многомандатному", "мажоритарному"))
ENDING = frozenset((".", ":", ";", ")", "»", "—", "–"))  # marks that no name goes on over
CALLS = frozenset(("созыва", "созывов"))
CALLED = 7  # tokens of «XI, XII и XIII созывов»
LIMIT = 24  # tokens of one body
SYLLABLE = 3  # letters at most of a name's syllable

# kinds of settlements, cut short
SETTLEMENTS = frozenset(("аул", "г", "гор", "д", "дер", "п", "пгт", "пос", "с", "ст"))


class Complements:
    """What belongs to the heads of bodies in one sentence."""

    def __init__(self, nominals: Nominals) -> None:
        self.nominals = nominals
        self.tokens = nominals.tokens
        self.blocked = nominals.blocked

    def end(self, head: int) -> int:
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
        if i in self.blocked or begins_degree(self.tokens, i):
            return i, False
        token = self.tokens[i]
        end = None if token.text.isalpha() else self._marked(head, i)
        if end is not None:
            return end, False
        if (token.text in ("и", ",") or token.pos == "ADP") and self._spans_on(i):
            return i + 1, True
        if token.text in ("и", ","):
            return (self.nominals.coordinated(i), True) if common else (self._further_region(head, i), False)
        if i == head + 1 and self._is_managed(head, i):
            return i + 1, False
        if token.low == "делами" and "управление" in noun_lemmas(self.tokens[i - 1].low):
            return i + 1, False
        if token.pos == "ADP" or token.low in ("имени", "им"):
            return self._governed(head, i), token.low not in ("имени", "им", "при")
        if self._named_on(i) or (is_named_on(self.tokens, i) and i > head):
            return i + 1, False
        if token.text == "(" and i + 3 < len(self.tokens) and self.tokens[i + 2].text == ")":
            after = self.nominals.genitive(i + 3)[0] if is_abbreviation(self.tokens[i + 1]) else i + 3
            return (after if after > i + 3 else i), False
        return self._noun(i)

    def _noun(self, i: int) -> tuple[int, bool]:
        """The end of a noun in the genitive, and whether «и» may continue it."""
        if self.tokens[i].text.islower() and is_cut(self.tokens, i):  # «г. Москвы», «к.т.н.»
            return self._town(i), False
        return (i + 2, False) if self._is_foreign(i) else self.nominals.genitive(i)

    def _town(self, i: int) -> int:
        """The end of «г. Москвы», «пос. Лесного»; i for what else is cut short."""
        if self.tokens[i].low not in SETTLEMENTS or not self.tokens[i + 2].capital or i + 2 in self.blocked:
            return i
        end, _ = self.nominals.genitive(i + 2)
        return max(end, i + 3)

    def _is_managed(self, head: int, i: int) -> bool:
        """«управление проектами»: what an office manages, in the instrumental."""
        token = self.tokens[i]
        own = "управление" in noun_lemmas(self.tokens[head].low) and token.text.islower()
        return own and token.pos == "NOUN" and token.plural and token.case == "ablt" and not is_role(token)

    def _marked(self, head: int, i: int) -> int | None:
        """The end of the number, quoted name or inner dot at token i, i for a mark that ends a name; else None."""
        token = self.tokens[i]
        if token.text == "№" or NUMBER.match(token.text):
            return self._number(head, i)
        if opening(self.tokens, i):
            return self._quoted(head, i)
        if token.text == "." and self._dotted(i):
            return i + 2
        return i if token.pos == "PUNCT" and token.text in ENDING else None

    def _is_foreign(self, i: int) -> bool:
        """«Сенат | Олий Мажлиса»: a fixed name of two words of which only the second declines."""
        pair = self.tokens[i : i + 2]
        known = len(pair) == 2 and bool(self.nominals.marks[i] & FOREIGN) and bool(fixed_name(*pair))
        return known and can_be(pair[1], "gent")

    def _further_region(self, head: int, i: int) -> int:
        """The end of «, Тихого океана» or «и Африки» after an office's region; i where no row of regions goes on."""
        if REGIONS.isdisjoint(noun_lemmas(self.tokens[head].low)):
            return i
        end = self.nominals.phrase(i + 1)
        regions = self.tokens[i - 1].name == "LOC" and all(t.name == "LOC" for t in self.tokens[i + 1 : end])
        if end == i + 1 or not regions:
            return i
        last = self.tokens[i].text == "и"
        return end if last or (end < len(self.tokens) and self._further_region(head, end) > end) else i

    def _quoted(self, head: int, i: int) -> int:
        """The end of a quoted name; the title of a decision («закон Украины „О языке“») is none."""
        titled = i + 1 < len(self.tokens) and self.tokens[i + 1].low in ABOUT and is_issuer(self.tokens, head)
        return i if titled else quoted_end(self.tokens, i)

    def _number(self, head: int, i: int) -> int:
        """The end of «№ 1907», or of a bare number that ends the phrase; a decision's own number is no part of it."""
        counted = i == head + 1 and is_counted(self.tokens[head].low)
        country = self.tokens[i].text == "№" and self.nominals.kind(head) == "country"
        if country or (is_issuer(self.tokens, head) and not counted):
            return i
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
        own = noun_lemmas(self.tokens[head].low)
        whole = not lexicon.particles("government").isdisjoint(own)
        whole = whole or (i > head + 1 and self.tokens[i + 1].low == "вопросам" and "министерство" in own)
        whole = whole or (head > 0 and "исполнительный" in noun_lemmas(self.tokens[head - 1].low))
        if low == "по" and ((self.nominals.kind(head) == "organ" and not whole) or self._placed(head, i + 1)):
            end = self.nominals.after_preposition(i, ("datv",))
            elected = any(t.low in ELECTORAL for t in self.tokens[i + 1 : end])
            return i if elected or self._is_deputys(own, i, end) else end
        if low in CAUSES and i == head + 1 and self.tokens[head].capital:
            return i if MOVEMENTS.isdisjoint(own) else self._cause(head, i)
        if before in GOVERNING.get(low, ()):
            return self.nominals.after_preposition(i, ("ablt",))
        if low in ("в", "на") and before in GOVERNING["за"] and self.tokens[i + 1].text.islower():
            return self.nominals.after_preposition(i, ("loct",))  # «по надзору в строительстве»
        if low in ("в", "во") and self.tokens[i + 1].low in ("сфере", "области", "деле"):
            return i + 2
        return (
            self.nominals.after_preposition(i, ("loct",)) if low == "при" and self.nominals.kind(head) == "organ" else i
        )

    def _cause(self, head: int, i: int) -> int:
        """The end of a movement's cause; i for what an earlier verb governs («исключён из партии | за нарушения»)."""
        end = self.nominals.after_preposition(i, CAUSES[self.tokens[i].low])
        governor = self.tokens[end - 1].head
        return i if 0 <= governor < head and self.tokens[governor].verb else end

    def _is_deputys(self, own: Collection[str], i: int, end: int) -> bool:
        """«проректор университета | по науке»: what a house does, and one of its managers is in charge of."""
        matters = (MATTERS.intersection(noun_lemmas(t.low)) for t in self.tokens[i + 1 : end])
        return not HOUSES.isdisjoint(own) and any(matters)

    def _named_on(self, i: int) -> bool:
        """Whether the tagger's name goes on over token i, which is no short participle («членами бюро избраны»)."""
        token, previous = self.tokens[i], self.tokens[i - 1]
        if token.low == "срока" or (token.verb == "Fin" and previous.pos != "CCONJ") or self._is_call(i):
            return False  # «комитета | срока 2021–2026 годов», «Союза | остаются», «ЦК КПВ | V и VI созывов»
        if token.verb == "Part" and not token.case and token.text.islower():
            return False
        titled = token.text.islower() and not token.plural and is_role(token)
        if titled and (token.case, previous.case) == ("nomn", "gent"):
            return False  # «Институт металлов | академик Ким»
        if token.case == "nomn" and not ADJECTIVAL.isdisjoint(noun_lemmas(previous.low)):
            return False
        joins = token.text[0].isalnum() or token.text == "&"
        return token.name in ("ORG", "LOC") and token.span == previous.span and joins

    def _is_call(self, i: int) -> bool:
        """Whether a Roman number tells of which convocations a body is."""
        return bool(ROMAN.match(self.tokens[i].text)) and any(t.low in CALLS for t in self.tokens[i + 1 : i + CALLED])

    def _spans_on(self, i: int) -> bool:
        """Whether one organisation of the tagger's goes on over a comma, «и» or a preposition («Движение за права»)."""
        around = self.tokens[i - 1 : i + 2]
        return len(around) == 3 and around[0].name == "ORG" and len({t.span for t in around}) == 1

    def _dotted(self, i: int) -> bool:
        """«Лента.ру»: a dot inside a word of one name."""
        if i + 1 >= len(self.tokens):
            return False
        before, dot, after = self.tokens[i - 1 : i + 2]
        return before.end == dot.start and dot.end == after.start and before.span == dot.span == after.span

    def _placed(self, head: int, i: int) -> bool:
        """Whether a place follows, no country: «МЧС по Санкт-Петербургу», «МВД России по области»."""
        if self.tokens[i].name == "LOC":
            return "country" not in (self.nominals.kind(i), self.nominals.kind(head))  # «посланник США | по Сирии»
        return self.nominals.kind(head) == "abbreviation" and self.nominals.kind(i) == "place"

    def _numbered(self, i: int) -> bool:
        """«школа 57», «округ 3»: a bare number that no noun follows in agreement."""
        return i + 1 >= len(self.tokens) or self.tokens[i + 1].text in {",", ".", ";", ")"}

    def _named_after(self, i: int) -> int:
        """The end of whom or what «имени» names, in the genitive: the name of an official that follows is not."""
        end = start = self._past_titles(i + 1)
        while end < len(self.tokens) and self._is_namesake(end):
            apart = end in self.blocked and end - 1 not in self.blocked and self.tokens[end - 1].text != "."
            if start < end and apart:
                break  # «театр имени Пушкина | Пётр Ким»
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
        named = token.capital or i in self.blocked
        syllable = token.rel == "flat:name" and len(token.text) <= SYLLABLE  # «имени Нгуен Ван | Кы»
        return named and (can_be(token, "gent") or not cases(token.low) or not is_known(token.low) or syllable)
