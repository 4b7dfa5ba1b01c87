"""Sources: who says what, how far they agree, what time they cover, how sure they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from kadry.bounds import first_day, last_day
from kadry.graph import Graph, Holding
from kadry.moments import held_at

Agreement = Literal["agree", "differ", "one says", "none says"]
BINS = 10  # of confidence, each a tenth wide; the last takes in 1


class Speaker(Struct, frozen=True, kw_only=True):
    """A document and what the graph takes from it. copy_of: the document that it reprints, or None."""

    document: str
    source: str | None
    published: str | None
    claims: int
    people: int
    copy_of: str | None


class Site(Struct, frozen=True, kw_only=True):
    """All documents of one host ("" where none is stated). reprints: how many reprint another document."""

    host: str
    documents: int
    reprints: int
    claims: int


class Agreed(Struct, frozen=True, kw_only=True):
    """A tenure that several independent sources speak of, and whether they give it one start and one end.

    "one says": only one source dates it; dates of which one only says the other more exactly agree.
    """

    person: str
    role: str | None
    body: str
    tenure: str
    sources: int
    start: Agreement
    end: Agreement


class Covered(Struct, frozen=True, kw_only=True):
    """A year: documents and claims published in it, and the tenures held in it for certain and perhaps."""

    year: int
    documents: int
    claims: int
    known: int
    possible: int


class Bin(Struct, frozen=True, kw_only=True):
    """How many tenures have a confidence from ``least`` up to the next bin's; several: from more than one source."""

    least: float
    tenures: int
    several: int


def speakers(graph: Graph) -> list[Speaker]:
    """The documents that state something, those with most claims first."""
    claims: Counter[str] = Counter()
    people: dict[str, set[str]] = defaultdict(set)
    for statement in graph.statements:
        claims[statement.claim.document] += 1
        people[statement.claim.document].add(statement.person)
    rows = (
        Speaker(
            document=one.id,
            source=one.source,
            published=one.published,
            claims=claims[one.id],
            people=len(people[one.id]),
            copy_of=graph.copies.get(one.id),
        )
        for one in graph.documents
    )
    return sorted(rows, key=lambda row: (-row.claims, row.source or "", row.document))


def sites(speakers: Iterable[Speaker]) -> list[Site]:
    """The documents by the host of their stated address, those with most claims first."""
    groups: dict[str, list[Speaker]] = defaultdict(list)
    for speaker in speakers:
        groups[_host(speaker.source)].append(speaker)
    rows = (
        Site(
            host=host,
            documents=len(group),
            reprints=sum(one.copy_of is not None for one in group),
            claims=sum(one.claims for one in group),
        )
        for host, group in groups.items()
    )
    return sorted(rows, key=lambda row: (-row.claims, row.host))


def agreement(graph: Graph) -> list[Agreed]:
    """The tenures of more than one independent source, those with most sources first."""
    rows = [
        Agreed(
            person=dossier.person.name,
            role=holding.post.role,
            body=holding.body.name,
            tenure=holding.tenure.id,
            sources=holding.tenure.sources,
            start=_said(holding, "since", graph.copies),
            end=_said(holding, "until", graph.copies),
        )
        for dossier in graph.dossiers()
        for holding in dossier.holdings
        if holding.tenure.sources > 1
    ]
    return sorted(rows, key=lambda row: (-row.sources, row.person, row.role or "", row.tenure))


def coverage(graph: Graph, years: Iterable[int]) -> list[Covered]:
    """What is published in each of some years, and of how many tenures it is said that they were held then."""
    published: dict[str, int] = {one.id: int(day[:4]) for one in graph.documents if (day := first_day(one.published))}
    documents = Counter(published.values())
    claims = Counter(published.get(statement.claim.document) for statement in graph.statements)
    wanted = sorted(set(years))
    held: Counter[tuple[int, str | None]] = Counter()
    for tenure in graph.tenures:
        held.update((year, held_at(tenure.bounds, f"{year:04}")) for year in wanted)
    return [
        Covered(
            year=year,
            documents=documents[year],
            claims=claims[year],
            known=held[year, "known"],
            possible=held[year, "possible"],
        )
        for year in wanted
    ]


def confidences(graph: Graph) -> list[Bin]:
    """The tenures by confidence, in ten bins from the least."""
    all_, several = Counter[int](), Counter[int]()
    for tenure in graph.tenures:
        place = min(int(tenure.confidence * BINS + 1e-9), BINS - 1)
        all_[place] += 1
        several[place] += tenure.sources > 1
    return [Bin(least=place / BINS, tenures=all_[place], several=several[place]) for place in range(BINS)]


def _host(address: str | None) -> str:
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:  # an address that is none, such as http://[
        return ""


def _said(holding: Holding, name: Literal["since", "until"], copies: Mapping[str, str]) -> Agreement:
    """Whether the sources' dates can be one date."""
    windows: list[tuple[str, str]] = []
    sources = set()
    for claim in (statement.claim for statement in holding.statements):
        written = claim.since if name == "since" else claim.until
        first, last = first_day(written), last_day(written)
        if first is not None and last is not None:
            windows.append((first, last))
            sources.add(copies.get(claim.document, claim.document))
    if len(sources) < 2:
        return "one says" if sources else "none says"
    return "agree" if max(first for first, _ in windows) <= min(last for _, last in windows) else "differ"
