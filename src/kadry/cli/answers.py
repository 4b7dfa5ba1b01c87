"""The answer of a query on standard output: a table for people, or what a program reads."""

import sys
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

import click

from kadry.cli.screen import printable

if TYPE_CHECKING:
    from kadry.queries.asking import Answer

_MEASURED = 200  # rows, by which the columns of a table are made as wide as they need to be
_WIDE = 60  # characters, that a column is never made wider than


def write(answer: "Answer", name: str | None, base: str) -> None:
    """Write an answer as it comes; name: of the format, None: a table on a terminal, else what suits.

    Raises UsageError for a format that an answer of its kind cannot have.
    """
    from kadry.queries import answers

    usual = answers.usual(answer)
    rows = usual not in answers.GRAPHS
    chosen = name or (answers.TABLE if rows and sys.stdout.isatty() else usual)
    answers.check(answer, chosen)
    if chosen == answers.TABLE:
        for line in _table(answers.rows(answer, base)):
            click.echo(line)
    else:
        answers.serialize(answer, sys.stdout.buffer, chosen)


def _table(told: Iterator[list[str]]) -> Iterator[str]:
    """A header, a line and the rows; the first rows say how wide the columns are."""
    rows = (list(map(printable, row)) for row in told)
    names, *first = islice(rows, _MEASURED)
    widths = [min(_WIDE, max(map(len, column))) for column in zip(names, *first, strict=True)]
    for row in chain([names, ["-" * width for width in widths]], first, rows):
        yield "  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip()
