"""The benchmark of exports: its made-up graph is one, each pass the same, its figures of what was written."""

import io
import tracemalloc
from collections.abc import Callable
from itertools import pairwise

import networkx
import pytest

import exports
import exports_peers as peers
from kadry.exporters import graphml, rdf
from kadry.graph import Graph, Thing
from kadry.plugins import ExportOptions, load
from roster import held, roster

CLAIMS = 200
# rdflib's own parser calls what rdflib calls deprecated
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def in_memory() -> Graph:
    """The made-up graph as an ordinary one, which joins its dossiers itself."""
    made = roster(CLAIMS)
    return Graph(
        list(made.documents),
        list(made.persons),
        list(made.bodies),
        list(made.posts),
        list(made.tenures),
        list(made.statements),
        rules=made.rules,
    )


def test_a_made_up_graph_holds_together() -> None:
    graph, made = in_memory(), roster(CLAIMS)
    assert list(made.dossiers()) == list(graph.dossiers())
    assert list(made.dossiers(evidence=False)) == list(graph.dossiers(evidence=False))
    for records in (graph.documents, graph.persons, graph.bodies, graph.posts, graph.tenures):
        assert all(one.id < other.id for one, other in pairwise(records))  # type: ignore[attr-defined]
    claims = [(statement.claim.document, statement.claim.id) for statement in graph.statements]
    assert claims == sorted(set(claims))
    assert len(claims) == len(made.statements) == CLAIMS
    assert (len(made.persons), len(made.bodies), len(made.tenures)) == (60, 10, 140)
    for statement in graph.statements:
        mention, quote = statement.claim.person, statement.claim.evidence
        assert quote.text[mention.start - quote.start : mention.end - quote.start] == mention.text
    rules = {support.rule for statement in graph.statements for support in statement.claim.supports}
    assert sorted(rules) == list(graph.rules)


def test_what_is_around_the_posts_of_a_made_up_graph_holds_together() -> None:
    graph = held(roster(CLAIMS, scene=True))
    things: list[Thing] = [*graph.structures, *graph.decisions, *graph.events, *graph.successions]
    assert len(things) == len(graph.tellings) == 4 * CLAIMS // 20
    told = [(telling.claim.document, telling.claim.id) for telling in graph.tellings]
    assert told == sorted(set(told))
    assert {telling.about: (telling.claim.id,) for telling in graph.tellings} == {one.id: one.claims for one in things}
    assert {document for document, _ in told} <= {header.id for header in graph.documents}
    entities = {person.id for person in graph.persons} | {body.id for body in graph.bodies}
    named = {one.body for one in graph.structures} | {one.other for one in graph.structures}
    named |= {str(one.issuer) for one in graph.decisions} | {str(one.predecessor) for one in graph.successions}
    assert named <= entities
    assert not roster(CLAIMS).tellings
    assert set(graph.rules) > set(roster(CLAIMS).rules)


def test_each_pass_gives_the_same_and_no_record_can_be_picked() -> None:
    made = roster(CLAIMS)
    assert list(made.statements) == list(made.statements) == list(held(made).statements)
    with pytest.raises(TypeError, match="gone through"):
        made.statements[0]
    with pytest.raises(ValueError, match="multiple of 20"):
        roster(30)


def test_what_is_counted_is_what_is_written() -> None:
    out = io.BytesIO()
    rdf.write_nquads(in_memory(), out, ExportOptions())
    found = exports.measure(roster(CLAIMS), "nquads")
    assert (found.bytes, found.lines) == (len(out.getvalue()), out.getvalue().count(b"\n"))
    assert exports.measure(roster(CLAIMS), exports.READING).bytes == 0


def test_peers_are_given_the_whole_graph() -> None:
    out = io.BytesIO()
    graphml.write(in_memory(), out, ExportOptions())
    edges, write = peers.graphml(out.getvalue())
    again = io.BytesIO()
    write(again)
    read = networkx.read_graphml(io.BytesIO(again.getvalue()), force_multigraph=True)
    assert edges == read.number_of_edges() == 140
    statements, _ = peers.nquads(written("nquads"))
    assert statements == exports.measure(roster(CLAIMS), "nquads").lines
    assert peers.turtle(written("turtle"))[0] == statements


def written(format: str) -> bytes:
    out = io.BytesIO()
    load("exporters", format)(in_memory(), out, ExportOptions())
    return out.getvalue()


def test_the_tables_name_each_row(capsys: pytest.CaptureFixture[str]) -> None:
    exports.show([exports.Run("nquads", 2.0, 3_000_000, 50_000, 61)])
    assert capsys.readouterr().out.splitlines()[1].split() == ["nquads", "2.0", "3", "50,000", "25,000", "61"]
    peers.show([peers.Duel("rdflib", "nquads", 1000, 0.5, 3.0)])
    row = capsys.readouterr().out.splitlines()[1].split()
    assert row == ["rdflib", "nquads", "1,000", "0.500", "3.000", "2,000", "6.0"]


@pytest.mark.parametrize("format", ["csv", "neo4j", "parquet"])
def test_a_folder_is_measured_by_its_files(format: str) -> None:
    found = exports.measure(roster(CLAIMS), format)
    assert found.bytes > 10_000
    assert (found.lines > CLAIMS) == (format != "parquet")


@pytest.mark.parametrize("format", ["turtle", "graphml"])
def test_no_export_holds_the_graph(format: str) -> None:
    write = load("exporters", format)
    write(roster(CLAIMS), exports.Nowhere(), ExportOptions())  # what is loaded once

    def grown(work: Callable[[Graph], object]) -> int:
        """How many more bytes are held at once for a graph of three times the claims."""
        return most(work, 3000) - most(work, 1000)

    written = grown(lambda graph: write(graph, exports.Nowhere(), ExportOptions()))
    assert 2 * written < grown(lambda graph: list(graph.statements))


def most(work: Callable[[Graph], object], claims: int) -> int:
    """The most bytes held while something is done with a made-up graph."""
    graph = roster(claims)
    tracemalloc.start()
    try:
        work(graph)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
