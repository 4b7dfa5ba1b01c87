"""What the views of a large store take is measured: a small one here."""

from pathlib import Path

import pytest

import exports
import views


def test_views_are_measured_and_the_store_is_used_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "kadry.db"
    for filled in (True, False):
        views.show(place, 300, 2)
        said = capsys.readouterr().out
        assert ("filling" in said) is filled
        assert "dossier of one of" in said
        assert said.count("every view") == 2
    with exports.source(place, 0) as graph:
        run = exports.measure(graph, "ntriples")
    assert run.lines > 300
