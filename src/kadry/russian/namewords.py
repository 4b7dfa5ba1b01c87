"""Words of names: how a name falls into words, and which two of them may be one up to case, initial or number."""

import re
from collections.abc import Sequence
from functools import lru_cache

from kadry.russian.nameparts import PATRONYMIC
from kadry.russian.onomastics.people import given_forms, patronymic_stem
from kadry.russian.words import forms, is_known, shared_letters

SON = re.compile(r"[оеё]?вич(?:а|у|ем|е)?$")
GENERATION = re.compile(r"[-\s](младш|старш)(?:ий|его|ему|им|ем|ая|ей|ую)$", re.IGNORECASE)
DOTTED = re.compile(r"(?<=\.)(?=\w)")
SPLIT = re.compile(r"[\s\u00a0]+")
BOUND = re.compile(r"\b(мак|mac|mc|о|o|д|d)(?:['’`]|(?<=мак)-|(?<=mac)-)(?=\w)")  # «Мак-Киннон», «О’Коннор»
ARTICLE = re.compile(r"^(?:аль|эль|ас|аш|ад|ар|ат|аз|ан|al|el|as|ash|ad|ar|at|az|an)-(?=\w{3})")
SON_OF = {"бен": "бин", "ибн": "бин", "ben": "bin", "ibn": "bin"}
ADJECTIVAL = re.compile(r"(?:[ыио]й|[ое]го|[ое]му|[ыи]м|[ое]м|[ая]я|[ую]ю|[ое]й)$")
ALIKE = 3  # letters with which all words begin alike that may be one
STEM = 4  # letters that words which differ by a case ending share
VOWELS = "аяуюеиыо"
ROMAN = re.compile("x{0,3}(?:ix|iv|v?i{0,3})")
LETTERS = str.maketrans("хіѵ", "xiv")  # Cyrillic letters that stand for Latin ones in numbers
ORDINALS = (
    "первый второй третий четвертый пятый шестой седьмой восьмой девятый десятый одиннадцатый двенадцатый тринадцатый "
    "четырнадцатый пятнадцатый шестнадцатый семнадцатый восемнадцатый девятнадцатый двадцатый"
).split()
ORDINAL_STARTS = frozenset(word[:ALIKE] for word in ORDINALS)


@lru_cache(maxsize=10_000)
def name_words(name: str) -> tuple[str, ...]:
    """A name's words, folded: a generation left out, initials apart, a ruler's number as «#2» («II», «Второй»)."""
    spaced = DOTTED.sub(" ", GENERATION.sub("", name))
    low = BOUND.sub(r"\1", spaced.lower().replace("ё", "е"))
    words = [ARTICLE.sub("", SON_OF.get(w, w)) for w in SPLIT.split(low) if w and w != "."]
    number = ruler_number(words[-1]) if len(words) > 1 else 0
    return (*words[:-1], f"#{number}") if number else tuple(words)


@lru_cache(maxsize=10_000)
def ruler_number(word: str) -> int:
    """The number that the last word of a name is, in Roman digits or as an ordinal; 0 where it is none."""
    latin = word.translate(LETTERS)
    if ROMAN.fullmatch(latin):
        values = ["ivx".index(c) for c in latin]
        worth = [(1, 5, 10)[v] for v in values]
        return sum(-w if any(w < later for later in worth[i + 1 :]) else w for i, w in enumerate(worth))
    if word[:ALIKE] not in ORDINAL_STARTS:
        return 0
    told = [form.lemma for form in forms(word) if form.kind == "ADJF" and form.lemma in ORDINALS]
    return ORDINALS.index(told[0]) + 1 if told else 0


@lru_cache(maxsize=10_000)
def size(name: str) -> int:
    """The words of a name that are no initials."""
    words = SPLIT.split(name)
    numbered = len(words) > 1 and is_initial(words[-1]) and ruler_number(words[-1].lower()) > 0
    return sum(not is_initial(w) for w in words) + numbered


@lru_cache(maxsize=10_000)
def generation(name: str) -> str:
    """«младш» or «старш», where a name ends in such a word; "" otherwise."""
    found = GENERATION.search(name)
    return found[1].lower() if found else ""


def is_initial(word: str) -> bool:
    """A letter, with or without its dot."""
    return len(word.rstrip(".")) == 1


def initials(left: str, right: str) -> bool:
    """Whether one of two words is an initial of the other."""
    return left[:1] == right[:1] and (is_initial(left) or is_initial(right))


def alike_words(left: str, right: str) -> bool:
    """Equal up to a case ending."""
    if left == right:
        return True
    if left[:ALIKE] != right[:ALIKE]:
        return False
    shared = shared_letters(left, right)
    shorter, longer = sorted((len(left), len(right)))
    if bool(SON.search(left)) != bool(SON.search(right)):
        return False  # Климов is not Климович
    if shared == STEM - 1 and shorter == longer == STEM:
        return left[-1] in VOWELS and right[-1] in VOWELS  # «Янша», «Янши»
    if shared >= STEM and shared >= shorter - 1 and longer - shared <= 2:
        return True
    stem, other = ADJECTIVAL.sub("", left), ADJECTIVAL.sub("", right)
    return stem == other and STEM <= len(stem) < shorter  # «Дыховичный», «Дыховичного»


@lru_cache(maxsize=50_000)
def only_patronymic(word: str) -> bool:
    """Whether a word is a patronymic («Сергеевич») and no surname («Янукович», «Хмелевич»)."""
    if not PATRONYMIC.search(word):
        return False
    nominative = {form.lemma for form in forms(word) if "Patr" in form.grammemes} or {word}
    stems = {stem for form in (word, *nominative) if (stem := patronymic_stem(form))}
    told = bool(stems) and (is_known(word) or any(map(given_forms, stems)))
    return told and not any("Surn" in form.grammemes for form in forms(word))


def surname_parts(words: Sequence[str]) -> list[str]:
    """The parts of a double surname, which may stand for it («Пайпер» of «Стефанишин-Пайпер»)."""
    parts = words[-1].split("-") if len(words) > 1 else []
    return parts if len(parts) > 1 and all(len(part) >= STEM for part in parts) else []
