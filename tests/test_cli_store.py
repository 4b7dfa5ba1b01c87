"""The commands that work on a store, from a build to a load."""

import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner, Result

import kadry.build
from kadry.cli import main
from kadry.plugins import file_name, usual
from kadry.store import Store

ARTICLES = {
    "2025-01-10-a.txt": "Министр Финляндии Иван Петров прибыл.\nИсточник: https://press.example/a\n",
    "2025-02-11-b.txt": "Губернатор Заречья Иван Петров прибыл.\n",
    "2025-03-12-c.txt": "Аким Кокдалы Анна Белова прибыла.\n",
    "d.txt": "Аким Кокдалы Анна Сотникова \x1b[31mприбыла.\n",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of four articles."""
    monkeypatch.setattr(kadry.build, "extract_batch", fakes.extract_batch)
    monkeypatch.setattr(kadry.build, "version", lambda: "fake")
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    monkeypatch.setenv("KADRY_STORE", str(tmp_path / "kadry.db"))
    good("build", folder)
    return tmp_path / "kadry.db"


def run(*words: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


def good(*words: object) -> Result:
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result


def bad(*words: object) -> str:
    result = run(*words)
    assert result.exit_code == 1, result.output
    return result.stderr


def export() -> bytes:
    return good("export", "--format", "nquads").stdout_bytes


def test_build_reports_and_exports(place: Path, tmp_path: Path) -> None:
    result = good("build", tmp_path / "in", "--out", tmp_path / "out", "--format", "turtle", "--format", "graphml")
    assert "4 unchanged" in result.stderr
    assert result.stdout == ""
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["kadry.graphml", "kadry.ttl"]
    good("build", tmp_path / "in", "--out", tmp_path / "all")
    assert {path.name for path in (tmp_path / "all").iterdir()} == set(map(file_name, usual()))


def test_a_failed_input_is_exit_status_1_and_the_exports_are_written(place: Path, tmp_path: Path) -> None:
    message = bad("build", tmp_path / "in", tmp_path / "none.txt", "--out", tmp_path / "out", "--format", "turtle")
    assert "none.txt: there is no such file" in message
    assert (tmp_path / "out" / "kadry.ttl").exists()


def test_export_to_a_file_and_to_standard_output_is_the_same(place: Path, tmp_path: Path) -> None:
    good("export", "--format", "nquads", "-o", tmp_path / "x.nq")
    assert (tmp_path / "x.nq").read_bytes() == export()
    assert (
        b"https://mine.example/" in good("export", "--format", "nquads", "--base", "https://mine.example/").stdout_bytes
    )


def test_show_prints_posts_sentences_and_sources(place: Path) -> None:
    shown = good("show", "и. петров").stdout
    assert shown.startswith("Иван Петров  (person ")
    for words in (
        "Финляндии",
        "Заречья",
        "«Министр Финляндии Иван Петров прибыл.»",
        "https://press.example/a",
        "fake@1",
    ):
        assert words in shown
    assert "Иван Петров" in good("show", "заречья").stdout
    assert "Иван Петров" in good("show", "Ivan Petrov").stdout
    assert "no person or body" in bad("show", "Сидоров")
    assert "2 persons or bodies fit" in bad("show", "Анна")


def test_shown_text_cannot_colour_the_terminal(place: Path) -> None:
    assert "\x1b" not in good("show", "сотникова").stdout


def test_show_why_gives_reasons(place: Path) -> None:
    assert "are two" in good("show", "белова", "--why", "сотникова").stdout
    one = good("show", "Иван Петров", "--why", "Иван Петров").stdout
    assert "are one" in one
    assert "score" in one


def test_stats(place: Path) -> None:
    counts = {line.split(maxsplit=1)[1]: int(line.split()[0]) for line in good("stats").stdout.splitlines()}
    assert counts["persons in the graph"] == 3
    assert counts["tenures in the graph"] == 4


def test_a_judgement_merges_and_a_later_one_parts(place: Path) -> None:
    before = export()
    good("judge", "Анна Белова", "same", "Анна Сотникова", "--by", "anna", "--reason", "сменила фамилию")
    assert export() != before
    shown = good("show", "белова").stdout
    assert "also: " in shown
    assert "judged same by anna" in good("show", "белова", "--why", "сотникова").stdout
    keys = [line.split()[0] for line in shown.partition("mentioned in:")[2].splitlines() if line.strip()]
    assert len(keys) == 2
    refusal = run("judge", "белова", "different", "сотникова")
    assert refusal.exit_code == 2
    assert all(key in refusal.stderr for key in keys)
    good("judge", keys[0], "different", keys[1])
    assert export() == before


def test_a_judgement_needs_two_of_a_kind(place: Path) -> None:
    assert run("judge", "Анна Белова", "same", "Финляндии").exit_code == 2


def test_a_rejected_claim_leaves_the_graph_and_comes_back(place: Path) -> None:
    before = export()
    claim = next(line.split()[1].rstrip(",") for line in good("show", "белова").stdout.splitlines() if "claim" in line)
    good("reject", claim, "--reason", "не та")
    assert export() != before
    assert "no claim" in good("show", "белова").stdout
    good("reject", claim, "--withdraw")
    assert export() == before
    assert "no such claim" in bad("reject", "ffffffffffffffff")


def test_retract_restore_erase(place: Path, tmp_path: Path) -> None:
    before = export()
    good("retract", "2025-01-10-a.txt")
    without = export()
    assert without != before
    assert "was retracted" in good("build", tmp_path / "in").stderr
    assert export() == without
    good("restore", "https://press.example/a")
    assert export() == before
    assert run("erase", "2025-01-10-a.txt", stdin="n\n").exit_code == 1
    assert export() == before
    good("erase", "2025-01-10-a.txt", "--yes")
    assert export() == without
    assert "Финляндии".encode() not in place.read_bytes()
    assert bad("retract", "nothing-of-that-name")


def test_dump_and_load_lose_nothing(place: Path, tmp_path: Path) -> None:
    good("judge", "Анна Белова", "same", "Анна Сотникова")
    before = export()
    good("dump", tmp_path / "ledger.jsonl")
    good("load", tmp_path / "ledger.jsonl", "--store", tmp_path / "copy.db")
    assert good("export", "--format", "nquads", "--store", tmp_path / "copy.db").stdout_bytes == before
    assert good("dump", "-").stdout_bytes == (tmp_path / "ledger.jsonl").read_bytes()
    with Store(tmp_path / "copy.db") as store:
        out = io.BytesIO()
        store.dump(out)
    assert out.getvalue() == (tmp_path / "ledger.jsonl").read_bytes()


def test_a_dump_replaces_no_device_and_leaves_no_part(place: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a plain file" in bad("dump", tmp_path / "pipe")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    bad("dump", tmp_path / "nowhere" / "ledger.jsonl")


def test_what_is_no_dump_is_named(place: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.jsonl").write_text("no dump\n")
    (tmp_path / "empty.jsonl").write_text("")
    assert "notes.jsonl: line 1" in bad("load", tmp_path / "notes.jsonl")
    assert "empty.jsonl" in bad("load", tmp_path / "empty.jsonl")


@pytest.mark.parametrize(
    "words", ["export --format graphml", "export --format turtle", "dump -", "stats", "--version", "--help"]
)
def test_a_full_disk_is_told_without_a_traceback(place: Path, words: str) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("there is no device here that is always full")
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "kadry", *words.split()]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode != 0
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a store")
    result = run("stats", "--store", tmp_path / "notes.db")
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "notes.db" in result.stderr
