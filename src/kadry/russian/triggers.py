"""Triggers: verbs, participles and nouns that say that somebody comes to, holds or leaves a post."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import forms

# nouns of the event itself: об освобождении Н. от обязанностей министра
NOUNS: Mapping[str, str] = {
    "назначение": "appoint",
    "избрание": "appoint",
    "переизбрание": "appoint",
    "утверждение": "appoint",
    "освобождение": "dismiss",
    "увольнение": "dismiss",
    "отставка": "dismiss",
    "отстранение": "dismiss",
    "снятие": "dismiss",
    "смещение": "dismiss",
    "отзыв": "dismiss",
}


class Trigger(Struct, frozen=True):
    """One trigger. kind: a verb class of the lexicon. voice: active, passive or noun. time: past, present or future.

    finished: the verb is perfective, so that its past is a state that still holds (стал, возглавил).
    """

    token: int
    lemma: str
    kind: str
    voice: str
    time: str
    finished: bool
    negated: bool
    modifier: bool  # a full participle, which belongs to the noun before it
    flags: frozenset[str]


def find_triggers(tokens: Sequence[Token]) -> tuple[Trigger, ...]:
    """Every trigger of a sentence, in order."""
    return tuple(t for i in range(len(tokens)) if (t := _trigger(tokens, i)) is not None)


@lru_cache(maxsize=50_000)
def _verb(low: str) -> tuple[lexicon.Verb, str] | None:
    """The lexicon's verb and the kind of form that a word is, the likeliest reading first."""
    table = lexicon.verbs()
    for form in forms(low):
        if form.kind in ("VERB", "INFN", "PRTF", "PRTS", "GRND") and form.lemma in table:
            return table[form.lemma], form.kind
    return None


def _trigger(tokens: Sequence[Token], i: int) -> Trigger | None:
    token = tokens[i]
    if token.pos == "NOUN":
        if i and tokens[i - 1].low == "в":
            return None  # «ушёл в отставку» is the verb's
        kind = next((NOUNS[f.lemma] for f in forms(token.low) if f.kind == "NOUN" and f.lemma in NOUNS), None)
        supposed = i > 0 and tokens[i - 1].low in ("случае", "возможность", "возможности", "вероятность")
        time = "future" if supposed else "past"
        return Trigger(i, "", kind, "noun", time, True, False, False, frozenset()) if kind else None
    if token.pos not in ("VERB", "AUX", "ADJ"):
        return None
    found = _verb(token.low)
    if found is None or found[0].verb_class == "speech":
        return None
    verb, form = found
    tag = next(f.parse.tag for f in forms(token.low) if f.kind == form)
    if verb.verb_class == "hold" and "pssv" in tag:
        return None  # «занимаемой должности»
    passive = (form in ("PRTS", "PRTF") and "pssv" in tag) or (
        token.low.endswith(("ся", "сь")) and verb.verb_class in ("appoint", "dismiss")
    )
    return Trigger(
        token=i,
        lemma=verb.lemma,
        kind=verb.verb_class,
        voice="passive" if passive else "active",
        time=_time(tokens, i, form, tag, "perf" in verb.flags),
        finished="perf" in verb.flags,
        negated=(i > 0 and tokens[i - 1].low == "не")
        or (i > 1 and tokens[i - 2].low == "не" and tokens[i - 1].low in BE),
        modifier=form == "PRTF",
        flags=verb.flags,
    )


BE = frozenset(("был", "была", "было", "были", "будет", "будут"))


def _time(tokens: Sequence[Token], i: int, form: str, tag: object, perfective: bool) -> str:
    near = [t.low for t in tokens[max(0, i - 3) : i]] + [t.low for t in tokens[i + 1 : i + 2]]
    if not {"будет", "будут", "бы"}.isdisjoint(near):
        return "future"
    if form == "INFN":
        return "future" if any(_unsure(low) for low in near) or perfective else "present"
    if form == "PRTS":
        return "past"
    text = str(tag)
    if "past" in text:
        return "past"
    if "futr" in text:
        return "future"
    return "past" if form == "GRND" and perfective else "present"


def _unsure(low: str) -> bool:
    return any(f.lemma in lexicon.particles("unsure") for f in forms(low))
