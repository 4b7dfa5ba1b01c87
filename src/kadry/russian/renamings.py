"""Renamings: the names that a body had before or has now («бывший комитет», «получило название „Дирекция“»)."""

from collections.abc import Iterator, Sequence

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.moods import ONCE_SO, Moods, is_imperfect
from kadry.russian.slots import Slots
from kadry.russian.ties import Tie
from kadry.russian.tiewords import is_one, listed

STRAIGHT = frozenset(("nomn", "accs"))
DAYS = frozenset(("года", "год", "г", "г.", ".", "—", "–", "-"))
LANDS = frozenset(("place", "country"))
NAMED = 2  # tokens from «название» to the name


class Renamings:
    """The ties of old and new names in one sentence; renamed: the head of a body → the name that it has got."""

    def __init__(self, tokens: Sequence[Token], slots: Slots, moods: Moods) -> None:
        self.tokens = tokens
        self.slots = slots
        self.moods = moods
        self.renamed: dict[int, Body] = {}

    def earlier(self, i: int) -> Iterator[Tie]:
        """«управление (бывший комитет)», «управление, ранее называвшееся комитетом»."""
        low = self.tokens[i].low
        now = listed("now", low)
        if not (now or listed("earlier", low)) or i == 0 or self.tokens[i - 1].text not in ("(", ",", "—", "–"):
            return
        new = next((b for b in self.slots.bodies if b.last == i - 1), None)
        k = i + 1
        while k < len(self.tokens) and (listed("called", self.tokens[k].low) or self.tokens[k].text in ("—", "–", "-")):
            k += 1
        old = next((b for b in self.slots.bodies if b.first == k), None)
        if new is not None and old is not None:
            yield Tie("renamed_from", *((old, new) if now else (new, old)), i, 0.8)

    def until(self, body: Body) -> Iterator[Tie]:
        """«комитет (до 2021 года — управление)», «комитет, до 2021 года управление»: the name that a body had."""
        if self.tokens[body.last].text not in ("(", ",", "—", "–"):
            return
        k = self._past_day(body.last + 1)
        old = next((b for b in self.slots.bodies if k > body.last + 2 and b.first == k), None)
        ended = old is not None and old.last < len(self.tokens) and self.tokens[old.last].text in (")", ",", "—", "–")
        if old is not None and ended and old.case in STRAIGHT | {"ablt"} and old.kind not in LANDS:
            yield Tie("renamed_from", body, old, body.last + 1, 0.75)

    def _past_day(self, k: int) -> int:
        """Where the words end that begin with «до» at token k, and those for being called behind them."""
        k += 1
        while k < len(self.tokens) and (
            self.tokens[k].text.isdigit()
            or self.tokens[k].low in lexicon.months()
            or self.tokens[k].text in DAYS
            or listed("called", self.tokens[k].low)
        ):
            k += 1
        return k

    def known(self, i: int) -> Iterator[Tie]:
        """«комитет, известный до 2015 года как агентство»."""
        if not listed("known", self.tokens[i].low) or i == 0 or i + 1 >= len(self.tokens):
            return
        k = i + 2 if self.tokens[i + 1].low in ONCE_SO else i + 1
        k = self._past_day(k) if self.tokens[k].low == "до" else k
        new = next((b for b in self.slots.bodies if b.last == i - 1 and self.tokens[i - 1].text == ","), None)
        old = next((b for b in self.slots.bodies if b.first == k + 1 and self.tokens[k].low == "как"), None)
        if new is not None and old is not None and k > i + 1:
            yield Tie("renamed_from", new, old, i, 0.8)

    def called(self, i: int) -> Iterator[Tie]:
        """«управление получило название „дирекция“», «носит имя»: the name that a body has from now on."""
        verb = self.tokens[i].head
        if not listed("name", self.tokens[i].low) or verb < 0 or not is_one("naming", self.tokens[verb].low):
            return
        new = next((b for b in self.slots.bodies if i < b.first <= i + NAMED), None)
        for old in (self.slots.governed(verb, "datv") or self.slots.subject(verb))[:1]:
            if new is not None and self.is_fresh(old):
                self.renamed[old.head] = new
            elif new is not None and new is not old and not self.moods.open(verb):
                pair = (old, new) if self._was(verb) else (new, old)
                yield Tie("renamed_from", *pair, i, 0.75, self.moods.status(verb, "renamed_from"))

    def is_fresh(self, body: Body) -> bool:
        """«новый орган получил название»: a word for a sort of body that has just been made and had no name."""
        fresh = any(listed("fresh", t.low) for t in self.tokens[max(0, body.first - 1) : body.head])
        return fresh and listed("sort", self.tokens[body.head].low) and body.last == body.head + 1

    def _was(self, i: int) -> bool:
        """«носил название»: whether a verb tells of a state that is over."""
        token = self.tokens[i]
        return token.tense == "Past" and token.verb == "Fin" and is_imperfect(token)
