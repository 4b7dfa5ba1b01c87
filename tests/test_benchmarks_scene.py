"""benchmarks/scene.py: the lines that the scorer of scenes reads."""

import io
import json
from pathlib import Path

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
