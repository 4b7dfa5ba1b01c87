"""Persons of a document: which of its names are one person's.

Names that agree word by word, up to inflection, initials and omitted words, are one person; a part of a name belongs to
who has all its words, then to who is most often named in full, then to the nearest. Names are looked up by how their
words begin, so that a text may have many. What the text itself says of two names (``aliases``) comes before what they
look like: two that it parts are never joined.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kadry.claim import Chain
from kadry.russian.aliases import NONE, Ties
from kadry.russian.named import Named, settled_names
from kadry.russian.nameparts import PATRONYMIC
from kadry.russian.namewords import (
    ALIKE,
    STEM,
    alike_words,
    generation,
    initials,
    is_initial,
    name_words,
    only_patronymic,
    size,
    surname_parts,
)
from kadry.russian.onomastics.people import given_forms, may_be_one_given
from kadry.russian.onomastics.transcription import keys as block_keys
from kadry.russian.onomastics.transcription import relation, word_variant
from kadry.russian.onomastics.transcription.skeletons import skeletons

Alike = Callable[[str, str], bool]
Apart = Mapping[str, Collection[str]]


class _Group:
    """Mentions of one person: the fullest first, where they stand in order, how many are full names, the genders."""

    def __init__(self, number: int, first: Named, apart: Apart) -> None:
        self.number = number
        self.items: list[Named] = []
        self.starts: list[int] = []
        self.genders: set[str] = set()
        self.names: list[str] = []
        self.marks: set[str] = set()
        self.parted: set[str] = set()
        self.full = 0
        self.add(first, apart)

    def add(self, item: Named, apart: Apart) -> None:
        """Another mention."""
        self.items.append(item)
        insort(self.starts, item.mention.start)
        words = name_words(item.name)
        if len(words) > 1 or not self.names:
            self.full += len(words) > 1
            if item.name not in self.names:
                self.names.append(item.name)
                self.marks |= _marks(words)
        if item.gender:
            self.genders.add(item.gender)
        if apart:
            self.parted.update(apart.get(item.mention.key, ()), apart.get(item.name, ()))

    def takes(self, item: Named, alike: Alike) -> bool:
        """Whether gender and words allow that a mention is of this person, and the text does not part them."""
        name, words = item.name, name_words(item.name)
        if item.gender and not self.genders <= {item.gender}:
            return False
        if self.parted and not self.parted.isdisjoint((item.mention.key, name)):
            return False
        spelt = alike is _spelt_alike
        for needed in _needed(words, spelt):
            if needed.isdisjoint(self.marks) and not (spelt and self._sounds_as(needed)):
                return False
        agreeing = (same_name(name, full, alike) or (spelt and _same_sound(name, full)) for full in self.names)
        return any(agreeing) if spelt or len(words) == 1 else all(agreeing)

    def _sounds_as(self, needed: frozenset[str]) -> bool:
        """Whether a word of the person's names sounds as one of those."""
        words = (word for name in self.names for word in name_words(name) if not is_initial(word))
        return not all(map(needed.isdisjoint, map(_sound, words)))

    def distance_of(self, words: Sequence[str]) -> int:
        """How far the words are from the person's names: 0 where one has them all, 1 up to case endings, else 2."""
        names = [name_words(name) for name in self.names]
        if any(set(words) <= set(name) for name in names):
            return 0
        return 1 if any(all(any(alike_words(w, own) for own in name) for w in words) for name in names) else 2

    def distance(self, start: int) -> tuple[int, int]:
        """A sort key: how far before a place the last mention is, else where the first after it is."""
        before = bisect_left(self.starts, start)
        return (0, start - self.starts[before - 1]) if before else (1, self.starts[0])

    def may_be(self, other: "_Group") -> bool:
        """Whether neither genders nor two given names beside one surname are against one person's having two names."""
        genders = {n.gender for n in (*self.items, *other.items) if n.sure or len(name_words(n.name)) > 1} - {""}
        if len(genders) > 1:
            return False
        mine, theirs = ([words for name in g.names if len(words := name_words(name)) > 1] for g in (self, other))
        return not any(
            a[-1] == b[-1] and not any(_spelt_alike(x, y) or initials(x, y) for x in a[:-1] for y in b[:-1])
            for a in mine
            for b in theirs
        )

    @property
    def told(self) -> set[str]:
        """The mentions and names by which the text may part the person from another."""
        return {item.mention.key for item in self.items} | set(self.names)


class _Index:
    """Where the persons of a document are looked up: by how the words of their names begin, and by how they sound.

    How names sound is worked out when a name asks that fits nobody as it stands, and that somebody else may bear.
    """

    def __init__(self) -> None:
        self.genders: set[str] = set()  # those of all names so far
        self._begun: dict[str, set[int]] = {}
        self._sounding: dict[str, set[int]] = {}
        self._unheard: list[tuple[tuple[str, ...], int]] = []

    def may_hold(self, gender: str) -> bool:
        """Whether some person may bear a name that shows a gender."""
        return bool(self.genders) and (not gender or not self.genders.isdisjoint((gender, "")))

    def enter(self, words: tuple[str, ...], number: int) -> None:
        """A name of the person with a number."""
        self._unheard.append((words, number))
        for key in _beginnings(words):
            self._begun.setdefault(key, set()).add(number)

    def alike(self, words: tuple[str, ...]) -> list[int]:
        """The persons with a name of which these words may be a part, up to case endings."""
        return sorted(self._beginning(words))

    def heard(self, words: tuple[str, ...]) -> list[int]:
        """Those and the persons with a name that sounds alike."""
        for own, number in self._unheard:
            for key in _sounds(own):
                self._sounding.setdefault(key, set()).add(number)
        self._unheard.clear()
        sounding = [self._sounding[key] for key in _sounds(words) if key in self._sounding]
        return sorted(self._beginning(words).union(*sounding))

    def _beginning(self, words: tuple[str, ...]) -> set[int]:
        return set().union(*[self._begun[key] for key in _sought(words) if key in self._begun])


def person_chains(named: Sequence[Named], ties: Ties = NONE) -> tuple[Chain, ...]:
    """The chains of a document's names; every mention is in exactly one.

    A name that fits nobody as it stands may be another spelling of one («Роухани», «Susanne Osthoff»).

    Args:
        named: the names, in any order.
        ties: what the text says of two of them (``aliases.find_ties``).
    """
    settled = settled_names(named)
    apart: dict[str, set[str]] = defaultdict(set)
    for left, right in (*ties.apart, *_contrasted(settled)):
        apart[left].add(right)
        apart[right].add(left)
    groups: list[_Group] = []
    index = _Index()
    for item in sorted(settled, key=lambda n: (*_shorter(n.name), n.mention.start)):
        words = name_words(item.name)
        fitting = [groups[i] for i in index.alike(words) if groups[i].takes(item, alike_words)]
        if not fitting and index.may_hold(item.gender):
            fitting = [groups[i] for i in index.heard(words) if groups[i].takes(item, _spelt_alike)]
        if fitting:
            group = _chosen(fitting, item)
            group.add(item, apart)
        else:
            group = _Group(len(groups), item, apart)
            groups.append(group)
        index.genders.add(item.gender)
        if len(words) > 1 or not fitting:
            index.enter(words, group.number)
    chains = (_person_chain(together) for together in _tied(groups, ties))
    return tuple(sorted(chains, key=lambda c: (c.head.start, c.head.end)))


def _contrasted(named: Sequence[Named]) -> Iterator[tuple[str, str]]:
    """Names with «младший» and those without it, where one without it comes first: then they are father and son."""
    first: dict[str, int] = {}
    for item in named:
        if len(name_words(item.name)) > 1:
            first[item.name] = min(item.mention.start, first.get(item.name, item.mention.start))
    sons = [name for name in first if generation(name) == "младш"]
    for son in sons:
        begins = min(first[name] for name in sons if same_name(name, son))
        plain = [name for name in first if not generation(name) and _same_surname(name, son)]
        if any(first[name] < begins for name in plain):
            yield from ((name, son) for name in plain)


def _same_surname(left: str, right: str) -> bool:
    return alike_words(name_words(left)[-1], name_words(right)[-1])


def _chosen(fitting: Sequence[_Group], item: Named) -> _Group:
    """Whom a name means that fits several: who has all its words, then who is most often named in full, or nearest."""
    if len(fitting) == 1:
        return fitting[0]
    start, words = item.mention.start, name_words(item.name)

    def rank(group: _Group) -> tuple[int, int, tuple[int, int]]:
        return group.distance_of(words), -max(group.full, 1) if len(words) == 1 else 0, group.distance(start)

    return min(fitting, key=rank)


def _tied(groups: Sequence[_Group], ties: Ties) -> list[list[_Group]]:
    """The names of each person, where the text says that two are one."""
    if not (ties.same or ties.likely):
        return [[group] for group in groups]
    together = {group.number: ([group], group.told, set(group.parted)) for group in groups}
    at = {item.mention.key: group.number for group in groups for item in group.items}
    for pairs, sure in ((ties.same, True), (ties.likely, False)):
        for left, right in pairs:
            mine, theirs = together[at[left]], together[at[right]]
            if mine is theirs or not (mine[1].isdisjoint(theirs[2]) and (sure or _may_be(mine[0], theirs[0]))):
                continue
            mine[0].extend(theirs[0])
            mine[1].update(theirs[1])
            mine[2].update(theirs[2])
            together.update((group.number, mine) for group in theirs[0])
    return [names for number, (names, _, _) in together.items() if names[0].number == number]


def _may_be(left: Iterable[_Group], right: Sequence[_Group]) -> bool:
    return all(one.may_be(other) for one in left for other in right)


@lru_cache(maxsize=10_000)
def _marks(words: tuple[str, ...]) -> frozenset[str]:
    """What words of other names are known by that can be one of these; a hyphen, where parts of words may be meant."""
    begun = {word[:length] for word in (*words, *surname_parts(words)) for length in (1, ALIKE)}
    begun |= {word[0] + "." if is_initial(word) else "-" for word in words if is_initial(word) or "-" in word}
    return frozenset(begun)


@lru_cache(maxsize=10_000)
def _needed(words: tuple[str, ...], spelt: bool) -> tuple[frozenset[str], ...]:
    """For the words of a name the marks of which a person's names must have one, so that many are soon told apart.

    spelt: other spellings count as well; then nothing is needed of a name without initials, which may sound alike.
    """
    if spelt and not any(word.endswith(".") for word in words):
        return ()
    first = [frozenset(words[0][0])] if is_initial(words[0]) and words[0].endswith(".") else []
    whole = words[:1] if len(words) == 2 and only_patronymic(words[1]) else words
    whole = tuple(word for word in whole if not (is_initial(word) or (spelt and "-" in word)))
    begun = (frozenset((word[:ALIKE], word[0] + ".")) for word in whole)
    return (*first, *(own | _sound(word) | {"-"} if spelt else own for own, word in zip(begun, whole, strict=True)))


@lru_cache(maxsize=10_000)
def _sound(word: str) -> frozenset[str]:
    """The consonants of a word in another spelling, and the whole given names that it stands for."""
    return frozenset(f"~{key}" for key in (*skeletons(word), *given_forms(word)))


@lru_cache(maxsize=10_000)
def _beginnings(words: tuple[str, ...]) -> frozenset[str]:
    """Under what a name is found: how its words, and the parts of a double surname, begin, and their first letters."""
    whole = {word[0] + "." if is_initial(word) else word[:STEM] for word in words} | {word[0] for word in words}
    return frozenset(whole | {part[:STEM] for part in surname_parts(words)})


@lru_cache(maxsize=10_000)
def _sought(words: tuple[str, ...]) -> frozenset[str]:
    """How words of every name begin that these can be the shorter form of."""
    full = [word for word in words if not is_initial(word)]
    return frozenset({word[:STEM] for word in full} | {word[0] + "." if full else word[0] for word in words})


def _shorter(name: str) -> tuple[int, bool, int]:
    """A sort key that puts fuller names first, a surname before a patronymic."""
    words = name_words(name)
    return -size(name), len(words) == 2 and only_patronymic(words[1]), -len(name)


def same_name(short: str, full: str, alike: Alike | None = None) -> bool:
    """Whether two nominative names can be one person's in one document; ``full`` has no fewer words.

    alike: whether two words are one, by default up to a case ending.
    """
    alike = alike or alike_words
    left, right = name_words(short), name_words(full)
    if "и" in left or "и" in right:
        return left == right  # «Сергей и Юлия Скрипаль» are two
    if not _one_generation(short, full):
        return False
    if len(left) == 1:
        return any(alike(left[0], word) for word in _standing_alone(right))
    if len(left) == 2 and only_patronymic(left[1]) and not any(PATRONYMIC.search(word) for word in right[1:-1]):
        return alike(left[0], right[0]) and len(right) == 2  # «Нурлан Ермекович» beside «Нурлан Байжигитов»
    rest, parts = list(right), surname_parts(right)
    spare = len(right) == 2 and not any(map(is_initial, right))  # «Г. А. Зюганов» beside «Геннадий Зюганов»
    for i, word in enumerate(left):
        found = next((w for w in rest if alike(word, w) or initials(word, w)), None)
        if found is None and i and parts and any(alike(word, part) for part in parts):
            found = right[-1] if right[-1] in rest else None
        if found is not None:
            rest.remove(found)
        elif not (spare and is_initial(word) and i and is_initial(left[i - 1])):
            return False
    return True


def _one_generation(short: str, full: str) -> bool:
    """Whether two names do not contradict each other in «младший» and «старший».

    Who is called «старший» is told apart from one who bears the name without it; «младший» is part of a name.
    """
    mine, other = generation(short), generation(full)
    return mine == other or (not (mine and other) and (len(name_words(short)) == 1 or "старш" not in (mine, other)))


def _standing_alone(words: Sequence[str]) -> list[str]:
    """The words of a full name by which its bearer may be called: surname, given name, one of two surnames."""
    first = words[-2:-1] if len(words) > 2 and not PATRONYMIC.search(words[-2]) else ()
    return [words[-1], words[0], *first, *surname_parts(words)]


def _spelt_alike(left: str, right: str) -> bool:
    """Equal up to a case ending, or two spellings or forms of one name («Саша», «Александр»)."""
    return alike_words(left, right) or (
        not (is_initial(left) or is_initial(right)) and (may_be_one_given(left, right) or word_variant(left, right))
    )


def _same_sound(left: str, right: str) -> bool:
    """Whether two full names are transcriptions of one, syllable by syllable («Ли Джэён», «Ли Чже Ён»)."""
    mine, other = name_words(left), name_words(right)
    return not block_keys(mine).isdisjoint(block_keys(other)) and relation(mine, other).verdict == "variant"


@lru_cache(maxsize=10_000)
def _sounds(words: tuple[str, ...]) -> frozenset[str]:
    """Under what other spellings of a name are found: the consonants of its words, and whole given names."""
    full = [word for word in words if not is_initial(word)]
    sounds: set[str] = set().union(*map(_sound, full))
    return frozenset(sounds | {f"~~{key}" for key in block_keys(words)} if len(full) > 1 else sounds)


def _person_chain(groups: Sequence[_Group]) -> Chain:
    """The head is the fullest name, one without slips and in the nominative before others, the first of them.

    Of two names of a person a full one is taken before a bare word, and the one under which it is named most often.
    """
    fullness = [max([size(n.mention.normal) for n in group.items]) for group in groups]
    ranked = zip(groups, fullness, strict=True)
    main, most = min(ranked, key=lambda g: (-len(g[0].items) if g[1] > 1 else 1, g[0].starts[0]))
    fullest = [n for n in main.items if size(n.mention.normal) == most]
    head = min(fullest, key=lambda n: (bool(n.mended), not n.nominative, n.mention.start))
    items = [item for group in groups for item in group.items]
    genders = sorted({n.gender for n in items if n.gender})
    return Chain(
        head=head.mention,
        mentions=tuple(sorted((n.mention for n in items), key=lambda m: (m.start, m.end))),
        gender=genders[0] if len(genders) == 1 else None,
        generic=most < 2,
    )
