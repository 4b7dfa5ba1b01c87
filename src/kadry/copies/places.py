"""Places: what two texts have between the same two sentences, and whom each names there that the other does not know.

A correction may be rewritten until no word is left of what it corrects; then it still stands in the same place.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from kadry.copies.words import Sentence, Word

_Key = tuple[str, ...]
_Place = tuple[_Key, _Key]  # the shared sentence before and the one after; () at the beginning of a text
_ENDING = 2  # letters that another case may change
_STEM = 4  # letters that none changes
_SHORTEST = 3  # letters of a word that can tell one person from another; initials cannot


def others_in_place(ours: Sequence[Sentence], theirs: Sequence[Sentence], ordinary: Collection[str]) -> bool:
    """Whether in some place each text has a name of two words or more of which the other knows nothing.

    What follows the last shared sentence is no such place, since pages end with what else their sites have to offer.
    ordinary: words that stand in lower case somewhere, which name nobody where they only begin a sentence.
    """
    one, other = _strangers(ours, theirs, ordinary), _strangers(theirs, ours, ordinary)
    return not one.isdisjoint(other)


def _strangers(parts: Sequence[Sentence], others: Sequence[Sentence], ordinary: Collection[str]) -> set[_Place]:
    """The places where a text names somebody unknown to the other."""
    known = {word.form for sentence in others for word in sentence}
    shared = set(map(_key, others))
    return {place for place, sentence in _between(parts, shared) if _names_unknown(sentence, known, ordinary)}


def _between(parts: Sequence[Sentence], shared: Collection[_Key]) -> Iterator[tuple[_Place, Sentence]]:
    """The sentences that are not shared, each with its place."""
    before: _Key = ()
    waiting: list[Sentence] = []
    for sentence in parts:
        key = _key(sentence)
        if key not in shared:
            waiting.append(sentence)
            continue
        yield from (((before, key), one) for one in waiting)
        before, waiting = key, []


def _key(sentence: Sentence) -> _Key:
    return tuple(word.form for word in sentence)


def _names_unknown(sentence: Sentence, known: Collection[str], ordinary: Collection[str]) -> bool:
    """Whether a sentence has a run of words with a capital, abbreviations aside, one of which is unknown."""

    def named(item: tuple[int, Word]) -> bool:
        place, word = item
        return word.mark and not word.loud and (place > 0 or word.form not in ordinary)

    for capital, group in groupby(enumerate(sentence), key=named):
        run = list(group)
        # a first word has its capital from its place: «Умер Алексей Жарков» names nobody that the body does not
        if capital and len(run) > 1 and any(place and _is_unknown(word.form, known) for place, word in run):
            return True
    return False


def _is_unknown(form: str, known: Collection[str]) -> bool:
    if len(form) < _SHORTEST or form[0].isdigit():
        return False
    stem = form[: max(len(form) - _ENDING, _STEM)]
    return not any(word.startswith(stem) for word in known)
