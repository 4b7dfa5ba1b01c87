"""A store's people and bodies at one moment, with what was said of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from kadry.claim import Chain, Judgement, Partition
from kadry.cli.screen import printable
from kadry.document import Header
from kadry.errors import UnknownName
from kadry.fold import fold
from kadry.lookup import Entity

if TYPE_CHECKING:
    from kadry.resolve import Reason
    from kadry.resolve.conflicts import Conflict
    from kadry.resolve.questions import Pair
    from kadry.store import Store

_MINUTE = 16  # characters of an ISO time up to the minute


class Known(Struct, frozen=True):
    """Everything that a decision on two names can look at.

    chains: by key. homes: the entity that holds each chain now. holders: the chain that holds each judged mention.
    unsure: the pairs that rules leave to a person, where they were asked for.
    """

    entities: list[Entity]
    chains: Mapping[str, Chain]
    homes: Mapping[str, Entity]
    headers: Mapping[str, Header]
    judgements: list[Judgement]
    holders: Mapping[str, str]
    unsure: "Sequence[Pair]" = ()


def read_known(store: "Store", *, questions: bool = False) -> Known:
    """All that a store knows, merged by rules and judgements; with ``questions`` also what they leave open."""
    from kadry.lookup import entities
    from kadry.merging import merged, refresh
    from kadry.resolve.conflicts import find_holders

    if not questions:
        refresh(store)
    with store.snapshot():
        headers = {header.id: header for header in store.headers()}
        chains = {chain.key: chain for chain in store.chains()}
        judgements = store.judgements()
        known = None if questions else merged(store)
    published = {id: header.published for id, header in headers.items()}
    together, unsure = decide(chains.values(), judgements, published) if known is None else (known, ())
    found = entities(chains.values(), together, published)
    homes = {chain.key: entity for entity in found for chain in entity.chains}
    return Known(found, chains, homes, headers, judgements, find_holders(chains.values(), judgements), unsure)


def decide(
    chains: Iterable[Chain], judgements: Iterable[Judgement], published: Mapping[str, str | None]
) -> "tuple[Partition, Sequence[Pair]]":
    """What rules and judgements make of the chains: who is one, and the pairs that are left to a person."""
    from kadry.resolve import resolve

    found = resolve(chains, judgements, published)
    return found.partition, found.unsure


def read_conflicts(store: "Store") -> list["Conflict"]:
    """Every contradiction among the judgements of a store."""
    from kadry.resolve.conflicts import find_conflicts, find_holders

    with store.snapshot():
        judgements = store.judgements()
        return find_conflicts(judgements, find_holders(store.chains() if judgements else (), judgements))


def keyed(entity: Entity, typed: str) -> Chain | None:
    """The one chain that a user means who typed its key or outside id; None for a name."""
    key = entity.key(typed)
    exact = key != entity.founder or key == typed.strip()
    return next(chain for chain in entity.chains if chain.key == key) if exact else None


def meant(entity: Entity, typed: str) -> tuple[Chain, ...]:
    """The chains of an entity that what a user typed fits: a key's, else those of that very name, else of its words."""
    from kadry.lookup import find

    one = keyed(entity, typed)
    if one is not None:
        return (one,)
    own = tuple(chain for chain in entity.chains if fold(chain.head.normal) == fold(typed))
    for chain in () if own else entity.chains:
        try:
            find([structs.replace(entity, names=(chain.head.normal,), chains=(chain,))], typed)
        except UnknownName:
            continue
        own = (*own, chain)
    return own or entity.chains


def told(word: Judgement, known: Known) -> str:
    """A judgement in one line: what, by whom, when, on whom and why."""
    sides = " / ".join(_name(key, known) for key in (word.left, word.right))
    because = f" ({printable(word.reason)})" if word.reason else ""
    return f"{word.verdict} by {printable(word.by)} on {_moment(word.at)}: {sides}{because}"


def worded(reason: "Reason") -> str:
    """A reason with the words of each side; once, where they are the same."""
    sides = dict.fromkeys(printable(side) or "not stated" for side in (reason.left, reason.right))
    return f"{reason.what}: {' / '.join(sides)}" if reason.left or reason.right else reason.what


def place(chain: Chain, known: Known) -> str:
    """Where a name stands: the document's title, address and date, and the key by which a judgement names it."""
    header = known.headers.get(chain.head.document)
    parts = (
        (header.title, header.source, header.published or "no date") if header else ("authority file", chain.authority)
    )
    return printable(" · ".join(part for part in (*parts, chain.key) if part))


def _name(key: str, known: Known) -> str:
    chain = known.chains.get(known.holders.get(key, key))
    return printable(key if chain is None else chain.head.normal)


def _moment(at: str) -> str:
    return printable(at[:_MINUTE].replace("T", " "))
