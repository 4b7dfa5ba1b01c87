"""The options that several commands share."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kadry.cli.screen import printable
from kadry.errors import StoreError

if TYPE_CHECKING:
    from kadry.plugins import ReadOptions
    from kadry.store import Store

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
FIELDS = ("text", "title", "source", "published", "id")

store = click.option(
    "--store",
    "place",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="KADRY_STORE",
    default="kadry.db",
    show_default=True,
    show_envvar=True,
    help="The file that holds what Kadry has read.",
)
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="Worker processes; by default one for each processor. A few short texts take one in any case.",
)
inputs = click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
by = click.option("--by", default=lambda: login(), show_default="your login name", help="Whose word it is.")
reason = click.option("--reason", default="", help="Why, in a few words; kept with the judgement.")
document = click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")


def reading(command: Decorated) -> Decorated:
    """The options of commands that read documents."""
    for option in (
        click.option(
            "--max-chars",
            type=click.IntRange(min=1),
            default=20_000_000,
            show_default=True,
            help="The longest document that is taken.",
        ),
        click.option(
            "--field",
            "fields",
            multiple=True,
            metavar="NAME=COLUMN",
            callback=_fields,
            help=f"What a dump calls one of {', '.join(FIELDS)}; for instance --field text=body.",
        ),
        click.option(
            "--published",
            metavar="DATE",
            callback=date,
            help="Date of publication (2025, 2025-03 or 2025-03-14) of texts that state none, nor does their name.",
        ),
    ):
        command = option(command)
    return command


def days(command: Decorated) -> Decorated:
    """The options of commands that can look at another day."""
    for option in (
        click.option(
            "--known-at",
            metavar="DATE",
            callback=date,
            help="Only what documents say that were published by this day; those without a date are left out.",
        ),
        click.option(
            "--as-of",
            metavar="DATE",
            callback=date,
            help="Only tenures that may have been held on this day (2021, 2021-06 or 2021-06-14).",
        ),
    ):
        command = option(command)
    return command


def read_options(published: str | None, fields: dict[str, str], max_chars: int) -> "ReadOptions":
    """The reader's options from those of the command line."""
    from kadry.plugins import ReadOptions

    return ReadOptions(published=published, fields=fields, max_chars=max_chars)


def existing(place: Path) -> "AbstractContextManager[Store]":
    """The store at a place; raises StoreError where none is, instead of making an empty one."""
    if not place.exists():
        raise StoreError(f"{place}: there is no store; make one with kadry build, or name it with --store")
    from kadry.store import Store

    store: Store = Store(place)
    return store


def now() -> str:
    """The time of a judgement: UTC, to the microsecond, so that of two the later one wins."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def login() -> str:
    """The user's login name, where the system knows one."""
    try:
        return getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def export_format(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Checks the name of an export format."""
    from kadry.plugins import formats

    if value not in formats():
        raise click.BadParameter(f"{printable(value)!r} is none of {', '.join(formats())}")
    return value


def export_formats(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Checks the names of several, each of which counts once."""
    return tuple(dict.fromkeys(export_format(context, parameter, name) for name in value))


def _fields(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    pairs = dict(pair.partition("=")[::2] for pair in value)
    for name, column in pairs.items():
        if name not in FIELDS or not column:
            raise click.BadParameter(f"write NAME=COLUMN with NAME one of {', '.join(FIELDS)}")
    return pairs


def date(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Checks a date, which may be partial."""
    from kadry.readers.dates import partial

    if value is None:
        return None
    date = partial(value)
    if date is None:
        raise click.BadParameter(f"{printable(value)!r} is not a date; write 2025, 2025-03 or 2025-03-14")
    return date
