"""RDF: what each syntax says, read back by two libraries and by rapper, is what the graph holds."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from graphs import (
    ANY_TEXT,
    CONTROL,
    HOSTILE,
    MINISTER,
    NOBODY,
    PRESIDENT,
    SAME_MAN,
    UNCARRIED,
    Facts,
    assemble,
    claim_of,
    graphs,
    identities,
    named,
    small,
)
from hypothesis import HealthCheck, Phase, given, settings
from msgspec import structs
from pyoxigraph import RdfFormat
from rdflib.compare import isomorphic
from rdflib.namespace import FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS

from kadry.address import is_address
from kadry.claim import Judgement, Status, entity_id
from kadry.document import Header
from kadry.errors import UsageError
from kadry.exporters import rdf, vocabulary
from kadry.exporters.pens import Plain
from kadry.exporters.syntax import Lines, Turtle
from kadry.exporters.terms import Literal
from kadry.graph import Body, Bounds, Effect, Graph, Person, Post
from kadry.plugins import ExportOptions

BASE = "https://base.example/"
KADRY = rdflib.Namespace(vocabulary.KADRY)
OA = rdflib.Namespace(vocabulary.OA)
WRITERS = {
    "nquads": rdf.write_nquads,
    "trig": rdf.write_trig,
    "jsonld": rdf.write_jsonld,
    "ntriples": rdf.write_ntriples,
    "turtle": rdf.write_turtle,
    "rdfxml": rdf.write_rdfxml,
}
RDFLIB = {
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "ntriples": "nt",
    "turtle": "turtle",
    "rdfxml": "xml",
}
OXIGRAPH = {
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "rdfxml": RdfFormat.RDF_XML,
}
DATASETS = ("nquads", "trig", "jsonld")
TRIPLES = ("ntriples", "turtle", "rdfxml")
# rdflib's own parsers call what rdflib calls deprecated
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
every_syntax = pytest.mark.parametrize("syntax", WRITERS)
# no shrinking: the graphs are small, and shrinking one through three parsers takes minutes
examples = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    phases=[Phase.explicit, Phase.generate],
)
Flat = tuple[str, str, str, str]


@pytest.fixture(autouse=True, scope="module")
def _as_written() -> Iterator[None]:
    """Makes rdflib keep the lexical forms that it reads."""
    kept, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    yield
    rdflib.NORMALIZE_LITERALS = kept


def written(graph: Graph, syntax: str, base: str = BASE) -> bytes:
    out = io.BytesIO()
    WRITERS[syntax](graph, out, ExportOptions(base=base))
    return out.getvalue()


def by_rdflib(data: bytes, syntax: str) -> rdflib.Graph:
    """All triples, from whatever named graph, as rdflib reads them."""
    if syntax in TRIPLES:
        return rdflib.Graph().parse(data=data, format=RDFLIB[syntax])
    read = rdflib.Dataset()
    read.parse(data=data, format=RDFLIB[syntax])
    union = rdflib.Graph()
    for subject, predicate, object, _ in read.quads():
        union.add((subject, predicate, object))
    return union


def flat_rdflib(graph: rdflib.Graph) -> set[Flat]:
    return {
        (str(s), str(p), str(o), f"{o.language or ''}|{o.datatype or ''}" if isinstance(o, rdflib.Literal) else "iri")
        for s, p, o in graph
    }


def flat_oxigraph(data: bytes, syntax: str) -> list[Flat]:
    return [_flat(quad.triple) for quad in pyoxigraph.parse(data, format=OXIGRAPH[syntax])]


def _flat(triple: pyoxigraph.Triple) -> Flat:
    object = triple.object
    assert isinstance(triple.subject, pyoxigraph.NamedNode)
    assert isinstance(object, pyoxigraph.NamedNode | pyoxigraph.Literal)
    kind = "iri"
    if isinstance(object, pyoxigraph.Literal):
        plain = object.language or object.datatype.value == vocabulary.XSD + "string"
        kind = f"{object.language or ''}|{'' if plain else object.datatype.value}"
    return triple.subject.value, triple.predicate.value, object.value, kind


def expected_types(graph: Graph) -> Counter[str]:
    """How often each class must occur, counted on the graph."""
    roles = {post.role for post in graph.posts if post.role is not None}
    claims = [statement.claim for statement in graph.statements]
    sentences = {(claim.document, claim.evidence.start, claim.evidence.end) for claim in claims}
    return Counter(
        {
            vocabulary.DOCUMENT: len(graph.documents),
            vocabulary.PERSON: len(graph.persons),
            vocabulary.ORGANIZATION: len(graph.bodies),
            vocabulary.POST: len(graph.posts),
            vocabulary.ROLE: len(roles),
            vocabulary.CONCEPT: len(roles),
            vocabulary.MEMBERSHIP: len(graph.tenures),
            vocabulary.INTERVAL: sum(tenure.bounds != Bounds() for tenure in graph.tenures),
            vocabulary.CLAIM: len(claims),
            vocabulary.ATTRIBUTION: sum(len(claim.supports) for claim in claims),
            vocabulary.AGENT: len({support.rule for claim in claims for support in claim.supports}),
            vocabulary.SPECIFIC_RESOURCE: len(sentences),
            vocabulary.QUOTE_SELECTOR: len(sentences),
            vocabulary.POSITION_SELECTOR: len(sentences),
        }
    )


def expected_links(graph: Graph) -> Counter[str]:
    """How often each linking property must occur, counted on the graph."""
    links = Counter(
        {
            vocabulary.HAS_MEMBER: len(graph.tenures),
            vocabulary.HAS_ORGANIZATION: len(graph.tenures),
            vocabulary.POST_IN: len(graph.posts),
            vocabulary.EVIDENCE: len(graph.statements),
            vocabulary.REPLACED_BY: sum(len(person.replaced) for person in graph.persons)
            + sum(len(body.replaced) for body in graph.bodies),
            vocabulary.FOLLOWED_BY: sum(len(body.followed_by) for body in graph.bodies),
            vocabulary.SAME_AS: sum(map(is_address, chain.from_iterable(identities(graph).values()))),
            vocabulary.DERIVED_FROM: len(graph.statements) + sum(len(tenure.claims) for tenure in graph.tenures),
        }
    )
    links.update(vocabulary.KADRY + statement.effect for statement in graph.statements)
    return links


def judged(graph: Graph) -> list[Judgement]:
    """The words that must be there: one side of each is of the graph."""
    everyone: list[Person | Body] = [*graph.persons, *graph.bodies]
    present = {id for one in everyone for id in (one.id, *one.replaced)}
    return [w for w in graph.judgements if {entity_id(w.left), entity_id(w.right)} & present]


def check_counts(triples: list[Flat], graph: Graph) -> None:
    types = Counter(object for _, predicate, object, _ in triples if predicate == vocabulary.TYPE)
    assert types == +expected_types(graph) + Counter({vocabulary.JUDGEMENT: len(judged(graph))})
    links = expected_links(graph)
    assert Counter(predicate for _, predicate, _, _ in triples if predicate in links) == +links
    described = {subject for subject, predicate, _, _ in triples if predicate == vocabulary.TYPE}
    # a judgement may be on somebody whom the graph does not have
    links_out = (vocabulary.JUDGES,)
    pointed = {o for _, p, o, kind in triples if kind == "iri" and o.startswith(BASE) and p not in links_out}
    assert pointed <= described, "something is spoken of that is not there"


@every_syntax
def test_both_libraries_read_the_expected_counts(syntax: str) -> None:
    graph, data = small(), written(small(), syntax)
    oxigraph = flat_oxigraph(data, syntax)
    assert len(oxigraph) == len(set(oxigraph))
    check_counts(oxigraph, graph)
    assert flat_rdflib(by_rdflib(data, syntax)) == set(oxigraph)


@pytest.mark.parametrize("syntax", DATASETS)
def test_one_named_graph_per_document_holds_its_claims(syntax: str) -> None:
    graph = small()
    found = Counter(
        str(quad.graph_name.value)
        for quad in pyoxigraph.parse(written(graph, syntax), format=OXIGRAPH[syntax])
        if isinstance(quad.graph_name, pyoxigraph.NamedNode)
        and isinstance(quad.object, pyoxigraph.NamedNode)
        and quad.object.value == vocabulary.CLAIM
    )
    assert found == Counter(f"{BASE}document/{statement.claim.document}" for statement in graph.statements)


@pytest.mark.parametrize("syntax", DATASETS)
def test_rdflib_sees_the_same_quads_in_every_dataset_syntax(syntax: str) -> None:
    def quads(name: str) -> set[tuple[str, ...]]:
        read = rdflib.Dataset()
        read.parse(data=written(small(), name), format=RDFLIB[name])
        assert all(not isinstance(term, rdflib.BNode) for quad in read.quads() for term in quad[:3])
        return {tuple(str(term) for term in quad) for quad in read.quads()}

    assert quads(syntax) == quads("nquads")


@every_syntax
def test_the_same_graph_gives_the_same_bytes(syntax: str) -> None:
    assert written(small(), syntax) == written(small(), syntax)


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys, hashlib; from test_exporters_rdf import *\n"
        "print(hashlib.sha256(b''.join(written(small(), s) for s in WRITERS)).hexdigest())"
    )
    folders = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    seen = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONPATH": folders, "PYTHONHASHSEED": seed}
        seen.add(
            subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True).stdout
        )
    assert len(seen) == 1


@examples
@given(graph=graphs())
def test_every_syntax_says_the_same_of_any_graph(graph: Graph) -> None:
    reference = flat_oxigraph(written(graph, "ntriples"), "ntriples")
    assert len(reference) == len(set(reference)), "a statement comes twice"
    check_counts(reference, graph)
    first = by_rdflib(written(graph, "ntriples"), "ntriples")
    assert flat_rdflib(first) == set(reference)
    for syntax in WRITERS:
        data = written(graph, syntax)
        assert sorted(flat_oxigraph(data, syntax)) == sorted(reference), syntax
        assert isomorphic(by_rdflib(data, syntax), first), syntax


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED])
@every_syntax
def test_a_hostile_text_stays_a_text(syntax: str, text: str) -> None:
    data = written(named(text), syntax)
    triples = flat_oxigraph(data, syntax)
    assert flat_rdflib(by_rdflib(data, syntax)) == set(triples)
    quotes = [object for _, predicate, object, _ in triples if predicate == vocabulary.EXACT]
    carried = (
        text.replace("\x00", "\ufffd")
        .replace("\ufffe", "\ufffd")
        .replace("\uffff", "\ufffd")
        .replace("\ud800", "\ufffd")
    )
    if syntax == "rdfxml":
        carried = "".join(c for c in carried if c >= " " or c in "\t\n\r")
    assert quotes == [carried, carried]
    assert {predicate for _, predicate, _, _ in triples} <= KNOWN
    iris = {object for _, _, object, kind in triples if kind == "iri"} | {subject for subject, _, _, _ in triples}
    assert all(iri.startswith((BASE, *vocabulary.PREFIXES.values())) for iri in iris)


HELD = (vocabulary.HOLDS, vocabulary.FORMERLY_HELD)
KNOWN = {value for name, value in vars(vocabulary).items() if name.isupper() and isinstance(value, str)}


@examples
@given(graph=graphs())
def test_rapper_reads_the_same_number_of_triples(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("rapper (Debian raptor2-utils) is not installed")
    expected = len(flat_oxigraph(written(graph, "ntriples"), "ntriples"))
    for syntax in TRIPLES:
        path = tmp_path_factory.mktemp("rapper") / "graph"
        path.write_bytes(written(graph, syntax))
        done = subprocess.run(["rapper", "-q", "-i", syntax, "-o", "ntriples", path], capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        assert len(done.stdout.splitlines()) == expected


@pytest.mark.parametrize("text", [*HOSTILE, CONTROL, UNCARRIED])
@pytest.mark.parametrize("syntax", ["ntriples", "turtle"])
def test_rapper_takes_a_hostile_text(syntax: str, text: str, tmp_path: Path) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("rapper (Debian raptor2-utils) is not installed")
    path = tmp_path / "graph"
    path.write_bytes(written(named(text), syntax))
    done = subprocess.run(["rapper", "-q", "-i", syntax, "-o", "ntriples", path], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
    assert set(flat_oxigraph(done.stdout, "ntriples")) == set(flat_oxigraph(written(named(text), syntax), syntax))


def view() -> rdflib.Graph:
    return by_rdflib(written(small(), "turtle"), "turtle")


def of_kind(kind: str, id: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"{BASE}{kind}/{id}")


def test_outside_identities_are_iris_of_their_person_or_body() -> None:
    people = {person.id for person in small().persons}
    expected = {
        (of_kind("person" if id in people else "body", id), rdflib.URIRef(iri))
        for id, same_as in identities(small()).items()
        for iri in same_as
    }
    assert set(view().subject_objects(OWL.sameAs)) == expected
    assert len(expected) == 3


@every_syntax
def test_what_is_no_address_becomes_no_outside_identity(syntax: str) -> None:
    for text in ("", "own:1", "javascript:alert(1)", "https://own.example/> <http://evil.example/", *HOSTILE):
        assert OWL.sameAs not in {
            rdflib.URIRef(p) for _, p, _, _ in flat_oxigraph(written(named(text), syntax), syntax)
        }


def test_a_person_holds_a_post_only_while_no_end_is_known() -> None:
    graph, read = small(), view()
    for tenure in graph.tenures:
        over = tenure.bounds.until is not None
        person, post = of_kind("person", tenure.person), of_kind("post", tenure.post)
        assert ((person, ORG.holds, post) in read) is not over
        assert ((person, KADRY.formerlyHeld, post) in read) is over


@pytest.mark.parametrize(
    ("status", "effect", "bounds", "over"),
    [
        ("current", "supports", Bounds(), False),
        ("current", "supports", Bounds(start_latest="2024-01-01", end_earliest="2024-01-01"), False),
        ("former", "supports", Bounds(), True),
        ("current", "ends", Bounds(), True),
        ("current", "supports", Bounds(end_latest="2024-01-01"), True),
    ],
)
def test_an_end_is_known_by_its_date_or_by_a_claim(status: Status, effect: Effect, bounds: Bounds, over: bool) -> None:
    facts = [Facts(claim_of("d", 0, status=status), "p", "o", effect, "t")]
    graph = assemble(
        [Header(id="d")],
        [Person("p", "А", ())],
        [Body("b", "Б", ())],
        [Post("o", "b", "в")],
        [("t", False, bounds)],
        facts,
    )
    held = [predicate for _, predicate, _, _ in flat_oxigraph(written(graph, "turtle"), "turtle") if predicate in HELD]
    assert held == [vocabulary.FORMERLY_HELD if over else vocabulary.HOLDS]


def test_what_is_denied_planned_or_rumoured_is_never_held() -> None:
    graph, read = small(), view()
    unasserted = [statement for statement in graph.statements if statement.tenure is None]
    assert {statement.effect for statement in unasserted} == {"denies", "plans", "reports"}
    asserted = {(tenure.person, tenure.post) for tenure in graph.tenures}
    for statement in unasserted:
        claim, post = of_kind("claim", statement.claim.id), of_kind("post", statement.post)
        person = of_kind("person", statement.person)
        assert (claim, KADRY[statement.effect], post) in read
        assert (claim, KADRY.person, person) in read
        assert (statement.person, statement.post) not in asserted
        assert (person, ORG.holds, post) not in read
        assert (person, KADRY.formerlyHeld, post) not in read


def test_every_tenure_leads_to_a_sentence_of_a_document() -> None:
    graph, read = small(), view()
    claims = {statement.claim.id: statement.claim for statement in graph.statements}
    for tenure in graph.tenures:
        for id in tenure.claims:
            subject = of_kind("claim", id)
            assert (of_kind("tenure", tenure.id), PROV.wasDerivedFrom, subject) in read
            evidence = read.value(subject, KADRY.evidence)
            assert read.value(evidence, OA.hasSource) == of_kind("document", claims[id].document)
            selectors = list(read.objects(evidence, OA.hasSelector))
            values = {p: str(o) for s in selectors for p, o in read.predicate_objects(s) if p != RDF.type}
            quote = claims[id].evidence
            assert values == {OA.exact: quote.text, OA.start: str(quote.start), OA.end: str(quote.end)}


def test_rules_keep_their_versions_and_confidences() -> None:
    graph, read = small(), view()
    found = set()
    for claim, attribution in read.subject_objects(PROV.qualifiedAttribution):
        agent = read.value(attribution, PROV.agent)
        assert (claim, PROV.wasAttributedTo, agent) in read
        found.add(
            (str(claim), str(read.value(agent, RDFS.label)), float(str(read.value(attribution, KADRY.confidence))))
        )
    assert found == {
        (str(of_kind("claim", s.claim.id)), support.rule, support.confidence)
        for s in graph.statements
        for support in s.claim.supports
    }


def test_dates_are_as_written_beside_bounds_that_compare() -> None:
    answer = view().query(
        """PREFIX kadry: <https://kadry.example/ns#> PREFIX org: <http://www.w3.org/ns/org#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        SELECT ?since (DATATYPE(?since) AS ?type) ?until WHERE {
          ?tenure org:memberDuring ?i . ?i kadry:since ?since ; kadry:until ?until ; kadry:endLatest ?end .
          FILTER(?end < "2024-06-01"^^xsd:date) }"""
    )
    assert [tuple(map(str, row)) for row in answer] == [("2019", vocabulary.XSD_YEAR, "2024-05")]  # type: ignore[arg-type]


def test_only_a_safe_address_is_an_iri() -> None:
    sources = {str(o): isinstance(o, rdflib.URIRef) for o in view().objects(None, rdflib.DCTERMS.source)}
    assert sources == {"https://news.example/1?a=b&c=d": True, "javascript:alert(1)": False}


def test_names_are_labels_and_old_ids_lead_to_the_new() -> None:
    graph, read = small(), view()
    president = next(person for person in graph.persons if person.replaced)
    subject = of_kind("person", president.id)
    assert list(read.objects(subject, FOAF.name)) == [rdflib.Literal("Лыонг Кыонг", lang="ru")]
    assert list(read.objects(subject, SKOS.altLabel)) == [rdflib.Literal("Lương Cường")]
    assert (of_kind("person", president.replaced[0]), rdflib.DCTERMS.isReplacedBy, subject) in read
    role = next(read.subjects(SKOS.prefLabel, rdflib.Literal("президент", lang="ru")))
    assert list(read.objects(role, SKOS.altLabel)) == [rdflib.Literal("глава государства", lang="ru")]


def test_a_judgement_leads_from_the_names_before_merging_to_who_they_are_now() -> None:
    graph, read = small(), view()
    of_two = set()
    for word in read.subjects(RDF.type, KADRY.Judgement):
        sides = frozenset(str(side) for side in read.objects(word, KADRY.judges))
        at = read.value(word, rdflib.DCTERMS.created)
        assert isinstance(at, rdflib.Literal)
        assert read.value(word, rdflib.DCTERMS.creator) == rdflib.Literal("редактор")
        of_two.add((sides, read.value(word, KADRY.reason), str(at), at.datatype))
    founder, merged, other, absent = (
        str(of_kind("person", entity_id(k))) for k in (PRESIDENT, SAME_MAN, MINISTER, NOBODY)
    )
    assert of_two == {
        (
            frozenset((founder, merged)),
            rdflib.Literal("одна биография"),
            "2025-01-03T10:00:00+00:00",
            rdflib.XSD.dateTime,
        ),
        (frozenset((other, absent)), None, "2025-01-04", rdflib.XSD.date),
    }
    assert str(read.value(rdflib.URIRef(merged), rdflib.DCTERMS.isReplacedBy)) == founder
    assert {str(person.id) for person in graph.persons} == {entity_id(PRESIDENT), entity_id(MINISTER)}


@pytest.mark.parametrize("day", ["2024", "2024-05", "2024-05-07"])
@every_syntax
def test_a_graph_of_one_day_says_so(syntax: str, day: str) -> None:
    graph = small()
    tenures = [structs.replace(one, as_of="known" if one.bounds.since else "possible") for one in graph.tenures]
    read = by_rdflib(written(structs.replace(graph, tenures=tenures, as_of=day, known_at="2025-02-01"), syntax), syntax)
    base = rdflib.URIRef(BASE)
    period = read.value(base, rdflib.DCTERMS.temporal)
    assert (base, RDF.type, rdflib.DCAT.Dataset) in read
    assert (str(read.value(period, rdflib.DCAT.startDate)), str(read.value(period, rdflib.DCAT.endDate))) == (day, day)
    assert read.value(base, KADRY.knownAt) == rdflib.Literal("2025-02-01", datatype=rdflib.XSD.date)
    assert {(s, str(o)) for s, o in read.subject_objects(KADRY.heldAsOf)} == {
        (of_kind("tenure", one.id), one.as_of) for one in tenures
    }


def test_a_graph_of_all_time_says_nothing_of_days() -> None:
    said = {p for _, p, _, _ in flat_oxigraph(written(small(), "turtle"), "turtle")}
    assert not said & {vocabulary.HELD_AS_OF, vocabulary.TEMPORAL, vocabulary.KNOWN_AT}


@every_syntax
def test_names_that_become_equal_are_one(syntax: str) -> None:
    names = ("", "а\ufffe", "а\uffff", "б", "в")
    graph = Graph([], [Person("p", "б", names)], [], [], [], [])
    found = [o for _, p, o, _ in flat_oxigraph(written(graph, syntax), syntax) if p == str(SKOS.altLabel)]
    assert found == ["а\ufffd", "в"]


@given(text=ANY_TEXT)
def test_every_pen_writes_the_same_term(text: str) -> None:
    for pen in (Lines(BASE), Turtle(BASE)):
        for plain, written_down in (
            (Plain(BASE).words(text), pen.words(text)),
            (Plain(BASE).string(text), pen.string(text)),
        ):
            if plain is None or written_down is None:
                assert plain is None
                assert written_down is None
                continue
            assert isinstance(plain, Literal)
            (triple,) = pyoxigraph.parse(b"<a:a> <a:b> " + written_down + b" .", format=RdfFormat.TURTLE)
            assert isinstance(triple.object, pyoxigraph.Literal)
            assert (triple.object.value, triple.object.language) == (plain.value, plain.language)


def test_a_body_leads_to_the_one_that_followed_it() -> None:
    (earlier,) = (body for body in small().bodies if body.followed_by)
    pairs = [(of_kind("body", earlier.id), of_kind("body", later)) for later in earlier.followed_by]
    assert list(view().subject_objects(KADRY.followedBy)) == pairs


def test_jsonld_has_a_context_and_a_line_for_each_node() -> None:
    data = written(small(), "jsonld").decode()
    assert json.loads(data)["@context"] == vocabulary.PREFIXES
    lines = [
        json.loads(line.rstrip(",")) for line in data.splitlines() if line.startswith('{"@id"') and line[-1] != "["
    ]
    assert len(lines) == len({triple[0] for triple in flat_oxigraph(data.encode(), "jsonld")})


@pytest.mark.parametrize("base", ["https://data.example/kadry#", "http://localhost:8080/"])
@every_syntax
def test_the_base_of_iris_is_the_users(syntax: str, base: str) -> None:
    subjects = {subject for subject, _, _, _ in flat_oxigraph(written(small(), syntax, base), syntax)}
    assert all(subject.startswith(base) for subject in subjects)


@pytest.mark.parametrize(
    "base", ["", "kadry/", "https://data.example", "urn:x:", "https://e.example/<b>/", "file:///tmp/"]
)
@every_syntax
def test_a_base_that_makes_no_iris_is_refused(syntax: str, base: str) -> None:
    with pytest.raises(UsageError, match="base"):
        written(small(), syntax, base)


@every_syntax
def test_an_empty_graph_is_a_valid_file(syntax: str) -> None:
    data = written(Graph([], [], [], [], [], []), syntax)
    assert flat_oxigraph(data, syntax) == []
    assert len(by_rdflib(data, syntax)) == 0


@every_syntax
def test_a_full_disk_is_an_error(syntax: str) -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        WRITERS[syntax](small(), Full(), ExportOptions(base=BASE))


def test_the_queries_of_the_documentation_find_something() -> None:
    page = (Path(__file__).parents[1] / "docs" / "rdf.md").read_text()
    queries = re.findall(r"```sparql\n(.*?)```", page, re.DOTALL)
    held, certain = (list(view().query(query)) for query in queries)
    assert {str(row[1]) for row in held} == {"президент, Администрация президента"}  # type: ignore[index]
    assert [str(row[0]) for row in certain] == ["Лыонг Кыонг, президент, Администрация президента"]  # type: ignore[index]


def said(kind: str, id: str) -> dict[str, str]:
    """The literals of one subject by the last word of their property."""
    own = view().predicate_objects(of_kind(kind, id))
    return {re.split("[#/]", str(p))[-1]: str(o) for p, o in own if isinstance(o, rdflib.Literal)}


def filled(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def test_documents_and_intervals_say_all_that_is_known_of_them() -> None:
    graph = small()
    for header in graph.documents:
        source = None if header.source and header.source.startswith("https:") else header.source
        assert said("document", header.id) == filled(
            title=header.title, source=source, issued=header.published, language=header.language
        )
    for tenure in graph.tenures:
        bounds = tenure.bounds
        assert said("interval", tenure.id) == filled(
            since=bounds.since,
            until=bounds.until,
            startEarliest=bounds.start_earliest,
            startLatest=bounds.start_latest,
            endEarliest=bounds.end_earliest,
            endLatest=bounds.end_latest,
        )


def test_a_tenure_tells_its_sources_and_a_reprint_its_group() -> None:
    graph = small()
    for tenure in graph.tenures:
        told = said("tenure", tenure.id)
        assert (told["sourceCount"], float(told["confidence"])) == (str(tenure.sources), tenure.confidence)
    assert {tenure.sources for tenure in graph.tenures} == {1}
    documents = {of_kind("document", one): of_kind("document", first) for one, first in graph.copies.items()}
    assert dict(view().subject_objects(KADRY.copyOf)) == documents
    assert len(documents) == 1


def test_a_claim_says_all_that_its_document_does() -> None:
    for claim in (statement.claim for statement in small().statements):
        assert said("claim", claim.id) == filled(
            confidence=str(claim.confidence),
            status=claim.status,
            change=claim.change,
            acting=str(claim.acting).lower(),
            reported=str(claim.reported).lower(),
            roleClass=claim.role_class,
            since=claim.since,
            until=claim.until,
            termUntil=claim.term_until,
            observed=claim.observed,
            personAsWritten=claim.person.text,
            roleAsWritten=claim.role.text if claim.role else None,
            organizationAsWritten=claim.organization.text if claim.organization else None,
            organizationInferred=str(claim.organization_inferred).lower(),
        )
