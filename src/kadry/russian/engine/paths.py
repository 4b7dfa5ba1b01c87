"""The best path of tags through texts (Viterbi, 1967), all texts of a batch at once and long ones in stretches.

What the best path to each tag of a word is hangs on the words before it, but hardly ever on those more than a few words
back: by then all paths have gone through one tag. So a text is cut into stretches that go through the recursion beside
each other, each from some words before its own. Where the scores of two stretches do not agree on the word at which
they meet, the text is done again in one piece.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kadry.russian.engine.weights import Floats, Numbers

STRETCH = 40  # words that a stretch decides about
BEFORE = 20  # words before them that it goes through
EQUAL = 1e-3  # scores are sums of tens; this is far above their rounding and far below what tells paths apart


def decode(emissions: Floats, transitions: Floats, sizes: Sequence[int]) -> list[int]:
    """The tags of the best path through each text, one after the other.

    emissions: words × tags, the texts one after the other; transitions: from tag × to tag; sizes: the words of each
    text, none without a word.
    """
    lengths = np.array(sizes, np.intp)
    ends = np.cumsum(lengths)
    back, scores, sound = _forward(emissions, transitions, ends - lengths, ends, STRETCH)
    for text in np.flatnonzero(~sound).tolist():
        whole = lengths[text : text + 1]
        part = slice(ends[text] - whole[0], ends[text])
        back[part], scores[part], _ = _forward(emissions[part], transitions, whole - whole, whole, int(whole[0]))
    return _followed(back, scores[ends - 1].argmax(axis=1).tolist(), ends.tolist())


def _forward(
    emissions: Floats, transitions: Floats, starts: Numbers, ends: Numbers, stretch: int
) -> tuple[NDArray[np.int8], Floats, NDArray[np.bool_]]:
    """For each word and tag the tag before it on the best path there, and its score; which texts are in order."""
    counts = -(-(ends - starts) // stretch)
    text = np.repeat(np.arange(len(counts)), counts)
    own = starts[text] + stretch * (np.arange(len(text)) - (np.cumsum(counts) - counts)[text])
    first = np.maximum(own - BEFORE, starts[text])
    last = np.minimum(own + stretch, ends[text])
    place = first + np.arange(int((last - first).max()))[:, None]  # steps × stretches
    reached = _beside(emissions[np.minimum(place, last - 1)].transpose(0, 2, 1), transitions)
    kept = (place >= own) & (place < last)
    scores = np.empty_like(emissions)
    scores[place[kept]] = reached[kept]
    back = np.zeros(emissions.shape, np.int8)
    after = kept & (place > first)
    back[place[after]] = _sources(reached[:-1][after[1:]], transitions)
    meeting = own > starts[text]
    seams = own[meeting] - 1
    met = reached[(own - first)[meeting] - 1, meeting.nonzero()[0]]
    apart = _relative(met) - _relative(scores[seams])
    sound = np.ones(len(starts), bool)
    sound[text[meeting][np.abs(apart).max(axis=1, initial=0) > EQUAL]] = False
    return back, scores, sound


def _beside(emissions: Floats, transitions: Floats) -> Floats:
    """The score of the best path to each tag at each step: steps × stretches × tags.

    emissions: steps × tags × stretches, so that each sum and each maximum runs over all stretches.
    """
    reached = np.empty_like(emissions, order="C")
    reached[0] = emissions[0]
    onto = transitions[:, :, None]
    for step in range(1, len(emissions)):
        ways = reached[step - 1][:, None] + onto
        np.add(ways.max(axis=0), emissions[step], out=reached[step])
    return reached.transpose(0, 2, 1)


def _sources(scores: Floats, transitions: Floats) -> NDArray[np.int8]:
    """The tag from which the best way leads to each tag, the first of those that do alike: words × tags.

    scores: of the best path to each tag of the word before.
    """
    ways = np.ascontiguousarray(scores.T)[:, None] + transitions[:, :, None]  # from × to × words
    best = ways[0]
    found = np.zeros(best.shape, np.int8)
    for tag in range(1, len(ways)):
        np.maximum(found, (ways[tag] > best) * np.int8(tag), out=found)
        np.maximum(best, ways[tag], out=best)
    return found.T


def _relative(scores: Floats) -> Floats:
    found: Floats = scores - scores.max(axis=1, keepdims=True)
    return found


def _followed(back: NDArray[np.int8], best: list[int], ends: list[int]) -> list[int]:
    """The path that leads to the best tag of each text's last word."""
    count, source = back.shape[1], back.tobytes()
    tags = [0] * len(back)
    text = len(ends) - 1
    tag = 0
    for word in range(len(back) - 1, -1, -1):
        if text >= 0 and word == ends[text] - 1:
            tag = best[text]
            text -= 1
        else:
            tag = source[(word + 1) * count + tag]
        tags[word] = tag
    return tags
