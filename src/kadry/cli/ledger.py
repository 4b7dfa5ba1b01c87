"""A person's word and the ledger itself: judge, reject, retract, restore, erase, dump, load."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

import click

from kadry.claim import Judgement, Rejection
from kadry.cli import options
from kadry.cli.screen import printable, say
from kadry.errors import AmbiguousName, UnknownName, UsageError

if TYPE_CHECKING:
    from kadry.lookup import Entity
    from kadry.store import Store


@click.command()
@click.argument("left", metavar="A")
@click.argument("verdict", type=click.Choice(["same", "different"]))
@click.argument("right", metavar="B")
@options.by
@options.reason
@options.store
def judge(left: str, verdict: Literal["same", "different"], right: str, by: str, reason: str, place: Path) -> None:
    """Say that two are, or are not, the same person or body.

    A and B are names where they are unique, ids, or keys of single mentions as kadry show lists them under "mentioned
    in". The latest word on two wins, over any rule and any earlier word.

    \b
    Examples:
      kadry judge "Марина Белова" same "Марина Сотникова" --reason "changed her surname"
      kadry judge KEY different KEY --by anna
    """
    from kadry.cli.showing import entities
    from kadry.lookup import find

    with options.existing(place) as store:
        known = entities(store)
        found = [find(known, name) for name in (left, right)]
        if found[0].type != found[1].type:
            raise UsageError(f"{left} is a {found[0].type}, {right} a {found[1].type}; a judgement is on two of a kind")
        keys = [_key(name, entity) for name, entity in zip((left, right), found, strict=True)]
        if keys[0] == keys[1]:
            raise UsageError(_already_one(found[0]))
        store.judge(Judgement(at=options.now(), left=keys[0], right=keys[1], verdict=verdict, by=by, reason=reason))
    say(f"kept: {printable(found[0].name)} {verdict} {printable(found[1].name)}")


def _key(name: str, entity: "Entity") -> str:
    return name.strip() if any(chain.key == name.strip() for chain in entity.chains) else entity.founder


def _already_one(entity: "Entity") -> str:
    keys = "\n".join(f"  {chain.key}  {chain.head.normal}" for chain in entity.chains)
    return f"both are one already; to part them, name two of these keys:\n{keys}"


@click.command()
@click.argument("claim")
@click.option("--withdraw", is_flag=True, help="The claim is right after all.")
@options.by
@options.reason
@options.store
def reject(claim: str, withdraw: bool, by: str, reason: str, place: Path) -> None:
    """Say that a claim is wrong.

    It stays in the ledger and leaves the graph. CLAIM is a claim's id, or its beginning, as kadry show and kadry
    extract print it.

    \b
    Examples:
      kadry reject 3f2a9c41d07b --reason "the text speaks of his deputy"
      kadry reject 3f2a9c41d07b --withdraw
    """
    with options.existing(place) as store:
        full = _claim_id(store, claim.strip().lower())
        store.reject(Rejection(at=options.now(), claim=full, by=by, reason=reason, withdrawn=withdraw))
    say(f"kept: claim {full} is {'right after all' if withdraw else 'rejected'}")


def _claim_id(store: "Store", prefix: str) -> str:
    found = sorted({claim.id for claim in store.claims() if prefix and claim.id.startswith(prefix)})
    if not found:
        raise UnknownName(f"{prefix}: the store holds no such claim; kadry show prints the ids")
    if len(found) > 1:
        raise AmbiguousName(f"{prefix}: {len(found)} claims begin so; write more of the id")
    return found[0]


@click.command()
@options.document
@options.store
def retract(documents: tuple[str, ...], place: Path) -> None:
    """Take documents out of the graph.

    DOCUMENT is an id or its beginning, an address, a path, or a file's name. A retracted document stays out, also when
    it is read again, until kadry restore brings it back.

    \b
    Example:
      kadry retract 2025-03-14-konferentsiya.txt
    """
    with options.existing(place) as store:
        for name in documents:
            store.retract(store.find_document(name))
            say(printable(f"{name}: retracted"))


@click.command()
@options.document
@options.store
def restore(documents: tuple[str, ...], place: Path) -> None:
    """Bring retracted documents back into the graph.

    \b
    Example:
      kadry restore 2025-03-14-konferentsiya.txt
    """
    with options.existing(place) as store:
        for name in documents:
            store.restore(store.find_document(name))
            say(printable(f"{name}: restored"))


@click.command()
@options.document
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.store
def erase(documents: tuple[str, ...], yes: bool, place: Path) -> None:
    """Delete documents for good.

    Text, quotes and names go; a hash stays, so that they are not read in again.

    \b
    Example:
      kadry erase https://press.example/withdrawn --yes
    """
    with options.existing(place) as store:
        found = {name: store.find_document(name) for name in documents}
        if not yes:
            click.confirm(f"Erase {len(found)} document(s)? This cannot be undone.", abort=True, err=True)
        for name, key in found.items():
            store.erase(key)
            say(printable(f"{name}: erased"))


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@options.store
def dump(file: Path, place: Path) -> None:
    """Write the whole ledger as JSON lines.

    Nothing is left out: kadry load makes the same store of it. FILE - is standard output.

    \b
    Example:
      kadry dump backup.jsonl --store kadry.db
    """
    from kadry.exporters.files import replacing

    with options.existing(place) as store:
        if str(file) == "-":
            store.dump(sys.stdout.buffer)
        else:
            with replacing(file) as out:
                store.dump(out)


@click.command()
@click.argument("file", type=click.File("rb"))
@options.store
def load(file: BinaryIO, place: Path) -> None:
    """Read a dump into a store.

    The store is made where there is none; what it holds already stays. FILE - is standard input.

    \b
    Example:
      kadry load backup.jsonl --store copy.db
    """
    from kadry.store import Store

    with Store(place) as store:
        store.load(file)
