"""The command line: thin. Data goes to stdout, everything else to stderr."""

import atexit
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

from kadry import __version__
from kadry.cli.screen import printable
from kadry.cycles import look_seldom
from kadry.errors import KadryError, UsageError

# Each command's module is loaded when the command is, so that help is quick.
COMMANDS = {
    "build": "kadry.cli.building:build",
    "import": "kadry.cli.importing:import_",
    "extract": "kadry.cli.extracting:extract",
    "export": "kadry.cli.building:export",
    "show": "kadry.cli.showing:show",
    "stats": "kadry.cli.showing:stats",
    "changes": "kadry.cli.changing:changes",
    "query": "kadry.cli.querying:query",
    "judge": "kadry.cli.judging:judge",
    "reject": "kadry.cli.judging:reject",
    "review": "kadry.cli.reviewing:review",
    "judgements": "kadry.cli.judgements:judgements",
    "authority": "kadry.cli.authority:authority",
    "retract": "kadry.cli.ledger:retract",
    "restore": "kadry.cli.ledger:restore",
    "erase": "kadry.cli.ledger:erase",
    "dump": "kadry.cli.ledger:dump",
    "load": "kadry.cli.ledger:load",
}
INTERRUPTED = 130
_OUTPUT = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}  # a write failed; such an error names no file


class Commands(click.Group):
    """Commands by name, loaded on demand; errors that Kadry raises on purpose end as one line and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        module, _, name = COMMANDS.get(cmd_name, "").partition(":")
        if not module:
            return None
        command: click.Command = getattr(import_module(module), name)
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The words of a command; ``--help`` and ``--version`` are answered here."""
        with _translated():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            with _translated():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            ctx.exit(INTERRUPTED)


@contextmanager
def _translated() -> Iterator[None]:
    """Errors that are no defects as those that click shows as one line: exit status 1, or 2 for a wrong question."""
    try:
        yield
    except KadryError as error:
        message = "\n".join(printable(line) for line in str(error).split("\n"))
        if type(error) is UsageError:
            raise click.UsageError(message) from error
        raise click.ClickException(message) from error
    except OSError as error:
        if error.errno == errno.EPIPE or (error.filename is None and error.errno not in _OUTPUT):
            raise
        place = "the output" if error.filename is None else error.filename
        raise click.ClickException(printable(f"{place}: {error.strerror}")) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kadry")
def main() -> None:
    """Turn Russian-language news into a knowledge graph of officials and bodies.

    \b
    Begin with a folder of texts:
      kadry build texts/ --out graph/     read, extract, merge, and export every format
      kadry show "Иван Петров"            who that is, with the sentences that say so
      kadry extract article.txt           only the claims of one text, as JSON lines

    What Kadry has read is kept in one file, the store: --store FILE, or else $KADRY_STORE, or else
    kadry.db in this folder. Each command explains itself: kadry build --help.
    """
    look_seldom()


def run() -> None:
    """The command ``kadry``: ``main`` in a process of its own, which ends without freeing one by one what it holds."""
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int) or not _flushed():
            raise
        atexit._run_exitfuncs()
        os._exit(end.code)


def _flushed() -> bool:
    """Whether all output is out; where it cannot be, the interpreter says so as it ends."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return False
    return True
