"""Modifiers: the adjectives before a role's head, which of them its name takes in and what the others say."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.countries import country_of_adjective
from kadry.russian.heads import GUARDS, is_rank
from kadry.russian.mistaken import is_superlative
from kadry.russian.phrases import shortened
from kadry.russian.rolewords import role_entry, role_name
from kadry.russian.words import FEW, adjectival, agree, noun_lemmas

AGED = re.compile(r"\d+-?летн")
ORDINAL = re.compile(r"(\d+)-(?:й|я|го|му|м|ой|ую|е|х)$")
TIMES = ("former", "future", "fresh", "current")
NOW = "ныне"
# participles that are part of a role's name, besides those that are roles by themselves (управляющий директор)
NAMING = frozenset(("ведущий", "выпускающий", "играющий", "лечащий", "освобожденный", "приглашенный"))


@lru_cache(maxsize=10_000)
def _time(low: str) -> str:
    """The group of words that say when a role is held to which a word belongs, or ""."""
    names = noun_lemmas(low)
    return next((group for group in TIMES if not lexicon.particles(group).isdisjoint(names)), "")


class Modifiers:
    """The words before the heads of one sentence; ``blocked`` are the tokens of names."""

    def __init__(self, tokens: Sequence[Token], blocked: Collection[int]) -> None:
        self.tokens = tokens
        self.blocked = blocked

    def before(self, head: int, floor: int, entry: lexicon.Role) -> tuple[int, dict[int, str]]:
        """The first token of the role, and what each word before it says of it (former, fresh, country, quality)."""
        first, said = head, dict[int, str]()
        name = role_name(self.tokens, head)
        own = head - len(name.before) if name is not None else head
        k = head - 1
        while k >= floor and k not in self.blocked and (self._modifies(k, head) or self._joins(k, head, floor)):
            sense = "" if k >= own else self._sense(k, entry)
            if sense or said:
                said[k] = sense
            else:
                first = k
            k -= 1
        while said and not said[min(said)]:
            said.pop(min(said))
        short = first - 2
        if not said and short >= floor and short not in self.blocked and shortened(self.tokens, short):
            first = short
        return first, said

    def _joins(self, k: int, head: int, floor: int) -> bool:
        """«чрезвычайный и полномочный посол»: «и» between two adjectives of the role."""
        inner = k - 1 >= floor and k + 1 < head and k - 1 not in self.blocked
        return inner and self.tokens[k].low == "и" and self._modifies(k - 1, head)

    def _modifies(self, k: int, head: int) -> bool:
        token = self.tokens[k]
        if token.low == GUARDS:
            return is_rank(self.tokens[head])
        if token.pos == "ADV" and token.low in ("временно", "вновь", "ныне", "недавно"):
            return k + 1 < head or token.low == "временно"
        if token.pos not in ("ADJ", "VERB", "PROPN") or token.verb in ("Fin", "Inf", "Conv"):
            return False
        if token.rel == "xcomp" and self.tokens[head].rel == "xcomp":
            return False  # «признан виновным судьёй Ковалёвой»
        return adjectival(token.low, 3) and (agree(token, self.tokens[head]) or self._is_few(k, head))

    def _is_few(self, k: int, head: int) -> bool:
        """«два | бывших | министра», «обе | новые | сотрудницы»: a plural before a singular, behind a small number."""
        token, noun = self.tokens[k], self.tokens[head]
        if not token.plural or noun.plural or noun.case != "gent":
            return False
        while k and self.tokens[k].pos == "ADJ":
            k -= 1
        return self.tokens[k].low in FEW

    def _sense(self, k: int, entry: lexicon.Role) -> str:
        """What an adjective says of the holder; "" for a part of the role."""
        token = self.tokens[k]
        if token.low == "и":
            return ""
        if token.low == GUARDS:
            return "quality"
        if token.low == NOW:
            return "current"
        if self._is_number(k) or is_superlative(token.low) or (k and is_superlative(self.tokens[k - 1].low)):
            return "quality"
        if time := _time(token.low):
            return time
        if country_of_adjective(token) is not None:
            return "country"
        return "quality" if self._is_quality(token, noun_lemmas(token.low), entry) else ""

    def _is_number(self, k: int) -> bool:
        """«54-летний», «54-х летний», «13-й президент»; the first and the second deputy are part of the role."""
        token = self.tokens[k]
        ordinal = ORDINAL.match(token.low)
        aged = token.low.startswith("летн") and k > 0 and self.tokens[k - 1].text[0].isdigit()
        return aged or bool(AGED.match(token.low)) or (ordinal is not None and int(ordinal[1]) > 2)

    def _is_quality(self, token: Token, names: Collection[str], entry: lexicon.Role) -> bool:
        """«известный», «высокопоставленный», «раненый»; before a profession its people too («татарский поэт»)."""
        if not token.plural and not NAMING.isdisjoint(names):
            return False
        groups = ("descriptive", "manner", "people") if entry.role_class == "profession" else ("descriptive", "manner")
        if any(not lexicon.particles(group).isdisjoint(names) for group in groups):
            return True
        return token.verb == "Part" and NAMING.isdisjoint(names) and role_entry(token.low) is None
