"""Each part of extraction is left out in turn, and what it adds is the difference."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import ablation
from kadry import build
from kadry.claim import Extraction
from kadry.document import Document
from kadry.plugins import names
from kadry.russian.parse import Parse, parse

TEXT = "Министр Финляндии Иван Петров заявил об этом. Олега Кима назначили министром Эстонии."


def test_each_extractor_is_left_out_once() -> None:
    parts = ablation.parts()
    assert parts["all"] == {}
    for name in names("extractors"):
        assert set(names("extractors")) - set(parts[name]["extractors"]) == {name}


def test_settings_that_are_on_by_default_are_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(parsed: Parse, extractors: object = None, *, bold: bool = True, shy: bool = False) -> Extraction:
        raise AssertionError

    monkeypatch.setattr(ablation, "link", link)
    assert ablation.parts()["bold"] == {"bold": False}
    assert "shy" not in ablation.parts()


def test_a_text_is_parsed_once_and_read_with_every_choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "toy.txt").write_text(TEXT, encoding="utf-8")
    parsed: list[Document] = []

    def counted(document: Document) -> Parse:
        parsed.append(document)
        return parse(document)

    monkeypatch.setattr(ablation, "parse", counted)
    monkeypatch.setattr(
        ablation, "link", lambda parsed, **part: build.link(parsed, part.get("extractors"), learned=False)
    )
    found = ablation.mine(tmp_path, ablation.parts())
    persons = {part: {claim.person.text for claim in claims["toy"]} for part, claims in found.items()}
    assert len(parsed) == 1
    assert persons["all"] == persons["biographies"] == {"Иван Петров", "Олега Кима"}
    assert persons["titles"] == {"Олега Кима"}
    assert persons["predicates"] == {"Иван Петров"}
    assert found["all"]["toy"] == build.extract(parsed[0], learned=False).claims


def test_a_line_shows_what_each_part_adds() -> None:
    assert ablation.heading(["all", "titles"]).split() == ["F1", "all", "titles"]
    scores: Mapping[str, float] = {"all": 0.6, "titles": 0.2, "harmful": 0.7}
    assert ablation.line("toy", scores).split() == ["toy", "0.600", "+0.400", "-0.100"]


def test_ablation_names_what_it_misses(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("KADRY_DATA", raising=False)
    for arguments in ([], ["nowhere"]):
        monkeypatch.setattr(sys, "argv", ["ablation", *arguments])
        with pytest.raises(SystemExit) as stop:
            ablation.main()
        assert "KADRY_DATA" in str(stop.value) or "no set named nowhere" in capsys.readouterr().err


def test_the_table_of_ablation_is_whole(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    silent = {part: dict[str, list[object]]() for part in ablation.parts()}
    monkeypatch.setattr(ablation, "mine", lambda source, parts: silent)
    monkeypatch.setenv("KADRY_DATA", str(data))
    monkeypatch.setattr(sys, "argv", ["ablation", "factrueval", "nerel-dev"])
    ablation.main()
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split()[1:] == ["all", *names("extractors"), "learned"]
    assert len(rows) == 8
    assert all(row.endswith("0.000" + "        +0.000" * (len(names("extractors")) + 1)) for row in rows)
