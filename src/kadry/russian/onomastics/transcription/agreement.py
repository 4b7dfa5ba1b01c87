"""Whether two names of one syllabic language are one, syllable by syllable."""

from collections.abc import Mapping
from itertools import product
from typing import Literal

from msgspec import Struct

from kadry.russian.onomastics.transcription.letters import script
from kadry.russian.onomastics.transcription.syllables import LANGUAGES, Options, Reading, readings, tones
from kadry.russian.onomastics.transcription.tables import Language, Syllable, written

Verdict = Literal["same", "variant", "partial", "different", "unknown"]

_ENGLISH = {"vi": "Vietnamese", "zh": "Chinese", "ko": "Korean"}
_HEARD: tuple[Verdict, ...] = ("variant", "partial", "unknown", "different")
_LONG = 3  # the least syllables of a name that may be spelled roughly, and how often: a text drops every ь of a name
_ROUGH: Mapping[Language, int] = {"vi": 1, "zh": 2, "ko": 1}


class Relation(Struct, frozen=True):
    """What two spellings are to each other, with the reason in words that a reviewer can read.

    same: equal words. variant: two spellings of one name. partial: one omits a part of the other. different: a part
    contradicts. unknown: nothing can be said.
    """

    verdict: Verdict
    reason: str


def by_syllables(left: tuple[str, ...], right: tuple[str, ...]) -> Relation | None:
    """What the syllable tables say; None where no language is common to both names.

    Languages in which both names are spelled by rule are heard first. Where they disagree, a name of three syllables
    is a variant if one language says so; shorter ones, which many a language can read, are left open.
    """
    sure: dict[Verdict, Relation] = {}
    rough: dict[Verdict, Relation] = {}
    long = False
    for language in LANGUAGES:
        mine, other = readings(left, language), readings(right, language)
        if mine and other:
            relation = _in_language((left, mine), (right, other), language)
            by_rule = relation.verdict == "variant" or (_clean(mine) and _clean(other))
            (sure if by_rule else rough).setdefault(relation.verdict, relation)
            long = long or min(map(len, mine)) >= _LONG
    found = sure or rough
    if not found:
        return None
    best = next(found[verdict] for verdict in _HEARD if verdict in found)
    against = _against(found, script(left[0]) == script(right[0]))
    if best.verdict == "variant" and against is not None and not long:
        return Relation("unknown", f"{best.reason}, but {against.reason}")
    return best


def _against(found: Mapping[Verdict, Relation], one_script: bool) -> Relation | None:
    """What speaks against a variant: a contradiction, or between spellings in one script a rough likeness."""
    return found.get("different") or (found.get("unknown") if one_script else None)


def _in_language(
    left: tuple[tuple[str, ...], tuple[Reading, ...]],
    right: tuple[tuple[str, ...], tuple[Reading, ...]],
    language: Language,
) -> Relation:
    (words, mine), (words_right, other) = left, right
    name = _ENGLISH[language]
    pairs = [(a, b) for a, b in product(mine, other) if len(a) == len(b)]
    if not pairs:
        if language == "vi" and any(_omits(*sorted(pair, key=len)) for pair in product(mine, other)):
            return Relation("partial", f"a middle syllable of the {name} name is omitted")
        return Relation("different", f"another number of {name} syllables")
    matched = [(sum(cost for _, cost in common), common) for a, b in pairs if (common := _common(a, b)) is not None]
    if not matched:
        return Relation("different", f"a {name} syllable contradicts: {' '.join(words)} / {' '.join(words_right)}")
    cost, common = min(matched, key=lambda match: (match[0], [syllable for syllable, _ in match[1]]))
    shown = f"{' '.join(words)} / {' '.join(words_right)}: {name} {' '.join(written(s, language) for s, _ in common)}"
    if language == "vi" and _tones_contradict(words, words_right):
        return Relation("different", f"a tone contradicts: {shown}")
    if cost and (len(common) < _LONG or cost > _ROUGH[language]):
        return Relation("unknown", f"only roughly alike: {shown}")
    return Relation("variant", shown)


def _common(left: Reading, right: Reading) -> list[tuple[Syllable, int]] | None:
    """The syllable that each place of two readings can share at the least cost; None where one place has none."""
    found = []
    for mine, other in zip(left, right, strict=True):
        shared = [(max(mine[one], other[one]), one) for one in mine if one in other]
        if not shared:
            return None
        cost, syllable = min(shared)
        found.append((syllable, cost))
    return found


def _clean(readings_: tuple[Reading, ...]) -> bool:
    """Whether a name can be read in a language without any rough spelling, so that it may well be of it."""
    return any(all(0 in options.values() for options in reading) for reading in readings_)


def _omits(short: Reading, long: Reading) -> bool:
    """Whether a reading lacks middle syllables, or the family name, of another, and agrees in all it has."""
    rest = iter(long[:-1])
    return _alike(short[-1], long[-1]) and all(any(_alike(one, other) for other in rest) for one in short[:-1])


def _alike(left: Options, right: Options) -> bool:
    return any(cost == right.get(one) == 0 for one, cost in left.items())


def _tones_contradict(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    mine, other = tones(left), tones(right)
    return mine is not None and other is not None and mine != other
