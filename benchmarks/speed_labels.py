"""How many of natasha's labels are the same in Kadry's analysis, by kind.

Sentences that are cut into windows and texts whose names are looked for piece by piece, since the models' memory would
grow without bound, are left out and counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from kadry.document import make_document
from kadry.russian.analysis import CASES, GENDERS, WINDOW, Sentence, Token, analyse
from speed_engines import Watch, natasha

Labels = dict[str, set[tuple[object, ...]]]
Counts = dict[str, tuple[int, int]]
FEATURES = ("VerbForm", "Tense", "Voice")


def equal_labels(texts: Iterable[str]) -> tuple[Counts, int]:
    """Per kind of label how many of natasha's are the same in Kadry, of how many; how many tokens were left out."""
    same: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    left_out = 0
    for text in texts:
        (doc,) = natasha([text], Watch())
        huge = {t.start for s in doc.sents if len(s.tokens) > WINDOW for t in s.tokens}
        left_out += len(huge)
        theirs, ours = natasha_labels(doc), kadry_labels(analyse(make_document(text)))
        for kind, labels in theirs.items():
            wanted = {label for label in labels if label[0] not in huge}
            all_[kind] += len(wanted)
            same[kind] += len(wanted & ours[kind])
    return {kind: (same[kind], all_[kind]) for kind in all_}, left_out


def natasha_labels(doc: Any) -> Labels:
    """Every label as a tuple that starts with its offset."""
    places = {token.id: token.start for token in doc.tokens}
    return {
        "tokens": {(t.start, t.stop) for t in doc.tokens},
        "sentences": {(s.start, s.stop) for s in doc.sents},
        "part of speech": {(t.start, t.pos) for t in doc.tokens},
        "features": {(t.start, *_features(t.feats)) for t in doc.tokens},
        "head": {(t.start, places.get(t.head_id, -1)) for t in doc.tokens},
        "relation": {(t.start, t.rel) for t in doc.tokens},
        "names": {(s.start, s.stop, s.type) for s in doc.spans},
    }


def _features(feats: dict[str, str]) -> tuple[object, ...]:
    gender = GENDERS.get(feats.get("Gender", ""), "")
    rest = (feats.get(name, "") for name in FEATURES)
    return CASES.get(feats.get("Case", ""), ""), feats.get("Number") == "Plur", gender, *rest


def kadry_labels(sentences: Sequence[Sentence]) -> Labels:
    """The same of Kadry's analysis."""
    tokens = [(t, s.tokens[t.head].start if t.head >= 0 else -1) for s in sentences for t in s.tokens]
    spans: dict[int, list[Token]] = {}
    for t, _ in tokens:
        if t.span >= 0:
            spans.setdefault(t.span, []).append(t)
    return {
        "tokens": {(t.start, t.end) for t, _ in tokens},
        "sentences": {(s.start, s.end) for s in sentences},
        "part of speech": {(t.start, t.pos) for t, _ in tokens},
        "features": {(t.start, t.case, t.plural, t.gender, t.verb, t.tense, t.voice) for t, _ in tokens},
        "head": {(t.start, head) for t, head in tokens},
        "relation": {(t.start, t.rel) for t, _ in tokens},
        "names": {(part[0].start, part[-1].end, part[0].name) for part in spans.values()},
    }


def show_labels(counts: Counts, left_out: int) -> None:
    parts = [f"{kind} {same / total:.4%}" for kind, (same, total) in counts.items() if total]
    print("equal labels:", ", ".join(parts))
    if left_out:
        print(f"left out of these: {left_out} tokens in sentences of more than {WINDOW}")
