"""Slots: which bodies of a sentence stand in which place of a verb: who does it, to whom, to what, from what.

The parser's word counts first; where it says nothing, the nearest body in the right case does, if no other verb stands
between.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.meanings import Meanings
from kadry.russian.numbering import number_at
from kadry.russian.placement import BREAKS, NOTHING, REACH, is_participle, is_short
from kadry.russian.pronouns import BEHIND, DATIVE, DOERS, OWNERS, PRONOUNS, alike
from kadry.russian.signed import Signs
from kadry.russian.signs import ORDER
from kadry.russian.tiewords import is_charge, is_one, listed
from kadry.russian.words import alike as agreeing
from kadry.russian.words import can_be, forms, noun_lemmas

BEFORE_ORDER = 4  # tokens from a decision to who issued it
OBJECTS = frozenset(("его", "ее"))
_POINTING = frozenset(("этот", "тот", "данный", "указанный", "же", "упомянутый"))
BY_WHICH = frozenset(("которым", "которой", "которыми"))


class Slots(Meanings):
    """The places of the verbs of one sentence.

    issuers: kind of decision → who issued the last of it.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        bodies: Sequence[Body],
        before: Sequence[tuple[Body, str]] = (),
        issuers: Mapping[str, Body] = MappingProxyType({}),
        made: Body | None = None,
        within: Mapping[int, Body] = NOTHING,
    ) -> None:
        super().__init__(tokens, bodies, before, made, within)
        self.issuers = issuers

    def subject(self, i: int, *, depth: int = 3) -> list[Body]:
        """The bodies that are the subject of the verb at token i, or of the one that it is joined to."""
        told = [k for k in self._part(i) if self.tokens[k].head == i and self.tokens[k].rel.startswith("nsubj")]
        told = [k for k in told if not self._is_done(k)]
        told.sort(key=lambda k: abs(k - i))
        if any(listed("matter", self.tokens[k].low) for k in told):
            return []  # «функции центра передаются фонду»
        told.sort(key=lambda k: self._is_this(k) or not self._agrees(i, k))  # «деятельность банка проверял комитет»
        own = next((b for b in self.bodies if b.last == i and self._is_subject(b)), None)
        if told and own is not None and self._is_apart(i, told[0]) and self._agrees(i, own.head):
            return self.row(own)  # «отдел выделяется из комитета, а служба | войдёт в него»
        behind = next((b for b in self.bodies if b.first == i + 2), None)
        if behind is not None and self._is_subject(behind) and self._is_given_up(i, i + 1):
            return self.row(behind)  # «учредило её | министерство»
        beside = (k for k in (i + 1, i - 1) if 0 <= k < len(self.tokens) and self._is_pronoun(k))
        if told and (not self._agrees(i, told[0]) or (depth and self._is_object(i, told[0]))):
            told = []
        elif told and is_order(self.tokens[told[0]].low):
            return []  # «указ упраздняет комитет»: no body does it by itself
        elif told or (told := [*beside]):
            meant = (self._meant(k) for k in told)
            return self.row(next((body for body in meant if body is not None), None))
        governor = self._governor(i)
        if depth and self.tokens[i].rel in ("conj", "xcomp") and governor >= 0 and self._is_predicate(governor):
            return self._shared(i, governor, depth - 1)
        charge = self._charge(i) if self.tokens[i].verb == "Inf" else None
        if charge is not None:
            return self.governed(charge, "datv")  # «отделу поручено проверить …»
        either = self.tokens[i].verb != "Inf"  # «создать лабораторию, а комитет упразднить»
        nearest = self._nearest(
            i, lambda b: (either or b.last <= i) and self._is_subject(b) and self._agrees(i, b.head), left_first=True
        )
        earlier = self.bounds(i)[0] - 1
        nearest = nearest or self._before_clause(i)
        whole = self.tokens[i].rel.startswith("csubj")  # «предполагается создать лабораторию», by nobody
        if nearest is None and depth and not whole and earlier >= 0 and self.tokens[earlier].text not in BREAKS:
            return self.subject(earlier, depth=depth - 1)  # «подчиняется …, докладывает …»
        return self.row(nearest)

    def _is_done(self, k: int) -> bool:
        """«комитет, проверивший | управление, | отчитается»: a noun to which the participle right before it is done."""
        body = self.heads.get(k)
        participle = self.tokens[body.first - 1] if body is not None and body.first else None
        if participle is None or not is_participle(participle.low) or is_short(participle.low):
            return False
        return "tran" in forms(participle.low)[0].grammemes and not agreeing(participle.low, self.tokens[k].low)

    def _is_apart(self, i: int, k: int) -> bool:
        """Whether another verb, or a comma, stands between the verb at token i and its subject at token k."""
        return k < self.bounds(i)[0] or any(t.text == "," for t in self.tokens[i:k])

    def staff(self, i: int) -> list[Body]:
        """«ревизоры управления | проверили завод»: the body whose people do what the verb at token i says."""
        told = (k for k in self._part(i) if self.tokens[k].head == i and self.tokens[k].rel.startswith("nsubj"))
        k = next((k for k in told if self.tokens[k].plural and listed("staff", self.tokens[k].low)), None)
        return self.behind(k) if k is not None else []

    def _before_clause(self, i: int) -> Body | None:
        """«компания, акции которой принадлежат государству, | переименована»: the subject before a clause set in."""
        if not i or self.tokens[i - 1].text != ",":
            return None
        start = next((k for k in range(i - 2, 0, -1) if self.tokens[k].text == ","), 0)
        if not any(self._is_relative(k) for k in range(start + 1, i)):
            return None
        body = next((b for b in self.bodies if b.last == start), None)
        return body if body is not None and self._is_subject(body) and self._agrees(i, body.head) else None

    def _part(self, i: int) -> range:
        """The tokens between the semicolons or colons around token i: what the parser ties over one is not believed."""
        low = next((k + 1 for k in range(i - 1, -1, -1) if self.tokens[k].text in BREAKS), 0)
        high = next((k for k in range(i, len(self.tokens)) if self.tokens[k].text in BREAKS), len(self.tokens))
        return range(low, high)

    def _governor(self, i: int) -> int:
        """The word that a verb is joined to: «которая подчинена ему | и | станет докладывать» before the parser's."""
        told, part = self.tokens[i].head, self._part(i)
        if self.tokens[i].rel != "conj":
            return told
        for k in range(i - 1, max(told, part.start - 1), -1):
            if self.tokens[k].pos == "PUNCT" and told in part:
                break
            if self.tokens[k].verb == "Fin" or is_short(self.tokens[k].low):
                return k
        return told

    def _is_object(self, i: int, k: int) -> bool:
        """«совет признал …, а взамен учредил | фонд»: whether what the parser took for a subject is the object."""
        token, governor = self.tokens[i], self._governor(i)
        body = self.heads.get(k)
        if token.rel != "conj" or body is None or governor < 0 or not self.stands(body, "accs"):
            return False
        nouns = [t for t in self.tokens if t.head == i and t.rel in ("obj", "iobj")]
        shared = any(t.head == governor and t.rel == "nsubj" for t in self.tokens[:governor])
        return not nouns and shared and any("tran" in f.grammemes for f in forms(token.low))

    def _agrees(self, i: int, k: int) -> bool:
        """Whether a noun may be what the verb at token i tells of, by their genders («палата проверяла»)."""
        verb = self.tokens[i]
        if verb.verb == "Fin" and verb.tense and self._differs(verb, k):
            return False
        told = {form.gender for form in forms(self.tokens[i].low) if form.kind in ("VERB", "PRTS", "ADJS")} - {""}
        noun = self.tokens[k]
        genders = {form.gender for form in forms(noun.low) if form.kind == "NOUN"} - {""}
        return not told or not genders or noun.plural or not told.isdisjoint({*genders, noun.gender})

    def _differs(self, verb: Token, k: int) -> bool:
        """«штаб учредили министерство и служба»: whether one alone and a verb of many, or the other way round."""
        body = self.heads.get(k)
        told = {form.number for form in forms(verb.low) if form.kind == "VERB"}
        if told == {"plur"} and body is not None and not self.tokens[k].plural:
            joined = any(t.head == k and t.rel == "conj" for t in self.tokens)
            return not joined and len(self.row(body)) == 1 and verb is self.tokens[min(body.last, len(self.tokens) - 1)]
        return self.tokens[k].plural and told == {"sing"}

    def _is_predicate(self, k: int) -> bool:
        return bool(self.tokens[k].verb) or is_short(self.tokens[k].low)

    def _shared(self, i: int, governor: int, depth: int) -> list[Body]:
        """Who does what the verb at token i says, of the verb that it hangs on: «обязанная отчитываться»."""
        token = self.tokens[governor]
        if self.tokens[i].verb == "Inf" and is_charge(token.low):
            return self.governed(governor, "datv")  # «отделу поручено проверить …»
        if self.tokens[i].verb == "Inf" and token.verb == "Fin" and is_one("ordering", token.low):
            told = [b for b in self.object(governor) if b.last <= i]  # and not what the infinitive is done to
            return told or self.governed(governor, "datv")  # «обязал службу отчитываться»
        bound = token.verb == "Part" and not is_short(token.low)
        return self.modified(governor) if bound else self.subject(governor, depth=depth)

    def _charge(self, i: int) -> int | None:
        """«проверить завод | поручено | комитету»: the word beside an infinitive's stretch by which it is ordered."""
        low, high = self.bounds(i)
        return next((k for k in (low - 1, high) if 0 <= k < len(self.tokens) and is_charge(self.tokens[k].low)), None)

    def _is_pronoun(self, k: int) -> bool:
        """«отчитываться | он | будет перед советом»: a subject that the parser may give to another word."""
        return self.tokens[k].low in PRONOUNS and self.tokens[k].rel.startswith("nsubj")

    def _is_subject(self, body: Body) -> bool:
        return body.case == "nomn" and not self.preposition(body)

    def object(self, i: int) -> list[Body]:
        """The bodies in the accusative that the verb at token i governs."""
        pronoun = next((k for k in (i + 1, i - 1) if self._is_given_up(i, k)), None)
        if pronoun is not None:
            meant = self.antecedent(pronoun)  # «учредило | её министерство»
            return [meant] if meant is not None and alike(self.tokens[pronoun].low, self._noun(meant)) else []
        told = [k for k in self._part(i) if self.tokens[k].head == i and self._is_told_object(i, k)]
        if told:
            told.sort(key=self._is_relative)
            body = next((found for k in told if (found := self._object_at(k)) is not None), None)
            joined = (
                b for b in self.bodies if self.tokens[b.head].head == told[0] and self.tokens[b.head].rel == "conj"
            )
            return self.row(body) if body is not None else self._work(told[0]) or self.row(next(joined, None))
        return self.row(self._nearest(i, self._may_be_object))

    def _may_be_object(self, body: Body) -> bool:
        """Not «учредить в рамках | комиссии | подкомитет», which the noun before it owns."""
        head = self.tokens[body.head]
        owned = head.case == "gent" and head.rel == "nmod" and head.head == body.first - 1
        return not owned and self.stands(body, "accs") and not self.preposition(body)

    def _is_given_up(self, i: int, k: int) -> bool:
        """Whether token k is a pronoun that is the object of the verb at token i."""
        if not 0 <= k < len(self.tokens) or self.tokens[k].low not in OBJECTS or self.tokens[i].verb != "Fin":
            return False
        if self.tokens[k].head == i and self.tokens[k].rel in ("obj", "iobj"):
            return True
        doer = next((b for b in self.bodies if b.first == k + 1), None) if k > i else None
        return doer is not None and self._is_subject(doer) and self._agrees(i, doer.head)

    def _is_told_object(self, i: int, k: int) -> bool:
        """Whether token k is an object, or one that the parser takes for a subject («работу банка проверял отдел»)."""
        if self.tokens[k].rel != "nsubj":
            return self.tokens[k].rel == "obj"
        if self._is_this(k):
            return any(t.head == i and t.rel == "nsubj" for n, t in enumerate(self.tokens) if n != k)
        several = k in self.heads and self._differs(self.tokens[i], k)
        work = several or not _work().isdisjoint(noun_lemmas(self.tokens[k].low))
        return work and not self._agrees(i, k) and can_be(self.tokens[k], "accs")

    def _object_at(self, k: int) -> Body | None:
        """The body that an object's token names, whichever of its words the parser took, or that «который» means."""
        if self._is_relative(k):
            return self._related(k)
        body = self.heads.get(k) or next((b for b in self.bodies if b.head < k < b.last and b.case == "accs"), None)
        return self._pointed(body) if body is not None else None

    def _work(self, k: int) -> list[Body]:
        """«проверила работу управления», «проверяла её работу», «деятельность которой курирует»."""
        if _work().isdisjoint(noun_lemmas(self.tokens[k].low)):
            return []
        owner = self.antecedent(k - 1) if k and self.tokens[k - 1].low in OWNERS else None
        if self._is_relative(k + 1):
            owner = self._related(k + 1)
        if k + 1 < len(self.tokens) and not _work().isdisjoint(noun_lemmas(self.tokens[k + 1].low)):
            return self._work(k + 1)  # «расходование | бюджета | комиссии»
        return self.behind(k) or ([owner] if owner is not None else self.worker(k))

    def worker(self, i: int) -> list[Body]:
        """«соблюдение законов | заводом», «проверка использования субсидий | театром»: who does the work at token i."""
        words = self.tokens[i : i + REACH]
        end = next((n for n, t in enumerate(words) if n and (t.verb or t.pos in ("PUNCT", "ADP"))), len(words))
        if not any(listed("work", t.low) for t in words[:end]):
            return []
        return self.row(next((b for b in self.bodies if i < b.first < i + end and b.case == "ablt"), None))

    def _is_behind(self, k: int, preposition: str) -> bool:
        """«отчитывается перед | ней»: a pronoun behind a preposition at token k."""
        return k < len(self.tokens) and self.tokens[k - 1].low == preposition and self.tokens[k].low in BEHIND

    def governed(self, i: int, case: str, preposition: str = "") -> list[Body]:
        """The bodies in a case, behind a preposition where given, that belong to the verb at token i."""
        relative = self._relative(i, case, preposition)
        if relative is not None:
            return [relative]
        if preposition:
            return self._behind_preposition(i, case, preposition)
        near = [k for k in (i + 1, i - 1) if 0 <= k < len(self.tokens) and self.tokens[k].low in DATIVE]
        if case == "datv" and near:
            meant = self._other_than(near[0], self.subject(i) if self.tokens[i].verb == "Fin" else [])
            return [meant] if meant is not None else []
        if case == "ablt" and self.tokens[i].verb in ("Fin", "Inf"):
            doer = next((k for k in (i + 1, i - 1, i - 2) if self._is_doer(k)), None)
            if doer is not None:
                meant = self.antecedent(doer)  # «им будет руководить канцелярия»
                return [meant] if meant is not None else []
        direct = next((b for b in self.bodies if b.first == i + 1 and self.stands(b, case)), None)
        if direct is None and case == "datv":
            direct = next((b for b in self.bodies if self._is_given(b, i)), None)
        told = self._addressee(i) if case == "datv" else -1
        free = [b for b in self.bodies if b.case == case and b.head != told]
        free = [b for b in free if not (self.preposition(b) or self._is_anothers(b, i))]
        plain = direct or self._nearest(i, lambda b: b in free)
        if plain is None and case == "datv" and self._is_doubled(i):
            return self.governed(i + 2, case)  # «подотчётна и | подконтрольна собранию»
        return self.row(plain)

    def _is_doubled(self, i: int) -> bool:
        """Whether another short adjective is joined to the one at token i."""
        joined = i + 2 < len(self.tokens) and self.tokens[i + 1].low == "и"
        return joined and is_short(self.tokens[i].low) and is_short(self.tokens[i + 2].low)

    def _addressee(self, i: int) -> int:
        """«рекомендовал | совету | передать ему центр»: who is told to do a deed, or -1."""
        governor = self._governor(i) if self.tokens[i].verb == "Inf" else -1
        if not 0 <= governor < i or not is_one("ordering", self.tokens[governor].low):
            return -1
        return next((b.head for b in self.bodies if governor < b.first and b.last <= i and b.case == "datv"), -1)

    def _behind_preposition(self, i: int, case: str, preposition: str) -> list[Body]:
        """Whom a pronoun, a noun for its work or a body behind the preposition of a verb means."""
        near = (i + 2, i + 3, i - 1, i - 2)  # «отчитывается перед ней», «к ней присоединили»
        pronoun = next((k for k in near if k > 0 and self._is_behind(k, preposition)), None)
        body = self.antecedent(pronoun) if pronoun is not None else None
        found = [body] if body is not None else self._working(i, preposition)
        if found:
            return found
        fits: Callable[[Body], bool] = lambda b: self.preposition(b) == preposition and self.stands(b, case)  # noqa: E731
        return self.row(self._nearest(i, fits))

    def _working(self, i: int, preposition: str) -> list[Body]:
        """«за работой порта надзирает регистр»: the body behind a noun for its work that the verb governs."""
        low, high = self.bounds(i)
        nouns = (k for k in range(max(low, 1), min(high, i + REACH)) if self.tokens[k - 1].low == preposition)
        return next((found for k in nouns if (found := self._work(k))), [])

    def _is_doer(self, k: int) -> bool:
        return 0 <= k < len(self.tokens) and self.tokens[k].low in DOERS and self.tokens[k].case != "datv"

    def _is_given(self, body: Body, i: int) -> bool:
        """Whether the parser takes a body for what something is given to by the verb at token i."""
        head = self.tokens[body.head]
        return head.head == i and head.rel == "iobj" and self.stands(body, "datv") and not self.preposition(body)

    def agent(self, i: int) -> list[Body]:
        """Who does what is told in the passive: a body in the instrumental, or the issuer of a decision."""
        issuer = self.issuer(i)
        if issuer is not None:
            return [issuer[1]]
        if i + 1 < len(self.tokens) and self.tokens[i + 1].low in DOERS:
            body = self.antecedent(i + 1)  # «учреждённый им же»
            return [body] if body is not None else []
        free = [b for b in self.bodies if b.case == "ablt" and not (self.preposition(b) or self._is_anothers(b, i))]
        return self.row(self._nearest(i, lambda b: b in free))

    def _is_anothers(self, body: Body, i: int) -> bool:
        """«фонд, учреждённый союзом, закрыт»: whether a body belongs to another participle than the one at token i."""
        k = self.tokens[body.head].head
        if k in (-1, i) or body.first == i + 1:
            return False
        return not is_short(self.tokens[k].low) and is_participle(self.tokens[k].low)

    def issuer(self, i: int) -> tuple[int, Body] | None:
        """The decision by which the verb at token i is done, and the body that issued it."""
        low, high = self._own(i)
        relative = next((k for k in range(low, i) if self.tokens[k].low in BY_WHICH), None)
        if relative is not None:
            return self._of_which(relative)
        for k in range(low, high):
            if self.tokens[k].case in ("ablt", "datv") and is_order(self.tokens[k].low):
                body = self.issued(k)
                if body is None and k and _POINTING.intersection(noun_lemmas(self.tokens[k - 1].low)):
                    body = self.issuers.get(noun_lemmas(self.tokens[k].low)[0])
                if body is not None:
                    return k, body
        return None

    def ordered(self, i: int) -> tuple[int, Body] | None:
        """«постановление учреждает инспекцию», «…, которым | упразднил …»: the decision that does it, and whose."""
        found = self.issuer(i)
        if found is not None:
            return found
        verbs = (i, self._governor(i)) if self.tokens[i].rel == "conj" else (i,)
        own = (k for k in range(i) if self.tokens[k].head in verbs and self.tokens[k].rel.startswith("nsubj"))
        k = next((k for k in own if is_order(self.tokens[k].low)), None)
        if k is None:
            return None
        body = self.issued(k) or self.issuers.get(noun_lemmas(self.tokens[k].low)[0])
        return (k, body) if body is not None else None

    def _of_which(self, relative: int) -> tuple[int, Body] | None:
        """«совет принял резолюцию, | которой учреждён комитет»: the decision before a relative, and who issued it."""
        k = next((k for k in range(relative - 1, -1, -1) if is_order(self.tokens[k].low)), None)
        if k is None:
            return None
        body = self.issued(k) or self.issuers.get(noun_lemmas(self.tokens[k].low)[0])
        return (k, body) if body is not None else None

    def issued(self, k: int) -> Body | None:
        """The body behind the decision at token k, or behind its holder of a post («приказом главы комитета»)."""
        numbered = number_at(self.tokens, k + 1)
        start = numbered[1] - 1 if numbered is not None else k
        near = (b for b in self.bodies if start < b.first <= start + BEFORE_ORDER and self.stands(b, "gent"))
        clear = (b for b in near if not any(t.verb or t.text == "," for t in self.tokens[k + 1 : b.first]))
        return next((b for b in clear if b.last >= len(self.tokens) or self.tokens[b.last].text != "/"), None)


def _words(group: str) -> Iterator[str]:
    return (columns[0] for columns in lexicon.structure(group))


@cache
def _work() -> frozenset[str]:
    return frozenset(_words("work"))


def is_order(low: str) -> bool:
    """Whether a word is a kind of decision."""
    return not orders().isdisjoint(noun_lemmas(low))


@cache
def orders() -> frozenset[str]:
    """The kinds of decision."""
    return frozenset(_words("order"))


def find_issuers(tokens: Sequence[Token], bodies: Sequence[Body], signs: Signs) -> Iterator[tuple[str, Body]]:
    """The kinds of decision that a sentence names with a body that issued one («приказ министерства»).

    signs: those of its words.
    """
    for i in signs.where(ORDER):
        body = Slots(tokens, bodies).issued(i)
        if body is not None:
            yield noun_lemmas(tokens[i].low)[0], body
