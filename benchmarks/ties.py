"""How often two words do alike as a word's head, and which natasha and Kadry then take: ``ties.py TEXTS [--limit N]``.

Where the same words stand around two words of a sentence, natasha's scores of them are equal but for rounding. Prints
the tokens, those with such a tie, and for how many of these natasha takes the same head when it is given the sentence
alone instead of with seven others, and Kadry the same as natasha with eight; and how many other heads differ.
"""

import argparse
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import texts
from kadry.russian.engine.segments import sentences, tokens
from kadry.russian.engine.spellings import spellings
from kadry.russian.engine.tagging import TIED, engine
from plain_natasha import taggers

BATCH = 8  # sentences that natasha takes at once

Words = Sequence[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="a folder of .txt files or a .jsonl of {doc, text}")
    parser.add_argument("--limit", type=int, help="only the first N texts")
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    for _, text in itertools.islice(texts.read(arguments.texts), arguments.limit):
        count(text, counts)
    print(
        f"{counts['tokens']:,} tokens, {counts['ties']} of them with a tie; other heads that differ: {counts['others']}"
    )
    print(f"same head in ties: natasha alone and in a batch {counts['natasha']}, natasha and Kadry {counts['kadry']}")


def count(text: str, counts: Counter[str]) -> None:
    """Add one text's figures."""
    given = [[t[2] for t in tokens(text, start, end)] for start, end in sentences(text) if end > start]
    for batch in (given[i : i + BATCH] for i in range(0, len(given), BATCH)):
        for words, (heads, ties) in zip(batch, natasha(batch), strict=True):
            ours = engine().tag([np.array([spelling.form for spelling in spellings().of(words)])]).heads
            ((alone, _),) = natasha([words])
            counts["tokens"] += len(words)
            counts["ties"] += int(ties.sum())
            counts["natasha"] += int((ties & (heads == alone)).sum())
            counts["kadry"] += int((ties & (heads == ours)).sum())
            counts["others"] += int((~ties & (heads != ours)).sum())


def natasha(batch: Sequence[Words]) -> Iterator[tuple[Any, Any]]:
    """natasha's heads of each sentence (-1: root), and which of them another word would be as good for."""
    infer = taggers().syntax.infer
    (given,) = infer.encoder(batch)
    scores = infer.model(given.word_id, given.shape_id, given.pad_mask).head_id
    for number, (words, (head, _)) in enumerate(zip(batch, infer.process([given]), strict=True)):
        best = np.sort(scores[number, : len(words), : len(words) + 1], axis=1)
        yield np.array(head) - 1, best[:, -1] - best[:, -2] < TIED


if __name__ == "__main__":
    main()
