"""What the adaptors share: the texts (a folder of .txt files, or a .jsonl of ``{doc, text}``), and bodies in full."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from msgspec.structs import replace

from kadry.claim import Chain, Extraction, Mention, RoleClaim


def data() -> Path:
    """The folder of the annotated texts, which KADRY_DATA names; where it does not, the run ends and says so."""
    folder = os.environ.get("KADRY_DATA")
    if not folder:
        sys.exit("KADRY_DATA is not set: it names the folder of the annotated texts; see docs/development.md")
    return Path(folder)


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
    """The claims with their bodies as annotators mark them.

    A body that is one common noun (страна, клуб) is replaced by the fullest mention of its chain; offsets and text are
    those of the proper name alone, where the body has one («корпорация | Orbis»), while ``normal`` stays whole.
    """
    bodies = [chain for chain in extraction.chains if chain.head.type == "body"]
    heads = {m.key: chain.head for chain in bodies for m in chain.mentions}
    names = proper_names(bodies)
    return tuple(_spelled_out(claim, heads, names) for claim in extraction.claims)


def proper_names(bodies: Iterable[Chain]) -> Mapping[str, Mention]:
    """Key of a mention → the mention of the same body inside it."""
    found: dict[str, Mention] = {}
    for chain in bodies:
        for outer, inner in pairwise(sorted(chain.mentions, key=lambda m: (m.start, -m.end))):
            if inner.end <= outer.end:
                found[outer.key] = inner
    return found


def _spelled_out(claim: RoleClaim, heads: Mapping[str, Mention], names: Mapping[str, Mention]) -> RoleClaim:
    body = claim.organization
    if body is None:
        return claim
    if not claim.organization_inferred and " " not in body.normal and body.text.islower():
        body = heads.get(body.key, body)
    name = names.get(body.key)
    if name is not None:
        body = replace(body, start=name.start, end=name.end, text=name.text)
    return replace(claim, organization=body)
