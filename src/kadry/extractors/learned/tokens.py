"""What stands around and between two phrases of a sentence, as numbers."""

from collections.abc import Mapping, Sequence

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
    ",": "comma",
    **dict.fromkeys(DASHES, "dash"),
    **dict.fromkeys(BRACKETS, "bracket"),
    ":": "colon",
    **dict.fromkeys(QUOTES, "quote"),
}
GAPS = ("comma", "dash", "bracket", "colon", "quote", "and", "verb", "form", "prep", "which", "capital", "other")
TENSES = {"Past": 1, "Pres": 2, "Fut": 3}
STEPS = 8  # how far up the tree a way between two words is sought


def rel(token: Token) -> int:
    """A syntactic relation's number."""
    return RELS.index(token.rel) if token.rel in RELS else -1


def kind(tokens: Sequence[Token], i: int) -> int:
    """What stands at a place: a part of speech, or which mark; -1 outside of the sentence."""
    if not 0 <= i < len(tokens):
        return -1
    mark = MARKS.get(tokens[i].low)
    return KINDS.index(tokens[i].pos) if mark is None and tokens[i].pos in KINDS else mark or 0


def governor(token: Token | None) -> int:
    """What a word hangs on: a verb with its tense and voice, or another part of speech."""
    if token is None:
        return 0
    if token.verb == "Fin":
        return TENSES.get(token.tense, 1) + (4 if token.voice == "Pass" else 0)
    return 9 if token.verb else 10 + (KINDS.index(token.pos) if token.pos in KINDS else 0)


def verb_class(token: Token | None) -> int:
    """The class of a verb in the lexicon of appointing, holding and leaving."""
    if token is None or not token.verb:
        return 0
    table = lexicon.verbs()
    found = next((table[lemma].verb_class for lemma in lemmas(token.low) if lemma in table), "")
    return VERBS.index(found) if found in VERBS else 0


def parent(tokens: Sequence[Token], i: int) -> Token | None:
    """The word that a word hangs on."""
    return tokens[tokens[i].head] if tokens[i].head >= 0 else None


def top(tokens: Sequence[Token], first: int, last: int) -> int:
    """The word of a phrase that hangs on none of the others."""
    return next((i for i in range(first, last) if not first <= tokens[i].head < last), first)


def gap(tokens: Sequence[Token]) -> Mapping[str, int]:
    """How many marks and words of each kind stand between two phrases."""
    found = dict.fromkeys(GAPS, 0)
    for token in tokens:
        found[_counted(token)] += 1
    return found


def _counted(token: Token) -> str:
    if token.text in COUNTED:
        return COUNTED[token.text]
    if token.low in ("и", "а"):
        return "and"
    if token.verb:
        return "verb" if token.verb == "Fin" else "form"
    if token.pos == "ADP":
        return "prep"
    if token.low.startswith("котор"):
        return "which"
    return "capital" if token.text[0].isupper() else "other"


def between(tokens: Sequence[Token], left: tuple[int, int], right: tuple[int, int]) -> dict[str, float]:
    """What stands between two phrases (first, last) of a sentence; ``after``: the second follows the first."""
    after = right[0] >= left[0]
    low, high = (left[1], right[0]) if after else (right[1], left[0])
    inner = tokens[low:high] if low <= high else ()
    steps, up, down = way(tokens, top(tokens, *left), top(tokens, *right))
    found: dict[str, float] = {
        "after": after,
        "inside": low > high,
        "distance": len(inner),
        "gap:first": kind(tokens, low) if inner else 0,
        "gap:last": kind(tokens, high - 1) if inner else 0,
        "way": steps,
        "way:left": up,
        "way:right": down,
    }
    return found | {f"gap:{name}": count for name, count in gap(inner).items()}


def apart(left: tuple[int, int], right: tuple[int, int]) -> int:
    """How many tokens stand between two phrases (first, last)."""
    return max(0, left[0] - right[1], right[0] - left[1])


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
    found = [i]
    while len(found) < STEPS and tokens[found[-1]].head >= 0 and tokens[found[-1]].head not in found:
        found.append(tokens[found[-1]].head)
    return found
