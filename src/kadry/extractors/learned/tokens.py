"""What stands around and between two phrases of a sentence, as numbers."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kadry.russian import lexicon
from kadry.russian.analysis import Token
from kadry.russian.marks import BRACKETS, DASHES, QUOTES
from kadry.russian.words import lemmas

CASES = ("", "nomn", "gent", "datv", "accs", "ablt", "loct")
KINDS = (
    "",
    "NOUN",
    "PROPN",
    "ADJ",
    "VERB",
    "ADP",
    "PUNCT",
    "CCONJ",
    "SCONJ",
    "ADV",
    "PRON",
    "DET",
    "NUM",
    "AUX",
    "PART",
    "X",
)
RELS = ("root", "nsubj", "nsubj:pass", "obj", "obl", "nmod", "appos", "conj", "flat:name", "amod", "iobj", "parataxis")
VERBS = ("", "appoint", "dismiss", "become", "hold", "head", "succeed", "join", "leave", "speech")
MARKS: Mapping[str, int] = {
    ",": 20,
    **dict.fromkeys(DASHES, 21),
    **dict.fromkeys(BRACKETS, 22),
    ":": 23,
    **dict.fromkeys(QUOTES, 24),
    ".": 25,
    "и": 26,
}
COUNTED: Mapping[str, str] = {
    ",": "gap:comma",
    **dict.fromkeys(DASHES, "gap:dash"),
    **dict.fromkeys(BRACKETS, "gap:bracket"),
    ":": "gap:colon",
    **dict.fromkeys(QUOTES, "gap:quote"),
}
KIND_OF = {pos: i for i, pos in enumerate(KINDS)}
REL_OF = {rel: i for i, rel in enumerate(RELS)}
GAPS = (
    *("gap:comma", "gap:dash", "gap:bracket", "gap:colon", "gap:quote", "gap:and"),
    *("gap:verb", "gap:form", "gap:prep", "gap:which", "gap:capital", "gap:other"),
)
TENSES = {"Past": 1, "Pres": 2, "Fut": 3}
STEPS = 8  # how far up the tree a way between two words is sought


def rel(token: Token) -> int:
    """A syntactic relation's number."""
    return REL_OF.get(token.rel, -1)


def kind(tokens: Sequence[Token], i: int) -> int:
    """What stands at a place: a part of speech, or which mark; -1 outside of the sentence."""
    if not 0 <= i < len(tokens):
        return -1
    mark = MARKS.get(tokens[i].low)
    return KIND_OF.get(tokens[i].pos, 0) if mark is None else mark


def governor(token: Token | None) -> int:
    """What a word hangs on: a verb with its tense and voice, or another part of speech."""
    if token is None:
        return 0
    if token.verb == "Fin":
        return TENSES.get(token.tense, 1) + (4 if token.voice == "Pass" else 0)
    return 9 if token.verb else 10 + KIND_OF.get(token.pos, 0)


def verb_class(token: Token | None) -> int:
    """The class of a verb in the lexicon of appointing, holding and leaving."""
    return 0 if token is None or not token.verb else _verb_class(token.low)


@lru_cache(maxsize=50_000)
def _verb_class(low: str) -> int:
    table = lexicon.verbs()
    found = next((table[lemma].verb_class for lemma in lemmas(low) if lemma in table), "")
    return VERBS.index(found) if found in VERBS else 0


def parent(tokens: Sequence[Token], i: int) -> Token | None:
    """The word that a word hangs on."""
    return tokens[tokens[i].head] if tokens[i].head >= 0 else None


def top(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of a phrase that hangs on none of the others."""
    for i in range(first, last):
        if not first <= tokens[i].head < last:
            return i
    return first


def gap(tokens: Sequence[Token]) -> dict[str, float]:
    """How many marks and words of each kind stand between two phrases."""
    found: dict[str, float] = dict.fromkeys(GAPS, 0)
    for token in tokens:
        found[_counted(token)] += 1
    return found


def _counted(token: Token) -> str:
    mark = COUNTED.get(token.text)
    if mark is not None:
        return mark
    if token.low in ("и", "а"):
        return "gap:and"
    if token.verb:
        return "gap:verb" if token.verb == "Fin" else "gap:form"
    if token.pos == "ADP":
        return "gap:prep"
    if token.low.startswith("котор"):
        return "gap:which"
    return "gap:capital" if token.capital else "gap:other"


def between(tokens: Sequence[Token], left: tuple[int, int], right: tuple[int, int]) -> dict[str, float]:
    """What stands between two phrases (first, last) of a sentence; ``after``: the second follows the first."""
    after = right[0] >= left[0]
    low, high = (left[1], right[0]) if after else (right[1], left[0])
    inner = tokens[low:high] if low <= high else ()
    steps, up, down = way(tokens, top(tokens, *left), top(tokens, *right))
    found = gap(inner)
    found["after"] = after
    found["inside"] = low > high
    found["distance"] = len(inner)
    found["gap:first"] = kind(tokens, low) if inner else 0
    found["gap:last"] = kind(tokens, high - 1) if inner else 0
    found["way"] = steps
    found["way:left"] = up
    found["way:right"] = down
    return found


def apart(left: tuple[int, int], right: tuple[int, int]) -> int:
    """How many tokens stand between two phrases (first, last)."""
    return max(0, left[0] - right[1], right[0] - left[1])


def within(starts: Sequence[int], low: int, high: int) -> int:
    """How many phrases, whose first tokens are sorted, begin from ``low`` up to ``high``."""
    return max(0, bisect_left(starts, high) - bisect_left(starts, low))


def closer(starts: Sequence[int], ends: Sequence[int], span: tuple[int, int], distance: float) -> int:
    """How many phrases, whose first and last tokens are sorted apart, stand less than ``distance`` from a span."""
    if distance <= 0:
        return 0
    return bisect_left(starts, span[1] + distance) - bisect_right(ends, span[0] - distance)


def way(tokens: Sequence[Token], left: int, right: int) -> tuple[int, int, int]:
    """The steps between two words in the tree, and the relations at its two ends."""
    ups, downs = _ups(tokens, left), _ups(tokens, right)
    place = {node: i for i, node in enumerate(ups)}
    for j, node in enumerate(downs):
        if node in place:
            i = place[node]
            return min(i + j, 9), rel(tokens[left]) if i else -2, rel(tokens[right]) if j else -2
    return 10, -3, -3


def _ups(tokens: Sequence[Token], i: int) -> list[int]:
    found: list[int] = []
    while i >= 0 and i not in found and len(found) < STEPS:
        found.append(i)
        i = tokens[i].head
    return found
