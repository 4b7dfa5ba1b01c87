"""Names read as syllables of Vietnamese, Chinese or Korean: whole names or nothing.

A name is read in a language only where every word falls into legal syllables and one of its family names stands first
(or, in Latin script, last after a given name of two syllables). So «Иван Ли», «Анна Ким», «Ван Гог» are no such names.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product

from kadry.russian.onomastics.transcription.letters import marked, plain, script, tone, without_tones
from kadry.russian.onomastics.transcription.tables import Language, Sound, Syllable, table, taken_apart

Options = Mapping[Syllable, int]  # the syllables that a spelling can stand for, and what each costs
Reading = tuple[Options, ...]

LANGUAGES: tuple[Language, ...] = ("vi", "zh", "ko")
_PER_WORD: Mapping[Language, int] = {"vi": 1, "zh": 2, "ko": 2}
_GIVEN: Mapping[Language, int] = {"vi": 5, "zh": 2, "ko": 2}  # the most syllables of a given name
_ENDINGS = ("ом", "ем", "а", "у", "е", "я", "ю")
_SOFT_ENDINGS = ("ем", "я", "ю", "е")
_MARKS = str.maketrans("", "", "ъ\"'`’ʻʼ")
_LEAST = 2
_OPEN = frozenset("аоэеaoe")
_DOUBTFUL = 3  # the cost of a rough reading where another is likelier: more than any name may bear
_VOWELS = frozenset("аеиоуыэюяй")


@lru_cache(maxsize=1 << 16)
def readings(words: tuple[str, ...], language: Language) -> tuple[Reading, ...]:
    """Every way to read a name as syllables of a language, family name first; none where it is not such a name."""
    if len(words) < _LEAST:
        return ()
    exact = any(map(marked, words)) if language == "vi" else "нь" in " ".join(words)
    parts = []
    for place, word in enumerate(words, start=1):
        read = _word(word, language, exact)
        read = (*read, *_declined(word, language, exact)) if place == len(words) else read
        if not read:
            return ()
        parts.append(read)
    found = _headed(parts, language)
    if _western(words, parts):
        found += _headed([*parts[-1:], *parts[:-1]], language)
    return tuple(found)


def tones(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """The Vietnamese tones of a name that is written with its marks."""
    return tuple(map(tone, words)) if any(map(marked, words)) else None


def _western(words: tuple[str, ...], parts: list[tuple[Reading, ...]]) -> bool:
    """Whether the family name may stand last: «Jae-in Moon»."""
    return len(words) == _LEAST and script(words[0]) == "latin" and any(len(one) == _LEAST for one in parts[0])


def _headed(parts: list[tuple[Reading, ...]], language: Language) -> list[Reading]:
    """The readings of a name whose first word is a family name, which leaves only family names for that word."""
    first = [kept for reading in parts[0] if (kept := _family(reading, language))]
    ways = product(first, *parts[1:])
    names = ((len(way[0]), sum(way, ())) for way in ways)
    return [name for family, name in names if family < len(name) <= family + _GIVEN[language]]


def _family(reading: Reading, language: Language) -> Reading:
    """What of a word's reading is a family name; empty where nothing is."""
    known = _families(language)
    kept = [combination for combination in product(*reading) if combination in known]
    return tuple(
        {one: options[one] for one in sorted({c[i] for c in kept})} for i, options in enumerate(reading) if kept
    )


@cache
def _givens(language: Language) -> frozenset[Syllable]:
    return frozenset(one for name in _spelled_out(table(language).givens, language) for one in name)


@cache
def _families(language: Language) -> frozenset[tuple[Syllable, ...]]:
    return _spelled_out(table(language).families, language)


def _spelled_out(names: Iterable[str], language: Language) -> frozenset[tuple[Syllable, ...]]:
    """The syllables of names in the writing of their language."""
    if language == "ko":
        return frozenset(map(taken_apart, names))
    alphabet = "latin" if language == "vi" else "plain"
    read = [without_tones(name) if language == "vi" else plain(name) for name in names]
    split = (reading for name in read for reading in _split(name, language, alphabet))
    return frozenset(combination for reading in split for combination in product(*reading))


@lru_cache(maxsize=1 << 16)
def _word(word: str, language: Language, exact: bool) -> tuple[Reading, ...]:
    """Every way to read one word, whose syllables stand together or are parted by hyphens."""
    word = word.translate(_MARKS)
    letters = script(word)
    if letters == "mixed":
        return ()
    if letters == "cyrillic":
        alphabet = "careful" if exact and language == "zh" else "cyrillic"
    else:
        alphabet, word = ("latin", without_tones(word)) if exact and language == "vi" else ("plain", plain(word))
    pieces = [tuple(_split(piece, language, alphabet)) for piece in word.split("-")]
    joined = (sum(combination, ()) for combination in product(*pieces))
    longest = max(_PER_WORD[language], _GIVEN[language])
    return tuple(one for one in joined if len(one) <= longest)


def _split(word: str, language: Language, alphabet: str) -> Iterator[Reading]:
    """A word without hyphens as one syllable, and as two where the language writes them together."""
    firsts, lasts, longest = _edges(language, "cyrillic" if alphabet == "careful" else alphabet)
    if word and (word[0] not in firsts or word[-1] not in lasts):
        return
    if len(word) > longest * _PER_WORD[language] + 1:  # a doubled consonant more
        return
    whole = _syllable(word, language, alphabet) if len(word) <= longest else {}
    if whole:
        yield (whole,)
    if _PER_WORD[language] > 1:
        for i in range(max(1, len(word) - longest), min(len(word), longest + 1)):
            if whole and language == "zh" and word[i] in _OPEN:
                continue  # «Куан» is no «Ку-ань»
            if word[i] not in firsts or word[i - 1] not in lasts:
                continue
            if (first := _syllable(word[:i], language, alphabet)) and (
                second := _syllable(word[i:], language, alphabet)
            ):
                yield first, second
        yield from _undoubled(word, language, alphabet)


@cache
def _edges(language: Language, alphabet: str) -> tuple[frozenset[str], frozenset[str], int]:
    """The letters with which spellings of syllables begin and end, and how many letters one has at most."""
    known = table(language)
    initials, rests = known.initials[alphabet], known.rests[alphabet]
    firsts = {spelling[0] for spelling in (*initials, *(rests if "" in initials else ())) if spelling}
    lasts = {spelling[-1] for spelling in (*rests, *(initials if "" in rests else ())) if spelling}
    return frozenset(firsts), frozenset(lasts), max(map(len, initials)) + max(map(len, rests))


def _undoubled(word: str, language: Language, alphabet: str) -> Iterator[Reading]:
    """Two syllables between which the consonant was doubled by mistake: «Хуннин»."""
    for i in range(2, len(word) - 1):
        if word[i] == word[i - 1] and word[i] not in _VOWELS:
            first, second = _syllable(word[: i - 1], language, alphabet), _syllable(word[i:], language, alphabet)
            if first and second:
                yield dict.fromkeys(first, 1), second


@lru_cache(maxsize=1 << 16)
def _declined(word: str, language: Language, exact: bool) -> tuple[Reading, ...]:
    """The last word of a name without its Russian case ending: «Кыонга» is «Кыонг», «Ёля» «Ёль», «Цая» «Цай»."""
    if script(word) != "cyrillic":
        return ()
    stems = [word.removesuffix(end) for end in _ENDINGS[:-2] if word.endswith(end)]
    stems = [stem for stem in stems if stem and stem[-1] not in _VOWELS]
    soft = [word.removesuffix(end) for end in _SOFT_ENDINGS if word.endswith(end)]
    stems += [stem + ("й" if stem[-1] in _VOWELS else "ь") for stem in soft if stem]
    return tuple(reading for stem in stems for reading in _word(stem, language, exact))


@lru_cache(maxsize=1 << 16)
def _syllable(spelling: str, language: Language, alphabet: str) -> Options:
    """The syllables that a spelling can stand for; empty where it is none.

    A name that is careful of its ь has not dropped one: its «мин» is hardly Min.
    """
    found = dict(_spelled(spelling, language, "cyrillic" if alphabet == "careful" else alphabet))
    if alphabet == "careful" and spelling.endswith("н"):
        found = {one: _DOUBTFUL if cost and one[1].endswith("n") else cost for one, cost in found.items()}
    if alphabet == "cyrillic" and any(not cost and one in _givens(language) for one, cost in found.items()):
        return {one: cost and _DOUBTFUL for one, cost in found.items()}
    return found


def _spelled(spelling: str, language: Language, alphabet: str) -> Options:
    """Every legal syllable of an initial and a rest that the two halves of a spelling stand for."""
    known = table(language)
    initials, rests = known.initials[alphabet], known.rests[alphabet]
    found: dict[Syllable, int] = {}
    for i in range(min(len(spelling), 4) + 1):
        ends = rests.get(spelling[i:], ())
        for initial in initials.get(spelling[:i], ()) if ends else ():
            for rest in ends:
                syllable = (initial.source, rest.source)
                if _fit(initial, rest, spelling[i:]) and (known.legal is None or syllable in known.legal):
                    cost = max(initial.cost, rest.cost)
                    found[syllable] = min(cost, found.get(syllable, cost))
    return found


def _fit(initial: Sound, rest: Sound, spelling: str) -> bool:
    """Whether a soft initial stands before a soft vowel («ня») and no other before a softened one."""
    if initial.soft:
        return rest.soft or spelling[:1] in ("ь", "е", "и", "ю", "я")
    return not rest.soft
