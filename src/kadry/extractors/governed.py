"""Governed bodies: which a verb heads, joins, leaves or works in («возглавил комитет», «введён в состав Политбюро»)."""

from collections.abc import Collection, Iterator, Sequence

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.marks import CLOSING, OPENING, QUOTES
from kadry.russian.parse import Clause
from kadry.russian.sees import is_see
from kadry.russian.triggers import ROLLS, Trigger, role_made
from kadry.russian.words import alike, can_be, is_fixed, noun_lemmas

DATING = frozenset(("с", "со", "в"))
INSERTED = 6  # tokens of «, как и прежде,»
LINKS = frozenset(", и а также одновременно еще раньше прежде ранее затем потом позже впоследствии - – —".split())
WORK = frozenset("работать отработать проработать поработать служить прослужить трудиться".split())
BEGINNING = frozenset("закончить начать начинать".split())  # with the role of a career («начинал журналистом»)
# verbs of coming, or of being moved, to a body, behind which the post may stand apart from it
GOING = frozenset(
    "вернуться взять возвратиться перевести переводить перейти переходить поступать поступить пригласить "
    "приглашать прийти принимать принять приходить устроиться".split()
)
WITHDRAWING = frozenset(("прекратить участие", "прекращать участие"))
COMPOSITION = ROLLS | {"член"}
# verbs of giving a seat in the body behind «в» itself: «избран в бюро»
SEATING = frozenset(
    "ввести вводить включить включать выбрать выбирать делегировать доизбрать доизбирать зачислить зачислять избрать "
    "избирать избираться кооптировать переизбрать переизбирать переизбираться принять принимать".split()
)
# bodies whose members one can be, and which are no houses that one enters
SITTING = frozenset(
    "ассамблея бюро горком группа дума исполком кабинет коллегия комиссия комитет крайком обком оргкомитет палата "
    "парламент партком политбюро политсовет постком правительство правление президиум райком секретариат сенат совет "
    "фракция хурал штаб".split()
)
WALKING = frozenset(("войти", "выйти", "выходить", "попасть"))  # of houses too
# what else people make up together
MEMBERED = SITTING | frozenset(
    "администрация академия альянс ансамбль артель ассоциация братство группа гильдия жюри коалиция коллектив конгресс "
    "консорциум концерн конфедерация кооператив корпорация лига объединение оргкомитет организация оркестр редакция "
    "редколлегия содружество товарищество труппа федерация холдинг хор".split()
)
MEMBERS = tuple(sorted(MEMBERED))
OPENING_CLAUSE = frozenset((";", ":", "а"))
LEADER = "глава"
NEAR, FAR = 4, 7  # tokens between a verb and the body that somebody enters or leaves
CLAUSE, FARTHEST = 9, 16  # tokens from the comma of a relative clause to its verb, from its body with a place behind


def has_members(low: str) -> bool:
    """Whether people make up together what a noun names, or what ends in it («комиссия», «горсовет»)."""
    return any(noun.endswith(MEMBERS) for noun in noun_lemmas(low))


class Governed:
    """The bodies of one sentence by the verbs that ask for them."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self.tokens = clause.sentence.tokens

    def bodies(self, trigger: Trigger, before: int, after: int) -> Iterator[Body]:
        """The body that the verb heads, joins, leaves or works in; several only of those that it heads."""
        inside = {i for role in self.clause.roles for i in range(role.start, role.end)}
        free = [b for b in self.clause.bodies if b.first not in inside and before < b.first < after]
        fitting = [b for b in free if b.kind not in ("place", "country") or trigger.kind == "head"]
        if role_made(trigger.lemma):
            yield from self._row(fitting, [b for b in fitting if self._headed(trigger, b)][:1])
        elif trigger.kind == "join":
            lasting = [b for b in fitting if "делегация" not in noun_lemmas(self.tokens[b.head].low)]
            yield from [b for b in lasting if self._entered(trigger, b)][:1]
        elif trigger.kind == "appoint":
            yield from [b for b in fitting if self._seated(trigger, b)][:1]
        elif trigger.kind in ("leave", "dismiss"):
            lasting = [b for b in fitting if self.tokens[b.head].name != "LOC"]  # not «отозван из Вены»
            yield from [b for b in lasting if self._unseated(trigger, b)][:1]
        elif trigger.lemma == "состоять":
            yield from [b for b in fitting if b.first == trigger.token + 2 and self._preceded(b, ("в", "во"))][:1]
        elif trigger.lemma in WORK:
            named = [b for b in fitting if self.tokens[b.head].name != "LOC"]
            yield from self._row(named, [b for b in named if self._preceded(b, ("в", "во", "на"))][:1])

    def come_to(self, trigger: Trigger) -> Body | None:
        """«пришла в редакцию корректором», «в редакцию она пришла»: the body beside a verb of coming."""
        for body in self.clause.bodies:
            start, end = sorted((trigger.token, body.first if body.first > trigger.token else body.last - 1))
            between = [t for t in self.tokens[start:end] if t.text not in QUOTES]
            near = len(between) <= NEAR and not any(t.pos == "PUNCT" for t in between)
            house = body.kind not in ("place", "country") and self.tokens[body.head].name != "LOC"
            goal = self._preceded(body, ("в", "во", "на")) and can_be(self.tokens[body.head], "accs")
            if near and house and goal and _is_goal(self.tokens[body.head]):
                return body
        return None

    def _row(self, free: Sequence[Body], first: Sequence[Body]) -> Sequence[Body]:
        """A headed body and those that «и» or a comma joins to it: «возглавлял телеканал „Орион“ и газету „Степь“»."""
        found = list(first)
        for body in free:
            if found and body.first > found[-1].last and can_be(self.tokens[body.head], found[0].case):
                between = self.tokens[found[-1].last : body.first]
                if all(t.low in LINKS or t.text in OPENING or t.text in CLOSING for t in between):
                    found.append(body)
        return found

    def _preceded(self, body: Body, prepositions: Collection[str]) -> bool:
        """Whether one of some prepositions stands before a body, or before the mark that opens its name."""
        before = body.first - 1 - (body.first > 1 and self.tokens[body.first - 1].text in OPENING)
        return before >= 0 and self.tokens[before].low in prepositions

    def _headed(self, trigger: Trigger, body: Body) -> bool:
        """«возглавил комитет», «комитетом руководит», «секретарствует в обкоме», «партию, которую возглавляет»."""
        head = self.tokens[body.head]
        if head.rel.startswith("nsubj") and head.case == "nomn" and body.first < trigger.token and head.plural:
            return False
        if self._relative(trigger, body):
            return True
        if is_see(self.tokens, body.last):
            return False  # «епископ | Саратовский | Лонгин возглавил»
        if not self._governed(trigger.lemma, body):
            return False
        if " " in trigger.lemma:
            return True
        opened = body.first > 0 and self.tokens[body.first - 1].text in OPENING
        if opened and any(t.pos == "NOUN" for t in self._undated(max(0, body.first - 2), body.first - 1)):
            return False  # «возглавил тренировки „Сокола“»
        if body.first > trigger.token:
            behind = lexicon.verbs()[trigger.lemma].governs == "в"
            between = self._undated(self._past_house(trigger.token + 1), body.first - opened - behind)
            return len(between) <= 3 and not _parted(between)
        between = _without_insert(self._undated(self._past_place(body.last), trigger.token))
        if any(t.pos == "CCONJ" for t in between):
            return False  # «владеет отелем и руководит фондом»
        if self._is_object(trigger, head) and not any(t.pos == "PUNCT" for t in between):
            return True  # «министерство по решению совета возглавил Ким»
        relative = any(t.low.startswith("котор") for t in between)
        return len(between) <= 4 and (relative or not _parted(between))

    def _relative(self, trigger: Trigger, body: Body) -> bool:
        """«комиссия, которой с мая руководит», «совет, во главе которого стоит»: a relative as the verb asks for it."""
        governs = lexicon.verbs()[trigger.lemma].governs
        if not 0 < trigger.token - body.last <= FARTHEST:
            return False
        start = self._past_place(body.last)
        if start == trigger.token - 1 and trigger.token + 1 < len(self.tokens) and governs in ("accs", "ablt"):
            behind = self.tokens[trigger.token + 1]  # «прокуратура, возглавляет которую Ким»
            relative = self.tokens[start].text == "," and behind.low.startswith("котор")
            return relative and self._takes_up(behind, governs, body)
        words = self.tokens[start : trigger.token]
        if not 1 < len(words) <= CLAUSE or words[0].text != ",":
            return False
        leading = (("в",), ("во",)) if governs == "в" else (_rest(trigger.lemma),)
        start = next((1 + len(lead) for lead in leading if _lows(words[1 : 1 + len(lead)]) == lead), len(words))
        told = words[start] if start < len(words) else None
        if told is None or not told.low.startswith("котор"):
            return False
        if any(t.pos == "PUNCT" or t.verb == "Fin" for t in words[start:]):
            return False
        return self._takes_up(told, "gent" if _rest(trigger.lemma) else "loct" if governs == "в" else governs, body)

    def _governed(self, lemma: str, body: Body) -> bool:
        """Whether a body stands in the case, or behind the preposition, that a verb asks for."""
        head, governs = self.tokens[body.head], lexicon.verbs()[lemma].governs
        if rest := _rest(lemma):
            return _lows(self.tokens[max(0, body.first - len(rest)) : body.first]) == rest
        if governs == "в":
            tried = lemma == "председательствовать" and "суд" in noun_lemmas(head.low)  # who presides over one case
            return self._preceded(body, ("в", "во")) and can_be(head, "loct") and not tried
        if self._preceded(body, ("в", "на", "с", "по", "из", "от")):
            return False
        if governs == "accs" and head.case == "gent" and (role_made(lemma) != LEADER or self._is_owner(head)):
            return False  # «редактирует сайт министерства», «по решению правительства возглавил»
        return any(can_be(head, case) for case in (("accs", "nomn") if governs == "accs" else (governs,)))

    def _is_object(self, trigger: Trigger, head: Token) -> bool:
        """By the parser, which may take it for a subject where the verb has no object, but a subject behind it."""
        if head.head != trigger.token or head.rel not in ("obj", "nsubj"):
            return False
        others = {t.rel for t in self.tokens if t.head == trigger.token and t is not head}
        return head.rel == "obj" or ("nsubj" in others and "obj" not in others)

    def _is_owner(self, head: Token) -> bool:
        return head.rel == "nmod" and self.tokens[head.head].pos == "NOUN"

    def _past_place(self, i: int) -> int:
        """Behind the mark that closes a body's name, and behind where it is («посольство России в Италии»)."""
        i += self.tokens[i].text in CLOSING
        place = next((b for b in self.clause.bodies if b.first == i + 1 and self._preceded(b, ("в", "во", "на"))), None)
        return place.last if place is not None and self.tokens[place.head].name == "LOC" else i

    def _past_house(self, i: int) -> int:
        """Behind a body with «в» right behind a verb: «возглавлял | в совете | комитет по экологии»."""
        house = next((b for b in self.clause.bodies if b.first == i + 1 and self._preceded(b, ("в", "во", "на"))), None)
        return house.last if house is not None and house.case == "loct" else i

    def _undated(self, start: int, end: int) -> list[Token]:
        """The tokens between two places but for those of dates: «возглавлял с 2010 года комитет», «вошёл в мае в …»."""
        dated: set[int] = set()
        for period in self.clause.periods:
            before = period.first > 0 and self.tokens[period.first - 1].pos == "ADP"
            dated.update(range(period.first - before, period.last))
        for i in range(start, end):
            if self.tokens[i].low in lexicon.months() and i not in dated:  # «с 1 июля», «в апреле»
                first = i - self.tokens[i - 1].text.isdigit()
                dated.update(range(first - (self.tokens[first - 1].low in DATING), i + 1))
        return [self.tokens[i] for i in range(start, end) if i not in dated]

    def _entered(self, trigger: Trigger, body: Body) -> bool:
        """«вошёл в состав комиссии», «вступил в партию», «присоединился к правлению»."""
        if any(t.low in ("состав", "составе") for t in self.tokens[max(0, body.first - 2) : body.first]):
            return self._distance(trigger, body) <= FAR
        if self._joined_in_clause(trigger, body):
            return True
        if self._distance(trigger, body) > NEAR:
            return False
        if body.first > trigger.token:
            return self._preceded(body, ("в", "во", "к", "ко")) and not self._is_walked_into(trigger, body)
        head = self.tokens[body.head]  # «В бюро обкома вошли …», not «В музей вошли …»
        opens = body.first == 1 or (body.first > 1 and self.tokens[body.first - 2].low in OPENING_CLAUSE)
        goal = opens and self._preceded(body, ("в", "во")) and _is_goal(head)
        return goal and (body.kind in ("abbreviation", "party") or not SITTING.isdisjoint(noun_lemmas(head.low)))

    def _is_walked_into(self, trigger: Trigger, body: Body) -> bool:
        """«попал в больницу», «вышел из банка»: a house that has no name, not «вошёл в правление»."""
        if trigger.lemma not in WALKING or body.proper or body.kind in ("party", "team"):
            return False
        return MEMBERED.isdisjoint(noun_lemmas(self.tokens[body.head].low))

    def _joined_in_clause(self, trigger: Trigger, body: Body) -> bool:
        """«комиссия, в которую вошли …», «совет, в состав которого вошли …»."""
        words = self.tokens[body.last : trigger.token]
        if len(words) not in (3, 4) or words[0].text != "," or words[1].low not in ("в", "во"):
            return False
        told = words[-1] if len(words) == 3 or words[2].low == "состав" else None
        case = "gent" if len(words) == 4 else "accs"
        return told is not None and told.low.startswith("котор") and self._takes_up(told, case, body)

    def _takes_up(self, pronoun: Token, case: str, body: Body) -> bool:
        return can_be(pronoun, case) and alike(pronoun.low, self.tokens[body.head].low)

    def _seated(self, trigger: Trigger, body: Body) -> bool:
        """«введён в состав Политбюро», «принят в члены партии», «избран в бюро»."""
        if self._distance(trigger, body) > FAR:
            return False
        if self._preceded(body, ("в", "во")):
            goal = _is_goal(self.tokens[body.head]) and can_be(self.tokens[body.head], "accs")
            return goal and trigger.lemma in SEATING and body.first > trigger.token
        return self.composed(body.first, ("в", "во"))

    def _unseated(self, trigger: Trigger, body: Body) -> bool:
        """«выведен из состава Политбюро», «вышел из рядов партии», «исключён из партии», «прекратил участие в бюро»."""
        if trigger.lemma in WITHDRAWING:
            worked = body.first > 0 and self.tokens[body.first - 1].low in ("работе", "деятельности")
            return body.first > trigger.token and (worked or self._preceded(body, ("в", "во")))
        if self._preceded(body, ("из",)):
            return body.first > trigger.token and not self._is_walked_into(trigger, body)
        return self.composed(body.first, ("из",)) and self._distance(trigger, body) <= FAR

    def composed(self, first: int, prepositions: Collection[str]) -> bool:
        """Whether a preposition and a noun for those who belong to a body stand right before a place."""
        noun = frozenset(noun_lemmas(self.tokens[first - 1].low)) if first > 1 else frozenset()
        return not COMPOSITION.isdisjoint(noun) and self.tokens[first - 2].low in prepositions

    def _distance(self, trigger: Trigger, body: Body) -> int:
        start, end = (body.last, trigger.token) if body.first < trigger.token else (trigger.token, body.first)
        return len(self._undated(start, end))


def _rest(lemma: str) -> tuple[str, ...]:
    """The further words of a fixed phrase, behind which its body stands («стоять | во главе», «стоять | у руля»)."""
    return tuple(lemma.split(" ")[1:])


def _lows(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple([token.low for token in tokens])


def _without_insert(tokens: list[Token]) -> list[Token]:
    """The words between a body and its verb without «, как и прежде,», which says when or how, «, созданный в мае,»."""
    if len(tokens) < 3 or tokens[0].text != "," or tokens[-1].text != ",":
        return tokens
    told = next(t for t in tokens[1:] if t.pos != "ADV")
    if told.verb == "Part":
        return [] if all(t.verb != "Fin" for t in tokens) else tokens
    opens = len(tokens) > 3 and tokens[1].low == "как"
    return [] if opens and not any(t.pos == "NOUN" or t.verb for t in tokens[:INSERTED]) else tokens


def _parted(tokens: Sequence[Token]) -> bool:
    """Whether a mark or a preposition is among what stands between two words, other than «в ней»."""
    pronoun = any(t.low in ("ней", "нем", "них") for t in tokens)
    return any(t.pos == "PUNCT" or (t.pos == "ADP" and not pronoun) for t in tokens)


def _is_goal(head: Token) -> bool:
    """«в бюро», which does not decline, or a case other than that of «в бюро состоит»."""
    return head.case != "loct" or is_fixed(head.low)
