"""How edits of real texts are judged: ``reprints_edited.py TEXTS.jsonl`` ($KADRY_DATA/nerel/train.jsonl).

Each text is edited as sites edit what they reprint (right: one source), and in one or all places of a person's name
another's is put (right: two sources). Lines are ``{doc, text, entities}``, where entities have type, start and end.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kadry.copies import are_copies, copy_groups, fingerprint

FEWEST = 4  # paragraphs of a text that can be edited


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    documents = [json.loads(line) for line in parser.parse_args().texts.read_text(encoding="utf-8").splitlines()]
    originals = {str(document["doc"]): str(document["text"]) for document in documents}
    found = copy_groups({key: fingerprint(text) for key, text in originals.items()}, originals.__getitem__)
    print(f"{len(originals)} texts, of which in copy groups: {sum(map(len, found))}")
    print("right   of  share")
    for kind, (right, count) in judged(documents).items():
        print(f"{right:>5}  {count:>3}  {right / count:.3f}  {kind}")


def judged(documents: list[dict[str, Any]]) -> dict[str, tuple[int, int]]:
    """How many edits of each kind are judged rightly, of how many."""
    dice = random.Random(1)
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for document in documents:
        stranger = dice.choice(documents)
        for kind, text in reprints(document["text"], stranger["text"]):
            count[kind] += 1
            right[kind] += are_copies(document["text"], text)
        for kind, text in corrections(document, stranger, dice):
            count[kind] += 1
            right[kind] += not are_copies(document["text"], text)
    return {kind: (right[kind], number) for kind, number in count.items()}


def reprints(text: str, other: str) -> Iterator[tuple[str, str]]:
    """The text as sites would reprint it, with a heading, lead and foot out of another one."""
    lines, foreign = _lines(text), _lines(other)
    if len(lines) >= FEWEST:
        yield "copy: another heading", "\n".join([foreign[0], *lines[1:]])
        yield "copy: an added paragraph", "\n".join([lines[0], foreign[-1], *lines[1:]])
        yield "copy: the last paragraph cut", "\n".join(lines[:-1])
        yield "copy: all three", "\n".join([foreign[0], foreign[-1], *lines[1:-1]])


def corrections(document: dict[str, Any], other: dict[str, Any], dice: random.Random) -> Iterator[tuple[str, str]]:
    """The text with one mention of a person, and with all that are spelt alike, replaced by another person's."""
    own, foreign = _people(document), _people(other)
    if own and foreign:
        (start, end), name = dice.choice(own), dice.choice(foreign)
        text, new = document["text"], other["text"][slice(*name)]
        if text[start:end].casefold() != new.casefold():
            yield "not: one name replaced", text[:start] + new + text[end:]
            yield "not: a name replaced throughout", text.replace(text[start:end], new)


def _people(document: dict[str, Any]) -> list[tuple[int, int]]:
    return [(one["start"], one["end"]) for one in document["entities"] if one["type"] == "PERSON"]


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


if __name__ == "__main__":
    main()
