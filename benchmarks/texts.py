"""What the adaptors share: the texts (a folder of .txt files, or a .jsonl of ``{doc, text}``), and bodies in full."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from kadry.claim import Extraction, Mention, RoleClaim


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


def spelled_out(extraction: Extraction) -> tuple[RoleClaim, ...]:
    """The claims, a body that is one common noun (страна, клуб) replaced by the fullest mention of its chain."""
    heads = {m.key: chain.head for chain in extraction.chains for m in chain.mentions if chain.head.type == "body"}
    return tuple(_spelled_out(claim, heads) for claim in extraction.claims)


def _spelled_out(claim: RoleClaim, heads: Mapping[str, Mention]) -> RoleClaim:
    body = claim.organization
    if body is None or claim.organization_inferred or " " in body.normal or not body.text.islower():
        return claim
    return replace(claim, organization=heads.get(body.key, body))
