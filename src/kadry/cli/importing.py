"""A known roster as a beginning: ``kadry import``."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadry.cli import INTERRUPTED, options
from kadry.cli.screen import printable
from kadry.errors import InputError

if TYPE_CHECKING:
    from kadry.cli.progress import Meter
    from kadry.store import Store

_SUFFIXES = (".gz", ".json", ".jsonl", ".ndjson", ".ftm", ".entities")
_DATASET = re.compile(r"[a-z0-9][a-z0-9-]{0,25}")


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--dataset", metavar="NAME", help="Whose ids the file has; its name without suffixes if left out.")
@click.option(
    "--published",
    metavar="DATE",
    callback=options.date,
    help="The day that the files are of, which may be partial (2025-03).",
)
@options.store
def import_(files: tuple[Path, ...], dataset: str | None, published: str | None, place: Path) -> None:
    """Begin a graph with a known roster: people, posts and bodies of FollowTheMoney files.

    FILE has one entity a line (.json, .jsonl, also .gz), as OpenSanctions offers them and kadry export --format ftm
    writes them. Each person with a post becomes a document; what it says are claims like others. Run it again:
    what is unchanged stays, what has changed is replaced, who is gone is named.

    \b
    Examples:
      kadry import peps.ftm.json --published 2025-03-14
      kadry import entities.ftm.json.gz --dataset ru-duma --store graph.db

    The exit status is 1 if some line could not be read; the others are taken all the same.
    """
    from kadry.cli.progress import Meter
    from kadry.readers.prepare import check_file
    from kadry.store import Store

    named = [(file, _name(dataset or _stem(file))) for file in files]
    for file in files:
        check_file(file)
    with Store(place) as store, Meter() as meter:
        try:
            whole = [_take(store, file, name, published, meter) for file, name in named]
        except KeyboardInterrupt:
            meter.line(f"interrupted: {meter.summary()}; run the same command again to go on")
            raise click.exceptions.Exit(INTERRUPTED) from None
        meter.line(meter.summary())
    if not all(whole):
        raise click.exceptions.Exit(1)


def _take(store: "Store", file: Path, dataset: str, published: str | None, meter: "Meter") -> bool:
    """Take a file and say what was taken and left; whether all of it could be read."""
    from kadry.roster import take

    try:
        found = take(file, store, dataset, published, meter.tell)
    except InputError as error:
        meter.line(str(error))
        return False
    meter.line(f"{file}: took people: {found.people:,}, posts: {found.held:,}, bodies: {found.bodies:,}")
    if found.namesakes:
        said = f"{found.namesakes:,} people have the name of another, and no birth tells them apart"
        meter.line(f"{file}: {said} (kadry judge)")
    for reason, number in found.left.items():
        meter.line(f"{file}: left {number:,}: {reason}")
    return not found.failures


def _stem(file: Path) -> str:
    """A file's name without its suffixes."""
    name = file.name
    while suffix := next((one for one in _SUFFIXES if name.lower().endswith(one) and len(name) > len(one)), None):
        name = name[: -len(suffix)]
    return name


def _name(text: str) -> str:
    """The dataset's name in the form that ids have: small letters, digits and hyphens."""
    name = re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")
    if not _DATASET.fullmatch(name):
        raise click.BadParameter(
            f"{printable(text)!r} names no dataset; give --dataset up to 26 small Latin letters, digits and hyphens"
        )
    return name
