"""Names of bodies taken apart: what names the body, and the country that the name states.

«МВД России», «российское МВД» and «Министерство внутренних дел РФ» are one name in one country. Whether two bodies of
one name are one body is not said here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct

from kadry.fold import fold
from kadry.russian import lexicon
from kadry.russian.bodywords import ABBREVIATION, MEMORY, WORD, counting_words, has_signs, plain_words
from kadry.russian.countries import countries_by_adjective
from kadry.russian.onomastics.bodies import EVERY, INTERNATIONAL, Known, known, parties
from kadry.russian.words import forms, is_known, noun_lemmas

# what may be left out before a head: «Ленинский (районный) суд», «(национальная) сборная», «(средняя) школа № 5»
GENERAL: Mapping[str, frozenset[str]] = {
    "школа": frozenset(("средний", "общеобразовательный")),
    "суд": frozenset(("районный",)),
    "сборная": frozenset(("национальный",)),
}
LINKING = frozenset("и по в на за для при о об от из с к у of the for and".split())


class BodyName(Struct, frozen=True, order=True, cache_hash=True, gc=False, omit_defaults=True):
    """A name of a body.

    words: its lemmas without quotes, legal form and country, or the table's canonical name as one. country: ISO 3166
    code of the country that the name states, or "". scope: that of the table (a code, ``*`` or ``-``), or "" where the
    table does not know the name. sure: False for an alias that holds only beside the full name.
    local: a kind that every town or region has («горсовет»), which names nobody by itself.
    """

    words: tuple[str, ...]
    country: str = ""
    scope: str = ""
    sure: bool = True
    local: bool = False

    @property
    def placed(self) -> bool:
        """Whether the country of the text can be taken for the body's own: not for an international body or a firm."""
        return self.institution or self.local or self.scope not in ("", INTERNATIONAL)

    @property
    def institution(self) -> bool:
        """Whether every country may have a body of this name («министерство обороны»), so that the country matters."""
        return self.scope == EVERY or (not self.scope and bool(self.words) and is_institution(self.words))


@lru_cache(maxsize=100_000)
def body_name(name: str, setting: str = "", *, alone: bool = False) -> BodyName:
    """A nominative name taken apart.

    setting: the country that the text is about, which the table is asked for where the name states none. alone: the
    full name does not stand beside it, so that an alias that only holds there is read as it stands.
    """
    surface = plain_words(name)
    found, told = _read(surface, setting, alone)
    if told or not has_signs(name):
        return found if told or len(surface) != 1 else _of_lemma(surface[0], setting, alone) or found
    counting = counting_words(name)
    if counting == surface:
        return found
    found, told = _read(counting, setting, alone)
    return found if told else _remembered(surface, setting) or found


def _of_lemma(word: str, setting: str, alone: bool) -> BodyName | None:
    """What the table knows by a single word that a text has in another case only («Росгвардии»)."""
    low = fold(word)
    if word == low or ABBREVIATION.fullmatch(word):
        return None
    found = (_known(one, setting, alone) for one in noun_lemmas(low) if one != low)
    return next((_named(one, "") for one in found if one is not None and one.sure), None)


def _read(surface: Sequence[str], setting: str, alone: bool) -> tuple[BodyName, bool]:
    """The words of a name with the country that they state, and whether the table knows the body or its party."""
    found = _known(" ".join(surface), setting, alone)
    if found is not None and found.scope != EVERY:
        return _named(found, ""), True
    lemmas = [lemma(word) for word in surface]
    country, kept = _without_country(lemmas)
    bare = [surface[i] for i in kept]
    if country:
        found = _of_table(known(" ".join(bare), country), alone) or found
    elif len(bare) < len(surface):
        found = _known(" ".join(bare), setting, alone) or found
    if found is not None and (found.scope == EVERY or country in ("", found.scope) or found.scope == INTERNATIONAL):
        return _named(found, country), True
    party = _of_party(surface, lemmas)
    words = _expanded(bare if country else _coded(surface, lemmas))
    return party or BodyName(_needed(words), country), party is not None


def _needed(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without the adjectives that may be left out."""
    head = next((word for word in words[1:] if word in GENERAL), None)
    if head is None or (head == "школа" and not any(map(str.isdecimal, words))):
        return words
    first = head == "суд"  # «районный суд» alone is told by nothing else
    return (*words[:first], *[word for word in words[first:] if word not in GENERAL[head]])


def _coded(surface: Sequence[str], lemmas: Sequence[str]) -> Sequence[str]:
    """The words of a name that states two countries, each of these by its code («посольство | RU | в | US»)."""
    if _countries_words().isdisjoint(lemmas):
        return surface
    coded = list(surface)
    for first, last, code in reversed(list(_countries(lemmas))):
        coded[first:last] = [code]
    return coded


def _remembered(surface: Sequence[str], setting: str) -> BodyName | None:
    """«МГУ им. Ломоносова»: a short name, with whose name the full one has too."""
    place = next((i for i, word in enumerate(surface) if word.casefold() in MEMORY), 0)
    found = _known(" ".join(surface[:place]), setting, alone=True) if place else None
    if found is None or found.scope == EVERY or lemma(surface[-1]) not in map(lemma, WORD.findall(found.words[0])):
        return None
    return _named(found, "")


def _of_party(surface: Sequence[str], lemmas: Sequence[str]) -> BodyName | None:
    """The organ of a party that the table knows, of the party's country: «Политбюро ЦК Компартии Вьетнама»."""
    starts = _party_starts()
    for i in range(1, len(surface)):
        if lemmas[i].partition("-")[0] not in starts:
            continue
        party = _parties().get(_parted(lemmas[i:]))
        if party is not None:
            organ = known(" ".join(surface[:i]), party.scope)
            if organ is not None and organ.scope == party.scope:
                return BodyName((organ.name,), party.scope, organ.scope)
            return BodyName((*_expanded(surface[:i]), *_expanded(party.name.split())), party.scope)
    return None


@cache
def _parties() -> Mapping[tuple[str, ...], Known]:
    """Each name of a party that is sure to mean one of one country alone, by its lemmas."""
    return {_parted(map(lemma, name.split())): party for name, party in parties()}


@cache
def _party_starts() -> frozenset[str]:
    """The first words of those names."""
    return frozenset(words[0] for words in _parties())


def _parted(lemmas: Iterable[str]) -> tuple[str, ...]:
    return tuple(part for word in lemmas for part in word.split("-"))


def _expanded(words: Iterable[str]) -> tuple[str, ...]:
    """The lemmas of words, short names of kinds of bodies in full («Минфин», «облдума»), hyphens parted."""
    return tuple([part for word in words for part in _in_full(word)])


@lru_cache(maxsize=50_000)
def _in_full(word: str) -> tuple[str, ...]:
    found = next(filter(None, map(known, (word, *noun_lemmas(fold(word))))), None)
    kind = found is not None and found.sure and (found.scope == EVERY or found.local or _is_shortened(word, found))
    parts = found.name.split() if found is not None and kind else (word,)
    return tuple(piece for part in parts for piece in lemma(part).split("-"))


def _is_shortened(word: str, full: Known) -> bool:
    """«Госдума», «Генпрокуратура»: made of the first syllables of the full name's words."""
    low, parts = fold(word), fold(full.name).split()
    return len(parts) > 1 and full.scope != INTERNATIONAL and low[:3] == parts[0][:3] and parts[1][:3] in low[3:]


def _known(name: str, setting: str, alone: bool) -> BodyName | None:
    """What the table knows by a name in a text about a country, of which the body need not be."""
    own = known(name, setting) if setting else None
    return _of_table(own or known(name), alone)


def _of_table(found: Known | None, alone: bool) -> BodyName | None:
    if found is None or (alone and not found.sure):
        return None
    return BodyName((found.name,), "", found.scope, found.sure, found.local)


def _named(found: BodyName, country: str) -> BodyName:
    """A name of the table; a body of one country states that country, an international one none."""
    own = country if found.scope == EVERY else "" if found.scope == INTERNATIONAL else found.scope
    return BodyName(found.words, own, found.scope, found.sure, found.local)


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """The lemma by which words of bodies' names are compared: one of the lexicon where the word has one."""
    low = fold(word)
    found, heads = noun_lemmas(low), lexicon.bodies()
    for one in found:
        if one in heads:
            return one
    told = is_known(low) or forms(low)[0].kind == "ADJF"  # «Лугорской области»: places that no dictionary has
    return found[0] if told else low


def _without_country(lemmas: Sequence[str]) -> tuple[str, list[int]]:
    """The country that a name's words state, and the places of the others; a country's own name stays whole."""
    if _countries_words().isdisjoint(lemmas):
        return "", list(range(len(lemmas)))
    spans = list(_countries(lemmas))
    taken = {i for first, last, _ in spans for i in range(first, last)}
    kept = [i for i in range(len(lemmas)) if i not in taken]
    codes = {code for _, _, code in spans}
    if len(codes) != 1 or not kept or all(lemmas[i] in LINKING for i in kept):
        return codes.pop() if len(codes) == 1 else "", list(range(len(lemmas)))
    return codes.pop(), kept


def _countries(lemmas: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The countries that stand in a name, by noun or by adjective: half-open range of words, and code."""
    i = 0
    while i < len(lemmas):
        size, code = _country_at(lemmas, i) if lemmas[i] in _openings() else (0, "")
        if not size and (found := countries_by_adjective().get(lemmas[i])):
            size, code = 1, found.code
        if size:
            yield i, i + size, code
        i += size or 1


def first_country(words: Iterable[str]) -> str:
    """The code of the first country that some words name in full («Российской Федерации»); "" where none does."""
    lemmas = list(map(lemma, words))
    if _openings().isdisjoint(lemmas):
        return ""
    return next((code for i in range(len(lemmas)) if (code := _country_at(lemmas, i)[1])), "")


def _country_at(lemmas: Sequence[str], i: int) -> tuple[int, str]:
    """The longest country's name that begins at a word: how many words it has, and the code."""
    for size in range(min(4, len(lemmas) - i), 0, -1):
        code = _nouns().get(tuple(lemmas[i : i + size]))
        if code is not None:
            return size, code
    return 0, ""


@cache
def _openings() -> frozenset[str]:
    """The first words of countries' names."""
    return frozenset(name[0] for name in _nouns())


@cache
def _countries_words() -> frozenset[str]:
    """The first words of countries' names, and their adjectives: one of them stands where a name states a country."""
    return _openings().union(countries_by_adjective())


@cache
def _nouns() -> Mapping[tuple[str, ...], str]:
    return {
        tuple(map(lemma, WORD.findall(name))): country.code
        for country in lexicon.countries()
        for name in (country.name, *country.names)
    }


@lru_cache(maxsize=100_000)
def is_institution(words: tuple[str, ...]) -> bool:
    """Whether a name is made of common words only, with a head noun of bodies among them."""
    return any(word in lexicon.bodies() for word in words) and all(_is_common(word) for word in words)


@lru_cache(maxsize=100_000)
def _is_common(word: str) -> bool:
    kinds = forms(word)
    return (
        bool(kinds)
        and not word.isascii()
        and not any({"Geox", "Surn", "Name", "Orgn", "Abbr"} & f.grammemes for f in kinds[:1])
    )


@lru_cache(maxsize=10_000)
def initials(full: str) -> frozenset[str]:
    """The capitals by which a name may be abbreviated («Федеральная налоговая служба»: ФНС).

    Linking words and the country may be left out.
    """
    whole = WORD.findall(fold(full))
    parted = [part for word in whole for part in word.split("-") if part]
    if len(parted) < 2:
        return frozenset()
    _, kept = _without_country(tuple(map(lemma, parted)))
    ways = [words for words in (whole, parted, [parted[i] for i in kept]) if len(words) > 1]
    linked = ([word for word in words if word not in LINKING] for words in ways)
    return frozenset("".join(word[0] for word in words).upper() for words in (*ways, *linked))


@lru_cache(maxsize=10_000)
def first_letters(full: str) -> frozenset[str]:
    """The capitals of all words and parts of words of a name: those of which its initials are made."""
    return frozenset("".join(part[0] for word in WORD.findall(fold(full)) for part in word.split("-") if part).upper())


def abbreviation(short: str) -> str:
    """The capitals of an abbreviation, or "" where a name is none."""
    return short.replace("ё", "е").upper() if ABBREVIATION.fullmatch(short) else ""
