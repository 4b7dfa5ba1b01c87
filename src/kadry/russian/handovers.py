"""Handovers: words that tell who came after whom at a post, or that nobody holds it (lexicon/succession.txt)."""

from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import forms, noun_lemmas

VERBAL = ("VERB", "INFN", "PRTF", "PRTS", "GRND")
VERBS = ("replace", "substitute", "hand", "take", "pass", "fill", "empty", "freed")
# one of these stands wherever anybody comes after anybody, or a post is vacant
TELLING: tuple[str, ...] = (
    *("replace", "substitute", "hand", "take", "pass", "instead", "behind", "departure"),
    *("successor", "predecessor", "vacant", "empty", "freed", "until"),
)
ACTING = frozenset(("врио", "обязанности", "полномочия", "функции"))
WILL = frozenset(("будет", "будут", "бы", "может", "могут", "мог", "должен", "должна", "если", "возможно", "готов"))
BE = frozenset(("быть", "стать", "остаться", "оставаться", "являться", "становиться"))
UNFILLED = frozenset(("занят", "занята", "занято", "замещен", "замещена", "замещено"))
NEAR = 3  # tokens from a word to its auxiliary
REACH = 7  # tokens from «вместо» to the name, a participle with its words between


@cache
def _group(name: str) -> frozenset[str]:
    return frozenset(columns[0] for columns in lexicon.succession(name))


@lru_cache(maxsize=50_000)
def verb(low: str) -> tuple[str, str] | None:
    """The class and the kind of form of a verb of the list, the likeliest reading first."""
    for form in forms(low):
        if form.kind in VERBAL:
            found = next((name for name in VERBS if form.lemma in _group(name)), None)
            if found is not None:
                return found, form.kind
    return None


@lru_cache(maxsize=50_000)
def is_noun(low: str, group: str) -> bool:
    """Whether a word is a noun of a group."""
    return not _group(group).isdisjoint(noun_lemmas(low))


@lru_cache(maxsize=50_000)
def is_vacant(low: str) -> bool:
    """Whether a word says that something is vacant."""
    return any(f.kind in ("ADJF", "ADJS", "PRTF", "PRTS") and f.lemma in _group("vacant") for f in forms(low))


def is_freed(low: str) -> bool:
    """Whether a word says of a post that nobody holds it: «вакантная», «освободившаяся»."""
    return is_vacant(low) or (verb(low) or ("",))[0] == "freed"


def is_unfilled(tokens: Sequence[Token], i: int) -> bool:
    """«должность не занята»; «не занята» says of people that they have time, but only a post is spoken of here."""
    return tokens[i].low in UNFILLED and i > 0 and tokens[i - 1].low == "не"


@lru_cache(maxsize=10_000)
def is_naming(low: str) -> bool:
    """Whether a word only names who is to come («назвал преемником»)."""
    return any(f.lemma in _group("naming") for f in forms(low) if f.kind in VERBAL)


def is_instead(low: str) -> bool:
    """«вместо», «взамен»."""
    return low in _group("instead")


def stands_instead(tokens: Sequence[Token], start: int, names: Collection[int]) -> bool:
    """«вместо 60-летнего | Кима», «вместо ушедшей на пенсию | Белой»: whether that stands before a name at ``start``.

    names: the tokens with which the sentence's names begin; none may stand between.
    """
    lead = start
    while lead > 1 and tokens[lead - 1].pos == "ADJ":
        lead -= 1
    if lead and is_instead(tokens[lead - 1].low):
        return True
    back = range(start - 1, max(0, start - REACH), -1)
    at = next((k for k in back if is_instead(tokens[k - 1].low)), None)
    if at is None or tokens[at].verb != "Part" or tokens[at].case != "gent":
        return False
    return all(t.text != "," for t in tokens[at:start]) and not any(at <= name < start for name in names)


def tells(low: str) -> bool:
    """Whether a sentence with this word may tell who came after whom, or that a post is vacant."""
    return not words().isdisjoint((low, *(form.lemma for form in forms(low))))


@cache
def words() -> frozenset[str]:
    """The lemmas of which one stands in every such sentence."""
    return frozenset().union(*map(_group, TELLING))


def time(tokens: Sequence[Token], i: int, kind: str) -> str:
    """past, present or future of the verb at token i; what is only possible, wished or asked is future."""
    near = {t.low for t in tokens[max(0, i - NEAR) : i]}
    grammemes = next((f.grammemes for f in forms(tokens[i].low) if f.kind == kind), frozenset[str]())
    if not WILL.isdisjoint(near) or kind == "INFN" or "futr" in grammemes:
        return "future"
    return "past" if "past" in grammemes or kind == "PRTS" else "present"


def is_negated(tokens: Sequence[Token], i: int) -> bool:
    """«не сменил», «не был сменён», «не стал преемником»."""
    before = [t.low for t in tokens[max(0, i - 2) : i]]
    return before[-1:] == ["не"] or (before[:1] == ["не"] and _is_auxiliary(before[-1]))


@lru_cache(maxsize=1_000)
def _is_auxiliary(low: str) -> bool:
    return any(f.lemma in BE for f in forms(low))


def copula(tokens: Sequence[Token], i: int, reach: int = NEAR) -> int | None:
    """The verb of being near token i: «остаётся вакантным», «вакантным был»."""
    near = range(max(0, i - reach), min(len(tokens), i + reach + 1))
    return min((k for k in near if _is_auxiliary(tokens[k].low)), key=lambda k: abs(k - i), default=None)
