"""The main job and its exports: ``kadry build``, ``kadry export``."""

import sys
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadry.cli import INTERRUPTED, options
from kadry.cli.screen import printable, say
from kadry.plugins import BUILT_IN, ON_REQUEST, SUFFIXES, ExportOptions, file_name, is_folder, load, usual

if TYPE_CHECKING:
    from kadry.cli.progress import Meter
    from kadry.graph import Graph
    from kadry.store import Store
    from kadry.store.graph.reading import Stored
    from kadry.workers import Workforce

_base = click.option(
    "--base",
    metavar="IRI",
    default=ExportOptions().base,
    show_default=True,
    help="The https address under which the graph's own identifiers are made; ends in / or #.",
)


@click.command()
@options.inputs
@options.store
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for the exports.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="NAME",
    callback=options.export_formats,
    help="Export format, may be given several times; by default all that are files: "
    f"{', '.join(name for name in SUFFIXES if name not in ON_REQUEST)}. "
    f"Only where named: {', '.join((*sorted(ON_REQUEST), *BUILT_IN['folders']))}.",
)
@_base
@options.jobs
@click.option(
    "--authority",
    "files",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Known people and bodies with their outside ids (CSV, JSON lines); may be given several times.",
)
@click.option("--refresh", is_flag=True, help="After an upgrade: read again what an earlier version has read.")
@options.reading
def build(
    inputs: tuple[str, ...],
    place: Path,
    out: Path | None,
    formats: tuple[str, ...],
    base: str,
    jobs: int | None,
    files: tuple[Path, ...],
    refresh: bool,
    published: str | None,
    fields: dict[str, str],
    max_chars: int,
) -> None:
    """Read documents, extract who holds which post, merge, and export.

    INPUT is text files (.txt), saved pages (.html), dumps (.jsonl, .jsonl.gz), folders of these, or - for standard
    input. Run it again over the same folder: what is unchanged is skipped, what has changed is replaced, what is no
    longer there is named. A run that was interrupted goes on where it stopped.

    \b
    Examples:
      kadry build texts/ --out graph/
      kadry build 2025.jsonl.gz --field text=body --field source=url --jobs 4
      kadry build texts/ --authority ministers.csv --out graph/
      kadry build letter.txt --published 2025-03 --out graph/ --format turtle --format graphml

    The exit status is 1 if some input could not be read; the others are done all the same.
    """
    if formats and out is None:
        raise click.UsageError("--format needs --out, the folder for the exports")
    from kadry.cli.authority import keep, read_all
    from kadry.cli.progress import Meter
    from kadry.store import Store

    known = read_all(files)
    with Store(place) as store, Meter() as meter, ExitStack() as stack:
        import kadry.build as flow
        from kadry.ahead import refresh_views
        from kadry.workers import Workforce

        views = None if out is None else partial(refresh_views, store.path)
        workforce = stack.enter_context(closing(Workforce(jobs or flow.available_jobs(), views)))
        keep(store, known)
        try:
            read = options.read_options(published, fields, max_chars)
            summary = flow.build(inputs, store, options=read, tell=meter.tell, refresh=refresh, workforce=workforce)
        except KeyboardInterrupt:
            meter.line(f"interrupted: {meter.summary()}")
            meter.line(f"what was done is safe in {place}; run the same command again to go on")
            raise click.exceptions.Exit(INTERRUPTED) from None
        meter.line(meter.summary())
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            exports = {name: out / file_name(name) for name in formats or usual()}
            _export_all(store, exports, ExportOptions(base=base), workforce, meter)
    if summary.failures:
        raise click.exceptions.Exit(1)


def _export_all(
    store: "Store", files: dict[str, Path], how: ExportOptions, workforce: "Workforce", meter: "Meter"
) -> None:
    workforce.ask()
    from kadry.graphing import opened
    from kadry.writing import MANY, load_all, scribes, write_all

    helpers = min(workforce.jobs, len(files)) - 1 if store.size() >= MANY else 0
    # they get ready while the graph is brought up to date, which one process does
    with scribes(store.path, helpers, list(files), workforce.spare()) as ready:
        load_all(files, prepare=not ready)  # a scribe is given the first, which takes most to prepare
        workforce.answer(meter.step)
        with opened(store, tell=meter.step) as merged:
            for path in write_all(merged, files, how, ready):
                say(printable(f"wrote {path}"))


@click.command()
@click.option(
    "--format",
    "name",
    required=True,
    metavar="NAME",
    callback=options.export_format,
    help=f"One of {', '.join(SUFFIXES)}; as a folder of files: {', '.join(BUILT_IN['folders'])}.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="File or folder; standard output if left out (files only)."
)
@click.option(
    "--around", "centre", metavar="NAME", help="Only this person or body and what is near, named as for kadry show."
)
@click.option(
    "--depth",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="How many tenures away is near: 1 is a person's bodies, 2 also the other people of these.",
)
@click.option(
    "--validate", is_flag=True, help="Read the RDF that was written back, and check it against the shapes of Kadry."
)
@options.days
@_base
@options.store
def export(
    name: str,
    output: Path | None,
    centre: str | None,
    depth: int,
    validate: bool,
    as_of: str | None,
    known_at: str | None,
    base: str,
    place: Path,
) -> None:
    """Write the graph of a store in one format.

    \b
    Examples:
      kadry export --format turtle -o graph.ttl
      kadry export --format nquads --base https://graph.example.org/ | gzip > graph.nq.gz
      kadry export --format csv -o tables/
      kadry export --format graphml --as-of 2021-06 -o june.graphml
      kadry export --format turtle --validate -o graph.ttl
      kadry export --format html --around "Иван Петров" --depth 2 -o petrov.html
    """
    if output is None and is_folder(name):
        raise click.UsageError(f"{name} is a folder of files: name it with -o")
    if validate:
        from kadry.exporters.validation import check_format

        check_format(name)
    from kadry.cli.progress import Meter
    from kadry.graphing import opened

    with options.existing(place) as store, ExitStack() as stack:
        with Meter() as meter:
            merged = stack.enter_context(opened(store, as_of=as_of, known_at=known_at, tell=meter.step))
        wanted = merged if centre is None else _around(merged, centre, depth)
        _export(wanted, output, name, ExportOptions(base=base), validate=validate)


def _export(graph: "Graph", output: Path | None, name: str, how: ExportOptions, *, validate: bool) -> None:
    from kadry.exporters.files import write

    if validate:
        from kadry.cli.validating import write_validated

        write_validated(graph, output, name, how)
    elif output is not None:
        write(graph, output, name, how)
    else:
        load("exporters", name)(graph, sys.stdout.buffer, how)


def _around(graph: "Stored", name: str, depth: int) -> "Graph":
    from kadry.lookup import look_up
    from kadry.surroundings import around

    return around(graph, look_up(graph.reader.finder(), name).id, depth)
