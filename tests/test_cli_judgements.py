"""Words as a file: out, in, out again; nothing lost on either side, nothing taken of a file with a wrong line."""

import json
import os
from pathlib import Path
from random import Random

import pytest
from commands import bad, export, good, keys, make_store

from kadry.store import Store

ARTICLES = {
    "2025-01-10-a.txt": "Министр Финляндии Анна Белова прибыла.\n",
    "2025-02-11-b.txt": "Губернатор Заречья Анна Орлова прибыла.\n",
    "2025-03-12-c.txt": "Аким Кокдалы Анна Сотникова прибыла.\n",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_store(tmp_path, monkeypatch, ARTICLES)


@pytest.fixture
def judged(place: Path, tmp_path: Path) -> Path:
    """The file of a store with two judgements and a rejection."""
    good("judge", "Анна Белова", "same", "Анна Сотникова", "--by", "anna", "--reason", "сменила\tфамилию")
    good("judge", "Анна Белова", "different", "Анна Орлова", "--by", "boris")
    with Store(place) as store:
        claim = next(claim.id for claim in store.claims() if claim.antecedent.normal == "Анна Белова")
    good("reject", claim, "--by", "vera")
    good("judgements", "export", tmp_path / "words.jsonl")
    return tmp_path / "words.jsonl"


def test_each_line_names_both_sides(judged: Path) -> None:
    records = [json.loads(line) for line in judged.read_text(encoding="utf-8").splitlines()]
    assert sorted(record["kind"] for record in records) == ["judgement", "judgement", "rejection"]
    for record in records:
        if record["kind"] == "judgement":
            assert record["left_name"] == "Анна Белова"
            assert record["right_name"] in ("Анна Сотникова", "Анна Орлова")
        else:
            assert record["says"].startswith("Анна ")
            assert record["says"].count(" · ") == 2


def test_a_file_taken_into_another_store_makes_the_same_graph(judged: Path, place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    good("build", tmp_path / "in", "--store", other)
    said = good("judgements", "import", judged, "--store", other).stderr
    assert "3 new, 0 known already" in said
    assert "sleep" not in said
    assert good("export", "--format", "nquads", "--store", other).stdout_bytes == export()
    assert good("judgements", "export", "-", "--store", other).stdout_bytes == judged.read_bytes()


def test_importing_again_changes_nothing(judged: Path, place: Path) -> None:
    before = good("dump", "-").stdout_bytes
    assert "0 new, 3 known already" in good("judgements", "import", judged).stderr
    assert good("dump", "-").stdout_bytes == before


def test_lines_of_two_people_merged_in_any_order_are_one_file(judged: Path, tmp_path: Path) -> None:
    lines = judged.read_bytes().splitlines(keepends=True)
    good("judge", "Анна Орлова", "different", "Анна Сотникова")
    good("judgements", "export", judged)
    assert set(lines) < set(judged.read_bytes().splitlines(keepends=True))
    both = [*lines, *judged.read_bytes().splitlines(keepends=True)]
    Random(4).shuffle(both)
    (tmp_path / "both.jsonl").write_bytes(b"".join(both))
    assert "0 new, 4 known already" in good("judgements", "import", tmp_path / "both.jsonl").stderr


def test_words_on_absent_documents_sleep_keep_their_names_and_wake(judged: Path, place: Path, tmp_path: Path) -> None:
    before, graph = judged.read_bytes(), export()
    empty = tmp_path / "empty.db"
    assert "3 of them sleep" in good("judgements", "import", judged, "--store", empty).stderr
    good("judgements", "export", judged, "--store", empty)
    assert judged.read_bytes() == before  # the names are the file's own
    good("judgements", "export", tmp_path / "bare.jsonl", "--store", empty)
    assert "Анна" not in (tmp_path / "bare.jsonl").read_text(encoding="utf-8")
    good("build", tmp_path / "in", "--store", empty)
    assert good("export", "--format", "nquads", "--store", empty).stdout_bytes == graph


def test_a_retracted_document_puts_its_words_to_sleep(judged: Path, place: Path) -> None:
    good("retract", "2025-03-12-c.txt")
    assert "1 of them sleep" in good("judgements", "import", judged).stderr
    good("retract", "2025-01-10-a.txt")
    assert "3 of them sleep" in good("judgements", "import", judged).stderr


def test_a_file_with_words_that_the_store_lacks_is_not_written_over(judged: Path, place: Path, tmp_path: Path) -> None:
    before = judged.read_bytes()
    good("build", tmp_path / "in", "--store", tmp_path / "other.db")
    assert "3 words that the store does not" in bad("judgements", "export", judged, "--store", tmp_path / "other.db")
    assert judged.read_bytes() == before


def test_a_file_of_something_else_is_not_written_over(place: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("my notes\n")
    assert "notes.txt: line 1" in bad("judgements", "export", tmp_path / "notes.txt")
    assert (tmp_path / "notes.txt").read_text() == "my notes\n"
    os.mkfifo(tmp_path / "pipe")
    assert "not a plain file" in bad("judgements", "export", tmp_path / "pipe")


def test_a_wrong_line_is_named_and_nothing_is_taken(judged: Path, place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    good("build", tmp_path / "in", "--store", other)
    judged.write_bytes(judged.read_bytes() + b"<<<<<<< HEAD\n")
    message = bad("judgements", "import", judged, "--store", other)
    assert "words.jsonl: line 4" in message
    assert "nothing was taken" in message
    with Store(other) as store:
        assert store.judgements() == []
        assert store.rejections() == []


def test_standard_input_will_do(judged: Path, place: Path, tmp_path: Path) -> None:
    said = good("judgements", "import", "-", "--store", tmp_path / "new.db", stdin=judged.read_bytes()).stderr
    assert "3 new" in said


def test_an_import_that_makes_a_contradiction_says_so(judged: Path, place: Path) -> None:
    names = keys(place)
    good("judge", names["Анна Белова"][0], "same", names["Анна Сотникова"][0])
    good("judge", names["Анна Орлова"][0], "same", names["Анна Сотникова"][0])
    assert "1 contradictions: kadry judgements conflicts" in good("judgements", "import", judged).stderr
    assert good("judgements", "conflicts").stdout.count(" by ") == 3
