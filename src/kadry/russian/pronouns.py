"""Pronouns: by which words a sentence takes up a body again, and whether they agree with its noun."""

from kadry.russian.words import forms, only_plural

FEMININE = frozenset(("она", "ей", "ею", "ее", "нее", "ней", "нею", "которая", "которой", "которую"))
MASCULINE = frozenset(("он", "который"))
NEUTER = frozenset(("оно", "которое"))
NOT_FEMININE = frozenset(("masc", "neut"))  # «его», «ему»
MANY = frozenset(("они", "им", "их", "них", "ими", "ними", "которые", "которых", "которым"))
RELATIVE = frozenset(("который", "каковой"))
PRONOUNS = frozenset(("он", "она", "оно", "они", "это"))
BEHIND = frozenset(("ней", "нем", "нему", "нею", "ним", "ними", "него", "нее", "них"))
DOERS = frozenset(("им", "ею", "ими"))
DATIVE = frozenset(("ему", "ей", "им"))
OWNERS = frozenset(("его", "ее", "их", "свой", "своего", "своим", "своей", "своему", "своем", "свою", "свое"))


def alike(low: str, head: str) -> bool:
    """Whether a pronoun and the head of a body are of one gender and number, as far as they tell."""
    if low in MANY or only_plural(head):
        return low in MANY and only_plural(head)
    genders = {form.gender for form in forms(head) if form.kind == "NOUN"} - {""}
    return not genders or not genders.isdisjoint(genders_of(low))


def genders_of(low: str) -> frozenset[str]:
    """What gender a pronoun tells; «его» is of either but the feminine."""
    told = {"femn": FEMININE, "masc": MASCULINE, "neut": NEUTER}
    return frozenset(gender for gender, words in told.items() if low in words) or NOT_FEMININE
