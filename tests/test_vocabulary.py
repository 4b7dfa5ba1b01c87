"""Our own terms: each is described, each can be written, each syntax of the file reads, and the page says the same."""

import re
import shutil
import subprocess
from functools import partial
from importlib.resources import files
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS
from whole import whole

from kadry.exporters import vocabulary
from kadry.exporters.statements import quads
from kadry.exporters.terms import Literal

FILE = files("kadry.exporters") / "kadry.ttl"
PAGE = Path(__file__).parents[1] / "docs" / "vocabulary.md"
KINDS = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
TERMS = {
    value.removeprefix(vocabulary.KADRY)
    for name, value in vars(vocabulary).items()
    if name != "KADRY" and isinstance(value, str) and value.startswith(vocabulary.KADRY)
}


@pytest.fixture(scope="module")
def described() -> rdflib.Graph:
    return rdflib.Graph().parse(data=FILE.read_text(encoding="utf-8"), format="turtle")


def own(described: rdflib.Graph) -> dict[str, rdflib.URIRef]:
    return {
        str(s).removeprefix(vocabulary.KADRY): s
        for s in described.subjects(RDF.type)
        if isinstance(s, rdflib.URIRef) and str(s).startswith(vocabulary.KADRY)
    }


def test_every_term_that_is_written_is_described_and_no_other(described: rdflib.Graph) -> None:
    assert set(own(described)) == TERMS


def test_an_export_can_have_each_of_them() -> None:
    written = {term for quad in quads(whole(), "https://base.example/") for term in quad[:3] if isinstance(term, str)}
    assert {term.removeprefix(vocabulary.KADRY) for term in written if term.startswith(vocabulary.KADRY)} == TERMS


def test_each_has_labels_in_two_languages_and_one_comment(described: rdflib.Graph) -> None:
    for name, term in own(described).items():
        labels = [label.language for label in described.objects(term, RDFS.label) if isinstance(label, rdflib.Literal)]
        assert sorted(map(str, labels)) == ["en", "ru"], name
        assert len(list(described.objects(term, RDFS.comment))) == 1, name


def test_what_a_term_leads_to_agrees_with_its_kind(described: rdflib.Graph) -> None:
    for name, term in own(described).items():
        kind = described.value(term, RDF.type)
        assert kind in KINDS, name
        assert name[0].isupper() == (kind == OWL.Class), name
        ranges = [str(range) for range in described.objects(term, RDFS.range)]
        literal = any(range.startswith(vocabulary.XSD) or range == str(RDFS.Literal) for range in ranges)
        assert literal == (kind == OWL.DatatypeProperty), name


def test_domains_and_ranges_are_true_of_what_is_written(described: rdflib.Graph) -> None:
    data = rdflib.Graph()
    for subject, predicate, object, _ in quads(whole(), "https://base.example/"):
        datatype = object.datatype or vocabulary.XSD + "string" if isinstance(object, Literal) else None
        value = (
            rdflib.Literal(object.value, datatype=datatype) if isinstance(object, Literal) else rdflib.URIRef(object)
        )
        data.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), value))
    for name, term in own(described).items():
        domains, ranges = (set(described.objects(term, property)) for property in (RDFS.domain, RDFS.range))
        for node, given in data.subject_objects(term):
            assert domains <= set(data.objects(node, RDF.type)), name
            if isinstance(given, rdflib.Literal):
                assert ranges <= {given.datatype, RDFS.Literal}, name
            else:
                assert ranges <= set(data.objects(given, RDF.type)), name


def test_what_is_refined_is_a_standard_term(described: rdflib.Graph) -> None:
    standard = {vocabulary.PROV, vocabulary.DCTERMS}
    refined = {
        str(term) for property in (RDFS.subClassOf, RDFS.subPropertyOf) for term in described.objects(None, property)
    }
    assert refined
    assert all(any(term.startswith(namespace) for namespace in standard) for term in refined)


def test_pyoxigraph_and_rapper_read_the_same_file(described: rdflib.Graph) -> None:
    text = FILE.read_bytes()
    assert len(list(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE))) == len(described)
    if shutil.which("rapper") is None:
        pytest.skip("rapper is not installed")
    read = subprocess.run(
        ["rapper", "-q", "-i", "turtle", "-", "https://x.example/"], input=text, capture_output=True, check=True
    )
    assert len(read.stdout.splitlines()) == len(described)


def test_the_page_says_what_the_file_says(described: rdflib.Graph) -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in page.splitlines() if "| kadry:" in line]
    assert len(rows) == len(own(described))
    assert {row[0]: row for row in rows} == {
        row[0]: row for row in map(partial(_row, described), own(described).values())
    }


def _row(described: rdflib.Graph, term: rdflib.URIRef) -> list[str]:
    def cell(*properties: rdflib.URIRef) -> str:
        values = (value for property in properties for value in described.objects(term, property))
        return " ".join(described.namespace_manager.normalizeUri(str(value)) for value in values) or "—"

    labels = {str(label.language): str(label) for label in described.objects(term, RDFS.label)}  # type: ignore[attr-defined]
    return [
        described.namespace_manager.normalizeUri(str(term)),
        f"{labels['en']}; {labels['ru']}",
        cell(RDFS.domain),
        cell(RDFS.range),
        cell(RDFS.subClassOf, RDFS.subPropertyOf),
        str(described.value(term, RDFS.comment)),
    ]


def test_the_example_of_the_page_uses_terms_as_they_are_described(described: rdflib.Graph) -> None:
    (example,) = re.findall(r"```turtle\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    data = rdflib.Graph().parse(data=example, format="turtle")
    used = {
        str(term).removeprefix(vocabulary.KADRY) for triple in data for term in triple if vocabulary.KADRY in str(term)
    }
    assert used <= set(own(described))
    for subject, predicate in data.subject_predicates():
        assert set(described.objects(predicate, RDFS.domain)) <= set(data.objects(subject, RDF.type))
