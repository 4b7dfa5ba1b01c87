"""The benchmarks of reprints: what they count, on a few texts."""

from pathlib import Path

import pytest

import newsroom
import reprints
import reprints_edited
import reprints_growing
from kadry.store import Store

NAMED = {
    "doc": "1",
    "text": "Назначение\nМинистром стал Пётр Лунин.\nОн работал в порту города Каменка.\nУказ подписан 5 мая.\n",
    "entities": [{"type": "PERSON", "start": 26, "end": 36}],
}
OTHER = {
    "doc": "2",
    "text": "Театр\nРоль сыграла Анна Белова.",
    "entities": [{"type": "PERSON", "start": 19, "end": 30}],
}


def test_texts_are_the_same_for_the_same_seed_and_hold_every_kind() -> None:
    made = list(newsroom.texts(300, 4))
    assert made == list(newsroom.texts(300, 4)) != list(newsroom.texts(300, 5))
    assert len(made) == 300
    assert {text.kind for text in made} == {"article", "copy", "release", *newsroom.FRIENDS}
    friends = [text.group for text in made if text.kind not in ("article", "copy")]
    assert len(friends) == len(set(friends))


def test_pairs_are_scored() -> None:
    made = [newsroom.Text("", group, kind) for group, kind in ((1, "article"), (1, "copy"), (1, "copy"), (2, "denied"))]
    assert reprints.score(made, [[0, 1, 2]]) == (1.0, 1.0)
    assert reprints.score(made, [[0, 1], [2, 3]]) == pytest.approx((0.5, 1 / 3))
    assert reprints.score(made, []) == (1.0, 0.0)
    assert reprints.mistakes(made, [[0, 1], [2, 3]]) == {"copy": 1, "denied": 1}
    assert reprints.kinds(made) == {"denied": 1}


def test_a_line_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    reprints.measure(list(newsroom.texts(60, 2)))
    words = capsys.readouterr().out.split()
    assert (words[0], words[3], words[4]) == ("60", "1.0000", "1.0000")


def test_real_texts_are_edited_and_judged() -> None:
    edits = dict(reprints_edited.reprints(str(NAMED["text"]), str(OTHER["text"])))
    assert edits["copy: another heading"].startswith("Театр\nМинистром")
    assert "Указ" not in edits["copy: the last paragraph cut"]
    assert set(reprints_edited.judged([NAMED, OTHER])) >= set(edits)


def test_a_store_that_grows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store(tmp_path / "kadry.db") as store:
        reprints_growing.measure(store, 60, 10)
        assert store.counts()["documents"] == 60
        assert store.copies() == reprints_growing.from_scratch(store, newsroom.texts(70)) != {}
    out = capsys.readouterr().out
    assert "10 more" in out
    assert "the same: " in out
