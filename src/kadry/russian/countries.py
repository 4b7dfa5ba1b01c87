"""Countries: by noun (Литва), by adjective (литовский), and the country that a whole text is about."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from kadry.fold import fold
from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import forms, inflected, is_known, noun_lemmas


@cache
def countries_by_name() -> Mapping[str, lexicon.Country]:
    """Every country by each of its names, in the form of ``kadry.fold.fold``."""
    return {fold(name): c for c in lexicon.countries() for name in (c.name, *c.names)}


@cache
def _nouns() -> Mapping[str, lexicon.Country]:
    return {lexicon.fold(name): c for c in lexicon.countries() for name in (c.name, *c.names) if " " not in name}


@cache
def countries_by_adjective() -> Mapping[str, lexicon.Country]:
    """The country of each adjective, by its masculine nominative."""
    return {adjective: country for country in lexicon.countries() for adjective in country.adjectives}


@cache
def _signs() -> Mapping[str, lexicon.Country]:
    """Capitals and national organs of one word."""
    return {lexicon.fold(word): c for c in lexicon.countries() for word in (*c.capitals, *c.organs) if " " not in word}


@cache
def lemmas_of_countries() -> frozenset[str]:
    """All lemmas by which a word may speak of a country."""
    return frozenset((*_nouns(), *countries_by_adjective(), *_signs()))


def country_of(token: Token) -> lexicon.Country | None:
    """The country that a capitalised noun names."""
    return by_noun(token.low) if token.capital else None


@lru_cache(maxsize=50_000)
def by_noun(low: str) -> lexicon.Country | None:
    """The country that a noun names (Литва)."""
    table = _nouns()
    if table.keys().isdisjoint(noun_lemmas(low)):
        return None
    return table.get(low) or next((table[f.lemma] for f in forms(low) if f.kind == "NOUN" and f.lemma in table), None)


def country_of_adjective(token: Token) -> lexicon.Country | None:
    """The country that an adjective stands for (литовский → Литва)."""
    return by_adjective(token.low) if token.pos == "ADJ" or token.capital else None


@lru_cache(maxsize=50_000)
def by_adjective(low: str) -> lexicon.Country | None:
    """The country that an adjective is made from (литовский)."""
    table = countries_by_adjective()
    if table.keys().isdisjoint(noun_lemmas(low)):
        return None
    return next((table[f.lemma] for f in forms(low) if f.kind == "ADJF" and f.lemma in table), None)


# how a place's stem looks before its adjective's suffix → what it ends in, with the endings of the place
STEMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("", "", ("", "ск", "ье", "ия", "а", "и", "ь", "й", "о", "ы")),
    ("ль", "л", ("а", "", "ия", "ья")),  # тульский → Тула, стамбульский → Стамбул
    ("ин", "", ("а", "и", "у")),  # читинский → Чита, сочинский → Сочи
    ("ен", "", ("а", "о", "ый")),  # пензенский → Пенза, гродненский → Гродно
    ("ж", "г", ("а",)),  # калужский → Калуга
    ("й", "", ("я", "о")),  # калифорнийский → Калифорния, токийский → Токио
    ("с", "с", ("са", "к", "сы")),  # одесский → Одесса, дамасский → Дамаск
)
TERRITORIES = frozenset(("алтайский", "забайкальский", "камчатский", "краснодарский", "красноярский", "пермский"))
TERRITORIES |= {"приморский", "ставропольский", "хабаровский"}


@lru_cache(maxsize=10_000)
def place_made(low: str) -> str | None:
    """The place that an adjective is made from (подмосковный → Подмосковье), where the dictionary knows it."""
    lemma = next((f.lemma for f in forms(low) if f.kind == "ADJF"), "")
    irregular = {**lexicon.places("city_adjective"), **lexicon.places("region_adjective")}
    if lemma in irregular:
        return irregular[lemma]
    named = next((word for word in _origins(lemma) if _is_place(word)), None)
    return named and "-".join(part.capitalize() for part in named.split("-"))


def _origins(lemma: str) -> Iterator[str]:
    """The words that an adjective may be made from, likeliest first."""
    stem = lemma[:-4]
    if lemma.endswith(("ский", "ской")) and len(stem) > 1:
        for look, base, endings in STEMS:
            if stem.endswith(look):
                yield from (stem.removesuffix(look) + base + ending for ending in endings)
    if lemma.endswith("ный"):
        yield lemma[:-3] + "ье"
    if lemma.endswith("цкий"):  # липецкий → Липецк, череповецкий → Череповец
        yield lemma[:-2]
        yield lemma[:-3]


def _is_place(word: str) -> bool:
    return is_known(word) and any("Geox" in f.grammemes and f.case == "nomn" for f in forms(word))


def place_of_adjective(token: Token, *, region: bool = False) -> str | None:
    """The town or region that an adjective stands for, found by word formation; None where the dictionary has none.

    region: the post is that of a region's head, so that a town's adjective means its oblast or krai, where it has one.
    """
    if token.pos not in ("ADJ", "PROPN"):
        return None
    adjective = next((f for f in forms(token.low) if f.kind == "ADJF"), None)
    if region and adjective is not None and adjective.lemma in TERRITORIES:
        return f"{adjective.lemma.capitalize()} край"
    if region and adjective is not None and adjective.lemma in lexicon.particles("oblast_adjective"):
        return f"{inflected(adjective, 'femn', 'sing', 'nomn').capitalize()} область"
    return place_made(token.low)


# whom a word behind the title gives a see or a fief
SEATED = frozenset(
    "папа патриарх католикос митрополит архиепископ епископ принц принцесса герцог герцогиня князь король".split()
)
# adjectives of bodies, for those who serve there
BODIES: Mapping[str, str] = {
    "кремлевский": "Кремль",
    "голливудский": "Голливуд",
    "думский": "Дума",
    "ооновский": "ООН",
    "натовский": "НАТО",
    "министерский": "министерство",
}


def seat_of(tokens: Sequence[Token], head: int, lemma: str) -> tuple[int, str] | None:
    """The adjective behind a prelate's or a prince's title, with the place of his see («патриарх Болгарский»)."""
    after = tokens[head + 1] if head + 1 < len(tokens) else None
    if after is None or lemma.split(" ", maxsplit=1)[0] not in SEATED:
        return None
    country = country_of_adjective(after)
    place = country.name if country is not None else place_of_adjective(after)
    return None if place is None else (head + 1, place)


def body_of_adjective(token: Token) -> str | None:
    """The body that an adjective stands for (кремлёвский → Кремль)."""
    return next((BODIES[f.lemma] for f in forms(token.low) if f.kind == "ADJF" and f.lemma in BODIES), None)


@lru_cache(maxsize=50_000)
def by_capital(low: str) -> lexicon.Country | None:
    """The country that a word with a capital speaks of: by its name, its adjective, its capital or an organ."""
    signs = _signs()
    if lemmas_of_countries().isdisjoint(noun_lemmas(low)):
        return None
    told = by_noun(low) or by_adjective(low)
    return told or next((signs[lemma] for lemma in noun_lemmas(low) if lemma in signs), None)


def _spoken_of(token: Token) -> lexicon.Country | None:
    if token.capital:
        return by_capital(token.low)
    return by_adjective(token.low) if token.pos == "ADJ" else None


def main_country(words: Iterable[Token]) -> str | None:
    """The code of the country that a text speaks of most, by names, adjectives, capitals and organs; None in a tie.

    words: those of the text, of which the ones without a sign of a country may be left out.
    """
    seen = Counter(country.code for token in words if (country := _spoken_of(token)) is not None)
    ranked = seen.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
