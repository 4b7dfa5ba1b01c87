"""What a document calls each of its persons: the posts that part namesakes, with their bodies and countries."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from kadry.claim import Chain, Held, Mention, RoleClaim
from kadry.fold import fold
from kadry.russian.countries import countries_by_name


def with_posts(chains: Sequence[Chain], claims: Iterable[RoleClaim]) -> tuple[Chain, ...]:
    """The chains, each person's with the posts, professions, ranks and titles that the claims say are or were held.

    chains: of one document, also such as are made of mentions that somebody else has found. claims: settled ones of
    that document; each counts for the chain of its person, or of the antecedent where no chain has the person.
    """
    told = list(claims)
    starts = {m.start for c in told for m in (c.person, c.antecedent, c.organization) if m is not None}
    holders = {m.key: chain for chain in chains for m in chain.mentions if m.start in starts}
    held: dict[str, set[Held]] = {}
    for claim in told:
        holder = holders.get(claim.person.key) or holders.get(claim.antecedent.key)
        if holder is not None and claim.status not in ("denied", "future") and not claim.reported:
            held.setdefault(holder.key, set()).add(_held(claim, holders))
    return tuple([_holding(chain, held) for chain in chains]) if held else tuple(chains)


def _holding(chain: Chain, held: Mapping[str, Collection[Held]]) -> Chain:
    posts = held.get(chain.key)
    return chain if posts is None else replace(chain, posts=tuple(sorted(posts)))


def _held(claim: RoleClaim, holders: Mapping[str, Chain]) -> Held:
    body = claim.organization
    if body is None:
        return Held(fold(claim.role.normal) if claim.role else "")
    chain = holders.get(body.key)
    country = (chain.country if chain is not None else None) or _named(body)
    named = body.normal if chain is None or " " in body.normal else chain.head.normal  # «совет»
    return Held(fold(claim.role.normal) if claim.role else "", fold(named), country)


def _named(body: Mention) -> str:
    """The country that a body's whole name is: that of an adjective (литовский премьер) is in no chain."""
    country = countries_by_name().get(fold(body.normal))
    return country.code if country is not None else ""
