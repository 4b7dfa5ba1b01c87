"""Slots: which bodies of a sentence stand in which place of a verb: who does it, to whom, to what, from what.

The parser's word counts first; where it says nothing, the nearest body in the right case does, if no other verb stands
between.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.marks import OPENING
from kadry.russian.numbering import number_at
from kadry.russian.pronouns import BEHIND, DATIVE, DOERS, OWNERS, PRONOUNS, RELATIVE, alike, genders_of
from kadry.russian.signs import ORDER
from kadry.russian.tiewords import is_one, listed
from kadry.russian.words import agree, can_be, cases, forms, noun_lemmas

REACH = 12  # tokens from a verb to what it governs
BEFORE_ORDER = 4  # tokens from a decision to who issued it
OBJECTS = frozenset(("его", "ее"))
_THIS = frozenset(("этот", "данный", "указанный", "названный"))
_POINTING = frozenset(("этот", "тот", "данный", "указанный", "же", "упомянутый"))
BY_WHICH = frozenset(("которым", "которой", "которыми"))
ITSELF = frozenset(("самого", "самой", "самих", "всей", "всего"))
BREAKS = frozenset((";", ":"))
EASED = {"во": "в", "ко": "к", "со": "с", "изо": "из", "передо": "перед"}


class Slots:
    """The places of the verbs of one sentence.

    before: what the sentence before told of, each body with its head noun, what it was about first; issuers: kind of
    decision → who issued the last of it; made: the body of which the text told last that it was made.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        bodies: Sequence[Body],
        before: Sequence[tuple[Body, str]] = (),
        issuers: Mapping[str, Body] = MappingProxyType({}),
        made: Body | None = None,
    ) -> None:
        self.made = made
        self.issuers = issuers
        self.tokens = tokens
        self.bodies = bodies
        self.before = before
        self.heads = {body.head: body for body in bodies}

    def subject(self, i: int, *, depth: int = 3) -> list[Body]:
        """The bodies that are the subject of the verb at token i, or of the one that it is joined to."""
        told = [k for k in self._part(i) if self.tokens[k].head == i and self.tokens[k].rel.startswith("nsubj")]
        told.sort(key=lambda k: self._is_this(k) or not self._agrees(i, k))  # «деятельность банка проверял комитет»
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
        nearest = self._nearest(i, lambda b: self._is_subject(b) and self._agrees(i, b.head), left_first=True)
        earlier = self.bounds(i)[0] - 1
        nearest = nearest or self._before_clause(i)
        if nearest is None and depth and earlier >= 0 and self.tokens[earlier].text not in BREAKS:
            return self.subject(earlier, depth=depth - 1)  # «подчиняется …, докладывает …»
        return self.row(nearest)

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
        if (
            self.tokens[k].plural
            and self.tokens[i].verb == "Fin"
            and self.tokens[i].tense
            and not self.tokens[i].plural
        ):
            return False
        told = {form.gender for form in forms(self.tokens[i].low) if form.kind in ("VERB", "PRTS", "ADJS")} - {""}
        noun = self.tokens[k]
        genders = {form.gender for form in forms(noun.low) if form.kind == "NOUN"} - {""}
        return not told or not genders or noun.plural or not told.isdisjoint({*genders, noun.gender})

    def _is_predicate(self, k: int) -> bool:
        return bool(self.tokens[k].verb) or is_short(self.tokens[k].low)

    def _shared(self, i: int, governor: int, depth: int) -> list[Body]:
        """Who does what the verb at token i says, of the verb that it hangs on: «обязанная отчитываться»."""
        token = self.tokens[governor]
        if self.tokens[i].verb == "Inf" and token.verb == "Fin" and is_one("ordering", token.low):
            return self.object(governor) or self.governed(governor, "datv")  # «обязал службу отчитываться»
        bound = token.verb == "Part" and not is_short(token.low)
        return self.modified(governor) if bound else self.subject(governor, depth=depth)

    def _is_pronoun(self, k: int) -> bool:
        """«отчитываться | он | будет перед советом»: a subject that the parser may give to another word."""
        return self.tokens[k].low in PRONOUNS and self.tokens[k].rel.startswith("nsubj")

    def _is_subject(self, body: Body) -> bool:
        return body.case == "nomn" and not self.preposition(body)

    def _meant(self, k: int) -> Body | None:
        """The body that a subject's token names or stands for."""
        if (
            k
            and self.made is not None
            and listed("fresh", self.tokens[k - 1].low)
            and (listed("sort", self.tokens[k].low) or self._is_made(k, self.made))
        ):
            return self.made  # «новая структура»
        body = self.heads.get(k) or next((b for b in self.bodies if b.first <= k < b.last), None)
        if body is not None:
            return self._pointed(body)
        if self._is_relative(k):
            return self._related(k)
        if self.tokens[k].verb == "Part":
            return next(iter(self.modified(k)), None)  # «находящийся в ведении совета центр»
        if noun_lemmas(self.tokens[k].low)[0] not in PRONOUNS or any(self._is_meant(t, k) for t in self.tokens[:k]):
            return None
        return self.antecedent(k)

    def _is_made(self, k: int, made: Body) -> bool:
        """«новый профсоюз»: whether the bare noun at token k is that of the body which was made last."""
        body = self.heads.get(k)
        own = {lemma for word in made.normal.split() for lemma in noun_lemmas(word.lower())[:1]}
        return (body is None or body.last == k + 1) and noun_lemmas(self.tokens[k].low)[0] in own

    def _is_meant(self, name: Token, k: int) -> bool:
        """Whether a word is of a person's name that the pronoun at token k may mean: «она» means no man."""
        return name.name == "PER" and (name.gender in ("", "neut") or name.gender in genders_of(self.tokens[k].low))

    def _is_relative(self, k: int) -> bool:
        return k < len(self.tokens) and noun_lemmas(self.tokens[k].low)[0] in RELATIVE

    def _related(self, k: int) -> Body | None:
        """The body that «который» at token k stands for: the last before it that agrees, else the last."""
        own = [b for b in reversed(self.bodies) if b.last <= k]
        agreeing = (b for b in own if alike(self.tokens[k].low, self.tokens[b.head].low))
        return next(agreeing, next(iter(own), None))

    def _relative(self, i: int, case: str, preposition: str = "") -> Body | None:
        """«совет, которому подчиняется служба», «совет, в который она входит»: whom the clause of a verb belongs to."""
        low = self.bounds(i)[0]
        told = (k for k in range(max(low, 1), i) if self._is_relative(k) and case in cases(self.tokens[k].low))
        k = next(told, None)
        if k is None or preposition_at(self.tokens, k) != preposition:
            return None
        return self._related(k)

    def antecedent(self, k: int) -> Body | None:
        """The body that the pronoun at token k means: of those before it that agree the last subject, else the last."""
        earlier = (i for i in range(k) if self.tokens[i].low in PRONOUNS and self.tokens[i].rel.startswith("nsubj"))
        same = next((i for i in earlier if genders_of(self.tokens[i].low) <= genders_of(self.tokens[k].low)), None)
        if same is not None:
            return self.antecedent(same)  # «он консультирует министерство, в его состав …»
        low = self.tokens[k].low
        own = [b for b in reversed(self.bodies) if b.last <= k and alike(low, self.tokens[b.head].low)]
        told = [body for body, head in self.before if alike(low, head)] or [body for body, _ in self.before]
        return next((b for b in own if b.case == "nomn"), None) or next(iter((*own, *told)), None)

    def _other_than(self, k: int, subjects: Sequence[Body]) -> Body | None:
        """«при агентстве действует совет, который даёт ему заключения»: whom a pronoun means besides the subject."""
        meant = self.antecedent(k)
        if meant is None or not any(meant is one for one in subjects):
            return meant
        low = self.tokens[k].low
        own = (b for b in reversed(self.bodies) if b.last <= k and alike(low, self.tokens[b.head].low))
        return next((b for b in own if not any(b is one for one in subjects)), None)

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
        return self.row(self._nearest(i, lambda b: self.stands(b, "accs") and not self.preposition(b)))

    def _is_given_up(self, i: int, k: int) -> bool:
        """Whether token k is a pronoun that is the object of the verb at token i."""
        if not 0 <= k < len(self.tokens) or self.tokens[k].low not in OBJECTS or self.tokens[i].verb != "Fin":
            return False
        if self.tokens[k].head == i and self.tokens[k].rel in ("obj", "iobj"):
            return True
        doer = next((b for b in self.bodies if b.first == k + 1), None) if k > i else None
        return doer is not None and self._is_subject(doer) and self._agrees(i, doer.head)

    def _noun(self, body: Body) -> str:
        """The head noun of a body, of one that stands in the sentence before as that had it."""
        if any(body is one for one in self.bodies):
            return self.tokens[body.head].low
        return next((head for one, head in self.before if one is body), "")

    def _pointed(self, body: Body) -> Body:
        """«фонд закрыт; это учреждение основало министерство»: a sort of body behind «это» is the one before it."""
        if not self._is_this(body.head):
            return body
        earlier = [b for b in self.bodies if b.last < body.head]
        subjects = (b for b in earlier if self.tokens[b.head].rel.startswith("nsubj") or b.case == "nomn")
        return next(subjects, None) or next((b for b, _ in self.before), body)

    def _is_this(self, k: int) -> bool:
        """«это учреждение»: whether the noun at token k is a word for a sort of body behind «этот»."""
        if k < 1 or not listed("sort", self.tokens[k].low):
            return False
        return not _THIS.isdisjoint(noun_lemmas(self.tokens[k - 1].low))

    def _is_told_object(self, i: int, k: int) -> bool:
        """Whether token k is an object, or one that the parser takes for a subject («работу банка проверял отдел»)."""
        if self.tokens[k].rel != "nsubj":
            return self.tokens[k].rel == "obj"
        if self._is_this(k):
            return any(t.head == i and t.rel == "nsubj" for n, t in enumerate(self.tokens) if n != k)
        work = not _work().isdisjoint(noun_lemmas(self.tokens[k].low))
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
        return self.behind(k) or ([owner] if owner is not None else [])

    def behind(self, k: int, case: str = "gent") -> list[Body]:
        """The bodies right behind token k in a case."""
        k += k + 1 < len(self.tokens) and self.tokens[k + 1].low in ITSELF
        quoted = k + 1 < len(self.tokens) and self.tokens[k + 1].text in OPENING
        body = next((b for b in self.bodies if b.first == k + 1 + quoted), None)
        return self.row(body) if body is not None and self.stands(body, case) else []

    def modified(self, i: int) -> list[Body]:
        """The body that the participle at token i belongs to, before it with a comma or behind it."""
        body = next((b for b in self.bodies if b.first == i < b.head), None)
        start = self._participial(i)
        if body is None and start and self.tokens[start - 1].text == ",":
            own = (b for b in self.bodies if b.last == start - 1)
            body = next((b for b in own if agree(self.tokens[i], self.tokens[b.head])), None)
        if body is None:
            told = self.heads.get(self.tokens[i].head)
            later = (b for b in self.bodies if i < b.first <= i + REACH and agree(self.tokens[i], self.tokens[b.head]))
            behind = told is None or (told.head < i and self.tokens[start - 1].text != ",")
            body = next(later, told) if behind else told
        return self.row(body) if body is not None else []

    def _is_behind(self, k: int, preposition: str) -> bool:
        """«отчитывается перед | ней»: a pronoun behind a preposition at token k."""
        return k < len(self.tokens) and self.tokens[k - 1].low == preposition and self.tokens[k].low in BEHIND

    def _is_time(self, k: int) -> bool:
        """A month with its preposition before a participle («с апреля»)."""
        at = k + 1 if self.tokens[k].low in ("с", "в", "до") and k + 1 < len(self.tokens) else k
        return self.tokens[at].low in lexicon.months() or (self.tokens[at].text.isdigit() and at == k)

    def governed(self, i: int, case: str, preposition: str = "") -> list[Body]:
        """The bodies in a case, behind a preposition where given, that belong to the verb at token i."""
        relative = self._relative(i, case, preposition)
        if relative is not None:
            return [relative]
        if preposition:
            pronoun = next((k for k in (i + 2, i + 3) if self._is_behind(k, preposition)), None)
            body = self.antecedent(pronoun) if pronoun is not None else None
            if body is not None:
                return [body]
            fits: Callable[[Body], bool] = lambda b: self.preposition(b) == preposition and self.stands(b, case)  # noqa: E731
            return self.row(self._nearest(i, fits))
        near = [k for k in (i + 1, i - 1) if 0 <= k < len(self.tokens) and self.tokens[k].low in DATIVE]
        if case == "datv" and near:
            meant = self._other_than(near[0], self.subject(i) if self.tokens[i].verb == "Fin" else [])
            return [meant] if meant is not None else []
        direct = next((b for b in self.bodies if b.first == i + 1 and self.stands(b, case)), None)
        if direct is None and case == "datv":
            direct = next((b for b in self.bodies if self._is_given(b, i)), None)
        free = [b for b in self.bodies if b.case == case and not (self.preposition(b) or self._is_anothers(b, i))]
        plain = direct or self._nearest(i, lambda b: b in free)
        return self.row(plain)

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
        return 0 <= k != i and not is_short(self.tokens[k].low) and is_participle(self.tokens[k].low)

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
        low = next((k + 1 for k in range(i - 1, -1, -1) if self._breaks(k)), 0)
        high = next((k for k in range(i + 1, len(self.tokens)) if self._breaks(k)), len(self.tokens))
        return low, high

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
        return i

    def _breaks(self, k: int) -> bool:
        token = self.tokens[k]
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
        for other in self.bodies:
            if (
                other.first > found[-1].last
                and not self._describes(other)
                and (
                    (self.stands(other, body.case) and self._joined(found[-1].last, other.first))
                    or (self.stands(other, "ablt") and self._is_together(found[-1].last, other.first))
                )
            ):
                found.append(other)
        return found

    def _describes(self, body: Body) -> bool:
        """«служба, | территориальный орган комитета»: a word for a sort of body that tells of the one before it."""
        if body.proper and self.tokens[body.head].text[0].isupper():
            return False
        return not _sorts().isdisjoint(noun_lemmas(self.tokens[body.head].low))

    def _is_together(self, first: int, last: int) -> bool:
        """«академией | совместно с | университетом»."""
        between = [t.low for t in self.tokens[first:last]]
        return between in (["совместно", "с"], ["вместе", "с"], ["совместно", "со"], ["вместе", "со"])

    def _joined(self, first: int, last: int) -> bool:
        between = [t.low for t in self.tokens[first:last] if t.low not in OWNERS and t.pos != "NUM"]
        if len(between) > 2 and is_participle(between[1]) and [between[0], between[2]] == ["и", "при"]:
            between = between[:1]  # «департамент и состоящее при нём | управление»
        return between in ([","], ["и"], [",", "и"], [",", "а", "также"])


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


def _words(group: str) -> Iterator[str]:
    return (columns[0] for columns in lexicon.structure(group))


@cache
def _work() -> frozenset[str]:
    return frozenset(_words("work"))


@cache
def _sorts() -> frozenset[str]:
    return frozenset((*_words("sort"), *_words("unit")))


def is_order(low: str) -> bool:
    """Whether a word is a kind of decision."""
    return not orders().isdisjoint(noun_lemmas(low))


@cache
def orders() -> frozenset[str]:
    """The kinds of decision."""
    return frozenset(_words("order"))


def find_issuers(tokens: Sequence[Token], bodies: Sequence[Body], signs: Sequence[int]) -> Iterator[tuple[str, Body]]:
    """The kinds of decision that a sentence names with a body that issued one («приказ министерства»).

    signs: those of its words.
    """
    for i, sign in enumerate(signs):
        if sign & ORDER:
            body = Slots(tokens, bodies).issued(i)
            if body is not None:
                yield noun_lemmas(tokens[i].low)[0], body
