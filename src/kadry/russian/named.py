"""Mentions of persons as chains take them: what each is compared by, once the document's other names are known."""

from collections.abc import Collection, Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from kadry.claim import Mention
from kadry.russian.namewords import name_words
from kadry.russian.slips import mended_names, surname_of


class Named(Struct, frozen=True):
    """A mention of a person with what its chain is found by.

    sure: the gender is that of a patronymic, a verb or a title, not one that a given name or an ending suggests.
    mended: the name by which it is compared, where its own words are slips; "" otherwise.
    """

    mention: Mention
    gender: str
    nominative: bool
    sure: bool = False
    mended: str = ""

    @property
    def name(self) -> str:
        """The name by which the mention is compared."""
        return self.mended or self.mention.normal


def settled_names(named: Sequence[Named]) -> list[Named]:
    """The mentions as they are compared: slips mended, adjectives brought to the surnames that they are made from.

    A gender that a name suggests («Колин») is mended where its verbs elsewhere say the other one.
    """
    plain = _without_adjectives(named)
    names = mended_names([n.mention for n in plain], {n.mention.key for n in plain if n.nominative})
    told: dict[str, set[str]] = {}
    for item in plain:
        if item.sure:
            told.setdefault(name_words(item.mention.normal)[0], set()).add(item.gender)
    settled = [_gendered(item, told) for item in plain]
    if names:
        settled = [replace(item, mended=names.get(item.mention.key, "")) for item in settled]
    men = {name_words(n.name): n.name for n in settled if n.nominative and n.gender != "femn"}
    return [_of_a_man(item, men) for item in settled]


def _of_a_man(item: Named, men: Mapping[tuple[str, ...], str]) -> Named:
    """A genitive that looks like a woman's name («список Марьяна Шареца»), where the man stands in the document."""
    words = name_words(item.name)
    if item.gender != "femn" or item.sure or len(words) == 1 or not all(word[-1] in "ая" for word in words):
        return item
    stems = (word[:-1] for word in words)
    endings = [{stem} if word[-1] == "а" else {stem + "й", stem + "ь"} for word, stem in zip(words, stems, strict=True)]
    fitting = [man for man in product(*endings) if man in men]
    return replace(item, gender="masc", mended=men[fitting[0]]) if len(fitting) == 1 else item


def _without_adjectives(named: Sequence[Named]) -> list[Named]:
    """«лужковской» with the name of Лужков, and without the gender of the noun behind it."""
    surnames = {n.mention.normal.split()[-1] for n in named if n.mention.normal[:1].isupper()}
    settled = []
    for item in named:
        surname = surname_of(item.mention.normal, surnames)
        if surname is None:
            settled.append(item)
        else:
            settled.append(Named(replace(item.mention, normal=surname), "", nominative=False))
    return settled


def _gendered(item: Named, told: Mapping[str, Collection[str]]) -> Named:
    genders = told.get(name_words(item.mention.normal)[0], ()) if item.gender and not item.sure else ()
    return replace(item, gender=next(iter(genders))) if len(genders) == 1 else item
