"""What the store knows: ``kadry show``, ``kadry stats``."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadry.cli import options
from kadry.cli.dossier import dossier
from kadry.cli.known import read_conflicts, read_known
from kadry.cli.why import why

if TYPE_CHECKING:
    from kadry.graph import Graph
    from kadry.store import Store


@click.command()
@click.argument("name")
@click.option("--why", "other", metavar="OTHER", help="Say why the two are, or are not, taken as one.")
@options.days
@options.store
def show(name: str, other: str | None, as_of: str | None, known_at: str | None, place: Path) -> None:
    """Print the dossier of a person or body.

    It gives the posts, their dates, what contradicts, what a body belongs to and what belongs to it, decisions and
    events, each with the sentences that say so. NAME may be in any case, with initials, the surname alone where that is
    enough, in Latin letters, an id as exports have it, or the key of one mention. Where several fit, they are listed.

    \b
    Examples:
      kadry show "Иван Петров"
      kadry show "и. петров" --as-of 2021-06
      kadry show petrov --why "Иван Сергеевич Петров"
    """
    if other is not None and (as_of or known_at):
        raise click.UsageError("--why looks at all that is known now; leave out --as-of and --known-at")
    with options.existing(place) as store:
        for line in _why(store, name, other) if other is not None else _shown(store, name, as_of, known_at):
            click.echo(line)


def _why(store: "Store", name: str, other: str) -> Iterable[str]:
    from kadry.lookup import find

    known = read_known(store)
    return why(known, (name, find(known.entities, name)), (other, find(known.entities, other)))


def _shown(store: "Store", name: str, as_of: str | None, known_at: str | None) -> Iterable[str]:
    from kadry.graphing import reading
    from kadry.lookup import look_up

    with reading(store, known_at=known_at) as reader:
        yield from dossier(reader, look_up(reader.finder(), name), as_of)


@click.command()
@options.days
@options.store
def stats(as_of: str | None, known_at: str | None, place: Path) -> None:
    """Count what the store holds, and what the graph makes of it.

    \b
    Examples:
      kadry stats --store graph.db
      kadry stats --as-of 2021-06
    """
    from kadry.graphing import opened

    with options.existing(place) as store:
        counts: dict[str, int] = dict(store.counts())
        counts["contradictions of judgements"] = len(read_conflicts(store))
        with opened(store, as_of=as_of, known_at=known_at) as graph:
            counts |= _counted(graph)
    width = max(len(f"{number:,}") for number in counts.values())
    for label, number in counts.items():
        click.echo(f"{number:>{width},}  {label}")


def _counted(graph: "Graph") -> dict[str, int]:
    """The numbers of a graph; in one of a day, how many of the tenures were held for certain."""
    from kadry.analysis.clashes import contradictions

    counts = {
        "persons in the graph": len(graph.persons),
        "bodies in the graph": len(graph.bodies),
        "posts in the graph": len(graph.posts),
        "tenures in the graph": len(graph.tenures),
        "relations of bodies in the graph": len(graph.structures),
        "decisions in the graph": len(graph.decisions),
        "events in the graph": len(graph.events),
        "successions in the graph": len(graph.successions),
        "copy groups in the graph": len(set(graph.copies.values())),
        "reprints in the graph": len(graph.copies),
    }
    if graph.as_of is not None:
        held = Counter(tenure.as_of for tenure in graph.tenures)
        counts |= {f"held on {graph.as_of}": held["known"], f"possibly held on {graph.as_of}": held["possible"]}
    kinds = Counter((found.certainty, found.kind) for found in contradictions(graph))
    for (certainty, kind), number in sorted(kinds.items()):
        counts[f"{'possible ' if certainty == 'possible' else ''}contradictions, {kind}"] = number
    return counts
