"""What has changed since a day: ``kadry changes``."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from kadry.cli import options
from kadry.cli.screen import printable
from kadry.scene import Relation

if TYPE_CHECKING:
    from kadry.changes import Change, Evidence

_ID = 12


@click.command()
@click.option("--since", required=True, metavar="DATE", callback=options.date, help="What was published from this day.")
@click.option("--until", metavar="DATE", callback=options.date, help="What was published by this day; else all.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines for programs.")
@options.store
def changes(since: str, until: str | None, as_json: bool, place: Path) -> None:
    """Tell what documents published since a day have changed.

    Who was appointed, who left, which people, posts, relations of bodies,
    decisions, events and successions are new or over, who became one, and what
    contradicts now, each with the sentence and document that says so. A document
    without a date is not known to be published since then.

    \b
    Examples:
      kadry changes --since 2025-03
      kadry changes --since 2025-03-01 --until 2025-03-31 --json
    """
    from kadry import changes as since_then
    from kadry.cli.progress import Meter

    with options.existing(place) as store:
        with Meter() as meter:
            found = since_then.changes(store, since, until, meter.step)
        for change in found:
            for line in [_line(change)] if as_json else _lines(change):
                click.echo(line)


def _line(change: "Change") -> str:
    import msgspec

    return msgspec.json.encode(change).decode()


def _lines(change: "Change") -> Iterator[str]:
    parts = " · ".join(part for part in (_people(change), *_post(change), *_notes(change)) if part)
    yield f"{printable(change.day or 'no date')}  {change.kind}: {printable(parts)}"
    for one in change.evidence if change.kind == "contradicted" else change.evidence[:1]:
        yield f"  «{printable(one.sentence)}»"
        yield f"    {_cited(one)}"
    more = 0 if change.kind == "contradicted" else len(change.evidence) - 1
    if more > 0:
        yield f"    and {more} more"


def _people(change: "Change") -> str:
    if change.thing is not None:
        return _thing(change, change.thing)
    if change.kind == "merged":
        return " = ".join(change.names)
    return " / ".join(change.names) + (" (new)" if change.person_known is False else "")


def _thing(change: "Change", called: str) -> str:
    """A relation reads as its two bodies' names around it; of who came after whom the second was there before."""
    if called in get_args(Relation):
        return f" {called.replace('_', ' ')} ".join(change.names)
    if called == "succession":
        return " after ".join(change.names)
    return ": ".join(filter(None, (called, ", ".join(change.names))))


def _post(change: "Change") -> Iterator[str]:
    if change.post_id is not None or change.role is not None:
        yield (change.role or "(no role stated)") + (" (acting)" if change.acting else "")
        yield change.body or "(no body stated)"


def _notes(change: "Change") -> Iterator[str]:
    yield from (f"{word} {day}" for word, day in (("since", change.since), ("until", change.until)) if day)
    if change.why is not None:
        yield f"possibly {change.why}" if change.certainty == "possible" else change.why
    if change.dates:
        yield " / ".join(change.dates)
    if change.kind == "new" and change.tenure_id is None:
        yield "not held"


def _cited(one: "Evidence") -> str:
    parts = (one.title, one.source, one.published or "no date", f"document {one.document[:_ID]}")
    return printable(" · ".join(part for part in parts if part))
