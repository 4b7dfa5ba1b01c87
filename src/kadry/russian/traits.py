"""Traits: what a text tells of its persons besides their posts, and what parts namesakes."""

from collections.abc import Collection, Iterable, Mapping

from msgspec.structs import replace

from kadry.claim import Chain
from kadry.russian.births import births, joined
from kadry.russian.nationality import nationalities
from kadry.russian.parse import Parse


def with_traits(parse: Parse, chains: Iterable[Chain]) -> tuple[Chain, ...]:
    """The chains, each person's with what the document tells of the person.

    chains: the document's own, or such as are made of mentions that somebody else has found in it; what the document
    tells of a mention counts where a chain has the same one.
    """
    dates, countries = births(parse), nationalities(parse)
    return tuple([_with(c, parse.country, dates, countries) if c.head.type == "person" else c for c in chains])


def _with(
    chain: Chain, setting: str | None, dates: Mapping[str, str], countries: Mapping[str, Collection[str]]
) -> Chain:
    """What all mentions agree on; what they contradict each other about is left out."""
    keys = [m.key for m in chain.mentions] if dates or countries else []
    born = joined({dates[key] for key in keys if key in dates})
    codes = {code for key in keys for code in countries.get(key, ())}
    return replace(chain, setting=setting, born=born, country=codes.pop() if len(codes) == 1 else None)
