"""Slips: words of names that the document's other names show to be mistakes, of inflection or of spelling.

Бени Ганца → Беня Ганц            a wrong guess at the nominative, where the word as it stands is one elsewhere
Краник beside Крамник             one letter, in a word that no dictionary has and that stands there less often
лужковская команда                an adjective from a surname, where somebody may bear it
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kadry.claim import Mention
from kadry.russian.namewords import GENERATION, alike_words, initials, name_words
from kadry.russian.words import forms, is_known

LONG = 6  # letters of a word in which a slip of one letter shows
RARE = 2  # how often a slip may stand in a document
LINKS = ("ов", "ев", "ин")
NAMES = frozenset(("Name", "Surn", "Patr"))


def mended_names(mentions: Sequence[Mention], nominative: Collection[str]) -> Mapping[str, str]:
    """Key → the name by which a mention is to be compared, for those whose own words are slips.

    Args:
        mentions: every name of a document.
        nominative: the keys of those that stand in the nominative.
    """
    straight = [m.key in nominative for m in mentions]
    names = [name_words(m.normal) for m in mentions]
    told = {word for name, as_written in zip(names, straight, strict=True) if as_written for word in name}
    usual = _usual_spellings(names)
    found: dict[str, str] = {}
    for mention, own, as_written in zip(mentions, names, straight, strict=True):
        if as_written and not usual:
            continue
        written = own if as_written else name_words(mention.text)
        if len(written) != len(own):
            written = own
        words = [_mended(w, text, told, usual) for w, text in zip(own, written, strict=True)]
        if tuple(words) != own:
            ending = GENERATION.search(mention.normal)
            found[mention.key] = " ".join(words) + (ending[0] if ending else "")
    return found


def _mended(word: str, written: str, told: Collection[str], usual: Mapping[str, str]) -> str:
    if written != word and word not in told and written in told:
        return written
    return usual.get(word, word)


def _usual_spellings(names: Sequence[tuple[str, ...]]) -> Mapping[str, str]:
    """Rare word → the only other word of the document that is one letter away and stands there more often."""
    counts = Counter([word for words in names for word in words])
    long = [word for word in counts if len(word) >= LONG and word.isalpha()]
    common = [word for word in long if counts[word] > 1]
    first = {word[0] for word in common}
    rare = [word for word in long if counts[word] <= RARE and word[0] in first and not _is_name(word)]
    usual: dict[str, set[str]] = defaultdict(set)  # by what is left where one letter, but the first, is left out
    for word in common if rare else ():
        for rest in _without_a_letter(word):
            usual[rest].add(word)
    found: dict[str, str] = {}
    for word in rare:
        around = {o for rest in _without_a_letter(word) for o in usual.get(rest, ())}
        near = sorted(o for o in around if counts[o] > counts[word] and one_letter_apart(word, o))
        if len(near) == 1 and not alike_words(word, near[0]):
            found[word] = near[0]
    beside = _beside(names) if found else {}
    return {word: other for word, other in found.items() if _agree(beside[word], beside[other])}


def _beside(names: Sequence[tuple[str, ...]]) -> Mapping[str, Collection[str]]:
    """Each word of some names with those that stand beside it."""
    beside: dict[str, set[str]] = defaultdict(set)
    for words in names:
        for i, word in enumerate(words):
            beside[word].update(words[:i], words[i + 1 :])
    return beside


def _without_a_letter(word: str) -> set[str]:
    """What words of one beginning share that are one letter apart."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(1, len(word)))}


def _agree(left: Collection[str], right: Collection[str]) -> bool:
    """Whether what stands beside two words in their names can be one («Кейт Мидлтон», not «Ярослав Плесков»)."""
    return not left or any(alike_words(a, b) or initials(a, b) for a in left for b in right)


def one_letter_apart(left: str, right: str) -> bool:
    """Whether one letter put in, left out, replaced or swapped with its neighbour makes one word of the other."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    mine, other = left[start:], right[start:]
    if len(mine) != len(other):
        longer, shorter = (mine, other) if len(mine) > len(other) else (other, mine)
        return longer[1:] == shorter
    return mine[1:] == other[1:] or (mine[:2] == other[1::-1] and mine[2:] == other[2:])


def surname_of(adjective: str, surnames: Iterable[str]) -> str | None:
    """The surname that an adjective in lower case is made from («лужковской» → «Лужков»).

    Args:
        adjective: a single word as it stands in a text.
        surnames: those of the document, as written; without a fitting one the dictionary's surname is taken.
    """
    if adjective != adjective.lower():
        return None
    low = adjective.replace("ё", "е")
    told = [form.lemma for form in forms(low) if form.kind == "ADJF" and form.lemma.endswith(("ский", "цкий"))]
    if not told:
        return None
    stem = told[0][:-4]
    fitting = sorted({name for name in surnames if stem in _stems(name.lower().replace("ё", "е"))})
    if fitting:
        return fitting[0]
    bare = [stem, *(stem.removesuffix(link) for link in LINKS if stem.endswith(link))]
    return next((word.capitalize() for word in bare if _is_surname(word)), None)


def _is_name(word: str) -> bool:
    """Whether the dictionary knows a word as a part of persons' names («Краник» is a tap)."""
    return is_known(word) and any(not NAMES.isdisjoint(form.grammemes) for form in forms(word))


def _stems(surname: str) -> set[str]:
    """What may stand before -ский of a surname: «путин», «обамов», «горьков», «меркелев»."""
    return {surname, *(surname[: len(surname) - cut] + link for cut in (0, 1, 2) for link in LINKS)}


def _is_surname(word: str) -> bool:
    return is_known(word) and any("Surn" in f.grammemes and f.case == "nomn" for f in forms(word))
