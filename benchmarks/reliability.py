"""Whether confidence can be believed: ``reliability.py``.

Every text of NEREL train, and every one of our own, is mined with forests that were trained on the texts of other
folds, and calibrated by what came out on these; its claims are sorted by confidence, and each row of the table tells
how many of them are right. Below stands the same for NEREL dev, which nothing has been trained on, with the forests of
the package. A claim is right if all that it says of person, role and stated body is in the annotation. Reads
$KADRY_DATA; trains for a minute or two (scikit-learn, the extra ``train``).
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import structs

import texts
import train
from kadry.extractors.learned.forests import forests
from train import Answer

BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
SURE = 0.9


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    folder = texts.data()
    with tempfile.TemporaryDirectory() as scratch:
        folds = list(train.out_of_fold([*train.nerel(folder, "train"), *train.own()], Path(scratch)))
    seen = calibrated(folds)
    print("\n".join(table("all that the forests learn from, out of fold", seen)))
    print("\n".join(table("of it NEREL train", [answer for answer in seen if not answer.own])))
    print("\n".join(table("of it tests/cases and tests/gold", [answer for answer in seen if answer.own])))
    unseen = [answer for mined in train.nerel(folder, "dev") for answer in train.answers(mined, forests())]
    print("\n".join(table("NEREL dev", unseen)))


def calibrated(folds: Sequence[list[Answer]]) -> list[Answer]:
    """The answers of each fold, calibrated by those of the others."""
    found = []
    for i, fold in enumerate(folds):
        line = train.calibrate(answer for j, other in enumerate(folds) if j != i for answer in other)
        found += [a if a.inferred else structs.replace(a, confidence=line.confidence(a.confidence)) for a in fold]
    return found


def table(name: str, answers: Sequence[Answer]) -> Iterator[str]:
    """Claims by confidence: how many, how sure on the average, how many of them right."""
    every = sum(answer.right for answer in answers)
    yield f"{name}: {len(answers)} claims, {every} right"
    yield f"{'confidence':14}{'claims':>8}{'mean':>8}{'right':>8}{'share of all right':>20}"
    for low, high in pairwise(BINS):
        yield from _row(f"{low:.1f} to {min(high, 1.0):.1f}", [a for a in answers if low <= a.confidence < high], every)
    yield from _row(f"at least {SURE}", [a for a in answers if a.confidence >= SURE], every)


def _row(label: str, answers: Sequence[Answer], every: int) -> Iterator[str]:
    if answers:
        mean = sum(answer.confidence for answer in answers) / len(answers)
        good = sum(answer.right for answer in answers)
        yield f"{label:14}{len(answers):>8}{mean:>8.3f}{good / len(answers):>8.3f}{good / max(1, every):>20.3f}"


if __name__ == "__main__":
    main()
