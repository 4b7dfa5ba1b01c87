"""What lies beside the ledger: a folder that is derived from it, and good to be thrown away at any time."""

import shutil
from pathlib import Path

from kadry.errors import StoreError

MARK = "mark.json"  # in every folder of ours, from the moment when it is made


def folder(path: Path) -> Path:
    """The folder of the view that queries of a ledger are run on."""
    return path.with_name(f"{path.name}.rdf")


def discard(path: Path) -> None:
    """Delete that folder, with every word in it; one that Kadry did not make stays.

    Raises StoreError where something of it cannot be deleted.
    """
    place = folder(path)
    if not (place / MARK).exists():
        return
    try:
        for part in place.iterdir():
            if part.name != MARK:  # last, so that what stays is known for ours
                shutil.rmtree(part)
        shutil.rmtree(place)
    except OSError as error:
        raise StoreError(f"{place}: cannot be deleted ({error.strerror}); delete it yourself") from error
