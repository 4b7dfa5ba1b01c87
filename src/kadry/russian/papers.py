"""Words for decisions and other papers of bodies, and whose number or title follows («решение Политбюро № 5»)."""

from collections.abc import Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.words import forms, noun_lemmas

KINDS = frozenset(("act", "common", "paper"))
ABOUT = frozenset(("о", "об", "обо"))
# bodies that are told apart by numbers, so that the first number behind them is theirs
COUNTED = frozenset(
    "больница бригада группа делегация детсад дивизия избирком колония комиссия лицей округ отдел отделение отряд "
    "поликлиника полк сад суд управление участок училище часть школа".split()
)


@lru_cache(maxsize=10_000)
def decision_noun(low: str) -> str | None:
    """The lemma of a word for a decision or another paper, None for any other word."""
    own = (f.lemma for f in forms(low) if f.kind == "NOUN")
    return next((lemma for lemma in own if decision_kind(lemma) in KINDS), None)


def decision_kind(lemma: str) -> str:
    """The class of a noun among the words of decisions, "" for none; «постановление-декрет» is of that of its first."""
    words = lexicon.decisions()
    return words.get(lemma, "") or words.get(lemma.partition("-")[0], "")


def is_counted(low: str) -> bool:
    """Whether a body's noun has numbers of its own: школа № 5."""
    return not COUNTED.isdisjoint(noun_lemmas(low))


def is_issuer(tokens: Sequence[Token], head: int) -> bool:
    """Whether a body's noun stands behind that of a decision, so that a number behind it is the decision's."""
    k = head - 1
    while k >= 0 and tokens[k].pos == "ADJ":
        k -= 1
    return k >= 0 and tokens[head].case != "nomn" and decision_noun(tokens[k].low) is not None
