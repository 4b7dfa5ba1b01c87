"""Moods: whether what a word says of bodies is so: denied, wished, decided, lasting, over, still to come."""

from collections.abc import Sequence

from kadry.mention import Status
from kadry.russian.analysis import Token
from kadry.russian.tiewords import deciding, is_charge, is_one, listed, verbs
from kadry.russian.words import forms

LASTING = frozenset(("part_of", "subordinate_to", "reports_to", "advises", "inspects"))
ONCE_SO = frozenset(("ранее", "прежде", "раньше", "некогда", "когда-то"))
UNSURE = frozenset(("бы", "если", "ли", "возможно", "якобы"))
NEAR = 8  # tokens between «будет» and the last of its verbs: «будет подчиняться совету и докладывать»
CHARGE = 10  # tokens from an infinitive to «поручено»
WILL = frozenset(("будет", "будут"))


class Moods:
    """In which mood the words of one sentence are said."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def open(self, i: int) -> bool:
        """Whether what the word at token i says is denied, wished or only supposed."""
        near = [t.low for t in self.tokens[max(0, i - 3) : i]]
        if (near and near[-1] == "не") or (len(near) > 1 and near[-2] == "не") or not UNSURE.isdisjoint(near):
            return True
        bound = [
            k for k in self._governors(i) if is_one("duty", self.tokens[k].low) or is_one("phase", self.tokens[k].low)
        ]
        if bound:
            return any(k and self.tokens[k - 1].low == "не" for k in bound)  # «не обязана ежегодно отчитываться»
        if self.behind(i, "open"):
            return True
        will = any(t.low in WILL for t in self.tokens[i + 1 : i + 4])  # «отчитываться он будет»
        will = will or any(t.low in WILL for t in self.tokens[max(0, i - NEAR) : i])
        if not is_infinitive(self.tokens[i]) or will or self.behind(i, "plan") or self._decided(i):
            return False
        return not self._charged(i)

    def behind(self, i: int, group: str) -> bool:
        """Whether the verb at token i hangs on one of a group, or stands right behind one."""
        return any(is_one(group, self.tokens[k].low) for k in self._governors(i))

    def _charged(self, i: int) -> bool:
        """«координировать работу центра | поручено | агентству»: whether its clause ends with who is to do it."""
        for token in self.tokens[i + 1 : i + 1 + CHARGE]:
            if token.pos == "PUNCT" or is_charge(token.low):
                return token.pos != "PUNCT"
        return False

    def _governors(self, i: int) -> list[int]:
        return [k for k in {self.tokens[i].head, i - 1, i - 2} if 0 <= k < i]

    def _decided(self, i: int) -> bool:
        return any(0 <= k < i and (self.decides(k) or self._adopted(k)) for k in (self.tokens[i].head, i - 1))

    def _adopted(self, k: int) -> bool:
        """«принял | решение | передать отдел»: whether the noun at token k is a decision that a body adopts."""
        verb = self.tokens[k].head
        return listed("order", self.tokens[k].low) and verb >= 0 and is_one("adopting", self.tokens[verb].low)

    def decides(self, k: int) -> bool:
        """Whether the word at token k is a verb of a body that decides."""
        return not verbs(self.tokens[k].low).isdisjoint(deciding())

    def _is_so(self, i: int, relation: str) -> bool:
        """Whether an infinitive tells what is so: «стала называться», and of what lasts «обязана отчитываться»."""
        return self.behind(i, "phase") or (relation in LASTING and self.behind(i, "duty"))

    def status(self, i: int, relation: str) -> Status:
        """Whether what the word at token i says is so, was so or is still to come."""
        token = self.tokens[i]
        near = {t.low for t in self.tokens[max(0, i - 3) : i]}
        planned = token.verb == "Inf" and not (self._decided(i) or self._is_so(i, relation))
        if planned or token.tense == "Fut" or not WILL.isdisjoint(near):
            return "future"
        beside = {t.low for t in self.tokens[max(0, i - 2) : i + 2]}
        if relation in LASTING and not ONCE_SO.isdisjoint(beside):
            return "former"  # «ранее подчинявшийся»
        past = token.tense == "Past" and (token.verb == "Fin" or token.voice != "Pass")
        return "former" if relation in LASTING and past and is_imperfect(token) else "current"


def is_infinitive(token: Token) -> bool:
    """Whether a verb is an infinitive, whatever the tagger says («переподчинять её незачем», no «объединится»)."""
    if token.verb not in ("", "Inf"):
        return False
    kinds = [form.kind for form in forms(token.low)]
    return (kinds[:1] == ["INFN"]) if not token.verb else ("INFN" in kinds or "VERB" not in kinds)


def is_transitive(low: str) -> bool:
    """Whether a verb is done to something."""
    return any("tran" in form.grammemes for form in forms(low)[:1])


def is_imperfect(token: Token) -> bool:
    """Whether a verb tells what lasts."""
    return any("impf" in form.grammemes for form in forms(token.low)[:1])
