"""The texts that a benchmark is given: a folder of .txt files, or a .jsonl of ``{doc, text}`` lines."""

import json
from collections.abc import Iterator
from pathlib import Path


def read(path: Path) -> Iterator[tuple[str, str]]:
    """Name (the file's stem or the record's ``doc``) and text of each, sorted by name or in the file's order.

    Line ends are kept, since the gold offsets count them.
    """
    if path.is_dir():
        for file in sorted(path.glob("*.txt")):
            yield file.stem, decode(file)
    else:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["doc"], record["text"]


def decode(file: Path) -> str:
    """A UTF-8 text file as it is, byte-order mark off."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return stream.read()
