"""A store's graph as objects of other libraries: what the exports have, and what the page says."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx
import pytest
import rdflib
from test_graphing import add, filled

import kadry
from kadry import build, graphing
from kadry.errors import UsageError
from kadry.exporters.graphml import write as write_graphml
from kadry.exporters.rdf import write_nquads
from kadry.plugins import ExportOptions
from kadry.queries import Store

ROOT = Path(__file__).parent.parent


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "kadry.db") as opened:
        filled(opened)
        add(opened, ["a<b>&'\"|член|=1+1|current|2020-05|"], 9, "2021")
        yield opened


@pytest.mark.parametrize("days", [{}, {"as_of": "2020-06"}, {"known_at": "2021"}])
def test_networkx_has_what_it_reads_in_graphml(store: Store, days: dict[str, Any]) -> None:
    out = io.BytesIO()
    with graphing.opened(store, **days) as graph:
        write_graphml(graph, out, ExportOptions())
    read = networkx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=True)
    found = store.graph(**days)
    assert read.number_of_edges()
    assert dict(found.nodes(data=True)) == dict(read.nodes(data=True))
    assert set(found.edges(keys=True)) == {(one, other, key) for one, other, key in read.edges(keys=True)}
    edges = {key: values for _, _, key, values in read.edges(keys=True, data=True)}
    assert all(
        values == {k: v for k, v in edges[key].items() if k != "id"}
        for *_, key, values in found.edges(keys=True, data=True)
    )


@pytest.mark.parametrize("days", [{}, {"as_of": "2020-06"}, {"known_at": "2021"}])
def test_rdflib_has_what_it_reads_in_the_nquads(store: Store, days: dict[str, Any]) -> None:
    out = io.BytesIO()
    with graphing.opened(store, **days) as graph:
        write_nquads(graph, out, ExportOptions(base="https://own.example/"))
    read = rdflib.Dataset()
    read.parse(data=out.getvalue(), format="nquads")

    def quads(dataset: rdflib.Dataset) -> set[tuple[str, ...]]:
        return {tuple(term.n3() if term else "" for term in quad) for quad in dataset.quads()}

    assert quads(read)
    assert quads(store.rdf(base="https://own.example/", **days)) == quads(read)


def test_the_tables_count_what_the_graph_holds(store: Store) -> None:
    with graphing.opened(store) as graph:
        sizes = [len(part) for part in (graph.persons, graph.bodies, graph.posts, graph.tenures, graph.statements)]
    tables = store.frame()
    assert [tables[name].num_rows for name in ("persons", "bodies", "posts", "tenures", "claims")] == sizes
    assert store.frame(as_of="2018")["tenures"].num_rows < tables["tenures"].num_rows


def test_answers_are_values_of_python(store: Store) -> None:
    query = """SELECT ?since ?latest ?acting ?sources ?sure ?name ?none {
        ?t org:member/foaf:name ?name ; kadry:acting ?acting ; kadry:sourceCount ?sources ; kadry:confidence ?sure ;
        org:memberDuring ?i . ?i kadry:since ?since ; kadry:startLatest ?latest }"""
    (row,) = store.query(query)
    assert {name: repr(value)[:8] for name, value in row.items()} == {
        "since": "'2020-05",
        "latest": "datetime",
        "acting": "False",
        "sources": "1",
        "sure": "Decimal(",
        "name": "'a<b>&\\'",
        "none": "None",
    }
    assert store.query("ASK { ?a a foaf:Person }") is True
    graph = store.query("CONSTRUCT { ?a a ?b } WHERE { ?a a ?b }")
    assert isinstance(graph, rdflib.Graph)
    assert len(graph) > 10
    with pytest.raises(UsageError):
        store.query("SELECT")


def test_the_examples_of_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(
        r"^```python\n(.*?)^```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.M | re.S
    )
    (tmp_path / "demo").mkdir()
    with kadry.Store(tmp_path / "demo" / "kadry.db") as store:
        build.build([ROOT / "examples"], store, jobs=1)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "docs/python.md", "exec"), {})
