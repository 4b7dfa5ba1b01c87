"""What views need of each document, worked out by the process that mines it: the others wait for one process later.

It is a pure function of the document. A store without it, or with that of other rules, has it worked out when it is
needed. The views themselves are best brought up to date by a process that has mined: it has looked up the words.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

from kadry.claim import Ahead, Extraction
from kadry.document import Document
from kadry.workers.process import Work


def with_ahead(work: Work, documents: Sequence[Document]) -> list[Extraction]:
    """What ``work`` finds in documents, with all that can be worked out ahead of it."""
    from kadry.copies import fingerprint
    from kadry.resolve.incremental import ahead, version

    return [
        replace(found, ahead=Ahead(fingerprint(document.text), ahead(found.chains), version()))
        for document, found in zip(documents, work(documents), strict=True)
    ]


def refresh_views(place: Path, tell: Callable[[str, int, int], None]) -> bool:
    """Bring the views of a store up to date in a worker, whether they are; the networks give up their memory for it."""
    from kadry.graphing import refresh_at

    let_go()
    return refresh_at(place, tell)


def let_go() -> None:
    """Give up the networks' memory in a process that mines no more, where it has mined."""
    if tagging := sys.modules.get("kadry.russian.engine.tagging"):
        tagging.engine.cache_clear()
