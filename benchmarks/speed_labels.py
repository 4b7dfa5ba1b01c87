"""How many of natasha's labels are the same in Kadry's analysis, by kind.

Sentences that Kadry cuts into windows, since natasha's memory grows with the square of the longest, are left out and
counted.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from kadry.russian.engine.annotation import Annotation
from kadry.russian.engine.labels import WINDOW
from kadry.russian.engine.lemmas import tag
from speed_engines import Watch, analysis, natasha

Labels = dict[str, set[tuple[object, ...]]]
Counts = dict[str, tuple[int, int]]


def equal_labels(texts: Iterable[str]) -> tuple[Counts, int]:
    """Per kind of label how many of natasha's are the same in Kadry, of how many; how many tokens were left out."""
    same: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    left_out = 0
    chosen = list(texts)
    for text, ours in zip(chosen, map(kadry_labels, analysis(chosen, Watch())), strict=True):
        (doc,) = natasha([text], Watch())
        huge = {t.start for s in doc.sents if len(s.tokens) > WINDOW for t in s.tokens}
        left_out += len(huge)
        for kind, labels in natasha_labels(doc).items():
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
        "features": {(t.start, *sorted(t.feats.items())) for t in doc.tokens},
        "head": {(t.start, places.get(t.head_id, -1)) for t in doc.tokens},
        "relation": {(t.start, t.rel) for t in doc.tokens},
        "names": {(s.start, s.stop, s.type) for s in doc.spans},
        "lemmas": {(t.start, t.lemma) for t in doc.tokens},
        "normal forms": {(s.start, s.normal) for s in doc.spans},
    }


def kadry_labels(one: Annotation) -> Labels:
    """The same of Kadry's analysis."""
    placed = [(word, sentence) for sentence in one.sentences for word in sentence]
    found = [word for word, _ in placed]
    return {
        "tokens": {(word.start, word.end) for word in found},
        "sentences": {(sentence[0].start, sentence[-1].end) for sentence in one.sentences},
        "part of speech": {(word.start, tag(word.label).pos) for word in found},
        "features": {(word.start, *sorted(tag(word.label).feats.items())) for word in found},
        "head": {(word.start, own[word.head].start if word.head >= 0 else -1) for word, own in placed},
        "relation": {(word.start, word.relation) for word in found},
        "names": {(name.start, name.end, name.kind) for name in one.names},
        "lemmas": {(word.start, word.lemma) for word in found},
        "normal forms": {(name.start, name.normal) for name in one.names},
    }


def show_labels(counts: Counts, left_out: int) -> None:
    parts = [f"{kind} {same / total:.4%} of {total:,}" for kind, (same, total) in counts.items() if total]
    print("equal labels:", ", ".join(parts))
    if left_out:
        print(f"left out of these: {left_out:,} tokens in sentences of more than {WINDOW}")
