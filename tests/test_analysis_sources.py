import pytest
from graphs import HOSTILE, graphs, named, small
from hypothesis import given
from msgspec import structs
from test_analysis_contradictions import graph_of, said

from kadry.analysis import agreement, confidences, coverage, sites, speakers
from kadry.graph import Graph


@given(graphs())
def test_what_is_counted_is_all_there_is(graph: Graph) -> None:
    found = speakers(graph)
    assert sorted(row.document for row in found) == [document.id for document in graph.documents]
    assert sum(row.claims for row in found) == len(graph.statements)
    hosts = sites(found)
    assert sum(site.documents for site in hosts) == len(graph.documents)
    assert sum(site.claims for site in hosts) == len(graph.statements)
    assert sum(site.reprints for site in hosts) == len(graph.copies)
    bins = confidences(graph)
    assert sum(one.tenures for one in bins) == len(graph.tenures)
    assert sum(one.several for one in bins) == len(agreement(graph)) <= len(graph.tenures)


@pytest.mark.parametrize("name", [*HOSTILE, "http://[", "https://[::1", "//user:pass@host:x/"])
def test_an_address_that_is_none_has_no_host_and_breaks_nothing(name: str) -> None:
    assert sum(site.documents for site in sites(speakers(named(name)))) == 1


def test_documents_by_claims_and_reprints() -> None:
    first, *_ = speakers(small())
    assert (first.claims, first.people) == (5, 2)
    assert [(site.host, site.documents, site.claims) for site in sites(speakers(small()))] == [
        ("", 2, 6),
        ("news.example", 1, 2),
    ]
    assert sum(row.copy_of is not None for row in speakers(small())) == 1


def test_whether_sources_give_one_date() -> None:
    left, exact = said(1, 0, since="2012", observed="2019-01-01"), said(2, 0, since="2012-05", observed="2020")
    other, none = said(2, 0, since="2014", observed="2020"), said(2, 0, observed="2020-01-01")

    def start(*claims: object) -> list[tuple[str, str]]:
        return [(row.start, row.end) for row in agreement(graph_of(claims))]  # type: ignore[arg-type]

    assert start(left, exact) == [("agree", "none says")]
    assert start(left, other) == [("differ", "none says")]
    assert start(left, none) == [("one says", "none says")]
    assert start(left) == []  # one source agrees with itself
    graph = graph_of([left, exact])
    first, second = sorted(document.id for document in graph.documents)
    (tenure,) = graph.tenures
    reprinted = structs.replace(graph, copies={second: first}, tenures=[structs.replace(tenure, sources=1)])
    assert agreement(reprinted) == []


def test_years_count_what_is_published_and_what_was_held() -> None:
    rows = coverage(small(), [2025, 2019, 2024])
    assert [(row.year, row.documents, row.claims, row.known, row.possible) for row in rows] == [
        (2019, 0, 0, 1, 2),
        (2024, 1, 2, 2, 1),
        (2025, 1, 5, 0, 2),
    ]


def test_confidence_one_falls_into_the_last_bin() -> None:
    graph = small()
    whole = structs.replace(graph, tenures=[structs.replace(tenure, confidence=1.0) for tenure in graph.tenures])
    assert [one.tenures for one in confidences(whole)] == [0] * 9 + [3]
