"""Bodies of places: «омская полиция» is the «полиция Омска», «Омский областной суд» the «суд Омской области»."""

from collections.abc import Mapping

from kadry.fold import fold
from kadry.russian import lexicon
from kadry.russian.bodynames import lemma
from kadry.russian.countries import by_adjective, place_made
from kadry.russian.namewords import ORDINALS
from kadry.russian.words import forms

Words = tuple[str, ...]

REGIONS: Mapping[str, str] = {"областной": "область", "краевой": "край"}
# bodies of regions, never of towns: «саратовский минздрав» is the «минздрав Саратовской области»
REGIONAL = (("министерство",), ("законодательный", "собрание"), ("арбитражный", "суд"))
CITIES = frozenset(("Москва", "Санкт-Петербург", "Севастополь"))  # regions themselves
# heads that are named with their field and with whose they are, in either order
BOARDS = frozenset(("комитет", "комиссия", "подкомитет"))

ENDINGS = frozenset("й я е ый ой ий ая ое".split())  # of «9-й»


def with_place_behind(words: Words) -> Words:
    """The lemmas of a body's name with the place or the owner behind its head and its field, its number in figures."""
    if len(words) < 2:
        return words
    if words[0] in ORDINALS:
        words = (str(ORDINALS.index(words[0]) + 1), *words[1:])
    elif len(words) > 2 and words[1] in ENDINGS and words[0].isdecimal():
        words = (words[0], *words[2:])
    if words[0] in BOARDS and "по" in words[2:]:
        field = words.index("по")
        return (words[0], *words[field:], *words[1:field])  # «комитет по обороне | Госдумы»
    first, second = words[:2]
    if first in REGIONS and REGIONS[first] in words[1:]:
        return words[1:]  # «областная прокуратура Ростовской области»
    if second in REGIONS and _is_adjective(first):
        head = next((i for i, word in enumerate(words[2:], 3) if word in lexicon.bodies()), 0)
        return (*words[2:head], first, REGIONS[second], *words[head:]) if head else words
    if words[-1] in REGIONS.values() and _is_regional(words) and _is_adjective(words[-2]):
        return words[:-1]
    if _is_regional(words[1:]) and (place := place_made(first)):
        return (*words[1:], *(fold(place).split("-") if place in CITIES else (first,)))
    place = place_made(first) if len(words) == 2 and second in lexicon.particles("place_body") else None
    return (second, *fold(place).split("-")) if place else words


def is_of_place(name: str) -> bool:
    """Whether a common noun with an adjective names one body: «британская полиция», «томская областная больница»."""
    words = tuple(map(lemma, name.split()))
    if len(words) > 2:
        return (words[1] in REGIONS or _is_regional(words[1:])) and place_made(words[0]) is not None
    told = len(words) == 2 and words[1] in lexicon.particles("place_body")
    return told and (place_made(words[0]) is not None or by_adjective(words[0]) is not None)


def _is_regional(words: Words) -> bool:
    return any(words[: len(head)] == head for head in REGIONAL)


def _is_adjective(word: str) -> bool:
    return forms(word)[0].kind == "ADJF"
