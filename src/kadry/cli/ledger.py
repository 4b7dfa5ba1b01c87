"""The ledger itself: retract, restore, erase, dump, load."""

import sys
from pathlib import Path
from typing import BinaryIO

import click

from kadry.cli import options
from kadry.cli.screen import printable, say


@click.command()
@options.document
@options.store
def retract(documents: tuple[str, ...], place: Path) -> None:
    """Take documents out of the graph.

    DOCUMENT is an id or its beginning, an address, a path, or a file's name. A retracted document stays out, also when
    it is read again, until kadry restore brings it back.

    \b
    Example:
      kadry retract 2025-03-14-konferentsiya.txt
    """
    with options.existing(place) as store:
        for name in documents:
            store.retract(store.find_document(name))
            say(printable(f"{name}: retracted"))


@click.command()
@options.document
@options.store
def restore(documents: tuple[str, ...], place: Path) -> None:
    """Bring retracted documents back into the graph.

    \b
    Example:
      kadry restore 2025-03-14-konferentsiya.txt
    """
    with options.existing(place) as store:
        for name in documents:
            store.restore(store.find_document(name))
            say(printable(f"{name}: restored"))


@click.command()
@options.document
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.store
def erase(documents: tuple[str, ...], yes: bool, place: Path) -> None:
    """Delete documents for good.

    Text, quotes and names go; a hash stays, so that they are not read in again.

    \b
    Example:
      kadry erase https://press.example/withdrawn --yes
    """
    with options.existing(place) as store:
        found = {name: store.find_document(name) for name in documents}
        if not yes:
            click.confirm(f"Erase {len(found)} document(s)? This cannot be undone.", abort=True, err=True)
        for name, key in found.items():
            store.erase(key)
            say(printable(f"{name}: erased"))


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@options.store
def dump(file: Path, place: Path) -> None:
    """Write the whole ledger as JSON lines.

    Nothing is left out: kadry load makes the same store of it. FILE - is standard output.

    \b
    Example:
      kadry dump backup.jsonl --store kadry.db
    """
    from kadry.exporters.files import replacing

    with options.existing(place) as store:
        if str(file) == "-":
            store.dump(sys.stdout.buffer)
        else:
            with replacing(file) as out:
                store.dump(out)


@click.command()
@click.argument("file", type=click.File("rb"))
@options.store
def load(file: BinaryIO, place: Path) -> None:
    """Read a dump into a store.

    The store is made where there is none; what it holds already stays. FILE - is standard input.

    \b
    Example:
      kadry load backup.jsonl --store copy.db
    """
    from kadry.store import Store

    with Store(place) as store:
        store.load(file)
