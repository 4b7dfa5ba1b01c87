"""Persons of a document: which of its names are one person's.

Names that agree word by word, up to inflection, initials and omitted words, are one person; a bare surname belongs to
the nearest fuller name that has it. Names are looked up by how their words begin, so that a text may have many.
"""

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import Chain, Mention
from kadry.russian.names import PATRONYMIC
from kadry.russian.onomastics.people import given_forms, may_be_one_given, patronymic_stem
from kadry.russian.onomastics.transcription import keys as block_keys
from kadry.russian.onomastics.transcription import relation, word_variant
from kadry.russian.onomastics.transcription.skeletons import skeletons
from kadry.russian.words import forms, shared_letters

SON = re.compile(r"[оеё]?вич(?:а|у|ем|е)?$")
GENERATION = re.compile(r"[-\s](младш|старш)(?:ий|его|ему|им|ем|ая|ей|ую)$", re.IGNORECASE)
SPLIT = re.compile(r"[\s\u00a0]+")
STEM = 4  # letters that words which differ by a case ending share


Alike = Callable[[str, str], bool]


class Named(Struct, frozen=True):
    """A mention of a person with what its chain is found by.

    sure: the gender is that of a patronymic, a verb or a title, not one that a given name or an ending suggests.
    """

    mention: Mention
    gender: str
    nominative: bool
    sure: bool = False


class _Group:
    """Mentions of one person: the fullest first, where they stand in order, how many are full names, the genders."""

    def __init__(self, number: int, first: Named) -> None:
        self.number = number
        self.items: list[Named] = []
        self.starts: list[int] = []
        self.genders: set[str] = set()
        self.names: list[str] = []
        self.full = 0
        self.add(first)

    def add(self, item: Named) -> None:
        """Another mention."""
        self.items.append(item)
        insort(self.starts, item.mention.start)
        if len(_words(item.mention.normal)) > 1 or not self.names:
            self.full += len(_words(item.mention.normal)) > 1
            if item.mention.normal not in self.names:
                self.names.append(item.mention.normal)
        self.genders |= {item.gender} - {""}

    def takes(self, item: Named, alike: Alike) -> bool:
        """Whether gender and words allow that a mention is of this person."""
        if item.gender and not self.genders <= {item.gender}:
            return False
        name = item.mention.normal
        agreeing = (same_name(name, full, alike) or _same_sound(name, full, alike) for full in self.names)
        return any(agreeing) if alike is _spelt_alike or len(_words(name)) == 1 else all(agreeing)

    def has(self, words: Sequence[str]) -> bool:
        """Whether a name of the person has every word."""
        return any(all(any(_alike(w, own) for own in _words(name)) for w in words) for name in self.names)

    def distance(self, start: int) -> tuple[int, int]:
        """A sort key: how far before a place the last mention is, else where the first after it is."""
        before = bisect_left(self.starts, start)
        return (0, start - self.starts[before - 1]) if before else (1, self.starts[0])


def person_chains(named: Sequence[Named]) -> tuple[Chain, ...]:
    """The chains of a document's names; every mention is in exactly one.

    A name that fits nobody as it stands may be another spelling of one («Роухани», «Susanne Osthoff»).
    """
    groups: list[_Group] = []
    index: dict[str, set[int]] = {}
    for item in sorted(_settled(named), key=lambda n: (*_shorter(n.mention.normal), n.mention.start)):
        words = _words(item.mention.normal)
        fitting = _fitting(item, groups, index, _sought(words), _alike)
        fitting = fitting or _fitting(item, groups, index, _sought(words) | _sounds(words), _spelt_alike)
        if fitting:
            group = _chosen(fitting, item)
            group.add(item)
        else:
            group = _Group(len(groups), item)
            groups.append(group)
        if len(words) > 1 or not fitting:
            for key in _beginnings(words) | _sounds(words):
                index.setdefault(key, set()).add(group.number)
    return tuple(sorted((_person_chain(group.items) for group in groups), key=lambda c: (c.head.start, c.head.end)))


def _fitting(
    item: Named, groups: Sequence[_Group], index: Mapping[str, Collection[int]], keys: Iterable[str], alike: Alike
) -> list[_Group]:
    """The persons that a name can be of, among those found under its keys."""
    near = sorted({i for key in keys for i in index.get(key, ())})
    return [groups[i] for i in near if groups[i].takes(item, alike)]


def _chosen(fitting: Sequence[_Group], item: Named) -> _Group:
    """Whom a name means that fits several: who has all its words, then who is most often named in full, or nearest."""
    start, words = item.mention.start, _words(item.mention.normal)

    def rank(group: _Group) -> tuple[bool, int, tuple[int, int]]:
        return not group.has(words), -max(group.full, 1) if len(words) == 1 else 0, group.distance(start)

    return min(fitting, key=rank)


def _settled(named: Sequence[Named]) -> list[Named]:
    """The mentions, a gender that a name suggests («Колин») mended where its verbs elsewhere say the other one."""
    told: dict[str, set[str]] = {}
    for item in named:
        if item.sure:
            told.setdefault(_words(item.mention.normal)[0], set()).add(item.gender)
    return [item if item.sure or not item.gender else _mended(item, told) for item in named]


def _mended(item: Named, told: Mapping[str, Collection[str]]) -> Named:
    genders = told.get(_words(item.mention.normal)[0], ())
    return replace(item, gender=next(iter(genders))) if len(genders) == 1 else item


def _beginnings(words: Sequence[str]) -> set[str]:
    """Under what a name is found: how its words begin, and their first letters."""
    return {word[0] + "." if _initial(word) else word[:STEM] for word in words} | {word[0] for word in words}


def _sought(words: Sequence[str]) -> set[str]:
    """How words of every name begin that these can be the shorter form of."""
    full = [word for word in words if not _initial(word)]
    return {word[:STEM] for word in full} | {word[0] + "." if full else word[0] for word in words}


def _shorter(name: str) -> tuple[int, bool, int]:
    """A sort key that puts fuller names first, a surname before a patronymic."""
    words = _words(name)
    return -_size(name), len(words) == 2 and only_patronymic(words[1]), -len(name)


def _size(name: str) -> int:
    """The words of a name that are no initials."""
    return sum(not _initial(w) for w in SPLIT.split(name))


def same_name(short: str, full: str, alike: Alike | None = None) -> bool:
    """Whether two nominative names can be one person's in one document; ``full`` has no fewer words.

    alike: whether two words are one, by default up to a case ending.
    """
    alike = alike or _alike
    left, right = _words(short), _words(full)
    if "и" in left or "и" in right:
        return left == right  # «Сергей и Юлия Скрипаль» are two
    if generation(short) != generation(full) and len(left) > 1:
        return False
    if len(left) == 1:
        return any(alike(left[0], word) for word in _standing_alone(right))
    if len(left) == 2 and only_patronymic(left[1]) and not any(PATRONYMIC.search(word) for word in right[1:-1]):
        return alike(left[0], right[0]) and len(right) == 2  # «Нурлан Ермекович» beside «Нурлан Байжигитов»
    rest = list(right)
    spare = len(right) == 2 and not any(map(_initial, right))  # «Г. А. Зюганов» beside «Геннадий Зюганов»
    for i, word in enumerate(left):
        found = next((w for w in rest if alike(word, w) or _initials(word, w)), None)
        if found is not None:
            rest.remove(found)
        elif not (spare and _initial(word) and i and _initial(left[i - 1])):
            return False
    return True


def _standing_alone(words: Sequence[str]) -> list[str]:
    """The words of a full name by which its bearer may be called: surname, given name, the first of two surnames."""
    return [words[-1], words[0], *(words[-2:-1] if len(words) > 2 and not PATRONYMIC.search(words[-2]) else ())]


def _syllabic(words: Sequence[str]) -> bool:
    return all(len(w) <= 6 for w in words)


@lru_cache(maxsize=10_000)
def _words(name: str) -> tuple[str, ...]:
    spaced = re.sub(r"(?<=\.)(?=\w)", " ", GENERATION.sub("", name))
    return tuple(w.lower().replace("ё", "е") for w in SPLIT.split(spaced) if w and w != ".")


@lru_cache(maxsize=50_000)
def only_patronymic(word: str) -> bool:
    """Whether a word is a patronymic («Сергеевич») and no surname («Янукович», «Абрамович»)."""
    if not PATRONYMIC.search(word):
        return False
    nominative = {form.lemma for form in forms(word) if "Patr" in form.grammemes} or {word}
    told = any(patronymic_stem(form) for form in (word, *nominative))
    return told and not any("Surn" in form.grammemes for form in forms(word))


def generation(name: str) -> str:
    """«младш» or «старш», where a name ends in such a word; "" otherwise."""
    found = GENERATION.search(name)
    return found[1].lower() if found else ""


def _initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1


def _initials(left: str, right: str) -> bool:
    return (_initial(left) or _initial(right)) and left[0] == right[0]


def _alike(left: str, right: str) -> bool:
    """Equal up to a case ending."""
    if left == right:
        return True
    shared = shared_letters(left, right)
    shorter, longer = sorted((len(left), len(right)))
    if bool(SON.search(left)) != bool(SON.search(right)):
        return False  # Климов is not Климович
    return shared >= STEM and shared >= shorter - 1 and longer - shared <= 2


def _spelt_alike(left: str, right: str) -> bool:
    """Equal up to a case ending, or two spellings or forms of one name («Саша», «Александр»)."""
    return _alike(left, right) or (
        not (_initial(left) or _initial(right)) and (may_be_one_given(left, right) or word_variant(left, right))
    )


def _same_sound(left: str, right: str, alike: Alike) -> bool:
    """Whether two full names are transcriptions of one, syllable by syllable («Ли Джэён», «Ли Чже Ён»)."""
    return alike is _spelt_alike and relation(_words(left), _words(right)).verdict == "variant"


def _sounds(words: Sequence[str]) -> set[str]:
    """Under what other spellings of a name are found: the consonants of its words, and whole given names."""
    full = [word for word in words if not _initial(word)]
    sounds = {f"~{key}" for word in full for key in (*skeletons(word), *given_forms(word))}
    return sounds | {f"~~{key}" for key in block_keys(tuple(words))} if len(full) > 1 else sounds


def _person_chain(group: Sequence[Named]) -> Chain:
    """The head is the fullest name, one that stands in the nominative before others, the first of them."""
    most = max(_size(n.mention.normal) for n in group)
    fullest = [n for n in group if _size(n.mention.normal) == most]
    head = min(fullest, key=lambda n: (not n.nominative, n.mention.start))
    genders = sorted({n.gender for n in group if n.gender})
    return Chain(
        head=head.mention,
        mentions=tuple(sorted((n.mention for n in group), key=lambda m: (m.start, m.end))),
        gender=genders[0] if len(genders) == 1 else None,
        generic=most < 2,
    )
