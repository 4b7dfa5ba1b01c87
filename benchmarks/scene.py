"""What Kadry finds of bodies, decisions and events, as records of ``kadry extract``: ``scene.py TEXTS > PRED.jsonl``.

The decision, event, body and mention lines of each text, for the scorer beside the data.
"""

import argparse
import sys
from pathlib import Path
from typing import TextIO

import msgspec

import texts
from kadry.build import extract
from kadry.cli.extracting import records
from kadry.document import make_document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="a folder of .txt files or a .jsonl of {doc, text}")
    write(parser.parse_args().texts, sys.stdout)


def write(source: Path, out: TextIO) -> None:
    """The lines of each text."""
    for name, text in texts.read(source):
        found = extract(make_document(text))
        for record in records(found, (), found.scene, name, True):
            out.write(msgspec.json.encode(record).decode() + "\n")


if __name__ == "__main__":
    main()
