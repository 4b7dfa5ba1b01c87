"""Dossiers: all that a graph holds of each person, joined."""

from graphs import graphs, small
from hypothesis import given

from kadry.graph import Graph


def test_a_dossier_joins_tenures_posts_bodies_and_sentences() -> None:
    graph = small()
    found = list(graph.dossiers())
    assert [dossier.person for dossier in found] == list(graph.persons)
    for dossier in found:
        for holding in dossier.holdings:
            assert holding.tenure.person == dossier.person.id
            assert (holding.tenure.post, holding.post.body) == (holding.post.id, holding.body.id)
            assert tuple(s.claim.id for s in holding.statements) == holding.tenure.claims
        assert {other.statement.effect for other in dossier.others} <= {"denies", "plans", "reports"}


def test_without_evidence_there_are_holdings_only() -> None:
    graph = small()
    for full, bare in zip(graph.dossiers(), graph.dossiers(evidence=False), strict=True):
        assert [holding.tenure for holding in bare.holdings] == [holding.tenure for holding in full.holdings]
        assert not bare.others
        assert not any(holding.statements for holding in bare.holdings)


@given(graphs())
def test_nothing_of_a_graph_is_missing_from_its_dossiers(graph: Graph) -> None:
    found = list(graph.dossiers())
    assert sorted(h.tenure for d in found for h in d.holdings) == list(graph.tenures)
    told = [
        s for d in found for s in (*(s for h in d.holdings for s in h.statements), *(o.statement for o in d.others))
    ]
    assert sorted(s.claim.id for s in told) == sorted(s.claim.id for s in graph.statements)
