"""Independent sources: reprints count once, in counts and in confidence, whatever the order and whoever is first."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from projecting import project
from test_project import by_name, claim, only

from kadry.claim import RoleClaim, Support
from kadry.document import Header
from kadry.graph import Graph
from kadry.project.sources import first_copies, weigh


def sure(document: str, confidence: float, **fields: str) -> RoleClaim:
    return structs.replace(claim(document, **fields), supports=(Support("titles@1", confidence),))


def graph(*claims: RoleClaim, copies: dict[str, str] | None = None) -> Graph:
    headers = [Header(id=document, published="2020-05-01") for document in sorted({c.document for c in claims})]
    return project(headers, claims, *by_name(claims), copies=copies or {})


@pytest.mark.parametrize(
    ("stated", "copies", "sources", "confidence"),
    [
        ({"d1": 0.9}, {}, 1, 0.9),
        ({"d1": 0.9, "d2": 0.8}, {}, 2, 0.98),
        ({"d1": 0.9, "d2": 0.8}, {"d2": "d1"}, 1, 0.9),
        ({"d1": 0.7, "d2": 0.8}, {"d2": "d1"}, 1, 0.8),
        ({"d1": 0.9, "d2": 0.9, "d3": 0.5}, {"d3": "d2"}, 2, 0.99),
        ({"d2": 0.9, "d3": 0.8}, {"d2": "d1", "d3": "d1"}, 1, 0.9),
        ({"d1": 1.0, "d2": 0.3}, {}, 2, 1.0),
        ({"d1": 0.3333, "d2": 0.3333}, {}, 2, 0.5555),
    ],
)
def test_a_tenure_counts_its_sources_once(
    stated: dict[str, float], copies: dict[str, str], sources: int, confidence: float
) -> None:
    tenure = only(graph(*(sure(document, value) for document, value in stated.items()), copies=copies).tenures)
    assert (tenure.sources, tenure.confidence) == (sources, confidence)
    assert len(tenure.claims) == len(stated)


def test_two_sentences_of_one_document_are_one_source() -> None:
    one, two = sure("d1", 0.6), structs.replace(sure("d1", 0.7), change="appointed")
    tenure = only(graph(one, two).tenures)
    assert (len(tenure.claims), tenure.sources, tenure.confidence) == (2, 1, 0.7)


def test_what_is_not_asserted_adds_no_source() -> None:
    denied = structs.replace(sure("d2", 0.9), status="denied")
    tenure = only(graph(sure("d1", 0.6), denied).tenures)
    assert (tenure.sources, tenure.confidence) == (1, 0.6)


def test_the_first_of_a_group_is_in_the_graph() -> None:
    """Where the document that stands for a group states nothing, or is gone, the next of the group takes its place."""
    copies = {"d2": "d1", "d3": "d1", "d5": "d4"}
    assert first_copies(copies, ("d1", "d2", "d3", "d4")) == {"d2": "d1", "d3": "d1"}
    found = graph(sure("d3", 0.9), sure("d2", 0.8), sure("d5", 0.7), copies=copies)
    assert found.copies == {"d3": "d2"}
    assert only(found.tenures).sources == 2
    assert graph(sure("d2", 0.8), copies=copies) == graph(sure("d2", 0.8))


CONFIDENCES = st.floats(0, 1)


@given(st.dictionaries(st.sampled_from("abcdefgh"), CONFIDENCES, min_size=1), st.data(), st.randoms())
def test_neither_order_nor_the_choice_of_the_first_counts(
    stated: dict[str, float], data: st.DataObject, dice: Random
) -> None:
    groups = {document: data.draw(st.sampled_from("xyz")) for document in stated}
    claims = [sure(document, value) for document, value in stated.items()]
    sources, confidence = weigh(claims, groups)
    assert weigh(dice.sample(claims, len(claims)), groups) == (sources, confidence)
    renamed = {document: f"{group}-other" for document, group in groups.items()}
    assert weigh(claims, renamed) == (sources, confidence)
    assert sources == len(set(groups.values()))
    assert round(max(stated.values()), 4) <= confidence <= 1
    assert weigh(claims, {})[1] >= confidence
