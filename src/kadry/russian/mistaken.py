"""Phrases with a role word that name no role: a prize, a part in a deed or a contest, a sort of people."""

import re
from collections.abc import Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.bodies import Body
from kadry.russian.words import noun_lemmas

BEST = ("лучш", "наилучш", "худш")  # the dictionary leads these to «хороший» and «плохой»
MOST = re.compile(r"[еа]йш(?:ий|его|ему|им|ем|ая|ей|ую|ие|их|ими)$")
SPEAKERS = frozenset(("представитель", "представительница"))
PARTNERS = frozenset(("партнер", "партнерша"))
RANKED = frozenset(("младший", "старший", "управляющий"))
STATES = frozenset(("country", "place", "team"))
PERFORMERS = frozenset(("исполнитель", "исполнительница"))
FIGHTERS = frozenset(("борец", "воин"))
WHERE = frozenset(("в", "во", "при", "на"))
AGAINST = frozenset(("за", "с", "со", "против"))
CROWNED = frozenset(("король", "королева", "царь", "царица", "император", "императрица", "принц", "принцесса"))


def is_prize(tokens: Sequence[Token], start: int, head: int, entry: lexicon.Role) -> bool:
    """«лучший футболист года»; but «один из лучших футболистов» is one."""
    best = any(token.low.startswith(BEST) for token in tokens[start:head])
    return best and entry.role_class == "profession" and not tokens[head].plural


@lru_cache(maxsize=10_000)
def is_superlative(low: str) -> bool:
    """«лучший», «самый», «старейший»: nothing of a role's own name."""
    return low.startswith(BEST) or "самый" in noun_lemmas(low) or bool(MOST.search(low))


def is_part(tokens: Sequence[Token], head: int, entry: lexicon.Role) -> bool:
    """«исполнитель теракта», «борец за свободу», «представитель рода», «король блюза»: no job, for its complement."""
    if head + 1 >= len(tokens):
        return False
    after = tokens[head + 1]
    if entry.lemma in CROWNED:
        return after.pos == "NOUN" and after.case == "gent" and after.text.islower() and not after.name
    if entry.lemma in FIGHTERS:
        return after.low in AGAINST
    group = "deed" if entry.lemma in PERFORMERS else "sort" if entry.lemma in SPEAKERS else ""
    if not group:
        return False
    noun = next((k for k in range(head + 1, min(head + 4, len(tokens))) if tokens[k].pos in ("NOUN", "PROPN")), None)
    adjectives = tokens[head + 1 : noun] if noun is not None else ()
    if noun is None or any(token.pos != "ADJ" or token.name for token in adjectives):
        return False  # «представитель Белого дома»
    return not lexicon.particles(group).isdisjoint(noun_lemmas(tokens[noun].low))


def is_contestant(tokens: Sequence[Token], span: tuple[int, int, int], body: Body | None, entry: lexicon.Role) -> bool:
    """«представитель Чехии», as athletes are called, with no word of where he speaks; span: first, head, last."""
    first, head, last = span
    if entry.lemma in PARTNERS:  # «её партнёр Ким», «деловой партнёр», but «партнёр фирмы „Волна“ Ким»
        ranked = all(RANKED.isdisjoint(noun_lemmas(token.low)) for token in tokens[first:head])
        return body is None or body.kind in STATES or (first < head and ranked)
    if entry.lemma not in SPEAKERS or (first, last) != (head, head + 1):
        return False
    if body is None or body.kind not in ("country", "place"):
        return False
    return not any(token.low in WHERE for token in tokens[body.last : body.last + 3])
