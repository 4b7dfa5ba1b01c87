"""Tails: what follows a role's head noun; first its own words, then its body."""

import re
from collections.abc import Collection

from kadry.russian import lexicon
from kadry.russian.analysis import Sentence, Token
from kadry.russian.bodies import Body, Finder
from kadry.russian.complements import GOVERNING
from kadry.russian.heads import is_abbreviation, is_candidate, is_compound, is_cut_acting, is_role, role_at
from kadry.russian.marks import OPENING
from kadry.russian.phrases import shortened, shortened_role
from kadry.russian.rolewords import after_end, role_entry, role_name
from kadry.russian.signed import Signs
from kadry.russian.words import adjectival, can_be, nominative, noun_lemmas

# what a post may be «по»: the genitive after it belongs to the role (по делам разведки)
MATTERS = frozenset(("делам", "вопросам", "проблемам"))
BOARDS = frozenset((("совета", "директоров"), ("советов", "директоров"), ("правления",), ("правлений",)))
BOARD_WORDS = frozenset(words[0] for words in BOARDS)
ARTS = frozenset("театра кино эстрады цирка телевидения радио балета оперы оперетты сцены".split())
DISTRICT = re.compile(r"[А-Я][А-Яа-я]?[А-Я]?ФО$")  # ЦФО, УрФО, СЗФО: districts of a president's envoys
FIELDS = frozenset(("АПК", "ЖКХ", "ОПК", "ТЭК"))  # what ministers have in charge, cut to its letters
NOT_FIELDS = frozenset(("правительство", "кабинет", "администрация", "министерство"))
MINISTER = re.compile(r"\b(?:зам|гос)?министр|нарком$")
OMBUDSMEN = frozenset(("уполномоченный", "уполномоченная", "омбудсмен"))  # whose «в» names their region
SPORTS = frozenset(
    "вратарь голкипер директор защитник игрок капитан нападающий наставник полузащитник тренер форвард хавбек".split()
)
SQUAD = re.compile(r"(?:[бвгдзйклмнпрст]цев|[ао]вцев|ичей|чан|[ая]н)$")  # «магнитогорцев», «омичей», «ростовчан»
ENVOYS = frozenset(("полпред", "полномочный представитель"))  # whose «в» names their district
ACTING = ("исполняющ", "исполнявш")
SHORTENED = frozenset(("зав", "зам", "исп", "врио"))
POINTING = frozenset("этого этой этих данного данной этим указанного указанной его ее их".split())
SAME = frozenset(("того", "той", "этого", "этой"))  # with «же»
# prepositions before the place of a post, and their cases
PLACED = {
    "в": ("loct",),
    "во": ("loct",),
    "на": ("loct",),
    "при": ("loct",),
    "от": ("gent",),
    "по": ("datv",),
    "с": ("ablt",),
}


class Tail:
    """Finds what follows the roles of one sentence; ``blocked`` are the tokens of names, ``marks`` as in Finder."""

    def __init__(self, number: int, sentence: Sentence, blocked: Collection[int], marks: Signs | None = None) -> None:
        self.number = number
        self.tokens = sentence.tokens
        self.blocked = blocked
        self.bodies = Finder(number, sentence, blocked, marks)
        self.nominals = self.bodies.nominals

    def own(self, head: int, entry: lexicon.Role) -> tuple[int, bool, lexicon.Role]:
        """The end of the role's own words, whether they make its holder an acting one, and the innermost role."""
        i = self._named(head)
        acting = False
        short = self.tokens[head].low in SHORTENED and i < len(self.tokens) and self.tokens[i].text == "."
        if short or shortened_role(self.tokens, head):
            i += 1
        if entry.lemma.startswith(ACTING) and i < len(self.tokens) and self.tokens[i].low == "обязанности":
            i, acting = i + 1, True
        if i >= len(self.tokens) or i in self.blocked:
            return i, acting, entry
        if self.tokens[i].low == "при" and ("of" in entry.flags or "domain" in entry.flags):
            i = self._serving(i)
        if "of" in entry.flags or acting or entry.lemma in lexicon.particles("envoy"):
            nested = self._nested(i)
            if nested is not None:
                return self._past_matter(nested[0]), acting, nested[1]
        if "domain" in entry.flags and not self._is_squad(i, entry):
            i = self._domain(i, MINISTER.search(entry.lemma) is not None)
            i = self._serving(i) if i < len(self.tokens) and self.tokens[i].low == "при" else i
        return self._board(i), acting, entry

    def _past_matter(self, i: int) -> int:
        """The end of what somebody's assistant deals with («помощник президента | по международным делам»)."""
        told = i < len(self.tokens) and i not in self.blocked and self.tokens[i].low == "по"
        end = self._domain(i, False) if told else i
        return end if self._is_closed(end) else i

    def _serving(self, i: int) -> int:
        """The end of whom an adviser or a commissioner serves («советник | при президенте | по вопросам экологии»)."""
        inner = role_at(self.tokens, i + 1, self.blocked) if i + 1 < len(self.tokens) else None
        if inner is None or self.tokens[i + 1].plural or not can_be(self.tokens[i + 1], "loct"):
            return i
        end = self._named(i + 1)
        return i if end in self.blocked else end  # «при президенте Киме», whose title it is

    def _board(self, i: int) -> int:
        """The end of a board after its chairman or member: the post is the company's («член совета директоров»)."""
        if i >= len(self.tokens) or self.tokens[i].low not in BOARD_WORDS:
            return i
        words = tuple(t.low for t in self.tokens[i : i + 2])
        return next((i + size for size in (1, 2) if words[:size] in BOARDS), i)

    def _named(self, head: int) -> int:
        """The end of a head, of the words that a fixed name has after it, or of what a candidate runs for."""
        name = role_name(self.tokens, head)
        if name is not None:
            return after_end(self.tokens, head, name.after)
        if is_candidate(self.tokens, head):
            return head + 3
        return head + (4 if is_cut_acting(self.tokens, head) else 1)

    def _nested(self, i: int) -> tuple[int, lexicon.Role] | None:
        """The role in the genitive that a deputy or assistant takes, with its own field: its end and its entry."""
        k = i
        while k < len(self.tokens) and k - i < 4 and k not in self.blocked:
            inner = role_at(self.tokens, k, self.blocked)
            if inner is not None and (can_be(self.tokens[k], "gent") or "indecl" in inner.flags):
                end, _, innermost = self.own(k, inner)
                return end, innermost
            short = bool(shortened(self.tokens, k))
            if not short and not adjectival(self.tokens[k].low, 2) and self.tokens[k].low != "временно":
                return None
            k += 1 + short
        return None

    def _is_body(self, i: int, minister: bool) -> bool:
        """Whether a body begins here; «сельское хозяйство» after a minister is his field, «края» is not."""
        body = self.bodies.at(i, ("gent",))
        if body is None or not minister:
            return body is not None
        head = self.tokens[body.head]
        kinds = ("organ", "company", "name") if head.name else ("organ", "company")
        field = head.text.islower() and body.kind in kinds and not self._other_name(head, i)
        return not field or not NOT_FIELDS.isdisjoint(noun_lemmas(head.low))

    def _domain(self, i: int, minister: bool) -> int:
        """The end of a field that is part of a role: a common genitive (иностранных дел) or «по» with a dative."""
        end = i
        while end < len(self.tokens) and end not in self.blocked:
            matter = end > i and self.tokens[end - 1].low in MATTERS
            field = minister and self.tokens[end].text in FIELDS
            if not (matter or field) and self._is_body(end, minister and end == i):
                break
            if end == i and self.tokens[end].low == "по":
                nxt = self.nominals.after_preposition(end, ("datv",))
            elif end > i and self.tokens[end - 1].low in GOVERNING.get(self.tokens[end].low, ()):
                nxt = self.nominals.after_preposition(end, ("ablt",))
            elif end > i and self.tokens[end].text in ("и", ","):
                nxt = self.nominals.coordinated(end)
                nxt = self._further_field(end) if nxt == end and minister else nxt
            else:
                nxt, _ = self.nominals.genitive(end)
                if nxt > end and any(
                    (is_abbreviation(t) and not (minister and t.text in FIELDS))
                    or self._other_name(t, i)
                    or (t.capital and end > i)
                    for t in self.tokens[end:nxt]
                ):
                    nxt = end
            if nxt == end:
                break
            end = nxt
        return end

    def _further_field(self, i: int) -> int:
        """The end of «и технического надзора» behind a minister's field, which a body could be called too."""
        end = self.nominals.phrase(i + 1)
        head = self.tokens[end - 1]
        further = end > i + 1 and head.text.islower() and not head.name and not is_role(head)
        if not further or not NOT_FIELDS.isdisjoint(noun_lemmas(head.low)):
            return i
        goes_on = end < len(self.tokens) and self.tokens[end].text in ("и", ",")
        return end if self.tokens[i].text == "и" or goes_on else i

    def _other_name(self, token: Token, i: int) -> bool:
        """Whether a token's name span is not that of the role before token ``i`` («Экс-министр обороны» may be one)."""
        return bool(token.name) and token.span != self.tokens[i - 1].span

    def body(self, i: int, outer: lexicon.Role, entry: lexicon.Role) -> tuple[Body | None, int]:
        """The body that follows the role, and its end; a bracketed short form after it is passed over."""
        if i >= len(self.tokens) or i in self.blocked:
            return None, i
        stage = self._stage(i) if outer.role_class == "profession" else i
        if stage > i:
            return None, stage
        body = self._named_body(i + self._points(i), entry)
        end = i if body is None else self._past_same(self._past_bracket(body.last))
        if body is not None and "honour" in outer.flags and body.kind in ("country", "place"):
            return None, end  # a state that honours somebody is no employer («народный артист России»)
        if outer is not entry and entry.lemma == "президент" and (district := self._district(end)) is not None:
            return district, district.last
        envoy = not lexicon.particles("envoy").isdisjoint((outer.lemma, entry.lemma))
        fights = outer.role_class != "post" and end < len(self.tokens) and self.tokens[end].low in ("с", "со")
        return body, self._past_place(end, envoy or body is not None or fights)

    def _points(self, i: int) -> int:
        """«статс-секретарь этой службы», «глава её правления», «того же комитета»: how many words point at a body."""
        if i + 2 < len(self.tokens) and self.tokens[i].low in SAME and self.tokens[i + 1].low == "же":
            return 2
        return self.tokens[i].low in POINTING and i + 1 < len(self.tokens) and i + 1 not in self.blocked

    def _past_same(self, i: int) -> int:
        """The end of «того же управления» behind a body of it."""
        pointing = self._points(i) if i < len(self.tokens) and self.tokens[i].low in SAME else 0
        body = self.bodies.at(i + 2, ("gent",)) if pointing == 2 else None
        return i if body is None else body.last

    def _named_body(self, i: int, entry: lexicon.Role) -> Body | None:
        """The body at token i: in the case that the role governs, after a preposition, or in quotes."""
        token = self.tokens[i]
        body = self.bodies.at(i, ("ablt", "gent") if "ins" in entry.flags else ("gent",))
        if body is None and "ins" in entry.flags:
            body = self.bodies.governed(i, "ablt")
        if body is None and token.low in ("при", "в", "во", "на", "от", "из") and i + 1 < len(self.tokens):
            found = self.bodies.at(i + 1, ("gent",) if token.low in ("от", "из") else ("loct",))
            if found is not None and (token.low == "от" or self._is_organ(found) or entry.lemma in OMBUDSMEN):
                body = found
            if body is None and entry.lemma in ENVOYS:
                body = self._district(i)
            if body is None and token.low == "от":
                body = self.bodies.quoted_body(i + 1)
        if body is None and token.low == "в" and self._is_within(i, entry):
            body = self.bodies.quoted_body(i + 1, "loct")
        if body is None and self._is_squad(i, entry):
            return Body(self.number, i, i + 1, i, "team", "gent", nominative(token, "gent"), False)
        if body is None:
            body = self.bodies.quoted_body(i) or self._unknown_place(i, entry)
        return body

    def _is_within(self, i: int, entry: lexicon.Role) -> bool:
        """«пост директора | в „Волне“», not «написал директор в „Твиттере“»."""
        oblique = self.tokens[i - 1].case in ("gent", "ablt")
        return oblique and entry.role_class == "post" and self.tokens[min(i + 1, len(self.tokens) - 1)].text in OPENING

    def _is_squad(self, i: int, entry: lexicon.Role) -> bool:
        """«тренер | бельгийцев», «капитан | динамовцев»: a team by its town's, country's or club's people."""
        if i >= len(self.tokens) or not SPORTS.intersection(entry.lemma.split()):
            return False
        token = self.tokens[i]
        if not (token.plural and token.case == "gent" and token.text.islower() and SQUAD.search(token.low)):
            return False
        return role_entry(token.low) is None

    def _district(self, i: int) -> Body | None:
        """Where a president's envoy serves («полпред президента в Уральском федеральном округе»)."""
        if i + 1 >= len(self.tokens) or self.tokens[i].low not in ("в", "во"):
            return None
        place = self.bodies.at(i + 1, ("loct",))
        head = self.tokens[place.head] if place is not None else None
        told = head is not None and ("округ" in noun_lemmas(head.low) or DISTRICT.match(head.text))
        return place if told else None

    def _stage(self, i: int) -> int:
        """The end of the arts of a profession («актёр театра и кино»); i where one theatre is named."""
        end = i
        while end < len(self.tokens) and self.tokens[end].low in ARTS:
            end += 1
            if end + 1 < len(self.tokens) and self.tokens[end].low in ("и", ",") and self.tokens[end + 1].low in ARTS:
                end += 1
        body = self.bodies.at(end - 1, ("gent",)) if end == i + 1 else None
        return i if body is not None and body.last > end else end

    def _unknown_place(self, i: int, entry: lexicon.Role) -> Body | None:
        """A capitalised genitive that nothing knows («мэр Верхнеозёрска»), unless it is whom an assistant serves."""
        token = self.tokens[i]
        if (
            entry.role_class != "post"
            or not token.capital
            or token.text.isupper()
            or (
                token.name == "PER"
                and (i + 1 not in self.blocked or "of" in entry.flags)
                and not is_compound(token.low)
            )
            or token.pos not in ("NOUN", "PROPN")
        ):
            return None
        if not can_be(token, "gent"):
            return None
        return Body(self.number, i, i + 1, i, "place", "gent", nominative(token, "gent"), True)

    def _is_organ(self, body: Body) -> bool:
        return body.kind not in ("place", "country", "name") and self.tokens[body.first].name != "LOC"

    def _past_place(self, i: int, placed: bool) -> int:
        """The end of the place or matter where a post is held («посол Лаоса в КНР», «член палаты от штата Аризона»)."""
        if not placed or i + 1 >= len(self.tokens) or i + 1 in self.blocked:
            return i
        wanted = PLACED.get(self.tokens[i].low)
        if wanted is None:
            return i
        place = self.bodies.at(i + 1, wanted)
        end = place.last if place is not None else self.nominals.after_preposition(i, wanted)
        about = self.tokens[i].low == "по"  # «по правам инвалидов», not «брак певицы с банкиром»
        another = not about and any(is_role(t) for t in self.tokens[i + 1 : end])
        return end if self._is_closed(end) and not another else i

    def _is_closed(self, i: int) -> bool:
        """Whether a name, a mark, a role or an honorific stands at token i, or the sentence ends there."""
        return (
            i >= len(self.tokens)
            or i in self.blocked
            or self.tokens[i].text in ",.;)"
            or is_role(self.tokens[i])
            or self.tokens[i].low in lexicon.particles("honorific")
        )

    def _past_bracket(self, i: int) -> int:
        if i >= len(self.tokens) or self.tokens[i].text != "(":
            return i
        for k in range(i + 1, min(i + 8, len(self.tokens))):
            if self.tokens[k].text == ")":
                return k + 1
            if k in self.blocked or not (self.tokens[k].capital or self.tokens[k].text in "«»-"):
                return i
        return i
