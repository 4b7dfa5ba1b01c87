"""Shortened names of bodies: a mention that leaves out where the body is, or of what level.

«Областная дума»                of «Лугорская областная дума»
«Минфин области»                of «Министерство финансов Лугорской области»
«организационная комиссия»      of «Центральная организационная комиссия»

It is taken for the only body of the document whose name has all its words, in their order, around one head noun.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.bodynames import LINKING, is_institution, lemma
from kadry.russian.words import forms

BodyKey = tuple[tuple[str, ...], str]  # a name's words, and the country's code or ""
# a shorter name of a party, newspaper or team is the name of another one
OTHERS = frozenset(("party", "media", "team", "church"))
WORLD = frozenset("международный всемирный мировой европейский".split())  # whose parts are national bodies
PLACES = frozenset("область край округ район республика город провинция".split())
FURTHER = LINKING - {"по", "в", "из", "of"}  # what leads on to more than a place or an owner: «и торговли», «при мэре»


def lengthened(keys: Iterable[BodyKey]) -> Mapping[BodyKey, BodyKey]:
    """The shorter names among some of a document, each with the only longer name that it can be short for."""
    known = sorted(set(keys))
    longer = {key: [other for other in known if shortens(key, other)] for key in known}
    found = {key: _fullest(others) for key, others in longer.items()}
    return {key: other for key, other in found.items() if other is not None}


def _fullest(others: Sequence[BodyKey]) -> BodyKey | None:
    """The only one, or the longest of several that are shorter names of it themselves."""
    ends = [one for one in others if not any(shortens(one, other) for other in others)]
    return ends[0] if len(ends) == 1 else None


@lru_cache(maxsize=50_000)
def shortens(short: BodyKey, long: BodyKey) -> bool:
    """Whether a name of common words, of no country or the same, is another with less said of place, level or owner."""
    if short[1] not in ("", long[1]):
        return False
    few, many = parted(short[0]), parted(long[0])
    if not 1 < len(few) < len(many) or head_noun(few) != head_noun(many) or not is_institution(few):
        return False
    entry = lexicon.bodies().get(head_noun(few))
    return (entry is None or entry.body_class not in OTHERS) and _is_part(few, many)


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether a name is another without adjectives at its beginning or before «область», or its end («Москвы»)."""
    if few[-1] in PLACES and few[-1] in many:
        few, many = few[:-1], many[: many.index(few[-1])]
    start = next((i for i in range(len(many)) if many[i : i + len(few)] == few), None)
    if start is None or FURTHER.intersection(many[start + len(few) :][:1]):
        return False
    return all(word not in WORLD and forms(word)[0].kind == "ADJF" for word in many[:start])


@lru_cache(maxsize=50_000)
def parted(name: tuple[str, ...]) -> tuple[str, ...]:
    """The lemmas of a name, one that the table knows as a whole included."""
    return tuple(part for words in name for word in words.split() for part in lemma(word).split("-"))


def head_noun(words: Sequence[str]) -> str:
    """The first noun of bodies among the lemmas of a name, or ""."""
    return next((word for word in words if word in lexicon.bodies()), "")
