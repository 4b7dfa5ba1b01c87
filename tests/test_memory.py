"""Merging, projecting and exporting hold no sentence: their memory grows with names and ids, not with text."""

import io
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from msgspec import structs
from test_project import claim

from kadry import graphing
from kadry.claim import Chain, Extraction, Mention, Quote, RoleClaim, entity_id
from kadry.document import Document, Reading
from kadry.graph import Graph
from kadry.plugins import ExportOptions, load, names, usual
from kadry.resolve import partition
from kadry.store import Store

DOCUMENTS = 1_000
LONG = 10_000  # characters
ALLOWED = 8_000_000  # bytes; the text alone would be 20 million


class Nowhere(io.RawIOBase):
    """Takes all and keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return len(cast(bytes, data))


def claims() -> Iterator[RoleClaim]:
    """A claim a document, with a very long sentence, of one of 100 people."""
    for number in range(DOCUMENTS):
        said = claim(f"{number:032x}", f"Иван Петров{number % 100}", observed=None)
        named = "".join(one.text.ljust(50) for one in (said.person, said.role, said.organization) if one is not None)
        yield structs.replace(said, evidence=Quote(0, LONG, named.ljust(LONG, "ж")))


def chains() -> Iterator[Chain]:
    """The people and bodies of the claims, each with one very long mention."""
    for said in claims():
        for head in (said.person, said.organization):
            assert head is not None
            more = Mention(
                said.document, 200 + head.start, 200 + head.start + LONG // 2, head.type, "ж" * (LONG // 2), "ж"
            )
            yield Chain(head, (head, more))


def peak(work: Callable[[], object]) -> int:
    """The most bytes that Python's objects took while ``work`` ran, beyond what they took before."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The claims and chains in a file."""
    with Store(tmp_path_factory.mktemp("memory") / "kadry.db") as store:
        own = {document: tuple(group) for document, group in groupby(chains(), lambda chain: chain.head.document)}
        for number, said in enumerate(claims()):
            document = Document(id=said.document, text=said.evidence.text)
            found = Extraction(document=document.id, claims=(said,), chains=own[document.id], version="v1")
            store.add(Reading(document=document, name=str(number), location=f"/{number}.txt"), found)
        yield store


@pytest.fixture(scope="module")
def graph(store: Store) -> Iterator[Graph]:
    with graphing.opened(store) as graph:
        yield graph


def test_merging_keeps_no_chain_and_only_what_was_merged() -> None:
    entities = partition(chains(), (), {}).entities
    assert len(entities) == (DOCUMENTS - 100) + (DOCUMENTS - 1)  # 100 people and one body have founders
    assert len(set(entities.values())) == 101
    assert entity_id(next(chains()).key) in entities.values()
    assert peak(lambda: partition(chains(), (), {})) < ALLOWED


def test_a_view_is_made_without_holding_sentences(store: Store) -> None:
    assert peak(lambda: graphing.refresh(store)) < ALLOWED


def test_a_graph_holds_no_sentence(graph: Graph) -> None:
    assert peak(lambda: [statement.claim.id for statement in graph.statements]) < ALLOWED
    assert sum(len(statement.claim.evidence.text) for statement in graph.statements) == DOCUMENTS * LONG


@pytest.mark.parametrize("format", usual())  # the page for readers holds its graph, which must be small
def test_an_export_holds_no_more_than_the_sentences_of_one_tenure(graph: Graph, format: str) -> None:
    out = cast(BinaryIO, Nowhere())
    assert peak(lambda: load("exporters", format)(graph, out, ExportOptions())) < ALLOWED


@pytest.mark.parametrize("format", names("folders"))
def test_an_export_of_several_files_holds_no_more_than_a_batch_of_rows(
    graph: Graph, format: str, tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow.parquet")  # as what a library takes to load is no matter here
    assert peak(lambda: load("folders", format)(graph, tmp_path, ExportOptions())) < ALLOWED
