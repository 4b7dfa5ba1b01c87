"""The two sides of a question: who each may be, and the sentence that says so, as lines of text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from kadry.claim import Chain, Claim
from kadry.cli.known import Known, place
from kadry.cli.screen import printable
from kadry.document import Document
from kadry.lookup import Entity

_SHOWN = 4  # names, or the most frequent posts, of an entity


class Evidence(Struct, frozen=True):
    """What claims say of the entities in question.

    claims: how many each entity has. posts: what each is called and where, with counts; of a body, who it has. best:
    the surest claim on each chain.
    """

    claims: Counter[str]
    posts: Mapping[str, Counter[str]]
    best: Mapping[str, Claim]

    def weight(self, entity: Entity) -> int:
        """How much hangs on an entity: its claims and documents."""
        return self.claims[entity.id] + len(_documents(entity))


def gather(known: Known, claims: Iterable[Claim], rejected: Collection[str], keys: Iterable[str]) -> Evidence:
    """What ``claims`` say of the entities that hold ``keys``; they are gone through once, and few are kept."""
    entities = {known.homes[key].id: known.homes[key] for key in keys}
    holders = {m.key: chain.key for e in entities.values() for chain in e.chains for m in (*chain.mentions, chain.head)}
    counts: Counter[str] = Counter()
    posts: dict[str, Counter[str]] = defaultdict(Counter)
    best: dict[str, Claim] = {}
    for claim in claims:
        if claim.id in rejected:
            continue
        for key, post in _sides(claim):
            if (holder := holders.get(key)) is not None:
                home = known.homes[holder].id
                counts[home] += 1
                posts[home][post] += 1
                best[holder] = max(best.get(holder, claim), claim, key=_sureness)
    return Evidence(counts, posts, best)


def _sides(claim: Claim) -> Iterator[tuple[str, str]]:
    """The mention of each entity that a claim is on, with what it says of that entity."""
    role = claim.role.normal if claim.role else None
    body = claim.organization
    yield claim.antecedent.key, " · ".join(part for part in (role, body and body.normal) if part)
    if body is not None:
        yield body.key, " · ".join(part for part in (role, claim.antecedent.normal) if part)


def _sureness(claim: Claim) -> tuple[float, str]:
    return claim.confidence, claim.id


def side(key: str, known: Known, evidence: Evidence, read: Callable[[str], Document]) -> Iterator[str]:
    """One side: name, what is known of the entity, and the sentence of this very chain with its document."""
    chain, entity = known.chains[key], known.homes[key]
    yield f"  {printable(chain.head.normal)}   ({_extent(entity, evidence)})"
    yield from (f"      {line}" for line in _traits(chain, entity, evidence))
    if chain.authority is None:
        yield f"    «{printable(_sentence(chain, evidence, read))}»"
    yield f"      {place(chain, known)}"


def _extent(entity: Entity, evidence: Evidence) -> str:
    counts = ((len(_documents(entity)), "document"), (evidence.claims[entity.id], "claim"))
    return ", ".join((entity.type, *(f"{number} {word}{'' if number == 1 else 's'}" for number, word in counts)))


def _documents(entity: Entity) -> set[str]:
    return {chain.head.document for chain in entity.mentioned}


def _traits(chain: Chain, entity: Entity, evidence: Evidence) -> Iterator[str]:
    others = [name for name in entity.names if name != chain.head.normal]
    posts = sorted(evidence.posts.get(entity.id, Counter()).items(), key=lambda item: (-item[1], item[0]))
    for label, words in (
        ("also called", others),
        ("identity", [one.authority for one in entity.identities if one.authority]),
        ("born", sorted({one.born for one in entity.chains if one.born})),
        ("country", sorted({one.country for one in entity.chains if one.country})),
        ("texts about", sorted({one.setting for one in entity.chains if one.setting})),
        ("posts" if entity.type == "person" else "people", [post for post, _ in posts]),
    ):
        if words:
            more = "; …" if len(words) > _SHOWN else ""
            yield f"{label}: {'; '.join(map(printable, words[:_SHOWN]))}{more}"


def _sentence(chain: Chain, evidence: Evidence, read: Callable[[str], Document]) -> str:
    """The surest claim's quote, else the sentence around the name."""
    from kadry.russian.around import sentence_around

    claim = evidence.best.get(chain.key)
    if claim is not None:
        return claim.evidence.text
    text = read(chain.head.document).text
    span = sentence_around(text, chain.head.start, chain.head.end)
    return text[span.start : span.end]
