import json
from pathlib import Path
from typing import Any

import fakes
import pytest
from click.testing import CliRunner, Result

import kadry.build
from kadry import workers
from kadry.claim import Quote, RoleClaim, Support, cut
from kadry.cli import COMMANDS, main
from kadry.cli.extracting import explanation
from kadry.document import Span, make_document

TEXT = "Министр Финляндии Иван Петров прибыл в город.\nЕго встретил губернатор Заречья Пётр Ильин.\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kadry.build, "extract_batch", fakes.extract_batch)


def run(*words: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=stdin)


def lines(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def put(folder: Path, name: str, text: str = TEXT) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_one_line_for_each_claim_with_offsets_that_cut_the_words(tmp_path: Path) -> None:
    result = run("extract", put(tmp_path, "2025-03-14-a.txt"))
    assert result.exit_code == 0, result.output
    first, second = lines(result)
    assert (
        list(first)
        == (
            "kind id document person person_start person_end role role_start role_end role_class organization "
            "organization_start organization_end organization_inferred status change acting reported since until "
            "term_until observed evidence evidence_start evidence_end extractor confidence"
        ).split()
    )
    assert (first["document"], first["kind"], first["observed"]) == ("2025-03-14-a", "role", "2025-03-14")
    for record in (first, second):
        for part in ("person", "role", "organization", "evidence"):
            assert TEXT[record[f"{part}_start"] : record[f"{part}_end"]] == record[part]
    assert (second["person"], second["role"], second["organization"]) == ("Пётр Ильин", "губернатор", "Заречья")
    assert "\\u" not in result.stdout


def test_mentions_follow_the_claims(tmp_path: Path) -> None:
    found = lines(run("extract", "--mentions", put(tmp_path, "a.txt")))
    assert [record["kind"] for record in found] == ["role"] * 2 + ["mention"] * 4
    assert list(found[2]) == ["kind", "document", "start", "end", "text", "type", "entity"]
    assert [record["type"] for record in found[2:]] == ["body", "person", "body", "person"]


def test_confidence_and_explanation(tmp_path: Path) -> None:
    assert lines(run("extract", "--min-confidence", "0.91", put(tmp_path, "a.txt"))) == []
    result = run("extract", "--explain", put(tmp_path, "a.txt"))
    assert len(lines(result)) == 2
    assert "a: fake@1 0.90: person «Иван Петров» at 18, role «Министр» at 0" in result.stderr
    assert "; current; from «Министр Финляндии Иван Петров прибыл в город.»\n" in result.stderr


def test_an_explanation_names_rules_and_forests_who_a_shorter_name_is_and_dates() -> None:
    document = make_document("Пётр Ким из Омска. С 2019 года Ким — мэр.")
    spans = {"person": Span(31, 34), "antecedent": Span(0, 8), "role": Span(37, 40)}
    person, antecedent, role = (
        cut(document.id, document.text, span, "role" if name == "role" else "person", name)
        for name, span in spans.items()
    )
    claim = RoleClaim(
        document=document.id,
        person=person,
        antecedent=antecedent,
        role=role,
        organization=None,
        evidence=Quote(19, 41, "С 2019 года Ким — мэр."),
        supports=(Support("learned@1", 0.63), Support("titles@1", 0.9)),
        since="2019",
    )
    assert explanation(document, claim) == (
        "learned@1 0.63, titles@1 0.90: person «Ким» at 31, who is «Пётр Ким» at 0, role «мэр» at 37; "
        "current, since 2019; from «С 2019 года Ким — мэр.»"
    )


@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_files_are_named_and_the_rest_comes_in_order(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "FEW_DOCUMENTS", 0)
    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt", "")
    put(tmp_path, "c.txt", "This is plainly an English text.")
    put(tmp_path, "d.txt", TEXT + "ОШИБКА")
    put(tmp_path, "e.txt", TEXT + "ещё")
    result = run("extract", tmp_path, "--jobs", jobs)
    assert result.exit_code == 1
    assert [record["document"] for record in lines(result)] == ["a", "a", "e", "e"]
    for name, word in (("b.txt", "empty"), ("c.txt", "not in Russian"), ("d.txt", "told to")):
        assert any(name in line and word in line for line in result.stderr.splitlines()), result.stderr


def test_standard_input_is_a_text_or_a_dump() -> None:
    assert [record["document"] for record in lines(run("extract", "-", stdin=TEXT))] == ["-", "-"]
    dump = json.dumps({"body": TEXT, "id": "n7"}, ensure_ascii=False)
    found = lines(run("extract", "-", "--field", "text=body", stdin=dump))
    assert [record["document"] for record in found] == ["n7", "n7"]


def test_the_encoding_that_was_chosen_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("cp1251"))
    result = run("extract", path)
    assert "read as windows-1251" in result.stderr
    assert len(lines(result)) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("extract",),
        ("extract", "x", "--field", "body=text"),
        ("extract", "x", "--published", "завтра"),
        ("extract", "x", "--jobs", "0"),
        ("build", "x", "--format", "turtle"),
        ("build", "x", "--out", "o", "--format", "docx"),
        ("export", "--format", "docx"),
        ("judge", "a", "perhaps", "b"),
        ("nothing",),
    ],
)
def test_a_command_that_makes_no_sense_is_exit_status_2(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"kadry {command}" in result.stdout
    assert "Example" in result.stdout


@pytest.mark.parametrize(
    "words", ["show x", "stats", "export --format turtle", "retract x", "dump -", "judge a same b"]
)
def test_a_missing_store_is_named_and_not_made(tmp_path: Path, words: str) -> None:
    result = run(*words.split(), "--store", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "there is no store" in result.stderr
    assert not (tmp_path / "none.db").exists()
