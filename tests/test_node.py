"""Exports read by programs of another language: N3.js, rdf-validate-shacl and graphology find what Python finds."""

import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import networkx
import pyoxigraph
import pytest
from graphs import HOSTILE, named, small
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat
from whole import BASE, examples, node, whole, with_object, written

from kadry.exporters import validation
from kadry.exporters import vocabulary as v
from kadry.exporters.validation import SYNTAXES, validate
from kadry.graph import Graph

SCRIPTS = Path(__file__).parent / "node"
SHAPES = Path(validation.__file__).with_name("shapes.ttl")
# xmldom, with which graphology reads, takes the line ends of XML 1.1 for line ends in XML 1.0 too
LINE_ENDS = re.compile("[\x85\u2028]")
# what only one of graphology and networkx puts among an edge's attributes
ELSEWHERE = {"id", "start", "end", "kind"}
FORMATS = {"turtle": "Turtle", "trig": "TriG", "ntriples": "N-Triples", "nquads": "N-Quads"}

pytestmark = [
    pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed"),
    pytest.mark.skipif(not (SCRIPTS / "node_modules").is_dir(), reason="make node installs what this needs"),
]


def run(script: str, *words: object) -> list[Any]:
    """The lines of JSON that a script prints."""
    command = ["node", str(SCRIPTS / script), *map(str, words)]
    return [json.loads(line) for line in subprocess.run(command, check=True, capture_output=True).stdout.splitlines()]


@pytest.mark.parametrize("graph", [whole(), named("\n".join(HOSTILE))], ids=["whole", "hostile"])
@pytest.mark.parametrize("syntax", FORMATS)
def test_n3_reads_the_same_statements(syntax: str, graph: Graph, tmp_path: Path) -> None:
    path = written(graph, tmp_path / "graph", syntax)
    quads = list(pyoxigraph.parse(path=path, format=SYNTAXES[syntax]))
    (read,) = run("rdf.mjs", FORMATS[syntax], path)
    assert read == {
        "quads": len(quads),
        "graphs": len({quad.graph_name for quad in quads if isinstance(quad.graph_name, NamedNode)}),
        "classes": Counter(value(quad) for quad in quads if quad.predicate.value == v.TYPE),
        "names": sorted(value(quad) for quad in quads if quad.predicate.value == v.NAME),
    }
    assert sorted(person.name for person in graph.persons) == read["names"]


def value(quad: Quad) -> str:
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object.value


def test_rdf_validate_shacl_comes_to_the_same_verdicts(tmp_path: Path) -> None:
    triples = list(pyoxigraph.parse(path=written(whole(), tmp_path / "0.nt", "ntriples"), format=RdfFormat.N_TRIPLES))
    chosen = [quad for (kind, predicate), quad in examples(triples).items() if kind and predicate != v.SAME_AS]
    files = [tmp_path / "0.nt"]
    for number, part in enumerate([chosen[start::4] for start in range(4)]):
        for damage, change in {"gone": gone, "altered": altered, "misspelt": misspelt}.items():
            files.append(tmp_path / f"{damage}{number}.nt")
            changes = {quad: change(quad) for quad in part}
            changed = [new for quad in triples if (new := changes.get(quad, quad)) is not None]
            pyoxigraph.serialize((quad.triple for quad in changed), files[-1], RdfFormat.N_TRIPLES)
    ours = [sorted(f.node for _, faults in validate(file, "ntriples") for f in faults) for file in files]
    assert run("shacl.mjs", SHAPES, *files) == [{"conforms": not nodes, "nodes": nodes} for nodes in ours]
    assert [bool(nodes) for nodes in ours] == [False] + [True] * 12


def gone(quad: Quad) -> Quad | None:
    return None


def altered(quad: Quad) -> Quad | None:
    return with_object(quad, NamedNode(BASE + "nowhere") if isinstance(quad.object, Literal) else Literal("слово"))


def misspelt(quad: Quad) -> Quad | None:
    return Quad(NamedNode(node(quad)), NamedNode(quad.predicate.value + "s"), quad.object, quad.graph_name)


@pytest.mark.parametrize("graph", [small(), named("\n".join(HOSTILE))], ids=["small", "hostile"])
@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_graphology_reads_the_same_nodes_and_edges(format: str, graph: Graph, tmp_path: Path) -> None:
    path = written(graph, tmp_path / f"graph.{format}", format)
    expected = networkx.read_gexf(path) if format == "gexf" else networkx.read_graphml(path, force_multigraph=True)
    (read,) = run("drawing.mjs", path)
    ends = "\n" if format == "graphml" else " "  # labels in GEXF are attributes of XML
    assert {**read, "ofEdges": {name: n for name, n in read["ofEdges"].items() if name not in ELSEWHERE}} == {
        "nodes": len(expected.nodes),
        "edges": len(expected.edges),
        "ofNodes": Counter(name for _, attributes in expected.nodes(data=True) for name in attributes),
        "ofEdges": Counter(
            name for *_, attributes in expected.edges(data=True) for name in attributes if name not in ELSEWHERE
        ),
        "labels": sorted(LINE_ENDS.sub(ends, attributes["label"]) for _, attributes in expected.nodes(data=True)),
    }
