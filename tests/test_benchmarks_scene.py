"""benchmarks/scene.py and scene_cost.py: the lines that the scorer of scenes reads; what the scene costs."""

import io
import json
import re
from pathlib import Path

import pytest

import scene_cost
import speed_engines
from kadry.document import make_document
from scene import write


def test_each_text_has_its_decisions_and_mentions_and_no_roles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Указом № 7 министром назначен Иван Кротов.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Шёл дождь.", encoding="utf-8")
    out = io.StringIO()
    write(tmp_path, out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {line["document"] for line in lines} == {"a"}
    (decision,) = (line for line in lines if line["kind"] == "decision")
    assert (decision["type"], decision["number"], decision["issuer"]) == ("указ", "7", None)
    assert [(e["effect"], e["person"]) for e in decision["effects"]] == [("appoints", "Иван Кротов")]
    assert "Иван Кротов" in {line["entity"] for line in lines if line["kind"] == "mention"}
    assert "role" not in {line["kind"] for line in lines}


def test_the_cost_of_the_scene_is_told_beside_that_of_roles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text("Указом № 7 министром назначен Иван Кротов.", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["scene_cost.py", str(tmp_path)])
    scene_cost.main()
    for name, line in zip(("unseen", "again"), capsys.readouterr().out.splitlines(), strict=True):
        assert re.fullmatch(rf"{name}: all [\d.() –]+ s; roles [\d.() –]+ s; [\d.() –]+ times as much", line)


def test_every_extractor_but_those_of_the_scene_is_one_of_roles() -> None:
    (found,) = speed_engines.roles_alone([make_document("Указом № 7 министром назначен Иван Кротов.")])
    assert [claim.person.normal for claim in found.claims] == ["Иван Кротов"]
    assert found.scene == ()
