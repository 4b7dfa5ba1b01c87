"""Who is who among given mentions: ``merge.py MENTIONS.jsonl… > PRED.jsonl``.

Each input line is a document, ``{"doc", "text", "mentions": [{"id", "type": "PERSON"|"ORGANIZATION", "start", "end",
"text"}]}``; all files together are one universe. For each mention a line ``{"id", "cluster"}`` comes out. The chains
inside a document and the merging across documents are those of the store, made from the given mentions.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kadry.build import link
from kadry.claim import Chain
from kadry.document import Document, Span, make_document
from kadry.resolve import partition
from kadry.russian.given import chains_of
from kadry.russian.parse import parse

TYPES = {"PERSON": "person", "ORGANIZATION": "body"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mentions", type=Path, nargs="+")
    arguments = parser.parse_args()
    records = [json.loads(line) for file in arguments.mentions for line in file.open(encoding="utf-8")]
    for mention, cluster in clusters(records).items():
        sys.stdout.write(json.dumps({"id": mention, "cluster": cluster}, ensure_ascii=False) + "\n")


def clusters(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Mention id → cluster id, over all records."""
    chains: list[Chain] = []
    holders: dict[str, str] = {}
    for record in records:
        # an address of its own keeps two records with one text apart
        document = make_document(record["text"], source=f"https://corpus.example/{record['doc']}")
        own = document_chains(document, record["mentions"])
        chains += own
        owners = {m.key: chain.key for chain in own for m in chain.mentions}
        keys = {m["id"]: f"{document.id}:{m['start']}:{m['end']}:{TYPES[m['type']]}" for m in record["mentions"]}
        holders |= {mention: owners[key] for mention, key in keys.items()}
    merged = partition(chains, (), {})
    return {mention: merged.find(key) for mention, key in holders.items()}


def document_chains(document: Document, mentions: Sequence[Mapping[str, Any]]) -> tuple[Chain, ...]:
    """The chains that a document's given mentions form, persons with what the document says of them."""
    persons, bodies = ([Span(m["start"], m["end"]) for m in mentions if m["type"] == type] for type in TYPES)
    parsed = parse(document)
    return chains_of(parsed, persons, bodies, link(parsed).chains)


if __name__ == "__main__":
    main()
