"""People's words as a whole: ``kadry judgements export``, ``import``, ``conflicts``."""

import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from kadry.claim import Judgement, RoleClaim
from kadry.cli import options
from kadry.cli.judging import conflict_lines
from kadry.cli.known import read_conflicts, read_known
from kadry.cli.screen import printable, say
from kadry.errors import ExportError
from kadry.scene import BodyClaim, SceneClaim, SuccessionClaim

if TYPE_CHECKING:
    from kadry.store import Store
    from kadry.store.words import Word


@click.group()
def judgements() -> None:
    """Keep people's words in a file, or look for contradictions among them.

    The file is made for git: one JSON line for each judgement and each rejected claim, sorted, with names beside keys.
    Unlike kadry dump it holds no document, and it can be taken into any store.

    \b
    Examples:
      kadry judgements export judgements.jsonl
      kadry judgements import judgements.jsonl --store graph.db
      kadry judgements conflicts
    """


@judgements.command("export")
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@options.store
def export_words(file: Path, place: Path) -> None:
    """Write every judgement and rejection to a file.

    FILE - is standard output. A file that holds words which the store does not is left as it is: import it first.
    Where a document is absent, the names are those that FILE gave before.

    \b
    Example:
      kadry judgements export judgements.jsonl
    """
    from kadry.exporters.files import replacing
    from kadry.store.words import write

    with options.existing(place) as store:
        words = _words(store)
        names = _names(store, words)
    if str(file) == "-":
        write(words, names, sys.stdout.buffer)
        return
    names = dict(_kept_names(file, set(words))) | names
    with replacing(file) as out:
        write(words, names, out)
    say(printable(f"wrote {len(words)} words to {file}"))


@judgements.command("import")
@click.argument("file", type=click.File("rb"))
@options.store
def import_words(file: BinaryIO, place: Path) -> None:
    """Take the judgements and rejections of a file into the store, all or none.

    What the store holds already stays as it is, so that a file may be imported any number of times. Words on documents
    that are absent sleep until these come. The store is made where there is none. FILE - is standard input.

    \b
    Example:
      kadry judgements import judgements.jsonl
    """
    from kadry.store import Store
    from kadry.store.words import read

    words = read(file, getattr(file, "name", "standard input")).words
    with Store(place) as store:
        fresh = len(set(words) - set(_words(store)))
        store.keep(words)
        asleep = len(words) - len(_awake(store, words))
        contradictions = len(read_conflicts(store))
    say(f"{fresh} new, {len(words) - fresh} known already")
    if asleep:
        say(f"{asleep} of them sleep: the store does not hold the documents that they are on")
    if contradictions:
        say(f"the store holds {contradictions} contradictions: kadry judgements conflicts")


@judgements.command()
@options.store
def conflicts(place: Path) -> None:
    """List the judgements that contradict each other.

    Each "different" stands with the shortest chain of "same" that says otherwise. The graph never joins what a
    judgement holds apart, so that one of these words is not honoured; it is marked.

    \b
    Example:
      kadry judgements conflicts --store graph.db
    """
    with options.existing(place) as store:
        found = read_conflicts(store)
        for line in conflict_lines(found, read_known(store)):
            click.echo(line)
    if not found:
        say("no judgement contradicts another")


def _words(store: "Store") -> list["Word"]:
    return [*store.judgements(), *store.rejections()]


def _names(store: "Store", words: Iterable["Word"]) -> dict[str, str]:
    """A readable name for each judged mention and each rejected claim that is there."""
    from kadry.resolve.conflicts import find_holders

    judged = [word for word in words if isinstance(word, Judgement)]
    rejected = {word.claim for word in words if not isinstance(word, Judgement)}
    with store.snapshot():
        holders = find_holders(store.chains(), judged)
        heads = {chain.key: chain.head.normal for chain in store.chains()}
        claims = {claim.id: _says(claim) for claim in store.claims() if claim.id in rejected}
        claims |= {claim.id: _tells(claim) for claim in store.scene() if claim.id in rejected}
    return {key: printable(heads[holder]) for key, holder in holders.items()} | claims


def _says(claim: RoleClaim) -> str:
    parts = (claim.antecedent, claim.role, claim.organization)
    return printable(" · ".join(part.normal for part in parts if part is not None))


def _tells(claim: SceneClaim) -> str:
    if isinstance(claim, BodyClaim):
        return printable(f"{claim.body_entity.normal} · {claim.relation} · {claim.other_entity.normal}")
    if isinstance(claim, SuccessionClaim):
        parts = (claim.person_entity, claim.predecessor_entity, claim.role, claim.organization_entity)
        return printable(" · ".join((claim.words.normal, *(part.normal for part in parts if part is not None))))
    return printable(" · ".join(filter(None, (claim.words.normal, claim.title))))


def _kept_names(file: Path, held: Collection["Word"]) -> Mapping[str, str]:
    """The names of a file that is to be written anew; ExportError where words would be lost with it."""
    from kadry.store.words import read

    if not file.is_file():
        return {}
    with file.open("rb") as lines:
        before = read(lines, str(file))
    lost = [word for word in before.words if word not in held]
    if lost:
        raise ExportError(f"{file}: holds {len(lost)} words that the store does not; kadry judgements import it first")
    return before.names


def _awake(store: "Store", words: Iterable["Word"]) -> list["Word"]:
    """The words that are on something which the store holds."""
    from kadry.resolve.conflicts import find_holders

    judged = [word for word in words if isinstance(word, Judgement)]
    with store.snapshot():
        here = set(find_holders(store.chains(), judged)) | {claim.id for claim in store.claims()}
        here |= {claim.id for claim in store.scene()}
    sides = ((w, (w.left, w.right) if isinstance(w, Judgement) else (w.claim,)) for w in words)
    return [word for word, keys in sides if here.issuperset(keys)]
