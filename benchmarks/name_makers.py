"""Made-up people and bodies with the ways in which they are written: the parts of name_forms.py.

A maker throws the dice and gives a ``Being``: its gender and its spellings, each with a weight.
"""

import math
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from random import Random

from msgspec import Struct

import name_lists as lists

CONSONANTS, VOWELS = "бвгджзклмнпрстфхцчш", "аеиоу"
SHAPES = (
    (CONSONANTS, VOWELS, CONSONANTS, VOWELS, CONSONANTS),
    (CONSONANTS, VOWELS, CONSONANTS, CONSONANTS, VOWELS, CONSONANTS),
)
LATIN = {
    **dict(zip("абвгдеёжзийклмнопрстуф", "a b v g d e e zh z i i k l m n o p r s t u f".split(), strict=True)),
    **dict(zip("хцчшщъыьэюя", ("kh", "ts", "ch", "sh", "shch", "ie", "y", "", "e", "iu", "ia"), strict=True)),
}  # ICAO Doc 9303, as in Russian passports
RANKS = 100_000  # surnames there are; beyond the listed ones they are made up
STEMS = 100_000  # that are made up
SPREAD = 7919  # shares no factor with the number of stems of a shape, so that no two numbers give one stem
FALL, SHIFT = 0.8, 2  # weight of rank r: (r + SHIFT) ** -FALL; the first 250 then have a quarter of all

Weighted = Sequence[tuple[float, str]]


class Being(Struct, frozen=True):
    """A person (gender masc or femn) or a body (gender ""), and the weight of each of its spellings."""

    gender: str
    spellings: Weighted


def russian(dice: Random) -> Being:
    """A person with a patronymic: full, short, with initials, in either order, in Latin script."""
    woman = dice.random() < 0.3
    given = pick(dice, lists.WOMEN if woman else lists.MEN)
    middle = patronymic(pick(dice, lists.MEN), woman=woman)
    last = surname(ranked(dice, RANKS), woman=woman)
    g, m = given[0] + ".", middle[0] + "."
    spellings = (
        (40, f"{given} {last}"),
        (20, f"{given} {middle} {last}"),
        (9, f"{last} {given} {middle}"),
        (10, f"{g} {m} {last}"),
        (4, f"{last} {g} {m}"),
        (4, f"{g} {last}"),
        (3, f"{last} {given}"),
        (2, last),
        (6, latin(f"{given} {last}")),
        (2, latin(f"{last} {given}")),
    )
    return Being("femn" if woman else "masc", spellings)


def vietnamese(dice: Random) -> Being:
    """Two to four syllables, written apart."""
    syllables = [_surname(dice, lists.VIET_SURNAMES)]
    syllables += [zipf(dice, lists.VIET_MIDDLES)] if dice.random() < 0.7 else []
    syllables += [zipf(dice, lists.VIET_GIVEN) for _ in range(1 if dice.random() < 0.7 else 2)]
    marked = " ".join(syllable[-1] for syllable in syllables)
    plain = unicodedata.normalize("NFD", marked.replace("Đ", "D").replace("đ", "d"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    usual, other = (" ".join(spelt(dice, syllables, usual=usual)) for usual in (True, False))
    return Being("", ((50, usual), (25, other), (10, marked), (15, bare)))


def chinese(dice: Random) -> Being:
    """A surname and one or two syllables: «Си Цзиньпин», «Си Цзинь-пин», «Си Цзинь Пин», Xi Jinping."""
    return _two_parts(dice, lists.CHINESE_SURNAMES, lists.CHINESE_GIVEN, (50, 15, 10))


def korean(dice: Random) -> Being:
    """As a Chinese name, most often written apart: «Ким Чон Ын», «Ким Чен Ын», «Ким Чон-ын», Kim Jong-eun."""
    return _two_parts(dice, lists.KOREAN_SURNAMES, lists.KOREAN_GIVEN, (15, 20, 45))


def _two_parts(
    dice: Random, surnames: Mapping[str, float], given: Sequence[tuple[str, ...]], weights: tuple[float, float, float]
) -> Being:
    first = _surname(dice, surnames)
    rest = [zipf(dice, given) for _ in range(1 if dice.random() < 0.15 else 2)]
    found: list[tuple[float, str]] = []
    for share, usual in ((0.7, True), (0.3, False)):
        last, *parts = spelt(dice, [first, *rest], usual=usual)
        written = ("".join(parts).capitalize(), "-".join(parts).capitalize(), " ".join(map(str.capitalize, parts)))
        found += [(share * weight, f"{last} {name}") for weight, name in zip(weights, written, strict=True)]
    joined = "".join(syllable[-1] for syllable in rest).capitalize()
    hyphened = "-".join(syllable[-1] for syllable in rest).capitalize()
    return Being(
        "", (*found, (12, f"{first[-1]} {joined}"), (5, f"{first[-1]} {hyphened}"), (3, f"{joined} {first[-1]}"))
    )


def office(dice: Random) -> Being:
    """A body of a region or district: «Министерство образования Брянской области», «Минобразования …»."""
    head, affairs = dice.choice(lists.HEADS), dice.choice(lists.AFFAIRS)
    region = f"{dice.choice(lists.REGIONS)}ской области"
    place = region if dice.random() < 0.1 else f"{made_up(ranked(dice, STEMS))}ского района {region}"
    name = f"{head} {affairs} {place}"
    short = f"{lists.SYLLABIC[head]}{affairs} {place}" if head in lists.SYLLABIC else name
    return Being("", ((60, name[0].upper() + name[1:]), (10, name), (20, short), (5, latin(name))))


def numbered(dice: Random) -> Being:
    """A body that a number tells from its likes: «школа № 17 города Кимовска»."""
    kind, number = dice.choice(lists.PLAIN_BODIES), dice.randrange(1, 300)
    town = f"города {made_up(ranked(dice, STEMS))}ска"
    return Being(
        "", ((60, f"{kind} № {number} {town}"), (30, f"{kind} №{number} {town}"), (5, f"{town} {kind} № {number}"))
    )


def company(dice: Random) -> Being:
    """«ООО „Вектор“» with and without its form."""
    name = made_up(ranked(dice, STEMS)) + dice.choice(("", "строй", "банк", "инвест", "газ", "торг", "сервис"))
    kind = dice.choice(("ООО", "АО", "ПАО", "НКО"))
    return Being("", ((40, f"{kind} «{name}»"), (40, f"«{name}»"), (20, f"компания «{name}»"), (8, latin(name))))


MAKERS: Mapping[Callable[[Random], Being], float] = {
    russian: 48,
    vietnamese: 8,
    chinese: 8,
    korean: 6,
    office: 15,
    numbered: 5,
    company: 10,
}
PERSONS = frozenset((russian, vietnamese, chinese, korean))


def surname(rank: int, *, woman: bool) -> str:
    """The surname of a rank, from 0; a made-up one has a stem of its own and one of the usual tails."""
    if rank < len(lists.SURNAMES):
        name = lists.SURNAMES[rank]
        return feminine(name) if woman else name
    number, tail = divmod(rank, len(lists.TAILS))
    endings = lists.TAILS[tail].split("/")
    return made_up(number) + endings[-1 if woman else 0]


def feminine(name: str) -> str:
    """Сергеев → Сергеева, Никольский → Никольская."""
    return name[:-2] + "ая" if name.endswith("ий") else name + "а"


def patronymic(father: str, *, woman: bool) -> str:
    """Сергей → Сергеевич, Сергеевна; Юрий → Юрьевич, but Дмитрий → Дмитриевич; Илья → Ильич."""
    if father in lists.PATRONYMICS:
        return lists.PATRONYMICS[father][woman]
    stem = lists.PATRONYMIC_STEMS.get(father, father)
    soft = stem[-1] in "йь"
    if soft:
        stem = stem[:-2] + "ь" if stem.endswith("ий") and stem[-4].lower() in "аеиоуыэюя" else stem[:-1]
    return stem + ("е" if soft else "о") + ("вна" if woman else "вич")


def made_up(number: int) -> str:
    """A stem of five or six letters for a number below STEMS; those of neighbouring numbers are not alike."""
    number, shape = divmod(number, len(SHAPES))
    number = number * SPREAD % math.prod(map(len, SHAPES[shape]))
    signs = []
    for alphabet in SHAPES[shape]:
        number, place = divmod(number, len(alphabet))
        signs.append(alphabet[place])
    return "".join(signs).capitalize()


def latin(name: str) -> str:
    """A name in Latin letters."""
    letters = (LATIN.get(sign.lower(), sign) for sign in name)
    return "".join(new.capitalize() if old.isupper() else new for new, old in zip(letters, name, strict=True))


def misspelt(dice: Random, name: str) -> str:
    """A name with a letter lost, doubled, or changed with the one after it."""
    place = dice.randrange(len(name) - 1)
    left, right = name[:place], name[place + 1 :]
    return dice.choice((left + right, left + name[place] * 2 + right, left + right[0] + name[place] + right[1:]))


def spelt(dice: Random, syllables: Sequence[tuple[str, ...]], *, usual: bool) -> list[str]:
    """Each syllable in Cyrillic, in its usual spelling or in one by chance."""
    return [syllable[0] if usual else dice.choice(syllable[:-1]) for syllable in syllables]


def _surname(dice: Random, shares: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(pick(dice, shares).split("/"))


def pick(dice: Random, shares: Mapping[str, float]) -> str:
    """One of the words, by their shares."""
    return dice.choices(tuple(shares), tuple(shares.values()))[0]


def zipf(dice: Random, words: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """One of the words, the first ones more often."""
    return words[ranked(dice, len(words))]


def ranked(dice: Random, number: int) -> int:
    """A rank below ``number``, the first ones more often."""
    return dice.choices(range(number), cum_weights=_weights(number))[0]


@cache
def _weights(number: int) -> Sequence[float]:
    return tuple(accumulate((rank + 1 + SHIFT) ** -FALL for rank in range(number)))
