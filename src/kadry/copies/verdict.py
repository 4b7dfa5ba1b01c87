"""The verdict on two texts: reprints, or two sources that only sound alike.

Both must hold: half of all their shingles are in both, and nowhere does one say something else in the other's words.
What one text leaves out or adds (a heading, a lead, the last paragraph, page leftovers) says nothing against a
reprint; another name or number in the same sentence says that it is a correction, or another day's text.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from kadry.copies.places import others_in_place
from kadry.copies.words import Parsed, Sentence, parse

ENOUGH = 0.5  # of resemblance: a text and its copy with a third left out, or half as much added, are well above it
_ALIKE = 0.5  # share of the plain words of the shorter sentence from which on two sentences are one, edited
_TELLING = 3  # letters of a word by which sentences are recognised: «в», «и», «по» are in all of them
# What turns a sentence that speaks of a post: not, no longer, not yet, not the first in rank, and the two directions of
# a change. A text that has one of them where its twin has none was not merely reprinted.
_TURNING = frozenset(("не", "нет", "ни", "зам", "экс", "вице", "врио", "ио", "ушел", "ушла", "якобы"))
_TURNS = (
    *("бывш", "прежн", "будущ", "возможн", "вероятн", "предположит", "намер", "планир"),
    *("замест", "замглав", "замдир", "замгуб", "замминистр", "замнач", "зампред", "замрук", "вице"),
    *("исполняющ", "исполнял", "перв", "старш", "младш", "помощник", "советник"),
    *("назнач", "утвержд", "утверд", "избр", "избир", "возглав", "вступ", "приступ"),
    *("освобо", "увол", "отстав", "отстран", "снят", "покин", "уход", "смен", "смещ", "лишен", "лишил"),
    *("умер", "скончал", "опроверг"),
)


def are_copies(left: str, right: str) -> bool:
    """Whether two texts are reprints of one; the same for either order."""
    return agree(parse(left), parse(right))


def agree(left: Parsed, right: Parsed) -> bool:
    """Whether two parsed texts are reprints of one."""
    return resemblance(left.shingles, right.shingles) >= ENOUGH and not contradict(left.sentences, right.sentences)


def resemblance(left: frozenset[int], right: frozenset[int]) -> float:
    """The share of the shingles of both that is in both (Jaccard's coefficient)."""
    shared = len(left & right)
    return shared / (len(left) + len(right) - shared) if shared else 0.0


def contradict(ours: Sequence[Sentence], theirs: Sequence[Sentence]) -> bool:
    """Whether two texts say different things in the same words, or name others in the same place."""
    shared = Counter(map(_forms, ours)) & Counter(map(_forms, theirs))
    ordinary = {word.form for sentence in (*ours, *theirs) for word in sentence if not word.mark}
    twins = [(sentence, _plain(sentence)) for sentence in _unshared(theirs, shared)]
    for sentence in _unshared(ours, shared):
        mine = _plain(sentence)
        if any(_alike(mine, words) and altered(sentence, twin, ordinary) for twin, words in twins):
            return True
    return others_in_place(ours, theirs, ordinary)


def altered(left: Sentence, right: Sentence, ordinary: Collection[str] = ()) -> bool:
    """Whether a sentence and its edited twin disagree in names or numbers, in their order, or in a turn of meaning.

    ordinary: words that stand in lower case somewhere, which name nobody where they only begin a sentence.
    """
    ours, theirs = Counter(_forms(left)), Counter(_forms(right))
    added, gone = ours - theirs, theirs - ours
    if any(form in _TURNING or form.startswith(_TURNS) for form in (*added, *gone)):
        return True
    mine, others = _names(left, ordinary), _names(right, ordinary)
    if not added.keys().isdisjoint(mine) and not gone.keys().isdisjoint(others):
        return True
    both = {form for form in {*mine} & {*others} if ours[form] == theirs[form]}
    return [form for form in mine if form in both] != [form for form in others if form in both]


def _forms(sentence: Sentence) -> tuple[str, ...]:
    return tuple(word.form for word in sentence)


def _names(sentence: Sentence, ordinary: Collection[str]) -> list[str]:
    """The names and numbers of a sentence, in order."""
    return [w.form for place, w in enumerate(sentence) if w.mark and (place or w.form not in ordinary)]


def _unshared(parts: Sequence[Sentence], shared: Counter[tuple[str, ...]]) -> list[Sentence]:
    """The sentences that the other text lacks; of a repeated one, as many as it lacks."""
    left, rest = Counter(shared), []
    for sentence in parts:
        if left[_forms(sentence)]:
            left[_forms(sentence)] -= 1
        else:
            rest.append(sentence)
    return rest


def _plain(sentence: Sentence) -> set[str]:
    """Its words that are neither names nor numbers nor the small change of every sentence."""
    return {word.form for word in sentence if not word.mark and len(word.form) >= _TELLING}


def _alike(left: set[str], right: set[str]) -> bool:
    least = min(len(left), len(right))
    return least > 0 and len(left & right) >= _ALIKE * least
