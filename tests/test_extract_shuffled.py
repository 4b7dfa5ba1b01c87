"""Extraction goes through whatever sentences stand beside each other."""

import pytest

import memory
from kadry.build import extract, extract_batch
from kadry.document import make_document

DOCUMENTS = 80


@pytest.fixture(scope="module")
def shuffled() -> list[str]:
    """Documents of the sentences of examples/, in an order that no text has."""
    return [text for _, text in zip(range(DOCUMENTS), memory.shuffled(7), strict=False)]


def test_no_order_of_sentences_makes_a_rule_fail(shuffled: list[str]) -> None:
    documents = [make_document(text) for text in shuffled]
    found = extract_batch(documents)
    assert sum(len(one.claims) for one in found) > DOCUMENTS
    assert {claim.document for one in found for claim in one.scene} <= {document.id for document in documents}


def test_evidence_is_of_the_document(shuffled: list[str]) -> None:
    for text in shuffled[:20]:
        document = make_document(text)
        found = extract(document)
        for claim in (*found.claims, *found.scene):
            quote = claim.evidence
            assert document.text[quote.start : quote.end] == quote.text
