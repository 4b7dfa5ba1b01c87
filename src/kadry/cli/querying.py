"""``kadry query``: SPARQL on the graph of a store."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from kadry.cli import options
from kadry.cli.answers import write

_FORMATS = ("table", "json", "csv", "tsv", "xml", "turtle", "ntriples", "rdfxml", "jsonld")
base = click.option(
    "--base",
    metavar="IRI",
    default="https://kadry.example/",
    show_default=True,
    help="Where ids are minted, as in export.",
)


@click.command()
@click.argument("sparql", required=False)
@click.option(
    "-f", "--file", type=click.File(encoding="utf-8"), help="Read the query from a file; - is standard input."
)
@click.option("--example", metavar="NAME", help="Ask one of the queries that come with Kadry.")
@click.option("--examples", "listing", is_flag=True, help="List these queries.")
@click.option("--print", "printing", is_flag=True, help="Print the query itself, to be changed, and ask nothing.")
@click.option(
    "--format",
    "name",
    type=click.Choice(_FORMATS),
    help="How the answer is written; a table on a terminal, else tsv (turtle for CONSTRUCT and DESCRIBE).",
)
@options.days
@base
@options.store
def query(
    sparql: str | None,
    file: Any,
    example: str | None,
    listing: bool,
    printing: bool,
    name: str | None,
    as_of: str | None,
    known_at: str | None,
    base: str,
    place: Path,
) -> None:
    """Ask the graph in SPARQL 1.1.

    SELECT, ASK, CONSTRUCT or DESCRIBE, over the RDF that kadry export writes: what the graph concludes stands in the
    default graph, the claims of each document in GRAPH ?document. The prefixes of the vocabulary need no declaration.
    The quads are kept in a folder beside the store and follow its changes.

    \b
    Examples:
      kadry query "SELECT ?name { [] a foaf:Person ; foaf:name ?name }"
      kadry query --examples
      kadry query --example career --print > mine.rq
      kadry query -f mine.rq --format csv --as-of 2021-06
    """
    from kadry.queries.asking import ask, examples, purpose
    from kadry.queries.asking import example as told
    from kadry.queries.view import opened

    if listing:
        width = max(map(len, examples()))
        for known, text in examples().items():
            click.echo(f"{known:{width}}  {purpose(text)}")
        return
    given = [text for text in (sparql, file and file.read(), example and told(example)) if text is not None]
    if len(given) != 1:
        raise click.UsageError("give one query: as SPARQL, with -f FILE, or with --example NAME")
    if printing:
        click.echo(given[0], nl=False)
        return
    from kadry.cli.progress import Meter

    with options.existing(place) as store, ExitStack() as stack:
        with Meter() as meter:
            quads = stack.enter_context(opened(store, base, as_of=as_of, known_at=known_at, tell=meter.step))
        write(ask(quads, given[0], base), name, base)
