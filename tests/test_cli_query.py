"""``kadry query``: what it prints, in which format, and what it refuses."""

import csv
import io
import json
from pathlib import Path

import pyoxigraph
import pytest
from commands import good, nonsense
from pyoxigraph import RdfFormat
from test_graphing import add

from kadry.store import Store
from kadry.store.beside import folder

NAMES = "SELECT ?name { ?person a foaf:Person ; foaf:name ?name } ORDER BY ?name"

HOLDERS = "SELECT DISTINCT ?name { ?tenure org:member ?person . ?person foaf:name ?name }"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kadry.db"
    monkeypatch.setenv("KADRY_STORE", str(path))
    with Store(path) as store:
        add(store, ["Иван Петров|министр|Минфин|current|2019|2021-01-02"], 1, "2021-01-05")
        add(store, ["Анна\x1b[31m Белова|член|Секретариат|current|2022|"], 2, "2023")
    return path


def test_a_table_for_people_shows_nothing_that_moves_the_cursor(place: Path) -> None:
    out = good("query", NAMES, "--format", "table").stdout
    assert out.split("\n") == ["name", "-" * 15, "Анна[31m Белова", "Иван Петров", ""]
    assert folder(place).is_dir()


def test_unbound_values_and_ids_in_a_table(place: Path) -> None:
    query = "SELECT ?who ?no { ?who foaf:name 'Иван Петров'@ru OPTIONAL { ?who owl:sameAs ?no } }"
    header, line, row, end = good("query", query, "--format", "table").stdout.split("\n")
    assert header.split() == ["who", "no"]
    assert set(line) == {"-", " "}
    assert row.startswith("person:")
    assert end == ""


def test_the_formats_of_rows(place: Path) -> None:
    told = json.loads(good("query", NAMES, "--format", "json").stdout)
    assert [row["name"]["value"] for row in told["results"]["bindings"]] == ["Анна\x1b[31m Белова", "Иван Петров"]
    assert [row[0] for row in csv.reader(io.StringIO(good("query", NAMES, "--format", "csv").stdout))][
        2
    ] == "Иван Петров"
    assert good("query", NAMES).stdout.split("\n")[2] == '"Иван Петров"@ru'
    assert '<literal xml:lang="ru">Иван Петров</literal>' in good("query", NAMES, "--format", "xml").stdout


def test_yes_and_no(place: Path) -> None:
    assert json.loads(good("query", "ASK { ?a a org:Post }").stdout) == {"head": {}, "boolean": True}
    assert good("query", "ASK { ?a a org:Nothing }", "--format", "table").stdout.split() == ["answer", "------", "no"]
    assert "yes or no" in nonsense("query", "ASK { ?a a org:Post }", "--format", "csv")


def test_graphs(place: Path) -> None:
    query = "CONSTRUCT { ?a a ?b } WHERE { ?a a ?b }"
    formats = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "rdfxml": RdfFormat.RDF_XML}
    read = [
        set(pyoxigraph.parse(good("query", query, "--format", name).stdout_bytes, format=format))
        for name, format in formats.items()
    ]
    assert read[0] == read[1] == read[2]
    assert read[0]
    assert good("query", query).stdout_bytes.startswith(b"@prefix")
    assert "turtle" in nonsense("query", query, "--format", "table")
    assert "rows" in nonsense("query", NAMES, "--format", "turtle")


def test_another_day(place: Path) -> None:
    assert good("query", HOLDERS, "--as-of", "2020").stdout.split("\n")[1:] == ['"Иван Петров"@ru', ""]
    assert good("query", NAMES, "--known-at", "2022").stdout.split("\n")[1:] == ['"Иван Петров"@ru', ""]


def test_another_base(place: Path) -> None:
    query = "SELECT ?who { ?who foaf:name 'Иван Петров'@ru }"
    assert "<https://own.example/person/" in good("query", query, "--base", "https://own.example/").stdout
    assert "base" in nonsense("query", query, "--base", "nowhere")


def test_a_query_from_a_file_from_standard_input_or_an_example(place: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(NAMES, encoding="utf-8")
    out = good("query", NAMES).stdout
    assert good("query", "-f", tmp_path / "mine.rq").stdout == good("query", "-f", "-", stdin=NAMES).stdout == out
    listed = [line.split()[0] for line in good("query", "--examples").stdout.splitlines()]
    assert len(listed) == 11
    for name in listed:
        text = good("query", "--example", name, "--print").stdout
        assert good("query", text).stdout == good("query", "--example", name).stdout


@pytest.mark.parametrize("words", [[], [NAMES, "--example", "career"], ["--example", "nothing"], ["SELECT"]])
def test_what_is_no_question(place: Path, words: list[str]) -> None:
    assert nonsense("query", *words)


def test_what_has_changed_is_in_the_next_answer(place: Path) -> None:
    good("query", NAMES)
    with Store(place) as store:
        id = next(header.id for header in store.headers() if header.published == "2021-01-05")
    good("retract", id)
    assert good("query", NAMES).stdout.count("\n") == 2
    good("erase", id, "--yes")
    assert not folder(place).exists()
