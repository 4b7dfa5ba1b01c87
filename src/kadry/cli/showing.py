"""What the store knows: ``kadry show``, ``kadry stats``."""

from collections.abc import Collection
from pathlib import Path

import click

from kadry.cli import options
from kadry.cli.dossier import dossier
from kadry.cli.known import read_conflicts, read_known
from kadry.cli.why import why


@click.command()
@click.argument("name")
@click.option("--why", "other", metavar="OTHER", help="Say why the two are, or are not, taken as one.")
@options.store
def show(name: str, other: str | None, place: Path) -> None:
    """Print the dossier of a person or body.

    It gives the posts, their dates, and the sentences that say so. NAME may be in any case, with initials, the surname
    alone where that is enough, in Latin letters, an id as exports have it, or the key of one mention. Where several
    fit, they are listed.

    \b
    Examples:
      kadry show "Иван Петров"
      kadry show "и. петров"
      kadry show petrov --why "Иван Сергеевич Петров"
    """
    from kadry.build import graph
    from kadry.lookup import find

    with options.existing(place) as store:
        known = read_known(store)
        entity = find(known.entities, name)
        if other is not None:
            lines = why(known, (name, entity), (other, find(known.entities, other)))
        else:
            lines = dossier(graph(store), entity)
        for line in lines:
            click.echo(line)


@click.command()
@options.store
def stats(place: Path) -> None:
    """Count what the store holds, and what the graph makes of it.

    \b
    Example:
      kadry stats --store graph.db
    """
    from kadry.build import graph

    with options.existing(place) as store:
        counts: dict[str, int] = dict(store.counts())
        counts["contradictions of judgements"] = len(read_conflicts(store))
        merged = graph(store)
    parts: dict[str, Collection[object]] = {
        "persons in the graph": merged.persons,
        "bodies in the graph": merged.bodies,
        "posts in the graph": merged.posts,
        "tenures in the graph": merged.tenures,
        "copy groups in the graph": set(merged.copies.values()),
        "reprints in the graph": merged.copies,
    }
    counts |= {label: len(part) for label, part in parts.items()}
    width = max(len(f"{number:,}") for number in counts.values())
    for label, number in counts.items():
        click.echo(f"{number:>{width},}  {label}")
