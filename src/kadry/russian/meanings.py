"""Meanings: which body a pronoun, a relative or «это учреждение» takes up, and what «новая структура» is."""

from collections.abc import Mapping, Sequence

from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.placement import NOTHING, Placement, preposition_at
from kadry.russian.pronouns import PRONOUNS, RELATIVE, alike, genders_of
from kadry.russian.tiewords import listed
from kadry.russian.words import alike as agreeing
from kadry.russian.words import cases, noun_lemmas, only_plural

LATTER = frozenset(("последний", "последняя", "последнее"))
LANDS = frozenset(("place", "country"))
_THIS = frozenset(("этот", "данный", "указанный", "названный"))


class Meanings(Placement):
    """Whom the words of one sentence take up again.

    before: what the sentence before told of, each body with its head noun, what it was about first; made: the body of
    which the text told last that it was made.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        bodies: Sequence[Body],
        before: Sequence[tuple[Body, str]] = (),
        made: Body | None = None,
        within: Mapping[int, Body] = NOTHING,
    ) -> None:
        super().__init__(tokens, bodies, within)
        self.before = before
        self.made = made

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
        if any(listed(group, self.tokens[k].low) for group in ("sort", "unit")):
            own = (b for b in self.bodies if b.first > k and self.tokens[b.head].rel == "appos")
            return next((b for b in own if self.tokens[b.head].head == k), None)  # «его структура — институт — …»
        if self.tokens[k].verb == "Part":
            return next(iter(self.modified(k)), None)  # «находящийся в ведении совета центр»
        if self.tokens[k].low in LATTER:
            return self._latter(k)
        if noun_lemmas(self.tokens[k].low)[0] not in PRONOUNS or any(self._is_meant(t, k) for t in self.tokens[:k]):
            return None
        return self.antecedent(k)

    def _latter(self, k: int) -> Body | None:
        """«… и агентство по труду. | Последнее | войдёт в министерство»: the last body before that agrees."""
        own = [(b, self.tokens[b.head].low) for b in reversed(self.bodies) if b.last <= k]
        told = (*own, *sorted(self.before, key=lambda one: -one[0].first))
        return next((b for b, low in told if not only_plural(low) and agreeing(self.tokens[k].low, low)), None)

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
        near = [b for b in reversed(self.bodies) if b.last <= k and not self._is_place(b)]
        own = [b for b in near if alike(low, self.tokens[b.head].low)]
        told = [body for body, head in self.before if alike(low, head)] or [body for body, _ in self.before]
        own.sort(key=self._is_aside)
        return next((b for b in own if b.case == "nomn"), None) or next(iter((*own, *told)), None)

    def _is_place(self, body: Body) -> bool:
        return body.kind in LANDS or (body.kind == "name" and self.tokens[body.head].name == "LOC")

    def _is_aside(self, body: Body) -> bool:
        """«институт, подчинённый | министерству, | открыл при нём центр»: whether a body ends a participle's clause."""
        end = body.last < len(self.tokens) and self.tokens[body.last].text == ","
        governor = self.tokens[body.head].head
        return end and governor >= 0 and self.tokens[governor].rel == "acl" and self.tokens[governor - 1].text == ","

    def other(self, k: int, known: Sequence[Body]) -> Body | None:
        """The body that the pronoun at token k means besides those known, in this sentence or the one before."""
        low = self.tokens[k].low
        own = (b for b in reversed(self.bodies) if b.last <= k and alike(low, self.tokens[b.head].low))
        told = (b for b, head in self.before if alike(low, head))
        return next((b for b in (*own, *told) if not any(b is one for one in known)), None)

    def _other_than(self, k: int, subjects: Sequence[Body]) -> Body | None:
        """«при агентстве действует совет, который даёт ему заключения»: whom a pronoun means besides the subject."""
        meant = self.antecedent(k)
        if meant is None or not any(meant is one for one in subjects):
            return meant
        low = self.tokens[k].low
        own = (b for b in reversed(self.bodies) if b.last <= k and alike(low, self.tokens[b.head].low))
        return next((b for b in own if not any(b is one for one in subjects)), None)

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
