"""Forms of the heads of roles: the case and the number in which one stands, where the tagger errs."""

from functools import lru_cache

from kadry.russian.words import Form, forms, is_known


@lru_cache(maxsize=10_000)
def case_of_head(low: str, lemma: str, case: str, number: str) -> str:
    """The case of a role's head: people's accusative is never like their nominative but in feminines.

    A case that only a homograph can stand in is the tagger's mistake («премьеру» as if of премьера).
    """
    if low == lemma and not is_known(lemma):
        return "nomn"  # «аятолла», which looks like a genitive
    nouns = own_forms(low, lemma)
    own = [f.case for f in nouns if f.number == number] or [f.case for f in nouns]
    if own and case not in own:
        return own[0]
    told = [f.case for f in forms(low) if f.kind in ("NOUN", "ADJF", "PRTF")]
    possible = frozenset(told)
    if told and case not in possible and not own:
        return told[0]  # «Заведующая» as if an instrumental
    return "nomn" if case == "accs" and "nomn" in possible and "gent" not in possible else case


def own_forms(low: str, lemma: str) -> list[Form]:
    """The readings of a role's head as the role's noun, a prefix let in («экс-министры»)."""
    nouns = (f for f in forms(low) if f.kind == "NOUN")
    return [f for f in nouns if f.lemma == lemma or f.lemma.endswith(f"-{lemma}")]


@lru_cache(maxsize=10_000)
def only_plural(low: str, lemma: str) -> bool:
    """A form that is a plural whatever the tagger says («Президенты»)."""
    nouns = own_forms(low, lemma) or [f for f in forms(low) if f.kind == "NOUN"]
    return {f.number for f in nouns} == {"plur"}
