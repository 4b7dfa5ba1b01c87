"""A person's word: ``kadry judge``, ``kadry reject``."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from kadry.claim import Judgement, Rejection, Verdict
from kadry.cli import options
from kadry.cli.known import Known, keyed, meant, read_known, told
from kadry.cli.screen import printable, say
from kadry.errors import AmbiguousName, UnknownName, UsageError

if TYPE_CHECKING:
    from kadry.lookup import Entity
    from kadry.resolve.conflicts import Conflict, Pair
    from kadry.store import Store

_SHOWN = 5  # keys of each name that an error lists


@click.command()
@click.argument("left", metavar="A")
@click.argument("verdict", type=click.Choice(["same", "different", "unsure"]))
@click.argument("right", metavar="B")
@options.by
@options.reason
@options.store
def judge(left: str, verdict: Verdict, right: str, by: str, reason: str, place: Path) -> None:
    """Say that two are, or are not, the same person or body.

    A and B are names where they are unique, ids, or keys of single mentions as kadry show lists them under "mentioned
    in". The latest word on two wins, over any rule and any earlier word; "unsure" takes an earlier word back, and the
    rules decide again.

    \b
    Examples:
      kadry judge "Марина Белова" same "Марина Сотникова" --reason "changed her surname"
      kadry judge KEY different KEY --by anna
      kadry judge "Марина Белова" unsure "Марина Сотникова"

    A word that contradicts others is kept, and the chain that makes the contradiction is printed.
    """
    with options.existing(place) as store:
        known = read_known(store)
        (one, other), done = _sides(known, left, verdict, right)
        word = Judgement(at=options.now(), left=one, right=other, verdict=verdict, by=by, reason=reason)
        store.judge(word)
    say(done)
    for line in _contradictions(known, word):
        say(line)


def _sides(known: Known, left: str, verdict: Verdict, right: str) -> tuple[tuple[str, str], str]:
    """The keys that a word is on, and what to say when it is kept."""
    from kadry.lookup import find

    one, other = (find(known.entities, name) for name in (left, right))
    if one.type != other.type:
        raise UsageError(f"{left} is a {one.type}, {right} a {other.type}; a judgement is on two of a kind")
    if verdict == "unsure":
        before = _withdrawn(known, (left, one), (right, other))
        return (before.left, before.right), f"taken back: {told(before, known)}"
    keys = (one.key(left), other.key(right))
    if keys[0] == keys[1]:
        raise UsageError(_already_one((left, one), (right, other)))
    return keys, f"kept: {printable(one.name)} {verdict} {printable(other.name)}"


def _already_one(*sides: tuple[str, "Entity"]) -> str:
    """That both are one, with some keys of each name that was typed; a much-mentioned person has thousands."""
    chains = dict.fromkeys(chain for typed, entity in sides for chain in meant(entity, typed)[:_SHOWN])
    keys = "\n".join(f"  {chain.key}  {chain.head.normal}" for chain in chains)
    return f"both are one already; to part them, name two of their keys, which kadry show lists:\n{keys}"


def _withdrawn(known: Known, left: tuple[str, "Entity"], right: tuple[str, "Entity"]) -> Judgement:
    """The one word in force between two names, which may be names of one entity by that very word."""
    words = _within(known, left, right) if left[1] == right[1] else _between(known, left, right)
    names = f"{left[0]}, {right[0]}"
    if not words:
        raise UsageError(f"{names}: nobody's word stands between these two; there is nothing to take back")
    if len(words) > 1:
        lines = "\n".join(f"  {told(word, known)}\n      {word.left} {word.right}" for word in words)
        raise UsageError(f"{names}: several words stand between these two; name two of these keys:\n{lines}")
    return words[0]


def _between(known: Known, left: tuple[str, "Entity"], right: tuple[str, "Entity"]) -> list[Judgement]:
    """The words in force between two entities, or between chains that were named by their keys."""
    near, far = (_chosen(entity, name) for name, entity in (left, right))
    return [
        word
        for (one, other), word in _standing(known).items()
        if (one in near and other in far) or (one in far and other in near)
    ]


def _chosen(entity: "Entity", typed: str) -> set[str]:
    one = keyed(entity, typed)
    return {chain.key for chain in ((one,) if one is not None else entity.chains)}


def _within(known: Known, left: tuple[str, "Entity"], right: tuple[str, "Entity"]) -> list[Judgement]:
    """The words by which two names are one, directly or by way of other names."""
    from kadry.cli.why import path

    start, end = meant(left[1], left[0])[0], meant(right[1], right[0])[-1]
    steps = path(known, left[1], start, end)
    standing = _standing(known)
    pairs = ((min(step), max(step)) for step in steps)
    return [standing[pair] for pair in pairs if pair in standing and standing[pair].verdict == "same"]


def _standing(known: Known) -> "dict[Pair, Judgement]":
    from kadry.resolve.conflicts import in_force

    words = in_force(known.judgements, known.holders)
    return {pair: word for pair, word in sorted(words.items()) if word.verdict != "unsure"}


def _contradictions(known: Known, word: Judgement) -> Iterator[str]:
    from kadry.resolve.conflicts import find_conflicts, find_holders

    words = [*known.judgements, word]
    now = structs.replace(known, judgements=words, holders=find_holders(known.chains.values(), words))
    found = [conflict for conflict in find_conflicts(words, now.holders) if word in conflict.words]
    if found:
        yield "warning: this contradicts other words; to settle it, take one back with kadry judge KEY unsure KEY"
    yield from conflict_lines(found, now)


def conflict_lines(conflicts: Iterable["Conflict"], known: Known) -> Iterator[str]:
    """Each conflict as lines of text: its words with who, when and why, and which of them are not honoured."""
    for conflict in conflicts:
        yield ""
        for word in conflict.words:
            yield f"  {told(word, known)}"
            lost = "   NOT HONOURED" if word in conflict.ignored else ""
            yield f"      {printable(word.left)} {printable(word.right)}{lost}"


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
    found = store.find_claims(prefix)
    if not found:
        raise UnknownName(f"{prefix}: the store holds no such claim; kadry show prints the ids")
    if len(found) > 1:
        raise AmbiguousName(f"{prefix}: {len(found)} claims begin so; write more of the id")
    return found[0]
