"""Traits: what a text tells of its persons besides their posts, and what parts namesakes."""

from collections.abc import Iterable

from msgspec.structs import replace

from kadry.claim import Chain
from kadry.russian.parse import Parse


def with_traits(parse: Parse, chains: Iterable[Chain]) -> tuple[Chain, ...]:
    """The chains, each person's with what the document tells of the person.

    chains: the document's own, or such as are made of mentions that somebody else has found in it.
    """
    return tuple(replace(c, setting=parse.country) if c.head.type == "person" else c for c in chains)
