"""Shortened names of bodies: abbreviations, and mentions that leave out where the body is, or of what level.

«Областная дума»                of «Лугорская областная дума»
«Минфин области»                of «Министерство финансов Лугорской области»
«организационная комиссия»      of «Центральная организационная комиссия»
«комитет по обороне»            of «комитет Сейма по обороне»
«комитеты центральных органов»  of «партийные комитеты центральных партийных органов»

It is taken for the only body of the document whose name has all its words, in their order, around one head noun.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.bodynames import LINKING, abbreviation, first_letters, initials, is_institution, lemma
from kadry.russian.onomastics.transcription import word_variant
from kadry.russian.onomastics.transcription.skeletons import skeletons
from kadry.russian.words import forms

BodyKey = tuple[tuple[str, ...], str]  # a name's words, and the country's code or ""
# a shorter name of a party, newspaper or team is the name of another one
OTHERS = frozenset(("party", "media", "team", "church"))
WORLD = frozenset("международный всемирный мировой европейский".split())  # whose parts are national bodies
# what tells bodies of a class apart from the one that the name means
RANKS = frozenset("нижестоящий вышестоящий подчиненный подведомственный соответствующий местный низовой".split())
CLASS = "*"  # the last word of the name of many bodies
GROUPS = frozenset("группа делегация бригада команда комиссия".split())  # one body by its number, however it is called
PLACES = frozenset("область край округ район республика город провинция".split())
FURTHER = LINKING - {"по", "в", "из", "of"}  # what leads on to more than a place or an owner: «и торговли», «при мэре»


FOREIGN = 4  # letters of a Latin word that stands for a longer name

Sign = tuple[str, str]


def spelled_out(forms: Collection[tuple[str, str, BodyKey]]) -> Mapping[BodyKey, BodyKey]:
    """Keys of abbreviations, foreign words and names in the other script, each with the only one that it stands for.

    forms: of each mention its proper name alone, the whole of it, and its key.
    """
    sought = [(own, sign) for short, _, own in forms for sign in _sought(short, own[0])]
    index: dict[Sign, set[BodyKey]] = {sign: set() for _, sign in sought}
    short = [frozenset(letters) for kind, letters in index if kind == "initials"]
    sounds = any(kind == "sound" for kind, _ in index)
    for _, whole, key in forms if index else ():
        for sign in _found_by(whole, key[0], short, sounds=sounds):
            if sign in index:
                index[sign].add(key)
    fitting: dict[BodyKey, set[BodyKey]] = {}
    for own, sign in sought:
        found = (key for key in index[sign] if key != own and _fits(sign[0], own, key))
        fitting.setdefault(own, set()).update(found)
    return {own: others.pop() for own, others in fitting.items() if len(others) == 1}


def _found_by(name: str, words: Sequence[str], short: Sequence[frozenset[str]], *, sounds: bool) -> Iterator[Sign]:
    """What a short form of a name is looked up by: initials, foreign words, the sound of the first word.

    short: the letters of each abbreviation that is looked up; sounds: whether any sound is.
    """
    if short and not name.isalnum():
        own = first_letters(name)
        if any(letters <= own for letters in short):
            yield from [("initials", letters) for letters in initials(name)]
    if name.isascii():
        yield from [("word", word) for word in words if len(words) > 1]
    elif words and sounds:
        yield from [("sound", sound) for sound in skeletons(words[0])]


def _sought(short: str, words: Sequence[str]) -> Iterator[Sign]:
    if letters := abbreviation(short):
        yield "initials", letters
    if short.isascii() and words:
        yield from (("sound", sound) for sound in skeletons(words[0]))
        if len(words) == 1 and len(short) >= FOREIGN:
            yield "word", words[0]


def _fits(kind: str, own: BodyKey, key: BodyKey) -> bool:
    """Whether a name that was looked up by a sign can be short for another."""
    (mine, country), (others, theirs) = own, key
    if kind != "initials" and country and theirs and country != theirs:
        return False
    return kind != "sound" or (len(mine) == len(others) and all(map(word_variant, mine, others)))


def lengthened(keys: Iterable[BodyKey]) -> Mapping[BodyKey, BodyKey]:
    """The shorter names among some of a document, each with the only longer name that it can be short for."""
    alike: dict[str, list[BodyKey]] = {}
    for key in set(keys):
        alike.setdefault(_headed(key[0]), []).append(key)
    alike.pop("", None)  # only names of institutions are left with less said
    found: dict[BodyKey, BodyKey] = {}
    for known in [names for names in alike.values() if len(names) > 1]:
        holding = _by_word(known)
        for key in known:
            other = _fullest([other for other in _holding(key, holding) if shortens(key, other)])
            if other is not None:
                found[key] = other
    return found


def _by_word(keys: Sequence[BodyKey]) -> Mapping[str, Sequence[BodyKey]]:
    """The names that hold each word."""
    holding: dict[str, list[BodyKey]] = {}
    for key in keys:
        for word in set(parted(key[0])):
            holding.setdefault(word, []).append(key)
    return holding


def _holding(key: BodyKey, holding: Mapping[str, Sequence[BodyKey]]) -> Sequence[BodyKey]:
    """The names that hold the rarest word of a shorter one, whose every word they must hold."""
    few = parted(key[0])
    return min((holding.get(word, ()) for word in few), key=len) if len(few) > 1 else ()


def _fullest(others: Sequence[BodyKey]) -> BodyKey | None:
    """The only one, or the longest of several that are shorter names of it themselves."""
    ends = [one for one in others if not any(shortens(one, other) for other in others)]
    return ends[0] if len(ends) == 1 else None


@lru_cache(maxsize=50_000)
def shortens(short: BodyKey, long: BodyKey) -> bool:
    """Whether a name of common words, of no country or the same, is another with less said of place, level or owner."""
    if short[1] not in ("", long[1]) or CLASS in (*short[0][-1:], *long[0][-1:]):
        return False
    few, many = parted(short[0]), parted(long[0])
    if not 1 < len(few) < len(many) or head_noun(few) != head_noun(many) or not is_institution(few):
        return False
    entry = lexicon.bodies().get(head_noun(few))
    ways = (many, _once(many), tuple(word for word in many if not word[:1].isdigit()))
    alike = any(_is_part(few, way) for way in ways) or few == _without_owner(many)
    return (entry is None or entry.body_class not in OTHERS) and alike


def _once(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the adjectives that it repeats: «партийный комитет центральных партийных органов»."""
    return tuple(w for i, w in enumerate(words) if w not in words[:i] or forms(w)[0].kind != "ADJF")


def _without_owner(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name without the body whose part it is before a field of work: «комитет | Сейма | по обороне»."""
    field = words.index("по") if "по" in words else 0
    head = next((i for i, word in enumerate(words) if word in lexicon.bodies()), field)
    owned = any(word in lexicon.bodies() for word in words[head + 1 : field])
    return (*words[: head + 1], *words[field:]) if owned else ()


def numbered(keys: Iterable[BodyKey]) -> Mapping[BodyKey, BodyKey]:
    """Groups of one number, each with the first of its names («инспекционная делегация № 19», «группа № 19»)."""
    alike: dict[tuple[tuple[str, ...], str], list[BodyKey]] = {}
    for key in sorted({key for key in keys if not GROUPS.isdisjoint(key[0])}):
        head = head_noun(key[0])
        if head in GROUPS and any(word.isdigit() for word in key[0]):
            alike.setdefault((tuple(word for word in key[0] if word != head), key[1]), []).append(key)
    return {key: found[0] for found in alike.values() for key in found if len(found) > 1}


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether a name is another without adjectives at its beginning or before «область», or its end («Москвы»)."""
    if few[-1] in PLACES and few[-1] in many:
        few, many = few[:-1], many[: many.index(few[-1])]
        if any(word in lexicon.bodies() for word in many[len(few) :]):
            return False  # «партком области» of «партком | правительства | области»
    start = next((i for i in range(len(many)) if many[i : i + len(few)] == few), None)
    if start is None or FURTHER.intersection(many[start + len(few) :][:1]):
        return False
    return all(word not in WORLD and word not in RANKS and forms(word)[0].kind == "ADJF" for word in many[:start])


@lru_cache(maxsize=50_000)
def parted(name: tuple[str, ...]) -> tuple[str, ...]:
    """The lemmas of a name, one that the table knows as a whole included."""
    return tuple([part for words in name for word in words.split() for part in lemma(word).split("-")])


@lru_cache(maxsize=50_000)
def _headed(name: tuple[str, ...]) -> str:
    """The first noun of bodies in a name of several words, or ""."""
    words = parted(name)
    return head_noun(words) if len(words) > 1 else ""


def head_noun(words: Sequence[str]) -> str:
    """The first noun of bodies among the lemmas of a name, or ""."""
    heads = lexicon.bodies()
    for word in words:
        if word in heads:
            return word
    return ""
