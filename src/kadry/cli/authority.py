"""Known people and bodies with their outside ids: ``kadry authority add``, ``remove``, ``list``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from kadry.cli import options
from kadry.cli.screen import printable, say
from kadry.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from kadry.authority import Entry
    from kadry.store import Store


@click.group()
def authority() -> None:
    """Keep known people and bodies with their outside ids.

    An authority file is CSV (id, kind, names, country, born, died) or JSON lines. Where one of its entries is found to
    be a person or body of the documents, exports say so with owl:sameAs. It never adds a name or a post.

    \b
    Examples:
      kadry authority add ministers.csv
      kadry authority list --store graph.db
    """


@authority.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@options.store
def add(files: tuple[Path, ...], place: Path) -> None:
    """Add the entries of authority files to a store.

    A file with a wrong row adds nothing, nor do those named with it. What is there already stays as it is.

    \b
    Example:
      kadry authority add ministers.csv --store graph.db
    """
    entries = read_all(files)
    with options.existing(place) as store:
        keep(store, entries)


@authority.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Remove the rows of this authority file, as it was added; may be given several times.",
)
@options.store
def remove(ids: tuple[str, ...], files: tuple[Path, ...], place: Path) -> None:
    """Take entries out again, by outside id or by file.

    The exports are then as if they had never been there. With an id, all that any file said of it goes; with a file,
    only what that file says.

    \b
    Examples:
      kadry authority remove Q7747 own:17
      kadry authority remove --file ministers.csv
    """
    if not ids and not files:
        raise UsageError("name an outside id, or a file with --file")
    entries = read_all(files)
    with options.existing(place) as store:
        removed = store.remove_authority([*entries, *(entry for id in ids for entry in _of(store, id))])
    say(f"removed: {removed:,} entries of authority files")


def _of(store: "Store", id: str) -> list["Entry"]:
    from kadry.authority import canonical

    try:
        identity = canonical(id)
    except ValueError as error:
        raise UsageError(str(error)) from error
    found = [entry for entry in store.authority() if entry.identity == identity]
    if not found:
        raise UnknownName(f"{id}: the store has no such outside id; kadry authority list shows them")
    return found


@authority.command("list")
@options.store
def list_(place: Path) -> None:
    """Write the entries of a store as JSON lines, which are an authority file again.

    \b
    Example:
      kadry authority list > known.jsonl
    """
    with options.existing(place) as store:
        for entry in store.authority():
            click.echo(msgspec.json.encode(_written(entry)))


def _written(entry: "Entry") -> dict[str, object]:
    fields = {"country": entry.country, "born": entry.born, "died": entry.died}
    stated = {name: value for name, value in fields.items() if value}
    return {"id": entry.identity, "kind": entry.type, "names": entry.names, **stated}


def read_all(files: tuple[Path, ...]) -> list["Entry"]:
    """The entries of several authority files; raises InputError where one of them cannot be used."""
    from kadry.readers.authority import read

    return [entry for file in files for entry in read(file)]


def keep(store: "Store", entries: list["Entry"]) -> None:
    """Put entries into a store, and say how many."""
    if entries:
        new = store.add_authority(entries)
        say(printable(f"authority: {len(entries):,} entries, {new:,} of them new"))
