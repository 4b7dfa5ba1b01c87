"""Authority files on the command line: added, shown, listed, taken out; a bad file stops the build before it begins."""

from pathlib import Path

import fakes
import pytest
from test_cli_store import export, good, run

import kadry.build
from kadry.store import Store

IRI = b"<http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q1>"
CSV = "id,kind,names,country,born,died\nQ1,person,Иван Петров; Ivan Petroff,,,\nown:7,person,Ян Вернер,,,\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article and an authority file; the store is beside them."""
    monkeypatch.setattr(kadry.build, "extract_batch", fakes.extract_batch)
    monkeypatch.setattr(kadry.build, "version", lambda: "fake")
    monkeypatch.setenv("KADRY_STORE", str(tmp_path / "kadry.db"))
    (tmp_path / "a.txt").write_text("Министр Финляндии Иван Петров прибыл.\n", encoding="utf-8")
    (tmp_path / "known.csv").write_text(CSV, encoding="utf-8")
    return tmp_path


def entries(place: Path) -> list[str]:
    with Store(place / "kadry.db") as store:
        return [entry.identity for entry in store.authority()]


def test_build_with_an_authority_file(place: Path) -> None:
    result = good(
        "build", place / "a.txt", "--authority", place / "known.csv", "--out", place / "out", "--format", "ntriples"
    )
    assert "authority: 2 entries, 2 of them new" in result.stderr
    assert (place / "out" / "kadry.nt").read_bytes().count(IRI) == 1
    assert "0 of them new" in good("build", place / "a.txt", "--authority", place / "known.csv").stderr
    assert entries(place) == ["own:7", "wikidata:Q1"]


def test_a_bad_file_stops_a_build_before_it_begins(place: Path) -> None:
    (place / "bad.jsonl").write_text('{"id": "Q2", "kind": "person", "names": ["\\u001b[2J"]}\n', encoding="utf-8")
    result = run("build", place / "a.txt", "--authority", place / "known.csv", "--authority", place / "bad.jsonl")
    assert result.exit_code == 1
    assert "bad.jsonl:1: the name" in result.stderr
    assert "\x1b" not in result.stderr
    assert not (place / "kadry.db").exists()


def test_adding_and_removing_leaves_the_exports_as_they_were(place: Path) -> None:
    good("build", place / "a.txt")
    plain = export()
    good("authority", "add", place / "known.csv")
    assert IRI in export()
    assert b"Petroff" not in export()
    assert "removed: 1 " in good("authority", "remove", "http://www.wikidata.org/entity/Q1").stderr
    assert export() == plain
    assert entries(place) == ["own:7"]
    assert "removed: 1 " in good("authority", "remove", "--file", place / "known.csv").stderr
    assert entries(place) == []


def test_what_is_listed_is_an_authority_file(place: Path) -> None:
    good("build", place / "a.txt", "--authority", place / "known.csv")
    listed = good("authority", "list").stdout
    (place / "again.jsonl").write_text(listed, encoding="utf-8")
    good("authority", "remove", "--file", place / "again.jsonl")
    assert entries(place) == []
    good("authority", "add", place / "again.jsonl")
    assert good("authority", "list").stdout == listed
    assert '"names":["Иван Петров","Ivan Petroff"]' in listed


def test_show_finds_an_outside_id_and_prints_it_as_an_identity(place: Path) -> None:
    good("build", place / "a.txt", "--authority", place / "known.csv")
    lines = good("show", "Q1").stdout.splitlines()
    assert lines == good("show", "Иван Петров").stdout.splitlines()
    assert lines[0].startswith("Иван Петров  (person ")
    assert lines[1] == "same as: http://www.wikidata.org/entity/Q1  (Иван Петров; Ivan Petroff)"
    (mentioned,) = lines[lines.index("mentioned in:") + 1 :]
    assert "outside" not in mentioned
    lines = good("show", "own:7").stdout.splitlines()
    assert lines[0].startswith("Ян Вернер  (person ")
    assert lines[1:] == [
        "same as: https://kadry.example/identity/own/7  (Ян Вернер)",
        "no document mentions it; an authority file names it",
    ]


def test_a_judgement_joins_an_outside_id_with_a_person(place: Path) -> None:
    good("build", place / "a.txt", "--authority", place / "known.csv")
    good("judge", "own:7", "same", "Иван Петров")
    assert b"<https://kadry.example/identity/own/7>" in export()


def test_what_cannot_be_removed_is_named(place: Path) -> None:
    good("build", place / "a.txt")
    assert "name an outside id, or a file" in run("authority", "remove").stderr
    assert "write a Wikidata id" in run("authority", "remove", "Иван").stderr
    result = run("authority", "remove", "Q5")
    assert result.exit_code == 1
    assert "Q5: the store has no such outside id" in result.stderr


@pytest.mark.parametrize("words", [("add", "known.csv"), ("remove", "Q1"), ("list",)])
def test_a_store_is_not_made_by_mistake(place: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    result = run("authority", *words)
    assert result.exit_code == 1
    assert "there is no store" in result.stderr
    assert not (place / "kadry.db").exists()


def test_a_judgement_on_an_outside_id_outlives_a_new_file(place: Path) -> None:
    good("build", place / "a.txt", "--authority", place / "known.csv")
    good("judge", "own:7", "same", "Иван Петров")
    good("judge", "Q1", "different", "Иван Петров")
    joined = export()
    assert IRI not in joined
    good("authority", "remove", "--file", place / "known.csv")
    assert b"sameAs" not in export()
    (place / "known.csv").write_text(CSV.replace("Ян Вернер", "Вернер Ян; Jan Werner"), encoding="utf-8")
    good("authority", "add", place / "known.csv")
    assert export() == joined


def test_it_does_not_matter_when_a_file_is_added(
    place: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "b.txt").write_text("Губернатор Заречья Иван Петров прибыл.\n", encoding="utf-8")
    good("build", place / "a.txt", "--authority", place / "known.csv")
    good("build", place / "b.txt")
    first = export()
    monkeypatch.setenv("KADRY_STORE", str(tmp_path_factory.mktemp("other") / "kadry.db"))
    good("build", place / "b.txt", place / "a.txt")
    good("authority", "add", place / "known.csv")
    assert export() == first
