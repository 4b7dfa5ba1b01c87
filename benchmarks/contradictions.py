"""What contradicts what: ``contradictions.py STORE [--show]`` by kind and certainty, with ``--show`` the sentences.

``contradictions.py --claims 1000000`` finds those of a made-up graph that is never held (roster.py), where every claim
states a term of three years in a post that one person holds: far more contradict than in any texts. It says how long
that takes and in how much memory (Linux only); the reading is part of both.
"""

import argparse
import time
from collections import Counter

from msgspec import structs

from kadry import Store, build_graph
from kadry.analysis import contradictions
from kadry.graph import Dossier, Graph, Statement
from name_forms import MEGABYTE, peak
from roster import Roster, roster


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", nargs="?", help="a store; without it the graph is made up")
    parser.add_argument("--claims", type=int, default=1_000_000, help="of the made-up graph")
    parser.add_argument("--show", action="store_true", help="each with its sentences")
    args = parser.parse_args()
    graph = _stored(args.store) if args.store else dated(roster(args.claims))
    show(graph, sentences=args.show)


def show(graph: Graph, *, sentences: bool = False) -> None:
    """Print the counts, the seconds and the most memory that the process held."""
    begun = time.process_time()
    counts: Counter[tuple[str, str]] = Counter()
    texts = {one.claim.id: one.claim.evidence.text for one in graph.statements} if sentences else {}
    for row in contradictions(graph):
        counts[row.kind, row.certainty] += 1
        if sentences:
            print(f"{row.kind}, {row.certainty}: {' and '.join(row.people)}, {row.role}, {row.body}, {row.dates}")
            print(*(f"    {texts[claim]}" for claim in row.claims), sep="\n")
    seconds = time.process_time() - begun
    for (kind, certainty), number in sorted(counts.items()):
        print(f"{kind:12} {certainty:9} {number:8}")
    print(f"{len(graph.persons)} people, {len(graph.tenures)} tenures, {len(graph.statements)} claims")
    print(f"{seconds:.0f} s, {peak() / MEGABYTE:.0f} MB")


def dated(graph: Roster) -> Graph:
    """The same graph with an end to every start that is stated, and nobody but chairmen."""
    return structs.replace(graph, tell=lambda evidence: map(_with_ends, graph.tell(evidence)))


def _with_ends(dossier: Dossier) -> Dossier:
    holdings = (
        structs.replace(
            holding,
            post=structs.replace(holding.post, role="председатель"),
            statements=tuple(map(_with_end, holding.statements)),
        )
        for holding in dossier.holdings
    )
    return structs.replace(dossier, holdings=tuple(holdings))


def _with_end(statement: Statement) -> Statement:
    since = statement.claim.since
    until = None if since is None else str(int(since[:4]) + 3)
    return structs.replace(statement, claim=structs.replace(statement.claim, status="former", until=until))


def _stored(path: str) -> Graph:
    with Store(path) as store:
        return build_graph(store)


if __name__ == "__main__":
    main()
