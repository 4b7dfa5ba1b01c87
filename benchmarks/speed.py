"""How fast parse and extraction are beside plain natasha, on the same texts in the same run: ``speed.py TEXTS``.

Plain natasha is its sentences and tokens, morphology, syntax and names, a lemma for each token and a normal form for
each name, on one BLAS thread. The texts go through in batches, one engine after the other, each first in turn, after a
warm-up that loads the models; no text is seen twice, so that no cache of words helps. The table gives medians over
the batches, of rates by CPU time and by the clock, and of the ratio of CPU times; then how many labels are equal.
"""

import argparse
import itertools
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from msgspec import Struct

import texts
from kadry.build import extract
from kadry.document import make_document
from kadry.russian.analysis import CASES, GENDERS, Token, analyse
from kadry.russian.models import segmenter, taggers

BATCHES = 7
WARM_UP = 5
ENGINES = ("natasha", "kadry")

Engine = Callable[[str], object]


class Cost(Struct, frozen=True):
    """Seconds of CPU and of the clock."""

    cpu: float
    wall: float


@cache
def vocabulary() -> Any:
    """A dictionary of natasha's own, so that neither engine warms the other's."""
    from natasha import MorphVocab

    return MorphVocab()


def natasha(text: str) -> Any:
    """A text with every label that plain natasha gives."""
    from natasha import Doc

    doc, models = Doc(text), taggers()
    doc.segment(segmenter())
    doc.tag_morph(models.morphology)
    doc.parse_syntax(models.syntax)
    doc.tag_ner(models.names)
    for token in doc.tokens:
        token.lemmatize(vocabulary())
    for span in doc.spans:
        span.normalize(vocabulary())
    return doc


def kadry(text: str) -> object:
    """A text's claims and chains."""
    return extract(make_document(text))


def measure(engine: Engine, batch: Sequence[str]) -> Cost:
    """What an engine spends on a batch."""
    wall, cpu = time.perf_counter(), time.process_time()
    for text in batch:
        engine(text)
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def race(batches: Sequence[Sequence[str]], engines: Sequence[Engine] = (natasha, kadry)) -> list[tuple[Cost, ...]]:
    """Each batch's cost per engine; who goes first alternates."""
    costs = []
    for number, batch in enumerate(batches):
        order = sorted(range(len(engines)), reverse=number % 2 == 1)
        spent = {i: measure(engines[i], batch) for i in order}
        costs.append(tuple(spent[i] for i in range(len(engines))))
    return costs


def deal(items: Sequence[str], hands: int) -> list[list[str]]:
    """Batches of nearly equal length in characters: the longest text first, each to the shortest batch."""
    batches: list[list[str]] = [[] for _ in range(max(1, min(hands, len(items))))]
    for text in sorted(items, key=len, reverse=True):
        min(batches, key=lambda batch: sum(map(len, batch))).append(text)
    return batches


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="a folder of .txt files or a .jsonl of {doc, text}")
    parser.add_argument("--limit", type=int, help="only the first N texts")
    arguments = parser.parse_args()
    items = [text for _, text in itertools.islice(texts.read(arguments.texts), arguments.limit) if text.strip()]
    for text in items[:WARM_UP]:
        natasha(text)
        kadry(text)
    batches = deal(items[WARM_UP:] or items, BATCHES)
    sizes = [sizes_of(batch) for batch in batches]
    show(sizes, race(batches))
    show_labels(equal_labels(items))


def sizes_of(batch: Sequence[str]) -> dict[str, int]:
    """Characters, tokens and documents of a batch."""
    tokens = sum(1 for text in batch for _ in segmenter().tokenize(text))
    return {"characters": sum(map(len, batch)), "tokens": tokens, "documents": len(batch)}


def show(sizes: Sequence[dict[str, int]], costs: Sequence[tuple[Cost, ...]]) -> None:
    totals = {unit: sum(size[unit] for size in sizes) for unit in sizes[0]}
    print(", ".join(f"{count:,} {unit}" for unit, count in totals.items()), f"in {len(sizes)} batches; medians")
    print(f"{'':9}" + "".join(f"{unit + '/' + s:>21}" for s in ("CPU s", "s") for unit in totals))
    for i, name in enumerate(ENGINES):
        rates = (
            median(size[unit] / getattr(cost[i], clock) for size, cost in zip(sizes, costs, strict=True))
            for clock in ("cpu", "wall")
            for unit in totals
        )
        print(f"{name:9}" + "".join(f"{rate:21,.1f}" for rate in rates))
    ratios = sorted(kadry.cpu / natasha.cpu for natasha, kadry in costs)
    total = sum(cost[1].cpu for cost in costs) / sum(cost[0].cpu for cost in costs)
    spread = f"({ratios[0]:.2f}–{ratios[-1]:.2f})"
    print(f"CPU time, kadry / natasha: median {median(ratios):.2f} {spread}, total {total:.2f}")


def equal_labels(items: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Per kind of label: how many of natasha's are the same in Kadry, of how many."""
    same: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for text in items:
        theirs, ours = natasha_labels(natasha(text)), kadry_labels(text)
        for kind, labels in theirs.items():
            all_[kind] += len(labels)
            same[kind] += len(labels & ours[kind])
    return {kind: (same[kind], all_[kind]) for kind in all_}


Labels = dict[str, set[tuple[object, ...]]]


def natasha_labels(doc: Any) -> Labels:
    """Every label as a tuple that starts with its offsets."""
    places = {token.id: (token.start, token.stop) for token in doc.tokens}
    return {
        "tokens": {(t.start, t.stop) for t in doc.tokens},
        "part of speech": {(t.start, t.pos) for t in doc.tokens},
        "case, number, gender": {(t.start, *_grammar(t.feats)) for t in doc.tokens},
        "head and relation": {(t.start, places.get(t.head_id, t.start), t.rel) for t in doc.tokens},
        "names": {(s.start, s.stop, s.type) for s in doc.spans},
    }


def _grammar(feats: dict[str, str]) -> tuple[object, ...]:
    gender = GENDERS.get(feats.get("Gender", ""), "")
    return CASES.get(feats.get("Case", ""), ""), feats.get("Number") == "Plur", gender


def kadry_labels(text: str) -> Labels:
    """The same of Kadry's analysis."""
    labels: Labels = {kind: set() for kind in natasha_labels(natasha(""))}
    spans: dict[int, list[Token]] = {}
    for sentence in analyse(make_document(text)):
        for t in sentence.tokens:
            head = sentence.tokens[t.head] if t.head >= 0 else None
            labels["tokens"].add((t.start, t.end))
            labels["part of speech"].add((t.start, t.pos))
            labels["case, number, gender"].add((t.start, t.case, t.plural, t.gender))
            labels["head and relation"].add((t.start, (head.start, head.end) if head else t.start, t.rel))
            if t.span >= 0:
                spans.setdefault(t.span, []).append(t)
    labels["names"] = {(tokens[0].start, tokens[-1].end, tokens[0].name) for tokens in spans.values()}
    return labels


def show_labels(counts: dict[str, tuple[int, int]]) -> None:
    print("equal labels: " + ", ".join(f"{kind} {same / total:.4f}" for kind, (same, total) in counts.items() if total))


if __name__ == "__main__":
    main()
