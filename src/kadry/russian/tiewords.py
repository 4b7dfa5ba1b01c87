"""Words that tell how bodies hang together, as lexicon/structure.txt has them: verbs, nouns and bonds."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import cast

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import forms, noun_lemmas
from kadry.scene import Relation

DAUGHTER = "дочерний"


class Frame(Struct, frozen=True):
    """What a verb says of the bodies in two of its places; nouns: those of which one must stand beside it, or none."""

    verb: str
    nouns: frozenset[str]
    relation: Relation
    body: str
    other: str


def tells(low: str) -> bool:
    """Whether a word may say how bodies hang together."""
    return not telling().isdisjoint([*verbs(low), *noun_lemmas(low)])


@cache
def telling() -> frozenset[str]:
    """The lemmas of words that may say how bodies hang together."""
    behind = (noun for _, noun in bonds())
    groups = ("act", "looking", "unit", "sort", "earlier", "name", "founder", "fusion", "now", "known", "member")
    single = (columns[0] for group in groups for columns in lexicon.structure(group))
    return frozenset((*by_verb(), *behind, *single, DAUGHTER, "при"))


@cache
def by_verb() -> Mapping[str, tuple[Frame, ...]]:
    """The frames of each verb, in the order of the file."""
    found: dict[str, list[Frame]] = {}
    for words, relation, body, other in lexicon.structure("verb"):
        verb, *nouns = words.replace(",", " ").split()
        found.setdefault(verb, []).append(Frame(verb, frozenset(nouns), cast(Relation, relation), body, other))
    return {verb: tuple(known) for verb, known in found.items()}


@cache
def bonds() -> Mapping[tuple[str, str], Relation]:
    """Preposition and noun → what stands before them is to the body behind."""
    found = {}
    for words, relation, _ in lexicon.structure("bond"):
        preposition, noun = words.split()
        found[preposition, noun] = cast(Relation, relation)
    return found


@lru_cache(maxsize=50_000)
def frames(low: str) -> tuple[tuple[Frame, ...], str]:
    """A verb's frames, and in which form the word is: active, passive, doing or done (full participles)."""
    for form in forms(low):
        known = by_verb().get(form.lemma)
        if known is not None and form.kind in ("VERB", "INFN", "PRTS", "PRTF", "GRND"):
            return known, _kind(form.kind, "pssv" in form.grammemes)
        base = by_verb().get(form.lemma.removesuffix("ся").removesuffix("сь"))
        if known is None and base is not None and form.kind in ("VERB", "INFN") and form.lemma.endswith("ся"):
            return base, "passive"
    found = next((f for f in forms(low) if f.lemma in by_verb()), None)
    if found is not None:
        return by_verb()[found.lemma], "doing" if found.kind == "ADJF" else "active"
    entry = next((by_verb()[lemma] for lemma in noun_lemmas(low) if lemma in by_verb()), ())
    return entry, "doing"


def _kind(form: str, passive: bool) -> str:
    if form == "PRTF":
        return "done" if passive else "doing"
    return "passive" if form == "PRTS" or passive else "active"


@lru_cache(maxsize=50_000)
def act(low: str) -> str | None:
    """The verb whose deed a noun names."""
    return next((_acts()[f.lemma] for f in forms(low) if f.kind == "NOUN" and f.lemma in _acts()), None)


@cache
def _acts() -> Mapping[str, str]:
    return dict(cast(tuple[tuple[str, str], ...], lexicon.structure("act")))


@lru_cache(maxsize=50_000)
def listed(group: str, low: str) -> bool:
    """Whether a word is one of a group."""
    return not _group(group).isdisjoint(noun_lemmas(low))


def is_daughter(tokens: Sequence[Token], i: int) -> bool:
    """«дочерняя | компания»: whether the noun at token i says that a body is a subsidiary."""
    return 0 < i < len(tokens) and listed("daughter", tokens[i].low) and DAUGHTER in noun_lemmas(tokens[i - 1].low)


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(columns[0] for columns in lexicon.structure(name))


@cache
def sole() -> frozenset[str]:
    """Nouns of which a state has one body, which they name without more words."""
    return _group("sole")


@lru_cache(maxsize=50_000)
def verbs(low: str) -> frozenset[str]:
    """The verbs, without «ся», that a word may be a form of."""
    return frozenset([lemma for form in forms(low) for lemma in (form.lemma, form.lemma.removesuffix("ся"))])


@lru_cache(maxsize=50_000)
def is_one(group: str, low: str) -> bool:
    """Whether a word is a form of a verb of a group."""
    return not _group(group).isdisjoint(verbs(low))


@lru_cache(maxsize=10_000)
def is_charge(low: str) -> bool:
    """Whether a word tells that something has been ordered, with no word for who did («поручено»)."""
    return low.endswith("но") and is_one("ordering", low)


@cache
def deciding() -> frozenset[str]:
    """Verbs of a body that decides."""
    return lexicon.particles("decision")
