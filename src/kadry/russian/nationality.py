"""Nationality: whose citizen, or of which country, a text calls a person.

гражданин Литвы Пётр Лунин, Пётр Лунин, гражданин РФ      a citizen
россиянин Пётр Лунин                                       a noun for the people of a country
литовский предприниматель Пётр Лунин                       an adjective of a country with a profession

A post is no nationality (президент Литвы): its country is its body's. Nor is a state that is no more (советский).
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.countries import country_of, country_of_adjective
from kadry.russian.modifiers import AGED
from kadry.russian.parse import Clause, Parse
from kadry.russian.signs import COUNTRY, SETTING
from kadry.russian.words import forms

FORMER = frozenset(("SU", "YU", "CS", "DD"))


def nationalities(parse: Parse) -> Mapping[str, frozenset[str]]:
    """Key of a person's mention → the codes of the countries whose the text calls the person there."""
    found: dict[str, set[str]] = {}
    for clause in parse.clauses:
        for i, name in enumerate(clause.names):
            start = _before(clause.sentence.tokens, clause.persons[i].first)
            codes = {*_people(clause, start)}
            if clause.signs.all & COUNTRY:
                codes.update(_citizen(clause, i, start))
            if clause.signs.all & SETTING:
                codes.update(_profession(clause, i))
            if codes:
                found.setdefault(name.key, set()).update(codes)
    return {key: frozenset(codes) for key, codes in found.items()}


def _citizen(clause: Clause, index: int, start: int) -> Iterator[str]:
    """«гражданин Литвы Пётр Лунин», «Пётр Лунин, гражданин Литвы», «Пётр Лунин является гражданином Литвы»."""
    tokens, person = clause.sentence.tokens, clause.persons[index]
    countries = _countries_to(tokens, start)
    first = start - len(countries)
    if countries and first and _is_one_of(tokens[first - 1], "citizen"):
        yield from countries
    i = person.last
    linked = i < len(tokens) and (tokens[i].text == "," or tokens[i].low in ("—", "–", "является", "был", "была"))
    if linked and i + 2 < len(tokens) and _is_one_of(tokens[i + 1], "citizen"):
        after = country_of(tokens[i + 2])
        follows = any(other.first == i + 3 for other in clause.persons)  # «… Лунина – гражданина Литвы Олега Кима»
        if after is not None and not follows and not _goes_on(tokens, i + 3):
            yield after.code


def _countries_to(tokens: Sequence[Token], end: int) -> list[str]:
    """The country that ends before a token; none where it is one of several («Израиля и США»)."""
    country = country_of(tokens[end - 1]) if end else None
    joined = end > 1 and tokens[end - 2].low in ("и", ",")
    return [] if country is None or joined else [country.code]


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """«гражданин Литвы и США»."""
    return i + 1 < len(tokens) and tokens[i].low == "и" and country_of(tokens[i + 1]) is not None


def _people(clause: Clause, start: int) -> Iterator[str]:
    """«россиянин Пётр Лунин», «36-летняя украинка Анна Лунина»."""
    before = clause.sentence.tokens[start - 1] if start else None
    if before is not None and not before.plural:
        codes = lexicon.places("demonym")
        yield from [codes[lemma] for lemma in _nouns(before.low) if lemma in codes]


def _profession(clause: Clause, index: int) -> Iterator[str]:
    """«литовский предприниматель Пётр Лунин», «Пётр Лунин, литовский предприниматель»; two countries make none."""
    tokens = clause.sentence.tokens
    for title in clause.titles:
        role = clause.roles[title.role]
        if title.person != index or role.role_class != "profession" or role.status != "current":
            continue
        before = [country_of_adjective(t) for t in tokens[_modifiers(tokens, role.head) : role.head]]
        codes = {country.code for country in before if country is not None} - FORMER
        if len(codes) == 1:
            yield from codes


def _modifiers(tokens: Sequence[Token], head: int) -> int:
    """Where the adjectives before a noun begin, those that are joined to each other too."""
    first = head
    while first and (tokens[first - 1].pos == "ADJ" or tokens[first - 1].low in ("и", ",")):
        first -= 1
    return first


def _before(tokens: Sequence[Token], first: int) -> int:
    """Token ``first``, or the first of the words before it that tell an age."""
    while first and AGED.match(tokens[first - 1].low):
        first -= 1
    return first


def _is_one_of(token: Token, group: str) -> bool:
    return not token.plural and not lexicon.particles(group).isdisjoint(_nouns(token.low))


@lru_cache(maxsize=50_000)
def _nouns(low: str) -> tuple[str, ...]:
    return tuple(f.lemma for f in forms(low) if f.kind == "NOUN")
