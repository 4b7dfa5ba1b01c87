"""Lemmas and normal forms of names exactly as natasha's, over the same dictionary, each (word, tag) worked out once.

A label is a tag as the morphology writes it: «NOUN|Animacy=Anim|Case=Gen|Gender=Masc|Number=Sing».
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from kadry.russian.dictionary import Form, forms, parses
from kadry.russian.paradigms import inflect

# pymorphy3's grammemes in Universal Dependencies terms, as natasha has them.
KINDS = {
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "ADVB": "ADV",
    "COMP": "ADV",
    "VERB": "VERB",
    "GRND": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "NOUN": "NOUN",
    "NPRO": "PRON",
    "NUMR": "NUM",
    "NUMB": "NUM",
    "Apro": "DET",
    "CONJ": "CCONJ",
    "INTJ": "INTJ",
    "PART": "PRCL",
    "PNCT": "PUNCT",
    "PRCL": "PART",
    "PREP": "ADP",
}
FEATURES = {
    "Animacy": "anim=Anim inan=Inan",
    "Aspect": "impf=Imp perf=Perf",
    "Case": "ablt=Ins accs=Acc datv=Dat gent=Gen gen1=Gen gen2=Gen loct=Loc loc2=Loc nomn=Nom voct=Nom",
    "Degree": "COMP=Cmp Supr=Sup",
    "Gender": "femn=Fem masc=Masc neut=Neut",
    "Mood": "impr=Imp indc=Ind",
    "Number": "plur=Plur sing=Sing",
    "NumForm": "NUMB=Digit",
    "Person": "1per=1 2per=2 3per=3 excl=2 incl=1",
    "Tense": "futr=Fut past=Past pres=Pres",
    "Variant": "ADJS=Brev",
    "VerbForm": "GRND=Conv INFN=Inf PRTF=Part PRTS=Part VERB=Fin",
    "Voice": "actv=Act pssv=Pass",
    "Abbr": "Abbr=Yes",
}
FEATURE = {
    grammeme: (name, value)
    for name, values in FEATURES.items()
    for grammeme, _, value in (pair.partition("=") for pair in values.split())
}
ALIKE = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ"}
COMPARED = frozenset(("Case", "Gender", "Number", "Aspect", "NumForm", "Person", "Tense", "Variant"))
EQUAL = 1 + len(COMPARED) + 1  # more than any two that differ
DECLINED = frozenset(("PROPN", "NOUN", "ADJ", "VERB"))
AGREEING = ("Gender", "Number", "Case")
PART = re.compile(r"[а-яёa-z]+|[^а-яёa-z]+", re.IGNORECASE)
CYRILLIC = re.compile(r"[\u0400-\u052f]")
LETTER = re.compile(r"[а-яёa-z]", re.IGNORECASE)


class Tag(Struct, frozen=True, gc=False):
    """Part of speech and features in Universal Dependencies terms."""

    pos: str
    feats: dict[str, str]


class NameWord(Struct, frozen=True, gc=False):
    """A token of a name: offsets, text, label, and the place of its head in the name or -1."""

    start: int
    end: int
    text: str
    label: str
    head: int


@lru_cache(maxsize=100_000)
def lemma(text: str, label: str) -> str:
    """The lemma of a word with a tag, in lower case with ё as е."""
    low = text.lower().replace("ё", "е")
    if not CYRILLIC.search(low):  # numbers, marks, «NATO»: whatever they are read as, they stay as they are
        return low
    found = _best(forms(low), label)
    return found.lemma.lower() if found else low


@lru_cache(maxsize=10_000)
def tag(label: str) -> Tag:
    """A label taken apart."""
    pos, _, rest = label.partition("|")
    return Tag(pos, dict(pair.split("=", 1) for pair in rest.split("|")) if rest else {})


@lru_cache(maxsize=10_000)
def _universal(label: str) -> Tag:
    """A tag of pymorphy3 by its label; of two grammemes that say one thing the last counts."""
    grammemes = label.replace(" ", ",").split(",")
    return Tag(KINDS.get(grammemes[0], "X"), dict(FEATURE[g] for g in grammemes if g in FEATURE))


def _best(found: Sequence[Form], label: str) -> Form | None:
    """The first reading with this tag, else the first that has most in common with it, if any has."""
    best, most = None, 0
    for form in found:
        alike = _likeness(form.label, label)
        if alike == EQUAL:
            return form
        if alike > most:
            best, most = form, alike
    return best


@lru_cache(maxsize=50_000)
def _likeness(own: str, label: str) -> int:
    """How much pymorphy3's tag and a label have in common."""
    left, right = _universal(own), tag(label)
    if left == right:
        return EQUAL
    shared = COMPARED & left.feats.keys() & right.feats.keys()
    kinds = (ALIKE.get(left.pos, left.pos), ALIKE.get(right.pos, right.pos))
    return (kinds[0] == kinds[1]) + sum(left.feats[name] == right.feats[name] for name in shared)


def normal(words: Sequence[NameWord], *, agreeing: bool) -> str:
    """A name's normal form, spaced as in the text.

    agreeing: put only the heads and the adjectives that agree with them into the nominative, as natasha does with
    organizations; else every word.
    """
    chosen = _heads(words) if agreeing else frozenset(range(len(words)))
    made = [nominative(w.text, w.label) if not chosen or i in chosen else w.text for i, w in enumerate(words)]
    return "".join(_spaced(words, made))


def _spaced(words: Sequence[NameWord], forms: Iterable[str]) -> Iterator[str]:
    """The words with as many spaces between them as the text has characters there."""
    end = None
    for word, form in zip(words, forms, strict=True):
        yield "" if end is None else " " * (word.start - end)
        yield form
        end = word.end


def _heads(words: Sequence[NameWord]) -> frozenset[int]:
    """The words whose head stands outside, and the adjectives and participles that hang on them, at any depth."""
    chosen = [i for i, word in enumerate(words) if word.head < 0]
    below: dict[int, list[int]] = {}
    for i, word in enumerate(words):
        if word.head >= 0 and tag(word.label).pos in ("ADJ", "VERB"):
            below.setdefault(word.head, []).append(i)
    for i in chosen:
        chosen += below.get(i, ())
    return frozenset(chosen)


@lru_cache(maxsize=50_000)
def nominative(text: str, label: str) -> str:
    """A word's nominative in its own capitals."""
    low = text.lower().replace("ё", "е")
    return _capitalised(_nominative(low, tag(label)), text)


def _nominative(low: str, wanted: Tag) -> str:
    if wanted.pos not in DECLINED or wanted.feats.get("Case") == "Nom":
        return low
    kind = "NOUN" if wanted.pos == "PROPN" else wanted.pos
    for form in forms(low):
        own = _universal(form.label)
        if own.pos == kind and all(own.feats.get(name) == wanted.feats.get(name) for name in AGREEING):
            return (_inflected(form) or low).lower().replace("ё", "е")
    return low


def _inflected(form: Form) -> str:
    """The nominative of a reading, or "" where it has none."""
    if form.entry is not None:
        return inflect(form.entry, ("nomn",))
    found = parses(form.low)[form.rank].inflect({"nomn"})
    return str(found.word) if found else ""


def _capitalised(word: str, model: str) -> str:
    """A word in the capitals of another, part by part; as it is where the other's are mixed or parted otherwise."""
    if word.lower() == model.lower():
        return model
    parts, models = PART.findall(word), PART.findall(model)
    if [_is_word(part) for part in parts] != [_is_word(part) for part in models]:
        return word
    made = [_shaped(part, like) if _is_word(part) else part for part, like in zip(parts, models, strict=True)]
    return word if None in made else "".join(part for part in made if part is not None)


def _is_word(part: str) -> bool:
    return LETTER.match(part) is not None


def _shaped(part: str, model: str) -> str | None:
    if model.islower():
        return part.lower()
    if model.isupper():
        return part.upper()
    return part.capitalize() if model.istitle() else None
