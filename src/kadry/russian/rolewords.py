"""Role words: the lexicon's entry of a word form, and of a fixed name of several words.

A language coins words for posts and professions daily, so a form is also looked for behind a deputy's «зам»
(замсекретаря), behind a combining form (фотожурналист), on either side of a hyphen (веб-дизайнер, боксёр-тяжеловес),
and as the feminine of a masculine that the lexicon has (пародистка).
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import forms, noun_lemmas

EX = "экс"
DEPUTY = "зам"
SHORTEST = 4  # letters of the second part, so that «автор» is no compound
# the ending of a feminine → that of the masculine which it comes from
FEMININE = {
    "истка": "ист",
    "тельница": "тель",
    "ница": "ник",
    "щица": "щик",
    "чица": "чик",
    "орка": "ор",
    "ерка": "ер",
    "орша": "ор",
    "ерша": "ер",
    "арша": "арь",
    "логиня": "лог",
    "антка": "ант",
    "ентка": "ент",
    "атка": "ат",
    "евица": "евец",
    "ачка": "ач",
    "ведка": "вед",
    "икесса": "ик",
}
ENDINGS = tuple(FEMININE)
PARTISAN = frozenset(("политик", "активист", "депутат"))
LEARNED = ("олог", "овед", "ограф", "терапевт", "хирург", "иатр")  # what ends a word for one who has learnt a field
COINED_ENDINGS = (*ENDINGS, *LEARNED)  # one of which ends every word for a person that is coined without a prefix
LONGEST = 4  # words between a fixed name's head and its last word


class RoleName(Struct, frozen=True):
    """A role's name of several words: those before its head (lemmas) and those after it (forms), folded."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    entry: lexicon.Role


@lru_cache(maxsize=50_000)
def role_entry(low: str) -> lexicon.Role | None:
    """The entry of a word form: as a noun, as an adjective made a noun, or as a word that is coined from one."""
    table, lemmas = lexicon.roles(), noun_lemmas(low)
    if table.keys().isdisjoint(lemmas):
        return _coined(low)
    for form in forms(low):
        if form.kind == "NOUN" and form.lemma in table:
            return table[form.lemma]
    adjectives = (lemma for lemma in lemmas if lemma in table and "adj" in table[lemma].flags)
    lemma = next(adjectives, low)
    return table.get(lemma) or _coined(low)


def _coined(low: str) -> lexicon.Role | None:
    """The entry of a word that is made from one of the lexicon's."""
    if "-" in low:
        return _hyphenated(low)
    persons = _persons(low)
    entry = _feminine(persons) if persons else None
    return entry or _compound(low, bool(persons)) or _deputy(low) or _learned(persons)


def _hyphenated(low: str) -> lexicon.Role | None:
    """«веб-разработчик», «депутат-единоросс»: the last part's entry, else the first's before a word for a person."""
    first, _, last = low.rpartition("-")
    entry = role_entry(last) if first else None
    if entry is not None or not is_animate(last):
        return entry
    return role_entry(first)


def quality(low: str, entry: lexicon.Role) -> str:
    """The last part of a hyphenated role word that only tells of its holder («депутат-единоросс»), or ""."""
    first, _, last = low.rpartition("-")
    if not first or role_entry(last) is not None or role_entry(first) is None or low in lexicon.roles():
        return ""
    partisan = entry.role_class == "post" or entry.lemma in PARTISAN
    return last if partisan or not lexicon.particles("quality").isdisjoint(noun_lemmas(last)) else ""


@lru_cache(maxsize=20_000)
def is_animate(low: str) -> bool:
    """Whether a word may be a noun for somebody."""
    return any(f.kind == "NOUN" and "anim" in f.grammemes for f in forms(low))


def _persons(low: str) -> list[str]:
    """The lemmas of a form's readings as a word for a person, likeliest first."""
    return [f.lemma for f in forms(low) if f.kind == "NOUN" and "anim" in f.grammemes]


def _feminine(persons: Sequence[str]) -> lexicon.Role | None:
    table = lexicon.roles()
    for lemma in persons:
        for ending, masculine in FEMININE.items() if lemma.endswith(ENDINGS) else ():
            entry = table.get(lemma.removesuffix(ending) + masculine) if lemma.endswith(ending) else None
            if entry is not None:
                return replace(entry, lemma=lemma)
    return None


def _compound(low: str, person: bool) -> lexicon.Role | None:
    """«фотожурналист», «экспрезидент»: a combining form and a role word; person: the whole can be one for a person."""
    if not low.startswith(_combining()):
        return None
    for prefix in _combining():
        rest = low.removeprefix(prefix)
        if rest == low or len(rest) < SHORTEST or not (person or rest.startswith(_adjectival())):
            continue
        entry = role_entry(rest)
        if entry is not None and (person or "adj" in entry.flags):
            return replace(entry, lemma=prefix + entry.lemma)
    return None


@cache
def beginnings() -> tuple[str, ...]:
    """What words that are made from roles' names, but for those of persons, begin with."""
    return (*_combining(), DEPUTY)


@cache
def _adjectival() -> tuple[str, ...]:
    """What the adjectives that are roles begin with in each of their forms, combining forms before them let in."""
    stems = (lemma[:-2] for lemma, entry in lexicon.roles().items() if "adj" in entry.flags)
    return (*stems, *_combining())


@cache
def _combining() -> tuple[str, ...]:
    return tuple(sorted(lexicon.particles("combining")))


def _deputy(low: str) -> lexicon.Role | None:
    """«замсекретаря»: a deputy with the one he stands under, in the genitive and so not declined."""
    rest = low.removeprefix(DEPUTY)
    if rest == low or len(rest) < SHORTEST:
        return None
    entry = role_entry(rest)
    if entry is None or not any(f.lemma == entry.lemma and f.case == "gent" for f in forms(rest)):
        return None
    return lexicon.Role(low, "post", frozenset(("domain", "indecl")))


def _learned(persons: Sequence[str]) -> lexicon.Role | None:
    """«фармаколог», «кавказовед»."""
    found = next((lemma for lemma in persons if lemma.endswith(LEARNED)), None)
    return None if found is None else lexicon.Role(found, "profession", frozenset())


def is_other_word(tokens: Sequence[Token], i: int, entry: lexicon.Role) -> bool:
    """Whether the tagger's gender tells that a form is not the role's but a homograph's («критику», «политики»)."""
    token = tokens[i]
    ruled = entry.role_class == "post" and i + 1 < len(tokens) and tokens[i + 1].name == "LOC"  # «премьеру России»
    if token.pos != "NOUN" or not token.gender or ruled:
        return False
    return _is_homograph(token.low, entry.lemma, token.gender, "plur" if token.plural else "sing", token.case)


@lru_cache(maxsize=10_000)
def _is_homograph(low: str, lemma: str, gender: str, number: str, case: str) -> bool:
    """Whether a noun of one gender, number and case is another's form than that of a lemma whose form it may be."""
    nouns = [f for f in forms(low) if f.kind == "NOUN" and f.gender]
    alike = [f for f in nouns if f.gender == gender and f.number == number]
    if not any(f.lemma != lemma and f.case == case for f in alike):
        return False
    return any(f.lemma == lemma for f in nouns) and not any(f.lemma == lemma for f in alike)


def heads_name(low: str) -> bool:
    """Whether a fixed name of several words has the word as its head."""
    return not role_names().keys().isdisjoint(noun_lemmas(low))


def role_name(tokens: Sequence[Token], i: int) -> RoleName | None:
    """The longest fixed name whose head is token ``i`` («народный артист», «мастер спорта»), or None."""
    names = _named(tokens[i].low)
    if not names:
        return None
    found = [n for n in names if _is_before(tokens, i, n.before) and after_end(tokens, i, n.after)]
    return max(found, key=lambda name: len(name.before) + len(name.after), default=None)


@lru_cache(maxsize=50_000)
def _named(low: str) -> tuple[RoleName, ...]:
    """The names that a word form may head."""
    names = role_names()
    return tuple(name for lemma in noun_lemmas(low) if lemma in names for name in names[lemma])


def _is_before(tokens: Sequence[Token], i: int, before: Sequence[str]) -> bool:
    start = i - len(before)
    return start >= 0 and all(word in noun_lemmas(tokens[k].low) for k, word in enumerate(before, start))


def after_end(tokens: Sequence[Token], i: int, after: Sequence[str]) -> int:
    """The end of a head at ``i`` and the words after it, adjectives let in («кандидат юридических наук»); else 0."""
    k = i + 1
    for word in after:
        while k < min(len(tokens), i + LONGEST) and tokens[k].low != word and tokens[k].pos == "ADJ":
            k += 1
        if k >= len(tokens) or not (tokens[k].low == word or word in noun_lemmas(tokens[k].low)[:1]):
            return 0
        k += 1
    return k


@cache
def role_names() -> Mapping[str, tuple[RoleName, ...]]:
    """Head noun → the lexicon's names of several words that it heads."""
    names: dict[str, list[RoleName]] = {}
    for key, entry in lexicon.roles().items():
        words = key.split()
        if len(words) == 1 or "acting" in entry.flags:
            continue
        head = _head_of(words)
        own = lexicon.roles().get(words[head])
        flags = entry.flags | (own.flags if own else frozenset())
        made = lexicon.Role(words[head], entry.role_class, flags)
        names.setdefault(words[head], []).append(
            RoleName(tuple(noun_lemmas(w)[0] for w in words[:head]), tuple(words[head + 1 :]), made)
        )
    return {head: tuple(found) for head, found in names.items()}


def _head_of(words: Sequence[str]) -> int:
    """The place of the first nominative that can only be a noun, else of an adjective that is a role by itself."""
    for k, word in enumerate(words):
        kinds = {f.kind for f in forms(word) if f.case == "nomn"}
        if len(word) > 2 and "NOUN" in kinds and kinds.isdisjoint(("ADJF", "PRTF")):
            return k
    return max(k for k, word in enumerate(words) if word in lexicon.roles())
