"""A graph in which every class and property that an RDF export can have occurs."""

from graphs import small
from msgspec import structs

from kadry.graph import Graph


def whole() -> Graph:
    """The small graph as of a day and as known by one, with an appointment for a term beside what it has already."""
    graph = small()
    old = next(s for s in graph.statements if s.effect == "supports" and s.claim.organization)
    claim = structs.replace(old.claim, change="appointed", since="2023", until="2024-05", term_until="2028")
    new = structs.replace(old, claim=claim, effect="starts")
    statements = [new if statement is old else statement for statement in graph.statements]
    tenures = [
        structs.replace(
            tenure,
            claims=tuple(sorted(claim.id if id == old.claim.id else id for id in tenure.claims)),
            as_of="known" if tenure.acting else "possible",
        )
        for tenure in graph.tenures
    ]
    return structs.replace(
        graph,
        tenures=tenures,
        statements=sorted(statements, key=lambda s: (s.claim.document, s.claim.id)),
        as_of="2024-05-07",
        known_at="2025-03",
    )
